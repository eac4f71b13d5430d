from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.dates.windows import (
    CHOICES,
    Named,
    Window,
    from_today,
    parse_window,
    window_between,
    window_of,
    window_on,
)
from slate.domain.errors import WindowError

TODAY = date(2021, 1, 7)  # a Thursday

READ = [
    ("today", "2021-01-07", "2021-01-07", "today"),
    ("Tomorrow", "2021-01-08", "2021-01-08", "tomorrow"),
    ("yesterday", "2021-01-06", "2021-01-06", "yesterday"),
    ("this-week", "2021-01-04", "2021-01-10", "this week"),
    ("next  WEEK", "2021-01-11", "2021-01-17", "next week"),
    ("last-week", "2020-12-28", "2021-01-03", "last week"),
    ("this-month", "2021-01-01", "2021-01-31", "this month"),
    ("next-month", "2021-02-01", "2021-02-28", "next month"),
    ("last month", "2020-12-01", "2020-12-31", "last month"),
    ("this quarter", "2021-01-01", "2021-03-31", "this quarter"),
    ("last-quarter", "2020-10-01", "2020-12-31", "last quarter"),
    ("this-year", "2021-01-01", "2021-12-31", "this year"),
    ("next-year", "2022-01-01", "2022-12-31", "next year"),
    ("1d", "2021-01-07", "2021-01-07", "2021-01-07 Thu"),
    ("30d", "2021-01-07", "2021-02-05", "the next 30 days"),
    ("30 days", "2021-01-07", "2021-02-05", "the next 30 days"),
    ("2w", "2021-01-07", "2021-01-20", "the next 14 days"),
    ("next 2 weeks", "2021-01-07", "2021-01-20", "the next 14 days"),
    ("3m", "2021-01-07", "2021-04-06", "the next 3 months"),
    ("12 months", "2021-01-07", "2022-01-06", "the next 12 months"),
    ("999 months", "2021-01-07", "2104-04-06", "the next 999 months"),
    ("99999m", "2021-01-07", None, "the next 99999 months"),
    ("1m", "2021-01-07", "2021-02-06", "2021-01-07 to 2021-02-06"),
    ("weekend", "2021-01-09", "2021-01-10", "this weekend"),
    ("next-weekend", "2021-01-16", "2021-01-17", "next weekend"),
    ("January", "2021-01-01", "2021-01-31", "January 2021"),
    ("march", "2021-03-01", "2021-03-31", "March 2021"),
    ("Dec.", "2021-12-01", "2021-12-31", "December 2021"),
    ("summer", "2021-06-01", "2021-08-31", "summer 2021"),
    ("march?", "2021-03-01", "2021-03-31", "March 2021"),
    ("from march", "2021-03-01", None, "from 2021-03-01 on"),
    ("Friday", "2021-01-08", "2021-01-08", "2021-01-08 Fri"),
    ("Jan 5", "2022-01-05", "2022-01-05", "2022-01-05 Wed"),
    ("mid-December", "2021-12-11", "2021-12-20", "mid Dec 2021"),
    ("Christmas", "2021-12-25", "2021-12-25", "2021-12-25 Sat"),
    ("early next year", "2022-01-01", "2022-04-30", "early 2022"),
    ("2021-W02", "2021-01-11", "2021-01-17", "2021-01-11 to 2021-01-17"),
    ("winter", "2020-12-01", "2021-02-28", "winter 2020/21"),
    ("2021-01-07", "2021-01-07", "2021-01-07", "2021-01-07 Thu"),
    ("2021-01", "2021-01-01", "2021-01-31", "January 2021"),
    ("Jan 2021?", "2021-01-01", "2021-01-31", "January 2021"),
    ("2020-02", "2020-02-01", "2020-02-29", "February 2020"),
    ("2021-Q1", "2021-01-01", "2021-03-31", "Q1 2021"),
    ("winter 2021", "2020-12-01", "2021-02-28", "winter 2020/21"),
    ("early 2021~", "2021-01-01", "2021-04-30", "early 2021"),
    ("2021", "2021-01-01", "2021-12-31", "2021"),
    ("Jan-Mar 2021", "2021-01-01", "2021-03-31", "Jan-Mar 2021"),
    ("2021-01-07/2021-02-03", "2021-01-07", "2021-02-03", "2021-01-07 to 2021-02-03"),
    ("2020/2022", "2020-01-01", "2022-12-31", "2020 to 2022"),
    ("2021-06/..", "2021-06-01", None, "from 2021-06-01 on"),
    ("from Jun 2021?", "2021-06-01", None, "from 2021-06-01 on"),
    ("by Mar 2021", None, "2021-03-31", "until 2021-03-31"),
    ("9999-12-30", "9999-12-30", "9999-12-30", "9999-12-30 Thu"),
    ("9999-12-31", "9999-12-31", None, "9999-12-31 Fri"),
    ("9999", "9999-01-01", None, "9999"),
]

