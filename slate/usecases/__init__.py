"""What slate does: one module a use case, each a function of a `Ledger` or a `Slate`."""
