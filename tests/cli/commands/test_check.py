import json
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from tests.cli.conftest import Done, Refused, Run, stored, undressed
from tests.store.damaging import change, cut_off, zero_page
from tests.store.older import write_older
from tests.store.writing import add

CHECKSUM = re.compile(r"checksum [0-9a-f]{12}\b")


def checked(text: str) -> list[tuple[str, str]]:
    """Return (label, text) for each line, but for the clock, which is set by hand in most tests."""
    pairs = [
        re.split(" {2,}", line, maxsplit=1)
        for line in CHECKSUM.sub("checksum C", text).splitlines()
    ]
    return [(label, text) for label, text in pairs if label != "Clock"]


def in_order(name: object, batches: str, titles: int) -> list[tuple[str, str]]:
    return [
        ("Slate", str(name)),
        ("File", "sound"),
        ("Tables", "all there, as slate creates them"),
        ("Ledger", f"{batches}, checksum C"),
        ("Titles", f"{titles}, as the reports say"),
    ]


@pytest.mark.about_files
def test_a_slate_in_order(done: Done, screen: Run, small: Path) -> None:
    before = small.read_bytes()
    lines = in_order(small, "3 batches with 3 reports", 3)
    assert checked(done("check")) == lines
    ran = screen("check", width=200)
    head, _, *parts = CHECKSUM.sub("checksum C", undressed(ran.out)).splitlines()
    assert (ran.code, head, ran.err) == (0, f"{small}  ✓ in order", "")
    assert parts == [f"  ✓  {label:6}  {text}" for label, text in lines[1:]]
    assert small.read_bytes() == before


@pytest.mark.about_files
def test_every_part_is_a_row(done: Done, small: Path) -> None:
    done("backup")
    backup = "slate.db.20210107T120000Z.bak"
    assert small.with_name(backup).exists()
    rows = json.loads(CHECKSUM.sub("checksum C", done("check", "-f", "json")))
    rows = [row for row in rows if row["part"] != "clock"]
    assert rows == [
        {"part": "file", "state": "ok", "text": "sound"},
        {"part": "schema", "state": "ok", "text": "all there, as slate creates them"},
        {"part": "ledger", "state": "ok", "text": "3 batches with 3 reports, checksum C"},
        {"part": "titles", "state": "ok", "text": "3, as the reports say"},
        {"part": "backups", "state": "ok", "text": backup},
    ]
    assert done("check", "-f", "tsv", "--columns", "part,state").splitlines()[0] == "file\tok"


@pytest.mark.about_files
def test_a_slate_that_is_gone_is_wrong_if_there_are_backups(
    done: Done, slate: Run, screen: Run, small: Path
) -> None:
    older, newest = (Path(done("backup").rstrip()) for _ in range(2))
    small.unlink()
    for _ in range(2):
        for more in ((), ("--rebuild",)):
            ran = slate("check", *more)
            assert (ran.code, ran.err) == (1, "")
            assert checked(ran.out) == [
                ("Slate", str(small)),
                ("File", "Wrong: there is none, but there are backups of one"),
                ("Backups", f"{newest.name}, {older.name}"),
            ]
        told = screen("check", width=200).err
        assert told == f"\nTo restore it:\n  slate restore {newest}\n"
        small.touch()
    change(newest, "update reports set said = '{}' where id = 2")
    told = screen("check", width=200).err
    assert told == f"\nTo restore it:\n  slate restore {older}\n"
    assert done(*shlex.split(told)[4:]).startswith("restored from ")


@pytest.mark.about_files
def test_of_damaged_backups_what_can_be_read_is_restored(
    done: Done, screen: Run, small: Path
) -> None:
    backup = Path(done("backup").rstrip())
    small.unlink()
    change(backup, "update reports set said = '5' where id = 2")
    told = screen("check", width=200).err
    assert told == f"\nTo restore it:\n  slate restore {backup}\n"
    assert done(*shlex.split(told)[4:]).splitlines() == [
        f"restored from {backup}: 2 batches, 2 reports, 2 titles",
        "lost, as they could not be read: 1 batch and 1 report",
    ]


@pytest.mark.about_files
def test_a_damaged_backup_is_wrong(done: Done, slate: Run, small: Path) -> None:
    older, newest = (Path(done("backup").rstrip()) for _ in range(2))
    change(newest, "update reports set said = '{}' where id = 2")
    ran = slate("check")
    assert (ran.code, ran.err) == (1, "")
    assert checked(ran.out) == [
        *in_order(small, "3 batches with 3 reports", 3),
        ("Backups", f"Wrong: damaged: {newest.name}"),
        ("Backups", older.name),
    ]
    *_, bad, good = json.loads(slate("check", "-f", "json").out)
    assert bad == {"part": "backups", "state": "wrong", "text": f"damaged: {newest.name}"}
    assert good == {"part": "backups", "state": "ok", "text": older.name}


