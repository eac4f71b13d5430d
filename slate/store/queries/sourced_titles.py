"""The titles on which named sources have reported, with all reports on them."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.queries.query import Query
from slate.domain.reports.report import Report
from slate.store.queries.candidates import candidates
from slate.store.reports.fragments import in_force, key_of

_SOURCED = f"""
    select distinct coalesce(w.leader, {key_of("r")}) as work
    from reports r left join one_work w on w.key = {key_of("r")}
    where r.source is not null and {in_force("r")}
"""


def sourced_titles(
    connection: sqlite3.Connection, query: Query, today: date
) -> Iterator[tuple[str, list[Report]]]:
    """Yield the key of each title that fits the query, with all reports in force on it.

    Filters on releases are left to the caller, except the window.
    """
    for _, key, reports in candidates(connection, _SOURCED, query, today):
        yield key, reports
