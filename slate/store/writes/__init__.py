"""Writing: each command writes one batch, in the open transaction."""
