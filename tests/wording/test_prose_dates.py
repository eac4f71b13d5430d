from datetime import date

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.titles.stages import Stage
from slate.wording.prose_dates import (
    date_heading,
    days_text,
    doubt_text,
    month_heading,
    near_date,
    prose_date,
    without_year,
)

TODAY = date(2021, 1, 7)


@pytest.mark.parametrize(
    ("text", "prose", "heading"),
    [
        ("2021-01-08", "8 January 2021", "Friday 8 January 2021"),
        ("2021-01-08?", "8 January 2021", "Friday 8 January 2021"),
        ("2021-01", "January 2021", "Sometime in January 2021"),
        ("2021-early", "early 2021", "Early 2021"),
        ("2021-01/2021-03", "January to March 2021", "January to March 2021"),
        ("2020-12/2021-03", "December 2020 to March 2021", "December 2020 to March 2021"),
        ("../2021-03", "by March 2021", "By March 2021"),
        ("2021-06/..", "from June 2021", "From June 2021"),
        ("2021-Q1", "Q1 2021", "Q1 2021"),
        ("2021", "2021", "2021"),
        ("TBA", "no date", "No date yet"),
    ],
)
def test_dates_as_prose_and_as_headings(text: str, prose: str, heading: str) -> None:
    when = parse_date(text)
    assert prose_date(when) == prose
    assert date_heading(when, Stage.SCHEDULED) == heading


def test_a_settled_title_without_a_date_will_not_get_one() -> None:
    assert date_heading(parse_date("TBA"), Stage.CANCELED) == "No date known"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2021-01-08", "January 2021"),
        ("2021-01", "January 2021"),
        ("2021-01/2021-02", None),
        ("2021-06/..", None),
        ("TBA", None),
    ],
)
def test_the_month_of_a_date(text: str, month: str | None) -> None:
    assert month_heading(parse_date(text)) == month


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("2021?", "date uncertain"), ("2021~", "date approximate"), ("2021", ""), ("TBA", "")],
)
def test_the_doubt_of_a_date(text: str, doubt: str) -> None:
    assert doubt_text(parse_date(text)) == doubt


@pytest.mark.parametrize(
    ("text", "near", "with_weekday"),
    [
        ("2021-01-08", "8 January", "Friday 8 January"),
        ("2022-01-08", "8 January 2022", "Saturday 8 January 2022"),
        ("2021-03", "March", "March"),
        ("2021-early", "early 2021", "early 2021"),
        ("2021", "2021", "2021"),
    ],
)
def test_the_current_year_is_left_out_of_days_and_months(
    text: str, near: str, with_weekday: str
) -> None:
    when = parse_date(text)
    assert near_date(when, TODAY) == near
    assert near_date(when, TODAY, weekday=True) == with_weekday


def test_a_text_that_does_not_end_with_the_year_stays() -> None:
    when = parse_date("2021-01-08")
    assert without_year("Netflix", when, TODAY) == "Netflix"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2021-01-07", "2021-01-07", "7 January 2021"),
        ("2021-01-01", "2021-01-07", "1 to 7 January 2021"),
        ("2021-01-28", "2021-02-03", "28 January to 3 February 2021"),
        ("2020-12-28", "2021-01-03", "28 December 2020 to 3 January 2021"),
        ("2020-01-01", "2021-01-01", "1 January 2020 to 1 January 2021"),
        ("0001-01-01", "0001-12-31", "1 January to 31 December 0001"),
    ],
)
def test_days_share_their_month_and_year(first: str, last: str, text: str) -> None:
    assert days_text(date.fromisoformat(first), date.fromisoformat(last)) == text
