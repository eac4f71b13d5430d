from datetime import date

import pytest
from hypothesis import given

from slate.domain.dates.calendar_units import UNITS, judge
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.windows import Named, Window, parse_window
from tests.domain.slates import TODAY, dates, windows

JANUARY = parse_window("2021-01", TODAY)
YEAR = parse_window("2021", TODAY)
MONTHS = tuple(f"2021-{month:02}" for month in range(1, 13))


@pytest.mark.parametrize(
    ("text", "unit", "window", "sureness", "units"),
    [
        # Without a unit: as in `upcoming`.
        ("2021-01-08", None, None, "certain", (None,)),
        ("2021", None, None, "certain", (None,)),
        ("2021-01-08?", None, None, "possible", (None,)),
        ("2021?", None, None, "possible", (None,)),
        ("2021-06/..", None, None, "possible", (None,)),
        ("2021?", None, YEAR, "possible", (None,)),
        ("2021?", None, JANUARY, "year_only", (None,)),
        ("2020-06/..", None, YEAR, "year_only", (None,)),
        ("2021-Q1", None, JANUARY, "possible", (None,)),
        ("2021", None, JANUARY, "year_only", (None,)),
        ("2021", None, YEAR, "certain", (None,)),
        (None, None, YEAR, "no_date", (None,)),
        # In one month, or in one of several.
        ("2021-01-08", "month", None, "certain", ("2021-01",)),
        ("2021-01", "month", YEAR, "certain", ("2021-01",)),
        ("2021-01-08~", "month", None, "possible", ("2021-01",)),
        ("2021-Q1", "month", None, "possible", MONTHS[:3]),
        ("2021-Q1", "month", JANUARY, "possible", ("2021-01",)),
        ("2021-winter", "month", YEAR, "possible", MONTHS[:2]),
        ("2021-H2", "month", None, "possible", MONTHS[6:]),
        ("2021-03/2022-02", "month", None, "year_only", (None,)),
        ("2021-03/2022-01", "month", None, "possible", (*MONTHS[2:], "2022-01")),
        ("2021", "month", YEAR, "year_only", (None,)),
        ("2021-06/..", "month", YEAR, "year_only", (None,)),
        ("../2021-06", "month", None, "year_only", (None,)),
        (None, "month", None, "no_date", (None,)),
        # Quarters and years.
        ("2021-Q1", "quarter", None, "certain", ("2021-Q1",)),
        ("2021-12-31", "quarter", None, "certain", ("2021-Q4",)),
        ("2021-spring", "quarter", None, "possible", ("2021-Q1", "2021-Q2")),
        ("2021", "quarter", None, "year_only", (None,)),
        ("2021", "year", None, "certain", ("2021",)),
        ("0001", "year", None, "certain", ("0001",)),
        ("2021-winter", "year", None, "possible", ("2020", "2021")),
        ("2021-winter", "year", YEAR, "possible", ("2021",)),
        ("2021~", "year", None, "possible", ("2021",)),
        ("2021?", "year", YEAR, "possible", ("2021",)),
        ("2021", "year", JANUARY, "year_only", (None,)),
        ("2021/2022", "year", None, "year_only", (None,)),
        ("2021-06/..", "year", None, "year_only", (None,)),
    ],
)
def test_judge_returns_sureness_and_units(
    text: str | None, unit: str | None, window: Window | None, sureness: str, units: tuple[str, ...]
) -> None:
    assert judge(text, unit, window, rumored=False) == (sureness, units)


def test_rumor_is_never_certain() -> None:
    assert judge("2021-01-08", "month", None, rumored=True) == ("possible", ("2021-01",))
    assert judge("2021", None, None, rumored=True) == ("possible", (None,))
    assert judge("2021", "year", None, rumored=True) == ("possible", ("2021",))
    assert judge("2021", "month", None, rumored=True) == ("year_only", (None,))


@given(dates(), windows())
def test_judge_agrees_with_the_window_of_each_unit(text: str, window: Window) -> None:
    when = parse_date(text)
    for unit in UNITS:
        found = judge(text, unit, None, rumored=False)
        for name in filter(None, found.units):
            there = parse_window(name, TODAY)
            assert there.touches(when)
            assert there.holds(when) == (found.sureness == "certain")
    if window.touches(when):
        found = judge(text, None, window, rumored=False)
        assert window.holds(when) == (found.sureness == "certain")


def test_judge_at_the_last_day_of_the_calendar() -> None:
    assert judge(
        "9999-12-31",
        "month",
        Window(date(9999, 1, 1), None, "9999", Named.BY_PERIOD),
        rumored=False,
    ) == (
        "certain",
        ("9999-12",),
    )
