# ruff: noqa: RUF001 -- the multiplication sign is that of theme.py

import json

import pytest

from slate.cli.commands import slips
from slate.domain.changes.league_tables import PLATFORM_COLUMNS, TITLE_COLUMNS
from tests.cli.conftest import Done, MadeOnce, Refused, Run, undressed


@pytest.fixture
def slipped_titles(done: Done, made_once: MadeOnce) -> None:
    """Record two titles that slipped, and one that waited for a date and then advanced."""

    def commands() -> None:
        said = ("--source", "Disney", "--reported-on")
        done("add", "Black Widow", "--region", "US", "-d", "2020-05-01", *said, "2019-07-20")
        done("update", "black-widow", "--region", "US", "-d", "2020-11-06", *said, "2020-04-03")
        done("update", "black-widow", "--region", "US", "-d", "2021-05-07", *said, "2020-09-23")
        done("add", "The Batman", "-p", "HBO Max", "-d", "Q1 2021", *said, "2019-05")
        done("update", "the-batman", "-p", "HBO Max", "-d", "Q3 2021", *said, "2020-10-05")
        done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", *said, "2019-05-02")
        done("update", "cobra-kai-s3", "-d", "2021-01-08", *said, "2020-07-27")
        done("update", "cobra-kai-s3", "-d", "2021-01-01", *said, "2020-12-24")

    made_once("slips", commands)


TITLES = [
    "Slips  Title        How far     Median  Waited  First date  Now",
    "    2  Black Widow  371 days    185.5d  0d      2020-05-01  2021-05-07",
    "    1  The Batman   2 quarters                  Q1 2021     Q3 2021",
]
PLATFORMS = [
    "Slips  Service     Titles  How far     Median  Longest  Waited",
    "    2  no service       1  371 days    185.5d  189d     0d",
    "    1  HBO Max          1  2 quarters",
]


@pytest.mark.usefixtures("slipped_titles")
def test_slips_ranks_titles_or_platforms(done: Done, screen: Run) -> None:
    assert done("slips").splitlines() == TITLES
    assert done("slips", "--by", "platform").splitlines() == PLATFORMS
    assert done("slips", "--by", "services").splitlines() == PLATFORMS
    assert undressed(screen("slips").out).splitlines() == [
        "Title        On        First date     Now             Slipped",
        "Black Widow   US       May 1, 2020  → May 7      371 days  ×2  ■■■■■■■■■■■■■■■■■",
        "The Batman   ▌HBO Max  Q1 2021      → Q3 2021  2 quarters  ×1  □□□□□□□□",
    ]
    assert screen("slips", "--limit", "1").err == (
        "\nThe first of 2 titles. For all:\n  slate slips --limit 2\n"
    )


@pytest.mark.usefixtures("slipped_titles")
def test_data_formats_hold_every_column(done: Done) -> None:
    first, second = json.loads(done("slips", "-f", "json"))
    assert tuple(first) == TITLE_COLUMNS
    assert (first["slug"], first["slips"], first["days"]) == ("black-widow", 2, 371)
    assert (first["median"], first["others"], second["others"]) == (185.5, [], ["2 quarters"])
    platforms = [
        json.loads(line) for line in done("slips", "--by", "platform", "-f", "ndjson").splitlines()
    ]
    assert [row["platform"] for row in platforms] == [None, "HBO Max"]
    assert tuple(platforms[0]) == PLATFORM_COLUMNS
    assert done("slips", "-f", "slugs") == "black-widow\nthe-batman\n"
    assert done("slips", "--columns", "slug,longest,others").splitlines() == [
        "slug         longest  others",
        "black-widow  189",
        "the-batman            2 quarters",
    ]


@pytest.mark.usefixtures("slipped_titles")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-p", "hbo max"], ["the-batman"]),
        (["--region", "US", "--release-type", "theatrical"], []),
        (["--region", "US"], ["black-widow"]),
        (["--search", "black", "--month", "2021-05"], ["black-widow"]),
        (["--sort", "wait"], ["cobra-kai-s3"]),
        (["--sort", "longest", "--limit", "1"], ["black-widow"]),
        (["--as-of", "2020-05-01"], ["black-widow"]),
        (["--since", "2020-10"], ["the-batman"]),
        (["--until", "2020-09-23"], ["black-widow"]),
        (["--since", "2020-09-24", "--until", "2020-10-04"], []),
        (["--since", "2020-12", "--sort", "advanced"], ["cobra-kai-s3"]),
        (["--since", "may", "--as-of", "2020-10-04"], ["black-widow"]),
    ],
)
def test_options_choose_the_titles(done: Done, arguments: list[str], expected: list[str]) -> None:
    assert done("slips", *arguments, "-f", "slugs").splitlines() == expected


@pytest.mark.usefixtures("slipped_titles")
def test_only_slips_in_the_span_are_shown_and_written(done: Done, screen: Run) -> None:
    span = ("--since", "2020-05", "--until", "2020-10")
    assert undressed(screen("slips", *span, together=True).out).splitlines()[1:] == [
        "Black Widow   US       May 1, 2020  → May 7      182 days  ×1  ■■■■■■■■■■■■■■■■■",
        "The Batman   ▌HBO Max  Q1 2021      → Q3 2021  2 quarters  ×1  □□□□□□□□□□□□□□□□□",
        "",
        "2 titles from 2020-05-01 to 2020-10-31.",
    ]
    columns = ("-f", "tsv", "--columns", "slips,days,longest,median,wait,others")
    assert done("slips", *span, *columns, "--region", "US") == "1\t182\t182\t182\t\t\n"
    assert screen("slips", "--since", "2021").err == "Nothing slipped since 2021-01-01.\n"


def test_no_slips_are_reported_on_a_terminal(slate: Run, screen: Run, done: Done) -> None:
    assert screen("slips").err.startswith("Nothing on the slate yet. Add a title:\n")
    done("add", "Dune", "-d", "2021-10-01")
    assert slate("slips") == (0, "", "")
    assert slate("slips", "-e", "--by", "platform") == (3, "", "")
    assert slate("slips", "-f", "json") == (0, "[]\n", "")
    assert screen("slips") == (0, "", "Nothing slipped.\n")


def test_a_terminal_shows_a_limited_number_of_rows(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slips, "SHOWN", 2)
    for title in ("A", "B", "C"):
        done("add", title, "-d", "2021-10-01")
        done("update", title, "-d", "2021-10-02")
    ran = screen("slips", together=True)
    assert ran.out.count("1 day") == 2
    assert ran.out.endswith("\n\nThe first 2 of 3 titles. For all:\n  slate slips --limit 3\n")
    assert len(done("slips").splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "genre"], 'Cannot rank by "genre". Choose from title, platform.'),
        (
            ["--sort", "date"],
            'Cannot sort by "date". Choose from slips, days, longest, median, wait',
        ),
        (["--columns", "x"], 'There is no column "x". Choose from slug, title, slips, '),
        (["--by", "platform", "-f", "slugs"], "-f slugs works only for titles."),
        (["--since", "2021-02"], '"2021-02" is in the future; today is 2021-01-07.'),
        (["--since", "2021", "--until", "2020"], "--until 2020-12-31 lies before --since 2021-01-"),
    ],
)
def test_invalid_options_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "slips", *arguments).startswith(f"slate: {message}")
