"""Releases with everything that a calendar needs about them."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice, repeat
from typing import NamedTuple

from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.queries import record_queries
from slate.store.reports.revisions import Revision, revisions
from slate.store.sql import chunks

_PAGE = 500  # releases whose revisions are queried at once


class CalendarRow(NamedTuple):
    """A release on its date, the key of its title, and the revision of that title."""

    record: Record
    key: str
    stamp: Revision
    is_leaving: bool = False  # whether it is about the date on which the release leaves


def calendar_rows(
    connection: sqlite3.Connection, query: Query, today: date
) -> Iterator[CalendarRow]:
    """Yield the releases that have a date, then those that leave, with their revisions."""
    dated = ((r, key) for r, key in record_queries.releases(connection, query, today) if r.date)
    leaving = record_queries.leaving(connection, query, today)
    found = chain(zip(dated, repeat(False)), zip(leaving, repeat(True)))  # noqa: FBT003
    for page in chunks(islice(found, query.limit), _PAGE):
        recorded = revisions(connection, {key for (_, key), _ in page})
        for (record, key), is_leaving in page:
            yield CalendarRow(record, key, recorded[key], is_leaving)
