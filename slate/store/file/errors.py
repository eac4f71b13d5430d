"""Converting errors of SQLite and the operating system to StoreErrors."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    NotASlateError,
    ReadOnlyError,
    StoreError,
    UnreadableError,
)
from slate.store.file.migrations import newest_backup

_NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
_SIMPLE: dict[int, type[NotASlateError | BusyError | DiskFullError | ReadOnlyError]] = {
    sqlite3.SQLITE_NOTADB: NotASlateError,
    sqlite3.SQLITE_BUSY: BusyError,
    sqlite3.SQLITE_LOCKED: BusyError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise a StoreError for each error that SQLite raises in a block."""
    try:
        yield
    except sqlite3.Error as error:
        raise _worded(path, error) from error
    except UnicodeDecodeError as error:  # SQLite's message quotes a damaged schema
        raise DamagedError(path, newest_backup(path)) from error


def _worded(path: Path, error: sqlite3.Error) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_CORRUPT:
        return DamagedError(path, newest_backup(path))
    kind = _SIMPLE.get(code)
    return kind(path) if kind else UnreadableError(path, str(error))


def refusal(path: Path, error: OSError) -> StoreError:
    """Return the StoreError for a file that cannot be created or written."""
    if error.errno in _NOT_WRITABLE:
        return ReadOnlyError(path)
    if error.errno == errno.ENOSPC:
        return DiskFullError(path)
    return UnreadableError(path, error.strerror or str(error))
