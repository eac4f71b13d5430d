import os
from pathlib import Path

import pytest

from slate.domain.errors import (
    DamagedError,
    NoFolderError,
    NoSlateError,
    NotABackupError,
    UnreadableError,
)
from slate.store.file import backups
from slate.store.file.connection import Store
from slate.usecases.backup import NotDeletedError, back_up
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.joining import exported
from tests.store.older import write_older
from tests.store.writing import add, slugs


def test_the_backup_stands_beside_the_slate(path: Path) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Mank")
    first, second = (back_up(store, None, None) for _ in range(2))
    assert first.path == path.with_name("slate.db.20210107T091500Z.bak")
    assert second.path == path.with_name("slate.db.20210107T091500Z-2.bak")
    assert first.deleted == []
    assert exported(Store(first.path)) == exported(store)


def test_old_backups_in_a_folder_are_deleted(kept: Store, world: Path) -> None:
    add(kept, "Mank")
    folder = world / "copies"
    folder.mkdir()
    paths = [back_up(kept, folder, 5).path for _ in range(3)]
    done = back_up(kept, folder, 2)
    assert done.deleted == paths[:2]
    assert {path for path in (*paths, done.path) if path.exists()} == {paths[2], done.path}


def test_a_file_is_replaced_only_by_a_sound_copy(path: Path, world: Path) -> None:
    store, copy = Store(path), world / "copy.db"
    add(store, "Mank")
    assert back_up(store, copy, None).path == copy
    add(store, "Roma")
    back_up(store, copy, None)
    assert slugs(Store(copy)) == slugs(store)
    before = copy.read_bytes()
    change(path, "update reports set note = 'x' where id = 1")
    with pytest.raises(DamagedError):
        back_up(store, copy, None)
    assert copy.read_bytes() == before
    assert {found.name for found in world.iterdir()} == {"home", "slate.db", "copy.db"}


def test_refusals(kept: Store, path: Path, world: Path, store: Store) -> None:
    with pytest.raises(NoSlateError):
        back_up(kept, None, None)
    with pytest.raises(NoSlateError):
        back_up(store, world, None)
    add(kept, "Mank")
    with pytest.raises(NoFolderError):
        back_up(kept, world / "none" / "copy.db", None)
    with pytest.raises(NoFolderError):
        back_up(kept, world / "copy.db", 3)
    with pytest.raises(UnreadableError, match="File name too long"):
        back_up(kept, world / ("a" * 300), None)
    with pytest.raises(NotABackupError, match="is the slate itself"):
        back_up(kept, path, None)
    (world / "text").write_text("no slate", encoding="utf-8")
    os.mkfifo(world / "pipe")
    for name in ("text", "pipe"):
        with pytest.raises(NotABackupError, match="exists, but is not a slate"):
            back_up(kept, world / name, None)
    (world / "loop").symlink_to("loop")
    with pytest.raises(NotABackupError, match="is a loop of links"):
        back_up(kept, world / "loop", None)
    assert not (world / "loop").exists()


@pytest.mark.parametrize("end", ["journal", "wal", "shm", "writing"])
def test_a_backup_has_no_name_that_is_used_for_the_slate(kept: Store, path: Path, end: str) -> None:
    add(kept, "Mank")
    with pytest.raises(NotABackupError, match="has a name that is used for the slate itself"):
        back_up(kept, path.with_name(f"{path.name}-{end}"), None)
    assert not path.with_name(f"{path.name}-{end}").exists()
    assert back_up(kept, path.with_name(f"copy.db-{end}"), None).path.exists()


@pytest.mark.parametrize("end", ["journal", "wal", "shm", "writing"])
def test_a_backup_has_no_name_that_is_used_for_another_database(
    kept: Store, world: Path, end: str
) -> None:
    add(kept, "Mank")
    back_up(kept, world / "copy.db", None)
    with pytest.raises(NotABackupError, match=r"has a name that is used for the database copy\.db"):
        back_up(kept, world / f"copy.db-{end}", None)
    assert not (world / f"copy.db-{end}").exists()


@pytest.mark.parametrize("end", ["journal", "wal", "shm", "writing"])
def test_a_slate_in_use_is_not_replaced_by_a_backup(kept: Store, world: Path, end: str) -> None:
    copy, beside = world / "copy.db", world / f"copy.db-{end}"
    add(kept, "Mank")
    back_up(kept, copy, None)
    before = copy.read_bytes()
    beside.touch()
    add(kept, "Roma")
    with pytest.raises(NotABackupError, match="is in use, or has an unfinished write"):
        back_up(kept, copy, None)
    assert copy.read_bytes() == before
    beside.unlink()
    back_up(kept, copy, None)
    assert slugs(Store(copy)) == slugs(kept)


def test_another_slate_is_not_replaced_by_a_backup(kept: Store, world: Path) -> None:
    other = Store(world / "other.db")
    add(kept, "Mank")
    add(other, "Mank")
    before = (world / "other.db").read_bytes()
    with pytest.raises(NotABackupError, match="is another slate"):
        back_up(kept, world / "other.db", None)
    assert (world / "other.db").read_bytes() == before


@pytest.mark.parametrize("found", [1, 3, 7])
def test_the_backup_of_an_older_slate_is_replaced(
    path: Path, world: Path, new_store: NewStore, found: int
) -> None:
    there = new_store()
    add(there, "Mank")
    write_older(path, there, found)
    for _ in range(2):
        back_up(Store(path), world / "copy.db", None)
    assert slugs(Store(world / "copy.db")) == ["mank"]


def test_the_number_of_a_backup_counts_not_the_order_of_its_name(path: Path) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Mank")
    paths = [back_up(store, None, None).path for _ in range(11)]
    assert backups.all_of(path) == paths
    assert back_up(store, None, 3).deleted == paths[:9]


def test_an_old_backup_that_cannot_be_deleted_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Mank")
    old = back_up(store, None, None).path

    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(1, "Operation not permitted", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(NotDeletedError) as caught:
            back_up(store, None, 1)
    made = path.with_name("slate.db.20210107T091500Z-2.bak")
    assert str(caught.value) == (
        f"{made} was made, but {old} cannot be deleted: Operation not permitted."
    )
    assert exported(Store(made)) == exported(store)
    assert old.exists()
