from datetime import date

import pytest

from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.record import Record, Within
from slate.wording.digest_items import (
    Cited,
    DigestItem,
    cited,
    coming_items,
    lead_text,
    leaving_items,
    overdue_items,
    possible_items,
)
from tests.render.samples import record

TODAY = date(2021, 1, 7)


def made(**fields: object) -> Record:
    usual = {
        "slug": "soul", "title": "Soul", "date": "2021-01-08", "platform": "Netflix",
        "release_type": "streaming", "kind": "film", "label": "Upcoming film",
        "status": "scheduled", "source": "Variety", "season": None, "part": None,
    }  # fmt: skip
    return record(**usual | fields)


def lines(items: list[DigestItem]) -> list[tuple[tuple[str, ...], str]]:
    return [(item.headings, f"{lead_text(item)}{item.name}, {item.text}") for item in items]


def text(**fields: object) -> str:
    [item] = coming_items([made(**fields)], "day", TODAY)
    return item.text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "film on Netflix"),
        ({"season": 3, "kind": "series", "label": "Upcoming season"}, "on Netflix"),
        ({"part": 3, "kind": "series", "label": "Upcoming season"}, "on Netflix"),
        ({"season": 3, "status": "filming", "label": "Filming"}, "filming at Netflix"),
        ({"label": "Sequel in development", "status": "in-development"},
         "sequel in development at Netflix"),
        ({"platform": None, "release_type": None, "season": 2, "label": "Upcoming season"}, ""),
        ({"placed_by": Attribution("Reddit", Confidence.RUMOR)},
         "film on Netflix, says Reddit, rumor"),
        ({"within": Within("2021-early", "Netflix", Confidence.OFFICIAL)},
         "film on Netflix; within early 2021, says Netflix (official)"),
        ({"date": "2021-01-08?"}, "film on Netflix, date uncertain"),
    ],
)  # fmt: skip
def test_what_is_coming(fields: dict[str, object], expected: str) -> None:
    assert text(**fields) == expected


def test_what_is_coming_is_listed_by_day_month_or_service() -> None:
    records = [made(slug="heat", title="Heat", date="2021-02-01"), made()]
    assert lines(coming_items(records, "day", TODAY)) == [
        (("Friday 8 January",), "Soul, film on Netflix"),
        (("Monday 1 February",), "Heat, film on Netflix"),
    ]
    assert lines(coming_items(records, "month", TODAY))[0] == (
        ("January", "Friday 8 January"),
        "Soul, film on Netflix",
    )
    assert lines(coming_items(records, "platform", TODAY)) == [
        (("Netflix",), "Friday 8 January: Soul, film"),
        (("Netflix",), "Monday 1 February: Heat, film"),
    ]


def test_releases_on_one_day_are_one_line_if_one_report_states_them() -> None:
    theaters = made(platform=None, release_type="theatrical")
    assert [item.text for item in coming_items([made(), theaters], "day", TODAY)] == [
        "film on Netflix and in theaters"
    ]
    other = theaters._replace(source="Deadline")
    assert [item.text for item in coming_items([made(), other], "day", TODAY)] == [
        "film on Netflix",
        "film in theaters",
    ]


def test_what_is_possible_has_its_date_and_one_heading() -> None:
    records = [made(date="2021"), made(date="2021-01", slug="heat", title="Heat")]
    assert lines(possible_items(records, TODAY)) == [
        (("Possible",), "Sometime in January: Heat, film on Netflix"),
        (("Possible",), "2021: Soul, film on Netflix"),
    ]


def test_what_leaves_has_its_last_day() -> None:
    [item, other] = leaving_items(
        [
            made(leaves="2021-03~", platform=None, release_type=None, date=None),
            made(leaves="2021-01-31"),
        ],
        TODAY,
    )
    assert lines([item]) == [((), "Sunday 31 January: Soul, from Netflix")]
    assert item.shown.date.text == "2021-01-31"
    assert lines([other]) == [((), "Sometime in March: Soul, date approximate")]


def test_what_is_overdue_has_the_date_that_passed() -> None:
    late = made(
        date="2021-01-05", overdue=True, label="Due 2021-01-05, not confirmed",
        placed_by=Attribution("Reddit", Confidence.REPORTED),
    )  # fmt: skip
    [item] = overdue_items([late], TODAY)
    assert lines([item]) == [((), "Soul, due 5 January on Netflix, says Reddit, not confirmed")]


@pytest.mark.parametrize(
    ("credit", "parts"),
    [
        (cited("Deadline", None, Confidence.OFFICIAL), ("", "Deadline")),
        (cited("Deadline", None, Confidence.REPORTED), ("", "Deadline")),
        (cited("TVmaze", None, Confidence.LISTED), ("listed: ", "TVmaze")),
        (cited("Reddit", None, Confidence.RUMOR), ("rumor: ", "Reddit")),
        (cited("Deadline", None, Confidence.REPORTED, contested=True), ("disputed: ", "Deadline")),
        (cited("Reddit", None, Confidence.RUMOR, contested=True), ("rumor: ", "Reddit")),
        (cited(None, None, Confidence.RUMOR), ("rumor", "")),
        (cited(None, "https://a.example", Confidence.REPORTED), ("", "source")),
        (cited(None, "page 3", Confidence.LISTED), ("listed", "")),
        (cited(None, None, None), ("", "")),
    ],
)
def test_who_said_it_and_what_is_no_fact(credit: Cited, parts: tuple[str, str]) -> None:
    assert credit.parts == parts
