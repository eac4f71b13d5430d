import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    NotASlateError,
    ReadOnlyError,
    StoreError,
    UnreadableError,
)
from slate.store.file.errors import refusal, translated

PATH = Path("slate.db")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_NOTADB, NotASlateError),
        (sqlite3.SQLITE_BUSY, BusyError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, BusyError),
        (sqlite3.SQLITE_LOCKED, BusyError),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, BusyError),
        (sqlite3.SQLITE_FULL, DiskFullError),
        (sqlite3.SQLITE_READONLY, ReadOnlyError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnlyError),
        (sqlite3.SQLITE_PERM, ReadOnlyError),
        (sqlite3.SQLITE_CORRUPT, DamagedError),
        (sqlite3.SQLITE_CORRUPT_INDEX, DamagedError),
        (sqlite3.SQLITE_IOERR, UnreadableError),
        (sqlite3.SQLITE_CANTOPEN, UnreadableError),
        (None, UnreadableError),
    ],
)
def test_sqlite_error_codes_are_translated(code: int | None, expected: type[StoreError]) -> None:
    said = sqlite3.OperationalError("as SQLite says it")
    if code is not None:
        said.sqlite_errorcode = code
    with pytest.raises(StoreError) as error, translated(PATH):
        raise said
    assert type(error.value) is expected
    assert error.value.__cause__ is said
    assert str(error.value).startswith("slate.db")
    assert ("as SQLite says it" in str(error.value)) == (expected is UnreadableError)


def test_table_locked_in_a_shared_cache_is_busy(path: Path) -> None:
    """Connections with a shared cache lock tables; others lock the file."""
    name = "file:shared?mode=memory&cache=shared"
    with (
        closing(sqlite3.connect(name, uri=True, isolation_level=None)) as one,
        closing(sqlite3.connect(name, uri=True, isolation_level=None)) as other,
    ):
        one.execute("create table t (a)")
        one.execute("begin immediate")
        one.execute("insert into t values (1)")
        with pytest.raises(BusyError), translated(path):
            other.execute("select * from t")


def test_invalid_utf8_is_damage() -> None:
    with pytest.raises(DamagedError), translated(PATH):
        b"\xff".decode()


def test_other_errors_are_not_translated() -> None:
    with pytest.raises(KeyError), translated(PATH):
        raise KeyError
    with translated(PATH):
        pass


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EACCES, ReadOnlyError),
        (errno.EPERM, ReadOnlyError),
        (errno.EROFS, ReadOnlyError),
        (errno.ENOSPC, DiskFullError),
        (errno.EIO, UnreadableError),
        (errno.ENOENT, UnreadableError),
    ],
)
def test_system_error_numbers_are_translated(number: int, expected: type[StoreError]) -> None:
    found = refusal(PATH, OSError(number, "as it says"))
    assert type(found) is expected
    assert ("as it says" in str(found)) == (expected is UnreadableError)


def test_system_error_without_a_number_keeps_its_message() -> None:
    assert "embedded null byte" in str(refusal(PATH, OSError("embedded null byte")))
