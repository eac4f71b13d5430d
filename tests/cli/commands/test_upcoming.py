# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json

import pytest

from slate.cli.commands import upcoming
from tests.cli.conftest import Done, Refused, Run

JANUARY = """\
In January 2021
  Title                            On       Status

January  day not known · 3 releases
  Headspace: Guide to Meditation   Netflix  docuseries
  History of Swear Words           Netflix  docuseries
  The Minimalists                  Netflix  documentary

Possible in January 2021
  Date        Title                    On       Status  Jan      Apr
  early 2021  Cobra Kai: season 3      Netflix  season  ▓▓▓▓░░░░░░░░
  early 2021  Disenchantment: part 3   Netflix  season  ▓▓▓▓░░░░░░░░

3 in January, 2 possible, 1 undated:
  slate --demo list --undated -s upcoming
Demo slate of 2021-01-07; changes are not kept.
"""
NARROW = """\
In January 2021

January  day not known · 3 releases
  Headspace: Guide to Meditation
   Netflix · docuseries
  History of Swear Words
   Netflix · docuseries
  The Minimalists
   Netflix · documentary

Possible in January 2021
  Date        Title, On, Status
  early 2021  Cobra Kai: season 3
               Netflix · season
  early 2021  Disenchantment: part 3
               Netflix · season

3 in January, 2 possible, 1 undated:
  slate --demo list --undated -s upcoming
Demo slate of 2021-01-07; changes are not kept.
"""
HEADER = "Date            Title                On       Status           Certain"
COBRA = "2021-01-08 Fri  Cobra Kai: season 3  Netflix  Upcoming season  certain"


@pytest.mark.parametrize(("width", "shown"), [(60, NARROW), (80, JANUARY), (120, JANUARY)])
def test_the_demo_is_shown_at_each_terminal_width(
    screen: Run, monkeypatch: pytest.MonkeyPatch, width: int, shown: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    ran = screen("--demo", "upcoming", "--month", "2021-01", width=width, together=True)
    assert (ran.code, ran.out) == (0, shown)


@pytest.mark.parametrize(
    "when", [["2021-01"], ["January"], ["--from", "2021-01", "--to", "2021-01"]]
)
def test_a_month_can_be_given_in_several_ways(done: Done, when: list[str]) -> None:
    asked = ("--demo", "upcoming", "-f", "json")
    assert done(*asked, *when) == done(*asked, "--month", "2021-01")


def test_in_a_pipe_every_line_states_its_certainty(done: Done) -> None:
    assert done("--demo", "upcoming", "--month", "2021-01").splitlines() == [
        "Date        Title                           On       Status                Certain",
        "Jan 2021    Headspace: Guide to Meditation  Netflix  Upcoming docuseries   certain",
        "Jan 2021    History of Swear Words          Netflix  Upcoming docuseries   certain",
        "Jan 2021    The Minimalists                 Netflix  Upcoming documentary  certain",
        "early 2021  Cobra Kai: season 3             Netflix  Upcoming season       possible",
        "early 2021  Disenchantment: part 3          Netflix  Upcoming season       possible",
    ]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tomorrow"],
        ["--month", "2021-01", "-p", "Netflix"],
        ["--from", "today", "--to", "2021-01"],
        ["2w", "--certain"],
        ["2021", "-s", "scheduled"],
    ],
)
def test_the_window_starts_today_unless_given(done: Done, arguments: list[str]) -> None:
    assert done("upcoming", *arguments).splitlines() == [HEADER, COBRA]


@pytest.mark.usefixtures("small")
def test_data_formats_state_the_certainty(done: Done) -> None:
    [record] = json.loads(done("upcoming", "-f", "json"))
    assert (record["slug"], record["date"], record["certain"]) == (
        "cobra-kai-s3",
        "2021-01-08",
        True,
    )
    assert done("upcoming", "2021-01", "--columns", "slug,certain").splitlines() == [
        "slug          certain",
        "cobra-kai-s3  true",
    ]
    assert done("upcoming", "-f", "slugs") == "cobra-kai-s3\n"


@pytest.mark.usefixtures("small")
def test_nothing_found_prints_nothing_in_a_pipe(slate: Run, screen: Run) -> None:
    assert slate("upcoming", "today") == (0, "", "")
    assert slate("upcoming", "today", "-e") == (3, "", "")
    assert screen("upcoming", "today") == (
        0,
        "",
        "Nothing today, 1 undated:\n  slate list --undated -s upcoming\n",
    )
    assert slate("upcoming", "--certain", "--month", "2020-11", "-f", "json") == (0, "[]\n", "")


@pytest.fixture
def leaving(done: Done) -> None:
    done("add", "Tidewater", "-p", "Netflix", "-d", "2021-01-15")
    done("add", "The Desk", "-p", "Netflix", "--leaves", "2021-01-31", "-k", "series")
    done("add", "Dune", "-p", "Hulu", "-d", "2020-12-01", "--leaves", "2021-Q1")