EXAMPLES = (
    "write a date such as 2021-01, Q1 2021 or 2021-01/2021-03, "
    "or today, this-week, weekend, next-month, 30d, 2w, 3m, march"
)
REFUSED = [
    ("", EXAMPLES),
    (" \u00a0", EXAMPLES),
    ("soon", EXAMPLES),
    ("0d", EXAMPLES),
    ("-7d", "years have four digits, 0001 to 9999"),
    ("100000d", EXAMPLES),
    ("\uff13\uff10d", "only plain letters and the digits 0 to 9 are read"),
    ("next decade", EXAMPLES),
    ("2020 to", EXAMPLES),
    ("this--week", EXAMPLES),
    ("-today", EXAMPLES),
    ("TBA", "it names no days"),
    ("no date", "it names no days"),
    ("2021-13", "there is no month 13; they go from 01 to 12"),
    ("2021-02-30", "February 2021 has 28 days"),
    ("10/7/2008", "which is the month is not clear; write 2008-10-07 or 2008-07-10"),
    ("2021-03/2021-01", "2021-01 begins before 2021-03; write the earlier one first"),
    ("Feb 29", "February 2021 has 28 days"),
    ("next Friday", EXAMPLES),
]


@pytest.mark.parametrize(("text", "first", "last", "name"), READ)
def test_parse_window_of_each_text(
    text: str, first: str | None, last: str | None, name: str
) -> None:
    window = parse_window(text, TODAY)
    assert window.bounds == (first, last)
    assert window.text == name
    assert window.start == (date.fromisoformat(first) if first else None)
    assert window.end == (date.fromisoformat(last) + timedelta(1) if last else None)
    assert parse_window(window.text, TODAY) == window


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_parse_window_refuses_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(WindowError) as info:
        parse_window(text, TODAY)
    assert str(info.value) == str(WindowError(text, reason))


@pytest.mark.parametrize(
    ("today", "month", "year"),
    [("2021-01-31", 1, 2021), ("2021-02-01", 1, 2022), ("2021-12-31", 12, 2021)],
)
def test_month_without_a_year_is_the_current_or_next_one(today: str, month: int, year: int) -> None:
    name = ("January", "December")[month > 1]
    window = parse_window(name, date.fromisoformat(today))
    assert window.start == date(year, month, 1)
    assert window.text == f"{name} {year}"


def test_winter_without_a_year_is_the_current_or_next_one() -> None:
    assert parse_window("winter", date(2021, 2, 28)).text == "winter 2020/21"
    assert parse_window("winter", date(2021, 3, 1)).text == "winter 2021/22"


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2021-01-03", "2020-12-28", "2021-01-03"),
        ("2021-01-04", "2021-01-04", "2021-01-10"),
        ("2024-02-29", "2024-02-26", "2024-03-03"),
    ],
)
def test_weeks_run_from_monday_to_sunday(today: str, first: str | None, last: str | None) -> None:
    assert parse_window("this-week", date.fromisoformat(today)).bounds == (first, last)


def test_parse_window_on_the_last_day_of_the_calendar() -> None:
    last = date.max
    assert parse_window("today", last) == Window(last, None, "today", Named.BY_TODAY)
    assert parse_window("this-week", last).bounds == ("9999-12-27", None)
    assert parse_window("30d", last).bounds == ("9999-12-31", None)
    assert parse_window("3m", last).bounds == ("9999-12-31", None)
    assert parse_window("this-month", last).bounds == ("9999-12-01", None)
    assert parse_window("december", last).text == "December 9999"
    for text in ("tomorrow", "next-week", "next-month", "next-quarter", "next-year"):
        with pytest.raises(WindowError, match="the calendar has the years 0001 to 9999"):
            parse_window(text, last)
    with pytest.raises(WindowError, match="the year is missing"):
        parse_window("march", last)


def test_parse_window_on_the_first_day_of_the_calendar() -> None:
    assert parse_window("this-week", date.min).bounds == ("0001-01-01", "0001-01-07")
    for text in ("yesterday", "last-week", "last-month", "last-quarter", "last-year"):
        with pytest.raises(WindowError, match="the calendar has the years 0001 to 9999"):
            parse_window(text, date.min)


