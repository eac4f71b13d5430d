import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from slate.store.file import opening
from slate.store.file.connection import Store
from tests.cli.conftest import SLATE, Done, Refused, Run, stored
from tests.store.damaging import change, cut_off, zero_page
from tests.store.older import write_older
from tests.store.writing import add, ledger, says, undo

# Several commands each; tests/store/test_restore.py is a part of a plain run.
pytestmark = [pytest.mark.about_files, pytest.mark.slow]
TIME = "20210107T120000Z"
NEITHER = "is neither a slate nor the ledger of one. Nothing was changed."
INCOMPLETE = "1 batch is incomplete, and counts as a new one"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def log(done: Done, path: Path | str | None = None) -> list[list[str]]:
    """Return (command, uid of what it undoes) for each batch, the oldest first."""
    columns = ("log", "-f", "tsv", "--columns", "command,undoes")
    lines = done(*(("--db", str(path)) if path else ()), *columns).splitlines()
    return [line.split("\t") for line in lines[::-1]]


def exports(done: Done, path: Path | str) -> tuple[str, str]:
    """Return the ledger and the titles of a slate."""
    at = ("--db", str(path), "export", "-f")
    return done(*at, "ledger"), done(*at, "json")


def is_in_order(done: Done, path: Path | str) -> bool:
    return "Wrong" not in done("--db", str(path), "check")


# From a backup


def test_a_backup_brings_back_titles_and_bookmarks(done: Done, small: Path) -> None:
    done("changes", "--since", "today", "--mark")
    done("undo")
    done("backup", "copy.db")
    titles, told, entered = done("list"), done("log"), done("changes", "--since", "last")
    done("redo")
    done("remove", "cobra-kai-s3")
    done("changes", "--since", "today", "--mark")
    assert done("restore", "copy.db").splitlines()[0] == (
        "restored from copy.db: 4 batches, 3 reports, 2 titles"
    )
    assert (done("list"), done("log"), done("changes", "--since", "last")) == (
        *(titles, told, entered),
    )
    assert is_in_order(done, small)
    assert exports(done, small) == exports(done, "copy.db")


def test_the_present_slate_is_backed_up_and_its_own_batches_can_be_brought_back(
    done: Done, slate: Run
) -> None:
    at = ("--db", "my slate.db")
    done(*at, "add", "Soul")
    done(*at, "backup", "copy.db")
    done(*at, "add", "Mank", "-d", "2020-12-04")
    done(*at, "undo")
    done(*at, "redo")
    before = exports(done, "my slate.db")
    backup = f"my slate.db.before-restore-{TIME}.bak"
    told = done(*at, "restore", "copy.db")
    assert told.splitlines() == [
        "restored from copy.db: 1 batch, 1 report, 1 title",
        f"backup of the slate as it was: {backup}",
        "only that copy has 3 batches:",
        "  2  2021-01-07 12:00  tester  add Mank -d 2020-12-04",
        "  3  2021-01-07 12:00  tester  undo",
        "  4  2021-01-07 12:00  tester  redo",
        "to bring them back, as far as possible:",
        f"  slate --db '{backup}' export -f ledger | slate --db 'my slate.db' import -",
    ]
    assert done(*at, "list", "-f", "slugs") == "soul\n"
    assert exports(done, backup) == before
    source, target = told.splitlines()[-1].split(" | ")
    ran = slate(*shlex.split(target)[1:], stdin=done(*shlex.split(source)[1:]))
    assert ran.code == 0
    assert exports(done, "my slate.db") == before


def test_a_long_list_of_batches_is_cut(done: Done) -> None:
    done("add", "Soul")
    done("backup", "copy.db")
    for number in range(12):
        done("add", f"Title {number}")
    lines = done("restore", "copy.db").splitlines()
    assert lines[2] == "only that copy has 12 batches:"
    assert (lines[12], lines[13]) == (
        "  11  2021-01-07 12:00  tester  add 'Title 9'",
        "  and 2 more",
    )


