from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.dates.windows import Window, from_today, parse_window, window_between
from slate.render.look.spans import SpanBars
from slate.render.look.theme import BEYOND, DOT, INSIDE
from tests.domain.dates.test_parsing import marked
from tests.render.samples import shown

TODAY = date(2021, 1, 7)
JANUARY = parse_window("2021-01", TODAY)


def _axis(window: Window, *texts: str) -> SpanBars:
    return SpanBars.around(window, map(parse_date, texts))


def test_a_bar_has_the_days_in_the_window_and_beside_it() -> None:
    axis = _axis(JANUARY, "2021-early", "2020-12-15/2021-01-15", "2021-01/..")
    assert (axis.axis.first, axis.axis.last) == (date(2020, 12, 15), date(2021, 4, 30))
    assert axis.label == "Dec      Apr"
    bars = {
        "2021-early": "·▓▓▓▓░░░░░░░",
        "2020-12-15/2021-01-15": "░▓▓·········",
        "2021-01/..": "·▓▓▓▓░░░░░░░»",
        "../2021-02": "░▓▓▓▓░░·····",
        "2021-05": "············»",
        "2020-11": "············",
    }
    for text, bar in bars.items():
        assert axis.bar(parse_date(text)).plain == bar, text


def test_a_short_axis_is_named_by_its_days() -> None:
    axis = _axis(parse_window("this-week", TODAY), "2021-01-06/2021-01-14")
    assert axis.label == "Jan 4     14"
    assert axis.bar(parse_date("2021-01-06/2021-01-14")).plain == "··▓▓▓▓▓░░░░░"


def test_a_day_is_at_least_one_cell() -> None:
    axis = _axis(parse_window("today", TODAY), "2021-01-07?")
    assert (axis.axis.first, axis.axis.last) == (TODAY, TODAY)
    assert axis.label == "Jan 7       "
    assert axis.bar(parse_date("2021-01-07?")).plain == "▓" * 12
    assert axis.bar(parse_date("2021-01-08")).plain == "············»"


def test_half_a_year_before_and_after_the_window_is_shown() -> None:
    axis = _axis(parse_window("2021-02", TODAY), "1990/2050")
    assert (axis.axis.first, axis.axis.last) == (date(2020, 8, 2), date(2021, 8, 30))
    assert axis.label == "2020    2021"
    assert axis.bar(parse_date("1990/2050")).plain == "░░░░░▓▓░░░░░»"
    years = _axis(window_between("2021", "2026", TODAY), "2021-06/..")
    assert (years.axis.first, years.axis.last) == (date(2021, 1, 1), date(2027, 7, 2))
    assert years.bar(parse_date("2021-06/..")).plain == "▓▓▓▓▓▓▓▓▓▓▓▓»"


def test_a_cell_is_in_the_window_only_with_a_day_of_the_date() -> None:
    axis = _axis(window_between("1998-01-01", "2000-01-01", TODAY), "2000-02")
    assert axis.bar(parse_date("2000-02")).plain == "···········░"
    assert axis.bar(parse_date("1999-12/2000-02")).plain == "··········▓▓"


def test_a_window_without_an_end_has_a_year() -> None:
    axis = _axis(from_today(TODAY), "2021-06/..")
    assert (axis.axis.first, axis.axis.last, axis.label) == (
        TODAY,
        date(2022, 1, 8),
        "2021    2022",
    )
    assert axis.bar(parse_date("2021-06/..")).plain == "····▓▓▓▓▓▓▓▓»"


@pytest.mark.parametrize(
    ("window", "texts", "first", "last"),
    [
        (window_between(None, None, TODAY), (), date.min, date.min),
        (window_between(None, "2021-03", TODAY), (), date(2021, 3, 31), date(2021, 3, 31)),
        (window_between(None, "2021-03", TODAY), ("2021-02",), date(2021, 2, 1), date(2021, 3, 31)),
        (from_today(TODAY), (), TODAY, TODAY),
        (from_today(TODAY), ("2020/..",), date(2020, 7, 8), date(2022, 1, 8)),
        (from_today(date(9999, 12, 30)), ("2020/..",), date(9999, 6, 30), date.max),
        (parse_window("0001-01", TODAY), ("../2021",), date.min, date(1, 8, 2)),
    ],
)
def test_an_axis_without_ends_has_those_that_are_known(
    window: Window, texts: tuple[str, ...], first: date, last: date
) -> None:
    axis = _axis(window, *texts)
    assert (axis.axis.first, axis.axis.last) == (first, last)


def test_signs_have_colors() -> None:
    bar = _axis(JANUARY, "2021-early").bar(parse_date("2021-01-20/2021-06"))
    assert shown([bar], 80, "standard") == "\x1b[2m·\x1b[0m\x1b[36m▓▓▓░░░░░░░░»\x1b[0m\n"


days = st.dates()
windows = st.one_of(
    st.tuples(days, days).map(
        lambda ends: window_between(min(ends).isoformat(), max(ends).isoformat(), TODAY)
    ),
    days.map(from_today),
    days.map(lambda day: window_between(None, day.isoformat(), TODAY)),
    st.just(window_between(None, None, TODAY)),
)


@given(windows, st.lists(marked(), max_size=4), marked())
def test_each_date_of_any_window_has_a_bar(
    window: Window, found: list[ReleaseDate], other: ReleaseDate
) -> None:
    axis = SpanBars.around(window, found)
    assert axis.axis.first <= axis.axis.last
    assert len(axis.label) == 12
    for when in (*found, other):
        bar = axis.bar(when).plain
        goes_on = when.latest is None or when.latest > axis.axis.last
        assert len(bar) == 12 + goes_on
        assert bar.endswith(BEYOND) is goes_on
        is_on_axis = not (
            (when.earliest and when.earliest > axis.axis.last)
            or (when.latest and when.latest < axis.axis.first)
        )
        assert (set(bar[:12]) != {DOT}) is is_on_axis


@given(windows, marked().filter(lambda when: when.latest is not None))
def test_what_touches_the_window_has_a_cell_in_it(window: Window, when: ReleaseDate) -> None:
    axis = SpanBars.around(window, [when])
    if INSIDE in axis.bar(when).plain:
        assert window.touches(when)
