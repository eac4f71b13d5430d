"""The tables of titles, derived from the ledger: writing them, and finding titles in them."""
