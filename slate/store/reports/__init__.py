"""The tables of the ledger: batches, reports and bookmarks. All other tables follow from them."""