@pytest.mark.about_files
def test_a_slate_not_yet_created(done: Done) -> None:
    for more in ((), ("--rebuild",)):
        assert done("check", *more) == f"Slate  {stored()}\nFile   not created yet\n"
    assert not stored().parent.exists()


def test_the_demo_is_in_order(done: Done) -> None:
    assert checked(done("--demo", "check")) == in_order("in memory", "1 batch with 13 reports", 9)


def test_a_clock_that_is_set_by_hand_says_nothing_about_others(done: Done) -> None:
    assert "Clock" not in done("--demo", "check")


def test_the_demo_can_be_rebuilt(done: Done) -> None:
    assert checked(done("--demo", "check", "--rebuild")) == in_order(
        "in memory", "1 batch with 13 reports", 9
    )


@pytest.mark.about_files
def test_an_older_slate_is_read_without_a_checksum(done: Done) -> None:
    with closing(Store(None)) as ledger:
        add(ledger, "Mank")
        write_older(Path("old.db"), ledger, 3)
    before = Path("old.db").read_bytes()
    assert done("--db", "old.db", "check") == (
        "Slate  old.db\n"
        "File   sound; its format is 3, and the next write upgrades it to 10\n"
    )  # fmt: skip
    assert Path("old.db").read_bytes() == before


@pytest.mark.about_files
def test_a_damaged_older_slate(slate: Run) -> None:
    with closing(Store(None)) as ledger:
        add(ledger, "Mank", note="on its page")
        write_older(Path("old.db"), ledger, 3)
    zero_page(Path("old.db"), "on its page")
    ran = slate("--db", "old.db", "check")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines()[1].startswith("File   Wrong: ")


@pytest.mark.about_files
@pytest.mark.slow
@pytest.mark.parametrize(
    ("statement", "part", "text"),
    [
        ("drop index titles_folded", "Tables", "the index titles_folded is missing"),
        ("drop index reports_title_key", "Tables", "the index reports_title_key is missing"),
        ("drop table links", "Tables", "the table links is missing"),
        ("drop view slate", "Tables", "the view slate is missing"),
        ("alter table titles add column mood text", "Tables",
         "the table titles is not as slate creates it"),
        ("update tags set tag = replace(hex(zeroblob(150000)), '00', 'xx')", "Tables",
         "tags has a tag of 300,000 bytes"),
        ("update titles set title = 'X' where slug = 'cobra-kai-s3'", "Titles",
         "titles: 1 row differs from what the reports amount to (cobra kai)"),
        ("update releases set date = 'soon'", "Tables",
         'releases has the date "soon" for 2020-12-25 to 2020-12-25'),
        ("update releases set latest = '2021-03-01' where date = '2021-01-08'", "Tables",
         'releases has the date "2021-01-08" for 2021-01-08 to 2021-03-01'),
        ("update titles set kind = 'opera'", "Tables", 'titles has the kind "opera"'),
        ("update releases set platform = 'Hulu'", "Titles",
         ("releases: 2 rows differ from what the reports amount to "
          "(cobra kai, we can be heroes)")),
        ("delete from tags", "Titles",
         "tags: 1 row differs from what the reports amount to (heroes 2)"),
        ("delete from titles where slug = 'heroes-2'", "File",
         "row 1 of tags refers to a row of titles that does not exist"),
    ],
)  # fmt: skip
def test_what_can_be_derived_again_is_rebuilt(  # noqa: PLR0913, PLR0917 -- three of the case
    done: Done, slate: Run, screen: Run, small: Path, statement: str, part: str, text: str
) -> None:
    before = done("export", "-f", "json")
    change(small, statement)
    ran = slate("check")
    assert ran.code == 1
    wrong = [row for row in checked(ran.out) if row[1].startswith("Wrong: ")]
    assert (part, f"Wrong: {text}") in wrong
    hint = "\nTo repair it:\n  slate check --rebuild\n"
    assert (screen("check").code, screen("check", width=200).err) == (1, hint)
    ran = slate("check", "--rebuild")
    backup = f"{small}.before-rebuild-20210107T120000Z.bak"
    assert (ran.code, ran.err) == (0, f"slate: backup: {backup}\n")
    name, *now = in_order(small, "3 batches with 3 reports", 3)
    now.append(("Backups", Path(backup).name))
    repaired = [(label, f"Repaired: {what.removeprefix('Wrong: ')}") for label, what in wrong]
    assert checked(ran.out) == [name, *repaired, *now]
    assert done("export", "-f", "json") == before
    assert checked(done("check")) == [name, *now]
    assert done("add", "Mank").startswith("mank: added")


