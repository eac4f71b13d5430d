"""Databases in memory: empty slates, and copies that are changed while nobody waits.

All of them have the settings of every connection: a copy refuses what the file would refuse, and
temporary tables are in memory, too, so that a full temporary folder cannot matter.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from slate.store.file import migrations
from slate.store.file.opening import set_up


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """Open a database without tables, to copy a slate to it, or to create one in it."""
    with closing(_opened()) as connection:
        yield connection


def empty_slate() -> sqlite3.Connection:
    """Return a slate of today's format without titles, which ends when it is closed."""
    connection = _opened()
    migrations.create_in_memory(connection)
    return connection


@contextmanager
def as_of_today(connection: sqlite3.Connection, found: int) -> Iterator[sqlite3.Connection]:
    """Yield a slate in today's format: a migrated copy of an older one, or an empty slate.

    It is a copy, since reading never writes to the file. `found` is the format of the file, 0 if
    the file is empty.
    """
    if not found:
        with closing(empty_slate()) as empty:
            yield empty
        return
    with in_memory() as copy:
        connection.backup(copy)
        copy.execute("begin")
        migrations.migrate(copy)
        copy.execute("commit")
        yield copy


def _opened() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    set_up(connection)
    return connection
