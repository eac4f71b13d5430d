"""What may be asked of a slate, answered in plain Python: filters, counts, a title's page."""
