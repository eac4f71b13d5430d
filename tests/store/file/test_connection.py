import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    NewerFormatError,
    NoFolderError,
    NoFormatError,
    NotASlateError,
    ReadOnlyError,
    StoreError,
    TableError,
    TitleThereError,
    TriggerError,
    UnreadableError,
)
from slate.store.file import connection as connection_module
from slate.store.file import schema
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.writing import add, records, slugs, update

_FILES = ("slate.db", "slate.db-journal", "slate.db-wal", "slate.db-shm")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()} - {"home"}


def change(path: Path, *statements: str) -> None:
    """Do something to a file behind slate's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def run(code: str, **world: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **world},
    )


# A slate that is not there


def test_a_missing_slate_is_empty_and_stays_missing(world: Path) -> None:
    store = Store(world / "a" / "b" / "slate.db", may_make_folder=True)
    assert records(store) == []
    with store.reading() as connection:
        assert record_queries.counts(connection) == (0, 0, 0, 0)
    with writing.ledger(store, dry_run=True) as book:
        assert book.add(writing.says("Mank")).slug == "mank"
    assert files(world) == set()


def test_the_default_folder_and_the_file_are_their_owners_alone(world: Path) -> None:
    store = Store(world / "data" / "slate.db", may_make_folder=True)
    add(store, "Mank")
    assert mode(world / "data") == 0o700
    assert mode(world / "data" / "slate.db") == 0o600
    assert slugs(store) == ["mank"]


def test_a_wider_mode_that_somebody_gave_stays(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    path.chmod(0o644)
    add(kept, "Roma")
    assert mode(path) == 0o644


def test_a_folder_that_was_typed_is_not_made(world: Path) -> None:
    store = Store(world / "none" / "slate.db")
    with pytest.raises(NoFolderError) as error:
        add(store, "Mank")
    assert str(error.value) == f"There is no folder {world}/none."
    assert files(world) == set()


def test_an_empty_file_is_a_new_slate(kept: Store, path: Path) -> None:
    path.touch(0o640)
    assert records(kept) == []
    with writing.ledger(kept, dry_run=True) as book:
        book.add(writing.says("Mank"))
    assert path.read_bytes() == b""
    add(kept, "Mank")
    assert slugs(kept) == ["mank"]


def test_an_empty_database_is_a_new_slate(kept: Store, path: Path) -> None:
    change(path, "vacuum")
    assert path.stat().st_size > 0
    assert records(kept) == []
    add(kept, "Mank")
    assert slugs(kept) == ["mank"]


def test_a_slate_in_memory_is_gone_with_it(world: Path, new_store: NewStore) -> None:
    store = new_store()
    add(store, "Mank")
    with writing.ledger(store, dry_run=True) as book:
        book.add(writing.says("Roma"))
    assert slugs(store) == ["mank"]
    assert records(new_store()) == []
    assert files(world) == set()


def test_closing_ends_a_slate_in_memory_and_leaves_a_file(kept: Store) -> None:
    store = Store(None)
    for each in (store, kept):
        add(each, "Mank")
        each.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        records(store)
    assert slugs(kept) == ["mank"]


def test_the_file_tells_that_it_is_a_slate(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    with kept.reading() as connection:
        assert connection.execute("pragma application_id").fetchone() == (0x736C6174,)
        assert connection.execute("pragma user_version").fetchone() == (3,)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert path.read_bytes()[:16] == b"SQLite format 3\0"


def test_the_settings_that_keep_data(kept: Store) -> None:
    wanted = {"synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 30_000}
    with kept.writing() as connection:
        found = {name: connection.execute(f"pragma {name}").fetchone()[0] for name in wanted}
        assert found == wanted
        assert connection.in_transaction


# Files that are no slates


def _foreign(path: Path) -> None:
    change(path, "create table titles (id integer)")


def _own(*statements: str) -> Callable[[Path], None]:
    """Make a slate, and do something to it."""

    def make(path: Path) -> None:
        add(Store(path), "Mank")
        change(path, *statements)

    return make


NO_SLATES: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("slug,title\n"),
    "one byte": lambda path: path.write_bytes(b"\n"),
    "random": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "half a header": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "header only": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(84)),
    "foreign tables": _foreign,
    "foreign format": lambda path: change(path, "pragma user_version = 3"),
    "foreign application": lambda path: change(
        path, "pragma application_id = 7", "create table t (id integer)"
    ),
}


@pytest.mark.parametrize("make", NO_SLATES.values(), ids=NO_SLATES)
def test_what_is_no_slate_is_refused_and_left_alone(
    path: Path, make: Callable[[Path], object]
) -> None:
    make(path)
    before, there = path.read_bytes(), files(path.parent)
    refused = f"{path}: not a slate database. Nothing was changed."
    store = Store(path)
    for attempt in (lambda: records(store), lambda: add(store, "Roma")):
        with pytest.raises(NotASlateError) as error:
            attempt()
        assert str(error.value) == refused
    with pytest.raises(NotASlateError), writing.ledger(store, dry_run=True):
        pass
    assert path.read_bytes() == before
    assert files(path.parent) == there


def test_what_is_refused_is_not_held_open(path: Path) -> None:
    path.write_text("no database " * 100, encoding="utf-8")
    before = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(NotASlateError) as error:
        records(Store(path))
    assert len(list(Path("/dev/fd").iterdir())) == before
    assert error.value.__cause__  # whose traceback would keep a connection


def test_a_trigger_of_somebody_else_is_refused(path: Path) -> None:
    _own("create trigger spy after insert on reports begin select 1; end")(path)
    before = path.read_bytes()
    store = Store(path)
    for attempt in (lambda: records(store), lambda: add(store, "Roma")):
        with pytest.raises(TriggerError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: has the trigger spy, which is not slate's. Nothing was changed. "
            "Drop the trigger first."
        )
    assert path.read_bytes() == before


_ENDLESS = """
    create view {name} as
    with recursive endless (n) as (select 1 union all select n + 1 from endless)
    select n as id, n as batch, n as "key", 'x' as slug, 'slate' as migration_set from endless
