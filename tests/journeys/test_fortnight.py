# ruff: noqa: E501 -- screens as they are printed
"""A desk's fortnight of rumors, confirmations and moves: every screen says who said what."""

import shlex

import pytest

from tests.cli.conftest import Done

# (day, command, what it prints)
FORTNIGHT = [
    (
        "2021-01-04",
        "add Alpha -p Hulu -d 2021-03-05 --rumor --source Reddit",
        "alpha: added Alpha, 2021-03-05 Fri on Hulu",
    ),
    (
        "2021-01-05",
        "update alpha -p Netflix -d 'early 2021' --source Variety",
        "alpha: moved Hulu -> Netflix\nalpha: widened 2021-03-05 -> early 2021",
    ),
    (
        "2021-01-06",
        "add Beta -p Peacock --source TVLine",
        "beta: added Beta on Peacock, no date",
    ),
    (
        "2021-01-06",
        "add 'The Desk' -k series -p 'HBO Max' -d 2020-12-01 --leaves 2021-02 --source 'HBO Max' --official",
        "the-desk: added The Desk, 2020-12-01 Tue on HBO Max, leaves Feb 2021",
    ),
    (
        "2021-01-07",
        "update alpha -d 2021-02-12 --source TVmaze --listed",
        "alpha: narrowed early 2021 -> 2021-02-12",
    ),
    (
        "2021-01-08",
        "update beta -p Netflix --rumor --source Reddit",
        "beta: also on Netflix",
    ),
    (
        "2021-01-09",
        "update the-desk --leaves 2021-02-28 --source TVmaze --listed",
        "the-desk: leaving Feb 2021 -> 2021-02-28",
    ),
    (
        "2021-01-10",
        "update beta -p Hulu --source Deadline",
        "beta: moved Peacock -> Hulu",
    ),
    (
        "2021-01-11",
        "update alpha -d 2021-02-12 --source Netflix --official",
        "alpha: confirmed by Netflix, 2021-02-12",
    ),
    (
        "2021-01-12",
        "update alpha -d 2021-02-12 --source TVLine",
        "alpha: recorded: TVLine says the same",
    ),
    (
        "2021-01-13",
        "update alpha -d 2021-02-26 --source Deadline",
        "alpha: slipped 2021-02-12 -> 2021-02-26, 14 days later",
    ),
    (
        "2021-01-14",
        "update alpha -d 2021-02-26 --source Netflix --official",
        "alpha: confirmed by Netflix, 2021-02-26",
    ),
    (
        "2021-01-15",
        "update alpha -d 2021-04 --source Reddit --rumor",
        "alpha: recorded, not shown: a rumor does not override what Netflix said",
    ),
]
ALPHA = """\
Alpha  alpha
Upcoming film on Netflix, 2021-02-26 Fri, in 41 days

  Said by     Netflix, 2021-01-14, official
  But         Apr 2021, says Reddit, 2021-01-15, rumor
              2021-02-12 Fri, says TVLine, 2021-01-12, reported
              2021-02-12 Fri, says TVmaze, 2021-01-07, listed
              Hulu, says Reddit, 2021-01-04, rumor

  History     slipped once, by 14 days; first said 2021-01-04
  2021-01-04  scheduled, Hulu, 2021-03-05                      Reddit, rumor
  2021-01-05  moved Hulu -> Netflix                            Variety, reported
              widened 2021-03-05 -> early 2021
  2021-01-07  narrowed early 2021 -> 2021-02-12                TVmaze, listed
  2021-01-11  confirmed by Netflix, 2021-02-12                 Netflix, official
  2021-01-12  said 2021-02-12                                  TVLine, reported
  2021-01-13  slipped 2021-02-12 -> 2021-02-26, 14 days later  Deadline, reported
  2021-01-14  confirmed by Netflix, 2021-02-26                 Netflix, official
  2021-01-15  said Apr 2021                                    Reddit, rumor
"""
BETA = """\
Beta  beta
Upcoming film on Hulu, no date

  Said by     Deadline, 2021-01-10, reported
  But         Netflix, says Reddit, 2021-01-08, rumor
              Peacock, says TVLine, 2021-01-06, reported
  Releases    no date  Hulu     Deadline, reported
              no date  Netflix  says Reddit, rumor

  2021-01-06  announced, Peacock     TVLine, reported
  2021-01-08  also on Netflix        Reddit, rumor
  2021-01-10  moved Peacock -> Hulu  Deadline, reported
"""
DESK = """\
The Desk  the-desk
Released on HBO Max, 2020-12-01 Tue, 46 days ago

  Said by     HBO Max, 2021-01-06, official
  Releases    2020-12-01 Tue  HBO Max  leaves 2021-02-28 Sun, says TVmaze, listed, within Feb 2021, says HBO Max (official)  HBO Max, official
  Kind        series

  2021-01-06  released, HBO Max, 2020-12-01, leaves Feb 2021  HBO Max, official
  2021-01-09  leaving Feb 2021 -> 2021-02-28                  TVmaze, listed
"""
CHANGES = """\
Day             Title     Change                                           Source              Entered  Note
2021-01-14 Thu  Alpha     confirmed by Netflix, 2021-02-26                 Netflix, official
2021-01-13 Wed  Alpha     slipped 2021-02-12 -> 2021-02-26, 14 days later  Deadline, reported
2021-01-11 Mon  Alpha     confirmed by Netflix, 2021-02-12                 Netflix, official
2021-01-10 Sun  Beta      moved Peacock -> Hulu                            Deadline, reported
2021-01-09 Sat  The Desk  leaving Feb 2021 -> 2021-02-28                   TVmaze, listed
2021-01-08 Fri  Beta      also on Netflix                                  Reddit, rumor
2021-01-07 Thu  Alpha     narrowed early 2021 -> 2021-02-12                TVmaze, listed
2021-01-06 Wed  The Desk  added, HBO Max, 2020-12-01, leaves Feb 2021      HBO Max, official
2021-01-06 Wed  Beta      added, Peacock                                   TVLine, reported
2021-01-05 Tue  Alpha     moved Hulu -> Netflix                            Variety, reported
2021-01-05 Tue  Alpha     widened 2021-03-05 -> early 2021                 Variety, reported
2021-01-04 Mon  Alpha     added, Hulu, 2021-03-05                          Reddit, rumor
"""
NEWSLETTER = """\
## HBO Max

- Tuesday 1 December 2020: **The Desk**, released

## Hulu

- No date yet: **Beta**, upcoming film, says Deadline

## Netflix

- Friday 26 February 2021: **Alpha**, upcoming film
- No date yet: **Beta**, upcoming film, says Reddit, rumor

## Leaving

- Sunday 28 February 2021: **The Desk** leaves HBO Max, says TVmaze
"""