@pytest.mark.parametrize(
    ("start", "end", "bounds", "name"),
    [
        ("2021-01", "2021-02", ("2021-01-01", "2021-02-28"), "2021-01-01 to 2021-02-28"),
        ("2021-06", "2021", ("2021-06-01", "2021-12-31"), "2021-06-01 to 2021-12-31"),
        ("today", "next-month", ("2021-01-07", "2021-02-28"), "2021-01-07 to 2021-02-28"),
        ("today", "today", ("2021-01-07", "2021-01-07"), "2021-01-07 Thu"),
        ("2021-01", None, ("2021-01-01", None), "from 2021-01-01 on"),
        (None, "2021-01", (None, "2021-01-31"), "until 2021-01-31"),
        ("2021-06/..", "by 2022", ("2021-06-01", "2022-12-31"), "2021-06-01 to 2022-12-31"),
        ("2021", "9999", ("2021-01-01", None), "2021-01-01 to 9999-12-31"),
        (None, None, (None, None), "any time"),
    ],
)
def test_window_between_two_dates(
    start: str | None, end: str | None, bounds: tuple[str | None, str | None], name: str
) -> None:
    window = window_between(start, end, TODAY)
    assert window.bounds == bounds
    assert window.text == name


@pytest.mark.parametrize(
    ("start", "end", "text", "reason"),
    [
        (
            *("2021-02", "2021-01", "2021-02 to 2021-01"),
            "it ends on 2021-01-31 and begins on 2021-02-01",
        ),
        ("by 2021", "2022", "by 2021", "it has no first day"),
        ("2021", "from 2021", "from 2021", "it has no last day"),
        ("2021-13", None, "2021-13", "there is no month 13; they go from 01 to 12"),
        (None, "2021-13", "2021-13", "there is no month 13; they go from 01 to 12"),
        ("", None, "", EXAMPLES),
    ],
)
def test_window_between_refuses_with_the_reason(
    start: str | None, end: str | None, text: str, reason: str
) -> None:
    with pytest.raises(WindowError) as info:
        window_between(start, end, TODAY)
    assert str(info.value) == str(WindowError(text, reason))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("today", Named.BY_TODAY),
        ("last-week", Named.BY_TODAY),
        ("next-month", Named.BY_TODAY),
        ("30d", Named.AHEAD),
        ("1d", Named.BY_DAY),
        ("2021-01-07?", Named.BY_DAY),
        ("2021-01", Named.BY_MONTH),
        ("march", Named.BY_MONTH),
        ("2021-Q1", Named.BY_PERIOD),
        ("winter", Named.BY_PERIOD),
        ("2021", Named.BY_PERIOD),
        ("Jan-Mar 2021?", Named.BY_PERIOD),
        ("2020-12/2021-01", Named.BY_BOTH_ENDS),
        ("2021-01-07/2021-02-03", Named.BY_BOTH_ENDS),
        ("2020/2022", Named.BY_BOTH_ENDS),
        ("2021-06/..", Named.AS_OPEN),
        ("by 2021", Named.AS_OPEN),
    ],
)
def test_window_records_how_it_was_named(text: str, named: Named) -> None:
    assert parse_window(text, TODAY).named is named


def test_window_on_a_day_and_window_of_a_date() -> None:
    assert window_on(TODAY) == parse_window("2021-01-07", TODAY)
    assert window_of(parse_date("2021-Q1~")) == parse_window("2021-Q1", TODAY)
    assert window_of(parse_date("2021-06/..")) == parse_window("from June 2021", TODAY)


def test_last_day_of_a_window_is_included() -> None:
    assert parse_window("2021-01", TODAY).last == date(2021, 1, 31)
    assert from_today(TODAY).last is None


def test_from_today_is_open_ended() -> None:
    assert from_today(TODAY) == Window(TODAY, None, "from 2021-01-07 on", Named.AS_OPEN)


