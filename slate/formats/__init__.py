"""Readers and writers of files, slate's own and other programs': one module per format.

The formats are listed in `registry`.
"""
