import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.display import joins_months, screen_date
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
