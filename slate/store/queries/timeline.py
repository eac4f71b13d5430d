"""The releases of a timeline: what is to come or overdue, or all releases of some titles."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date

from slate.domain.changes.history import Step, history_of
from slate.domain.changes.slips import may_have_moved
from slate.domain.queries.query import Query
from slate.domain.reports.report import in_order
from slate.domain.titles.record import Record
from slate.store.queries.list_sections import SOONEST_FIRST
from slate.store.queries.record_queries import (
    IS_UPCOMING,
    arranged,
    order_of,
    releases,
    tally,
)
from slate.store.reports import ledger_tables
from slate.store.titles.word_lists import NEVER_OVERDUE

# Releases that are not over: of a title that can be overdue, each that has a date.
_NOT_OVER = f"""r.date is not null and (coalesce(r.latest >= :today, 1)
    or r.title in (select id from titles where status not in {NEVER_OVERDUE}))"""
_KEY = "select key from titles where slug = ?"
_IDS = "select id from titles where key in (select value from json_each(?))"


def coming(connection: sqlite3.Connection, query: Query, today: date) -> Iterator[Record]:
    """Yield one record per title that is to come, overdue or, with a window, in that.

    Each shows the headline of the releases that fit.
    """
    order = order_of(query, SOONEST_FIRST)
    return arranged(connection, query, today, IS_UPCOMING, order, fits=_fits(query))


def count_coming(connection: sqlite3.Connection, query: Query, today: date) -> int:
    """Return how many titles `coming` yields without a limit."""
    found = tally(connection, query, today, "1", IS_UPCOMING, fits=_fits(query))
    return sum(number for _, number in found)


def _fits(query: Query) -> str:
    return "" if query.window else _NOT_OVER


def releases_of(
    connection: sqlite3.Connection, query: Query, today: date, keys: Collection[str]
) -> Iterator[Record]:
    """Yield the releases of the titles with these keys that fit a query, as `releases` does."""
    import json  # noqa: PLC0415 -- as for other lists of any length

    ids = [number for (number,) in connection.execute(_IDS, [json.dumps(sorted(keys))])]
    return (record for record, _ in releases(connection, query, today, ids))


def history(connection: sqlite3.Connection, slug: str) -> list[Step]:
    """Return the history of the title with this slug; empty if no date of it can have moved."""
    (key,) = connection.execute(_KEY, [slug]).fetchone()
    reports = in_order(ledger_tables.reports_on(connection, key))
    return list(history_of(key, reports)) if may_have_moved(reports) else []