@pytest.fixture
def fortnight(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record a fortnight, each report on its day, and go to the day after it."""
    for day, command, printed in FORTNIGHT:
        monkeypatch.setenv("SLATE_TODAY", day)
        lines = done(*shlex.split(command)).splitlines()
        derived = ("kind", "status")
        shown = [line for line in lines if line.split(": ")[1] not in derived]
        assert "\n".join(shown) == printed
    monkeypatch.setenv("SLATE_TODAY", "2021-01-16")


@pytest.mark.usefixtures("fortnight")
@pytest.mark.parametrize(("slug", "page"), [("alpha", ALPHA), ("beta", BETA), ("the-desk", DESK)])
def test_pages_say_who_said_what(done: Done, slug: str, page: str) -> None:
    assert done("show", slug) == page


@pytest.mark.usefixtures("fortnight")
def test_changes_and_slips_are_those_of_who_knew(done: Done) -> None:
    assert done("changes", "--since", "2w") == CHANGES
    assert done("slips", "-f", "tsv", "--columns", "slug,slips,days") == "alpha\t1\t14\n"


@pytest.mark.usefixtures("fortnight")
def test_a_newsletter_publishes_nothing_under_another_name(done: Done) -> None:
    assert done("export", "--format", "markdown", "--group-by", "platform", "-") == NEWSLETTER


@pytest.mark.usefixtures("fortnight")
def test_a_calendar_has_each_release_of_its_own_source(done: Done) -> None:
    events = done("export", "--format", "ics", "-").replace("\r\n ", "").split("\r\n")
    shown = ("SUMMARY", "DTSTART", "DESCRIPTION", "STATUS")
    assert [line for line in events if line.startswith(shown)] == [
        "DTSTART;VALUE=DATE:20210226",
        "SUMMARY:Alpha",
        "DESCRIPTION:Upcoming film (Netflix). Netflix\\, official\\, 2021-01-14.",
        "STATUS:CONFIRMED",
        "DTSTART;VALUE=DATE:20201201",
        "SUMMARY:The Desk",
        "DESCRIPTION:Released (HBO Max). HBO Max\\, official\\, 2021-01-06.",
        "STATUS:CONFIRMED",
        "DTSTART;VALUE=DATE:20210228",
        "SUMMARY:The Desk leaves HBO Max",
        "DESCRIPTION:Leaving (HBO Max). TVmaze\\, listed\\, 2021-01-09.",
        "STATUS:TENTATIVE",
    ]


@pytest.mark.usefixtures("fortnight")
def test_disputed_titles_are_those_on_which_sources_differ(done: Done) -> None:
    assert done("list", "--disputed", "-f", "slugs").split() == ["alpha", "beta"]


def test_the_source_of_a_date_does_not_vouch_for_a_service_it_never_named(done: Done) -> None:
    said = ("-p", "Netflix", "-d", "2021-04-16", "--source", "Netflix", "--official")
    done("add", "Moved", "-k", "film", *said)
    done("update", "moved", "-p", "Hulu", "--source", "Variety")

    assert done("next", "moved") == (
        "Moved - 2021-04-16 Fri, says Netflix (official), on Hulu, says Variety (reported)\n"
    )
    assert done("show", "moved").splitlines()[1:6] == [
        "Upcoming film on Hulu, 2021-04-16 Fri, in 99 days",
        "",
        "  Said by     Netflix, 2021-01-07, official",
        "              on Hulu, says Variety, 2021-01-07, reported",
        "  But         Netflix, says Netflix, 2021-01-07, official",
    ]
    assert done("export", "--format", "markdown", "--group-by", "day", "-") == (
        "## Friday 16 April 2021\n\n- **Moved**, upcoming film on Hulu, says Variety\n"
    )
    events = done("export", "--format", "ics", "-").replace("\r\n ", "").split("\r\n")
    assert [line for line in events if line.startswith(("DESCRIPTION", "STATUS"))] == [
        "DESCRIPTION:Upcoming film (Hulu\\, says Variety). Netflix\\, official\\, 2021-01-07.",
        "STATUS:TENTATIVE",
    ]


def test_a_rumored_date_on_a_reported_service_says_who_said_what(done: Done) -> None:
    done("add", "Moved", "-k", "film", "-p", "Hulu", "-d", "2021-03", "--source", "R", "--rumor")
    done("update", "moved", "-p", "Netflix")

    assert done("export", "--format", "markdown", "--group-by", "day", "-") == (
        "## Sometime in March 2021\n\n- **Moved**, upcoming film on Netflix, date from R, rumor\n"
    )
    assert done("show", "moved").splitlines()[3:5] == [
        "  Said by     R, 2021-01-07, rumor",
        "              on Netflix, 2021-01-07, reported",
    ]
