"""Opening SQLite connections with the settings of slate."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from slate.domain.errors import NotASlateError
from slate.files import signals

PATIENCE = 30  # seconds
_ASKS = 0.5  # seconds between two attempts
_PRIMARY = 0xFF  # the bits of an error's primary code
_FIRST_READ = "pragma schema_version"
_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # how a journal of SQLite begins
_PAGES_BEFORE = slice(16, 20)


@contextmanager
def open_file(
    path: Path, *, may_be_cut_off: bool = False, patience: float | None = None
) -> Iterator[sqlite3.Connection]:
    """Open a file, read-only if it or its folder may not be written; raise NotASlateError.

    Readers open it for writing, too, to roll back what a killed writer left behind. SQLite refuses
    a file that is shorter than it says, unless `may_be_cut_off` is set. `patience` is how many
    seconds to wait for others that have locked the file, if not PATIENCE.
    """
    if not path.is_file():  # a folder, or a device
        raise NotASlateError(path)
    mode = "rw" if is_writable(path) else "ro"
    with closing(
        sqlite3.connect(
            f"file://{quote(os.fsencode(path.absolute()))}?mode={mode}",
            uri=True,
            isolation_level=None,
        )
    ) as connection:
        if may_be_cut_off:
            connection.execute("pragma writable_schema = on")
        _execute(connection, _FIRST_READ, patience)
        set_up(connection)
        yield connection


def beside(path: Path, end: str) -> Path:
    """Return the path of a file that belongs to a slate's file, such as its `journal` or `wal`.

    SQLite names them after the file itself, with symbolic links resolved.
    """
    file = path.resolve()
    return file.with_name(f"{file.name}-{end}")


def is_being_created(path: Path) -> bool:
    """Whether somebody is writing the first transaction of a file, so that it has no content yet.

    The journal beside it begins with the number of pages that the file had before (the format is
    documented in https://sqlite.org/fileformat.html, "The Rollback Journal"). If whoever wrote
    was killed, SQLite takes back what was written.
    """
    try:
        with beside(path, "journal").open("rb") as journal:
            header = journal.read(_PAGES_BEFORE.stop)
    except OSError:  # there is hardly ever a journal
        return False
    if not header.startswith(_JOURNAL) or header[_PAGES_BEFORE] != bytes(4):
        return False
    try:
        with open_file(path, patience=0):
            return False
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY


def is_writable(path: Path) -> bool:
    """Whether a file, and the folder in which SQLite creates its journal, may be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def commit(connection: sqlite3.Connection) -> None:
    """Commit as soon as others let it, who may be reading the file.

    A signal that arrives at the same time is raised when the caller releases it: by then it is
    known what was stored.
    """
    _execute(connection, "commit", before=signals.hold, after=signals.release)


def _execute(
    connection: sqlite3.Connection,
    statement: str,
    patience: float | None = None,
    *,
    before: Callable[[], None] = lambda: None,
    after: Callable[[], None] = lambda: None,
) -> None:
    """Execute a statement, and wait for others that have locked the file, PATIENCE by default.

    An interrupt takes effect between two attempts, as it does not while SQLite itself waits.
    `before` and `after` are called before each attempt, and after each that was in vain.
    """
    seconds = PATIENCE if patience is None else patience
    ends = time.monotonic() + seconds
    connection.execute(f"pragma busy_timeout = {min(seconds, _ASKS) * 1_000:.0f}")
    while True:
        before()
        try:
            connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() >= ends:
                raise
            after()
        else:
            break
    connection.execute(f"pragma busy_timeout = {seconds * 1_000:.0f}")


def set_up(connection: sqlite3.Connection) -> None:
    """Apply the settings of every connection."""
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma temp_store = memory")  # a full temporary folder cannot matter
