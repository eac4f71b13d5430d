"""Releases for the pivot: SQL counts those that are alike, Python evaluates the dates."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from slate.domain.dates.windows import Window
from slate.domain.queries.counts import Alike
from slate.domain.queries.query import Query
from slate.domain.titles.status import DUE_LABEL, LEFT_LABEL
from slate.store.queries.filters import Clauses
from slate.store.titles.word_lists import CANCELED, LEFT, OVERDUE, RUMOR

_VALUES = {
    "platform": "r.platform",
    "kind": "t.kind",
    "status": "t.status",
    "label": f"""case when {OVERDUE} then '{DUE_LABEL}' when {LEFT} then '{LEFT_LABEL}'
        else t.label end""",
    "region": "r.region",
    "tag": "t.tags",
}
_RELEASES = "releases r on r.title = t.id"
_IS_CANCELED = f"t.status in {CANCELED}"
# Grouped by position, as an alias would be taken for a column of the tables.
_ALIKE = f"""
    select {{values}} r.date, coalesce(p.confidence in {RUMOR} or r.contested, 0), count(*)
    {{source}} left join reports p on p.id = r.said_by
    where {{where}}
    group by {{places}}
"""


def alike(
    connection: sqlite3.Connection,
    query: Query,
    today: date,
    keys: Sequence[str],
    window: Window | None,
) -> Iterator[Alike]:
    """Yield the releases that may come out in the window, and those without a date.

    Those with the same values of `keys`, date and rumor flag are counted together. A title without
    a release counts as one without a date. Canceled titles are left out unless the query filters
    by status.
    """
    values = [_VALUES[key] for key in keys if key in _VALUES]
    for asked in _queries(query, window):
        clauses = Clauses(connection, asked, today)
        where = _where(clauses) if query.status else f"{_where(clauses)} and not {_IS_CANCELED}"
        sql = _ALIKE.format(
            values="".join(f"{value}, " for value in values),
            source=_source(clauses),
            where=where,
            places=", ".join(str(place) for place in range(1, len(values) + 3)),
        )
        for *of_keys, text, rumored, number in connection.execute(sql, clauses.values):
            yield Alike(tuple(of_keys), text, bool(rumored), number)


def canceled(
    connection: sqlite3.Connection, query: Query, today: date, window: Window | None
) -> int:
    """Return how many canceled titles `alike` leaves out."""
    if query.status:
        return 0
    titles: set[int] = set()
    for asked in _queries(query, window):
        clauses = Clauses(connection, asked, today)
        sql = f"select t.id {_source(clauses)} where {_where(clauses)} and {_IS_CANCELED}"
        titles.update(title for (title,) in connection.execute(sql, clauses.values))
    return len(titles)


def _queries(query: Query, window: Window | None) -> tuple[Query, ...]:
    """Return the queries for the releases that may be in the window, and for those undated."""
    if window is None:
        return (query,)
    return query._replace(window=window), query._replace(window=None, undated=True)


def _source(clauses: Clauses) -> str:
    """Return the titles with their releases, also without one unless releases are chosen."""
    return f"from titles t {'' if clauses.about_releases else 'left '}join {_RELEASES}"


def _where(clauses: Clauses) -> str:
    return " and ".join(filter(None, (clauses.about_titles, clauses.about_releases)))
