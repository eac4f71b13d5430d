import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file import saved_time
from slate.store.file.connection import Store
from tests.store.writing import add

_SECOND = 1_000_000_000
_STORED = "select saved_at from ledger_state"


def is_unchanged(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return saved_time.is_unchanged(connection, path)


def stored(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute(_STORED).fetchone()
    assert isinstance(found, int)
    return found


def test_each_write_leaves_the_time_that_it_stored(path: Path) -> None:
    add(Store(path), "Mank")
    first = stored(path)
    assert path.stat().st_mtime_ns == first
    assert first % 100 == 0
    add(Store(path), "Roma")
    assert stored(path) > first
    assert path.stat().st_mtime_ns == stored(path)
    assert is_unchanged(path)


@pytest.mark.parametrize("by", [1, -1, 100, _SECOND, -_SECOND])
def test_another_time_shows_a_change(path: Path, by: int) -> None:
    add(Store(path), "Mank")
    found = stored(path)
    if (found + by) % _SECOND == 0:  # see below
        by *= 2
    os.utime(path, ns=(found, found + by))
    assert not is_unchanged(path)


def test_file_systems_that_keep_whole_seconds(path: Path) -> None:
    add(Store(path), "Mank")
    whole = stored(path) // _SECOND * _SECOND
    os.utime(path, ns=(whole, whole))
    assert is_unchanged(path)
    os.utime(path, ns=(whole, whole + _SECOND))
    assert not is_unchanged(path)


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_state set saved_at = null",
        "delete from ledger_state",
        "drop table ledger_state",
    ],
)
def test_slate_without_a_stored_time_counts_as_changed(path: Path, statement: str) -> None:
    add(Store(path), "Mank")
    found = stored(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    os.utime(path, ns=(found, found))
    assert not is_unchanged(path)


def test_slate_with_a_write_ahead_log_counts_as_changed(path: Path, world: Path) -> None:
    """Who wrote what is in it cannot be told from the time of the file."""
    add(Store(path), "Mank")
    link = world / "link.db"
    link.symlink_to(path)
    assert is_unchanged(link)
    log = path.with_name("slate.db-wal")
    log.touch()
    assert is_unchanged(path)
    with closing(sqlite3.connect(path)) as connection:  # before the log has anything
        log.write_bytes(b"x")
        assert not saved_time.is_unchanged(connection, path)
        assert not saved_time.is_unchanged(connection, link)


def test_time_that_cannot_be_set_is_no_error(world: Path) -> None:
    """Only the owner of a file may set its time."""
    saved_time.apply(world / "none.db", 0)
    assert not (world / "none.db").exists()


def test_read_and_refused_and_dry_writes_leave_the_time(path: Path) -> None:
    store = Store(path)
    add(store, "Mank")
    before = path.stat().st_mtime_ns
    with store.reading():
        pass
    with store.writing():  # nothing is written
        pass
    with store.writing(dry_run=True) as connection:
        connection.execute("delete from tags")
    assert path.stat().st_mtime_ns == before == stored(path)
