# ruff: noqa: E501 -- a command or a change is easiest to read on one line

"""The history of one title, as shown by each command that shows it.

The third season of Cobra Kai is announced on one service, moved to another, dated and
advanced; there are also a rumor and a late report.
"""

import json
from typing import Any

import pytest

from tests.cli.conftest import Done, Run

pytestmark = pytest.mark.slow  # together they take seconds

COMMANDS = (
    ("2019-05-02", ["add", "Cobra Kai", "-n", "3", "-p", "YouTube", "--source", "TVLine"]),
    ("2020-06-22", ["update", "cobra-kai-s3", "-p", "Netflix", "--source", "Deadline"]),
    ("2020-10-02", ["update", "cobra-kai-s3", "-d", "2021-01-08", "--source", "Netflix", "--official"]),
    ("2020-11-05", ["update", "cobra-kai-s3", "-d", "2020-12", "--source", "a fan forum", "--rumor"]),
    ("2020-12-23", ["update", "cobra-kai-s3", "-d", "2021-01-01", "--source", "Netflix", "--official"]),
    ("2021-01-04", ["update", "cobra-kai-s3", "-d", "2021", "--source", "Netflix", "--official", "--reported-on", "2020-07-27"]),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _story(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, command in COMMANDS:
        monkeypatch.setenv("SLATE_TODAY", day)
        done(*command)
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")


def changes(done: Done, *arguments: str) -> list[tuple[Any, ...]]:
    told = json.loads(done("changes", "-f", "json", *arguments))
    names = ("day", "change", "from", "to", "by", "source", "confidence", "entered")
    return [tuple(change[name] for name in names) for change in told]


ADDED = (
    "2019-05-02",
    "added",
    None,
    "Cobra Kai: season 3",
    None,
    "TVLine",
    "reported",
    "2019-05-02",
)
MOVED = ("2020-06-22", "moved", "YouTube", "Netflix", None, "Deadline", "reported", "2020-06-22")
LATE = (
    ("2020-07-27", "dated", None, "2021", None, "Netflix", "official", "2021-01-04"),
    ("2020-07-27", "status", "announced", "scheduled", None, "Netflix", "official", "2021-01-04"),
)
NARROWED = (
    "2020-10-02",
    "narrowed",
    "2021",
    "2021-01-08",
    None,
    "Netflix",
    "official",
    "2020-10-02",
)
ADVANCED = (
    "2020-12-23",
    "advanced",
    "2021-01-08",
    "2021-01-01",
    "7 days earlier",
    "Netflix",
    "official",
    "2020-12-23",
)


def test_changes_lists_every_change_newest_first(done: Done) -> None:
    assert changes(done, "--since", "2019") == [ADVANCED, NARROWED, *LATE, MOVED, ADDED]
    assert changes(done, "--since", "2020-07", "--until", "2020-10-02") == [NARROWED, *LATE]
    assert changes(done, "--since", "2019", "--what", "moved,advanced") == [ADVANCED, MOVED]
    assert changes(done, "--since", "last") == [ADVANCED, NARROWED, *LATE, MOVED, ADDED]
    assert changes(done) == []


def test_changes_since_the_last_mark(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    assert done("changes", "--since", "last", "--mark", "-f", "slugs").split() == ["cobra-kai-s3"]
    assert changes(done, "--since", "last") == []
    monkeypatch.setenv("SLATE_TODAY", "2021-01-09")
    done(
        "update",
        "cobra-kai-s3",
        "-p",
        "Netflix",
        "-d",
        "2020",
        "--source",
        "TVLine",
        "--reported-on",
        "2020-07-01",
    )
    # A report of long ago gives the title its first date, which later reports then change.
    assert changes(done, "--since", "last", "--mark") == [
        ("2020-07-01", "dated", None, "2020", None, "TVLine", "reported", "2021-01-09"),
        (
            "2020-07-01",
            "status",
            "announced",
            "scheduled",
            None,
            "TVLine",
            "reported",
            "2021-01-09",
        ),
    ]
    assert changes(done, "--since", "last", "--mark") == []


def test_show_prints_the_whole_history(done: Done) -> None:
    assert done("show", "cobra kai", "--history").splitlines() == [
        "Cobra Kai: season 3  cobra-kai-s3",
        "Never slipped; advanced once; first said 2019-05-02",
        "",
        "  2019-05-02  announced, YouTube                                 TVLine, reported",
        "  2020-06-22  moved YouTube -> Netflix                           Deadline, reported",
        "  2020-07-27  dated 2021                                         Netflix, official",
        "              status announced -> scheduled",
        "              entered 2021-01-04",
        "  2020-10-02  narrowed 2021 -> 2021-01-08                        Netflix, official",
        "  2020-11-05  said Dec 2020                                      a fan forum, rumor",
        "  2020-12-23  advanced 2021-01-08 -> 2021-01-01, 7 days earlier  Netflix, official",
    ]
    assert (
        "  But         Dec 2020, says a fan forum, 2020-11-05, rumor"
        in done("show", "cobra kai").splitlines()
    )
    assert done("list", "--disputed", "-f", "slugs") == "cobra-kai-s3\n"


SAID = {  # by the end of the day
    "2019-05-01": None,
    "2019-05-02": ("announced", "YouTube", "TBA"),
    "2020-06-21": ("announced", "YouTube", "TBA"),
    "2020-06-22": ("announced", "Netflix", "TBA"),
    "2020-07-27": ("scheduled", "Netflix", "2021"),
    "2020-10-01": ("scheduled", "Netflix", "2021"),
    "2020-10-02": ("scheduled", "Netflix", "2021-01-08"),
    "2020-11-05": ("scheduled", "Netflix", "2021-01-08"),
    "2020-12-23": ("scheduled", "Netflix", "2021-01-01"),
    "2021-01-04": ("scheduled", "Netflix", "2021-01-01"),
}
SHOWN = SAID | {  # before the late report was entered
    "2020-07-27": ("announced", "Netflix", "TBA"),
    "2020-10-01": ("announced", "Netflix", "TBA"),
}


@pytest.mark.parametrize("option", ["--as-of", "--as-recorded"])
@pytest.mark.parametrize("day", SAID)
def test_the_list_on_each_day(slate: Run, option: str, day: str) -> None:
    ran = slate("list", option, day, "-f", "tsv", "--columns", "status,platform,date")
    expected = (SAID if option == "--as-of" else SHOWN)[day]
    assert ran.out == ("" if expected is None else "\t".join(expected) + "\n")
    assert (ran.err == "") is (expected is not None)


def test_slips_ranks_the_title_by_wait_and_advances(done: Done) -> None:
    assert done("slips") == ""
    (told,) = json.loads(done("slips", "--sort", "wait", "-f", "json"))
    assert (told["slips"], told["advanced"], told["wait"]) == (0, 1, 452)
    assert done("slips", "--sort", "advanced", "-f", "slugs") == "cobra-kai-s3\n"
