import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from slate.store.file import backups, saved_time, schema
from slate.store.file.backups import UnsoundError
from slate.store.file.connection import Store
from slate.store.file.opening import open_file
from slate.store.reports import ledger_state
from tests.store import damaging
from tests.store.conftest import NewStore
from tests.store.older import write_older
from tests.store.writing import add, slugs

_CHANGED = "its checksum differs: a batch or a report was changed"


def names(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()} - {"home"}


def touch(folder: Path, *found: str) -> list[Path]:
    """Create files, each older than those before it."""
    paths = [folder / name for name in found]
    for age, path in enumerate(paths):
        path.touch()
        os.utime(path, (1_000 - age, 1_000 - age))
    return paths


@contextmanager
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    with open_file(path) as connection:
        connection.execute("begin")
        yield connection


def back_up(path: Path, target: Path) -> None:
    with reader(path) as connection:
        backups.back_up(connection, target)


# Names


_TIME = "20210107T091500Z"


def test_names_of_backups(path: Path, world: Path) -> None:
    found = [
        backups.automatic_path(path, "join", _TIME),
        backups.path_on_request(path, world / "a", _TIME),
        backups.path_of_damaged(path, _TIME),
        backups.path_before_upgrade(path, 3, "2021-01-07"),
    ]
    assert found == [
        world / "slate.db.before-join-20210107T091500Z.bak",
        world / "a" / "slate.db.20210107T091500Z.bak",
        world / "slate.db.damaged-20210107T091500Z",
        world / "slate.db.v3-2021-01-07.bak",
    ]


def test_second_backup_of_the_same_second_gets_a_number(path: Path) -> None:
    made = []
    for _ in range(3):
        for found in (
            backups.automatic_path(path, "undo", _TIME),
            backups.path_on_request(path, path.parent, _TIME),
            backups.path_of_damaged(path, _TIME),
        ):
            found.touch()
            made.append(found.name)
    assert made == [
        "slate.db.before-undo-20210107T091500Z.bak",
        "slate.db.20210107T091500Z.bak",
        "slate.db.damaged-20210107T091500Z",
        "slate.db.before-undo-20210107T091500Z-2.bak",
        "slate.db.20210107T091500Z-2.bak",
        "slate.db.damaged-20210107T091500Z-2",
        "slate.db.before-undo-20210107T091500Z-3.bak",
        "slate.db.20210107T091500Z-3.bak",
        "slate.db.damaged-20210107T091500Z-3",
    ]
    assert [found.name for found in backups.automatic(path)] == sorted(made[::3])
    assert [found.name for found in backups.on_request(path, path.parent)] == sorted(made[1::3])


_AUTOMATIC = (
    "slate.db.v7-2021-01-02.bak",
    "slate.db.v7-.bak",
    "slate.db.before-import-20210107T091500Z.bak",
    "slate.db.before-join-20210107T091500Z-2.bak",
)
_ON_REQUEST = ("slate.db.20210107T091500Z.bak", "slate.db.20210107T091500Z-2.bak")
_OTHERS = (
    "slate.db",
    "slate.db-journal",
    "slate.db.bak",
    "slate.db.old.bak",
    "slate.db.damaged-20210107T091500Z",
    "slate.db.20210107.bak",
    "slate.db.v7-2021-01-02.bak.part",
    "other.db.v7-2021-01-02.bak",
    "my-slate.db.20210107T091500Z.bak",
    "slatexdb.20210107T091500Z.bak",
)


def test_only_backups_of_this_slate_are_found(path: Path, world: Path) -> None:
    touch(world, *_OTHERS, *_ON_REQUEST, *_AUTOMATIC)
    assert {found.name for found in backups.automatic(path)} == {*_AUTOMATIC}
    assert {found.name for found in backups.on_request(path, world)} == {*_ON_REQUEST}
    oldest_first = [found.name for found in backups.all_of(path)]
    assert oldest_first == [*reversed((*_ON_REQUEST, *_AUTOMATIC))]
    newest = backups.newest(path)
    assert newest is not None
    assert newest.name == _ON_REQUEST[0]


def test_names_with_brackets_match_literally(world: Path) -> None:
    touch(world, "a.db.v1-2021-01-01.bak", "[ab].db.v1-2021-01-01.bak")
    found = backups.automatic(world / "[ab].db")
    assert [backup.name for backup in found] == ["[ab].db.v1-2021-01-01.bak"]


def test_no_backups(path: Path, world: Path) -> None:
    assert backups.all_of(path) == []
    assert backups.newest(path) is None
    assert backups.on_request(path, world / "none") == []


def test_backups_in_another_folder(path: Path, world: Path) -> None:
    (world / "a").mkdir()
    (found,) = touch(world / "a", _ON_REQUEST[0])
    assert backups.on_request(path, world / "a") == [found]
    assert backups.all_of(path) == []


def test_backup_that_was_deleted_meanwhile_is_the_oldest(path: Path, world: Path) -> None:
    touch(world, *_ON_REQUEST)
    (world / _AUTOMATIC[0]).symlink_to("deleted")  # as a file that os.listdir still listed
    assert [found.name for found in backups.all_of(path)] == [
        _AUTOMATIC[0], *reversed(_ON_REQUEST),
    ]  # fmt: skip


def test_all_but_the_newest_are_deleted(world: Path) -> None:
    paths = touch(world, *"abcde")
    assert backups.prune(paths, 3) == [paths[4], paths[3]]
    assert names(world) == {*"abc"}
    assert backups.prune(paths[:3], 3) == backups.prune([], 3) == []
    assert names(world) == {*"abc"}
    assert backups.prune([*paths[:3], world / "deleted"], 1) == [
        world / "deleted", paths[2], paths[1],
    ]  # fmt: skip
    assert names(world) == {"a"}


