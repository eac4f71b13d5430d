from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.days_ahead import DaysAhead, days_ahead
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate, on_day
from tests.domain.dates.test_parsing import dates

TODAY = date(2021, 1, 7)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("2021-01-07", DaysAhead(0, 0)),
        ("2021-01-08", DaysAhead(1, 1)),
        ("2021-01-06", DaysAhead(-1, -1)),
        ("2021-01-08?", DaysAhead(1, 1)),
        ("2021-02", DaysAhead(25, 52)),
        ("2021-01", DaysAhead(0, 24)),
        ("2020-12", DaysAhead(-7, -7)),
        ("2021-02/..", DaysAhead(25, None)),
        ("2020-02/..", DaysAhead(0, None)),
        ("../2021-01-09", DaysAhead(0, 2)),
        ("../2021-01-05", DaysAhead(-2, -2)),
        ("TBA", None),
    ],
)
def test_days_ahead_of_a_date(text: str, ahead: DaysAhead | None) -> None:
    assert days_ahead(parse_date(text), TODAY) == ahead


@given(st.dates(), st.dates())
def test_a_day_is_as_many_days_ahead_as_it_is_later(day: date, today: date) -> None:
    number = (day - today).days
    assert days_ahead(on_day(day), today) == DaysAhead(number, number)


@given(dates, st.dates())
def test_the_least_is_never_more_than_the_most(when: ReleaseDate, today: date) -> None:
    ahead = days_ahead(when, today)
    assert ahead is None or ahead.most is None or ahead.least <= ahead.most
