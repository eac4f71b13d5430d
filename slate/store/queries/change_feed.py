"""The reports in force of some days, or those that arrived after a batch, newest first.

Changes are queried by the day reported. Most reports name a day on which they had been recorded
or an earlier one, and an index finds those. The last day of others, such as "January 2021", also
depends on when they were recorded, so they are read as a whole, and merged with those of days.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import merge
from typing import Any, NamedTuple

from slate.domain.changes.change_record import Arrival
from slate.domain.dates.day_span import Span
from slate.domain.queries.query import Query
from slate.domain.reports.report import last_day_of
from slate.store.queries.filters import Clauses, of_titles_alone
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
    key=f"coalesce(w.leader, {fragments.key_of('p')})",
    recorded_at=fragments.EFFECTIVE,
    uid="b.uid",
    batch="b.id",
    moment=fragments.ARRIVED,
    author="b.author",
)
_ENTRIES = f"""
    select {_COLUMNS}
    from reports p join batches b on b.id = p.batch
        left join one_work w on w.key = {fragments.key_of("p")}
    where {fragments.in_force("p")} and {{fits}}
"""
_NEWEST_FIRST = f"order by {fragments.EFFECTIVE} desc, b.uid desc, p.n"
_ON = f"{_ENTRIES} and p.reported_on = :on"
_DAY_RECORDED = f"substr({fragments.EFFECTIVE}, 1, {_EXACT})"
_ON_DAY = f"{_ON} and p.reported_on <= {_DAY_RECORDED} {_NEWEST_FIRST}"
_IN_SPAN = f"{_ON} {_NEWEST_FIRST}"
# Reports of days after the one on which they were recorded.
_AHEAD = f"""
    {_ENTRIES} and length(p.reported_on) = {_EXACT} and p.reported_on >= :first
        and p.reported_on > {_DAY_RECORDED}
"""
_ARRIVED = f"{_ENTRIES} and p.batch > :after"
_IS_EXACT = f"(length(p.reported_on) = {_EXACT} and p.reported_on <= {_DAY_RECORDED})"
_ARRIVED_ON_DAYS = f"""
    {_ARRIVED} and {_IS_EXACT}
    order by p.reported_on desc, {fragments.EFFECTIVE} desc, b.uid desc, p.n
"""
_OTHERS_ARRIVED = f"{_ARRIVED} and not {_IS_EXACT}"
_ON_TITLE = f"{_ENTRIES} and p.id in (select r.id from reports r where {fragments.of_work(':key')})"
# Leaves out stored titles that do not fit. A removed title is checked when it is folded.
_FITS = f"""not exists (
    select 1 from titles t
    where t.key = coalesce(w.leader, {fragments.key_of("p")}) and not {{about}}
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
    fits, values = _filtered(connection, query)
    first, last = str(span.first or ""), str(span.last or "9999-12-31")
    texts = [day for (day,) in connection.execute(_DAYS, {"year": first[:4]})]

    def reported(statement: str, **on: str) -> Iterator[Entry]:
        found = connection.execute(statement.replace("{fits}", fits), values | on)
        return (entry for entry in map(_entry, found) if first <= entry.last_day <= last)

    days = (text for text in texts if len(text) == _EXACT and first <= text <= last)
    coarser = [reported(_IN_SPAN, on=text) for text in texts if len(text) < _EXACT]
    exact = (entry for day in days for entry in reported(_ON_DAY, on=day))
    ahead = sorted(reported(_AHEAD, first=first), key=order, reverse=True)
    if not (ahead or coarser):  # true of most slates
        return exact
    return merge(exact, ahead, *coarser, key=order, reverse=True)


def on_titles(
    connection: sqlite3.Connection, keys: Iterable[str], span: Span, query: Query
) -> list[Entry]:
    """Return the reports of a span of days on the titles with these keys, newest first."""
    fits, values = _filtered(connection, query)
    statement = _ON_TITLE.replace("{fits}", fits)
    found = [
        entry
        for key in keys
        for entry in map(_entry, connection.execute(statement, values | {"key": key}))
        if span.holds(entry.last_day)
    ]
    return sorted(found, key=order, reverse=True)


def arrived(connection: sqlite3.Connection, after: int, query: Query) -> Iterator[Entry]:
    """Yield the reports of the batches that arrived after one, newest first.

    SQLite sorts those of days, which takes a fifth of the memory.
    """
    fits, values = _filtered(connection, query)

    def found(statement: str) -> Iterator[Entry]:
        rows = connection.execute(statement.replace("{fits}", fits), values | {"after": after})
        return map(_entry, rows)

    others = sorted(found(_OTHERS_ARRIVED), key=order, reverse=True)
    return merge(found(_ARRIVED_ON_DAYS), others, key=order, reverse=True)


def _filtered(connection: sqlite3.Connection, query: Query) -> tuple[str, dict[str, Any]]:
    """Return a condition for the titles that may fit the query, and its values."""
    asked = of_titles_alone(query)
    if not asked.is_filtered:
        return "true", {}
    clauses = Clauses(connection, asked, date.min)
    return _FITS.replace("{about}", f"({clauses.about_titles})"), clauses.values


def _entry(values: Iterable[Any]) -> Entry:
    row = _Row._make(values)
    day = row.reported_on
    is_exact = len(day) == _EXACT and day <= row.recorded_at
    return Entry(
        last_day=day if is_exact else last_day_of(day, row.recorded_at),
        fineness=len(day),
        recorded_at=row.recorded_at,
        batch=row.uid,
        place=-row.n,
        day=day,
        key=row.key,
        report=row.id,
        arrival=Arrival(row.batch, local_day(row.moment), row.author),
    )
