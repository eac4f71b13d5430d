"""Backups of a ledger; that it is a shared slate makes no difference to them."""

import os
import sqlite3
from pathlib import Path

import pytest

from slate.domain.errors import (
    DamagedError,
    NoFolderError,
    NotABackupError,
    ReadOnlyError,
    UnreadableError,
)
from slate.formats.errors import ImportRefusedError
from slate.store.file.connection import Store
from slate.usecases import ledger_backup
from slate.usecases.backup import BackupDone
from slate.usecases.ledger_backup import back_up_ledger
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.joining import exported
from tests.store.writing import TODAY, add


def backed_up(store: Store, target: Path, keep: int | None = None) -> BackupDone:
    return back_up_ledger(store, target, keep, TODAY)


def test_in_a_folder_the_name_has_the_time(path: Path, world: Path) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Mank")
    first, second = (backed_up(store, world).path for _ in range(2))
    assert first == world / "slate.db.20210107T091500Z.slate.ndjson"
    assert second == world / "slate.db.20210107T091500Z-2.slate.ndjson"
    assert first.stat().st_mode & 0o777 == 0o600
    assert first.read_bytes() == exported(store)


def test_old_backups_in_a_folder_are_deleted(kept: Store, new_store: NewStore, world: Path) -> None:
    add(kept, "Mank")
    folder = world / "copies"
    folder.mkdir()
    other = new_store()
    add(other, "Dune")
    foreign = folder / "slate.db.20200101T000000Z.slate.ndjson"  # of another slate
    foreign.write_bytes(exported(other))
    spreadsheet = folder / "slate.db.20200101T000000Z-2.slate.ndjson"
    spreadsheet.write_text("title\n", encoding="utf-8")
    paths = [backed_up(kept, folder, 5).path for _ in range(2)]
    add(kept, "Roma")
    paths.append(backed_up(kept, folder, 5).path)
    done = backed_up(kept, folder, 2)
    assert done.deleted == paths[:2]
    assert set(folder.iterdir()) == {foreign, spreadsheet, paths[2], done.path}


def test_a_file_is_replaced_only_if_the_slate_still_has_all_of_it(
    kept: Store, new_store: NewStore, world: Path
) -> None:
    file = world / "copy.slate.ndjson"
    file.touch()
    add(kept, "Mank")
    assert backed_up(kept, file) == BackupDone(file, [])
    add(kept, "Roma")
    backed_up(kept, file)
    before = exported(kept)
    assert file.read_bytes() == before
    other = new_store()
    add(other, "Dune")
    with pytest.raises(NotABackupError, match="exists, but is not an older ledger of this slate"):
        backed_up(other, file)
    assert file.read_bytes() == before


def test_a_link_to_a_backup_is_kept(kept: Store, world: Path) -> None:
    add(kept, "Mank")
    link = world / "latest.slate.ndjson"
    link.symlink_to("real.slate.ndjson")
    assert backed_up(kept, link).path == link
    assert link.is_symlink()
    assert (world / "real.slate.ndjson").read_bytes() == exported(kept)


def test_refusals(kept: Store, world: Path) -> None:
    add(kept, "Mank")
    with pytest.raises(NoFolderError):
        backed_up(kept, world / "nowhere" / "copy.slate.ndjson")
    with pytest.raises(NoFolderError):
        backed_up(kept, world / "nowhere", 3)
    os.mkfifo(world / "fifo.ndjson")
    with pytest.raises(NotABackupError):
        backed_up(kept, world / "fifo.ndjson")
    loop = world / "loop.ndjson"
    loop.symlink_to("loop.ndjson")
    with pytest.raises(NotABackupError, match="is a loop of links"):
        backed_up(kept, loop)
    notes = world / "notes.ndjson"
    notes.write_text('{"slate_ledger": 1\n{"uid"\n', encoding="utf-8")
    with pytest.raises(NotABackupError):
        backed_up(kept, notes)
    with pytest.raises(UnreadableError, match="too long"):
        backed_up(kept, world / ("x" * 300 + ".ndjson"))
    with pytest.raises((ReadOnlyError, UnreadableError)):
        backed_up(kept, Path("/proc/copy.slate.ndjson"))


def test_a_damaged_ledger_leaves_the_backup_as_it_is(
    kept: Store, path: Path, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = world / "copy.slate.ndjson"
    add(kept, "Mank")
    backed_up(kept, file)
    before = file.read_bytes()
    cut_off = '{"slate_ledger":1,"batches":3,"reports":0}\n'
    monkeypatch.setattr(ledger_backup, "ledger_lines", lambda *_: iter([cut_off]))
    with pytest.raises(ImportRefusedError):
        backed_up(kept, file)
    monkeypatch.undo()
    change(path, "update reports set note = 'x' where id = 1")
    with pytest.raises((DamagedError, sqlite3.DatabaseError)):
        backed_up(kept, file)
    assert file.read_bytes() == before
