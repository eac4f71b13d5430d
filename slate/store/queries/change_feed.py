"""The reports in force of some days, or those that arrived after a batch, newest first.

Changes are queried by the day reported. Most reports name a day, and an index finds those. The
last day of "January 2021" also depends on when it was recorded, so the reports of a month or a
year are read as a whole, and merged with those of days.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from heapq import merge
from typing import Any, NamedTuple

from slate.domain.changes.change_record import Arrival
from slate.domain.dates.day_span import Span
from slate.domain.queries.query import Query, StatusFilter
from slate.domain.reports.report import last_day_of
from slate.store.queries.filters import Clauses
from slate.store.reports import fragments
from slate.store.reports.arrivals import local_day
from slate.store.sql import select_list

_EXACT = len("2021-01-07")
# The distinct texts in the index, one lookup each, newest first.
_DAYS = """
    with recursive days (day) as (
        select max(reported_on) from reports
        union all
        select (select max(reported_on) from reports where reported_on < day)
        from days where day >= :year
    )
    select day from days where day >= :year
"""


class _Row(NamedTuple):
    id: int
    key: str
    n: int
    reported_on: str
    recorded_at: str
    uid: str
    batch: int
    moment: str
    author: str


_COLUMNS = select_list(
    _Row,
    "p",
    key="coalesce(w.leader, p.title_key)",
    recorded_at="b.recorded_at",
    uid="b.uid",
    batch="b.id",
    moment=fragments.ARRIVED,
    author="b.author",
)
_ENTRIES = f"""
    select {_COLUMNS}
    from reports p join batches b on b.id = p.batch left join one_work w on w.key = p.title_key
    where {fragments.in_force("p.batch")} and {{fits}}
"""
_NEWEST_FIRST = "order by b.recorded_at desc, b.uid desc, p.n"
_ON_DAY = f"{_ENTRIES} and p.reported_on = :on {_NEWEST_FIRST}"
_ARRIVED = f"{_ENTRIES} and p.batch > :after"
# Leaves out stored titles that do not fit. A removed title is checked when it is folded.
_FITS = """not exists (
    select 1 from titles t left join releases r on r.title = t.id and r.headline = 1
    where t.key = coalesce(w.leader, p.title_key) and not {about}
)"""


class Entry(NamedTuple):
    """A report, or an undo, that may have changed a title; its first five fields are its order."""

    last_day: str
    fineness: int  # length of `day`: newest first, a month comes after its last day
    recorded_at: str
    batch: str  # uid
    place: int  # minus its place in the batch: the first is the greatest
    day: str  # the day reported, as stated
    key: str
    report: int  # the store's number; 0 for an undo
    arrival: Arrival


Order = tuple[str, int, str, str, int]


def order(entry: Entry) -> Order:
    """Return the sort key of an entry; the newest is the greatest."""
    return entry[:5]


def of_days(connection: sqlite3.Connection, span: Span, query: Query) -> Iterator[Entry]:
    """Yield the reports of a span of days, newest first, without titles that cannot fit."""
    statement, values = _filtered(connection, _ON_DAY, query)
    first, last = str(span.first or ""), str(span.last or "9999-12-31")
    texts = [day for (day,) in connection.execute(_DAYS, {"year": first[:4]})]

    def reported(on: str) -> Iterator[Entry]:
        found = map(_entry, connection.execute(statement, values | {"on": on}))
        return (entry for entry in found if first <= entry.last_day <= last)

    days = (text for text in texts if len(text) == _EXACT and first <= text <= last)
    coarser = [reported(text) for text in texts if len(text) < _EXACT]
    exact = (entry for day in days for entry in reported(day))
    return merge(exact, *coarser, key=order, reverse=True)


def arrived(connection: sqlite3.Connection, after: int, query: Query) -> list[Entry]:
    """Return the reports of the batches that arrived after one, newest first."""
    statement, values = _filtered(connection, _ARRIVED, query)
    found = map(_entry, connection.execute(statement, values | {"after": after}))
    return sorted(found, key=order, reverse=True)


def _filtered(
    connection: sqlite3.Connection, statement: str, query: Query
) -> tuple[str, dict[str, Any]]:
    """Return a statement and its values, limited to the titles that may fit the query.

    SQL checks the kind, name, tag, person and status; the status only if neither overdue titles
    nor those that have left are wanted.
    """
    status = query.status
    if status.overdue or status.left:
        status = StatusFilter()
    asked = Query(
        status=status,
        kinds=query.kinds,
        tags=query.tags,
        persons=query.persons,
        search=query.search,
    )
    if not asked.is_filtered:
        return statement.replace("{fits}", "true"), {}
    clauses = Clauses(connection, asked, date.min)  # none of these filters depends on the day
    fits = _FITS.replace("{about}", f"({clauses.about_titles})")
    return statement.replace("{fits}", fits), clauses.values


def _entry(values: Iterable[Any]) -> Entry:
    row = _Row._make(values)
    day = row.reported_on
    return Entry(
        last_day=day if len(day) == _EXACT else _last_day(day, row.recorded_at),
        fineness=len(day),
        recorded_at=row.recorded_at,
        batch=row.uid,
        place=-row.n,
        day=day,
        key=row.key,
        report=row.id,
        arrival=Arrival(row.batch, local_day(row.moment), row.author),
    )


_last_day = lru_cache(maxsize=512)(last_day_of)
