"""Ledger files: writing them, and reading them only exactly as slate writes them."""
