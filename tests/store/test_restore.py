"""Replacing slates as the use case does it; what can be read of damage is tested with salvage."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from slate.domain.errors import (
    DamagedError,
    DiskFullError,
    NewerFormatError,
    NotASlateError,
    NothingToRestoreError,
    ReadOnlyError,
    UnreadableError,
    UsageError,
)
from slate.domain.reports.report import Batch, Report
from slate.store import restore
from slate.store.file import backups, verification
from slate.store.file.connection import LongCommand, Store
from slate.store.restore import Replaced, from_ledger, from_slate
from tests.store.conftest import NewStore
from tests.store.damaging import change, zero_page
from tests.store.joining import entries, exported
from tests.store.older import write_older
from tests.store.writing import NOW, add, batches, ledger, says, slugs, undo

pytestmark = pytest.mark.slow  # together they take seconds

WRITER = LongCommand("restore other.db", "tester")


def every(_: Batch, reports: list[Report]) -> list[Report]:
    """Keep all reports."""
    return reports


@pytest.fixture
def other(world: Path) -> Store:
    """Return a slate in a file, with two titles, of which one is undone, and a bookmark."""
    store = Store(world / "other.db")
    add(store, "Mank", date="2020-12-04")
    add(store, "Roma")
    undo(store)
    with store.writing() as connection:
        connection.execute("insert into bookmarks select 'ann', uid from batches where id = 1")
    return store


def path_of(store: Store) -> Path:
    assert store.path is not None
    return store.path


def restored(store: Store, path: Path) -> Replaced:
    with from_slate(path, NOW, every) as replacement:
        return restore.replace(store, replacement, WRITER, path)


def compared(store: Store, path: Path) -> Replaced:
    with from_slate(path, NOW, every) as replacement:
        return restore.compare(store, replacement)


def same(one: Store, other: Store) -> bool:
    return exported(one) == exported(other) and slugs(one) == slugs(other)


def bookmarks(store: Store) -> list[tuple[str, str]]:
    with store.reading() as connection:
        return connection.execute("select author, batch from bookmarks").fetchall()


def test_a_sound_slate_is_read_as_a_whole(other: Store) -> None:
    with from_slate(path_of(other), NOW, every) as replacement:
        assert replacement.counts() == (1, 1, 2, 3)
        assert replacement.uids() == {batch.uid for batch in batches(other)}
        assert (replacement.salvaged, replacement.expected) == (None, None)


def test_projections_are_folded_again(other: Store, kept: Store) -> None:
    wanted = slugs(other), bookmarks(other)
    change(path_of(other), "update titles set slug = 'x'", "drop index titles_folded")
    restored(kept, path_of(other))
    assert (slugs(kept), bookmarks(kept)) == wanted
    with kept.inspecting() as (connection, _):
        assert verification.faults(connection) == []


@pytest.mark.parametrize("error", [MemoryError(), OSError(24, "Too many open files")])
def test_what_the_machine_lacks_is_no_damage(
    other: Store, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(verification, "page_faults", fail)
    with pytest.raises(type(error)), from_slate(path_of(other), NOW, every):
        pass


@pytest.mark.parametrize(
    ("code", "kind"),
    [(sqlite3.SQLITE_FULL, DiskFullError), (sqlite3.SQLITE_CANTOPEN_ISDIR, UnreadableError)],
)
def test_a_backup_that_cannot_be_made_shows_no_damage(
    other: Store, kept: Store, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("as SQLite says it")
        error.sqlite_errorcode = code
        raise error

    add(kept, "Tenet")
    monkeypatch.setattr(backups, "back_up", fail)
    with pytest.raises(kind):
        restored(kept, path_of(other))
    assert slugs(kept) == ["tenet"]
    assert {one.name for one in path_of(kept).parent.iterdir() if "damaged" in one.name} == set()


def test_a_damaged_slate_is_salvaged(other: Store, kept: Store) -> None:
    marks = bookmarks(other)
    change(path_of(other), "update reports set said = '[' where id = 2")
    with from_slate(path_of(other), NOW, every) as replacement:
        assert replacement.salvaged is not None
        assert replacement.expected is not None
        assert (replacement.salvaged.incomplete, replacement.salvaged.reports) == (0, 1)
        assert replacement.expected.reports == 2
        assert not replacement.is_changed
        # The batch is lost; its undo is kept, as other slates have it.
        assert replacement.counts() == (1, 1, 1, 2)
        restore.replace(kept, replacement, WRITER, path_of(other))
    assert (slugs(kept), bookmarks(kept)) == (["mank"], marks)


def test_a_bookmark_follows_a_batch_that_lost_a_report(world: Path, kept: Store) -> None:
    store = Store(world / "lists.db")
    with ledger(store) as book:
        for title in ("Mank", "Roma", "Soul"):
            book.add(says(title))
    with store.writing() as connection:
        connection.execute("insert into bookmarks select 'ann', uid from batches")
    [there] = batches(store)
    change(path_of(store), "delete from reports where n = 3")
    restored(kept, path_of(store))
    [batch] = batches(kept)
    assert batch.uid != there.uid
    assert bookmarks(kept) == [("ann", batch.uid)]


def test_a_ledger_that_was_changed_but_is_complete_is_noticed(other: Store) -> None:
    change(path_of(other), "update reports set note = 'changed' where id = 1")
    with from_slate(path_of(other), NOW, every) as replacement:
        assert replacement.is_changed
    change(path_of(other), "delete from ledger_state")
    with from_slate(path_of(other), NOW, every) as replacement:
        assert not replacement.is_changed


def test_nothing_can_be_read_without_the_list_of_tables(other: Store) -> None:
    content = bytearray(path_of(other).read_bytes())
    content[100:4096] = bytes(3996)
    path_of(other).write_bytes(content)
    with pytest.raises(NothingToRestoreError), from_slate(path_of(other), NOW, every):
        pass


def test_a_damaged_slate_without_its_counts_is_salvaged(other: Store) -> None:
    change(path_of(other), "drop table ledger_state")
    with from_slate(path_of(other), NOW, every) as replacement:
        assert replacement.expected is None
        assert replacement.counts() == (1, 1, 2, 3)


def test_counts_that_are_no_numbers_are_not_known(other: Store) -> None:
    change(
        path_of(other),
        "drop table ledger_state",
        "create table ledger_state (id, batches, reports, checksum, saved_at)",
        "insert into ledger_state (id) values (1)",
    )
    with from_slate(path_of(other), NOW, every) as replacement:
        assert replacement.expected is None
        assert replacement.counts() == (1, 1, 2, 3)


def test_an_older_slate_with_impossible_content_is_salvaged(
    path: Path, new_store: NewStore
) -> None:
    there = new_store()
    add(there, "Mank")
    add(there, "Roma")
    write_older(path, there, 3)
    change(path, "update reports set said = '{' where id = 1")
    with from_slate(path, NOW, every) as replacement:
        assert replacement.salvaged is not None
        assert replacement.expected is None
        assert replacement.counts() == (1, 0, 1, 1)


def test_an_older_slate_with_damaged_pages_is_salvaged(path: Path, new_store: NewStore) -> None:
    there = new_store()
    for number in range(40):
        add(there, f"Title {number}", note=f"note {number}." * 20)
    write_older(path, there, 3)
    zero_page(path, "note 20.")
    with from_slate(path, NOW, every) as replacement:
        assert replacement.salvaged is not None
        assert 20 < replacement.counts().titles < 40


def test_a_page_that_is_used_twice_is_damage(other: Store, kept: Store) -> None:
    wanted = exported(other)
    page = "(select rootpage from sqlite_master where name = 'tags')"
    with closing(sqlite3.connect(path_of(other))) as connection, connection:
        connection.execute("pragma writable_schema = on")
        connection.execute(f"update sqlite_master set rootpage = {page} where name = 'credits'")  # noqa: S608 -- a literal
    with from_slate(path_of(other), NOW, every) as replacement:
        assert replacement.salvaged is not None
        restore.replace(kept, replacement, WRITER, path_of(other))
    assert exported(kept) == wanted


def test_a_file_without_anything_of_a_slate_is_refused(other: Store, world: Path) -> None:
    empty = world / "empty.db"
    change(empty, "vacuum")
    with pytest.raises(NotASlateError), from_slate(empty, NOW, every):
        pass
    change(path_of(other), "delete from reports")  # batches alone say nothing
    with (
        pytest.raises(NothingToRestoreError, match="nothing of its ledger can be read"),
        from_slate(path_of(other), NOW, every),
    ):
        pass
    change(path_of(other), "pragma user_version = 99")
    with pytest.raises(NewerFormatError), from_slate(path_of(other), NOW, every):
        pass


def test_marks_that_were_lost_are_set_again(other: Store, kept: Store) -> None:
    wanted = exported(other)
    change(path_of(other), "pragma user_version = 0", "pragma application_id = 0")
    restored(kept, path_of(other))
    assert exported(kept) == wanted


def test_a_ledger_is_made_a_slate(other: Store, kept: Store) -> None:
    add(kept, "Soul")
    with from_ledger(entries(exported(other)), NOW) as replacement:
        replaced = restore.replace(kept, replacement, WRITER, path_of(other))
    assert [batch.command for batch in replaced.only_there] == ["test"]
    assert same(kept, other)
    assert bookmarks(kept) == []


def test_the_present_slate_is_compared_and_copied(other: Store, kept: Store) -> None:
    restored(kept, path_of(other))
    add(kept, "Soul")
    own = batches(kept)[-1].uid
    ledger = exported(kept)
    replaced = restored(kept, path_of(other))
    assert [batch.uid for batch in replaced.only_there] == [own]
    assert replaced.is_sound
    assert replaced.copy is not None
    assert exported(Store(replaced.copy)) == ledger
    assert same(kept, other)
    # The restored file is as slate's last write left it, so it need not be checked.
    add(kept, "Okja")


def test_a_damaged_present_slate_is_compared_as_far_as_it_can_be_read(
    other: Store, path: Path
) -> None:
    store = Store(path)
    restored(store, path_of(other))
    add(store, "Soul")
    own = batches(store)[-1].uid
    change(path, "update batches set author = 'ann' where id = 1")
    replaced = restored(store, path_of(other))
    assert ([batch.uid for batch in replaced.only_there], replaced.is_sound) == ([own], False)
    add(store, "Soul")
    own = batches(store)[-1].uid
    change(path, "update batches set only = '[' where id = 1", "drop table bookmarks")
    replaced = restored(store, path_of(other))
    assert replaced.only_there[-1].uid == own
    assert not replaced.is_sound
    assert same(store, other)


@pytest.mark.parametrize(
    "text", ["CREATE TABLE titles", "CREATE TABLE reports", "CREATE VIEW slate"]
)
@pytest.mark.parametrize("letter", [b"x", b"\xff"])
def test_a_present_slate_whose_tables_cannot_be_read_is_replaced(
    other: Store, path: Path, text: str, letter: bytes
) -> None:
    store = Store(path)
    add(store, "Soul")
    damaged = path.read_bytes().replace(text.encode(), letter + text[1:].encode())
    path.write_bytes(damaged)
    replaced = restored(store, path_of(other))
    assert not replaced.is_sound
    assert replaced.copy is not None
    assert replaced.copy.read_bytes()[100:] == damaged[100:]
    assert same(store, other)


@pytest.mark.parametrize("size", [100, 4096, 20_000])
def test_the_beginning_of_a_slate_is_replaced(other: Store, path: Path, size: int) -> None:
    store = Store(path)
    add(store, "Soul")
    begun = path.read_bytes()[:size]
    path.write_bytes(begun)
    replaced = restored(store, path_of(other))
    assert (replaced.only_there, replaced.is_sound) == ([], False)
    assert replaced.copy is not None
    assert replaced.copy.read_bytes()[100:size] == begun[100:]
    assert same(store, other)


def test_another_database_with_odd_tables_is_not_replaced(other: Store, path: Path) -> None:
    change(path, "create table films (title)")
    content = bytearray(path.read_bytes())
    content[100:] = bytes(len(content) - 100)  # its list of tables
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        restored(Store(path), path_of(other))
    assert path.read_bytes() == content


def test_an_older_present_slate_is_compared(other: Store, kept: Store, new_store: NewStore) -> None:
    there = new_store()
    add(there, "Soul")
    write_older(path_of(kept), there, 2)
    replaced = restored(kept, path_of(other))
    assert [batch.uid for batch in replaced.only_there] == [batches(there)[0].uid]
    assert replaced.is_sound
    assert replaced.copy is not None
    with closing(sqlite3.connect(replaced.copy)) as copy:
        assert copy.execute("pragma user_version").fetchone() == (2,)
    assert same(kept, other)


def test_a_comparison_changes_nothing(other: Store, kept: Store, world: Path) -> None:
    add(kept, "Soul")
    before = path_of(kept).read_bytes()
    replaced = compared(kept, path_of(other))
    assert (len(replaced.only_there), replaced.copy) == (1, None)
    assert path_of(kept).read_bytes() == before
    missing = Store(world / "missing" / "slate.db", may_make_folder=True)
    assert compared(missing, path_of(other)) == Replaced(None, [])
    assert not (world / "missing").exists()


def test_a_missing_slate_and_its_folder_are_created(other: Store, world: Path) -> None:
    store = Store(world / "new" / "slate.db", may_make_folder=True)
    assert restored(store, path_of(other)) == Replaced(None, [])
    assert [path.name for path in (world / "new").iterdir()] == ["slate.db"]
    assert same(store, other)


def test_a_slate_in_memory_cannot_be_restored(other: Store, store: Store) -> None:
    with pytest.raises(UsageError, match="The demo slate is not kept"):
        restored(store, path_of(other))


def test_nothing_is_replaced_that_cannot_be_backed_up(other: Store, world: Path) -> None:
    store = Store(world / ("a" * 240))  # the name of a backup would be too long
    add(store, "Soul")
    before = path_of(store).read_bytes()
    with pytest.raises(UnreadableError, match="File name too long"):
        restored(store, path_of(other))
    assert path_of(store).read_bytes() == before


def test_the_copy_of_a_slate_without_marks_is_marked(other: Store, path: Path) -> None:
    add(Store(path), "Soul")
    change(path, "pragma user_version = 0", "pragma application_id = 0")
    replaced = restored(Store(path), path_of(other))
    assert replaced.is_sound
    assert replaced.copy is not None
    assert slugs(Store(replaced.copy)) == ["soul"]


@pytest.mark.parametrize("content", [b"no slate", b"\n", bytes(8192)])
def test_a_present_file_that_is_no_database_is_moved_aside(
    other: Store, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    path.chmod(0o640)
    store = Store(path, time="20210107T091500Z")
    there = path.stat().st_ino
    assert compared(store, path_of(other)) == Replaced(None, [], is_sound=False)
    assert path.read_bytes() == content
    replaced = restored(store, path_of(other))
    copy = path.with_name("slate.db.damaged-20210107T091500Z")
    assert replaced == Replaced(copy, [], is_sound=False)
    assert copy.read_bytes() == content
    assert (path.stat().st_ino, path.stat().st_mode & 0o777) == (there, 0o640)
    assert same(store, other)
    add(store, "Okja")


def test_a_present_file_that_cannot_be_moved_aside_stays(other: Store, world: Path) -> None:
    store = Store(world / ("a" * 250))  # the name of the copy would be too long
    path_of(store).write_text("no slate", encoding="utf-8")
    with pytest.raises(UnreadableError, match="File name too long"):
        restored(store, path_of(other))
    assert path_of(store).read_text(encoding="utf-8") == "no slate"
    assert {one.name for one in world.iterdir()} == {"other.db", "a" * 250, "home"}


def test_a_present_file_that_cannot_be_read_is_reported(
    other: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Store(path), "Soul")
    before = path.read_bytes()

    def refuse(_: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as closed:
        closed.setattr(backups, "is_database", refuse)  # root may read everything
        with pytest.raises(ReadOnlyError, match="is not writable"):
            restored(Store(path), path_of(other))
    assert path.read_bytes() == before


def test_a_present_database_of_another_program_stays(other: Store, path: Path) -> None:
    change(path, "create table films (title)")
    before = path.read_bytes()
    with pytest.raises(NotASlateError):
        restored(Store(path), path_of(other))
    assert path.read_bytes() == before


def test_a_present_folder_is_refused(other: Store, path: Path) -> None:
    path.mkdir()
    with pytest.raises(NotASlateError):
        restored(Store(path), path_of(other))


def test_a_slate_is_sound_if_nothing_is_wrong_with_it(
    other: Store, path: Path, store: Store, new_store: NewStore
) -> None:
    assert restore.is_sound(other)
    assert restore.is_sound(store)
    change(path_of(other), "delete from titles")
    assert not restore.is_sound(other)
    there = new_store()
    add(there, "Mank")
    write_older(path, there)
    assert not restore.is_sound(Store(path))
    path.write_text("no slate", encoding="utf-8")
    assert not restore.is_sound(Store(path))


def test_old_automatic_backups_are_deleted(other: Store, path: Path) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Soul")
    for day in range(1, 7):
        old = path.with_name(f"slate.db.before-undo-2021010{day}T000000Z.bak")
        store.copy_to(old)
    replaced = restored(store, path_of(other))
    names = [backup.name for backup in backups.automatic(path)]
    assert replaced.copy is not None
    assert names == [
        replaced.copy.name,
        *(f"slate.db.before-undo-2021010{day}T000000Z.bak" for day in range(3, 7)),
    ]


def test_the_file_that_is_restored_is_not_deleted(path: Path) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Soul")
    days = [path.with_name(f"slate.db.before-undo-2021010{day}T000000Z.bak") for day in range(1, 7)]
    for old in days:
        store.copy_to(old)
    replaced = restored(store, days[0])
    assert backups.automatic(path) == [replaced.copy, days[0], *days[2:]]


def test_a_backup_that_cannot_be_deleted_is_no_error(other: Store, path: Path) -> None:
    store = Store(path, time="20210107T091500Z")
    add(store, "Soul")
    path.with_name("slate.db.before-undo-20210101T000000Z.bak").symlink_to("deleted")
    restored(store, path_of(other))
    assert same(store, other)


def test_a_slate_in_wal_mode_stays_in_it(other: Store, path: Path) -> None:
    store = Store(path)
    add(store, "Soul")
    change(path, "pragma journal_mode = wal")
    restored(store, path_of(other))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    assert same(store, other)


def fail_to_restore(store: Store, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore a slate to a disk that is full."""
    exclusive = store.exclusive

    @contextmanager
    def full() -> Iterator[sqlite3.Connection]:
        with exclusive() as connection:
            connection.execute("pragma max_page_count = 1")
            yield connection

    monkeypatch.setattr(store, "exclusive", full)
    with pytest.raises(DiskFullError), from_ledger([], NOW) as replacement:  # noqa: PT012 -- one restore
        replacement.connection.execute("create table long (text)")
        replacement.connection.execute("insert into long values (zeroblob(1000000))")
        restore.replace(store, replacement, WRITER, source)


def test_a_backup_of_what_was_not_replaced_is_deleted(
    other: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path)
    add(store, "Soul")
    before = path.read_bytes()
    fail_to_restore(store, path_of(other), monkeypatch)
    assert path.read_bytes() == before
    assert backups.automatic(path) == []


def test_content_that_was_moved_aside_stays_there_if_it_was_not_replaced(
    other: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("no slate", encoding="utf-8")
    fail_to_restore(Store(path, time="20210107T091500Z"), path_of(other), monkeypatch)
    copy = path.with_name("slate.db.damaged-20210107T091500Z")
    assert copy.read_text(encoding="utf-8") == "no slate"
