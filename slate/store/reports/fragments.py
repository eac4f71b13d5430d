"""Facts of the ledger that many questions need, as pieces of SQL."""

# The instant at which a batch came to this slate, of `batches b`.
ARRIVED = "coalesce(b.arrived, b.recorded_at)"


def is_undone(batch: str) -> str:
    """Return the condition that the batch with this number, a column, was taken back."""
    return f"exists (select 1 from undone u where u.batch = {batch})"


def in_force(batch: str) -> str:
    """Return the condition that the batch with this number, a column, counts."""
    return f"not {is_undone(batch)}"


def keys_of_work(leader: str) -> str:
    """Return the question for all keys of the work that this key, a column or value, leads."""
    return f"""
        select {leader} union all
        select w.key from one_work w where w.leader = {leader} and w.key <> {leader}
    """
