from datetime import date
from typing import Any

import pytest

from slate.domain.dates.windows import from_today, parse_window, window_between
from slate.render.sheet import Marked
from slate.render.titles import (
    list_sheet,
    status_text,
    table_rows,
    upcoming_sheet,
    when_phrase,
)

from .samples import JANUARY, TODAY, coming, drawn, listed, record


def test_a_list_is_divided_into_sections() -> None:
    sheet = list_sheet(listed(), 80)
    assert [(block.heading, len(block.rows)) for block in sheet.blocks] == [
        ("To come", 6),
        ("No date", 1),
        ("Out", 3),
        ("Canceled", 1),
    ]
    assert [block.heading for block in list_sheet(listed()[-2:], 80).blocks] == ["Out", "Canceled"]
    assert list_sheet([], 80).blocks == ()


def test_a_sorted_list_has_no_sections() -> None:
    assert drawn(list_sheet(listed()[:2], 80, sections=False), 80) == (
        "Date      Title                           On       Status\n"
        "Jan 2021  Headspace: Guide to Meditation  Netflix  Upcoming docuseries\n"
        "Jan 2021  History of Swear Words          Netflix  Upcoming docuseries\n"
    )
    assert list_sheet([], 80, sections=False).blocks == ()


def test_chosen_columns_are_shown_as_data() -> None:
    records = [record(tags=("karate", "youth"), certain=True, season=3), record(date=None)]
    columns = ("slug", "date", "title", "tags", "certain", "season", "label")
    assert drawn(list_sheet(records, 130, columns=columns), 130) == (
        "slug                           date     title                           "
        "tags          certain  season  label\n"
        "headspace-guide-to-meditation  2021-01  Headspace: Guide to Meditation  "
        "karate,youth  true     3       Upcoming docuseries\n"
        "headspace-guide-to-meditation  TBA      Headspace: Guide to Meditation"
        "                                 Upcoming docuseries\n"
    )


@pytest.mark.parametrize(("width", "day"), [(71, "2021-01-05"), (72, "2021-01-05 Tue")])
def test_narrow_sheets_omit_the_weekday(width: int, day: str) -> None:
    records = [record(date="2021-01-05", certain=True)]
    for sheet in (
        list_sheet(records, width),
        list_sheet(records, width, sections=False),
        upcoming_sheet(records, JANUARY, width),
    ):
        assert sheet.blocks[0].rows[0][0] == day


def test_upcoming_is_divided_into_certain_and_possible() -> None:
    sheet = upcoming_sheet(coming(), JANUARY, 80)
    assert [(block.heading, len(block.rows)) for block in sheet.blocks] == [
        ("In January 2021", 4),
        ("Possible in January 2021", 2),
    ]
    assert upcoming_sheet([], JANUARY, 80).blocks == ()


def test_what_leaves_comes_last_with_its_last_day() -> None:
    leaves = [record(date="2018-12-21", leaves="2021-01-31")]
    sheet = upcoming_sheet(coming(), JANUARY, 80, leaves)
    assert sheet.blocks[-1].heading == "Leaving in January 2021"
    assert [row[0] for row in sheet.blocks[-1].rows] == ["2021-01-31 Sun"]
    this_week = parse_window("this-week", TODAY)
    assert [block.heading for block in upcoming_sheet(coming(), this_week, 80, leaves).blocks] == [
        "This week (2021-01-04 to 2021-01-10)",
        "Possible this week",
        "Leaving this week",
    ]
    assert [block.heading for block in upcoming_sheet([], this_week, 80, leaves).blocks] == [
        "Leaving this week (2021-01-04 to 2021-01-10)"
    ]


