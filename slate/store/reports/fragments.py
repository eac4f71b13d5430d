"""Facts about the ledger that many queries need, as pieces of SQL."""

# The instant at which a batch arrived in this slate, for `batches b`.
ARRIVED = "coalesce(b.arrived, b.recorded_at)"


def is_undone(batch: str) -> str:
    """Return the condition that a batch is undone; `batch` is a column with its number."""
    return f"exists (select 1 from undone u where u.batch = {batch})"


def in_force(batch: str) -> str:
    """Return the condition that a batch is in force; `batch` is a column with its number."""
    return f"not {is_undone(batch)}"


def keys_of_work(leader: str) -> str:
    """Return the query for all keys of a work; `leader`, a column or value, stands for them."""
    return f"""
        select {leader} union all
        select w.key from one_work w where w.leader = {leader} and w.key <> {leader}
    """
