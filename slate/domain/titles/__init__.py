"""Titles and their releases: names, kinds, status, identity, and the printed record."""