# Copies


def test_backup_is_a_complete_slate_of_its_owner(kept: Store, path: Path, world: Path) -> None:
    add(kept, "Mank")
    path.chmod(0o644)
    before = path.read_bytes()
    target = world / "copy.db"
    back_up(path, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert path.read_bytes() == before
    assert names(world) == {"slate.db", "copy.db"}
    with open_file(target) as connection:
        assert saved_time.is_unchanged(connection, target.stat())
        assert ledger_state.stored(connection) == ledger_state.computed(connection)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
    add(Store(target), "Roma")
    assert slugs(Store(target)) == ["mank", "roma"]
    assert slugs(kept) == ["mank"]


def test_backup_replaces_the_target(kept: Store, path: Path, world: Path) -> None:
    add(kept, "Mank")
    (world / "copy.db").write_text("old")
    back_up(path, world / "copy.db")
    assert slugs(Store(world / "copy.db")) == ["mank"]


def test_backup_has_one_state_whatever_others_write(kept: Store, path: Path, world: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")
    add(kept, "Mank")
    with reader(path) as connection:
        assert connection.execute("select count(*) from titles").fetchone() == (1,)
        add(kept, "Roma")
        backups.back_up(connection, world / "copy.db")
    assert slugs(kept) == ["mank", "roma"]
    assert slugs(Store(world / "copy.db")) == ["mank"]
    with open_file(world / "copy.db") as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
    assert not {"copy.db-wal", "copy.db-shm"} & names(world)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update reports set note = 'x'", _CHANGED),
        ("update ledger_state set reports = 7", "it has 1 of 1 batches and 1 of 7 reports"),
        ("alter table reports add column x text", "the table reports is not as slate creates it"),
    ],
)
def test_unsound_slate_is_not_backed_up(path: Path, world: Path, statement: str, what: str) -> None:
    add(Store(path), "Mank")
    damaging.change(path, statement)
    (world / "copy.db").write_text("old")
    with pytest.raises(UnsoundError) as error:
        back_up(path, world / "copy.db")
    assert str(error.value) == what
    assert [fault.what for fault in error.value.faults] == [what]
    assert (world / "copy.db").read_text() == "old"
    assert names(world) == {"slate.db", "copy.db"}


def test_damaged_page_is_not_backed_up(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    with open_file(path) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_master where name = 'tags'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 5)  # where the content of the page begins
        file.write(b"\x00\x01")
    with pytest.raises((UnsoundError, sqlite3.DatabaseError)):
        back_up(path, world / "copy.db")
    assert names(world) == {"slate.db"}


def test_projections_need_not_be_in_order(path: Path, world: Path) -> None:
    """They can be derived from the ledger again."""
    add(Store(path), "Mank")
    damaging.change(path, "delete from releases", "drop view slate")
    back_up(path, world / "copy.db")
    assert names(world) == {"slate.db", "copy.db"}


def test_older_slate_is_copied_as_it_is(path: Path, world: Path, new_store: NewStore) -> None:
    told = new_store()
    add(told, "Mank")
    write_older(path, told)
    back_up(path, world / "copy.db")
    assert (world / "copy.db").read_bytes()[100:] == path.read_bytes()[100:]
    with open_file(world / "copy.db") as connection:
        assert connection.execute("pragma user_version").fetchone() == (1,)
    assert slugs(Store(world / "copy.db")) == ["mank"]


def test_copy_of_a_damaged_slate_is_exact(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    damaging.change(path, "update reports set note = 'x'", "drop table ledger_state")
    with reader(path) as connection:
        backups.copy(connection, world / "copy.db")
    assert (world / "copy.db").read_bytes()[100:] == path.read_bytes()[100:]
    assert stat.S_IMODE((world / "copy.db").stat().st_mode) == 0o600
    assert names(world) == {"slate.db", "copy.db"}


def test_copy_of_a_slate_that_lost_its_marks_can_be_marked(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    damaging.change(path, "pragma application_id = 0", "pragma user_version = 0")
    with reader(path) as connection:
        backups.back_up(connection, world / "copy.db", schema.FORMAT)
    copy = Store(world / "copy.db")
    assert slugs(copy) == ["mank"]
    add(copy, "Roma")
    with open_file(path) as connection:
        assert connection.execute("pragma user_version").fetchone() == (0,)


@pytest.mark.parametrize("how", [backups.back_up, backups.copy])
def test_folder_that_is_missing_is_an_error_of_the_system(
    kept: Store, path: Path, world: Path, how: Callable[[sqlite3.Connection, Path], None]
) -> None:
    add(kept, "Mank")
    with reader(path) as connection, pytest.raises(FileNotFoundError):
        how(connection, world / "none" / "copy.db")


# What a backup may replace


def test_slates_and_empty_files_are_recognized(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    (world / "empty.db").touch()
    (world / "text.db").write_text("slug,title\n" * 20)
    (world / "short.db").write_bytes(b"SQLite format 3\0")
    (world / "folder.db").mkdir()
    (world / "link.db").symlink_to("slate.db")
    with closing(sqlite3.connect(world / "other.db")) as connection:
        connection.execute("create table t (a)")
    shutil.copy(path, world / "copy.db")
    damaging.cut_off(world / "copy.db", 3)
    found = {one for one in world.iterdir() if backups.is_slate_or_empty(one)}
    assert {one.name for one in found} == {"slate.db", "empty.db", "link.db", "copy.db"}
    assert not backups.is_slate_or_empty(world / "none.db")
