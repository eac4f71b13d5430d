import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.display import joins_months, screen_date, winter_note
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from tests.domain.dates.test_parsing import TABLE, dates


@pytest.mark.parametrize(("text", "screen"), [row[:2] for row in TABLE])
def test_screen_date_of_each_canonical_date(text: str, screen: str) -> None:
    assert screen_date(parse_date(text)) == screen


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        ("2021-01-05", "2021-01-05"),
        ("2021-01-05?", "2021-01-05?"),
        ("2021-01", "Jan 2021"),
        ("TBA", "no date"),
    ],
)
def test_screen_date_without_the_weekday(text: str, screen: str) -> None:
    assert screen_date(parse_date(text), weekday=False) == screen


@pytest.mark.parametrize(
    "text",
    [
        "winter 2021",
        "Winter  of 2021",
        "WINTER-2021",
        "winter 2021?",
        "late winter 2021",
        "by winter 2021",
    ],
)
def test_winter_note_explains_a_winter_with_one_year(text: str) -> None:
    assert winter_note(text) == (
        "winter 2021 is taken as December 2020 to February 2021 (it ends in 2021)"
    )


@pytest.mark.parametrize(
    "text",
    ["winter 2020/21", "winter 2020-2021", "2021-winter", "spring 2021", "2021", "TBA"],
)
def test_winter_note_is_none_for_other_dates(text: str) -> None:
    assert winter_note(text) is None


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("2021-01/2021-03", True),
        ("2021-01/2021-03?", True),
        ("2020-12/2021-01", False),
        ("2021-01-05/2021-01-08", False),
        ("2021-Q1/2021-Q3", False),
        ("2021-01/..", False),
        ("2021-01", False),
    ],
)
def test_joins_months_for_ranges_of_months_only(text: str, joined: bool) -> None:  # noqa: FBT001
    assert joins_months(parse_date(text)) is joined


@given(when=dates, weekday=st.booleans())
def test_screen_date_parses_to_the_same_date(*, when: ReleaseDate, weekday: bool) -> None:
    assert parse_date(screen_date(when, weekday=weekday)) == when
