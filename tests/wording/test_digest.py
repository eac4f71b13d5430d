from datetime import date

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.net_change import NetChange, net_record
from slate.domain.dates.windows import parse_window
from slate.domain.queries.digest import (
    Digest,
    DigestChange,
    DigestSection,
    TitleNews,
    digest_days,
)
from slate.wording.digest import digest_text
from tests.render.samples import on, record, report, title

TODAY = date(2021, 1, 7)
DAYS = digest_days(None, TODAY)
EMPTY = Digest(DAYS, {}, {}, {})
SOUL = record(slug="soul", title="Soul", date="2021-01-08", source="variety")
HEAT = record(slug="heat", title="Heat", date="2021-01", source="Deadline", leaves="2021-02")


def new() -> TitleNews:
    after = title({"title": "Mank", "releases": on("2021-02")})
    difference = Difference(ChangeName.ADDED, after="Mank")
    change = NetChange(net_record(difference, "mank", after, after), difference, after)
    return TitleNews((DigestChange(change, after, report({}, source="Aardvark")),))


def test_an_empty_digest_has_no_parts() -> None:
    text = digest_text(EMPTY, "day")
    assert (text.parts, text.foot) == ((), "As of 2021-01-07.")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, "What is new on the slate, 1 to 7 January 2021"),
        ("last-week", "What is new on the slate, 28 December 2020 to 3 January 2021"),
        ("next-month", "What is coming, 1 to 28 February 2021"),
        ("2022/..", "What is coming, from 1 January 2022 on"),
    ],
)
def test_the_title_has_the_days(when: str | None, expected: str) -> None:
    days = digest_days(parse_window(when, TODAY) if when else None, TODAY)
    assert digest_text(EMPTY._replace(days=days), "day").title == expected


def test_sections_have_their_order_and_what_is_possible_is_coming() -> None:
    records = {
        DigestSection.OVERDUE: [SOUL],
        DigestSection.LEAVING: [HEAT],
        DigestSection.POSSIBLE: [HEAT],
        DigestSection.COMING: [SOUL],
    }
    left_out = {DigestSection.COMING: 2, DigestSection.POSSIBLE: 1_000, DigestSection.OVERDUE: 1}
    news = {DigestSection.NEW: [new()]}
    text = digest_text(Digest(DAYS, news, records, left_out), "day")
    assert [(part.name, part.heading, len(part.items), part.more) for part in text.parts] == [
        ("new", "New", 1, ""),
        ("coming", "Coming, 7 to 13 January 2021", 2, "and 1,002 more"),
        ("leaving", "Leaving", 1, ""),
        ("overdue", "Overdue", 1, "and 1 more"),
    ]
    assert text.sources == ("Aardvark", "Deadline", "variety")
    assert text.foot == "As of 2021-01-07, from 3 sources: Aardvark, Deadline, variety."


def test_what_is_only_possible_is_a_section_too() -> None:
    text = digest_text(EMPTY._replace(records={DigestSection.POSSIBLE: [HEAT]}), "day")
    assert [part.name for part in text.parts] == ["coming"]


def test_the_days_of_a_period_to_come_are_stated_once() -> None:
    days = digest_days(parse_window("next-month", TODAY), TODAY)
    text = digest_text(Digest(days, {}, {DigestSection.COMING: [SOUL]}, {}), "day")
    assert (text.parts[0].heading, text.begins, text.ends) == (
        "Coming",
        date(2021, 2, 1),
        date(2021, 2, 28),
    )


def test_an_open_end_is_stated() -> None:
    days = digest_days(parse_window("2021-01-01/..", TODAY), TODAY)
    text = digest_text(Digest(days, {}, {DigestSection.COMING: [SOUL]}, {}), "platform")
    assert text.parts[0].heading == "Coming, from 7 January 2021 on"
