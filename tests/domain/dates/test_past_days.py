from datetime import date

import pytest

from slate.domain.dates.past_days import (
    DAY_CHOICES,
    PERIOD_CHOICES,
    parse_past,
    past_day,
)
from slate.domain.errors import WindowError
from tests.domain.slates import TODAY

_EXAMPLES = (
    "write a day such as 2021-01-05, yesterday, monday, 7d, 2w or 3m, or a month such as 2021-01"
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-12-15", "2020-12-15", "2020-12-15"),
        ("Dec 15 2020", "2020-12-15", "2020-12-15"),
        ("today", "2021-01-07", "2021-01-07"),
        ("Yesterday", "2021-01-06", "2021-01-06"),
        ("tomorrow", "2021-01-08", "2021-01-08"),
        # Today is a Thursday.
        ("monday", "2021-01-04", "2021-01-04"),
        ("Wed", "2021-01-06", "2021-01-06"),
        ("thursday", "2020-12-31", "2020-12-31"),
        ("last friday", "2021-01-01", "2021-01-01"),
        ("last-friday", "2021-01-01", "2021-01-01"),
        ("7d", "2020-12-31", "2020-12-31"),
        ("1 day", "2021-01-06", "2021-01-06"),
        ("2w", "2020-12-24", "2020-12-24"),
        ("3 weeks  ago", "2020-12-17", "2020-12-17"),
        ("99999w", "0104-07-03", "0104-07-03"),
        ("3m", "2020-10-07", "2020-10-07"),
        ("3 months ago", "2020-10-07", "2020-10-07"),
        ("last-week", "2020-12-28", "2021-01-03"),
        ("this month", "2021-01-01", "2021-01-31"),
        ("last-year", "2020-01-01", "2020-12-31"),
        ("2020-12", "2020-12-01", "2020-12-31"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("by 2020-12", None, "2020-12-31"),
        ("2020-12/..", "2020-12-01", None),
        # Without a year: the latest one that has begun.
        ("march", "2020-03-01", "2020-03-31"),
        ("jan", "2021-01-01", "2021-01-31"),
        ("Q4", "2020-10-01", "2020-12-31"),
        ("winter", "2020-12-01", "2021-02-28"),
        ("5 Jan", "2021-01-05", "2021-01-05"),
        ("jan 20", "2020-01-20", "2020-01-20"),
        ("29 feb", "2020-02-29", "2020-02-29"),
    ],
)
def test_parse_past_returns_the_bounds_of_past_days(
    text: str, first: str | None, last: str | None
) -> None:
    assert parse_past(text, TODAY).bounds == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2021-01-07"),
        (" YESTERDAY ", "2021-01-06"),
        ("thursday", "2020-12-31"),
        ("last-friday", "2021-01-01"),
        ("3 days ago", "2021-01-04"),
        ("2w", "2020-12-24"),
        ("1m", "2020-12-07"),
        ("2021-01-06", None),
        ("tomorrow", None),
        ("last-week", None),
        ("march", None),
        ("", None),
    ],
)
def test_past_day_of_relative_names(text: str, day: str | None) -> None:
    assert past_day(text, TODAY) == (day and date.fromisoformat(day))


def test_parse_past_at_the_ends_of_the_calendar() -> None:
    start = date(1, 1, 1)
    for text in ("7d", "monday", "sunday", "yesterday"):
        assert parse_past(text, start).start == start
    assert parse_past("jan", date(9999, 12, 31)).start == date(9999, 1, 1)
    assert parse_past("winter", start).start is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("xyz", _EXAMPLES),
        ("", _EXAMPLES),
        ("TBA", _EXAMPLES),
        ("last", _EXAMPLES),
        ("2021-02-30", "February 2021 has 28 days"),
        ("30 feb", "February 2021 has 28 days"),
    ],
)
def test_parse_past_refuses_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(WindowError) as refused:
        parse_past(text, TODAY)
    assert str(refused.value) == f'"{text}" is not a date or time span: {reason}'


@pytest.mark.parametrize("text", DAY_CHOICES)
def test_choices_of_days_are_past_days(text: str) -> None:
    assert past_day(text, TODAY) is not None


@pytest.mark.parametrize("text", PERIOD_CHOICES)
def test_choices_of_periods_have_begun(text: str) -> None:
    start = parse_past(text, TODAY).start
    assert start is not None
    assert start <= TODAY
