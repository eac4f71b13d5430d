"""Releases with everything that a calendar needs about them."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.queries import record_queries
from slate.store.reports.revisions import Revision, revisions
from slate.store.sql import chunks

_PAGE = 500  # releases whose revisions are queried at once


class CalendarRow(NamedTuple):
    """A release, the key of its title, and the revision of that title."""

    record: Record
    key: str
    stamp: Revision


def calendar_rows(
    connection: sqlite3.Connection, query: Query, today: date
) -> Iterator[CalendarRow]:
    """Yield those of `record_queries.releases` that have a date, with their revisions."""
    found = ((r, key) for r, key in record_queries.releases(connection, query, today) if r.date)
    for page in chunks(found, _PAGE):
        recorded = revisions(connection, {key for _, key in page})
        for record, key in page:
            yield CalendarRow(record, key, recorded[key])
