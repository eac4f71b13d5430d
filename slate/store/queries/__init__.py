"""What is asked of the store, in SQL."""
