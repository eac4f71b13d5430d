import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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
    UsageError,
)
from slate.store.file import opening
from slate.store.file.connection import Store
from slate.store.file.errors import checked_after_errors, refusal, translated
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.older import write_older
from tests.store.writing import add

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
        (sqlite3.SQLITE_CANTOPEN, UnreadableError),  # the file is not there at all
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
    with pytest.raises(DamagedError) as error, translated(PATH):
        b"\xff".decode()
    assert str(error.value) == (
        "slate.db: the file is damaged (its text is not UTF-8); nothing was changed."
    )


def test_other_errors_are_not_translated() -> None:
    with pytest.raises(KeyError), translated(PATH):
        raise KeyError
    with translated(PATH):
        pass


# Errors that odd content may raise, but also a bug in slate

_ODD: list[Exception] = [
    KeyError("x"),
    IndexError("x"),
    ValueError("x"),
    TypeError("x"),
    AttributeError("x"),
    OverflowError("x"),
    RecursionError("x"),
    RuntimeError("x"),
    DateError("x", "y"),
    UnknownWordError("x"),
]
_NOT_ODD: list[BaseException] = [
    KeyboardInterrupt(),
    NotImplementedError(),
    OSError(errno.EPIPE, "x"),
    MemoryError(),
    UsageError("x"),
    BusyError("x"),
]


@pytest.mark.parametrize("odd", _ODD, ids=repr)
def test_odd_content_is_damage_if_the_file_is_damaged(path: Path, odd: Exception) -> None:
    add(Store(path), "Mank", date="2020-12-04")
    with pytest.raises(type(odd)), translated(path):  # a bug
        raise odd
    change(path, "update releases set date = 'soon'")
    with pytest.raises(DamagedError) as error, translated(path):
        raise odd
    assert error.value.__cause__ is odd
    assert str(error.value) == (
        f'{path}: the file is damaged (releases has the date "soon" for 2020-12-04 to 2020-12-04); '
        "nothing was changed."
    )
    assert error.value.can_rebuild
    change(path, "update reports set note = 'x'")
    with pytest.raises(DamagedError) as error, translated(path):
        raise odd
    assert not error.value.can_rebuild


@pytest.mark.parametrize("other", _NOT_ODD, ids=repr)
def test_errors_that_no_content_raises_stay_what_they_are(path: Path, other: BaseException) -> None:
    add(Store(path), "Mank")
    change(path, "update reports set note = 'x'")
    with pytest.raises(type(other)) as error, translated(path):
        raise other
    assert error.value is other


@pytest.mark.parametrize("odd", [one for one in _ODD if not isinstance(one, SlateError)], ids=repr)
def test_what_is_done_after_reading_may_show_the_damage(path: Path, odd: Exception) -> None:
    add(Store(path), "Mank")
    with pytest.raises(type(odd)), checked_after_errors(path):  # a bug
        raise odd
    with checked_after_errors(path):
        pass
    change(path, "update batches set recorded_at = 'soon'")
    with (
        pytest.raises(DamagedError, match='batches has the time "soon"') as error,
        checked_after_errors(path),
    ):
        raise odd
    assert error.value.__cause__ is odd


@pytest.mark.parametrize("typed", [DateError("x", "y"), UnknownWordError("x")], ids=repr)
def test_after_reading_an_odd_date_or_word_is_what_the_user_typed(
    path: Path, typed: SlateError
) -> None:
    add(Store(path), "Mank")
    change(path, "update batches set recorded_at = 'soon'")
    with pytest.raises(type(typed)) as error, checked_after_errors(path):
        raise typed
    assert error.value is typed


def test_error_about_a_damaged_file_names_its_newest_backup(path: Path) -> None:
    add(Store(path), "Mank")
    backup = path.with_name("slate.db.20210107T091500Z.bak")
    Store(path).copy_to(backup)
    change(path, "update reports set note = 'x'")
    with pytest.raises(DamagedError) as error, translated(path):
        raise KeyError
    assert str(error.value) == (
        f"{path}: the file is damaged (its checksum differs: a batch or a report was changed); "
        f"nothing was changed. The newest backup is {backup}."
    )
    assert error.value.backup == backup


def test_file_that_is_no_database_names_its_newest_backup(path: Path) -> None:
    add(Store(path), "Mank")
    backup = path.with_name("slate.db.20210107T091500Z.bak")
    Store(path).copy_to(backup)
    for content in (b"\n", bytes(range(256)) * 64):
        path.write_bytes(content)
        with pytest.raises(NotASlateError) as error:
            add(Store(path), "Roma")
        assert str(error.value) == (
            f"{path}: not a slate database. Nothing was changed. The newest backup is {backup}."
        )
        assert (error.value.path, error.value.backup) == (path, backup)


