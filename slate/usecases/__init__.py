"""What slate does: one module per use case, with functions that use a `Ledger` or a `Slate`."""
