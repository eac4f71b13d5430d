from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import DAYS
from slate.domain.dates.typed_dates import parse_typed
from slate.domain.errors import DateError
from tests.domain.dates.test_parsing import WRITTEN

TODAY = date(2021, 1, 7)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("today", "2021-01-07"),
        ("Tonight", "2021-01-07"),
        ("tomorrow", "2021-01-08"),
        ("tomorrow?", "2021-01-08?"),
        ("Thursday", "2021-01-07"),  # the next one includes today
        ("Friday", "2021-01-08"),
        ("this wed", "2021-01-13"),
        ("coming Monday ~", "2021-01-11~"),
        ("January 15", "2021-01-15"),
        ("15 Jan", "2021-01-15"),
        ("Jan. 7th", "2021-01-07"),
        ("January 6", "2022-01-06"),
        ("Friday, January 15", "2021-01-15"),
        ("January", "2021-01"),
        ("dec", "2021-12"),
        ("Q1", "2021-Q1"),
        ("spring", "2021-spring"),
        ("this summer", "2021-summer"),
        ("winter", "2021-winter"),
        ("first half", "2021-H1"),
        ("mid-December", "2021-12-mid"),
        ("early January", "2021-01-early"),
        ("late spring", "2021-05"),
        ("Christmas", "2021-12-25"),
        ("holiday season", "2021-11/2021-12"),
        ("January 5-8", "2021-01-05/2021-01-08"),
        ("January 3-5", "2022-01-03/2022-01-05"),
        ("Jan-Mar", "2021-01/2021-03"),
        ("this week", "2021-01-04/2021-01-10"),
        ("next month", "2021-02"),
        ("next quarter", "2021-Q2"),
        ("next year", "2022"),
        ("early next year", "2022-early"),
        ("the end of this month", "2021-01-late"),
        ("by Friday", "../2021-01-08"),
        ("after March?", "2021-04/..?"),
        ("no earlier than next year", "2022/.."),
        ("before spring", "../2021-02"),
    ],
)
def test_relative_dates_are_the_next_ones(typed: str, text: str) -> None:
    assert parse_typed(typed, TODAY).text == text


@pytest.mark.parametrize(("written", "text"), WRITTEN)
def test_dates_with_a_year_are_read_as_everywhere(written: str, text: str) -> None:
    assert parse_typed(written, date(2035, 5, 5)).text == text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("next Friday", "which one is not clear; write 2021-01-08 or 2021-01-15"),
        ("by next Thursday", "which one is not clear; write 2021-01-07 or 2021-01-14"),
        ("yesterday", "write the date itself"),
        ("last week", "write the date itself"),
        ("next spring", "write the date itself"),
        ("early this week", "write the date itself|write it like"),
        ("February 29", "February 2021 has 28 days"),
        ("April 31?", "April 2021 has 30 days"),
        ("Monday, January 15", "2021-01-15 is a Friday"),
        ("before January", "../2020-12 is past; write the date itself"),
        ("before today", "../2021-01-06 is past"),
        ("since Friday", "write the date itself|write it like"),
        ("Jan-21", "whether 21 is the day or the year is not clear"),
        ("early", "the year is missing"),
        ("2020 to", "write it like"),
        ("2021-02-30", "February 2021 has 28 days"),
        ("10/7", "the year is missing"),
        ("15", "years have four digits"),
        ("by soon", "write it like"),
        ("soon", "it names no days; write TBA"),
        ("", "it is empty"),
        ("line\nbreak?", "one . or ~ may stand|write it like"),
    ],
)
def test_other_texts_are_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        parse_typed(typed, TODAY)


def test_a_winter_counts_until_its_end() -> None:
    assert parse_typed("winter", date(2021, 2, 28)).text == "2021-winter"
    assert parse_typed("winter", date(2021, 3, 1)).text == "2022-winter"


def test_the_end_of_the_calendar() -> None:
    assert parse_typed("tomorrow", date.max).text == "9999-12-31"
    for typed in ("next year", "January 15"):
        with pytest.raises(DateError):
            parse_typed(typed, date.max)


@given(st.dates(date(1, 1, 9), date(9998, 1, 1)), st.sampled_from(DAYS))
def test_a_weekday_is_within_the_week_that_begins_today(day: date, weekday: str) -> None:
    found = parse_typed(weekday, day)
    assert found.earliest
    assert 0 <= (found.earliest - day).days <= 6
    assert DAYS[found.earliest.weekday()] == weekday
    assert found == parse_date(found.text)
