"""The titles on which named sources have reported, with all reports on them."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.queries.query import Query
from slate.domain.reports.report import Report
from slate.store.queries import record_queries
from slate.store.reports import ledger_tables
from slate.store.reports.fragments import in_force, key_of

_CANDIDATES = f"""
    select t.id, t.slug, t.key
    from (
        select distinct coalesce(w.leader, {key_of("r")}) as work
        from reports r left join one_work w on w.key = {key_of("r")}
        where r.source is not null and {in_force("r")}
    ) f
    join titles t on t.key = f.work
    order by t.id
"""
_PAGE = 500


def sourced_titles(
    connection: sqlite3.Connection, query: Query, today: date
) -> Iterator[tuple[str, list[Report]]]:
    """Yield the key of each title that fits the query, with all reports in force on it.

    Filters on releases are left to the caller, except the window: they apply to the releases
    that the claims are about, even if these were dropped since.
    """
    found = connection.execute(_CANDIDATES)
    wanted = query._replace(platforms=(), release_types=(), regions=(), sort=None, limit=None)
    while page := found.fetchmany(_PAGE):
        keys = {slug: key for _, slug, key in page}
        ids = [number for number, *_ in page]
        for record in record_queries.listing(connection, wanted, today, ids):
            key = keys[record.slug]
            yield key, ledger_tables.reports_on(connection, key)
