import os
import re
import shlex
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file import schema
from slate.store.file.connection import Store
from tests.cli.conftest import Done, Refused, Run, stored
from tests.store.damaging import change
from tests.store.older import write_older
from tests.store.writing import add, slugs

pytestmark = pytest.mark.about_files
NAME = re.compile(r"slate\.db\.\d{8}T\d{6}Z(-\d+)?\.bak")


def made(text: str) -> Path:
    """Return the path of the backup, which is all that a command prints in a pipe."""
    assert text.count("\n") == 1, text
    return Path(text.removesuffix("\n"))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def backups(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if NAME.fullmatch(path.name)]


def test_the_backup_has_the_time_in_its_name_and_is_a_slate(done: Done, small: Path) -> None:
    before = small.read_bytes()
    text = done("backup")
    backup = made(text)
    assert (backup.parent, bool(NAME.fullmatch(backup.name))) == (small.parent, True)
    assert text == f"{small}.20210107T120000Z.bak\n"
    assert backup.stat().st_mode & 0o777 == 0o600
    for command in (["list"], ["log"], ["export", "-f", "ledger"]):
        assert done("--db", str(backup), *command) == done(*command)
    assert small.read_bytes() == before
    assert files(small.parent) == sorted([small.name, backup.name])


def test_the_hint_says_how_to_go_back_to_it(screen: Run, done: Done) -> None:
    done("--db", "my slate.db", "add", "Soul")
    ran = screen("--db", "my slate.db", "backup", width=200)
    backup = "my slate.db.20210107T120000Z.bak"
    assert ran.out == f"backup: {backup} (checked)\n"
    assert ran.err == (
        f"To go back to it: slate --db 'my slate.db' restore {shlex.quote(backup)}\n"
    )
    assert done(*shlex.split(ran.err.partition("slate ")[2])).startswith("restored from my slate")


@pytest.mark.usefixtures("small")
def test_a_backup_in_a_folder(done: Done) -> None:
    Path("copies").mkdir()
    first, second = (made(done("backup", "copies")) for _ in range(2))
    assert first != second
    assert sorted(backups(Path("copies"))) == sorted([first.name, second.name])
    assert done("--db", str(second), "list") == done("list")


@pytest.mark.usefixtures("small")
def test_keep_deletes_the_oldest_of_its_own_kind(done: Done, screen: Run) -> None:
    folder = Path("copies")
    folder.mkdir()
    others = (
        "slate.db.before-import-20210101T120000Z.bak",
        "other.db.20210101T120000Z.bak",
        "slate.db.bak",
        "notes.txt",
    )
    for name in others:
        (folder / name).touch()
    names = [made(done("backup", "copies", "--keep", "3")).name for _ in range(3)]
    assert sorted(backups(folder)) == sorted(names)
    backup = made(done("backup", "copies", "--keep", "3"))
    assert sorted(backups(folder)) == sorted([*names[1:], backup.name])
    ran = screen("backup", "copies", "--keep", "3")
    assert ran.err.splitlines()[0] == "1 older backup deleted."
    ran = screen("backup", "copies", "--keep", "1")
    assert ran.err.splitlines()[0] == "3 older backups deleted."
    assert len(backups(folder)) == 1
    assert ran.out == f"backup: copies/{backups(folder)[0]} (checked)\n"
    assert {name for name in others if (folder / name).exists()} == set(others)


def test_keep_does_not_touch_backups_of_another_slate_of_the_same_name(done: Done) -> None:
    Path("copies").mkdir()
    for machine in ("one", "two"):
        Path(machine).mkdir()
        done("--db", f"{machine}/slate.db", "add", "Soul")
    keeping = ("backup", "copies", "--keep", "1")
    one = made(done("--db", "one/slate.db", *keeping))
    for _ in range(2):
        two = made(done("--db", "two/slate.db", *keeping))
        assert sorted(backups(Path("copies"))) == sorted([one.name, two.name])