"""
_TABLES = [*schema.tables(schema.FORMAT), schema.APPLIED_STEPS]


@pytest.mark.parametrize("name", _TABLES)
def test_a_view_in_place_of_any_table_is_refused(path: Path, name: str) -> None:
    """A view runs whatever somebody wrote into it: an endless one would hang every command."""
    make = _own(
        "pragma legacy_alter_table = on",
        "drop view slate",
        f"alter table {name} rename to hidden",
        _ENDLESS.format(name=name),
    )
    make(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: {name} is a view, not slate's table. Nothing was changed. "
            "Restore a copy of it."
        )
    assert path.read_bytes() == before


def test_a_virtual_table_in_place_of_a_table_is_refused(path: Path) -> None:
    _own("drop table tags", "create virtual table tags using fts5 (title, tag)")(path)
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert "tags is a virtual table, not slate's table." in str(error.value)


@pytest.mark.parametrize("name", schema.tables(schema.FORMAT))
def test_a_table_that_is_missing_is_named(path: Path, name: str) -> None:
    _own("drop view slate", f"drop table {name}")(path)
    shutil.copy(path, path.with_name("slate.db.v1-2021-01-02.bak"))
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(TableError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: has no table {name}. Nothing was changed. "
            f"The newest backup is {path}.v1-2021-01-02.bak."
        )


def test_what_others_add_for_themselves_disturbs_nobody(path: Path) -> None:
    _own(
        "drop table _sqlite_migrations",
        "drop view slate",
        "create view dates as select date from releases",
        "create table notes (note text)",
    )(path)
    add(Store(path), "Roma")
    assert slugs(Store(path)) == ["mank", "roma"]


@pytest.mark.parametrize("number", [0, -1, -2_147_483_648])
def test_a_slate_without_its_format_number_is_not_an_empty_one(path: Path, number: int) -> None:
    _own(f"pragma user_version = {number}")(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(NoFormatError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: its format number was lost (user_version is {number}). Nothing was changed."
        )
        assert error.value.applied == 3
    assert path.read_bytes() == before
    change(path, "pragma user_version = 3")
    assert slugs(Store(path)) == ["mank"]


@pytest.mark.parametrize("how", ["drop table _sqlite_migrations", "delete from _sqlite_migrations"])
def test_a_format_number_that_nothing_shows_is_not_guessed(path: Path, how: str) -> None:
    _own("pragma user_version = 0", how)(path)
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(NoFormatError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: its format number was lost (user_version is 0). Nothing was changed."
        )
        assert error.value.applied is None


def test_folders_and_pipes_are_no_slates(world: Path) -> None:
    (world / "folder").mkdir()
    os.mkfifo(world / "pipe")
    for name in ("folder", "pipe"):
        store = Store(world / name)
        for attempt in (lambda store=store: records(store), lambda store=store: add(store, "X")):
            with pytest.raises(NotASlateError) as error:
                attempt()
            assert str(error.value) == (
                f"{world}/{name}: not a slate database. Nothing was changed."
            )
    assert files(world) == {"folder", "pipe"}


def test_a_newer_format_is_refused(path: Path) -> None:
    add(Store(path), "Mank")
    change(path, "pragma user_version = 9")
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(NewerFormatError) as error:
            attempt()
        assert str(error.value) == (
            f"{path}: written by a newer slate (format 9; this one knows 3). Upgrade slate."
        )
    assert path.read_bytes() == before


def _truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 4096 // 2 * 4096)


def _cut_within_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)


def _zeroed(path: Path) -> None:
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "select rootpage from sqlite_master where name = 'titles'"
    ).fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


def _scrambled_schema(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)


@pytest.mark.parametrize(
    "damage", [_truncated, _cut_within_a_page, _zeroed, _scrambled_schema], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("backed_up", [False, True])
def test_a_damaged_slate_is_refused_and_left_alone(
    path: Path, damage: Callable[[Path], None], *, backed_up: bool
) -> None:
    add(Store(path), "Mank")
    advice = "Restore a copy of it."
    if backed_up:
        for age, name in enumerate(("v1-2021-01-02", "v1-2021-01-01")):
            shutil.copy(path, path.with_name(f"slate.db.{name}.bak"))
            os.utime(path.with_name(f"slate.db.{name}.bak"), (age, age))
        advice = f"The newest backup is {path}.v1-2021-01-01.bak."
    damage(path)
    before = path.read_bytes()
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Mank")):
        with pytest.raises(DamagedError) as error:
            attempt()
        assert str(error.value) == f"{path}: the file is damaged; nothing was changed. {advice}"
    assert path.read_bytes() == before


# Files that cannot be used


def test_what_the_system_refuses_is_told_in_its_words(world: Path) -> None:
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
    with pytest.raises(UnreadableError) as error:
        add(Store(world / "file" / "slate.db", may_make_folder=True), "Mank")
    assert str(error.value) == f"{world}/file: cannot be used: File exists. Nothing was changed."
    with pytest.raises(UnreadableError) as error:
        add(Store(world / ("x" * 300)), "Mank")
    assert "cannot be used: File name too long." in str(error.value)


def _as_nobody(what: str) -> subprocess.CompletedProcess[str]:
    """Run as a user who may not write where only root may."""
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
    """A folder that a user without rights can reach, as pytest's own cannot."""
    reached = world
    while reached != reached.parent and reached.stat().st_uid == os.getuid():
        reached.chmod(reached.stat().st_mode | 0o055)
        reached = reached.parent
    return world


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_slate_that_may_not_be_written_can_be_read(open_to_all: Path, closed: str) -> None:
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