def test_nothing_is_said_if_the_slate_has_no_batch_of_its_own(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    assert done("restore", "copy.db") == (
        "restored from copy.db: 3 batches, 3 reports, 3 titles\n"
        f"backup of the slate as it was: {small}.before-restore-{TIME}.bak\n"
    )


def test_a_slate_that_does_not_exist_is_created(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    shutil.rmtree(small.parent)
    told = done("restore", "copy.db")
    assert told.splitlines()[0] == "restored from copy.db: 3 batches, 3 reports, 3 titles"
    assert exports(done, small) == exports(done, "copy.db")
    assert small.stat().st_mode & 0o777 == 0o600


def test_a_slate_that_does_not_exist_is_not_backed_up(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    small.unlink()
    assert done("restore", "copy.db") == "restored from copy.db: 3 batches, 3 reports, 3 titles\n"
    assert files(small.parent) == ["slate.db"]


def test_an_empty_file_is_a_slate_not_yet_created(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    small.write_bytes(b"")
    done("restore", "copy.db", "--dry-run")
    assert small.read_bytes() == b""
    done("restore", "copy.db")
    assert exports(done, small) == exports(done, "copy.db")


def test_the_file_keeps_its_mode(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    small.chmod(0o640)
    done("restore", "copy.db")
    assert small.stat().st_mode & 0o777 == 0o640


def test_the_newest_five_automatic_backups_are_kept(done: Done, small: Path) -> None:
    done("backup")
    for _ in range(7):
        done("restore", str(small.with_name(f"slate.db.{TIME}.bak")))
    automatic = [name for name in files(small.parent) if ".before-restore-" in name]
    assert len(automatic) == 5
    assert f"slate.db.{TIME}.bak" in files(small.parent)


def test_the_backup_that_is_restored_is_kept(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    done("restore", "copy.db")
    oldest = small.with_name(f"slate.db.before-restore-{TIME}.bak")
    for _ in range(7):
        done("restore", str(oldest))
    assert oldest.exists()
    assert len([name for name in files(small.parent) if ".before-restore-" in name]) == 6


def test_a_slate_in_wal_mode_is_restored(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    with closing(sqlite3.connect(small)) as other:
        other.execute("pragma journal_mode = wal")
    done("add", "Mank")
    assert "only that copy has 1 batch:" in done("restore", "copy.db")
    assert exports(done, small) == exports(done, "copy.db")
    assert is_in_order(done, small)


# A dry run


def test_a_dry_run_says_what_would_happen_and_changes_nothing(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    done("add", "Mank")
    before, status = small.read_bytes(), small.stat()
    assert done("restore", "copy.db", "--dry-run").splitlines() == [
        "would be restored from copy.db: 3 batches, 3 reports, 3 titles",
        "only the present slate has 1 batch:",
        "  4  2021-01-07 12:00  tester  add Mank",
    ]
    assert (small.read_bytes(), small.stat().st_mtime_ns) == (before, status.st_mtime_ns)
    assert files(small.parent) == ["slate.db"]
    assert done("--db", "new.db", "restore", "copy.db", "--dry-run") == (
        "would be restored from copy.db: 3 batches, 3 reports, 3 titles\n"
    )
    assert not Path("new.db").exists()


# From a ledger


def test_a_ledger_brings_back_its_batches(done: Done, small: Path) -> None:
    done("undo")
    done("export", "a.slate.ndjson")
    before = exports(done, small)
    done("redo")
    assert done("restore", "a.slate.ndjson").splitlines()[:4] == [
        "restored from a.slate.ndjson: 4 batches, 3 reports, 2 titles",
        f"backup of the slate as it was: {small}.before-restore-{TIME}.bak",
        "only that copy has 1 batch:",
        "  5  2021-01-07 12:00  tester  redo",
    ]
    assert exports(done, small) == before
    assert is_in_order(done, small)


def test_a_ledger_that_is_not_as_slate_writes_it_is_refused(
    done: Done, refused: Refused, small: Path
) -> None:
    whole = done("export", "-f", "ledger")
    before = small.read_bytes()
    Path("cut").write_text(whole[:-20], encoding="utf-8")
    assert refused(1, "restore", "cut") == (
        "cut:7: the record is cut off.\nslate: 1 problem in cut. Nothing was stored.\n"
    )
    Path("changed").write_text(whole.replace('"season":3', '"season":-3'), encoding="utf-8")
    assert refused(1, "restore", "changed").endswith(
        "slate: 1 problem in changed. Nothing was stored.\n"
    )
    assert (small.read_bytes(), files(small.parent)) == (before, ["slate.db"])


# From an older format, and from a slate that lost its marks


@pytest.mark.parametrize("found", [1, 3, 7])
def test_an_older_slate_is_upgraded(done: Done, small: Path, found: int) -> None:
    with closing(Store(None)) as there:
        add(there, "Mank", date="2020-12-04", platform="Netflix")
        add(there, "Roma")
        undo(there)
        with there.writing() as connection:
            connection.execute("insert into bookmarks select 'ann', uid from batches where id = 1")
        write_older(Path("old.db"), there, found)
    before = Path("old.db").read_bytes()
    assert done("restore", "old.db").splitlines()[0] == (
        "restored from old.db: 3 batches, 2 reports, 1 title"
    )
    assert done("list", "-f", "tsv", "--columns", "slug,date") == "mank\t2020-12-04\n"
    assert is_in_order(done, small)
    with Store(small).reading() as connection:
        assert connection.execute("select author from bookmarks").fetchall() == [("ann",)]
    assert Path("old.db").read_bytes() == before


def test_an_older_slate_is_replaced_after_a_backup(done: Done, small: Path, slate: Run) -> None:
    done("backup", "copy.db")
    with closing(Store(None)) as there:
        add(there, "Mank")
        small.unlink()
        write_older(small, there, 3)
    before = small.read_bytes()
    told = done("restore", "copy.db").splitlines()
    backup = Path(f"{small}.before-restore-{TIME}.bak")
    assert told[1:4] == [
        f"backup of the slate as it was: {backup}",
        "only that copy has 1 batch:",
        "  1  2021-01-07 12:00  tester  test",
    ]
    assert exports(done, small) == exports(done, "copy.db")
    assert backup.read_bytes()[100:] == before[100:]
    assert slate("--db", str(backup), "list", "-f", "slugs").out == "mank\n"


@pytest.mark.usefixtures("small")
def test_a_slate_without_its_marks_is_restored_as_a_whole(done: Done) -> None:
    done("backup", "copy.db")
    before = exports(done, "copy.db")
    with closing(sqlite3.connect("copy.db")) as old, closing(sqlite3.connect("dump.db")) as new:
        new.executescript("\n".join(old.iterdump()))
    done("add", "Mank")
    assert done("restore", "dump.db").splitlines()[0] == (
        "restored from dump.db: 3 batches, 3 reports, 3 titles"
    )
    assert exports(done, stored()) == before
    assert is_in_order(done, stored())


# From a damaged slate


@pytest.fixture
def damaged(done: Done, small: Path) -> Path:
    """Create a slate with an import of three titles, its partial undo, and an undone update."""
    rows = [{"title": f"Title {number}", "note": f"note {number}"} for number in range(3)]
    done("import", "-", stdin=json.dumps(rows))
    done("undo", "--only", "title-2")
    done("update", "title-1", "-d", "2022")
    done("undo")
    done("changes", "--since", "today", "--mark")
    assert len(log(done)) == 7
    return Path(shutil.copy(small, "damaged.db"))


def test_a_damaged_projection_costs_nothing(done: Done, damaged: Path) -> None:
    before = exports(done, stored())
    change(damaged, "delete from titles", "drop table releases", "drop index reports_title_key")
    assert done("restore", "damaged.db").splitlines() == [
        "restored from damaged.db: 7 batches, 7 reports, 5 titles",
        f"backup of the slate as it was: {stored()}.before-restore-{TIME}.bak",
    ]
    assert exports(done, stored()) == before
    assert is_in_order(done, stored())


def test_a_batch_without_one_of_its_reports_gets_another_uid(done: Done, damaged: Path) -> None:
    uids = {batch["uid"] for batch in json.loads(done("log", "-f", "json"))}
    change(damaged, "delete from reports where n = 2")
    told = done("restore", "damaged.db").splitlines()
    assert told[:5] == [
        "restored from damaged.db: 7 batches, 6 reports, 4 titles",
        "lost, as they could not be read: 1 report",
        INCOMPLETE,
        f"backup of the slate as it was: {stored()}.before-restore-{TIME}.bak",
        "only that copy has 2 batches:",
    ]
    assert [line.rpartition("  ")[2] for line in told[5:7]] == [
        "import -", "undo --only title-2",
    ]  # fmt: skip
    found = json.loads(done("log", "-f", "json"))
    new = {batch["uid"] for batch in found} - uids
    assert len(new) == 2
    [partial] = [batch for batch in found if batch["command"] == "undo --only title-2"]
    [imported] = [batch for batch in found if batch["command"] == "import -"]
    assert partial["undoes"] == imported["uid"]
    assert {partial["uid"], imported["uid"]} == new
    # The undos still undo, and what only the copy has can be brought back.
    slugs = set(done("list", "-f", "slugs").split())
    assert slugs == {"title-0", "heroes-2", "cobra-kai-s3", "we-can-be-heroes"}
    assert is_in_order(done, stored())


@pytest.mark.parametrize(
    "said",
    ["[]", "{", "null-ish", "5", '{"title": 5}', '{"date": "soon"}', '{"kind": "opera"}', ""],
)
def test_a_report_that_slate_could_not_have_recorded_is_left_out(
    done: Done, damaged: Path, said: str
) -> None:
    with closing(sqlite3.connect(damaged)) as connection, connection:
        connection.execute("update reports set said = ? where n = 2", (said,))
    assert done("restore", "damaged.db").splitlines()[:3] == [
        "restored from damaged.db: 7 batches, 6 reports, 4 titles",
        "lost, as they could not be read: 1 report",
        INCOMPLETE,
    ]
    slugs = set(done("list", "-f", "slugs").split())
    assert slugs == {"title-0", "heroes-2", "cobra-kai-s3", "we-can-be-heroes"}
    assert is_in_order(done, stored())


@pytest.mark.parametrize(
    "statement", ["update reports set said = '5' where n = 3", "delete from reports where n = 3"]
)
def test_a_batch_without_its_last_report_is_incomplete(
    done: Done, damaged: Path, statement: str
) -> None:
    uids = {batch["uid"] for batch in json.loads(done("log", "-f", "json"))}
    change(damaged, statement)
    assert done("restore", "damaged.db").splitlines()[1:3] == [
        "lost, as they could not be read: 1 report",
        INCOMPLETE,
    ]
    # With the old uid, the ledgers of other slates would be refused.
    assert len({batch["uid"] for batch in json.loads(done("log", "-f", "json"))} - uids) == 2


def test_a_patch_nested_too_deeply_is_left_out(done: Done, damaged: Path) -> None:
    for depth in (200, 900, 5_000, 100_000):
        said = '{"releases":' * depth + "1" + "}" * depth
        with closing(sqlite3.connect(damaged)) as connection, connection:
            connection.execute("update reports set said = ? where n = 3", (said,))
        told = done("restore", "damaged.db").splitlines()
        assert told[1] == "lost, as they could not be read: 1 report"
        assert is_in_order(done, stored())


def test_several_incomplete_batches_are_counted(done: Done, damaged: Path) -> None:
    done("import", "-", stdin=json.dumps([{"title": "Soul"}, {"title": "Mank"}]))
    shutil.copy(stored(), damaged)
    change(damaged, "delete from reports where n = 2")
    assert done("restore", "damaged.db").splitlines()[:3] == [
        "restored from damaged.db: 8 batches, 7 reports, 5 titles",
        "lost, as they could not be read: 2 reports",
        "2 batches are incomplete, and count as new ones",
    ]
    assert is_in_order(done, stored())


@pytest.mark.parametrize(
    "statement",
    [
        "update reports set said = '5' where title_key like 'cobra%'",
        "delete from reports where title_key like 'cobra%'",
    ],
)
def test_the_batch_before_one_of_which_all_is_lost_stays_the_same(
    done: Done, damaged: Path, statement: str
) -> None:
    uids = [batch["uid"] for batch in json.loads(done("log", "-f", "json"))]
    change(damaged, statement)
    told = done("restore", "damaged.db").splitlines()
    assert told[1] == "lost, as they could not be read: 1 batch and 1 report"
    assert told[3:5] == [
        "only that copy has 1 batch:",
        "  2  2021-01-07 12:00  tester  add 'Cobra Kai' -n 3 -p Netflix -d 2021-01-08 --official",
    ]
    assert len(told) == 7
    found = [batch["uid"] for batch in json.loads(done("log", "-f", "json"))]
    assert found == [uid for uid in uids if uid != uids[-2]]


def test_what_was_seen_stays_seen_if_its_batch_is_incomplete(done: Done, damaged: Path) -> None:
    done("import", "-", stdin=json.dumps([{"title": "Soul"}, {"title": "Mank"}]))
    done("changes", "--since", "today", "--mark")
    done("add", "Roma")
    shutil.copy(stored(), damaged)
    change(damaged, "update reports set said = '5' where title_key like 'mank%'")
    assert INCOMPLETE in done("restore", "damaged.db")
    shown = done("changes", "--since", "last", "-f", "tsv", "--columns", "slug")
    assert shown == "roma\n"


def test_reports_without_their_batch_get_one(done: Done, damaged: Path) -> None:
    change(damaged, "delete from batches where command = 'import -'")
    told = done("restore", "damaged.db").splitlines()
    assert told[:2] == [
        "restored from damaged.db: 7 batches, 7 reports, 6 titles",
        INCOMPLETE,
    ]
    assert log(done)[3][0] == "unknown"
    assert set(done("list", "-f", "slugs").split()) >= {"title-0", "title-1", "title-2"}
    assert is_in_order(done, stored())


def test_a_batch_without_any_of_its_reports_is_left_out(done: Done, damaged: Path) -> None:
    change(damaged, "delete from reports where title_key like 'cobra%'")
    told = done("restore", "damaged.db").splitlines()
    assert told[:3] == [
        "restored from damaged.db: 6 batches, 6 reports, 4 titles",
        "lost, as they could not be read: 1 batch and 1 report",
        f"backup of the slate as it was: {stored()}.before-restore-{TIME}.bak",
    ]
    assert "cobra-kai-s3" not in done("list", "-f", "slugs")
    assert is_in_order(done, stored())


def test_a_changed_report_that_slate_could_have_recorded_is_mentioned(
    done: Done, damaged: Path
) -> None:
    change(damaged, "update reports set source = 'Variety' where n = 2")
    told = done("restore", "damaged.db").splitlines()
    assert told[:2] == [
        "restored from damaged.db: 7 batches, 7 reports, 5 titles",
        "nothing is missing, but at least one report is not as it was recorded",
    ]


def test_how_much_is_lost_is_said_only_if_it_is_known(done: Done, damaged: Path) -> None:
    change(damaged, "delete from reports where n = 2", "delete from ledger_state")
    assert done("restore", "damaged.db").splitlines()[:2] == [
        "restored from damaged.db: 7 batches, 6 reports, 4 titles",
        INCOMPLETE,
    ]
    change(damaged, "drop table ledger_state")
    assert done("restore", "damaged.db").splitlines()[1] == INCOMPLETE


def test_what_can_be_read_of_damaged_pages_is_there(done: Done) -> None:
    rows = [{"title": f"Title {number}", "note": f"note {number}." * 50} for number in range(100)]
    done("import", "-", stdin=json.dumps(rows))
    done("add", "Soul")
    damaged = Path(shutil.copy(stored(), "damaged.db"))
    zero_page(damaged, "note 50.")
    told = done("restore", "damaged.db").splitlines()
    match = re.fullmatch(r"lost, as they could not be read: (\d+) reports", told[1])
    assert match is not None
    lost = int(match[1])
    assert 1 <= lost <= 10
    assert told[0] == (
        f"restored from damaged.db: 2 batches, {101 - lost} reports, {101 - lost} titles"
    )
    found = set(done("list", "-f", "slugs").split())
    assert found >= {"soul", "title-0", "title-99"}
    assert (len(found), "title-50" in found) == (101 - lost, False)
    assert is_in_order(done, stored())
    assert is_in_order(done, f"{stored()}.before-restore-{TIME}.bak")


def test_what_can_be_read_of_a_shortened_file_is_there(done: Done, small: Path) -> None:
    done("add", "Mank", "--note", "x" * 9_000)  # the last pages are those of the note
    shutil.copy(small, "damaged.db")
    cut_off(Path("damaged.db"), 1)
    told = done("restore", "damaged.db").splitlines()
    assert told[:2] == [
        "restored from damaged.db: 3 batches, 3 reports, 3 titles",
        "lost, as they could not be read: 1 batch and 1 report",
    ]
    assert is_in_order(done, stored())


def test_a_slate_of_which_nothing_is_left_is_refused(
    done: Done, refused: Refused, damaged: Path
) -> None:
    before = stored().read_bytes()
    change(damaged, "delete from reports", "delete from batches")
    told = "slate: damaged.db: nothing of its ledger can be read. Nothing was changed.\n"
    assert refused(1, "restore", "damaged.db") == told
    change(damaged, "drop table reports", "drop table batches")
    assert refused(1, "restore", "damaged.db") == told
    content = bytearray(before)
    content[100:4096] = bytes(3996)  # the list of tables
    damaged.write_bytes(content)
    assert refused(1, "restore", "damaged.db") == told
    assert (stored().read_bytes(), files(stored().parent)) == (before, ["slate.db"])
    assert done("list")


# Over a damaged slate


def test_a_damaged_slate_is_kept_as_a_copy(done: Done, slate: Run, small: Path) -> None:
    done("backup", "copy.db")
    done("add", "Mank")
    change(small, "update reports set note = 'changed' where id = 2")
    before = small.read_bytes()
    assert done("restore", "copy.db").splitlines() == [
        "restored from copy.db: 3 batches, 3 reports, 3 titles",
        f"the damaged slate as it was: {small}.damaged-{TIME}",
        "only that copy has 1 batch:",
        "  4  2021-01-07 12:00  tester  add Mank",
        "to bring it back, as far as possible:",
        (
            f"  slate --db {small}.damaged-{TIME}.db restore {small}.damaged-{TIME} && "
            f"slate --db {small}.damaged-{TIME}.db export -f ledger | slate import -"
        ),
    ]
    assert exports(done, small) == exports(done, "copy.db")
    assert is_in_order(done, small)
    damaged = small.with_name(f"slate.db.damaged-{TIME}")
    assert files(small.parent) == ["slate.db", damaged.name]
    assert damaged.read_bytes()[100:] == before[100:]
    assert damaged.stat().st_mode & 0o777 == 0o600
    assert slate("--db", str(damaged), "check").code == 1
    # It is not a backup, so nothing offers it as one, and it stays.
    change(small, "update reports set note = 'changed' where id = 2")
    done("restore", "copy.db")
    assert files(small.parent) == ["slate.db", damaged.name, f"{damaged.name}-2"]


def test_what_only_a_damaged_copy_has_can_be_brought_back(done: Done, world: Path) -> None:
    at = ("--db", "my slate.db")
    done(*at, "add", "Soul")
    done(*at, "backup", "copy.db")
    done(*at, "add", "Mank")
    done(*at, "add", "Roma")
    change(Path("my slate.db"), "update reports set said = '5' where title_key like 'mank%'")
    told = done(*at, "restore", "copy.db").splitlines()
    copy = f"my slate.db.damaged-{TIME}"
    assert told[-2:] == [
        "to bring them back, as far as possible:",
        (f"  slate --db '{copy}.db' restore '{copy}' && "
         f"slate --db '{copy}.db' export -f ledger | slate --db 'my slate.db' import -"),
    ]  # fmt: skip
    assert done(*at, "list", "-f", "slugs") == "soul\n"
    path = f"{SLATE.parent}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", told[-1]],  # noqa: S607 -- a shell, as the user has
        capture_output=True,
        check=False,
        cwd=world,
        env=os.environ | {"PATH": path},
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0
    assert "1 of 2 batches were new: 1 added" in ran.stdout.splitlines()
    assert set(done(*at, "list", "-f", "slugs").split()) == {"soul", "roma"}
    assert is_in_order(done, "my slate.db")


def test_ids_of_batches_are_aligned(done: Done) -> None:
    done("add", "Soul")
    done("backup", "copy.db")
    for number in range(9):
        done("add", f"Title {number}")
    lines = done("restore", "copy.db").splitlines()
    assert (lines[3], lines[11]) == (
        "   2  2021-01-07 12:00  tester  add 'Title 0'",
        "  10  2021-01-07 12:00  tester  add 'Title 8'",
    )


# Over what SQLite cannot open


@pytest.mark.parametrize("content", [b"no slate", bytes(5_000), None])
def test_a_file_that_is_no_database_any_more_is_moved_aside(
    done: Done, small: Path, content: bytes | None
) -> None:
    done("backup", "copy.db")
    found = b"\0" * 16 + small.read_bytes()[16:] if content is None else content
    small.write_bytes(found)
    small.chmod(0o640)
    assert done("restore", "copy.db", "--dry-run") == (
        "would be restored from copy.db: 3 batches, 3 reports, 3 titles\n"
    )
    assert (small.read_bytes(), files(small.parent)) == (found, ["slate.db"])
    damaged = Path(f"{small}.damaged-{TIME}")
    assert done("restore", "copy.db") == (
        "restored from copy.db: 3 batches, 3 reports, 3 titles\n"
        f"the damaged slate as it was: {damaged}\n"
    )
    assert (damaged.read_bytes(), damaged.stat().st_mode & 0o777) == (found, 0o640)
    assert files(small.parent) == ["slate.db", damaged.name]
    assert small.stat().st_mode & 0o777 == 0o640
    assert exports(done, small) == exports(done, "copy.db")
    assert is_in_order(done, small)


def test_the_advice_for_a_file_that_is_no_database_any_more_works(
    done: Done, refused: Refused, small: Path
) -> None:
    backup = done("backup").rstrip()
    before = exports(done, small)
    small.write_text("no slate", encoding="utf-8")
    told = refused(1, "list")
    assert told == (
        f"slate: {small}: not a slate database. Nothing was changed. The newest backup is "
        f"{backup}. To go back to it: slate restore {backup}\n"
    )
    done("restore", *shlex.split(told.rpartition(" restore ")[2]))
    assert exports(done, small) == before


def test_a_slate_with_damaged_pages_is_replaced(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    done("add", "Mank", "--note", "on its page")
    zero_page(small, "on its page")
    told = done("restore", "copy.db").splitlines()
    assert told[:2] == [
        "restored from copy.db: 3 batches, 3 reports, 3 titles",
        f"the damaged slate as it was: {small}.damaged-{TIME}",
    ]
    assert exports(done, small) == exports(done, "copy.db")


def test_a_shortened_slate_is_replaced(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    cut_off(small, 3)
    told = done("restore", "copy.db").splitlines()
    assert told[1] == f"the damaged slate as it was: {small}.damaged-{TIME}"
    assert exports(done, small) == exports(done, "copy.db")


def test_a_slate_without_a_table_of_the_ledger_is_replaced(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    change(small, "drop table bookmarks", "drop table batches")
    told = done("restore", "copy.db").splitlines()
    assert told[1] == f"the damaged slate as it was: {small}.damaged-{TIME}"
    assert exports(done, small) == exports(done, "copy.db")
    assert is_in_order(done, small)


def test_a_slate_can_be_restored_from_itself(
    done: Done, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0)
    change(small, "update reports set said = '5' where id = 2")
    assert done("restore", str(small)).splitlines() == [
        f"restored from {small}: 2 batches, 2 reports, 2 titles",
        "lost, as they could not be read: 1 batch and 1 report",
        f"the damaged slate as it was: {small}.damaged-{TIME}",
    ]
    assert is_in_order(done, small)


def test_a_sound_slate_is_not_restored_from_itself(refused: Refused, small: Path) -> None:
    before = small.read_bytes()
    Path("link").symlink_to(small)
    for name in (str(small), "link"):
        for options in ((), ("--dry-run",)):
            assert refused(1, "restore", name, *options) == (
                f"slate: {name}: is the slate itself, and nothing is wrong with it.\n"
            )
    assert (small.read_bytes(), files(small.parent)) == (before, ["slate.db"])


def test_a_slate_without_its_marks_is_replaced(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    done("add", "Mank")
    change(small, "pragma user_version = 0", "pragma application_id = 0")
    told = done("restore", "copy.db").splitlines()
    assert "only that copy has 1 batch:" in told
    assert exports(done, small) == exports(done, "copy.db")
    assert is_in_order(done, small)


def test_the_backup_of_a_slate_without_its_marks_can_be_used(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    done("add", "Mank")
    change(small, "pragma user_version = 0", "pragma application_id = 0")
    done("restore", "copy.db")
    assert "mank" in done("--db", f"{small}.before-restore-{TIME}.bak", "list", "-f", "slugs")


# What is refused


def test_what_is_neither_a_slate_nor_a_ledger_is_refused(
    done: Done, refused: Refused, small: Path
) -> None:
    before = small.read_bytes(), small.stat().st_mtime_ns
    Path("list.csv").write_text("title,date\nSoul,2020-12-25\n", encoding="utf-8")
    Path("list.json").write_text('[{"title": "Soul"}]', encoding="utf-8")
    Path("records.json").write_text('{"title": "Soul"}', encoding="utf-8")
    Path("broken.json").write_text('{"title": ', encoding="utf-8")
    Path("text").write_text("no slate", encoding="utf-8")
    Path("zeros").write_bytes(bytes(5_000))
    change(Path("other.db"), "create table films (title)")
    change(Path("empty.db"), "vacuum")
    shutil.copy(small, "newer.db")
    change(Path("newer.db"), "pragma user_version = 99")
    Path("folder").mkdir()
    Path("nothing").touch()
    os.mkfifo("pipe")
    messages = {
        "list.csv": NEITHER,
        "list.json": NEITHER,
        "records.json": NEITHER,
        "broken.json": NEITHER,
        "text": NEITHER,
        "zeros": NEITHER,
        "other.db": "not a slate database. Nothing was changed.",
        "empty.db": "not a slate database. Nothing was changed.",
        "newer.db": "written by a newer slate (format 99; this one knows 10). Upgrade slate.",
        "folder": NEITHER,
        "nothing": NEITHER,
        "pipe": NEITHER,
        "missing": "cannot be read: No such file or directory.",
        "-": "cannot be read: No such file or directory.",
        "a" * 300: "cannot be read: File name too long.",
    }
    for options in ((), ("--dry-run",)):
        for name, message in messages.items():
            assert refused(1, "restore", name, *options) == f"slate: {name}: {message}\n"
    assert refused(2, "restore", " ") == "slate: FILE is empty. Is a variable unset?\n"
    assert (small.read_bytes(), small.stat().st_mtime_ns) == before
    assert files(small.parent) == ["slate.db"]
    assert done("list")


@pytest.mark.usefixtures("small")
def test_nothing_is_restored_over_the_database_of_another_program(
    done: Done, refused: Refused
) -> None:
    done("backup", "copy.db")
    change(Path("other.db"), "create table films (title)")
    shutil.copy("copy.db", "newer.db")
    change(Path("newer.db"), "pragma user_version = 99")
    messages = {
        "other.db": "not a slate database. Nothing was changed.",
        "newer.db": "written by a newer slate (format 99; this one knows 10). Upgrade slate.",
    }
    for options in ((), ("--dry-run",)):
        for name, message in messages.items():
            before = Path(name).read_bytes()
            told = refused(1, "--db", name, "restore", "copy.db", *options)
            assert told == f"slate: {name}: {message}\n"
            assert Path(name).read_bytes() == before
    assert not [path for path in Path().iterdir() if "-writing" in path.name]
    assert refused(2, "--demo", "restore", "copy.db") == (
        "slate: The demo slate is not kept, so nothing can be restored to it.\n"
    )


# While others use the slate


@contextmanager
def restoring() -> Iterator["subprocess.Popen[str]"]:
    """Start to restore, and yield the process once it says that it is waiting."""
    with subprocess.Popen(
        [SLATE, "restore", "copy.db"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == (
            f"slate: waiting until another program has finished writing to {stored()}.\n"
        )
        yield process


def test_restoring_waits_for_a_reader(done: Done, small: Path) -> None:
    done("backup", "copy.db")
    with closing(sqlite3.connect(small, isolation_level=None)) as reader:
        reader.execute("begin")
        (number,) = reader.execute("select count(*) from titles").fetchone()
        with restoring() as process:
            assert reader.execute("select count(*) from titles").fetchone() == (number,)
            reader.execute("commit")
            out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out.startswith("restored from copy.db: 3 batches, 3 reports, 3 titles\n")
    assert is_in_order(done, small)


def test_restoring_waits_for_a_writer_whose_batch_is_in_the_backup(
    done: Done, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 5)
    done("backup", "copy.db")
    with ExitStack() as stack:
        with ledger(Store(small)) as book:
            book.add(says("Mank"))
            process = stack.enter_context(restoring())
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out.splitlines()[2:4] == [
        "only that copy has 1 batch:",
        "  4  2021-01-07 12:00  tester  test",
    ]
    backup = f"{small}.before-restore-{TIME}.bak"
    assert "mank" in done("--db", backup, "list", "-f", "slugs")
    assert exports(done, small) == exports(done, "copy.db")


@pytest.mark.usefixtures("small")
def test_the_examples_in_the_help_run(done: Done) -> None:
    examples = done("restore", "--help").splitlines()[4:6]
    done("backup", "slate.db.20210107T091500Z.bak")
    other = Path("~/.local/share/slate/slate.db").expanduser()
    other.parent.mkdir(parents=True)
    done("backup", str(other))
    for example in examples:
        _, *arguments = (os.path.expanduser(word) for word in shlex.split(example))  # noqa: PTH111 -- as a shell does
        assert "restored from" in done(*arguments)
