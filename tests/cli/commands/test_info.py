import json
from pathlib import Path

import pytest

from slate.cli.commands import info
from tests.cli.conftest import Done, Refused, Run, stored, undressed


@pytest.mark.about_files
def test_info_prints_facts_about_the_slate(done: Done, small: Path) -> None:
    size = f"{small.stat().st_size:,}"
    lines = [
        f"Slate     {small}",
        f"Size      {size} bytes, format 10",
        "Titles    3",
        "Releases  2",
        "Reports   3",
        "Batches   3, the newest of 2021-01-07 12:00 UTC",
    ]
    assert done("info").splitlines() == lines


@pytest.mark.about_files
def test_a_terminal_shows_what_people_want_to_know(screen: Run, done: Done, small: Path) -> None:
    ran = screen("info", width=200)
    assert undressed(ran.out).splitlines() == [
        str(small),
        f"  Size         {round(small.stat().st_size / 1_000)} KB · format 10",
        "  Last backup  none beside the slate",
        "  Dates        Dec 25, 2020 to Jan 8",
        "  Reports      3 from 1 source, in 3 batches",
        "  Last batch   today 12:00 · tester  Heroes 2  added",
        "",
        "  3  titles            2  releases on 1 service",
        "  1  to come           2  ▌Netflix",
        "  1  no date",
        "  1  out",
    ]
    assert ran.err == ""
    done("add", "Mank", "-d", "2021-01-01", "--reported-on", "2020-12-01")
    assert screen("info").err == "\n1 overdue:\n  slate list --overdue\n"


@pytest.mark.about_files
def test_a_terminal_describes_a_slate_not_yet_created(screen: Run) -> None:
    ran = screen("info", width=200)
    assert undressed(ran.out) == f"{stored()}\nnot created yet\n"
    assert ran.err.startswith("\nNothing on the slate yet. Add a title:\n  slate add ")
    assert "in memory" in screen("--demo", "info").out


@pytest.mark.about_files
def test_json_holds_every_column(done: Done, small: Path) -> None:
    [record] = json.loads(done("info", "-f", "json"))
    assert list(record) == list(info.COLUMNS)
    assert record.pop("newest").startswith("2021-01-07T12:00:00")
    assert record == {
        "path": str(small),
        "exists": True,
        "format": 10,
        "bytes": small.stat().st_size,
        "titles": 3,
        "releases": 2,
        "reports": 3,
        "batches": 3,
    }
    assert done("info", "-f", "csv", "--columns", "titles,exists") == "titles,exists\n3,true\n"
    assert done("info", "--columns", "titles,releases") == "titles  releases\n3       2\n"


@pytest.mark.about_files
def test_info_describes_a_slate_not_yet_created(slate: Run, done: Done) -> None:
    assert slate("info") == (
        0,
        f"Slate  {stored()}\nSize   not created yet; the first slate add creates it\n",
        "",
    )
    assert json.loads(done("info", "-f", "ndjson")) == {
        "path": str(stored()),
        "exists": False,
        "format": 10,
        "bytes": 0,
        "titles": 0,
        "releases": 0,
        "reports": 0,
        "batches": 0,
        "newest": None,
    }
    assert not stored().parent.exists()


def test_the_demo_is_in_memory(done: Done) -> None:
    assert done("--demo", "info").splitlines()[0].split() == ["Slate", "in", "memory"]
    assert done("--demo", "info", "-f", "tsv", "--columns", "path,titles") == "in memory\t9\n"


def test_refusals(refused: Refused) -> None:
    assert refused(2, "info", "--columns", "slug").startswith('slate: There is no column "slug". ')
    assert refused(2, "info", "-f", "slugs") == ("slate: -f slugs works only for titles.\n")


@pytest.mark.about_files
def test_another_file_is_refused(refused: Refused) -> None:
    Path("text").write_text("no slate", encoding="utf-8")
    assert refused(1, "--db", "text", "info") == (
        "slate: text: not a slate database. Nothing was changed.\n"
    )
