"""A slate as it was at the end of an earlier day.

The slate is copied into memory, and everything later is deleted from the copy. Only titles
that this changes are folded again, from the reports that are left. The result is what a slate
would show that had never received the later reports.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from slate.domain.dates.as_of import AsOf
from slate.domain.reports.report import last_day_of
from slate.store.file.connection import Store
from slate.store.file.errors import translated
from slate.store.file.in_memory import in_memory
from slate.store.reports import same_work, splits
from slate.store.reports.fragments import ARRIVED, EFFECTIVE, in_force, is_undone, key_of
from slate.store.titles import projections

# Most reports name a day on which they had been recorded or an earlier one. For others, Python
# computes the last day for which they may stand.
_LAST_DAY = f"""case
    when substr(r.reported_on, 8, 1) = '-' and r.reported_on <= substr({EFFECTIVE}, 1, 10)
    then r.reported_on else last_day(r.reported_on, {EFFECTIVE}) end"""
_NOT_SAID_BY = f"""
    insert into gone (report, key)
    select r.id, case when {in_force("r")} then {key_of("r")} end
    from reports r join batches b on b.id = r.batch
    where {_LAST_DAY} > :day or {is_undone("r")}
"""
_NOT_ARRIVED = f"""
    insert into gone (report, key)
    select r.id, {key_of("r")} from batches b join reports r on r.batch = b.id
    where {ARRIVED} >= :before
"""
_TABLES = (
    "create temp table gone (report integer primary key, key text) strict",
    # What undos and corrections amount to in today's slate.
    *(f"create temp table {name}_today as select * from {name}" for name in projections.EFFECTS),
)
_DELETE_REPORTS = "delete from reports where id in (select report from gone)"
_DELETE_BATCHES = f"delete from batches as b where {ARRIVED} >= :before"
# Arrivals stay those known today, whichever corrections were known then.
_KEEP_ARRIVALS = f"update batches as b set arrived = {ARRIVED}"
_OTHER_BATCHES = " union ".join(
    f"select batch from (select * from {one} except select * from {other})"
    for name in projections.EFFECTS
    for one, other in ((name, f"{name}_today"), (f"{name}_today", name))
)
# Keys to fold again: those with deleted reports, and those with a batch on which undos and
# corrections had another effect then than in today's slate.
_CHANGED = f"""
    select distinct coalesce(w.leader, c.key) from (
        select key from gone where key is not null
        union all
        select {key_of("r")} from reports r where r.batch in ({_OTHER_BATCHES})
    ) c left join one_work w on w.key = c.key
"""
_KEYS_LEFT = "select count(distinct title_key) from reports"
_ANY_REPORT = "select 1 from reports limit 1"
_FIRST_SAID = f"""
    select r.reported_on from reports r join batches b on b.id = r.batch where {in_force("r")}
    order by {_LAST_DAY}, length(r.reported_on) desc limit 1
"""
_FIRST_ARRIVED = f"""
    select {ARRIVED} as came from batches b where b.undoes is null order by came limit 1
"""


@contextmanager
def reading(store: Store, when: AsOf) -> Iterator[sqlite3.Connection]:
    """Open a slate for reading, as it was at the end of a day."""
    with in_memory() as copy:
        with store.reading() as today:
            today.backup(copy)
        # The slate is closed by now, so the work below, which may take a while, blocks no writer.
        with translated(store.path) if store.path else nullcontext():
            _take_back(copy, when)
            yield copy


@contextmanager
def earlier(
    connection: sqlite3.Connection, when: AsOf
) -> Iterator[tuple[sqlite3.Connection, set[str]]]:
    """Open the slate of a connection as it was at the end of a day, or of the connection's own day.

    Yield it with the keys of all titles that may be different there.
    """
    with in_memory() as copy:
        connection.backup(copy)
        yield copy, _take_back(copy, when)


def holds_reports(connection: sqlite3.Connection) -> bool:
    """Whether anything had been reported by the day that the connection shows."""
    return connection.execute(_ANY_REPORT).fetchone() is not None


def beginning(connection: sqlite3.Connection, when: AsOf) -> str | None:
    """Return the day reported of the first report or, if `when` goes by arrival, its instant.

    A day reported may be a day, a month or a year. Return None if there is no report.
    """
    _teach(connection)
    first = _FIRST_SAID if when.arrived_before is None else _FIRST_ARRIVED
    row = connection.execute(first).fetchone()
    return None if row is None else str(row[0])


def _take_back(copy: sqlite3.Connection, when: AsOf) -> set[str]:
    """Delete everything later than `when` from a copy, and fold what is left.

    Return the keys of all titles that this may change.
    """
    copy.execute("pragma journal_mode = off")  # no rollback is needed: a failed copy is discarded
    copy.execute("pragma foreign_keys = off")  # as yet, projections refer to what is deleted
    for statement in _TABLES:
        copy.execute(statement)
    if when.arrived_before is None:
        _teach(copy)
        copy.execute(_NOT_SAID_BY, {"day": when.day.isoformat()})
        copy.execute(_DELETE_REPORTS)
    else:
        values = {"before": when.arrived_before}
        copy.execute(_NOT_ARRIVED, values)
        copy.execute(_DELETE_REPORTS)
        copy.execute(_DELETE_BATCHES, values)
        copy.execute(_KEEP_ARRIVALS)
        projections.decide_effects(copy)
    copy.execute("pragma foreign_keys = on")  # deleting a title deletes its dependent rows
    copy.execute("begin")
    moved = same_work.rebuild(copy) | splits.rebuild(copy)
    changed = {key for (key,) in copy.execute(_CHANGED)}
    affected = changed | moved | same_work.linking(copy, moved)
    (left,) = copy.execute(_KEYS_LEFT).fetchone()
    if left < len(changed):
        projections.rebuild(copy)  # cheaper: fewer titles are left than have changed
    else:
        projections.refold(copy, sorted(affected))
    copy.execute("commit")
    copy.execute("pragma query_only = on")
    return affected


def _teach(connection: sqlite3.Connection) -> None:
    """Register the SQL function `last_day`: the last day on which a report may have been made."""
    connection.create_function("last_day", 2, last_day_of, deterministic=True)
