"""Releases for the pivot: SQL counts those that are alike, Python evaluates the dates."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from slate.domain.dates.windows import Window
from slate.domain.queries.counts import Alike
from slate.domain.queries.query import Query
from slate.store.queries.filters import Clauses
from slate.store.titles.word_lists import CANCELED, LEFT, OVERDUE, RUMOR

_VALUES = {
    "platform": "r.platform",
    "kind": "t.kind",
    "status": "t.status",
    "label": f"""case when {OVERDUE} then 'Due, not confirmed' when {LEFT} then 'Left'
        else t.label end""",
    "region": "r.region",
    "tag": "t.tags",
}
# Grouped by position, as an alias would be taken for a column of the tables.
_ALIKE = """
    select {values} r.date, coalesce(p.confidence in {rumor} or r.contested, 0), count(*)
    from titles t left join releases r on r.title = t.id left join reports p on p.id = r.said_by
    where {where}
    group by {places}
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
    by status, or `keys` has the status or the label.
    """
    if window is None:
        yield from _alike(connection, query, today, keys)
        return
    yield from _alike(connection, query._replace(window=window), today, keys)
    yield from _alike(connection, query._replace(window=None, undated=True), today, keys)


def _alike(
    connection: sqlite3.Connection, query: Query, today: date, keys: Sequence[str]
) -> Iterator[Alike]:
    clauses = Clauses(connection, query, today)
    where = [clauses.about_titles]
    if clauses.about_releases:
        where.append(clauses.about_releases)
    if not query.status and not {"status", "label"} & set(keys):
        where.append(f"t.status not in {CANCELED}")
    values = [_VALUES[key] for key in keys if key in _VALUES]
    sql = _ALIKE.format(
        rumor=RUMOR,
        values="".join(f"{value}, " for value in values),
        where=" and ".join(where),
        places=", ".join(str(place) for place in range(1, len(values) + 3)),
    )
    for *of_keys, text, rumored, number in connection.execute(sql, clauses.values):
        yield Alike(tuple(of_keys), text, bool(rumored), number)
