"""The tables of the ledger: batches, reports and bookmarks. All others are derived from them."""