def test_without_keep_all_backups_stay(done: Done, small: Path) -> None:
    for _ in range(7):
        done("backup")
    assert len(backups(small.parent)) == 7


@pytest.mark.usefixtures("small")
def test_a_backup_to_a_file_replaces_an_older_one(done: Done) -> None:
    for name in ("copy.db", "empty.db"):
        Path("empty.db").touch()
        assert made(done("backup", name)) == Path(name)
        done("update", "heroes-2", "-d", "2022-05")
        assert made(done("backup", name)) == Path(name)
        assert done("--db", name, "list") == done("list")


@pytest.mark.usefixtures("small")
def test_a_backup_to_a_link_replaces_the_file_that_it_names(done: Done) -> None:
    Path("copies").mkdir()
    done("backup", "copies/a.db")
    Path("link").symlink_to("copies/a.db")
    done("add", "Mank")
    done("backup", "link")
    assert Path("link").readlink() == Path("copies/a.db")
    assert done("--db", "copies/a.db", "list") == done("list")
    Path("dangling").symlink_to("copies/b.db")
    done("backup", "dangling")
    assert done("--db", "copies/b.db", "list") == done("list")


def test_what_is_not_a_slate_is_not_replaced(refused: Refused, small: Path, world: Path) -> None:
    Path("list.csv").write_text("title\nSoul\n", encoding="utf-8")
    change(Path("other.db"), "create table films (title)")
    os.mkfifo("pipe")
    Path("link").symlink_to(small)
    for name in ("list.csv", "other.db", "pipe"):
        before = None if name == "pipe" else Path(name).read_bytes()
        assert refused(1, "backup", name) == (
            f"slate: {name}: exists, but is not a slate, so it is not replaced by a backup.\n"
        )
        assert before is None or Path(name).read_bytes() == before
    for name in (str(small), "link"):
        assert refused(1, "backup", name) == (
            f"slate: {name}: is the slate itself, so it is not replaced by a backup.\n"
        )
    assert refused(1, "backup", "none/copy.db") == (
        f"slate: There is no folder {world}/none. Create it first: mkdir -p {world}/none\n"
    )
    assert files(small.parent) == ["slate.db"]


@pytest.mark.usefixtures("small")
def test_backups_are_kept_only_in_a_folder(refused: Refused, world: Path) -> None:
    for name in ("copies", "none/copies"):
        assert refused(1, "backup", name, "--keep", "3") == (
            f"slate: There is no folder {name}. Create it first: mkdir -p {name}\n"
        )
        assert not (world / name).exists()


@pytest.mark.usefixtures("small")
def test_a_name_with_a_slash_at_its_end_is_a_folder(
    done: Done, refused: Refused, world: Path
) -> None:
    assert refused(1, "backup", "copies/") == (
        "slate: There is no folder copies. Create it first: mkdir -p copies\n"
    )
    assert not (world / "copies").exists()
    Path("copies").mkdir()
    assert made(done("backup", "copies/")).parent == Path("copies")


@pytest.mark.usefixtures("small")
def test_arguments_that_make_no_sense_are_refused(refused: Refused) -> None:
    assert refused(2, "backup", "") == "slate: FILE is empty. Is a variable unset?\n"
    assert refused(2, "backup", "-") == "slate: A backup is a file; name it, or a folder.\n"
    assert refused(2, "backup", "--keep", "0").startswith("slate: ")


def test_there_must_be_a_slate(refused: Refused) -> None:
    assert refused(1, "backup") == f"slate: {stored()}: there is no slate yet.\n"
    assert not stored().parent.exists()
    assert refused(1, "--demo", "backup") == "slate: the demo: there is no slate yet.\n"
    Path("text").write_text("no slate", encoding="utf-8")
    assert refused(1, "--db", "text", "backup", "copy.db") == (
        "slate: text: not a slate database. Nothing was changed.\n"
    )
    assert not Path("copy.db").exists()