@pytest.mark.parametrize(
    ("text", "heading", "phrase"),
    [
        ("2021-01", "In January 2021", "in January 2021"),
        ("2021-01-07", "On 2021-01-07 Thu", "on 2021-01-07 Thu"),
        ("2021", "In 2021", "in 2021"),
        ("Q1 2021", "In Q1 2021", "in Q1 2021"),
        ("early 2021", "In early 2021", "in early 2021"),
        ("winter 2020/21", "In winter 2020/21", "in winter 2020/21"),
        ("2021-01/2021-03", "In Jan-Mar 2021", "in Jan-Mar 2021"),
        ("2020-12/2021-01", "From Dec 2020 to Jan 2021", "from Dec 2020 to Jan 2021"),
        ("2021-01/..", "From 2021-01-01 on", "from 2021-01-01 on"),
        ("by 2021-03", "Until 2021-03-31", "until 2021-03-31"),
        ("today", "Today (2021-01-07 Thu)", "today"),
        ("tomorrow", "Tomorrow (2021-01-08 Fri)", "tomorrow"),
        ("yesterday", "Yesterday (2021-01-06 Wed)", "yesterday"),
        ("this-week", "This week (2021-01-04 to 2021-01-10)", "this week"),
        ("next-month", "Next month (2021-02-01 to 2021-02-28)", "next month"),
        ("last-year", "Last year (2020-01-01 to 2020-12-31)", "last year"),
        ("30d", "In the next 30 days (2021-01-07 to 2021-02-05)", "in the next 30 days"),
    ],
)
def test_upcoming_headings_name_the_window(text: str, heading: str, phrase: str) -> None:
    window = parse_window(text, TODAY)
    records = [record(certain=True), record(certain=False)]
    found = [block.heading for block in upcoming_sheet(records, window, 80).blocks]
    assert found == [heading, f"Possible {phrase}"]


@pytest.mark.parametrize(
    ("window", "phrase"),
    [
        (from_today(date(2021, 1, 7)), "from 2021-01-07 on"),
        (window_between(None, "2021-03", TODAY), "until 2021-03-31"),
        (window_between("2021-01", "2021-02", TODAY), "from 2021-01-01 to 2021-02-28"),
        (window_between(None, None, TODAY), "any time"),
    ],
)
def test_when_phrase_describes_open_windows(window: object, phrase: str) -> None:
    assert when_phrase(window) == phrase  # type: ignore[arg-type]


DUE = "Due 2021-01-01, not confirmed"


@pytest.mark.parametrize(
    ("fields", "text", "marked"),
    [
        ({"label": "Released"}, "Released", False),
        ({"label": "Upcoming film", "confidence": "rumor"}, "Upcoming film, rumor", True),
        ({"label": "Rumored", "status": "rumored", "confidence": "rumor"}, "Rumored", False),
        (
            {"label": "Released", "contested": True, "source": "TVmaze", "confidence": "listed"},
            "Released, says TVmaze, listed",
            True,
        ),
        ({"label": DUE, "overdue": True}, DUE, True),
        # The value of `overdue` decides, not the start of the label.
        ({"label": DUE}, DUE, False),
    ],
)
def test_rumored_and_overdue_are_marked(fields: dict[str, Any], text: str, marked: bool) -> None:  # noqa: FBT001
    found = status_text(record(**fields))
    assert found == text
    assert isinstance(found, Marked) == marked


def test_table_rows_for_a_pipe() -> None:
    header, rows = table_rows(listed()[-3:])
    assert header == ("Date", "Title", "On", "Status")
    assert list(rows) == [
        ("2020-12-23 Wed", "The Midnight Sky", "Netflix", "Released"),
        (
            "2005-06-10 Fri",
            "The Adventures of Sharkboy and Lavagirl in 3-D",
            "theaters (US)",
            "Released",
        ),
        ("no date", "The Society: season 2", "", "Canceled"),
    ]


def test_table_rows_of_upcoming_state_their_certainty() -> None:
    header, rows = table_rows(coming(), upcoming=True)
    assert header == ("Date", "Title", "On", "Status", "Certain")
    assert list(rows)[3:5] == [
        ("2021-01-05 Tue", "Locked Down", "HBO Max", "Due 2021-01-05, not confirmed", "certain"),
        ("early 2021", "Cobra Kai: season 3", "Netflix", "Upcoming season", "possible"),
    ]


def test_chosen_columns_have_the_cells_of_tsv() -> None:
    columns = ("title", "season", "date", "certain", "part")
    [block] = list_sheet(coming()[4:6], 80, columns=columns).blocks
    assert block.header == columns
    assert block.rows[0] == ("Cobra Kai", "3", "2021-early", "false", "")
