from datetime import date

import pytest
from hypothesis import given

from slate.domain.dates.calendar_units import UNITS, judge, unit_name, units_in
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.windows import Named, Window, parse_window, window_between
from tests.domain.slates import TODAY, dates, windows

JANUARY = parse_window("2021-01", TODAY)
YEAR = parse_window("2021", TODAY)
LAST = Window(date(9999, 1, 1), None, "9999", Named.BY_PERIOD)
MONTHS = tuple(f"2021-{month:02}" for month in range(1, 13))


@pytest.mark.parametrize(
    ("text", "window", "sureness"),
    [
        ("2021-01-08", None, "certain"),
        ("2021", None, "certain"),
        ("2021-01-08?", None, "possible"),
        ("2021?", None, "possible"),
        ("2021-06/..", None, "possible"),
        ("2021?", YEAR, "possible"),
        ("2021?", JANUARY, "possible"),
        ("2020-06/..", YEAR, "possible"),
        ("2021-Q1", JANUARY, "possible"),
        ("2021", JANUARY, "possible"),
        ("2021", YEAR, "certain"),
        (None, YEAR, "no_date"),
    ],
)
def test_judge_without_a_unit_decides_as_upcoming(
    text: str | None, window: Window | None, sureness: str
) -> None:
    judged = judge(text, None, window, rumored=False)
    assert (judged.sureness, list(judged.units), judged.is_vague) == (sureness, [], False)


@pytest.mark.parametrize(
    ("text", "unit", "window", "sureness", "units"),
    [
        # In one month, or in several.
        ("2021-01-08", "month", None, "certain", ("2021-01",)),
        ("2021-01", "month", YEAR, "certain", ("2021-01",)),
        ("2021-01-08~", "month", None, "possible", ("2021-01",)),
        ("2021-Q1", "month", None, "certain", MONTHS[:3]),
        ("2021-Q1", "month", JANUARY, "possible", ("2021-01",)),
        ("2021-winter", "month", YEAR, "possible", MONTHS[:2]),
        ("2021-H2", "month", None, "certain", MONTHS[6:]),
        ("2021-03/2022-01", "month", None, "certain", (*MONTHS[2:], "2022-01")),
        (None, "month", None, "no_date", ()),
        # Quarters and years.
        ("2021-Q1", "quarter", None, "certain", ("2021-Q1",)),
        ("2021-12-31", "quarter", None, "certain", ("2021-Q4",)),
        ("2021-spring", "quarter", None, "certain", ("2021-Q1", "2021-Q2")),
        ("2021", "year", None, "certain", ("2021",)),
        ("0001", "year", None, "certain", ("0001",)),
        ("2021", "year", JANUARY, "possible", ("2021",)),
        ("2021-winter", "year", None, "certain", ("2020", "2021")),
        ("2021-winter", "year", YEAR, "possible", ("2021",)),
        ("2021~", "year", None, "possible", ("2021",)),
        ("2021?", "year", YEAR, "possible", ("2021",)),
        ("9999-12-31", "month", LAST, "certain", ("9999-12",)),
    ],
)
def test_judge_returns_the_units_within_the_window(
    text: str | None, unit: str, window: Window | None, sureness: str, units: tuple[str, ...]
) -> None:
    judged = judge(text, unit, window, rumored=False)
    assert judged.sureness == sureness
    assert tuple(unit_name(number, unit) for number in judged.units) == units
    assert not judged.is_vague


@pytest.mark.parametrize(
    ("text", "unit", "window", "units"),
    [
        ("2021-03/2022-02", "month", YEAR, MONTHS[2:]),
        ("2021", "month", YEAR, MONTHS),
        ("2021", "month", JANUARY, MONTHS[:1]),
        ("2021-06/..", "month", YEAR, MONTHS[5:]),
        ("../2021-02", "month", YEAR, MONTHS[:2]),
        ("2021", "quarter", JANUARY, ("2021-Q1",)),
        ("2021/2022", "year", None, ("2021", "2022")),
        ("2021-06/..", "year", YEAR, ("2021",)),
    ],
)
def test_a_date_as_coarse_as_a_year_is_vague_unless_one_unit_holds_it(
    text: str, unit: str, window: Window | None, units: tuple[str, ...]
) -> None:
    judged = judge(text, unit, window, rumored=False)
    assert judged.is_vague
    assert tuple(unit_name(number, unit) for number in judged.units) == units


def test_rumor_is_never_certain() -> None:
    for text, unit in (("2021-01-08", "month"), ("2021", None), ("2021", "year")):
        assert judge(text, unit, None, rumored=True).sureness == "possible"


@given(dates(), windows())
def test_judge_agrees_with_the_window_of_each_unit(text: str, window: Window) -> None:
    when = parse_date(text)
    for unit in UNITS:
        judged = judge(text, unit, None, rumored=False)
        if len(judged.units) > 1_000:  # an open end
            continue
        for number in judged.units:
            there = parse_window(unit_name(number, unit), TODAY)
            assert there.touches(when)
            certain = judged.sureness == "certain" and len(judged.units) == 1
            assert there.holds(when) == certain
    if window.touches(when):
        judged = judge(text, None, window, rumored=False)
        assert window.holds(when) == (judged.sureness == "certain")


@pytest.mark.parametrize(
    ("text", "unit", "names"),
    [
        ("2021", "quarter", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
        ("2020-12-31/2021-01-01", "month", ["2020-12", "2021-01"]),
        ("2021-01-08", "year", ["2021"]),
        ("9999-12", "month", None),  # the end of the calendar is an open end
        ("2021-06/..", "month", None),
        ("../2021-06", "month", None),
    ],
)
def test_units_in_a_window(text: str, unit: str, names: list[str] | None) -> None:
    units = units_in(parse_window(text, TODAY), unit)
    assert (units if units is None else [unit_name(number, unit) for number in units]) == names


def test_no_unit_is_in_a_window_without_ends() -> None:
    assert units_in(window_between(None, None, TODAY), "year") is None
