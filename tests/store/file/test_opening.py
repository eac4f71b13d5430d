import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from slate.domain.errors import NotASlateError
from slate.store.file import opening
from slate.store.file.connection import Store
from slate.store.file.opening import beside, is_writable, open_file
from tests.store.damaging import cut_off
from tests.store.writing import add, slugs


@pytest.mark.usefixtures("flushed")
def test_connection_has_the_settings_of_slate_and_is_closed(path: Path) -> None:
    add(Store(path), "Mank")
    wanted = {
        "trusted_schema": 0, "foreign_keys": 1, "synchronous": 2, "temp_store": 2,
        "busy_timeout": 30_000, "query_only": 0,
    }  # fmt: skip
    with open_file(path) as connection:
        found = {name: connection.execute(f"pragma {name}").fetchone()[0] for name in wanted}
        assert found == wanted
        assert not connection.in_transaction
        connection.execute("delete from tags")
        assert not connection.in_transaction  # each statement is a transaction of its own
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("select 1")


@pytest.mark.parametrize("begins", [b"", b"\xd9\xd5\x05\xf9 \xa1c\xd7", bytes(28)])
def test_other_journals_are_not_of_a_first_transaction(path: Path, begins: bytes) -> None:
    add(Store(path), "Mank")
    assert not opening.is_being_created(path)
    beside(path, "journal").write_bytes(begins)
    assert not opening.is_being_created(path)
    beside(path, "journal").write_bytes(begins + bytes(8) + b"\x00\x00\x00\x01")
    assert not opening.is_being_created(path)
    assert slugs(Store(path)) == ["mank"]


def test_only_files_are_opened(world: Path) -> None:
    os.mkfifo(world / "pipe")
    (world / "folder").mkdir()
    for name in ("pipe", "folder", "none"):
        with pytest.raises(NotASlateError), open_file(world / name):
            pass
    assert not (world / "none").exists()


def test_relative_path_and_odd_names(world: Path) -> None:
    name = "50% #1?.db"
    add(Store(world / name), "Mank")
    with open_file(Path(name)) as connection:
        assert connection.execute("select slug from titles").fetchall() == [("mank",)]


def test_file_that_is_cut_off_is_opened_if_that_is_wanted(path: Path) -> None:
    add(Store(path), "Mank")
    cut_off(path, 1)
    count = "select count(*) from batches"
    with pytest.raises(sqlite3.DatabaseError, match="malformed"), open_file(path):
        pass
    with open_file(path, may_be_cut_off=True) as connection:
        assert connection.execute(count).fetchone() == (1,)


@pytest.fixture
def no_writing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return a set of paths that may not be written, which root may anyway."""
    closed: set[str] = set()
    monkeypatch.setattr(
        "slate.store.file.opening.os.access", lambda path, _: str(path) not in closed
    )
    return closed


@pytest.mark.parametrize("closed", ["file", "folder", "folder of the link's target"])
def test_what_may_not_be_written_is_opened_for_reading(
    world: Path, path: Path, closed: str, no_writing: set[str]
) -> None:
    (world / "elsewhere").mkdir()
    real = world / "elsewhere" / "real.db"
    add(Store(real), "Mank")
    path.symlink_to(real)
    opened = path if closed == "folder of the link's target" else real
    assert is_writable(opened)
    no_writing.add(str(real if closed == "file" else real.parent))
    assert not is_writable(opened)
    with open_file(opened) as connection:
        assert connection.execute("select slug from titles").fetchall() == [("mank",)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("delete from titles")


@pytest.mark.parametrize("begin", ["begin immediate", "begin exclusive"])
def test_a_reader_that_is_kept_waiting_can_be_interrupted(
    path: Path, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    """SQLite itself would wait to its end: what is raised between two attempts ends the wait."""
    add(Store(path), "Mank")
    monkeypatch.setattr(opening, "_ASKS", 0)
    times = iter([0.0])

    def passed() -> float:
        try:
            return next(times)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(time, "monotonic", passed)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(begin)
        if begin == "begin exclusive":
            with pytest.raises(KeyboardInterrupt), open_file(path):
                pass
        else:
            with open_file(path) as reader:
                assert reader.execute("select count(*) from batches").fetchone() == (1,)


def test_a_commit_waits_for_readers_and_is_then_done(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Store(path), "Mank")
    monkeypatch.setattr(opening, "_ASKS", 0)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
        open_file(path) as writer,
    ):
        reader.execute("begin")
        reader.execute("select * from batches").fetchall()
        writer.execute("begin immediate")
        writer.execute("delete from tags")
        writer.execute("pragma user_version = 99")
        times = iter(range(3))

        def passed() -> float:
            if (found := next(times)) == 2:
                reader.execute("commit")
            return found

        monkeypatch.setattr(time, "monotonic", passed)
        opening.commit(writer)
        assert not writer.in_transaction
        assert reader.execute("pragma user_version").fetchone() == (99,)