def test_a_slate_cannot_be_made_in_a_folder_that_may_not_be_written(open_to_all: Path) -> None:
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


def test_a_slate_that_may_not_be_read_is_told(open_to_all: Path) -> None:
    path = open_to_all / "slate.db"
    add(Store(path), "Mank")
    path.chmod(0o000)
    read = _as_nobody(f"writing.slugs(Store(Path({str(path)!r})))")
    assert read.stdout == (
        f"UnreadableError {path}: cannot be used: unable to open database file. "
        "Nothing was changed.\n"
    )


def test_a_full_disk_leaves_the_slate_as_it_was(kept: Store, path: Path) -> None:
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


def test_a_write_that_fails_leaves_the_slate_as_it_was(kept: Store, path: Path) -> None:
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


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "is not writable"),
        (errno.EROFS, "is not writable"),
        (errno.EMFILE, "cannot be used: Too many open files"),
    ],
)
def test_a_file_that_cannot_be_made(
    monkeypatch: pytest.MonkeyPatch, path: Path, code: int, refused: str
) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    # There is no honest way to a full disk without mounting one; root may write anywhere.
    monkeypatch.setattr("slate.store.file.connection.os.open", fail)
    with pytest.raises(StoreError) as error:
        add(Store(path), "Mank")
    assert str(error.value) == f"{path}: {refused}. Nothing was changed."


# Transactions


def test_an_error_takes_all_of_a_command_back(kept: Store, path: Path) -> None:
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


