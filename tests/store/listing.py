"""What a listing says of each title, to compare two states of a slate."""

import sqlite3

from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, row_of
from slate.store.queries import record_queries
from tests.store.writing import TODAY

# What a listing shows that is a fact, and not who stated it or how the clock sees it.
_FACTS = (
    *("title", "status", "kind", "date", "year", "season", "part", "platform"),
    *("release_type", "region", "leaves", "tags"),
)
_PLACES = [COLUMNS.index(name) for name in _FACTS]
Listed = dict[str, tuple[str, list[object]]]


def listed(connection: sqlite3.Connection) -> Listed:
    """Return the slug and the facts of each title of a listing, by key."""
    keys = dict(connection.execute("select slug, key from titles").fetchall())
    return {
        keys[record.slug]: (record.slug, [row_of(record)[place] for place in _PLACES])
        for record in record_queries.listing(connection, Query(), TODAY)
    }
