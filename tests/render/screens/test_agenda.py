import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.dates.windows import Window, from_today, parse_window
from slate.domain.queries.upcoming import Upcoming
from slate.domain.text import safe
from slate.domain.titles.record import Record
from slate.render.screens.agenda import upcoming_screen
from tests.render.samples import HOSTILE, JANUARY, TODAY, coming, letters, record, shown

from .golden import WIDTHS, check_any_width, display, expected

LUPIN = record(title="Lupin", status="scheduled", date="2021-01-08", latest="2021-01-08",
               confidence="official", season=2, label="Upcoming season", certain=True)  # fmt: skip
MANK = LUPIN._replace(name="Mank", season=None, label="Upcoming film", platform="Hulu")
DESK = LUPIN._replace(
    name="The Desk", date="2018-12-21", leaves="2021-01-31", status=LUPIN.status.RELEASED
)


def found(records: Sequence[Record], leaves: Sequence[Record] = ()) -> Upcoming:
    return Upcoming(list(records), list(leaves), 0, 0, 0, 0, is_empty=False)


def drawn(
    records: Sequence[Record],
    leaves: Sequence[Record] = (),
    *,
    window: Window = JANUARY,
    width: int = 80,
    colors: bool = False,
) -> str:
    screen = upcoming_screen(found(records, leaves), window, display(width))
    return shown(screen, width, "standard" if colors else None)


@pytest.mark.parametrize("width", WIDTHS)
def test_releases_at_each_width(width: int) -> None:
    leaves = [DESK, DESK._replace(name="Dune", leaves="2021-Q1", platform="Hulu")]
    assert drawn(coming(), leaves, width=width) == expected("upcoming", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_colors_leave_the_text_unchanged(width: int) -> None:
    colored = re.sub(r"\x1b\[[0-9;]*m", "", drawn(coming(), [DESK], width=width, colors=True))
    assert colored.replace("▌", " ") == drawn(coming(), [DESK], width=width)


def test_nothing_prints_nothing() -> None:
    assert drawn([]) == ""


def test_each_day_has_a_heading_with_the_number_of_its_releases() -> None:
    month = LUPIN._replace(name="Soul", date="2021-01", latest="2021-01-31")
    last = LUPIN._replace(name="Ava", date="2021-01-31", latest="2021-01-31")
    assert drawn([LUPIN, MANK, month, last], window=parse_window("this-month", TODAY)) == (
        "This month (2021-01-01 to 2021-01-31)\n"
        "     Title             On       Status\n"
        "\n"
        "Fri Jan 8  tomorrow · 2 releases\n"
        "  ✓  Lupin: season 2   Netflix  season\n"
        "  ✓  Mank              Hulu     film\n"
        "\n"
        "Sun Jan 31\n"
        "  ✓  Ava               Netflix  season\n"
        "\n"
        "January  day not known\n"  # after its last day
        "  ✓  Soul              Netflix  season\n"
    )


def test_on_a_narrow_terminal_a_release_takes_two_lines() -> None:
    bare = LUPIN._replace(name="Ava", platform=None, release_type=None, label="")
    bare = bare._replace(confidence=LUPIN.confidence.REPORTED)
    assert drawn([LUPIN, bare], width=60) == (
        "In January 2021\n"
        "\n"
        "Fri Jan 8  tomorrow · 2 releases\n"
        "  Lupin: season 2 ✓\n"
        "   Netflix · season\n"
        "  Ava\n"
    )


def test_what_nobody_confirmed_is_said_to_be_late() -> None:
    late = LUPIN._replace(date="2021-01-05", latest="2021-01-05", overdue=True)
    assert drawn([late], colors=True).splitlines()[-2:] == [
        "\x1b[1mTue Jan 5\x1b[0m  \x1b[2m2 days ago\x1b[0m",
        (
            "  Lupin: season 2  \x1b[35m▌\x1b[0mNetflix  season\x1b[2m, \x1b[0m"
            "\x1b[31moverdue\x1b[0m"
        ),
    ]


def test_what_is_possible_has_a_bar_of_its_days() -> None:
    early = LUPIN._replace(date="2021-early", latest="2021-04-30", certain=False)
    rumor = MANK._replace(certain=False, confidence=LUPIN.confidence.RUMOR)
    open_end = MANK._replace(date="2021-01/..", latest=None, certain=False, name="Ava")
    assert drawn([rumor, early, open_end]) == (
        "Possible in January 2021\n"
        "  Date              Title             On       Status       Jan      Apr\n"
        "  Fri Jan 8         Mank              Hulu     film, rumor  ▓···········\n"
        "  early 2021     ✓  Lupin: season 2   Netflix  season       ▓▓▓▓░░░░░░░░\n"
        "  from Jan 2021  ✓  Ava               Hulu     film         ▓▓▓▓░░░░░░░░»\n"
    )


def test_without_certain_releases_the_other_headings_have_the_days() -> None:
    week = parse_window("this-week", TODAY)
    assert drawn([], [DESK], window=week).startswith(
        "Leaving this week (2021-01-04 to 2021-01-10)\n  Date        Title "
    )
    assert drawn([LUPIN], window=from_today(TODAY)).startswith("From 2021-01-07 on\n")


def test_what_leaves_is_not_subdued() -> None:
    assert drawn([], [DESK], colors=True).splitlines()[-1] == (
        "  \x1b[1mSun Jan 31\x1b[0m  The Desk  \x1b[35m▌\x1b[0mNetflix  season"
    )
    near = DESK._replace(leaves="2021-01-09", confidence=LUPIN.confidence.RUMOR)
    assert drawn([], [near], width=60) == (
        "Leaving in January 2021\n"
        "  Date       Title, On, Status\n"
        "  Sat Jan 9  The Desk\n"
        "  in 2 days   Netflix · season, rumor\n"
    )


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped_and_fit(hostile: str) -> None:
    bad = LUPIN._replace(name=hostile, platform=hostile, source=hostile)
    records = [bad, bad._replace(certain=False), bad._replace(contested=True, certain=False)]
    given = found(records, [bad._replace(leaves="2021-01-31")])
    check_any_width(lambda screen: upcoming_screen(given, JANUARY, screen))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.integers(20, 130))
def test_any_title_fits_and_no_letter_is_lost(names: list[str], width: int) -> None:
    records = [LUPIN._replace(name=name, platform=name) for name in names]
    possible = [record._replace(certain=False) for record in records]
    leaves = [record._replace(leaves="2021-01-31") for record in records]
    text = drawn([*records, *possible], leaves, width=width)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert letters(*map(safe, names * 3)) <= letters(text)