@pytest.mark.about_files
def test_what_was_repaired_is_in_the_data(slate: Run, screen: Run, small: Path) -> None:
    change(small, "delete from tags")
    shutil.copy(small, "copy.db")
    [row, *others] = json.loads(slate("check", "--rebuild", "-f", "json").out)
    text = "tags: 1 row differs from what the reports amount to (heroes 2)"
    assert row == {"part": "titles", "state": "repaired", "text": text}
    assert {other["state"] for other in others} == {"ok"}
    ran = screen("--db", "copy.db", "check", "--rebuild", width=200)
    assert f"  ✓  Titles   Repaired: {text}" in undressed(ran.out).splitlines()
    assert ran.err == "slate: backup: copy.db.before-rebuild-20210107T120000Z.bak\n"


@pytest.mark.about_files
def test_a_rebuild_can_be_taken_back(slate: Run, small: Path) -> None:
    change(small, "update titles set title = 'Mine' where slug = 'cobra-kai-s3'")
    slate("check", "--rebuild")
    [backup] = small.parent.glob("*.bak")
    with closing(sqlite3.connect(backup)) as connection:
        query = "select title from titles where slug = 'cobra-kai-s3'"
        assert connection.execute(query).fetchone() == ("Mine",)


@pytest.mark.about_files
def test_a_rebuild_of_a_slate_in_order_changes_nothing(done: Done, slate: Run, small: Path) -> None:
    before = done("export", "-f", "ledger"), done("export", "-f", "json")
    found = checked(slate("check", "--rebuild").out)
    assert found[:-1] == in_order(small, "3 batches with 3 reports", 3)
    assert (done("export", "-f", "ledger"), done("export", "-f", "json")) == before


@pytest.mark.about_files
def test_a_rebuild_upgrades_an_older_slate(done: Done, slate: Run) -> None:
    with closing(Store(None)) as ledger:
        add(ledger, "Mank")
        write_older(Path("old.db"), ledger, 3)
    ran = slate("--db", "old.db", "check", "--rebuild")
    assert ran.code == 0
    assert checked(ran.out)[:5] == in_order("old.db", "1 batch with 1 report", 1)
    assert done("--db", "old.db", "list", "-f", "slugs") == "mank\n"


DAMAGES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "changed report": (
        lambda path: change(path, "update reports set said = '{}' where id = 2"),
        "Ledger", "its checksum differs: a batch or a report was changed",
    ),
    "changed batch": (
        lambda path: change(path, "update batches set author = 'x' where id = 2"),
        "Ledger", "its checksum differs: a batch or a report was changed",
    ),
    "lost report": (
        lambda path: change(
            path, "delete from titles", "delete from releases", "delete from tags",
            "delete from links", "delete from reports where id = 3",
        ),
        "Ledger", "it has 4 of 4 batches and 3 of 4 reports",
    ),
    "lost batch": (
        lambda path: change(path, "delete from reports", "delete from batches"),
        "Ledger", "it has 0 of 4 batches and 0 of 4 reports",
    ),
    "lost counts": (
        lambda path: change(path, "delete from ledger_state"),
        "Ledger", "its number of batches and reports, and its checksum, are missing",
    ),
    "lost table": (
        lambda path: change(path, "drop table bookmarks"),
        "Tables", "the table bookmarks is missing",
    ),
    "trigger": (
        lambda path: change(
            path, "create trigger t after insert on tags begin delete from tags; end"
        ),
        "Tables", "the trigger t is not slate's",
    ),
    "zeroed page": (lambda path: zero_page(path, "on its page"), "File", ""),
}  # fmt: skip


@pytest.mark.about_files
def test_a_table_of_others_that_refers_to_titles_is_named(
    slate: Run, screen: Run, small: Path
) -> None:
    """It is not called damage: there is no advice to restore, or to rebuild, and no backup."""
    change(small, "create table notes (t integer references titles (id))")
    before = small.read_bytes()
    what = "the table notes refers to titles, which slate writes anew"
    ran = screen("check")
    assert (ran.code, ran.err) == (1, "")
    assert f"{what}: drop it, or its foreign key" in " ".join(ran.out.split())
    ran = slate("check", "--rebuild")
    assert (ran.code, ran.out) == (1, "")
    told = f"slate: {small}: {what}. Nothing was changed. Drop it, or its foreign key.\n"
    assert ran.err == told
    assert slate("add", "Mank") == (1, "", told)
    assert small.read_bytes() == before
    assert [path.name for path in small.parent.glob("*.bak")] == []


