import pytest

from tests.cli.conftest import Done, Run


def test_a_terminal_names_the_undo_of_a_typing_mistake(done: Done, screen: Run) -> None:
    there = ("--db", "slate.db")
    done(*there, "add", "Soul", "-d", "2021-02-05")
    ran = screen(*there, "update", "soul", "-d", "2021-02-15")
    assert ran.err.splitlines() == [
        "If 2021-02-05 was a typing mistake, undo it, or it counts as a slip:",
        "  slate --db slate.db undo 2",
        "  slate --db slate.db undo 1",
        "Then add the title again.",
    ]
    ran = screen(*there, "update", "soul", "-d", "2021-02-16")
    assert ran.err.splitlines() == [
        "If 2021-02-15 was a typing mistake, undo it, or it counts as a slip:",
        "  slate --db slate.db undo 2",
    ]
    done(*there, "undo", "2")
    assert done(*there, "slips", "-f", "tsv", "--columns", "slips,days") == "1\t11\n"


@pytest.mark.parametrize(
    "said",
    [
        ["-d", "2021-02-20", "--source", "Netflix"],  # another source
        ["-d", "2021-02-20", "--reported-on", "2021-01-08"],  # another day
        ["-d", "2021-02"],  # no slip
        ["--tag", "jazz"],
        ["-d", "2021-02-20", "--dry-run"],
    ],
)
def test_other_updates_are_no_typing_mistakes(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    done("add", "Soul", "-d", "2021-02-15")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-08")
    reported = [] if "--reported-on" in said else ["--reported-on", "2021-01-07"]
    assert screen("update", "soul", *said, *reported).err == ""
