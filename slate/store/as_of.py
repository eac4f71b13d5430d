"""A slate as it was: a copy in memory, from which all that is later is taken.

Only titles of which something later is said are folded again, from the reports that are
left: what comes of it is what a slate would show that never heard of the others.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext

from slate.domain.dates.as_of import AsOf
from slate.domain.reports.report import last_day_of
from slate.store.file.connection import Store
from slate.store.file.errors import translated
from slate.store.reports import same_work
from slate.store.reports.fragments import ARRIVED, in_force, is_undone
from slate.store.titles import projections

# Most are told on a day; on which a month or a year ends, SQL does not know.
_LAST_DAY = """case when substr(r.reported_on, 8, 1) = '-' then r.reported_on
    else last_day(r.reported_on, b.recorded_at) end"""
_NOT_SAID_BY = f"""
    insert into gone (report, key)
    select r.id, case when {in_force("r.batch")} then r.title_key end
    from reports r join batches b on b.id = r.batch
    where {_LAST_DAY} > :day or {is_undone("r.batch")}
"""
_NOT_ARRIVED = f"""
    insert into gone (report, key)
    select r.id, r.title_key from batches b join reports r on r.batch = b.id
    where {ARRIVED} >= :before
"""
_TABLES = (
    "create temp table gone (report integer primary key, key text) strict",
    "create temp table undone_today (batch integer primary key) strict",
    "insert into undone_today select batch from undone",
)
_DELETE_REPORTS = "delete from reports where id in (select report from gone)"
_DELETE_UNDONE = "delete from undone"
_DELETE_BATCHES = f"delete from batches as b where {ARRIVED} >= :before"
# Keys of what is gone, and of what was undone then and is not now, or the other way round.
_CHANGED = """
    select distinct coalesce(w.leader, c.key) from (
        select key from gone where key is not null
        union all
        select r.title_key from reports r
        where (r.batch in (select batch from undone_today))
            <> (r.batch in (select batch from undone))
    ) c left join one_work w on w.key = c.key
"""
_KEYS_LEFT = "select count(distinct title_key) from reports"
_ANY_REPORT = "select 1 from reports limit 1"
_FIRST_SAID = f"""
    select r.reported_on from reports r join batches b on b.id = r.batch where {in_force("r.batch")}
    order by {_LAST_DAY}, length(r.reported_on) desc limit 1
"""
_FIRST_ARRIVED = f"""
    select {ARRIVED} as came from batches b where b.undoes is null order by came limit 1
"""


@contextmanager
def reading(store: Store, when: AsOf) -> Iterator[sqlite3.Connection]:
    """Open a slate for reading, as it was at the end of a day."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with store.reading() as today:
            today.backup(copy)
        # The slate is closed by now: what follows may take a while, and keeps no writer waiting.
        with translated(store.path) if store.path else nullcontext():
            _take_back(copy, when)
            yield copy


def holds_reports(connection: sqlite3.Connection) -> bool:
    """Tell whether anything had been reported by then."""
    return connection.execute(_ANY_REPORT).fetchone() is not None


def beginning(connection: sqlite3.Connection, when: AsOf) -> str | None:
    """Give when the first report was said, or the instant it arrived; None: there is none."""
    _teach(connection)
    first = _FIRST_SAID if when.arrived_before is None else _FIRST_ARRIVED
    row = connection.execute(first).fetchone()
    return None if row is None else str(row[0])


def _take_back(copy: sqlite3.Connection, when: AsOf) -> None:
    """Take from a copy what is later, and make of the rest what it adds up to."""
    copy.execute("pragma journal_mode = off")  # a copy that fails is thrown away
    copy.execute("pragma trusted_schema = off")
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
        copy.execute(_DELETE_UNDONE)
        copy.execute(_DELETE_BATCHES, values)
        projections.decide_undone(copy)
    copy.execute("pragma foreign_keys = on")  # a title goes with all that belongs to it
    copy.execute("begin")
    moved = same_work.rebuild(copy)
    changed = {key for (key,) in copy.execute(_CHANGED)}
    (left,) = copy.execute(_KEYS_LEFT).fetchone()
    if left < len(changed):
        projections.rebuild(copy)  # little is left: less than there is to take away
    else:
        projections.refold(copy, sorted(changed | moved | same_work.linking(copy, moved)))
    copy.execute("commit")
    copy.execute("pragma query_only = on")


def _teach(connection: sqlite3.Connection) -> None:
    """Let SQL ask for the last day on which something may have been said."""
    connection.create_function("last_day", 2, last_day_of, deterministic=True)
