import json
from pathlib import Path

from slate.cli.commands import info
from tests.cli.conftest import Done, Refused, Run, stored, undressed


def test_info_prints_facts_about_the_slate(done: Done, screen: Run, small: Path) -> None:
    size = f"{small.stat().st_size:,}"
    lines = [
        f"Slate     {small}",
        f"Size      {size} bytes, format 9",
        "Titles    3",
        "Releases  2",
        "Reports   3",
        "Batches   3, the newest of 2021-01-07 12:00 UTC",
    ]
    assert done("info").splitlines() == lines
    assert undressed(screen("info", width=200).out).splitlines() == lines


def test_json_holds_every_column(done: Done, small: Path) -> None:
    [record] = json.loads(done("info", "-f", "json"))
    assert list(record) == list(info.COLUMNS)
    assert record.pop("newest").startswith("2021-01-07T12:00:00")
    assert record == {
        "path": str(small),
        "exists": True,
        "format": 9,
        "bytes": small.stat().st_size,
        "titles": 3,
        "releases": 2,
        "reports": 3,
        "batches": 3,
    }
    assert done("info", "-f", "csv", "--columns", "titles,exists") == "titles,exists\n3,true\n"
    assert done("info", "--columns", "titles,releases") == "titles  releases\n3       2\n"


def test_info_describes_a_slate_not_yet_created(slate: Run, done: Done) -> None:
    assert slate("info") == (
        0,
        f"Slate  {stored()}\nSize   not created yet; the first slate add creates it\n",
        "",
    )
    assert json.loads(done("info", "-f", "ndjson")) == {
        "path": str(stored()),
        "exists": False,
        "format": 9,
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
    Path("text").write_text("no slate", encoding="utf-8")
    assert refused(1, "--db", "text", "info") == (
        "slate: text: not a slate database. Nothing was changed.\n"
    )