@pytest.mark.about_files
@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_ledger_is_not_rebuilt(
    done: Done, slate: Run, refused: Refused, small: Path, name: str
) -> None:
    damage, part, text = DAMAGES[name]
    done("add", "Mank", "--note", "on its page")
    damage(small)
    before = small.read_bytes()
    ran = slate("check")
    assert (ran.code, ran.err) == (1, "")
    found = [what for label, what in checked(ran.out) if label == part]
    assert found[0].startswith(f"Wrong: {text}")
    rows = json.loads(slate("check", "-f", "json").out)
    assert {row["state"] for row in rows[:-1]} <= {"ok", "wrong"}
    assert rows[-1]["state"] == "wrong"
    told = refused(1, "check", "--rebuild")
    assert told.startswith(f"slate: {small}: ")
    assert told.count("\n") == 1
    assert small.read_bytes() == before
    assert slate("check") == ran


@pytest.mark.about_files
def test_the_hint_for_a_damaged_ledger_names_the_newest_backup(
    done: Done, screen: Run, small: Path
) -> None:
    change(small, "update reports set said = '{}' where id = 2")
    told = screen("--db", str(small), "check", width=200).err
    assert told == f"\nTo restore it:\n  slate --db {small} restore {small}\n"
    change(small, "update reports set said = '{}' where id = 2")
    shutil.copyfile(small, "damaged.db")
    small.unlink()
    done("add", "Soul")
    done("backup")
    [backup] = small.parent.glob("*.bak")
    shutil.copyfile("damaged.db", small)
    told = screen("check", width=200).err
    assert told == f"\nTo restore it:\n  slate restore {backup}\n"


@pytest.mark.about_files
def test_a_cut_off_slate_is_damaged(refused: Refused, small: Path) -> None:
    cut_off(small, 3)
    for more in ((), ("--rebuild",)):
        told = refused(1, "check", *more)
        assert told == (
            f"slate: {small}: the file is damaged; nothing was changed. "
            f"If you have no backup elsewhere, recover what can be read: slate restore {small}\n"
        )


@pytest.mark.about_files
def test_what_is_not_a_slate_is_refused(refused: Refused, small: Path) -> None:
    Path("text").write_text("no slate", encoding="utf-8")
    change(small, "pragma user_version = 99")
    for more in ((), ("--rebuild",)):
        assert refused(1, "--db", "text", "check", *more) == (
            "slate: text: not a slate database. Nothing was changed.\n"
        )
        assert refused(1, "check", *more) == (
            f"slate: {small}: written by a newer slate (format 99; this one knows 10). "
            "Upgrade slate.\n"
        )


@pytest.mark.about_files
def test_lost_marks_are_explained(refused: Refused, done: Done, small: Path) -> None:
    change(small, "pragma user_version = 0", "pragma application_id = 0")
    told = refused(1, "check")
    assert told == (
        f"slate: {small}: has the tables of a slate, but lost the numbers that mark it as one "
        "(application_id and user_version), as after .dump. Nothing was changed. To mark it "
        f"again: sqlite3 {small} 'pragma application_id = 1936482676; pragma user_version = 10'\n"
    )
    change(small, *shlex.split(told)[-1].split(";"))
    assert checked(done("check")) == in_order(small, "3 batches with 3 reports", 3)


def test_batches_of_the_future_are_wrong(
    clock: Callable[[str], None], done: Done, slate: Run, screen: Run
) -> None:
    clock("2021-03-01")
    for title in ("Soul", "Mank"):
        done("add", title)
    clock("2021-03-02")
    assert done("check").splitlines()[5:] == ["Clock   no batch is in the future"]
    clock("2021-01-07")
    ran = slate("check")
    assert ran.code == 1
    assert ran.out.splitlines()[5:] == ["Clock   Wrong: in the future: 2 batches (2, 1)"]
    assert screen("check").err == "\nTo correct it:\n  slate log\n"
    [*_, row] = json.loads(slate("check", "-f", "json").out)
    assert row == {
        "part": "clock", "state": "wrong", "text": "in the future: 2 batches (2, 1)",
    }  # fmt: skip


def test_possible_duplicates_are_counted_but_not_wrong(done: Done, screen: Run) -> None:
    done("import", "-", stdin="title,year\nHighland Road,2014\nHighland Road,2015\n")
    assert checked(done("check"))[-1] == ("Duplicates", "1 possible")
    ran = screen("check")
    assert (ran.code, ran.err) == (0, "\nFor the duplicates:\n  slate duplicates\n")


@pytest.mark.about_files
def test_the_newest_backups_are_named(done: Done, small: Path) -> None:
    for _ in range(4):
        done("backup")
    newest = ", ".join(f"slate.db.20210107T120000Z-{number}.bak" for number in (4, 3, 2))
    assert checked(done("check"))[-1] == ("Backups", f"{newest} and 1 more")
    assert small.exists()
