"""The seed states what its article states: every title, person and number, and no more."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from slate.domain.dates.windows import parse_window
from slate.domain.ledger.statement import SaidRelease, Statement
from slate.domain.text import clean
from slate.domain.titles.names import full_name
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.formats.read.json.json_values import values
from slate.formats.read.records.record_parser import Defaults, statement_of

SEED = Path(__file__).parent.parent / "seed.json"
TODAY = date(2021, 1, 7)  # the date of the demo
ARTICLE = "the article"  # it names no outlet, and its headline is too long for a source
HEADLINE = "'We Can Be Heroes' Sequel Already in the Works at Netflix"


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    with SEED.open("rb") as stream:
        rows = [row for row in values(stream, "seed.json") if isinstance(row, tuple)]
    assert len(rows) == len(json.loads(SEED.read_text(encoding="utf-8")))
    return [statement_of(*row, Defaults(TODAY)) for row in rows]


def name_of(said: Statement) -> str:
    return full_name(said.title or "", said.season, said.part)


def test_titles_are_those_of_the_article(statements: list[Statement]) -> None:
    told = [
        (name_of(said), said.kind, said.status, said.date and said.date.text, said.platform)
        for said in statements
        if said.status
    ]
    assert told == [
        ("The Adventures of Sharkboy and Lavagirl in 3-D", "film", "released", None, None),
        ("We Can Be Heroes", "film", "released", "2020-12-25", "Netflix"),
        ("We Can Be Heroes sequel", None, "in-development", None, "Netflix"),
        ("The Midnight Sky", "film", "released", "2020-12", "Netflix"),
        ("History of Swear Words", "docuseries", "scheduled", "2021-01", "Netflix"),
        ("The Minimalists", "documentary", "scheduled", "2021-01", "Netflix"),
        ("Headspace: Guide to Meditation", "docuseries", "scheduled", "2021-01", "Netflix"),
        ("Cobra Kai: season 3", "series", "scheduled", "2021-early", "Netflix"),
        ("Disenchantment: part 3", "series", "scheduled", "2021-early", "Netflix"),
    ]


def test_christmas_is_the_only_exact_date(statements: list[Statement]) -> None:
    days = [said.date.text for said in statements if said.date and said.date.precision == "day"]
    assert days == ["2020-12-25"]


def test_a_year_is_stored_without_a_date(statements: list[Statement]) -> None:
    assert [(said.year, said.date) for said in statements if said.year] == [(2005, None)]


def test_every_report_is_dated_by_its_month(statements: list[Statement]) -> None:
    assert {said.origin.reported_on for said in statements} == {"2021-01"}


def test_each_record_has_the_source_named_in_the_article(statements: list[Statement]) -> None:
    told = [(name_of(said), said.origin.source) for said in statements]
    assert [pair for pair in told if pair[1] != ARTICLE] == [
        ("We Can Be Heroes", "Netflix"),
        ("We Can Be Heroes", "Metacritic"),
        ("We Can Be Heroes", "IMDb"),
        ("We Can Be Heroes sequel", "The Wrap"),
    ]
    # Each source has one report per title, so importing the seed twice adds nothing new.
    assert len(set(told)) == len(told)


def test_credits_are_those_of_the_article(statements: list[Statement]) -> None:
    told = [(name_of(said), *credit) for said in statements for credit in said.credits]
    assert told == [
        (
            "The Adventures of Sharkboy and Lavagirl in 3-D",
            "filmmaker",
            "Robert Rodriguez",
        ),
        ("We Can Be Heroes", "writer", "Robert Rodriguez"),
        ("We Can Be Heroes", "director", "Robert Rodriguez"),
        ("We Can Be Heroes", "cast", "Pedro Pascal"),
        ("We Can Be Heroes", "cast", "Priyanka Chopra Jonas"),
        ("The Midnight Sky", "director", "George Clooney"),
        ("The Midnight Sky", "cast", "George Clooney"),
    ]


def test_links_are_those_of_the_article(statements: list[Statement]) -> None:
    told = [(name_of(said), *link) for said in statements for link in said.links]
    assert told == [
        (
            "We Can Be Heroes",
            "sequel-of",
            "The Adventures of Sharkboy and Lavagirl in 3-D",
        ),
        ("We Can Be Heroes sequel", "sequel-of", "We Can Be Heroes"),
    ]


def test_the_run_in_theaters_is_a_limited_release(statements: list[Statement]) -> None:
    told = [(name_of(said), said.releases) for said in statements if said.releases]
    assert told == [
        ("The Midnight Sky", (SaidRelease(ReleaseKey(ReleaseType.LIMITED, None, None)),))
    ]


@pytest.mark.parametrize(
    ("name", "source", "facts"),
    [
        ("We Can Be Heroes", "Netflix", ["44 million households", "28 days"]),
        ("We Can Be Heroes", "Metacritic", ["53"]),
        ("We Can Be Heroes", "IMDb", ["4.8 out of 10"]),
        (
            "We Can Be Heroes",
            ARTICLE,
            ["Christmas", "no run in theaters", "Top 10", "Sharkboy", "Spy Kids", "Critics"],
        ),
        ("We Can Be Heroes sequel", "The Wrap", ["has yet to say who works on it"]),
        (
            "We Can Be Heroes sequel",
            ARTICLE,
            [HEADLINE, "two weeks", "Robert Rodriguez", "Pedro Pascal", "Priyanka Chopra Jonas"],
        ),
        (
            "The Midnight Sky",
            ARTICLE,
            [
                *("Christmas", "800", "16 countries", "72 million households", "28 days"),
                *("most popular", "December 2020", "COVID-19"),
            ],
        ),
        ("Cobra Kai: season 3", ARTICLE, ["gives no number"]),
        ("Disenchantment: part 3", ARTICLE, ["gives no number"]),
    ],
)
def test_notes_hold_the_facts_of_the_article(
    statements: list[Statement], name: str, source: str, facts: list[str]
) -> None:
    [note] = [
        said.origin.note
        for said in statements
        if (name_of(said), said.origin.source) == (name, source)
    ]
    assert note is not None
    assert [fact for fact in facts if fact not in note] == []


def test_numbers_in_notes_are_those_of_the_article(statements: list[Statement]) -> None:
    notes = " ".join(said.origin.note or "" for said in statements)
    assert sorted(set(re.findall(r"\d+(?:\.\d+)?", notes.replace("COVID-19", "")))) == [
        *("10", "16", "2005", "2020", "2021", "28", "3", "4.8", "44", "53", "72", "800")
    ]


def test_texts_are_clean(statements: list[Statement]) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert text.isascii()
    assert all(said.title == clean("title", said.title or "") for said in statements)


def test_january_2021_has_three_certain_and_two_possible_titles(
    statements: list[Statement],
) -> None:
    window = parse_window("2021-01", TODAY)
    dated = [said for said in statements if said.date and window.touches(said.date)]
    certain = [name_of(said) for said in dated if said.date and window.holds(said.date)]
    assert certain == [
        "History of Swear Words",
        "The Minimalists",
        "Headspace: Guide to Meditation",
    ]
    possible = [name_of(said) for said in dated if name_of(said) not in certain]
    assert possible == ["Cobra Kai: season 3", "Disenchantment: part 3"]
    undated = [said for said in statements if said.status not in {None, "released"}]
    assert [name_of(said) for said in undated if said.date is None] == ["We Can Be Heroes sequel"]
