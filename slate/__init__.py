"""Slate: a ledger of reports on what is coming to streaming services."""
