"""Sorting any number of rows in little memory."""

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from slate.store.file.errors import primary_code

# With a LIMIT, SQLite inserts each row into a tree that it keeps sorted, which suits only few.
_FEW = 10_000
# The path itself may not be UTF-8.
_IS_FILE = "select file <> '' from pragma_database_list where name = 'main'"
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}


def sorted_rows(
    connection: sqlite3.Connection, sql: str, values: Mapping[str, Any], limit: int | None
) -> Iterator[Any]:
    """Return the rows of a statement that ends with its order, at most `limit`; None means all."""
    if is_few(limit):
        return connection.execute(f"{sql} limit :limit", {**values, "limit": limit})
    if not _is_file(connection):
        return islice(connection.execute(sql, values), limit)
    connection.execute("pragma temp_store = file")
    try:
        # Executing a statement sorts all of its rows, to return the first one.
        return islice(connection.execute(sql, values), limit)
    except sqlite3.OperationalError as error:
        if primary_code(error) not in _NO_ROOM:
            raise
    finally:
        connection.execute("pragma temp_store = memory")
    return islice(connection.execute(sql, values), limit)


def is_few(limit: int | None) -> bool:
    """Whether a limit is so low that the first rows are best found without sorting all others."""
    return limit is not None and limit <= _FEW


def _is_file(connection: sqlite3.Connection) -> bool:
    """Whether a slate is read from a file; one in memory takes more memory than its rows do.

    It may have temporary tables, too, which a change of where they are kept would delete.
    """
    (is_file,) = connection.execute(_IS_FILE).fetchone()
    return bool(is_file)
