import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.dates.weeks import MONDAY
from slate.domain.queries.months import Month
from slate.domain.text import safe
from slate.render.look.theme import in_ascii
from slate.render.screens.calendar import calendar_screen, is_complete
from tests.render.samples import HOSTILE, letters, shown

from .golden import check_any_width, display
from .months import DESK, LATE, LUPIN, MANK, RUMOR, months, titled

MOST = 200


def drawn(
    found: Sequence[Month], width: int = 80, most: int = MOST, *, colors: bool = False
) -> str:
    screen = calendar_screen(found, MONDAY, most, display(width))
    return shown(screen, width, "standard" if colors else None)


ALL = (LATE, LUPIN, MANK, RUMOR, titled("Night", date="2021-01"), titled("Day", date="2021"))
NARROW = """\
       January 2021
Mo  Tu  We  Th  Fr  Sa  Su
                 1   2   3
 4   5•  6   7›  8•  9  10
11  12  13  14  15  16  17
18  19  20• 21  22  23  24
25  26  27  28  29  30  31◇

• releases  › today  ◇ leaves

January 2021   6 releases, 1 leaving

Tue Jan 5  2 days ago
  Soul
   Hulu · film, overdue

Fri Jan 8  tomorrow · 2 releases
  Lupin: season 2 ✓
   Netflix · season
  Mank
   Hulu · film

Wed Jan 20  in 13 days
  Ava
   Hulu · film, rumor

Sun Jan 31
  The Desk ◇
   Hulu · leaves

Sometime in January
  Night
   Hulu · film

2021
  Day
   Hulu · film
"""  # noqa: RUF001 -- the signs of theme.py


def test_a_narrow_terminal_has_a_small_month_with_an_agenda() -> None:
    assert drawn(months(*ALL, leaves=(DESK,)), 60) == NARROW


def test_a_grid_is_followed_by_what_its_signs_mean() -> None:
    text = drawn(months(*ALL, leaves=(DESK,)))
    assert text.startswith("January 2021   6 releases, 1 leaving\n\nMon  ")
    assert text.endswith(
        "\n\nSometime in January\n Night  Hulu\n\n2021\n Day  Hulu\n\n"
        "! overdue  ? rumor  ◇ leaves\n"
    )
    assert drawn(months()).endswith("31\n")


def test_months_are_beside_each_other_where_two_grids_fit() -> None:
    two = months(LUPIN, when="2021-01/2021-02")
    assert "January 2021   1 release" in drawn(two, 148).splitlines()[0]
    assert "February 2021" in drawn(two, 148).splitlines()[0]
    assert drawn(two, 147).startswith("       January 2021                 February 2021\n")
    three = drawn(months(LUPIN, when="2021-01/2021-03"), 148)
    assert "\n\nMarch 2021\n" in three


def test_the_agenda_has_months_with_entries_under_their_headings() -> None:
    found = months(LUPIN, titled("Spring", date="2021-03-01"), when="2021-01/2021-03")
    assert drawn(found).partition("releases\n\n")[2] == (
        "     Title             On       Status\n"
        "\n"
        "January 2021   1 release\n"
        "\n"
        "Fri Jan 8  tomorrow\n"
        "  ✓  Lupin: season 2   Netflix  season\n"
        "\n"
        "March 2021   1 release\n"
        "\n"
        "Mon Mar 1\n"
        "     Spring            Hulu     film\n"
    )
    assert "Title" not in drawn(months(when="2021-02/2021-03"))


def test_the_agenda_has_no_more_than_a_screen_shows() -> None:
    many = [titled(f"T{at}") for at in range(5)]
    found = months(*many, titled("Last", date="2021-01-30"))
    assert drawn(found, 60, 3).count("film") == 3
    assert drawn(found, 60, 5).count("film") == 5
    assert "Last" not in drawn(found, 60, 5)
    assert not is_complete(found, 5, display(60))
    assert is_complete(found, 6, display(60))
    assert not is_complete(found, 6, display(80))  # a cell has three titles
    assert is_complete(months(LUPIN), 1, display(80))
    assert is_complete([], 1, display(60))


def test_no_months_print_nothing() -> None:
    assert drawn([]) == drawn([], 200) == drawn([], 60) == ""


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_colors_leave_the_text_unchanged(width: int) -> None:
    found = months(*ALL, leaves=(DESK,), when="2021-01/2021-02" if width == 160 else "2021-01")
    colored = re.sub(r"\x1b\[[0-9;]*m", "", drawn(found, width, colors=True))
    *lines, last = colored.splitlines()
    if width > 60:
        last, *_ = last.partition("  ▌")  # the services, after the signs
    assert "\n".join([*lines, last, ""]).replace("▌", " ") == drawn(found, width)


@pytest.mark.parametrize("width", [60, 80])
def test_signs_have_ascii_characters_of_their_own(width: int) -> None:
    found = months(*ALL, titled("Now", date="2021-01-07"), leaves=(DESK,))
    assert in_ascii(drawn(found, width)).isascii()


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_escaped_and_fit(hostile: str) -> None:
    bad = titled(hostile, platform=hostile, source=hostile)
    records = (bad, bad._replace(date="2021-01"), bad._replace(date="2021", contested=True))
    for when in ("2021-01", "2021-01/2021-02"):
        found = months(*records, leaves=(bad._replace(leaves="2021-01-31"),), when=when)
        check_any_width(lambda screen, found=found: calendar_screen(found, MONDAY, MOST, screen))  # type: ignore[misc]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.integers(20, 160))
def test_any_title_fits_and_an_agenda_loses_no_letter(names: list[str], width: int) -> None:
    records = [titled(name, platform=name) for name in names]
    coarse = [record._replace(date="2021-01") for record in records]
    text = drawn(months(*records, *coarse), width)
    assert max(map(cell_len, text.split("\n"))) <= width
    if width < 72:
        assert letters(*map(safe, {*names})) <= letters(text)
