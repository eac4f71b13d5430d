"""Facts about the ledger that many queries need, as pieces of SQL."""

# The time at which a batch counts as recorded, for `batches b`.
_CORRECTED = "select c.recorded_at from corrected c where c.batch = b.id"
EFFECTIVE = f"coalesce(({_CORRECTED}), b.recorded_at)"
# The instant at which a batch arrived in this slate, for `batches b`.
ARRIVED = f"coalesce(b.arrived, {EFFECTIVE})"


# The key of the title to which a split assigns a report, for `reports r`; null for most.
SPLIT_TO = "(select s.key from split_reports s where s.report = r.id)"


def key_of(report: str) -> str:
    """Return the key of the title that a report is about; `report` is an alias of `reports`."""
    return f"""coalesce(
        (select s.key from split_reports s where s.report = {report}.id), {report}.title_key)"""


def of_work(leader: str) -> str:
    """Return the condition that `reports r` are about a work; see `keys_of_work`.

    Each part uses an index, and all are one list: several would take twice as long.
    """
    of_others = f"one_work w on w.leader = {leader} and w.key <> {leader}"
    is_its = "not exists (select 1 from split_reports s where s.report = q.id)"
    return f"""r.id in (
        select q.id from reports q where q.title_key = {leader} and {is_its}
        union all
        select q.id from reports q join {of_others} and q.title_key = w.key and {is_its}
        union all
        select s.report from split_reports s where s.key = {leader}
        union all
        select s.report from split_reports s join {of_others} and s.key = w.key)"""


def batch_is_undone(batch: str) -> str:
    """Return the condition that a batch is undone; `batch` is a column with its number."""
    return f"exists (select 1 from undone u where u.batch = {batch})"


def is_undone(report: str) -> str:
    """Return the condition that a report is undone; `report` is an alias of `reports`."""
    return f"""({batch_is_undone(f"{report}.batch")} or exists (
        select 1 from undone_titles u
        where u.batch = {report}.batch and u.title_key = {report}.title_key))"""


def in_force(report: str) -> str:
    """Return the condition that a report is in force; `report` is an alias of `reports`."""
    return f"not {is_undone(report)}"


def keys_of_work(leader: str) -> str:
    """Return the query for all keys of a work; `leader`, a column or value, stands for them."""
    return f"""
        select {leader} union all
        select w.key from one_work w where w.leader = {leader} and w.key <> {leader}
    """
