"""The slate on disk: the only layer that uses SQL."""
