from datetime import date

import pytest

from slate.domain.dates.weeks import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    days_from,
    parse_week_start,
    week_start_in,
    weeks_of,
)
from slate.domain.errors import UsageError
from slate.domain.titles.regions import COUNTRIES


@pytest.mark.parametrize(
    ("region", "day"),
    [
        ("US", SUNDAY),
        ("JP", SUNDAY),
        ("BR", SUNDAY),
        ("GB", MONDAY),
        ("DE", MONDAY),
        ("AE", MONDAY),
        ("EG", SATURDAY),
        ("MV", FRIDAY),
        ("XX", MONDAY),
        (None, MONDAY),
    ],
)
def test_the_first_day_of_a_week_depends_on_the_region(region: str | None, day: int) -> None:
    assert week_start_in(region) == day


def test_regions_are_countries() -> None:
    elsewhere = [region for region in COUNTRIES if week_start_in(region) != MONDAY]
    assert len(elsewhere) == 71  # all that CLDR names


def test_days_are_in_the_order_of_the_week() -> None:
    assert days_from(MONDAY)[0] == "Monday"
    assert days_from(SUNDAY) == (
        *("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    )
    assert days_from(SATURDAY)[:2] == ("Saturday", "Sunday")


def test_weeks_contain_the_days_of_the_month_alone() -> None:
    assert weeks_of(date(2021, 1, 7), MONDAY) == (
        (0, 0, 0, 0, 1, 2, 3),
        (4, 5, 6, 7, 8, 9, 10),
        (11, 12, 13, 14, 15, 16, 17),
        (18, 19, 20, 21, 22, 23, 24),
        (25, 26, 27, 28, 29, 30, 31),
    )
    assert weeks_of(date(2021, 1, 7), SUNDAY)[0] == (0, 0, 0, 0, 0, 1, 2)
    assert weeks_of(date(2026, 2, 1), SUNDAY) == tuple(
        tuple(range(first, first + 7)) for first in (1, 8, 15, 22)
    )


@pytest.mark.parametrize("month", [date.min, date.max])
def test_weeks_at_the_ends_of_the_calendar(month: date) -> None:
    weeks = weeks_of(month, SUNDAY)
    assert max(max(week) for week in weeks) == 31
    assert all(date(month.year, month.month, day) for week in weeks for day in week if day)


@pytest.mark.parametrize(
    ("text", "day"),
    [("sunday", SUNDAY), ("Mon", MONDAY), (" sa ", SATURDAY), ("F", FRIDAY), ("tu", 1), ("th", 3)],
)
def test_a_day_is_read_by_its_name_or_beginning(text: str, day: int) -> None:
    assert parse_week_start(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("s", '"s" is ambiguous: Saturday or Sunday?'),
        ("t", '"t" is ambiguous: Tuesday or Thursday?'),
        ("", f'"" is not a day of the week. Choose from {", ".join(days_from(MONDAY))}.'),
        ("x", f'"x" is not a day of the week. Choose from {", ".join(days_from(MONDAY))}.'),
    ],
)
def test_other_texts_are_no_day_of_the_week(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_week_start(text)
    assert str(caught.value) == reason
