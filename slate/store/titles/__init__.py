"""The tables of titles, made from the ledger: writing them, and finding a title in them."""
