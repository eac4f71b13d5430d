import re
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.queries.list_sections import ListSection, SectionPart, list_section_of
from slate.domain.text import safe
from slate.domain.titles.record import Record
from slate.render.screens.titles import (
    columns_screen,
    list_screen,
    record_rows,
    table_screen,
)
from tests.render.samples import HOSTILE, letters, listed, record, shown

from .golden import WIDTHS, check_any_width, display, expected


def parts_of(records: Sequence[Record], **totals: int) -> list[SectionPart]:
    """Return records in the sections of a list; `totals` are those of sections with more."""
    found = {section: [each for each in records if list_section_of(each) is section]
             for section in ListSection}  # fmt: skip
    return [
        SectionPart(section, its, len(its), totals.get(section.name.lower(), len(its)))
        for section, its in found.items()
        if its or section.name.lower() in totals
    ]


def drawn(records: Sequence[Record], width: int = 80, colors: bool = False, **totals: int) -> str:  # noqa: FBT001, FBT002
    screen = list_screen(parts_of(records, **totals), display(width))
    return shown(screen, width, "standard" if colors else None)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_at_each_width(width: int) -> None:
    assert drawn(listed(), width) == expected("list", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_colors_leave_the_text_unchanged(width: int) -> None:
    colored = re.sub(r"\x1b\[[0-9;]*m", "", drawn(listed(), width, colors=True))
    assert colored.replace("▌", " ") == drawn(listed(), width)


def test_nothing_prints_nothing() -> None:
    assert shown(list_screen([], display(80))) == ""
    none = [SectionPart(ListSection.OUT, (), 0, 7)]
    assert shown(list_screen(none, display(80))) == ""
    assert shown(table_screen([], display(80))) == ""
    assert shown(columns_screen([], ("slug",), display(80))) == ""


COMING = record(title="Lupin", status="scheduled", date="2021-01-08", latest="2021-01-08",
                confidence="official", season=2, label="Upcoming season")  # fmt: skip


def test_titles_to_come_stand_under_their_last_day() -> None:
    days = ("2021-01-07", "2021-01-08", "2021-01-10", "2021-01-17", "2021-01-31", "2021-02-28")
    spans = ("2021-06", "2021-07/..", "2022")
    records = [
        COMING._replace(title=f"A {day}", name=f"A {day}", date=day, latest=day)
        for day in (*days, *spans)
    ]
    lines = drawn(records).splitlines()
    assert [line for line in lines if line and line[0] != " "] == [
        "Today",
        "Tomorrow",
        "This week",
        "Next week",
        "Later in January",
        "February",
        "Later in 2021",
        "No last day",
        "2022",
    ]


def test_other_sections_tell_how_many_there_are() -> None:
    gone = COMING._replace(status=COMING.status.RELEASED, label="Released")
    held = COMING._replace(status=COMING.status.ON_HOLD, label="On hold", date=None)
    text = drawn([COMING, gone, held], out=1_200, on_hold=2, canceled=3)
    assert "\n\nOut  the last of 1,200\n" in text
    two = [gone, gone._replace(name="Soul")]
    assert "\n\nOut  the last 2 of 1,200\n" in drawn(two, out=1_200)
    assert "\n\nOn hold  1 of 2\n" in text
    assert "Canceled" not in text
    assert "\n\nOut\n" in drawn([gone])


def test_a_date_stands_once_for_those_that_share_it() -> None:
    others = [COMING, COMING._replace(name="Mank"), COMING._replace(name="Soul", date="2021-01-09")]
    assert drawn(others) == (
        "  Date          Title             On       Status\n"
        "\n"
        "Tomorrow\n"
        "  Fri Jan 8  ✓  Lupin: season 2   Netflix  season\n"
        "             ✓  Mank              Netflix  season\n"
        "\n"
        "This week\n"
        "  Sat Jan 9  ✓  Soul              Netflix  season\n"
    )


def test_a_wide_terminal_has_room_for_how_far_off_dates_are() -> None:
    overdue = COMING._replace(overdue=True, date="2021-01-05")
    others = [overdue, COMING, COMING._replace(name="Soul", date="2021-01-09")]
    assert drawn(others, 100) == (
        "  Date                      Title             On       Status\n"
        "\n"
        "Overdue\n"
        "  Tue Jan 5  2 days ago     Lupin: season 2   Netflix  season\n"
        "\n"
        "Tomorrow\n"  # which says so already
        "  Fri Jan 8              ✓  Lupin: season 2   Netflix  season\n"
        "\n"
        "This week\n"
        "  Sat Jan 9  in 2 days   ✓  Soul              Netflix  season\n"
    )
    assert drawn([overdue], 99).splitlines()[-1] == (
        "  Tue Jan 5  Lupin: season 2   Netflix  season, due 2 days ago"
    )


@pytest.mark.slow
def test_records_are_read_as_they_are_drawn() -> None:
    read: list[int] = []

    def records() -> Iterator[Record]:
        for number in range(5_000):
            read.append(number)
            yield COMING._replace(name=f"T{number}")

    part = SectionPart(ListSection.TO_COME, records(), 5_000, 5_000)
    screen = list_screen([part], display(80))
    first = shown(islice(screen, 4))
    assert first.count("Netflix") == 200
    assert len(read) < 500
    assert shown(screen).count("Netflix") == 4_800


def test_meanings_of_a_list_are_colors() -> None:
    late = COMING._replace(
        name="Mank", date="2021-01-05", overdue=True, platform=None, release_type=None
    )
    vague = COMING._replace(name="Soul", date="2021-early", latest="2021-04-30")
    gone = COMING._replace(name="Ava", status=COMING.status.CANCELED, date="2020-12-25")
    assert drawn([late, COMING, vague, gone], colors=True) == expected("list-colors", 80)


def test_a_sorted_list_is_one_table() -> None:
    records = [*listed()[:2], COMING, COMING._replace(overdue=True, date="2021-01-01")]
    assert shown(table_screen(records, display(80))) == (
        "Date          Title                            On       Status\n"
        "January       Headspace: Guide to Meditation   Netflix  Upcoming docuseries\n"
        "January       History of Swear Words           Netflix  Upcoming docuseries\n"
        "Fri Jan 8  ✓  Lupin: season 2                  Netflix  Upcoming season\n"
        "Fri Jan 1     Lupin: season 2                  Netflix  Due, not confirmed\n"
    )
    assert shown(table_screen(records[:1], display(60)), 60) == (
        "Date     Title, On, Status\n"
        "January  Headspace: Guide to Meditation\n"
        "          Netflix · Upcoming docuseries\n"
    )


def test_a_sorted_list_marks_a_year_that_is_all_that_is_known() -> None:
    old = record(date=None, year=2005, status="released", label="Released", platform=None,
                 release_type=None)  # fmt: skip
    assert (
        shown(table_screen([old], display(80)), 80).splitlines()[1].endswith("Released, year only")
    )


def test_chosen_columns_are_shown_as_data() -> None:
    records = [record(tags=("karate", "youth"), certain=True, season=3), record(date=None)]
    columns = ("slug", "date", "title", "tags", "certain", "season", "label")
    assert shown(columns_screen(records, columns, display(130)), 130) == (
        "slug                           date     title                           "
        "tags          certain  season  label\n"
        "headspace-guide-to-meditation  2021-01  Headspace: Guide to Meditation  "
        "karate,youth  true     3       Upcoming docuseries\n"
        "headspace-guide-to-meditation  TBA      Headspace: Guide to Meditation"
        "                                 Upcoming docuseries\n"
    )
    assert shown(columns_screen([COMING], ("slug", "title"), display(80)), 80, "standard") == (
        "\x1b[2mslug\x1b[0m                           \x1b[2mtitle\x1b[0m\n"
        "\x1b[2mheadspace-guide-to-meditation\x1b[0m  Lupin\n"
    )


def test_a_record_without_details_takes_one_line_on_a_narrow_terminal() -> None:
    bare = record(platform=None, release_type=None, date=None, status="announced", label="")
    assert [len(list(record_rows([each], display(60)))) for each in (bare, COMING)] == [1, 2]
    (date, title), (near, below) = record_rows([COMING], display(60))
    texts = (date.plain, title.plain, near.plain, below.plain)
    assert texts == ("Fri Jan 8", "Lupin: season 2 ✓", "tomorrow", "▌Netflix · season")
    (wide,), (usual,) = (record_rows([COMING], display(width)) for width in (100, 80))
    assert [text.plain for text in wide] == [
        *("Fri Jan 8", "tomorrow", "✓", "Lupin: season 2", "▌Netflix", "season")
    ]
    assert [text.plain for text in usual] == [
        *("Fri Jan 8", "✓", "Lupin: season 2", "▌Netflix", "season")
    ]


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped_and_fit(hostile: str) -> None:
    found = COMING._replace(name=hostile, platform=hostile, source=hostile, slug=hostile)
    others = [found, found._replace(contested=True), found._replace(overdue=True)]
    check_any_width(lambda screen: list_screen(parts_of(others), screen))
    check_any_width(lambda screen: table_screen(others, screen))
    check_any_width(lambda screen: columns_screen(others, ("slug", "name", "source"), screen))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.integers(20, 130))
def test_any_title_fits_and_no_letter_is_lost(names: list[str], width: int) -> None:
    records = [COMING._replace(name=name, platform=name) for name in names]
    for screen in (
        list_screen(parts_of(records), display(width)),
        table_screen(records, display(width)),
        columns_screen(records, ("name", "platform", "slug"), display(width)),
    ):
        text = shown(screen, width)
        assert max(map(cell_len, text.split("\n"))) <= width
        assert letters(*map(safe, names)) <= letters(text)