def test_an_error_in_memory_takes_all_back_too(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(TitleThereError), writing.ledger(store) as book:  # noqa: PT012 -- one command
        book.add(writing.says("Roma"))
        book.add(writing.says("Mank"))
    assert slugs(store) == ["mank"]


def test_a_transaction_that_sqlite_gave_up_is_not_given_up_twice(kept: Store) -> None:
    add(kept, "Mank")
    with pytest.raises(UnreadableError) as error, kept.writing() as connection:
        connection.execute("insert or rollback into undone (batch) values (1), (1)")
    assert "UNIQUE constraint failed" in str(error.value)


def test_a_dry_run_leaves_the_bytes_as_they_are(kept: Store, path: Path) -> None:
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


def test_a_reader_sees_one_state_while_others_wait_to_write(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(connection_module, "_PATIENCE", 0)
    with kept.reading() as connection:
        with pytest.raises(BusyError):
            add(Store(path), "Roma")
        assert connection.execute("select count(*) from titles").fetchone() == (1,)
    add(kept, "Roma")
    assert slugs(kept) == ["mank", "roma"]


def test_a_second_writer_gives_up_after_its_patience(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    monkeypatch.setattr(connection_module, "_PATIENCE", 0)
    with writing.ledger(kept) as book:
        book.add(writing.says("Roma"))
        with pytest.raises(BusyError) as error:
            add(Store(path), "Okja")
        assert slugs(Store(path)) == ["mank"]  # who reads waits for nobody
    assert str(error.value) == (
        f"{path}: the store is busy (another slate is writing?). Try again in a moment."
    )
    assert slugs(kept) == ["mank", "roma"]


_WAITING = """
from pathlib import Path
from slate.store.file.connection import Store
from tests.store import writing
print("ready", flush=True)
writing.add(Store(Path("slate.db")), "Okja")
"""


def test_a_second_writer_waits_for_the_first(kept: Store, world: Path) -> None:
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
import os, signal
from pathlib import Path
from slate.store.file.connection import Store
from tests.store import writing
with Store(Path("slate.db")).writing() as connection:
    connection.execute("pragma cache_size = 1")  # so that pages reach the file
    connection.execute("pragma cache_spill = 1")
    connection.execute("create table if not exists filler (text text) strict")
    for number in range(200):
        connection.execute("insert into filler (text) values (?)", ("x" * 4_000,))
    connection.execute("delete from bookmarks")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_writer_left_is_taken_back_by_a_reader(
    kept: Store, path: Path, *, there: bool
) -> None:
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


# A file that others have switched to a write-ahead log (Litestream, sqlite-utils)


@contextmanager
def in_wal(path: Path, *statements: str) -> Iterator[sqlite3.Connection]:
    """Switch a slate to WAL and keep it open, so that nothing moves the log into the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma journal_mode = wal")
        other.execute("pragma wal_autocheckpoint = 0")
        for statement in statements:
            other.execute(statement)
        yield other


# So much that the database grows, and the file without its log is shorter than it says.
_GROWN = (
    "insert into bookmarks (author, batch) with recursive n (i) as "
    "(select 1 union all select i + 1 from n where i < 9999) select 'author ' || i, 'b' from n"
)


def test_a_slate_in_wal_mode_is_read_and_written(kept: Store, path: Path) -> None:
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


def test_a_slate_in_wal_mode_behind_a_link(world: Path) -> None:
    target = world / "elsewhere.db"
    add(Store(target), "Mank")
    link = world / "link.db"
    link.symlink_to(target)
    with in_wal(target, _GROWN):
        assert slugs(Store(link)) == ["mank"]
        add(Store(link), "Roma")
    assert slugs(Store(target)) == ["mank", "roma"]


def test_a_slate_in_wal_mode_that_was_cut_off_is_damaged(path: Path) -> None:
    """Without its log, or with an empty one, the file has to hold every page."""
    add(Store(path), "Mank")
    with in_wal(path):
        pass
    _truncated(path)
    for _ in range(2):
        with pytest.raises(DamagedError):
            records(Store(path))
        path.with_name("slate.db-wal").touch()


# Names of files


def test_a_link_stays_a_link(kept: Store, path: Path, world: Path) -> None:
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
def test_any_file_name_will_do(world: Path, name: str) -> None:
    store = Store(world / name)
    add(store, "Mank")
    assert slugs(store) == ["mank"]
    assert files(world) == {name}


def test_a_report_that_is_no_json(path: Path) -> None:
    add(Store(path), "Mank")
    change(path, "update reports set said = '{'")
    with pytest.raises(UnreadableError) as error:
        writing.update(Store(path), "mank", tags=("x",))
    assert str(error.value) == f"{path}: cannot be used: a report is no JSON. Nothing was changed."


def test_bytes_that_are_no_text_in_the_schema(path: Path) -> None:
    """SQLite's own message holds them, and cannot be read either."""
    add(Store(path), "Mank")
    data = path.read_bytes()
    assert b"tablebookmarks" in data
    data = data.replace(b"tablebookmarks", b"table\xff\xfe\xfdkmarks")
    path.write_bytes(data.replace(b"CREATE TABLE bookmarks", b"CREATE TABEL bookmarks"))
    for attempt in (lambda: records(Store(path)), lambda: add(Store(path), "Roma")):
        with pytest.raises(DamagedError):
            attempt()


def test_a_command_that_creates_nothing_cannot_lose_what_it_writes(kept: Store, path: Path) -> None:
    """There is no file: what was written would be gone, and nobody would know."""
    with (
        pytest.raises(RuntimeError, match="creates nothing"),
        kept.writing(creates=False) as connection,
    ):
        connection.execute("insert into bookmarks (author, batch) values ('ann', 'x')")
    assert not path.exists()
