import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.day_counts import COUNT, DayCount, day_count


def count(text: str) -> DayCount | None:
    found = re.fullmatch(COUNT, text)
    return day_count(found) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1d", DayCount(1)),
        ("30 days", DayCount(30)),
        ("2w", DayCount(14)),
        ("1 week", DayCount(7)),
        ("3m", DayCount(0, 3)),
        ("12 months", DayCount(0, 12)),
        ("0d", None),
        ("-1d", None),
        ("100000d", None),
        ("3y", None),
        ("d", None),
    ],
)
def test_counts_of_days_weeks_and_months(text: str, expected: DayCount | None) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    ("day", "text", "before", "last"),
    [
        ("2021-01-07", "1d", "2021-01-06", "2021-01-07"),
        ("2021-01-07", "2w", "2020-12-24", "2021-01-20"),
        ("2021-01-07", "3m", "2020-10-07", "2021-04-06"),
        ("2021-03-31", "1m", "2021-02-28", "2021-04-30"),
        ("2020-02-29", "12m", "2019-02-28", "2021-02-28"),
        ("2021-02-01", "1m", "2021-01-01", "2021-02-28"),
        ("0001-01-31", "2d", "0001-01-29", "0001-02-01"),
        ("0001-01-31", "31d", "0001-01-01", "0001-03-02"),
        ("0001-01-31", "1m", "0001-01-01", "0001-02-28"),
        ("9999-12-31", "1d", "9999-12-30", "9999-12-31"),
        ("9999-12-31", "1m", "9999-11-30", "9999-12-31"),
        ("9999-11-30", "99999m", "1666-08-30", "9999-12-31"),
    ],
)
def test_days_before_and_from_a_day(day: str, text: str, before: str, last: str) -> None:
    so_long = count(text)
    assert so_long is not None
    today = date.fromisoformat(day)
    assert so_long.before(today).isoformat() == before
    assert so_long.last_from(today).isoformat() == last


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.builds(DayCount, st.integers(1, 999), st.just(0))
    | st.builds(DayCount, st.just(0), st.integers(1, 99)),
)
def test_days_lie_on_the_right_side(day: date, so_long: DayCount) -> None:
    assert so_long.before(day) < day <= so_long.last_from(day)
    if so_long.months and day.day <= 28:
        assert so_long.before(day).day == day.day
