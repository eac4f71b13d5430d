from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.dates.windows import Window, from_today, parse_window, window_between
from slate.render.look.calendar_axis import CalendarAxis
from tests.domain.dates.test_parsing import marked
from tests.render.samples import TODAY


def _axis(
    *texts: str, window: Window | None = None, room: int = 30, today: date = TODAY
) -> CalendarAxis:
    return CalendarAxis.of(map(parse_date, texts), window, today, room)


def _lines(axis: CalendarAxis) -> list[str]:
    return [axis.today_line.plain, axis.names.plain]


@pytest.mark.parametrize(
    ("texts", "first", "last", "months", "width"),
    [
        ((), "2021-01-04", "2021-02-07", 0, 6),
        (("2021-01-08",), "2021-01-04", "2021-02-07", 0, 6),
        (("2021-06-01", "2020-12-25"), "2020-12-21", "2021-06-06", 0, 1),
        (("2021-09-01",), "2021-01-01", "2021-09-30", 1, 3),
        (("2023-06-01",), "2021-01-01", "2023-06-30", 1, 1),
        (("2025-06-01",), "2021-01-01", "2025-06-30", 3, 1),
        (("2045",), "2021-01-01", "2045-12-31", 12, 1),
        (("2099",), "2020-01-01", "2099-12-31", 120, 3),
        (("9999",), "2000-01-01", "9999-12-31", 12_000, 3),
        (("0001-01-01",), "0001-01-01", "2099-12-31", 1_200, 1),
        (("2021-03/..",), "2021-01-04", "2021-05-02", 0, 1),
        (("../2021-03", "TBA"), "2021-01-04", "2021-04-04", 0, 2),
    ],
)
def test_columns_are_the_finest_that_fit(
    texts: tuple[str, ...], first: str, last: str, months: int, width: int
) -> None:
    axis = _axis(*texts)
    assert (str(axis.axis.first), str(axis.axis.last)) == (first, last)
    assert (axis.months, axis.axis.width) == (months, width)


def test_what_is_much_farther_away_than_the_others_is_cut() -> None:
    near = ("2021-01-08", "2021-02-01", "2021-03-01")
    assert _axis(*near, "2099").axis.last == date(2021, 3, 7)
    assert _axis(*near, "2005").axis.first == date(2021, 1, 4)
    assert _axis(*near, "2021-12-01").axis.last == date(2021, 12, 31)  # within a year
    assert _axis("2023", "2024", "2025", "2026").axis.last == date(2026, 12, 31)
    assert _axis("2099", "2098").axis.last == date(2099, 12, 31)


def test_a_window_bounds_the_axis() -> None:
    january = _axis("2020", "2022", window=parse_window("2021-01", TODAY))
    assert (january.axis.first, january.axis.last) == (date(2020, 12, 28), date(2021, 1, 31))
    later = _axis("2021-07-01", window=from_today(date(2021, 6, 1)))
    assert (later.axis.first, later.axis.last) == (date(2021, 5, 31), date(2021, 7, 4))
    until = _axis("2021-01-05", window=window_between(None, "2021-01-20", TODAY))
    assert (until.axis.first, until.axis.last) == (date(2021, 1, 4), date(2021, 1, 24))


@pytest.mark.parametrize(
    ("axis", "lines"),
    [
        (_axis("2021-01-29"), ["  ▼ today", "Jan                     Feb"]),
        (_axis("2021-06-01", "2020-12-25"), ["  ▼ today", " Jan  Feb Mar Apr May"]),
        (
            _axis("2021-02-01", window=parse_window("2021-02", TODAY), room=40),
            ["", "Feb 2021"],
        ),
        (
            _axis(window=parse_window("2020-06-10/2020-10", TODAY), room=60),
            ["", "Jun 2020       Aug      Sep     Oct"],
        ),
        (_axis("2021-09-01"), ["▼ today", "2021     Apr      Jul"]),
        (_axis("2021-09-01", "2020-09-01"), ["        ▼ today", "  Oct   2021  Apr   Jul"]),
        (_axis("2023-06-01"), ["▼ today", "2021  Jul   2022  Jul   2023"]),
        (
            _axis(window=parse_window("2018-03/2019-06", TODAY)),
            ["", "Mar Jul   2019"],
        ),
        (_axis("2025-06-01"), ["▼ today", "    2022    2024"]),
        (_axis("2045"), ["▼ today", "    2025 2030 2035 2040"]),
        (_axis("2005-01-01"), ["          today ▼", "2005 2010 2015"]),
        (_axis("9999"), ["▼ today", "2000  4000  6000  8000"]),
    ],
)
def test_names_stand_where_their_months_or_years_begin(
    axis: CalendarAxis, lines: list[str]
) -> None:
    assert _lines(axis) == lines


def test_today_is_on_the_axis_unless_a_window_leaves_it_out() -> None:
    assert _axis().now == 2
    assert _axis(window=parse_window("2022", TODAY)).now is None


@given(
    st.lists(marked(), max_size=6),
    st.one_of(
        st.none(),
        st.tuples(st.dates(), st.dates()).map(
            lambda ends: window_between(str(min(ends)), str(max(ends)), TODAY)
        ),
        st.dates().map(from_today),
        st.dates().map(lambda day: window_between(None, str(day), TODAY)),
    ),
    st.dates(date(1970, 1, 1), date(9000, 1, 1)),
    st.integers(10, 120),
)
def test_any_axis_fits_and_no_name_overlaps_another(
    dates: list[ReleaseDate], window: Window | None, today: date, room: int
) -> None:
    found = CalendarAxis.of(dates, window, today, room)
    axis = found.axis
    assert axis.cells <= room
    assert all(a < b for a, b in zip(axis.starts, axis.starts[1:], strict=False))
    if window is None:
        assert axis.covers(today)
        assert axis.last - axis.first >= min(timedelta(27), date.max - axis.first)
    else:
        assert window.start is None or axis.covers(window.start)
        assert window.last is None or axis.covers(window.last)
    assert found.names.cell_len <= axis.cells
    assert found.ticks
    for tick, following in zip(found.ticks, found.ticks[1:], strict=False):
        assert tick.place + len(tick.name) < following.place
