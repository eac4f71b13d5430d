"""Writing: one command, one batch, in the transaction that is open."""
