import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    UnreadableError,
)
from slate.domain.ledger.errors import TitleThereError
from slate.store.file import backups, opening
from slate.store.file.connection import Store
from tests.store import writing
from tests.store.damaging import CHANGED, change
from tests.store.file.folders import files
from tests.store.writing import add, records, slugs


def test_backup_before_a_large_write_is_reported_when_it_is_done(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = records(kept)
    told: list[str] = []
    store = Store(path, say=told.append, time="20210107T091500Z")
    with writing.ledger(store) as book:
        store.back_up("import")
        store.back_up("join")  # one is enough
        book.add(writing.says("Roma"))
        assert told == []
    (backup,) = backups.automatic(path)
    assert backup.name == "slate.db.before-import-20210107T091500Z.bak"
    assert told == [f"backup: {backup}"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert records(Store(backup)) == before
    add(store, "Okja")
    assert len(told) == 1


def test_no_backup_is_made_of_nothing_or_in_a_dry_run(path: Path, store: Store) -> None:
    told: list[str] = []
    new = Store(path, say=told.append)
    for each in (new, store):
        with writing.ledger(each) as book:
            each.back_up("import")
            book.add(writing.says("Roma"))
    with writing.ledger(new, dry_run=True) as book:
        new.back_up("import")
        book.add(writing.says("Okja"))
    new.back_up("import")  # no transaction is open
    assert backups.automatic(path) == []
    assert told == []


def test_backup_is_deleted_if_nothing_was_stored(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    told: list[str] = []
    store = Store(path, say=told.append)
    with pytest.raises(TitleThereError), writing.ledger(store) as book:  # noqa: PT012 -- one command
        store.back_up("import")
        book.add(writing.says("Roma"))
        book.add(writing.says("Mank"))
    with writing.ledger(store):
        store.back_up("import")
    assert files(path.parent) == {"slate.db"}
    assert told == []


def test_name_that_is_too_long_for_a_backup_is_reported(world: Path) -> None:
    name = f"{'x' * 230}.db"
    store = Store(world / name)
    add(store, "Mank")
    before = (world / name).read_bytes()
    with pytest.raises(UnreadableError) as error, writing.ledger(store) as book:  # noqa: PT012 -- one command
        store.back_up("import")
        book.add(writing.says("Roma"))
    assert "cannot be used: File name too long. Nothing was changed." in str(error.value)
    assert (world / name).read_bytes() == before
    assert files(world) == {name}


def test_newest_five_automatic_backups_are_kept(path: Path) -> None:
    kept = Store(path, time="20210107T091500Z")
    add(kept, "Mank")
    for day in range(1, 7):
        old = path.with_name(f"slate.db.before-undo-2021010{day}T000000Z.bak")
        kept.copy_to(old)
    with writing.ledger(kept) as book:
        kept.back_up("import")
        book.add(writing.says("Roma"))
    names = [backup.name for backup in backups.automatic(path)]
    assert names[1:] == [f"slate.db.before-undo-2021010{day}T000000Z.bak" for day in range(3, 7)]
    assert names[0].startswith("slate.db.before-import-")


def test_backups_of_a_deleted_slate_stay_when_a_new_one_is_begun(path: Path) -> None:
    add(Store(path), "Mank")
    there = [path.with_name(f"slate.db.before-undo-2021010{day}T000000Z.bak") for day in range(7)]
    for old in there:
        Store(path).copy_to(old)
    path.unlink()
    new = Store(path)
    add(new, "Roma")
    with writing.ledger(new) as book:
        new.back_up("import")
        book.add(writing.says("Okja"))
    assert {*backups.automatic(path)} > {*there}
    assert len(backups.automatic(path)) == 8


def test_copy_is_a_slate_of_its_own(kept: Store, world: Path) -> None:
    add(kept, "Mank")
    with kept.writing() as connection:  # copied as it is before this
        connection.execute("insert into bookmarks (author, batch) values ('ann', 'x')")
        kept.copy_to(world / "copy.db")
    copy = Store(world / "copy.db")
    assert slugs(copy) == ["mank"]
    with copy.reading() as connection:
        assert connection.execute("select count(*) from bookmarks").fetchone() == (0,)
    add(copy, "Roma")
    assert slugs(kept) == ["mank"]
    assert files(world) == {"slate.db", "copy.db"}


def test_damaged_slate_is_not_copied_over_a_good_backup(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    Store(path).copy_to(world / "copy.db")
    before = (world / "copy.db").read_bytes()
    change(path, "update reports set note = 'x'")
    with pytest.raises(DamagedError) as error:
        Store(path).copy_to(world / "copy.db")
    assert str(error.value) == f"{path}: the file is damaged ({CHANGED}); nothing was changed."
    assert (world / "copy.db").read_bytes() == before
    assert files(world) == {"slate.db", "copy.db"}


def test_full_disk_names_the_copy(
    kept: Store, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    opened = backups._opened  # noqa: SLF001 -- a full disk would need a mount

    def full(path: Path) -> sqlite3.Connection:
        connection = opened(path)
        connection.execute("pragma max_page_count = 1")
        return connection

    monkeypatch.setattr(backups, "_opened", full)
    with pytest.raises(DiskFullError) as error:
        kept.copy_to(world / "copy.db")
    assert str(error.value) == f"{world}/copy.db: the disk is full. Nothing was changed."
    assert files(world) == {"slate.db"}


def test_folder_of_a_copy_that_is_missing_is_reported(kept: Store, world: Path) -> None:
    add(kept, "Mank")
    with pytest.raises(UnreadableError) as error:
        kept.copy_to(world / "none" / "copy.db")
    assert str(error.value) == (
        f"{world}/none/copy.db: cannot be used: No such file or directory. Nothing was changed."
    )


def test_slate_that_is_locked_is_not_copied(
    kept: Store, path: Path, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(opening, "PATIENCE", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(BusyError) as error:
            kept.copy_to(world / "copy.db")
    assert str(error.value).startswith(f"{path}: ")
    assert files(world) == {"slate.db"}
