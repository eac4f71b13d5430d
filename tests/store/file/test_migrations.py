import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from slate.domain.errors import DamagedError, DiskFullError
from slate.domain.ledger.errors import TitleThereError
from slate.store.file import backups, migrations, schema
from slate.store.file.connection import LongCommand, Store
from slate.store.reports import ledger_state
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.older import write_older
from tests.store.writing import add, slugs

_STEPS = schema.STEPS
_STEP = ("0099_moods", ("create table moods (mood text) strict",))
_NEWER = len(_STEPS) + 1
_BATCHES = "select id, uid, recorded_at, author, command, undoes from batches"
_REPORTS = """
    select id, batch, n, title_key, said, source, url, reported_on, confidence, note from reports
"""


@pytest.fixture
def golden(path: Path, new_store: NewStore, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Create a file of format 1 with its tables and a ledger of two titles; return its bytes."""
    told = new_store()
    add(told, "Mank", date="2020-12-04", platform="Netflix")
    add(told, "Roma", tags=("oscars",))
    with monkeypatch.context() as then, closing(sqlite3.connect(path, isolation_level=None)) as old:
        then.setattr(schema, "STEPS", _STEPS[:1])
        then.setattr(schema, "FORMAT", 1)
        migrations.migrate(old)
        with told.reading() as ledger:
            old.executemany(
                "insert into batches values (?, ?, ?, ?, ?, ?)", ledger.execute(_BATCHES)
            )
            old.executemany(
                "insert into reports values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ledger.execute(_REPORTS),
            )
    path.chmod(0o600)
    return path.read_bytes()


@pytest.fixture
def newer(golden: bytes, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return the same file, with one more migration step than in the current release."""
    monkeypatch.setattr(schema, "STEPS", (*_STEPS, _STEP))
    monkeypatch.setattr(schema, "FORMAT", _NEWER)
    return golden


def rows_of_the_ledger(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        return [file.execute(query).fetchall() for query in (_BATCHES, _REPORTS)]


def store_of(path: Path, told: list[str], day: str = "2021-01-07") -> Store:
    return Store(path, say=told.append, day=day)


def version(path: Path) -> tuple[int, set[str]]:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("pragma user_version").fetchone()
    names = {name for (name,) in connection.execute("select name from sqlite_master")}
    connection.close()
    return found, names


def test_new_slate_is_created_completely_and_silently(path: Path) -> None:
    told: list[str] = []
    add(store_of(path, told), "Mank")
    found, names = version(path)
    assert found == schema.FORMAT == len(_STEPS)
    assert {"batches", "reports", "bookmarks", "titles", "releases", "slate"} <= names
    assert told == []
    assert backups.automatic(path) == []
    with Store(path).reading() as connection:
        steps = connection.execute("select migration_set, name from _sqlite_migrations").fetchall()
    assert steps == [("slate", name) for name, _ in _STEPS]


def test_older_slate_is_folded_again(path: Path, golden: bytes) -> None:
    assert golden  # its projections are empty
    assert writing.record(Store(path), "mank").status == "released"  # read without a write
    add(Store(path), "Okja")
    assert writing.record(Store(path), "mank").date == "2020-12-04"
    assert version(path)[0] == len(_STEPS)


def test_tables_in_memory_equal_those_of_a_file(kept: Store, store: Store) -> None:
    add(kept, "Mank")
    found = []
    for each in (kept, store):
        with each.reading() as connection:
            names = connection.execute(
                "select type, name, sql from sqlite_master"
                " where name not like '%sqlite_%' order by name"
            ).fetchall()
            found.append(names)
    assert found[0] == found[1]


def test_older_slate_is_backed_up_and_migrated(path: Path, newer: bytes) -> None:
    told: list[str] = []
    store = store_of(path, told)
    add(store, "Okja")
    backup = path.with_name("slate.db.v1-2021-01-07.bak")
    assert told == [f"upgraded to format {_NEWER}; backup: {backup}"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert version(backup)[0] == 1
    assert len(backup.read_bytes()) == len(newer)
    found, names = version(path)
    assert found == _NEWER
    assert "moods" in names
    assert slugs(store) == ["okja", "roma", "mank"]
    add(store, "Tallulah")
    assert len(told) == 1
    assert backups.automatic(path) == [backup]


def test_older_slate_is_read_in_the_new_format_without_a_write(path: Path, newer: bytes) -> None:
    told: list[str] = []
    with store_of(path, told).reading() as connection:
        assert connection.execute("select count(*) from moods").fetchone() == (0,)
    assert path.read_bytes() == newer
    (line,) = told
    assert line == (
        f"{path} has format 1, so reading it takes longer; the next write upgrades it to format "
        f"{_NEWER}."
    )
    assert slugs(Store(path)) == ["roma", "mank"]


@pytest.mark.slow
@pytest.mark.parametrize("found", range(1, len(_STEPS)))
def test_upgrade_of_each_older_format_keeps_the_ledger(
    path: Path, new_store: NewStore, found: int
) -> None:
    told = new_store()
    add(told, "Mank", date="2020-12-04", platform="Netflix", tags=("oscars",))
    add(told, "Roma")
    writing.undo(told)
    write_older(path, told, found)
    before = rows_of_the_ledger(path)
    assert [len(rows) for rows in before] == [3, 2]
    assert slugs(Store(path)) == ["mank"]
    add(Store(path), "Okja")
    after = rows_of_the_ledger(path)
    assert version(path)[0] == schema.FORMAT
    assert [rows[: len(old)] for rows, old in zip(after, before, strict=True)] == before
    assert [len(rows) for rows in after] == [4, 3]
    assert writing.record(Store(path), "mank").date == "2020-12-04"


def test_dry_run_migrates_nothing(path: Path, newer: bytes) -> None:
    told: list[str] = []
    with writing.ledger(store_of(path, told), dry_run=True) as book:
        assert book.add(writing.says("Okja")).slug == "okja"
    assert path.read_bytes() == newer
    assert told == []
    assert backups.automatic(path) == []


def test_refused_command_does_not_migrate(path: Path, newer: bytes) -> None:
    told: list[str] = []
    with pytest.raises(TitleThereError):
        add(store_of(path, told), "Mank")
    assert path.read_bytes() == newer
    assert told == []


def test_failed_step_leaves_the_file_unchanged(
    path: Path, newer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (
        "0100_broken",
        ("create table more (a text) strict", "insert into absent values (1)"),
    )
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, broken))
    monkeypatch.setattr(schema, "FORMAT", _NEWER + 1)
    told: list[str] = []
    store = store_of(path, told)
    for attempt in (lambda: slugs(store), lambda: add(store, "Okja")):
        with pytest.raises(DamagedError) as error:
            attempt()
        assert str(error.value).startswith(
            f"{path}: the file is damaged (it cannot be read (OperationalError: no such table: "
            "absent)); nothing was changed."
        )
    assert path.read_bytes() == newer
    assert not any("upgraded" in line for line in told)
    assert not path.with_name("slate.db-journal").exists()


def test_damaged_older_slate_is_not_migrated(path: Path, newer: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(len(newer) - 3 * 4096)
        file.write(b"\xee" * 4096)
    before = path.read_bytes()
    assert before != newer
    with pytest.raises(DamagedError) as error:
        add(Store(path), "Okja")
    assert str(error.value) == (
        f"{path}: the file is damaged (database disk image is malformed); nothing was changed."
    )
    assert path.read_bytes() == before
    assert backups.automatic(path) == []


def test_older_slate_with_a_damaged_page_is_not_migrated(path: Path, golden: bytes) -> None:
    assert golden
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_master where name = 'reports'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 8)  # where its first row begins
        file.write(b"\x00\x09")
    before = path.read_bytes()
    with pytest.raises(DamagedError) as error:
        add(Store(path), "Okja")
    assert f"page {page}" in str(error.value)
    assert path.read_bytes() == before
    assert backups.automatic(path) == []


def test_failed_backup_stops_the_migration(
    path: Path, newer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.open

    def full(name: Path, *rest: int) -> int:
        if str(name).endswith(".tmp"):
            raise OSError(28, "No space left on device")
        return really(name, *rest)

    # A real full disk would need a mount.
    monkeypatch.setattr("slate.store.file.backups.os.open", full)
    with pytest.raises(DiskFullError) as error:
        add(Store(path, day="2021-01-07"), "Okja")
    assert str(error.value) == f"{path}.v1-2021-01-07.bak: the disk is full. Nothing was changed."
    assert path.read_bytes() == newer
    assert backups.automatic(path) == []


def test_newest_five_backups_are_kept(path: Path, newer: bytes) -> None:
    for day in range(1, 8):
        path.write_bytes(newer)
        add(Store(path, day=f"2021-01-{day:02}"), "Okja")
        os.utime(path.with_name(f"slate.db.v1-2021-01-{day:02}.bak"), (day, day))
    assert [backup.name for backup in backups.automatic(path)] == [
        f"slate.db.v1-2021-01-{day:02}.bak" for day in range(3, 8)
    ]


def test_upgrade_that_fails_leaves_no_backup(path: Path, newer: bytes) -> None:
    """Else a command that fails each night would displace the backups that are kept."""
    told: list[str] = []
    for _ in range(2):
        with pytest.raises(TitleThereError):
            add(store_of(path, told), "Mank")
    assert path.read_bytes() == newer
    assert (backups.all_of(path), told) == ([], [])


def test_upgrade_by_a_rebuild_is_backed_up(path: Path, newer: bytes) -> None:
    told: list[str] = []
    store_of(path, told).rebuild(LongCommand("check --rebuild", "ann"))
    backup = path.with_name("slate.db.v1-2021-01-07.bak")
    assert told == [f"backup: {backup}"]
    assert len(backup.read_bytes()) == len(newer)
    assert version(path)[0] == _NEWER


def test_backup_of_the_same_day_gets_a_number(path: Path, newer: bytes) -> None:
    """The other one may be of another slate."""
    for _ in range(2):
        path.write_bytes(newer)
        # A leftover of a killed backup is overwritten.
        path.with_name("slate.db.v1-2021-01-07.bak.part").write_text("half")
        add(Store(path, day="2021-01-07"), "Okja")
    assert [backup.name for backup in backups.all_of(path)] == [
        "slate.db.v1-2021-01-07.bak", "slate.db.v1-2021-01-07-2.bak",
    ]  # fmt: skip
    assert not path.with_name("slate.db.v1-2021-01-07.bak.part").exists()


def test_backup_can_be_used_as_a_slate(path: Path, newer: bytes) -> None:
    add(Store(path, day="2021-01-07"), "Okja")
    backup = Store(path.with_name("slate.db.v1-2021-01-07.bak"))
    assert slugs(backup) == ["roma", "mank"]
    assert newer


def test_each_step_is_applied_once_and_in_order(
    path: Path, newer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Store(path, day="2021-01-07"), "Okja")
    later = ("0100_tone", ("alter table moods add column tone text",))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, later))
    monkeypatch.setattr(schema, "FORMAT", _NEWER + 1)
    told: list[str] = []
    add(store_of(path, told, "2021-02-01"), "Da 5 Bloods")
    assert told == [
        f"upgraded to format {_NEWER + 1}; backup: {path}.v{_NEWER}-2021-02-01.bak",
    ]
    with Store(path).reading() as connection:
        steps = connection.execute("select name from _sqlite_migrations order by id").fetchall()
    names = [name for name, _ in _STEPS]
    assert [name for (name,) in steps] == [*names, "0099_moods", "0100_tone"]
    assert newer


@pytest.mark.usefixtures("golden")
def test_older_slate_in_wal_mode_is_backed_up_and_migrated(path: Path) -> None:
    """The backup and the migrated slate include what is only in the write-ahead log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma journal_mode = wal")
        other.execute("insert into bookmarks (author, batch) values ('ann', 'x')")
        told: list[str] = []
        assert set(slugs(store_of(path, told))) == {"mank", "roma"}
        add(store_of(path, told), "Okja")
        assert set(slugs(store_of(path, told))) == {"mank", "okja", "roma"}
    [backup] = backups.automatic(path)
    with closing(sqlite3.connect(backup)) as kept:
        assert kept.execute("select author from bookmarks").fetchall() == [("ann",)]


def test_ledger_of_an_older_slate_gets_a_checksum(path: Path, golden: bytes) -> None:
    assert golden
    store = Store(path)
    add(store, "Okja")
    with store.reading() as connection:
        state = ledger_state.stored(connection)
        assert state == ledger_state.computed(connection)
        assert (state.batches, state.reports) == (3, 3)
    os.utime(path)  # so that everything is checked
    add(store, "Tallulah")


def test_foreign_values_in_an_older_slate_are_damage(path: Path, golden: bytes) -> None:
    assert golden
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update reports set said = '[1,2]'")
    before = path.read_bytes()
    for attempt in (lambda: slugs(Store(path)), lambda: add(Store(path), "Okja")):
        with pytest.raises(DamagedError) as error:
            attempt()
        assert str(error.value).startswith(f"{path}: the file is damaged (it cannot be read (")
    assert path.read_bytes() == before


@pytest.mark.parametrize("rebuilds", [False, True])
@pytest.mark.parametrize("missing", ["index reports_title_key", "view slate"])
def test_missing_index_or_view_of_an_older_slate_is_created_again(
    path: Path, golden: bytes, missing: str, *, rebuilds: bool
) -> None:
    assert golden
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"drop {missing}")
    told: list[str] = []
    store = store_of(path, told)
    assert set(slugs(Store(path))) == {"mank", "roma"}
    if rebuilds:
        store.rebuild(LongCommand("check --rebuild", "ann"))
    else:
        add(store, "Okja")
    assert schema.objects(schema.FORMAT).keys() <= version(path)[1]
    assert version(path)[0] == schema.FORMAT
    assert len(backups.automatic(path)) == 1