def test_a_damaged_slate_is_refused_and_the_old_backup_stays(
    done: Done, refused: Refused, small: Path
) -> None:
    done("backup", "copy.db")
    before = Path("copy.db").read_bytes()
    change(small, "update reports set note = 'changed' where id = 2")
    assert refused(1, "backup", "copy.db") == (
        f"slate: {small}: the file is damaged (its checksum differs: a batch or a report was "
        "changed); nothing was changed. If you have no backup "
        f"elsewhere, recover what can be read: slate restore {small}\n"
    )
    assert Path("copy.db").read_bytes() == before
    assert refused(1, "backup").startswith(f"slate: {small}: the file is damaged (its checksum")
    assert files(small.parent) == ["slate.db"]


def test_a_name_that_is_too_long_is_refused(done: Done, refused: Refused) -> None:
    name, target = "a" * 240, "b" * 300
    done("--db", name, "add", "Soul")
    told = refused(1, "--db", name, "backup")
    assert "internal error" not in told
    assert "File name too long" in told
    told = refused(1, "--db", name, "backup", target)
    assert "internal error" not in told
    assert "File name too long" in told
    assert made(done("--db", name, "backup", "copy.db")) == Path("copy.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_writable_is_named(refused: Refused, small: Path) -> None:
    Path("copies").mkdir(mode=0o500)
    told = refused(1, "backup", "copies")
    assert re.fullmatch(r"slate: copies/.*: is not writable\. Nothing was changed\.\n", told)
    assert small.exists()


def test_an_older_slate_is_copied_as_it_is(done: Done, slate: Run) -> None:
    with closing(Store(None)) as ledger:
        add(ledger, "Mank")
        write_older(Path("old.db"), ledger, 3)
    backup = made(done("--db", "old.db", "backup"))
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (3,)
    assert slate("--db", str(backup), "list", "-f", "slugs").out == "mank\n"


def test_a_slate_in_wal_mode_is_copied_with_what_is_only_in_its_log(
    done: Done, small: Path
) -> None:
    with closing(sqlite3.connect(small)) as other:
        other.execute("pragma journal_mode = wal")
        done("add", "Mank")
        backup = made(done("backup"))
    assert done("--db", str(backup), "list") == done("list")
    assert backup.read_bytes()[18:20] == b"\x01\x01"  # a rollback journal


def test_a_backup_has_what_is_committed_while_another_program_writes(
    done: Done, small: Path
) -> None:
    with closing(sqlite3.connect(small)) as other:
        other.execute("begin immediate")
        other.execute("update titles set title = 'Half'")
        backup = made(done("backup"))
    assert done("--db", str(backup), "list") == done("list")
    assert done("--db", str(backup), "check").splitlines()[1] == "File    sound"


@pytest.mark.slow
def test_every_backup_during_many_writes_is_one_state(done: Done, installed: Run) -> None:
    titles = [f"Title {number}" for number in range(20)]
    done("add", "First")

    def write() -> None:
        for title in titles:
            assert installed("add", title).code == 0

    thread = threading.Thread(target=write)
    thread.start()
    taken = [made(installed("backup").out) for _ in range(5)]
    thread.join()
    for backup in taken:
        assert done("--db", str(backup), "check")
        found = slugs(Store(backup))
        wanted = ["first", *(title.lower().replace(" ", "-") for title in titles)]
        assert sorted(found) == sorted(wanted[: len(found)])
    assert len(slugs(Store(stored()))) == 21


@pytest.mark.usefixtures("small")
def test_the_examples_in_the_help_run(done: Done) -> None:
    examples = done("backup", "--help").splitlines()[4:6]
    Path("~/backups").expanduser().mkdir()
    for example in examples:
        _, *arguments = (os.path.expanduser(word) for word in shlex.split(example))  # noqa: PTH111 -- as a shell does
        assert made(done(*arguments)).exists()


def test_the_format_of_a_backup_is_todays(done: Done, small: Path) -> None:
    with closing(sqlite3.connect(made(done("backup")))) as connection:
        assert connection.execute("pragma user_version").fetchone() == (schema.FORMAT,)
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert small.exists()
