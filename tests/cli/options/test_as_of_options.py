"""Tests of `--as-of` and `--as-recorded`, mostly on a title that changes from day to day."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from slate.store.reports.arrivals import local_day
from tests.cli.conftest import Done, Refused, Run, undressed

pytestmark = pytest.mark.slow  # together they take seconds

On = Callable[..., str]


@pytest.fixture
def on(done: Done, monkeypatch: pytest.MonkeyPatch) -> On:
    """Return a function that runs a command on a given day."""

    def run(day: str, *arguments: str) -> str:
        with monkeypatch.context() as patch:
            patch.setenv("SLATE_TODAY", day)
            return done(*arguments)

    return run


@pytest.fixture
def title_history(on: On) -> None:
    """Record a title that is moved, renamed, dated and removed, each on its day; one is late."""
    on("2019-05-02", "add", "Karate Kids", "-n", "3", "-p", "YouTube", "--source", "TVLine")
    on("2020-06-22", "update", "karate-kids-s3", "-p", "Netflix", "--source", "Deadline")
    on("2020-07-27", "update", "karate-kids-s3", "--title", "Cobra Kai")
    on("2020-10-02", "update", "cobra-kai-s3", "-d", "2021-01-08", "--source", "Netflix")
    on("2020-12-16", "update", "cobra-kai-s3", "-d", "2021-01-01", "--source", "Netflix")
    on("2020-12-18", "undo")
    on("2020-12-20", "redo")
    on("2020-12-22", "update", "cobra-kai-s3", "-d", "2021-03", "--reported-on", "2020-08-01")
    on("2021-01-03", "remove", "cobra-kai-s3")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return a function that sets the local time zone."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()
        local_day.cache_clear()

    move("UTC0")
    yield move
    monkeypatch.undo()
    time.tzset()
    local_day.cache_clear()


def _rows(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.splitlines()[1:]]


# `--as-of`: what sources had reported by a day

_SAID = [
    ("2019-05-01", []),
    ("2019-05-02", ["no date Karate Kids: season 3 YouTube Upcoming season"]),
    ("2020-06-21", ["no date Karate Kids: season 3 YouTube Upcoming season"]),
    ("2020-06-22", ["no date Karate Kids: season 3 Netflix Upcoming season"]),
    ("2020-07-27", ["no date Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2020-08-01", ["Mar 2021 Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2020-10-01", ["Mar 2021 Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2020-10-02", ["2021-01-08 Fri Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2020-12-15", ["2021-01-08 Fri Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2020-12-16", ["2021-01-01 Fri Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2021-01-01", ["2021-01-01 Fri Cobra Kai: season 3 Netflix Upcoming season"]),
    ("2021-01-02", ["2021-01-01 Fri Cobra Kai: season 3 Netflix Due 2021-01-01, not confirmed"]),
    ("2021-01-03", []),
    ("2021-01-07", []),
]


@pytest.mark.usefixtures("title_history")
def test_the_list_as_of_each_day(slate: Run) -> None:
    found = [(day, _rows(slate("list", "--as-of", day).out)) for day, _ in _SAID]
    assert found == _SAID


@pytest.mark.usefixtures("title_history")
def test_a_page_as_of_a_day(done: Done) -> None:
    assert done("show", "cobra-kai-s3", "--as-of", "2020-10-02").splitlines()[:4] == [
        "Cobra Kai: season 3  cobra-kai-s3",
        "Upcoming season on Netflix, 2021-01-08 Fri, in 98 days",
        "",
        "  Said by     Netflix, 2020-10-02, reported",
    ]
    page = done("show", "karate-kids-s3", "--as-of", "2020-06-30")
    assert page.startswith("Karate Kids: season 3  karate-kids-s3\n")
    assert "TVLine" in page
    assert "2020-07-27" not in page


@pytest.mark.usefixtures("title_history")
def test_upcoming_next_and_overdue_as_of_a_day(done: Done) -> None:
    asked = ("upcoming", "next-month", "-f", "tsv", "--columns", "slug,date")
    assert done(*asked, "--as-of", "2020-12-15") == "cobra-kai-s3\t2021-01-08\n"
    assert done(*asked, "--as-of", "2020-12-16") == "cobra-kai-s3\t2021-01-01\n"
    assert done(*asked, "--as-of", "2020-11-30") == ""
    assert done("upcoming", "--as-of", "2020-09-01", "-f", "slugs") == "cobra-kai-s3\n"
    assert done("next", "--as-of", "2020-12-15") == (
        "Cobra Kai: season 3 - 2021-01-08 Fri, on Netflix, says Netflix (reported)\n"
    )
    assert done("next", "cobra-kai", "--as-of", "2020-12-15", "-f", "slugs") == "cobra-kai-s3\n"
    assert done("list", "--overdue", "--as-of", "2021-01-02", "-f", "slugs") == "cobra-kai-s3\n"


@pytest.mark.usefixtures("title_history")
def test_count_changes_and_slips_as_of_a_day(done: Done) -> None:
    count = ("count", "--by", "month", "-f", "csv", "--columns", "month,certain", "--as-of")
    assert done(*count, "2020-12-31") == "month,certain\n2021-01,1\n"
    assert done(*count, "2021-01-03") == "month,certain\n"
    asked = ("changes", "-f", "tsv", "--columns", "day,change", "--as-of", "2020-10-03")
    assert done(*asked, "--since", "7d") == "2020-10-02\tdated\n"
    assert done(*asked, "--since", "2020-07-27", "--until", "2020-09") == (
        "2020-08-01\tdated\n2020-08-01\tstatus\n2020-07-27\tretitled\n"
    )
    slips = ("slips", "-f", "tsv", "--columns", "slug,slips", "--as-of")
    assert done(*slips, "2020-10-01") == ""


@pytest.mark.usefixtures("title_history")
def test_an_export_as_of_a_day(done: Done) -> None:
    [record] = json.loads(done("export", "-", "-f", "json", "--as-of", "2020-07-01"))
    assert (record["slug"], record["date"], record["platform"]) == (
        *("karate-kids-s3", None, "Netflix"),
    )
    assert done("export", "old.ics", "--as-of", "2020-12-15") == ""
    assert "DTSTART;VALUE=DATE:20210108" in Path("old.ics").read_text(encoding="utf-8")


@pytest.mark.usefixtures("title_history")
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", "2021-01-06"),
        ("sunday", "2021-01-03"),
        ("last-saturday", "2021-01-02"),
        ("7d", "2020-12-31"),
        ("2020-12", "2020-12-31"),
        ("October", "2020-10-31"),
        ("2019", "2019-12-31"),
        ("by Dec 15 2020", "2020-12-15"),
    ],
)
def test_a_day_can_be_given_in_several_ways(slate: Run, text: str, day: str) -> None:
    asked = ("list", "-f", "json")
    assert slate(*asked, "--as-of", text) == slate(*asked, "--as-of", day)


# `--as-recorded`: what this slate showed on a day


@pytest.mark.usefixtures("title_history", "zone")
def test_the_list_as_recorded_on_each_day(slate: Run) -> None:
    dates = [
        *[("2019-05-02", ""), ("2020-08-01", ""), ("2020-10-02", "2021-01-08")],
        *[("2020-12-16", "2021-01-01"), ("2020-12-18", "2021-01-08")],
        *[("2020-12-19", "2021-01-08"), ("2020-12-20", "2021-01-01")],
        *[("2020-12-22", "2021-01-01"), ("2021-01-02", "2021-01-01")],
    ]
    asked = ("list", "-f", "csv", "--columns", "date", "--as-recorded")
    found = [(day, slate(*asked, day).out.splitlines()[1:]) for day, _ in dates]
    assert found == [(day, [date or "TBA"]) for day, date in dates]
    assert slate(*asked, "2021-01-03").out == "date\n"


@pytest.mark.usefixtures("title_history", "zone")
def test_a_history_as_recorded_omits_reports_not_yet_entered(done: Done) -> None:
    late = "Mar 2021"
    assert late not in done("show", "cobra-kai-s3", "--as-recorded", "2020-12-21")
    assert late in done("show", "cobra-kai-s3", "--as-recorded", "2020-12-22")
    assert late in done("show", "cobra-kai-s3", "--as-of", "2020-12-21")


def test_recorded_days_are_in_the_local_time_zone(
    on: On, slate: Run, zone: Callable[[str], None]
) -> None:
    on("2021-01-05", "add", "Soul")  # at noon in UTC
    asked = ("list", "-f", "slugs", "--as-recorded")
    for name, before, day in (
        ("UTC0", "2021-01-04", "2021-01-05"),
        ("EAST-13", "2021-01-05", "2021-01-06"),
        ("WEST13", "2021-01-03", "2021-01-04"),
    ):
        zone(name)
        assert slate(*asked, day) == (0, "soul\n", "")
        said = f"nothing had been recorded by {before}; the first report was recorded on {day}."
        assert slate(*asked, before) == (0, "", f"slate: {said}\n")


# Today, and days without any title


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("option", ["--as-of", "--as-recorded"])
@pytest.mark.parametrize(
    "command", ["list", "upcoming", "next", "show cobra-kai-s3", "export -f markdown"]
)
def test_as_of_today_prints_the_same_as_without(screen: Run, command: str, option: str) -> None:
    asked = command.split()
    ran = screen(*asked, option, "today")
    # A command to copy has the options that were typed.
    assert ran._replace(err=ran.err.replace(f" {option} today", "")) == screen(*asked)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("day", ["2021-01-07", "2021-01", "this-week", "2021", "2020-12/.."])
def test_a_span_that_is_not_over_ends_today(screen: Run, day: str) -> None:
    assert screen("list", "--as-of", day) == screen("list")


@pytest.mark.usefixtures("title_history", "zone")
def test_a_day_before_the_first_report_is_noted(slate: Run) -> None:
    said = "slate: nothing had been reported by 2019-05-01; the first report is from 2019-05-02.\n"
    assert slate("list", "--as-of", "2019-05-01") == (0, "", said)
    assert slate("list", "--as-of", "2019-05-01", "-e") == (3, "", said)
    assert slate("list", "--as-of", "2019-05-01", "-f", "json") == (0, "[]\n", said)
    assert slate("upcoming", "--as-recorded", "2019-05-01") == (
        0,
        "",
        (
            "slate: nothing had been recorded by 2019-05-01; the first report was recorded "
            "on 2019-05-02.\n"
        ),
    )


def test_the_first_report_is_named_with_its_own_precision(done: Done, slate: Run) -> None:
    done("add", "Soul", "--reported-on", "2020-10")
    said = "slate: nothing had been reported by 2020-10-15; the first report is from Oct 2020.\n"
    assert slate("list", "--as-of", "2020-10-15") == (0, "", said)


def test_an_empty_slate_prints_nothing(done: Done) -> None:
    assert done("list", "--as-of", "2019-05-01") == ""


@pytest.mark.usefixtures("title_history")
def test_a_terminal_notes_the_day(screen: Run) -> None:
    ran = screen("list", "--as-of", "2020-10-02", together=True)
    assert undressed(ran.out) == (
        "  Date         Title                 On       Status\n"
        "\n"
        "2021\n"
        "  Jan 8, 2021  Cobra Kai: season 3  ▌Netflix  season\n"
        "\n"
        "1 title.\n"
        "As of 2020-10-02: what had been reported by then.\n"
    )
    said = "As recorded on 2020-10-02: what this slate showed then.\n"
    assert screen("show", "cobra-kai-s3", "--as-recorded", "2020-10-02").err == said
    nothing = "No titles match.\nAs of 2021-01-03: what had been reported by then.\n"
    for command in ("list", "upcoming", "next"):
        assert screen(command, "--as-of", "2021-01-03") == (0, "", nothing)


def test_as_of_works_on_the_demo(done: Done, screen: Run) -> None:
    assert "Cobra Kai" in done("--demo", "list")
    told = screen("--demo", "list", "--as-of", "2000-01-01")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith(
        "slate: nothing had been reported by 2000-01-01; the first report is from"
    )
    assert told.err.endswith("\nDemo slate of 2021-01-07; changes are not kept.\n")


# Names


def test_a_title_is_found_by_its_current_name(on: On, done: Done) -> None:
    on("2020-01-01", "add", "Untitled Pixar Film", "-d", "2020")
    on("2020-02-01", "update", "untitled-pixar-film", "--title", "Soul")
    asked = ("show", "-f", "slugs", "--as-of", "2020-01-15")
    for name in ("untitled-pixar-film", "soul", "Soul", "untitled"):
        assert done(*asked, name) == "untitled-pixar-film\n"
    assert done("next", "soul", "--as-of", "2020-01-15", "-f", "slugs") == "untitled-pixar-film\n"


def test_a_series_name_finds_the_season_of_that_day(on: On, done: Done) -> None:
    on("2020-01-01", "add", "Dark Days", "-n", "2")
    on("2020-02-01", "update", "dark-days-s2", "--title", "Bright")
    on("2020-03-01", "add", "Bright", "-n", "1")
    assert done("show", "Bright", "-f", "slugs", "--as-of", "2020-01-15") == "dark-days-s2\n"


def test_a_title_added_later_is_refused(on: On, refused: Refused) -> None:
    on("2020-01-01", "add", "Mank")
    on("2020-02-01", "add", "Soul")
    assert refused(3, "show", "soul", "--as-of", "2020-01-15") == (
        "slate: soul was not on the slate as of 2020-01-15. For its history: "
        "slate show soul --history\n"
    )
    assert refused(3, "next", "Soul", "--as-recorded", "2020-01-15") == (
        "slate: soul was not on the slate as recorded on 2020-01-15."
        " For its history: slate show soul --history\n"
    )
    assert refused(3, "show", "Mink", "--as-of", "2020-01-15") == (
        'slate: No title "Mink". Did you mean mank?\n'
    )


# Refusals


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--as-of", "2020", "--as-recorded", "2020"],
            "--as-of cannot be combined with --as-recorded. Use one or the other.",
        ),
        (["--as-of", "2021-02"], "--as-of looks back; write today or an earlier day, not 2021-02."),
        (
            ["--as-recorded", "tomorrow"],
            "--as-recorded looks back; write today or an earlier day, not tomorrow.",
        ),
        (
            ["--as-of", "2021-02-30"],
            '"2021-02-30" is not a date or time span: February 2021 has 28 days',
        ),
    ],
)
def test_invalid_days_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "list", *arguments) == f"slate: {message}\n"


def test_commands_that_write_have_no_as_of_option(refused: Refused) -> None:
    assert "--as-of" in refused(2, "add", "Soul", "--as-of", "2020")
