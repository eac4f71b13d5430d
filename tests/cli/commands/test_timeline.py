# ruff: noqa: E501 -- tables as they are printed

import json

import pytest

from slate.cli.commands import timeline
from slate.domain.queries.timeline import COLUMNS
from tests.cli.conftest import Done, MadeOnce, Refused, Run, undressed


@pytest.fixture
def titles(done: Done, made_once: MadeOnce) -> None:
    """Record a title that slipped, a series with two seasons, and one that is overdue."""

    def commands() -> None:
        said = ("--source", "Hulu", "--reported-on")
        done("add", "Dune", "-p", "Hulu", "-d", "2021-01-22", *said, "2020-12-01")
        done("update", "dune", "-p", "Hulu", "-d", "2021-01-29", *said, "2020-12-20")
        done("add", "Lupin", "-n", "1", "-p", "Netflix", "-d", "2020-11-06", "-s", "released")
        done("add", "Lupin", "-n", "2", "-p", "Netflix", "-d", "2021-02", "--rumor")
        done("add", "Late", "-p", "Hulu", "-d", "2021-01-05", "--reported-on", "2020-12-01")

    made_once("timeline", commands)


@pytest.mark.usefixtures("titles")
def test_timeline_draws_what_is_to_come_and_what_is_overdue(done: Done, screen: Run) -> None:
    assert done("timeline").splitlines() == [
        "Date            Title            On       Status                         First date  Slipped  Leaves",
        "2021-01-05 Tue  Late             Hulu     Due 2021-01-05, not confirmed",
        "2021-01-29 Fri  Dune             Hulu     Upcoming film                  2021-01-22  7 days",
        "Feb 2021        Lupin: season 2  Netflix  Upcoming season, rumor",
    ]
    assert undressed(screen("timeline", together=True).out).splitlines() == [
        "                             ▼ today",
        "Title             On       Jan                 Feb                   Date",
        "Late             ▌Hulu     ! │                 ·                     Jan 5",
        "Dune             ▌Hulu     · │         ├───▶█  ·                     Jan 29",
        "Lupin: season 2  ▌Netflix  · │                 ????????????????????  February",
        "",
        "█ exact day   ? rumor   ! overdue   ├─▶ slipped",
        "",
        "3 titles.",
    ]


@pytest.mark.usefixtures("titles")
def test_titles_that_are_named_have_all_their_releases(done: Done, screen: Run) -> None:
    named = ("timeline", "Lupin", "dune")
    slugs = ["lupin-s1", "dune", "lupin-s2"]
    assert done(*named, "-f", "slugs").splitlines() == slugs
    assert done("timeline", "-", "-f", "slugs", stdin="Lupin\n\ndune\n").splitlines() == slugs
    assert done("timeline", "-", stdin="") == ""
    assert screen(*named).err == "\n3 releases.\n"
    assert done(*named, "--limit", "1", "-f", "slugs") == "lupin-s1\n"


@pytest.mark.usefixtures("titles")
def test_data_has_what_is_drawn(done: Done) -> None:
    _, dune, _ = json.loads(done("timeline", "-f", "json"))
    assert tuple(dune) == COLUMNS
    assert dune == {
        "slug": "dune",
        "title": "Dune",
        "name": "Dune",
        "date": "2021-01-29",
        "precision": "day",
        "status": "scheduled",
        "confidence": "reported",
        "slips": 1,
        "advanced": 0,
        "earliest": "2021-01-29",
        "latest": "2021-01-29",
        "platform": "Hulu",
        "release_type": "streaming",
        "region": None,
        "first_date": "2021-01-22",
        "slipped_by": "7 days",
        "leaves": None,
        "source": "Hulu",
        "url": None,
    }
    assert done("timeline", "--columns", "slug,first_date", "-p", "hulu").splitlines() == [
        "slug  first_date",
        "late",
        "dune  2021-01-22",
    ]


@pytest.mark.usefixtures("titles")
@pytest.mark.parametrize(
    ("arguments", "slugs"),
    [
        (["--month", "2021-02"], ["lupin-s2"]),
        (["--from", "today"], ["dune", "lupin-s2"]),
        (["--overdue"], ["late"]),
        (["-p", "hulu", "--sort", "-date"], ["dune", "late"]),
        (["--as-of", "2020-12-10"], ["late", "dune"]),
        (["dune", "--as-of", "2020-12-10"], ["dune"]),
        (["lupin", "--to", "2020"], ["lupin-s1"]),
        (["-s", "canceled"], []),
    ],
)
def test_options_choose_the_releases(done: Done, arguments: list[str], slugs: list[str]) -> None:
    assert done("timeline", *arguments, "-f", "slugs").splitlines() == slugs


@pytest.mark.usefixtures("titles")
def test_a_past_day_shows_no_later_slip(done: Done) -> None:
    columns = ("--columns", "date,slips", "-f", "tsv")
    assert done("timeline", "dune", *columns) == "2021-01-29\t1\n"
    assert done("timeline", "dune", "--as-of", "2020-12-10", *columns) == "2021-01-22\t0\n"


@pytest.mark.usefixtures("titles")
@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["2022"], "slate timeline --month 2022"),
        (["next", "month", "-f", "csv"], "slate timeline -f csv --month 'next month'"),
        (["netflix"], "slate timeline -p netflix"),
        (["overdue"], "slate timeline --overdue"),
    ],
)
def test_filters_without_their_options_are_named(
    refused: Refused, words: list[str], command: str
) -> None:
    assert refused(2, "timeline", *words).rstrip().endswith(f". Run: {command}")


@pytest.mark.usefixtures("titles")
def test_titles_that_are_not_found_are_refused(refused: Refused, done: Done) -> None:
    assert refused(3, "timeline", "nobody").startswith('slate: No title "nobody".')
    done("remove", "late")
    assert "removed" in refused(3, "timeline", "late")
    error = refused(2, "timeline", "--undated")
    assert error == "slate: Titles without a date are on no timeline. Run: slate list --undated\n"
    assert refused(2, "timeline", "--columns", "x").startswith('slate: There is no column "x".')


def test_nothing_is_reported_on_a_terminal(slate: Run, screen: Run, done: Done) -> None:
    assert screen("timeline").err.startswith("Nothing on the slate yet. Add a title:\n")
    done("add", "Dune")
    assert slate("timeline", "-e") == (3, "", "")
    assert slate("timeline", "-f", "json") == (0, "[]\n", "")
    assert screen("timeline") == (0, "", "No title to come has a date.\n")
    assert screen("timeline", "-p", "Hulu").err.endswith("No titles match (-p Hulu).\n")


@pytest.mark.usefixtures("titles")
def test_a_terminal_shows_a_limited_number_of_rows(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "SHOWN", 2)
    ran = screen("timeline", together=True)
    assert ran.out.endswith("\n\nThe first 2 of 3 titles. For all:\n  slate timeline --limit 3\n")
    assert screen("timeline", "--columns", "slug").out.splitlines() == ["slug", "dune", "lupin-s2"]
    assert len(done("timeline", "-f", "slugs").splitlines()) == 3


def test_a_last_day_alone_leaves_out_what_is_over(done: Done) -> None:
    done("add", "Old", "-d", "2019-03-01", "-s", "released")
    done("add", "Soon", "-d", "2021-02-01")
    done("add", "Later", "-d", "2022-02-01")
    assert done("timeline", "--to", "2021-06", "-f", "slugs") == "soon\n"
    assert done("timeline", "--from", "2019", "--to", "2021-06", "-f", "slugs") == "old\nsoon\n"
    assert done("timeline", "old", "--to", "2021-06", "-f", "slugs") == "old\n"
