"""Readers: one module a format, each yielding records; what they share is in the packages."""
