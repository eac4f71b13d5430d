"""Converting errors of SQLite, the operating system and damaged content to StoreErrors."""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DateError,
    DiskFullError,
    NotASlateError,
    ReadOnlyError,
    SlateError,
    StoreError,
    UnfinishedWriteError,
    UnknownWordError,
    UnreadableError,
)
from slate.files import signals
from slate.store.file.opening import beside, is_writable, open_file

if TYPE_CHECKING:
    from slate.store.file.verification import Fault

_NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
_SIMPLE: dict[int, type[BusyError | DiskFullError | ReadOnlyError]] = {
    sqlite3.SQLITE_BUSY: BusyError,
    sqlite3.SQLITE_LOCKED: BusyError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
}
# Codes that odd content can cause, such as a patch that is not JSON.
OF_CONTENT = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_TOOBIG,
    }
)
# What SQLite reports if it may not write beside a file.
_OF_READ_ONLY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
_READ_VERSION = 19  # its place in the header of a database
_WAL = b"\x02"
# What stored values raise that slate did not write: a patch that is a list, a word of no list.
_ODD = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
_ODD_WORDS = (DateError, UnknownWordError)
ODD = (*_ODD, *_ODD_WORDS)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise a StoreError for each error in a block that a file causes.

    Odd content can raise almost any error, but so can a bug in slate. So the file is checked: if
    nothing is wrong with it, the error is raised as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        if primary_code(error) == sqlite3.SQLITE_INTERRUPT:
            raise signals.StoppedError from error
        raise _worded(path, error) from error
    except UnicodeDecodeError as error:
        raise _damage(path, error) or damaged(path, "its text is not UTF-8") from error
    except Exception as error:
        if _may_be_damage(error) and (found := _damage(path, error)):
            raise found from error
        raise


@contextmanager
def checked_after_errors(path: Path) -> Iterator[None]:
    """Raise DamagedError for an error in a block that damaged content explains.

    It is for what is done with the content after it was read, where `translated` does not apply.
    There, a SlateError is about what the user typed.
    """
    try:
        yield
    except Exception as error:
        is_odd = not isinstance(error, SlateError) and _may_be_damage(error)
        if is_odd and (found := _damage(path, error)):
            raise found from error
        raise


def damaged(path: Path, what: str = "", *, can_rebuild: bool = False) -> DamagedError:
    """Return the error for a damaged file, which names its newest backup."""
    from slate.store.file import backups  # noqa: PLC0415 -- only for errors

    return DamagedError(path, backups.newest(path), what, can_rebuild=can_rebuild)


def damaged_by(path: Path, faults: Sequence["Fault"]) -> DamagedError:
    """Return the error for a file with these faults, of which there is at least one."""
    return damaged(path, faults[0].what, can_rebuild=all(one.can_rebuild for one in faults))


def not_a_slate(path: Path) -> NotASlateError:
    """Return the error for a file that is no database, which names its newest backup."""
    from slate.store.file import backups  # noqa: PLC0415 -- only for errors

    return NotASlateError(path, backups.newest(path))


def _may_be_damage(error: Exception) -> bool:
    if isinstance(error, SlateError):
        return isinstance(error, _ODD_WORDS)
    return isinstance(error, _ODD) or type(error) is RuntimeError  # not one of Typer's


def _damage(path: Path, error: Exception) -> DamagedError | None:
    """Return the error to raise if a file is damaged, None if nothing is wrong with it."""
    from slate.store.file import schema, verification  # noqa: PLC0415 -- only for errors

    try:
        with open_file(path) as connection:
            connection.execute("begin")
            (found,) = connection.execute("pragma user_version").fetchone()
            if not found:
                return None
            if found != schema.FORMAT:  # without a checksum
                return damaged(path, f"it cannot be read ({type(error).__name__}: {error})")
            faults = verification.faults(connection)
    except sqlite3.Error as other:
        is_corrupt = primary_code(other) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
        return damaged(path) if is_corrupt else None
    except UnicodeDecodeError:  # of SQLite's message, which quotes a damaged schema
        faults = [verification.Fault(verification.Part.SCHEMA, "its text is not UTF-8")]
    except (OSError, StoreError):  # nothing is known about its content
        return None
    if not faults:
        return None
    return damaged_by(path, faults)


def _worded(path: Path, error: sqlite3.Error) -> StoreError:
    code = primary_code(error)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path)
    if code in _OF_READ_ONLY and _needs_to_write(path):
        return UnfinishedWriteError(path)
    if code == sqlite3.SQLITE_NOTADB:
        return not_a_slate(path)
    if kind := _SIMPLE.get(code):
        return kind(path)
    found = _damage(path, error) if code in OF_CONTENT else None
    return found or UnreadableError(path, str(error))


def primary_code(error: sqlite3.Error) -> int:
    """Return the primary code of an error; those of the module itself have none."""
    return (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF


def _needs_to_write(path: Path) -> bool:
    """Whether a file can be read, but SQLite would have to write beside it first, and may not."""
    if is_writable(path) or not os.access(path, os.R_OK):
        return False
    with path.open("rb") as file:
        file.seek(_READ_VERSION)
        uses_wal = file.read(1) == _WAL
    return uses_wal or beside(path, "journal").exists()


def refusal(path: Path, error: OSError) -> StoreError:
    """Return the StoreError for a file that cannot be created or written."""
    if error.errno in _NOT_WRITABLE:
        return ReadOnlyError(path)
    if error.errno == errno.ENOSPC:
        return DiskFullError(path)
    return UnreadableError(path, error.strerror or str(error))
