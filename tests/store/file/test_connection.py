import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    HeldOpenError,
    NoFolderError,
    NoSlateError,
    NotASlateError,
    ReadOnlyError,
    StoreError,
    TriggerError,
    UnreadableError,
)
from slate.domain.ledger.errors import TitleThereError
from slate.files import signals
from slate.store.file import backups, opening, schema, waiting, writer_note
from slate.store.file import connection as connection_module
from slate.store.file.connection import LongCommand, Store
from slate.store.queries import row_counts
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.damaging import CHANGED, change, cut_off
from tests.store.file.folders import files
from tests.store.writing import add, records, slugs, update

_FILES = ("slate.db", "slate.db-journal", "slate.db-wal", "slate.db-shm")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def run(code: str, **world: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **world},
    )


# A missing slate


def test_missing_slate_reads_as_empty_and_is_not_created(world: Path) -> None:
    store = Store(world / "a" / "b" / "slate.db", may_make_folder=True)
    assert records(store) == []
    with store.reading() as connection:
        assert row_counts.counts(connection) == (0, 0, 0, 0)
    with writing.ledger(store, dry_run=True) as book:
        assert book.add(writing.says("Mank")).slug == "mank"
    assert files(world) == set()


def test_created_folder_and_file_are_private_to_the_owner(world: Path) -> None:
    store = Store(world / "data" / "slate.db", may_make_folder=True)
    add(store, "Mank")
    assert mode(world / "data") == 0o700
    assert mode(world / "data" / "slate.db") == 0o600
    assert slugs(store) == ["mank"]


