"""Slate: a ledger of reports on upcoming releases on streaming services."""
