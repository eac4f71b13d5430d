"""The titles to examine report by report: SQL selects candidates, and filters those that fit."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.queries.query import Query
from slate.domain.reports.report import Report
from slate.domain.titles.record import Record
from slate.store.queries import record_queries
from slate.store.reports import ledger_tables
from slate.store.sql import chunks

_TOGETHER = 500  # titles that are read together
_STORED = "select t.id, t.slug, t.key from ({works}) f join titles t on t.key = f.work"


def candidates(
    connection: sqlite3.Connection, works: str, query: Query, today: date
) -> Iterator[tuple[Record, str, list[Report]]]:
    """Yield the titles that fit the query, each with its key and all reports in force on it.

    The statement `works` selects the keys of titles, as `work`. Filters on releases are left to
    the caller, except the window: they apply to what reports say, even if the releases were
    dropped since.
    """
    found = connection.execute(_STORED.format(works=works)).fetchall()
    keys = {slug: key for _, slug, key in found}
    wanted = query._replace(platforms=(), release_types=(), regions=(), sort=None, limit=None)
    ids = [number for number, *_ in found]
    for some in chunks(record_queries.listing(connection, wanted, today, ids), _TOGETHER):
        of_each = ledger_tables.reports_on_each(connection, [keys[record.slug] for record in some])
        for record, (key, reports) in zip(some, of_each, strict=True):
            yield record, key, reports