def test_changed_file_mode_is_kept(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    path.chmod(0o644)
    add(kept, "Roma")
    assert mode(path) == 0o644


def test_missing_folder_is_not_created_without_permission(world: Path) -> None:
    store = Store(world / "none" / "slate.db")
    with pytest.raises(NoFolderError) as error:
        add(store, "Mank")
    assert str(error.value) == f"There is no folder {world}/none."
    assert files(world) == set()


def test_missing_folder_of_a_link_is_that_of_its_target(world: Path) -> None:
    link = world / "link.db"
    link.symlink_to("none/slate.db")
    with pytest.raises(NoFolderError) as error:
        add(Store(link), "Mank")
    assert str(error.value) == f"There is no folder {world.resolve()}/none."


def test_empty_file_is_a_new_slate(kept: Store, path: Path) -> None:
    path.touch(0o640)
    assert records(kept) == []
    with writing.ledger(kept, dry_run=True) as book:
        book.add(writing.says("Mank"))
    assert path.read_bytes() == b""
    add(kept, "Mank")
    assert slugs(kept) == ["mank"]


def test_empty_database_is_a_new_slate(kept: Store, path: Path) -> None:
    change(path, "vacuum")
    assert path.stat().st_size > 0
    assert records(kept) == []
    add(kept, "Mank")
    assert slugs(kept) == ["mank"]


def test_slate_in_memory_ends_with_its_store(world: Path, new_store: NewStore) -> None:
    store = new_store()
    add(store, "Mank")
    with writing.ledger(store, dry_run=True) as book:
        book.add(writing.says("Roma"))
    assert slugs(store) == ["mank"]
    assert records(new_store()) == []
    assert files(world) == set()


def test_close_discards_a_slate_in_memory_and_keeps_a_file(kept: Store) -> None:
    store = Store(None)
    for each in (store, kept):
        add(each, "Mank")
        each.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        records(store)
    assert slugs(kept) == ["mank"]


def test_file_has_the_application_id_and_format_of_slate(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    with kept.reading() as connection:
        assert connection.execute("pragma application_id").fetchone() == (0x736C6174,)
        assert connection.execute("pragma user_version").fetchone() == (schema.FORMAT,)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert path.read_bytes()[:16] == b"SQLite format 3\0"


@pytest.mark.usefixtures("flushed")
def test_connection_settings_protect_the_data(kept: Store) -> None:
    wanted = {"synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 30_000}
    with kept.writing() as connection:
        found = {name: connection.execute(f"pragma {name}").fetchone()[0] for name in wanted}
        assert found == wanted
        assert connection.in_transaction


# Files that cannot be used


def test_error_of_the_system_is_reported(world: Path) -> None:
    (world / "file").write_text("")
    below = Store(world / "file" / "slate.db")
    with pytest.raises(UnreadableError) as error:
        records(below)
    assert str(error.value) == (
        f"{world}/file/slate.db: cannot be used: Not a directory. Nothing was changed."
    )
    with pytest.raises(UnreadableError) as error:
        add(below, "Mank")
    assert str(error.value) == (
        f"{world}/file/slate.db: cannot be used: Not a directory. Nothing was changed."
    )
    (world / "lost").symlink_to("none")
    with pytest.raises(UnreadableError) as error:
        add(Store(world / "lost" / "slate.db", may_make_folder=True), "Mank")
    assert str(error.value) == f"{world}/lost: cannot be used: File exists. Nothing was changed."
    with pytest.raises(UnreadableError) as error:
        add(Store(world / ("x" * 300)), "Mank")
    assert "cannot be used: File name too long." in str(error.value)


def _as_nobody(what: str) -> subprocess.CompletedProcess[str]:
    """Run code as an unprivileged user, to whom file permissions apply."""
    code = f"""
import os
from pathlib import Path
from slate.domain.errors import SlateError
from slate.store import ledger
from slate.store.file.connection import Store
from tests.store import writing
if os.getuid() == 0:  # what stands above may be in root's own folder
    os.setgid(65534)
    os.setuid(65534)
try:
    print({what})
except SlateError as error:
    print(type(error).__name__, error)
"""
    return run(code, PYTHONPATH=str(Path(__file__).parents[3]), PYTHONDONTWRITEBYTECODE="1")


@pytest.fixture
def open_to_all(world: Path) -> Path:
    """Return a folder that an unprivileged user can reach, unlike pytest's own."""
    reached = world
    while reached != reached.parent and reached.stat().st_uid == os.getuid():
        reached.chmod(reached.stat().st_mode | 0o055)
        reached = reached.parent
    return world


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_read_only_slate_can_be_read(open_to_all: Path, closed: str) -> None:
    folder = open_to_all / "closed"
    folder.mkdir()
    path = folder / "slate.db"
    add(Store(path), "Mank")
    path.chmod(0o444 if closed == "file" else 0o666)
    folder.chmod(0o777 if closed == "file" else 0o555)
    store = f"Store(Path({str(path)!r}))"
    read = _as_nobody(f"writing.slugs({store})")
    assert (read.stdout, read.stderr) == ("['mank']\n", "")
    written = _as_nobody(f"writing.add({store}, 'Roma')")
    assert (written.stdout, written.stderr) == (
        f"ReadOnlyError {path}: is not writable. Nothing was changed.\n",
        "",
    )
    folder.chmod(0o755)
    assert slugs(Store(path)) == ["mank"]
    assert files(folder) == {"slate.db"}


def test_slate_in_a_read_only_folder_is_not_written(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite could not create its journal there."""
    add(kept, "Mank")
    before = path.read_bytes()
    with monkeypatch.context() as closed:
        # As above, but in this process.
        closed.setattr("slate.store.file.opening.os.access", lambda found, _: found != path.parent)
        assert slugs(kept) == ["mank"]
        with pytest.raises(ReadOnlyError) as error:
            add(kept, "Roma")
    assert str(error.value) == f"{path}: is not writable. Nothing was changed."
    assert path.read_bytes() == before


@pytest.mark.slow
def test_slate_cannot_be_created_in_a_read_only_folder(open_to_all: Path) -> None:
    folder = open_to_all / "closed"
    folder.mkdir()
    path = folder / "slate.db"
    folder.chmod(0o555)
    made = _as_nobody(f"writing.add(Store(Path({str(path)!r})), 'Roma')")
    assert made.stdout == f"ReadOnlyError {path}: is not writable. Nothing was changed.\n"
    below = folder / "new" / "slate.db"
    code = f"writing.add(Store(Path({str(below)!r}), may_make_folder=True), 'Roma')"
    assert _as_nobody(code).stdout == (
        f"UnreadableError {folder}/new: cannot be used: Permission denied. Nothing was changed.\n"
    )
    folder.chmod(0o755)


def test_slate_in_wal_mode_in_a_read_only_folder_is_explained(open_to_all: Path) -> None:
    """SQLite would have to create its log."""
    folder = open_to_all / "closed"
    folder.mkdir()
    path = folder / "slate.db"
    add(Store(path), "Mank")
    change(path, "pragma journal_mode = wal")
    path.chmod(0o644)
    folder.chmod(0o555)
    read = _as_nobody(f"writing.slugs(Store(Path({str(path)!r})))")
    folder.chmod(0o755)
    assert read.stdout == (
        f"UnfinishedWriteError {path}: cannot be read where it or its folder is not writable: an "
        "unfinished write must be rolled back first, or the file uses WAL. Copy it, with its "
        "-journal or -wal file, to a folder of yours, and use the copy.\n"
    )


def test_unreadable_slate_is_reported(open_to_all: Path) -> None:
    path = open_to_all / "slate.db"
    add(Store(path), "Mank")
    path.chmod(0o000)
    read = _as_nobody(f"writing.slugs(Store(Path({str(path)!r})))")
    assert read.stdout == (
        f"UnreadableError {path}: cannot be used: unable to open database file. "
        "Nothing was changed.\n"
    )


def test_full_disk_leaves_the_slate_unchanged(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = path.read_bytes()
    with pytest.raises(DiskFullError) as error, kept.writing() as connection:  # noqa: PT012 -- a transaction
        connection.execute("pragma max_page_count = 1")
        connection.execute(
            "insert into bookmarks (author, batch) values ('x', ?)", ("y" * 100_000,)
        )
    assert str(error.value) == f"{path}: the disk is full. Nothing was changed."
    assert path.read_bytes() == before
    assert files(path.parent) == {"slate.db"}


_LIMITED = """
import resource
from pathlib import Path
from slate.domain.errors import SlateError
from slate.store.file.connection import Store
from tests.store import writing
store = Store(Path("slate.db"))
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    writing.add(store, "Roma", note="long " * 60_000)
except SlateError as error:
    print(type(error).__name__, error)
"""


def test_failed_write_leaves_the_slate_unchanged(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = path.read_bytes()
    limited = _LIMITED.format(limit=len(before))
    done = run(limited, PYTHONPATH=str(Path(__file__).parents[3]))
    assert (done.stdout, done.stderr) == (
        "UnreadableError slate.db: cannot be used: disk I/O error. Nothing was changed.\n",
        "",
    )
    assert slugs(kept) == ["mank"]
    assert path.read_bytes() == before


@pytest.mark.slow
def test_failed_first_write_does_not_call_the_slate_damaged(path: Path) -> None:
    limited = run(_LIMITED.format(limit=8192), PYTHONPATH=str(Path(__file__).parents[3]))
    assert (limited.stdout, limited.stderr) == (
        "UnreadableError slate.db: cannot be used: disk I/O error. Nothing was changed.\n",
        "",
    )
    assert path.read_bytes() == b""


def test_journal_that_cannot_be_opened_is_reported_at_once(path: Path) -> None:
    add(Store(path), "Mank")
    path.with_name("slate.db-journal").mkdir()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(UnreadableError) as error:
            attempt()
        assert str(error.value) == (f"{path}: cannot be used: disk I/O error. Nothing was changed.")


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "is not writable"),
        (errno.EROFS, "is not writable"),
        (errno.EMFILE, "cannot be used: Too many open files"),
    ],
)
def test_file_that_cannot_be_created_is_reported(
    monkeypatch: pytest.MonkeyPatch, path: Path, code: int, refused: str
) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    # A real full disk would need a mount, and root may write anywhere.
    monkeypatch.setattr("slate.store.file.connection.os.open", fail)
    with pytest.raises(StoreError) as error:
        add(Store(path), "Mank")
    assert str(error.value) == f"{path}: {refused}. Nothing was changed."


# Transactions


def test_error_rolls_back_the_whole_command(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = path.read_bytes()
    with pytest.raises(TitleThereError), writing.ledger(kept) as book:  # noqa: PT012 -- one command
        book.add(writing.says("Roma"))
        book.add(writing.says("Mank"))
    assert path.read_bytes() == before
    with pytest.raises(KeyboardInterrupt), writing.ledger(kept) as book:  # noqa: PT012 -- one command
        book.add(writing.says("Roma"))
        raise KeyboardInterrupt
    assert path.read_bytes() == before
    assert slugs(kept) == ["mank"]
    assert files(path.parent) == {"slate.db"}


def test_error_rolls_back_a_slate_in_memory(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(TitleThereError), writing.ledger(store) as book:  # noqa: PT012 -- one command
        book.add(writing.says("Roma"))
        book.add(writing.says("Mank"))
    assert slugs(store) == ["mank"]


def test_transaction_rolled_back_by_sqlite_is_not_rolled_back_again(kept: Store) -> None:
    add(kept, "Mank")
    with pytest.raises(UnreadableError) as error, kept.writing() as connection:
        connection.execute("insert or rollback into undone (batch) values (1), (1)")
    assert "UNIQUE constraint failed" in str(error.value)


def test_dry_run_leaves_the_file_unchanged(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    with writing.ledger(kept, dry_run=True) as book:
        book.add(writing.says("Roma"))
        assert book.find("roma").title == "Roma"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, when)
    assert files(path.parent) == {"slate.db"}


def test_readers_write_nothing(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    with kept.reading() as connection:
        assert connection.execute("pragma query_only").fetchone() == (1,)
        assert files(path.parent) == {"slate.db"}
    with pytest.raises(ReadOnlyError) as error, kept.reading() as connection:
        connection.execute("delete from titles")
    assert str(error.value) == f"{path}: is not writable. Nothing was changed."
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, when)
    assert files(path.parent) == {"slate.db"}


def test_reader_sees_one_state_while_writers_wait(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(opening, "PATIENCE", 0)
    with kept.reading() as connection:
        with pytest.raises(BusyError):
            add(Store(path), "Roma")
        assert connection.execute("select count(*) from titles").fetchone() == (1,)
    add(kept, "Roma")
    assert slugs(kept) == ["mank", "roma"]


def test_a_reader_may_wait_for_less_long_than_a_writer(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(BusyError), kept.reading(patience=0):
            pass
        other.execute("rollback")


def test_second_writer_times_out(kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(opening, "PATIENCE", 0)
    monkeypatch.setattr(connection_module, "_ASKS", 0.01)
    with writing.ledger(kept) as book:
        book.add(writing.says("Roma"))
        with pytest.raises(BusyError) as error:
            add(Store(path), "Okja")
        assert slugs(Store(path)) == ["mank"]  # readers do not wait
    assert str(error.value) == (
        f"{path}: the store is busy (another slate is writing?). Try again in a moment."
    )
    assert slugs(kept) == ["mank", "roma"]


def test_a_write_that_overflows_the_cache_locks_no_reader_out(kept: Store, path: Path) -> None:
    """Only a slate that is being created is written early, as nobody can read it yet."""
    for is_new in (True, False):
        before = path.stat().st_size if path.exists() else 0
        with kept.writing() as connection:
            connection.execute("pragma cache_size = 10")
            for _ in range(50):
                connection.execute("insert into removed (key, slug, title, folded) values "
                    "(hex(randomblob(2000)), 'a', 'a', 'a')")  # fmt: skip
            assert (path.stat().st_size > before) is is_new
            assert slugs(Store(path)) == ([] if is_new else ["mank"])
            if is_new:  # as if it was killed here
                killed = path.with_name("killed.db")
                for end in ("", "-journal"):
                    shutil.copy(f"{path}{end}", f"{killed}{end}")
            connection.execute("delete from removed")
        if is_new:
            add(kept, "Mank")
    assert slugs(Store(killed)) == []
    add(Store(killed), "Roma")
    assert slugs(Store(killed)) == ["roma"]


_WAITING = """
from pathlib import Path
from slate.store.file.connection import Store
from tests.store import writing
print("ready", flush=True)
writing.add(Store(Path("slate.db")), "Okja")
"""


def test_second_writer_waits_for_the_first(kept: Store, world: Path) -> None:
    add(kept, "Mank")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with writing.ledger(kept) as book:
        book.add(writing.says("Roma"))
        second = subprocess.Popen(
            [sys.executable, "-c", _WAITING],
            stdout=subprocess.PIPE,
            env=environment,
            cwd=world,
        )
        assert second.stdout is not None
        assert second.stdout.readline() == b"ready\n"
        assert second.poll() is None
    assert second.wait() == 0
    second.stdout.close()
    assert slugs(kept) == ["mank", "okja", "roma"]


_ADDING = """
import sys
from pathlib import Path
from slate.store.file.connection import Store
from tests.store import writing
print("ready", flush=True)
sys.stdin.read()
for number in range(5):
    writing.add(Store(Path("slate.db")), f"Title {sys.argv[1]} {number}")
"""


@pytest.mark.slow
def test_the_first_use_by_several_at_once(kept: Store, world: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _ADDING, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=world,
        )
        for number in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
    for writer in writers:
        assert writer.wait() == 0
        assert writer.stdout is not None
        writer.stdout.close()
    assert slugs(kept) == sorted(f"title-{i}-{n}" for i in range(4) for n in range(5))


_KILLED = """
import os, signal, sqlite3
connection = sqlite3.connect("slate.db", isolation_level=None)
connection.execute("pragma cache_size = 1")  # so that pages reach the file
connection.execute("begin immediate")
connection.execute("create table if not exists filler (text text) strict")
for number in range(200):
    connection.execute("insert into filler (text) values (?)", ("x" * 4_000,))
connection.execute("drop table if exists bookmarks")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.parametrize("there", [True, False])
def test_reader_rolls_back_a_killed_writer(kept: Store, path: Path, *, there: bool) -> None:
    if there:
        add(kept, "Mank")
    before = path.read_bytes() if there else b""
    killed = run(_KILLED, PYTHONPATH=str(Path(__file__).parents[3]))
    assert killed.returncode == -9
    assert files(path.parent) == {"slate.db", "slate.db-journal"}
    assert path.stat().st_size > len(before)
    assert slugs(kept) == (["mank"] if there else [])
    assert path.read_bytes() == before
    assert files(path.parent) == {"slate.db"}
    add(kept, "Roma")
    assert slugs(kept) == (["mank", "roma"] if there else ["roma"])


def test_large_write_locks_no_reader_out_before_its_commit(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = path.stat().st_size
    with kept.writing() as connection:
        connection.execute("pragma cache_size = 1")  # of which even this write is too large
        connection.execute("create table filler (text text) strict")
        for _ in range(200):
            connection.execute("insert into filler (text) values (?)", ("x" * 4_000,))
        assert path.stat().st_size == before
        assert slugs(Store(path)) == ["mank"]
        connection.execute("drop table filler")


# Those who wait are told what for

_ANN = LongCommand("import big.csv", "ann")


def test_writer_of_a_long_command_leaves_a_note_meanwhile(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    with kept.writing(writer=_ANN):
        note = writer_note.read(path)
        assert note is not None
        assert (note.command, note.author) == _ANN
    assert files(path.parent) == {"slate.db"}
    with kept.writing():
        assert writer_note.read(path) is None


def test_note_of_a_killed_writer_is_deleted_by_the_next_one(kept: Store, path: Path) -> None:
    note = {"command": "undo", "author": "ann", "since": "2021-01-07T09:15:00+00:00"}
    path.with_name("slate.db-writing").write_text(json.dumps(note))
    add(kept, "Mank")
    assert files(path.parent) == {"slate.db"}


def test_second_writer_says_what_it_waits_for(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(connection_module, "_ASKS", 0.01)
    told: list[str] = []
    is_waiting = threading.Event()

    def say(line: str) -> None:
        told.append(line)
        is_waiting.set()

    second = threading.Thread(target=add, args=(Store(path, say=say), "Okja"))
    with kept.writing(writer=_ANN) as connection:
        writing.Book(connection, author="ann", command="test", now=writing.NOW).add(
            writing.says("Roma")
        )
        second.start()
        assert is_waiting.wait(30)
    second.join()
    (line,) = told
    assert re.fullmatch(
        re.escape("waiting until slate import big.csv (ann, since ")
        + r"\d\d:\d\d"
        + re.escape(f") has finished writing to {path}."),
        line,
    )
    assert slugs(kept) == ["mank", "okja", "roma"]


# Backups that are there, and copies


def test_missing_slate_with_backups_is_told(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    backup = path.with_name("slate.db.20210107T091500Z.bak")
    kept.copy_to(backup)
    told: list[str] = []
    store = Store(path, say=told.append)
    line = f"there is no slate in {path}, but there are backups; the newest: {backup}"
    path.unlink()
    assert slugs(store) == []
    assert told == [line]
    path.touch()
    assert slugs(store) == []
    assert told == [line] * 2
    add(store, "Roma")
    assert told == [line] * 3
    assert slugs(store) == ["roma"]
    add(store, "Okja")
    assert told == [line] * 3


def test_missing_slate_with_nothing_but_damaged_backups_is_not_told(path: Path) -> None:
    path.with_name("slate.db.20210107T091500Z.bak").write_text("text")
    told: list[str] = []
    add(Store(path, say=told.append), "Mank")
    assert told == []


def test_what_is_no_slate_is_not_copied(path: Path, world: Path, store: Store) -> None:
    with pytest.raises(NoSlateError) as error:
        Store(path).copy_to(world / "copy.db")
    assert str(error.value) == f"{path}: there is no slate yet."
    assert Store(path).is_missing()
    with pytest.raises(NoSlateError) as error:
        store.copy_to(world / "copy.db")
    assert str(error.value) == "the demo: there is no slate yet."
    assert not store.is_missing()
    path.write_text("text")
    with pytest.raises(NotASlateError):
        Store(path).copy_to(world / "copy.db")
    assert files(world) == {"slate.db"}


# Checking and repairing


def test_inspected_copy_has_whatever_the_file_contains(path: Path, store: Store) -> None:
    with Store(path).inspecting() as (copy, found):
        assert found == 0
        assert copy.execute("select count(*) from sqlite_master").fetchone() == (0,)
    assert not path.exists()
    add(Store(path), "Mank")
    change(path, "update releases set date = '2021-99-77'", "delete from tags", "drop view slate")
    before = path.read_bytes()
    with Store(path).inspecting() as (copy, found):
        assert found == schema.FORMAT
        assert copy.execute("select slug from titles").fetchall() == [("mank",)]
        add(store, "Okja")  # elsewhere
        copy.execute("delete from titles")
    assert path.read_bytes() == before
    with store.inspecting() as (connection, found):
        assert found == schema.FORMAT
        assert connection.execute("select slug from titles").fetchall() == [("okja",)]


def test_file_that_is_not_a_slate_is_not_inspected(path: Path) -> None:
    path.write_text("text")
    with pytest.raises(NotASlateError), Store(path).inspecting():
        pass


@pytest.mark.parametrize(
    "statements",
    [
        ("update titles set slug = 'x', title = 'X'",),
        ("update titles set title = cast(x'ff' as text)",),
        ("update releases set date = '2021-99-77'", "delete from tags"),
        ("delete from titles",),
        ("drop view slate", "drop index titles_spelling", "drop index reports_split"),
        ("drop view slate", "drop table titles", "create view titles as select 1 as id"),
        ("drop table tags", "create table tags (a)", "create table mine (a)"),
        ("alter table titles add column mood text",),
    ],
)
def test_rebuild_repairs_what_the_reports_contain(
    kept: Store, path: Path, statements: Iterable[str]
) -> None:
    add(kept, "Mank", date="2020-12-04", tags=("oscars",))
    before = records(kept)
    change(path, *statements)
    told: list[str] = []
    Store(path, say=told.append, time="20210107T091500Z").rebuild(_ANN)
    assert records(kept) == before
    update(kept, "mank", tags=("drama",))
    backup = path.with_name("slate.db.before-rebuild-20210107T091500Z.bak")
    assert told == [f"backup: {backup}"]
    assert files(path.parent) == {"slate.db", backup.name}
    assert backups.is_sound(backup)


@pytest.mark.parametrize(
    ("statement", "error", "why"),
    [
        ("update reports set said = '[1,2]'", DamagedError, CHANGED),
        ("delete from reports", DamagedError, "it has 1 of 1 batches and 0 of 1 reports"),
        ("drop table ledger_state", DamagedError, "the table ledger_state is missing"),
        (
            "create trigger spy after insert on reports begin select 1; end",
            TriggerError,
            "has the trigger spy",
        ),
    ],
)
def test_rebuild_changes_nothing_if_the_ledger_is_damaged(
    path: Path, statement: str, error: type[StoreError], why: str
) -> None:
    add(Store(path), "Mank")
    change(path, statement)
    before = path.read_bytes()
    with pytest.raises(error) as refused:
        Store(path).rebuild(_ANN)
    assert why in str(refused.value)
    assert path.read_bytes() == before
    assert files(path.parent) == {"slate.db"}


def test_rebuild_of_a_damaged_index_of_the_steps_is_refused(path: Path) -> None:
    """The table of the steps, which slate does not create itself, is no projection."""
    add(Store(path), "Mank")
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_master where name = '_sqlite_migrations'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xee" * 4096)
    before = path.read_bytes()
    with pytest.raises(DamagedError):
        Store(path).rebuild(_ANN)
    assert path.read_bytes() == before


def test_slate_in_memory_is_rebuilt(new_store: NewStore) -> None:
    store = new_store()
    add(store, "Mank")
    with store.writing() as connection:
        connection.execute("update titles set slug = 'x'")
    store.rebuild(_ANN)
    assert slugs(store) == ["mank"]


def test_rebuild_creates_no_slate(path: Path) -> None:
    Store(path).rebuild(_ANN)
    assert not path.exists()


def test_exclusive_store_cannot_be_read_or_written_by_others(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(opening, "PATIENCE", 0)
    monkeypatch.setattr(connection_module, "_ASKS", 0.01)
    with kept.exclusive() as connection:
        assert not connection.in_transaction
        assert connection.execute("select slug from titles").fetchall() == [("mank",)]
        for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
            with pytest.raises(BusyError):
                attempt()
    add(kept, "Roma")


def test_slate_in_memory_is_exclusive_anyway(store: Store) -> None:
    store.create()
    with pytest.raises(RuntimeError, match="in memory"), store.exclusive():
        pass


def test_file_can_be_created_before_it_is_a_slate(path: Path) -> None:
    store = Store(path)
    store.create()
    assert (path.read_bytes(), mode(path)) == (b"", 0o600)
    assert store.is_missing()
    add(store, "Mank")
    store.create()
    assert slugs(store) == ["mank"]
    assert store.existing_path() == path


# A file that other programs (Litestream, sqlite-utils) have switched to a write-ahead log


@contextmanager
def in_wal(path: Path, *statements: str) -> Iterator[sqlite3.Connection]:
    """Switch a slate to WAL and keep it open, so that the log is not moved into the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma journal_mode = wal")
        other.execute("pragma wal_autocheckpoint = 0")
        for statement in statements:
            other.execute(statement)
        yield other


# Enough rows to grow the database, so that the file without its log is too short.
_GROWN = (
    "insert into bookmarks (author, batch) with recursive n (i) as "
    "(select 1 union all select i + 1 from n where i < 9999) select 'author ' || i, 'b' from n"
)


def test_slate_in_wal_mode_is_read_and_written(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    with in_wal(path, _GROWN) as other:
        (pages,) = other.execute("pragma page_count").fetchone()
        assert path.stat().st_size < pages * 4096
        assert slugs(kept) == ["mank"]
        add(kept, "Roma")
        assert slugs(kept) == ["mank", "roma"]
        (title,) = other.execute("select count(*) from titles").fetchone()
        assert title == 2
    assert slugs(kept) == ["mank", "roma"]
    with kept.reading() as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_titles_of_a_slate_in_wal_mode_are_not_folded_again_before_a_write(path: Path) -> None:
    """Each checkpoint changes the file, so this would make every write slow."""
    add(Store(path), "Mank")
    with in_wal(path, "update titles set year = 1999"):
        add(Store(path), "Roma")
    with in_wal(path, "update reports set note = 'x'"), pytest.raises(DamagedError) as error:
        add(Store(path), "Okja")
    assert CHANGED in str(error.value)


def test_slate_in_wal_mode_behind_a_symlink(world: Path) -> None:
    target = world / "elsewhere.db"
    add(Store(target), "Mank")
    link = world / "link.db"
    link.symlink_to(target)
    with in_wal(target, _GROWN):
        assert slugs(Store(link)) == ["mank"]
        add(Store(link), "Roma")
    assert slugs(Store(target)) == ["mank", "roma"]


def test_change_that_is_still_in_the_log_is_noticed(path: Path) -> None:
    add(Store(path), "Mank")
    saved_at = path.stat().st_mtime_ns
    with in_wal(path, "update reports set note = 'x'"):
        os.utime(path, ns=(saved_at, saved_at))
        with pytest.raises(DamagedError) as error:
            add(Store(path), "Roma")
    assert CHANGED in str(error.value)


def test_slate_in_wal_mode_is_exclusive_only_without_readers(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(opening, "PATIENCE", 0)
    monkeypatch.setattr(connection_module, "_ASKS", 0.01)
    monkeypatch.setattr(waiting, "_PAUSE", 0.001)
    with in_wal(path, _GROWN), pytest.raises(HeldOpenError), kept.exclusive():
        pass
    with kept.exclusive() as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        with pytest.raises(BusyError):
            records(Store(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    assert slugs(kept) == ["mank"]


def test_slate_in_wal_mode_that_others_close_soon_is_waited_for(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    with in_wal(path, _GROWN) as other:
        monkeypatch.setattr("time.sleep", lambda _: other.close())
        with kept.exclusive() as connection:
            assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
    assert slugs(kept) == ["mank"]


def test_another_error_than_an_open_file_is_not_waited_for(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    with in_wal(path, _GROWN):
        pass
    monkeypatch.setattr(waiting, "_NO_WAL", "pragma journal_mode = (")
    with pytest.raises(StoreError, match="syntax error"), kept.exclusive():
        pass


def test_slate_in_a_current_folder_that_is_gone_is_not_created(world: Path) -> None:
    (world / "gone").mkdir()
    os.chdir(world / "gone")
    (world / "gone").rmdir()
    with pytest.raises(StoreError) as error:
        add(Store(Path("slate.db")), "Mank")
    assert str(error.value) == (
        "slate.db: cannot be used: the current folder does not exist any more. Nothing was changed."
    )


def test_truncated_slate_in_wal_mode_is_damaged(path: Path) -> None:
    """Without a log, or with an empty one, the file must hold every page."""
    add(Store(path), "Mank")
    with in_wal(path):
        pass
    cut_off(path, path.stat().st_size // 4096 // 2)
    for _ in range(2):
        with pytest.raises(DamagedError):
            records(Store(path))
        path.with_name("slate.db-wal").touch()


# File names


def test_symlink_stays_a_symlink(kept: Store, path: Path, world: Path) -> None:
    (world / "elsewhere").mkdir()
    target = world / "elsewhere" / "real.db"
    path.symlink_to(target)
    add(kept, "Mank")
    update(kept, "mank", date="2020-12-04")
    assert path.is_symlink()
    assert files(world) == {"elsewhere", "slate.db"}
    assert files(world / "elsewhere") == {"real.db"}
    assert mode(target) == 0o600
    assert slugs(Store(target)) == ["mank"]


@pytest.mark.parametrize(
    "name", ["a b.db", "50%.db", "what?.db", "no#1.db", "Ünïcode.db", "[x].db"]
)
def test_unusual_file_names_are_accepted(world: Path, name: str) -> None:
    store = Store(world / name)
    add(store, "Mank")
    assert slugs(store) == ["mank"]
    assert files(world) == {name}


def test_invalid_text_in_the_schema_is_damage(path: Path) -> None:
    """SQLite's own message holds these bytes and cannot be decoded either."""
    add(Store(path), "Mank")
    data = path.read_bytes()
    assert b"tablebookmarks" in data
    data = data.replace(b"tablebookmarks", b"table\xff\xfe\xfdkmarks")
    path.write_bytes(data.replace(b"CREATE TABLE bookmarks", b"CREATE TABEL bookmarks"))
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(DamagedError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: the file is damaged (its text is not UTF-8); nothing was changed."
        )


def test_write_without_creating_the_file_raises(kept: Store, path: Path) -> None:
    """Without a file the data would be lost silently."""
    with (
        pytest.raises(RuntimeError, match="creates nothing"),
        kept.writing(creates=False) as connection,
    ):
        connection.execute("insert into bookmarks (author, batch) values ('ann', 'x')")
    assert not path.exists()


def test_a_signal_ends_a_long_statement(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python handles no signal while SQLite works."""
    store = Store(path)
    add(store, "Mank")
    monkeypatch.setattr(signals, "received", lambda: signal.SIGINT)
    endless = (
        "with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) from n"
    )
    with pytest.raises(signals.StoppedError), store.reading() as connection:
        connection.execute(endless)
