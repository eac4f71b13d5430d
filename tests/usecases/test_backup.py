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
from slate.store.file.connection import Store
from slate.usecases.backup import back_up
from tests.store.damaging import change
from tests.store.joining import exported
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
    paths = []
    for number in range(3):
        paths.append(back_up(kept, folder, 5).path)
        os.utime(paths[-1], (number, number))
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
    with pytest.raises(NotABackupError, match="exists, but is not a slate"):
        back_up(kept, world / "text", None)
