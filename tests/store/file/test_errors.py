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
def test_what_sqlite_says(code: int | None, expected: type[StoreError]) -> None:
    said = sqlite3.OperationalError("as SQLite says it")
    if code is not None:
        said.sqlite_errorcode = code
    with pytest.raises(StoreError) as error, translated(PATH):
        raise said
    assert type(error.value) is expected
    assert error.value.__cause__ is said
    assert str(error.value).startswith("slate.db")
    assert ("as SQLite says it" in str(error.value)) == (expected is UnreadableError)


def test_a_table_that_another_part_of_the_process_holds(path: Path) -> None:
    """Two connections of one cache lock tables, where others lock the file."""
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


def test_a_text_that_is_no_utf8() -> None:
    with pytest.raises(DamagedError), translated(PATH):
        b"\xff".decode()


def test_other_errors_pass() -> None:
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
def test_what_the_system_says(number: int, expected: type[StoreError]) -> None:
    found = refusal(PATH, OSError(number, "as it says"))
    assert type(found) is expected
    assert ("as it says" in str(found)) == (expected is UnreadableError)


def test_what_python_says_without_a_number() -> None:
    assert "embedded null byte" in str(refusal(PATH, OSError("embedded null byte")))
