"""What differs between two states of a slate, title by title."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from slate.domain.changes.net_change import (
    NetChange,
    Pair,
    net_differences,
    net_record,
    pairs,
)
from slate.domain.ledger.dissent import is_disputed
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.two_states import fold_both
from slate.domain.queries.change_query import ChangeQuery
from slate.domain.queries.change_selection import fits_as_it_stands, fits_change
from slate.domain.queries.query import Query
from slate.domain.queries.selection import TitleSets
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title
from slate.store.queries.filters import Clauses, of_titles_alone
from slate.store.queries.title_sets import title_sets
from slate.store.reports import ledger_tables, same_work
from slate.store.sql import chunks, select_list

_TOGETHER = 500  # titles that are read together


class _Row(NamedTuple):
    """A title: its key and slug, what it is sorted by, and whether it may fit the query."""

    key: str
    sorting: str
    season: int | None
    part: int | None
    slug: str
    may_fit: int

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: by title, season and part."""
        season, part = (-1 if number is None else number for number in (self.season, self.part))
        return self.sorting, season, part, self.slug


_TITLES = f"""
    select {select_list(_Row, "t", may_fit="{fits}")} from titles t
    where t.key in (select value from json_each(:keys))
"""


def between(
    earlier: sqlite3.Connection,
    later: sqlite3.Connection,
    keys: Iterable[str],
    asked: ChangeQuery,
) -> Iterator[NetChange]:
    """Yield what differs between two states of a slate, in the order of titles.

    Only the titles with these keys, in either state, are compared.
    """
    wanted = json.dumps(list(keys))
    led = same_work.led(later)
    # Whether a title is disputed depends on its state.
    sets = title_sets(later, asked.query._replace(disputed=False))
    # A removed title is checked when it is folded.
    stored = _titles(later, wanted, of_titles_alone(asked.query))
    found = pairs(_titles(earlier, wanted, Query()), stored, led)
    fitting = (pair for pair in found if pair.stands.may_fit)
    in_order = sorted(fitting, key=lambda pair: pair.stands.order)
    for pair, before, after in _folded(earlier, later, in_order):
        stands = after or before
        if stands is None or not _fits(asked, stands, sets):
            continue
        slugs = [other.slug for other in pair.merged]
        for change in net_differences(before, after, slugs, led):
            if asked.names and change.name not in asked.names:
                continue
            if fits_change(asked.query, change, before, after, stands):
                record = net_record(change, pair.stands.slug, stands, after)
                yield NetChange(record, change, after)


def _titles(connection: sqlite3.Connection, keys: str, query: Query) -> dict[str, _Row]:
    """Return the titles with the keys in a JSON array, by key."""
    clauses = Clauses(connection, query, date.min)
    statement = _TITLES.replace("{fits}", clauses.about_titles)
    rows = map(_Row._make, connection.execute(statement, clauses.values | {"keys": keys}))
    return {row.key: row for row in rows}


def _folded(
    earlier: sqlite3.Connection, later: sqlite3.Connection, found: Iterable[Pair[_Row]]
) -> Iterator[tuple[Pair[_Row], Title | None, Title | None]]:
    """Yield each pair with the titles of its two states."""
    for some in chunks(found, _TOGETHER):
        first = _reports_on(earlier, [pair.before for pair in some])
        last = _reports_on(later, [pair.after for pair in some])
        for pair in some:
            was, now = pair.before, pair.after
            if was is not None and now is not None and was.key == now.key:
                yield pair, *fold_both(was.key, first[was.key], last[now.key])
            else:
                before, after = (
                    row and fold_existing(row.key, reports[row.key])
                    for row, reports in ((was, first), (now, last))
                )
                yield pair, before, after


def _reports_on(
    connection: sqlite3.Connection, rows: Iterable[_Row | None]
) -> dict[str, list[Report]]:
    """Return the reports in force on the titles of these rows, by key."""
    keys = [row.key for row in rows if row is not None]
    return dict(ledger_tables.reports_on_each(connection, keys))


def _fits(asked: ChangeQuery, title: Title, sets: TitleSets) -> bool:
    query = asked.query
    if query.disputed and is_disputed(title):
        sets = sets._replace(disputed={title.key})
    return fits_as_it_stands(query, title, asked.today, sets)
