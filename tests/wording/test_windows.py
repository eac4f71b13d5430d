from datetime import date

import pytest

from slate.domain.dates.windows import Window, from_today, parse_window, window_between
from slate.wording.windows import days_of, when_phrase

TODAY = date(2021, 1, 7)


@pytest.mark.parametrize(
    ("text", "phrase", "days"),
    [
        ("2021-01", "in January 2021", ""),
        ("2021-01-07", "on 2021-01-07 Thu", ""),
        ("2021", "in 2021", ""),
        ("Q1 2021", "in Q1 2021", ""),
        ("early 2021", "in early 2021", ""),
        ("winter 2020/21", "in winter 2020/21", ""),
        ("2021-01/2021-03", "in Jan-Mar 2021", ""),
        ("2020-12/2021-01", "from Dec 2020 to Jan 2021", ""),
        ("2021-01/..", "from 2021-01-01 on", ""),
        ("by 2021-03", "until 2021-03-31", ""),
        ("today", "today", " (2021-01-07 Thu)"),
        ("tomorrow", "tomorrow", " (2021-01-08 Fri)"),
        ("yesterday", "yesterday", " (2021-01-06 Wed)"),
        ("this-week", "this week", " (2021-01-04 to 2021-01-10)"),
        ("next-month", "next month", " (2021-02-01 to 2021-02-28)"),
        ("last-year", "last year", " (2020-01-01 to 2020-12-31)"),
        ("30d", "in the next 30 days", " (2021-01-07 to 2021-02-05)"),
    ],
)
def test_a_window_is_a_phrase_with_its_days_if_its_name_omits_them(
    text: str, phrase: str, days: str
) -> None:
    window = parse_window(text, TODAY)
    assert (when_phrase(window), days_of(window)) == (phrase, days)


@pytest.mark.parametrize(
    ("window", "phrase"),
    [
        (from_today(date(2021, 1, 7)), "from 2021-01-07 on"),
        (window_between(None, "2021-03", TODAY), "until 2021-03-31"),
        (window_between("2021-01", "2021-02", TODAY), "from 2021-01-01 to 2021-02-28"),
        (window_between(None, None, TODAY), "any time"),
    ],
)
def test_open_windows_name_the_ends_that_they_have(window: Window, phrase: str) -> None:
    assert when_phrase(window) == phrase
    assert days_of(window) == ""


def test_days_end_with_the_calendar() -> None:
    last = date(9999, 12, 30)
    assert days_of(parse_window("30d", last)) == " (9999-12-30 to 9999-12-31)"
    assert days_of(parse_window("tomorrow", last)) == " (9999-12-31 Fri)"
