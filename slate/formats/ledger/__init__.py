"""The ledger as a file: written, and read only as slate itself writes it."""