def test_database_of_another_program_names_no_backup(path: Path) -> None:
    add(Store(path), "Mank")
    Store(path).copy_to(path.with_name("slate.db.20210107T091500Z.bak"))
    path.unlink()
    change(path, "create table mine (a)")
    with pytest.raises(NotASlateError) as error:
        add(Store(path), "Roma")
    assert error.value.backup is None


def test_odd_content_of_an_older_slate_is_damage(path: Path, new_store: NewStore) -> None:
    """It has no checksum by which it could be found."""
    told = new_store()
    add(told, "Mank")
    write_older(path, told)
    with pytest.raises(DamagedError) as error, translated(path):
        raise KeyError("x")
    assert str(error.value) == (
        f"{path}: the file is damaged (it cannot be read (KeyError: 'x')); nothing was changed."
    )


def test_file_that_cannot_be_checked_is_not_called_damaged(world: Path) -> None:
    """Nothing is known about its content then."""
    (world / "folder").mkdir()
    for name in ("none.db", "folder"):
        with pytest.raises(KeyError), translated(world / name):
            raise KeyError


def test_file_that_is_locked_is_not_called_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Store(path), "Mank")
    monkeypatch.setattr(opening, "PATIENCE", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(KeyError), translated(path):
            raise KeyError


def test_file_that_is_no_database_any_more_is_damaged(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)
    with pytest.raises(DamagedError) as error, translated(path):
        raise KeyError
    assert str(error.value) == f"{path}: the file is damaged; nothing was changed."


def test_text_that_is_not_utf8_is_damage_in_any_case(path: Path) -> None:
    """What is wrong is said more exactly if a check finds it."""
    add(Store(path), "Mank")
    for what in ("its text is not UTF-8", "its checksum differs: a batch or a report was changed"):
        with pytest.raises(DamagedError) as error, translated(path):
            b"\xff".decode()
        assert str(error.value) == f"{path}: the file is damaged ({what}); nothing was changed."
        assert type(error.value.__cause__) is UnicodeDecodeError
        change(path, "update reports set note = 'x'")


def test_error_about_the_disk_says_nothing_about_the_content(path: Path) -> None:
    add(Store(path), "Mank")
    change(path, "update reports set note = 'x'")
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    with pytest.raises(UnreadableError, match="disk I/O error"), translated(path):
        raise failed


def test_odd_content_of_a_new_file_is_not_called_damaged(path: Path) -> None:
    """Its format is set at the end of the first transaction."""
    change(path, "create table mine (a)")
    with pytest.raises(KeyError), translated(path):
        raise KeyError


def test_odd_error_of_sqlite_is_damage_if_the_file_is_damaged(path: Path) -> None:
    add(Store(path), "Mank")
    with pytest.raises(UnreadableError), translated(path):
        raise sqlite3.OperationalError("malformed JSON")
    change(path, "update reports set said = '{'")
    with pytest.raises(DamagedError) as error, translated(path):
        raise sqlite3.OperationalError("malformed JSON")
    assert "its checksum differs" in str(error.value)


# Files that an unfinished write left behind


@pytest.mark.parametrize("end", ["journal", "wal"])
@pytest.mark.parametrize(
    "code",
    [sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR_SHMOPEN],
)
def test_unfinished_write_that_cannot_be_completed_is_explained(
    path: Path, world: Path, monkeypatch: pytest.MonkeyPatch, end: str, code: int
) -> None:
    (world / "elsewhere").mkdir()
    real = world / "elsewhere" / "real.db"
    add(Store(real), "Mank")
    if end == "wal":  # which needs to be created even if there is none
        change(real, "pragma journal_mode = wal")
    else:
        real.with_name("real.db-journal").touch()
    path.symlink_to(real)
    refused = sqlite3.OperationalError("as SQLite says it")
    refused.sqlite_errorcode = code
    with pytest.raises(StoreError) as error, translated(path):
        raise refused
    assert not isinstance(error.value, UnfinishedWriteError)  # it is writable
    monkeypatch.setattr("slate.store.file.opening.os.access", lambda _, mode: mode == os.R_OK)
    with pytest.raises(UnfinishedWriteError) as error, translated(path):
        raise refused
    assert str(error.value) == (
        f"{path}: cannot be read where it or its folder is not writable: an unfinished write must "
        "be rolled back first, or the file uses WAL. Copy it, with its -journal or -wal file, to "
        "a folder of yours, and use the copy."
    )


@pytest.mark.parametrize("may_read", [False, True])
def test_file_that_is_not_readable_or_not_in_wal_mode_is_no_unfinished_write(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, may_read: bool
) -> None:
    add(Store(path), "Mank")
    name = "slate.db-wal" if may_read else "slate.db-journal"
    path.with_name(name).touch()  # a log that belongs to no file in WAL mode is left alone
    refused = sqlite3.OperationalError("as SQLite says it")
    refused.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    monkeypatch.setattr(
        "slate.store.file.opening.os.access", lambda _, mode: mode == os.R_OK and may_read
    )
    with pytest.raises(UnreadableError, match="as SQLite says it"), translated(path):
        raise refused


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
