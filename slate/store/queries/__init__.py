"""The queries of those who read a slate, in SQL."""