@pytest.mark.parametrize(
    ("window", "when", "holds", "touches"),
    [
        ("2021-01", "2021-01-31", True, True),
        ("2021-01", "2021-02-01", False, False),
        ("2021-01", "2020-12-31", False, False),
        ("2021-01", "2021-01", True, True),
        ("2021-01", "Q1 2021", False, True),
        ("2021-01", "winter 2021", False, True),
        ("2021-01", "2021-01-05?", False, True),
        ("2021-01", "2020/2022", False, True),
        ("2021-01", "2021-01/..", False, True),
        ("2021-01", "2020-01/..", False, True),
        ("2021-01", "2021-02/..", False, False),
        ("2021-01", "../2021-01", False, True),
        ("2021-01", "../2020-12", False, False),
        ("2021-01", "TBA", False, False),
        ("2020-02", "2020-02-29", True, True),
        ("2021-02", "2020-02-29", False, False),
        ("winter 2021", "2020-12-01", True, True),
        ("winter 2021", "2020-11-30", False, False),
        ("winter 2020", "2020-02-29", True, True),
        ("2020/2022", "2020-01-01", True, True),
        ("2020/2022", "2020/2022", True, True),
        ("2020/2022", "2022-12-31", True, True),
        ("2020/2022", "2023", False, False),
        ("9999", "9999-12-31", True, True),
        ("9999-12-31", "9999-12-31", True, True),
        ("9999-12-31", "9999-12", False, True),
        ("9999-12-30", "9999-12-31", False, False),
        ("2021/..", "9999-12-31", True, True),
        ("2021/..", "2020-12-31", False, False),
        ("../2021", "0001-01-01", True, True),
        ("../2021", "2022", False, False),
        ("../2021", "TBA", False, False),
    ],
)
def test_window_holds_or_touches_a_date(
    window: str, when: str, *, holds: bool, touches: bool
) -> None:
    looked_at, dated = parse_window(window, TODAY), parse_date(when)
    assert looked_at.holds(dated) is holds
    assert looked_at.touches(dated) is touches


def test_unbounded_window_holds_every_certain_date() -> None:
    always = window_between(None, None, TODAY)
    assert always.holds(parse_date("2021"))
    assert always.touches(parse_date("2021/.."))
    assert not always.holds(parse_date("2021?"))
    assert not always.touches(TBA)


Days = tuple[date, date]
few_days = st.dates(date(2020, 12, 25), date(2021, 1, 8))


@st.composite
def spans(draw: st.DrawFn) -> Days:
    first, last = sorted((draw(few_days), draw(few_days)))
    return first, last


@given(spans(), spans())
def test_holds_and_touches_agree_with_checking_each_day(window: Days, when: Days) -> None:
    looked_at = window_between(str(window[0]), str(window[1]), TODAY)
    dated = parse_date(f"{when[0]}/{when[1]}")
    days = [when[0] + timedelta(n) for n in range((when[1] - when[0]).days + 1)]
    inside = [window[0] <= day <= window[1] for day in days]
    assert looked_at.holds(dated) == all(inside)
    assert looked_at.touches(dated) == any(inside)


texts = st.builds(
    "{:04}{}{}".format,
    st.integers(2019, 2023),
    st.sampled_from(["", "-01", "-12", "-02-28", "-Q4", "-winter", "-H2", "-mid", "/..", "/2023"]),
    st.sampled_from(["", "?"]),
)


@given(texts, texts)
def test_window_touches_every_date_that_it_holds(window: str, when: str) -> None:
    looked_at, dated = parse_window(window, TODAY), parse_date(when)
    assert looked_at.touches(dated) or not looked_at.holds(dated)


@given(texts, texts)
def test_comparing_bounds_as_text_agrees_with_touches(window: str, when: str) -> None:
    looked_at, dated = parse_window(window, TODAY), parse_date(when)
    first, last = looked_at.bounds
    touched = (last is None or str(dated.earliest) <= last) and (
        first is None or dated.latest is None or str(dated.latest) >= first
    )
    assert looked_at.touches(dated) == touched


@given(st.text(), st.dates())
def test_any_text_is_parsed_or_refused(text: str, today: date) -> None:
    for shape in ("{}", "next {}", "{}d", "from {}"):
        try:
            window = parse_window(shape.format(text), today)
        except WindowError:
            continue
        assert window.text


@given(
    st.sampled_from(["today", "this-week", "this-month", "this-quarter", "this-year", "30d", "2w"]),
    st.dates(),
)
def test_windows_relative_to_today_hold_today(text: str, today: date) -> None:
    assert parse_window(text, today).holds(parse_date(str(today)))


@given(
    st.sampled_from(["week", "month", "quarter", "year"]),
    st.dates(date(2, 1, 1), date(9998, 1, 1)),
)
def test_last_this_and_next_spans_are_adjacent(unit: str, today: date) -> None:
    last, this, then = (parse_window(f"{word} {unit}", today) for word in ("last", "this", "next"))
    assert (last.end, this.end) == (this.start, then.start)


@pytest.mark.parametrize("text", CHOICES)
def test_choices_are_windows(text: str) -> None:
    assert parse_window(text, date(2021, 1, 7)).start is not None
