"""Readers: one module per format, each yielding records; shared code is in the packages."""
