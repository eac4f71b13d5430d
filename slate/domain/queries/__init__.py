"""Queries on a slate, answered in plain Python: filters, counts, a title's page."""
