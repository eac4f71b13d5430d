from datetime import date

import pytest

from slate.domain.dates.relative_periods import PERIODS, period_near

TODAY = date(2021, 1, 7)  # a Thursday


@pytest.mark.parametrize(
    ("text", "today", "period"),
    [
        ("this week", TODAY, "2021-01-04/2021-01-10"),
        ("next week", TODAY, "2021-01-11/2021-01-17"),
        ("last week", TODAY, "2020-12-28/2021-01-03"),
        ("this weekend", TODAY, "2021-01-09/2021-01-10"),
        ("this weekend", date(2021, 1, 10), "2021-01-09/2021-01-10"),
        ("next weekend", TODAY, "2021-01-16/2021-01-17"),
        ("last weekend", TODAY, "2021-01-02/2021-01-03"),
        ("this month", TODAY, "2021-01"),
        ("last month", TODAY, "2020-12"),
        ("next month", date(2021, 12, 31), "2022-01"),
        ("this quarter", TODAY, "2021-Q1"),
        ("last quarter", TODAY, "2020-Q4"),
        ("next quarter", date(2021, 12, 1), "2022-Q1"),
        ("next year", TODAY, "2022"),
        ("last year", TODAY, "2020"),
        ("this week", date.max, "9999-12-27/9999-12-31"),
        ("this weekend", date.max, "9999-12-31"),
    ],
)
def test_each_period(text: str, today: date, period: str) -> None:
    found = period_near(text, today)
    assert found is not None
    assert found.text == period


@pytest.mark.parametrize("text", ["week", "next", "coming week", "next decade", "next  week"])
def test_other_texts_are_no_period(text: str) -> None:
    assert period_near(text, TODAY) is None


@pytest.mark.parametrize("text", ["next week", "next month", "next quarter", "next year"])
def test_a_period_after_the_last_year_overflows(text: str) -> None:
    with pytest.raises(OverflowError):
        period_near(text, date.max)


@pytest.mark.parametrize("period", PERIODS)
def test_periods_to_choose_from_are_periods(period: str) -> None:
    assert period_near(period.replace("-", " "), date(2021, 1, 7)) is not None
