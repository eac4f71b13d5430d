import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
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
    """Create empty files."""
    paths = [folder / name for name in found]
    for path in paths:
        path.touch()
    return paths


@contextmanager
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    with open_file(path) as connection:
        connection.execute("begin")
        yield connection


def back_up(path: Path, target: Path, mode: int = 0o600, *, is_unchanged: bool = False) -> None:
    with reader(path) as connection:
        backups.back_up(connection, target, mode, is_unchanged=is_unchanged)


# Names


_TIME = "20210107T091500Z"


def test_names_of_backups(path: Path, world: Path) -> None:
    found = [
        backups.automatic_path(path, "import", _TIME),
        backups.path_on_request(path, world / "a", _TIME),
        backups.path_of_damaged(path, _TIME),
        backups.path_before_upgrade(path, 3, "2021-01-07"),
    ]
    assert found == [
        world / "slate.db.before-import-20210107T091500Z.bak",
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
    "slate.db.before-import-20210107T091500Z-2.bak",
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
    assert {found.name for found in backups.all_of(path)} == {*_AUTOMATIC, *_ON_REQUEST}


def test_backups_are_sorted_by_the_time_in_their_names(world: Path) -> None:
    """Copying a backup may change its time."""
    path = world / "slate.db.20990101T000000Z.bak"  # a backup that is used as a slate
    oldest_first = [
        f"{path.name}.{name}.bak"
        for name in (
            "v7-",
            "v9-2020-12-31",
            "20210106T235959Z",
            "v8-2021-01-07",
            "v8-2021-01-07-2",
            "20210107T091500Z",
            "before-import-20210107T091500Z",
            "20210107T091500Z-2",
            "before-import-20210107T091500Z-2",
            "20210107T091500Z-10",
            "before-undo-20210107T091501Z",
        )
    ]
    for age, one in enumerate(touch(world, *oldest_first)):
        os.utime(one, (1_000 - age, 1_000 - age))
    assert [one.name for one in backups.all_of(path)] == oldest_first


def test_newest_backup_is_the_newest_one_that_is_sound(
    kept: Store, path: Path, world: Path
) -> None:
    add(kept, "Mank")
    paths = touch(world, *(f"slate.db.2021010{day}T091500Z.bak" for day in range(1, 5)))
    assert backups.newest(path) is None
    for target in paths[:3]:
        back_up(path, target)
    assert backups.newest(path) == paths[2]
    damaging.change(paths[2], "update reports set note = 'x'")
    assert backups.newest(path) == paths[1]


@pytest.mark.parametrize(
    ("statements", "is_sound"),
    [
        (("update reports set note = 'x'",), False),
        (("update reports set said = '['",), False),
        (("drop table ledger_state",), False),
        (("alter table reports add column x text",), False),
        (("pragma user_version = 0",), False),
        ((f"pragma user_version = {schema.FORMAT + 1}",), False),
        (("delete from titles", "drop view slate"), True),  # derived from the reports
    ],
)
def test_backup_is_sound_if_its_ledger_is(
    path: Path, statements: tuple[str, ...], *, is_sound: bool
) -> None:
    add(Store(path), "Mank")
    assert backups.is_sound(path)
    damaging.change(path, *statements)
    before = path.read_bytes()
    assert backups.is_sound(path) == is_sound
    assert path.read_bytes() == before


def test_backup_of_an_older_format_is_sound(path: Path, new_store: NewStore) -> None:
    told = new_store()
    add(told, "Mank")
    write_older(path, told)
    assert backups.is_sound(path)


def test_what_is_no_slate_is_no_sound_backup(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    damaging.cut_off(path, 2)
    (world / "text.db").write_text("text")
    (world / "empty.db").touch()
    (world / "scrambled.db").write_bytes(path.read_bytes()[:100] + b"\xff" * 8_092)
    assert not any(map(backups.is_sound, (*world.iterdir(), world / "none.db")))


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


_NAMES = tuple(f"slate.db.2021010{day}T091500Z.bak" for day in range(1, 6))


def copies(path: Path, *found: str) -> list[Path]:
    """Back a slate up to files beside it, the oldest first."""
    paths = [path.with_name(name) for name in found]
    for target in paths:
        back_up(path, target)
    return paths


def test_all_but_the_newest_are_deleted(kept: Store, path: Path, world: Path) -> None:
    add(kept, "Mank")
    paths = copies(path, *_NAMES)
    assert backups.prune(paths[4], paths, 3) == paths[:2]
    assert names(world) == {"slate.db", *_NAMES[2:]}
    assert backups.prune(paths[4], paths[2:], 3) == backups.prune(paths[4], [], 3) == []
    assert names(world) == {"slate.db", *_NAMES[2:]}
    assert backups.prune(paths[4], paths, 1) == paths[2:4]  # two are not there any more
    assert names(world) == {"slate.db", _NAMES[4]}


def test_backup_that_was_just_made_stays(kept: Store, path: Path, world: Path) -> None:
    """Its name may be older than others, if the clock was wrong before."""
    add(kept, "Mank")
    paths = copies(path, *_NAMES)
    assert backups.prune(paths[0], paths, 2) == paths[1:4]
    assert names(world) == {"slate.db", _NAMES[0], _NAMES[4]}


def test_backups_of_another_slate_are_not_deleted(kept: Store, path: Path, world: Path) -> None:
    add(kept, "Mank")
    other = Store(world / "other.db")
    add(other, "Mank")
    own = copies(path, *_NAMES[:2])
    others = copies(world / "other.db", *_NAMES[2:4])
    (world / "text").write_text("text")
    (world / "folder").mkdir()
    add(kept, "Roma")  # the first batch stays
    [latest] = copies(path, _NAMES[4])
    found = [*own, *others, latest, world / "text", world / "folder"]
    assert backups.prune(latest, found, 1) == own
    assert names(world) == {"slate.db", "other.db", *_NAMES[2:], "text", "folder"}


def test_backups_of_an_older_format_are_deleted_like_others(
    path: Path, world: Path, new_store: NewStore
) -> None:
    told = new_store()
    add(told, "Mank")
    write_older(path, told)
    paths = copies(path, *_NAMES[:2])
    add(Store(path), "Roma")  # upgrades it
    [latest] = copies(path, _NAMES[2])
    assert backups.prune(latest, [*paths, latest], 2) == paths[:1]
    assert {*_NAMES[1:3]} < names(world)


def test_nothing_is_deleted_if_the_slate_has_no_batch(path: Path, world: Path) -> None:
    with Store(path).writing():
        pass
    paths = copies(path, *_NAMES)
    assert backups.prune(paths[0], paths, 1) == []
    damaging.change(paths[0], "drop table reports", "drop table batches")
    assert backups.prune(paths[0], paths, 1) == []
    assert names(world) == {"slate.db", *_NAMES}


def test_slates_are_the_same_if_their_first_batches_are(
    kept: Store, path: Path, world: Path
) -> None:
    add(kept, "Mank")
    [copy] = copies(path, "copy.db")
    add(kept, "Roma")
    add(Store(world / "other.db"), "Mank")
    assert backups.are_same(path, copy)
    assert not backups.are_same(path, world / "other.db")
    assert not backups.are_same(world / "none.db", world / "none.db")


def test_files_of_unfinished_work(world: Path) -> None:
    assert backups.unfinished_work(world / "slate.db") == [
        world / "slate.db-journal",
        world / "slate.db-wal",
        world / "slate.db-shm",
        world / "slate.db-writing",
    ]


# Copies


def test_backup_is_a_complete_slate(kept: Store, path: Path, world: Path) -> None:
    add(kept, "Mank")
    before = path.read_bytes()
    target = world / "copy.db"
    back_up(path, target, is_unchanged=True)
    assert path.read_bytes() == before
    assert names(world) == {"slate.db", "copy.db"}
    with open_file(target) as connection:
        assert saved_time.is_unchanged(connection, target)
        assert ledger_state.stored(connection) == ledger_state.computed(connection)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
    add(Store(target), "Roma")
    assert slugs(Store(target)) == ["mank", "roma"]
    assert slugs(kept) == ["mank"]


def test_backup_of_a_slate_that_was_changed_counts_as_changed(
    kept: Store, path: Path, world: Path
) -> None:
    """So it is checked like the slate itself before it is used."""
    add(kept, "Mank")
    back_up(path, world / "copy.db")
    with open_file(world / "copy.db") as connection:
        assert not saved_time.is_unchanged(connection, world / "copy.db")
    assert slugs(Store(world / "copy.db")) == ["mank"]


@pytest.mark.parametrize(("mode", "wanted"), [(0o100600, 0o600), (0o640, 0o640), (0o755, 0o644)])
def test_backup_is_as_private_as_the_slate(
    kept: Store, path: Path, world: Path, mode: int, wanted: int
) -> None:
    add(kept, "Mank")
    before = os.umask(0)
    try:
        back_up(path, world / "copy.db", mode)
        with reader(path) as connection:
            backups.copy(connection, world / "exact.db", mode)
    finally:
        os.umask(before)
    for name in ("copy.db", "exact.db"):
        assert stat.S_IMODE((world / name).stat().st_mode) == wanted


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
        backups.back_up(connection, world / "copy.db", 0o600)
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
        backups.copy(connection, world / "copy.db", 0o600)
    assert (world / "copy.db").read_bytes()[100:] == path.read_bytes()[100:]
    assert names(world) == {"slate.db", "copy.db"}


def test_copy_of_what_is_no_database_is_exact(path: Path, world: Path) -> None:
    path.write_bytes(bytes(range(256)) * 8_192)  # 2 MB
    path.chmod(0o600)
    backups.copy_bytes(path, world / "copy")
    assert (world / "copy").read_bytes() == path.read_bytes()
    assert stat.S_IMODE((world / "copy").stat().st_mode) == 0o600
    assert names(world) == {"slate.db", "copy"}


_LIMITED = """
import resource
from pathlib import Path
from slate.store.file import backups
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
backups.copy_bytes(Path("slate.db"), Path("copy"))
"""


def test_copy_that_does_not_fit_on_the_disk_is_an_error(path: Path, world: Path) -> None:
    """The system writes a part of the last piece then, without an error."""
    path.write_bytes(b"x" * 10_000)
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert "OSError: [Errno 27] File too large" in done.stderr
    assert names(world) == {"slate.db"}


def test_copy_of_a_slate_that_lost_its_marks_can_be_marked(path: Path, world: Path) -> None:
    add(Store(path), "Mank")
    damaging.change(path, "pragma application_id = 0", "pragma user_version = 0")
    with reader(path) as connection:
        backups.back_up(connection, world / "copy.db", 0o600, marks=schema.FORMAT)
    copy = Store(world / "copy.db")
    assert slugs(copy) == ["mank"]
    add(copy, "Roma")
    with open_file(path) as connection:
        assert connection.execute("pragma user_version").fetchone() == (0,)


@pytest.mark.parametrize("how", [backups.back_up, backups.copy])
def test_folder_that_is_missing_is_an_error_of_the_system(
    kept: Store, path: Path, world: Path, how: Callable[[sqlite3.Connection, Path, int], None]
) -> None:
    add(kept, "Mank")
    with reader(path) as connection, pytest.raises(FileNotFoundError):
        how(connection, world / "none" / "copy.db", 0o600)


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
    files = {one for one in world.iterdir() if one.is_file() and backups.is_database(one)}
    assert {one.name for one in files} == {
        "slate.db", "link.db", "copy.db", "other.db", "short.db",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("slate.db.20210107T091500Z.bak", date(2021, 1, 7)),
        ("slate.db.before-import-20210107T091500Z-2.bak", date(2021, 1, 7)),
        ("slate.db.v3-2021-01-07.bak", date(2021, 1, 7)),
        ("slate.db.20211307T091500Z.bak", None),
        ("slate.db.bak", None),
    ],
)
def test_the_day_of_a_backup_is_in_its_name(name: str, day: date | None) -> None:
    assert backups.day_of(Path(name)) == day


def test_name_of_unfinished_work_names_its_database(world: Path) -> None:
    (world / "text").write_text("no database", encoding="utf-8")
    (world / "a-b").write_bytes(backups.MAGIC)
    (world / "folder").mkdir()
    assert backups.database_of(world / "a-b-journal") == world / "a-b"
    for name in ("a-b", "a-b-wal-wal", "text-wal", "none-shm", "folder-writing", "-journal"):
        assert backups.database_of(world / name) is None