LEAVING = """\
Leaving in January 2021
  Date        Title      On       Status
  Q1 2021     Dune       Hulu     film
  Sun Jan 31  The Desk   Netflix  series

2 leaving in January.
"""
WITH_LEAVING = """\
In January 2021
  Title       On       Status

Fri Jan 15  in 8 days
  Tidewater   Netflix  film

Leaving in January 2021
  Date        Title      On       Status
  Q1 2021     Dune       Hulu     film
  Sun Jan 31  The Desk   Netflix  series

1 in January, 2 leaving.
"""


@pytest.mark.usefixtures("leaving")
def test_the_screen_has_what_leaves_in_a_group_of_its_own(
    screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def shown(*arguments: str) -> str:
        return screen("upcoming", "2021-01", *arguments, together=True).out

    assert shown() == WITH_LEAVING
    assert shown("--leaving") == LEAVING
    assert shown("--limit", "2").endswith(
        "\n  Q1 2021  Dune    Hulu  film\n\n"
        "The first 2 of 3 releases. For all:\n"
        "  slate upcoming 2021-01 --limit 3\n"
        "1 in January, 2 leaving.\n"
    )


@pytest.mark.usefixtures("leaving")
def test_data_has_what_leaves_only_on_request(done: Done) -> None:
    slugs = ("-f", "slugs")
    assert done("upcoming", "2021-01", *slugs) == "tidewater\n"
    assert done("upcoming", "2021-01", "--leaving", *slugs) == "dune\nthe-desk\n"
    assert done("upcoming", "2021-01", "--leaving", "--certain", *slugs) == "the-desk\n"
    assert done("upcoming", "2021-01", "--leaving", "-p", "Hulu", *slugs) == "dune\n"
    assert done("upcoming", "2021-01", "--leaving", "--limit", "1", *slugs) == "dune\n"
    records = json.loads(done("upcoming", "2021-01", "--leaving", "-f", "json"))
    fields = ("slug", "date", "leaves", "certain")
    assert [tuple(record[field] for field in fields) for record in records] == [
        ("dune", "2020-12-01", "2021-Q1", False),
        ("the-desk", None, "2021-01-31", True),
    ]
    assert done("upcoming", "2021-01", "--leaving").splitlines() == [
        "Date            Title     On       Status    Certain",
        "Q1 2021         Dune      Hulu     Released  possible",
        "2021-01-31 Sun  The Desk  Netflix  Released  certain",
    ]


@pytest.mark.usefixtures("leaving")
def test_exit_status_depends_on_what_is_printed(slate: Run, screen: Run) -> None:
    for ran in (slate, screen):
        assert ran("upcoming", "2021-01-31", "--leaving", "-e").code == 0
        assert ran("upcoming", "2021-06", "--leaving", "-e").code == 3
    assert slate("upcoming", "2021-01-31", "-e").code == 3
    assert screen("upcoming", "2021-01-31", "-e").code == 0
    assert screen("upcoming", "2021-06", "--leaving").err == "Nothing leaves in June 2021.\n"


def test_an_empty_slate_suggests_adding_a_title(screen: Run) -> None:
    assert screen("upcoming").err.startswith("Nothing on the slate yet. Add a title:\n")


@pytest.mark.usefixtures("small")
def test_an_empty_window_is_reported_on_a_terminal(screen: Run) -> None:
    assert screen("upcoming", "2030", "-k", "short") == (0, "", "Nothing in 2030.\n")


def test_a_terminal_shows_a_limited_number_of_titles(done: Done, screen: Run) -> None:
    count = upcoming.SHOWN + 1
    records = [{"title": f"T{number}", "date": "2021-02"} for number in range(count)]
    done("import", "-", stdin=json.dumps(records))
    ran = screen("upcoming", "2021-02", together=True)
    assert ran.out.count("film") == upcoming.SHOWN
    assert ran.out.endswith(
        "\n\nThe first 200 of 201 releases. For all:\n"
        "  slate upcoming 2021-02 --limit 201\n"
        "201 in February.\n"
    )
    assert screen("upcoming", "--limit", "201").out.count("film") == count
    assert len(done("upcoming").splitlines()) == 1 + count


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2021-01", "--month", "2021-01"], "2021-01 cannot be combined with --month, --from or --to. Give the time once."),
        (["2021", "--to", "2021-01"], "2021 cannot be combined with --month, --from or --to. Give the time once."),
        (["TBA"], '"TBA" is not a date or time span: it names no days. For titles without a date: slate list --undated'),
        (["--undated"], "Titles without a date are in no time span. Run: slate list --undated"),
        (["2021-02-30"], '"2021-02-30" is not a date or time span: February 2021 has 28 days'),
        (["--columns", "x,slug"], 'There is no column "x". Choose from '),
    ],
)  # fmt: skip
def test_invalid_windows_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "upcoming", *arguments).startswith(f"slate: {message}")
