from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.dates.typed_dates import parse_typed
from slate.domain.errors import DateError
from slate.wording.days import day_text, near_text, nearness
from tests.domain.dates.test_parsing import dates

TODAY = date(2021, 1, 7)  # a Thursday
days = st.dates()
# Precisions of which the year is left out, if it is the current one.
_WITHOUT_YEAR = ("day", "month", "month-third")


@pytest.mark.parametrize(
    ("text", "shown", "without_weekday"),
    [
        ("2021-01-08", "Fri Jan 8", "Jan 8"),
        ("2021-12-31", "Fri Dec 31", "Dec 31"),
        ("2021-01-08?", "Fri Jan 8?", "Jan 8?"),
        ("2020-12-25", "Dec 25, 2020", "Dec 25, 2020"),
        ("0999-12-25~", "Dec 25, 0999~", "Dec 25, 0999~"),
        ("2021-01", "January", "January"),
        ("2021-05?", "May?", "May?"),
        ("2022-01", "Jan 2022", "Jan 2022"),
        ("2021-01-mid", "mid Jan", "mid Jan"),
        ("2021-03-early~", "early Mar~", "early Mar~"),
        ("2020-12-late", "late Dec 2020", "late Dec 2020"),
        ("2021-early", "early 2021", "early 2021"),
        ("2021-Q1", "Q1 2021", "Q1 2021"),
        ("2021-winter", "winter 2020/21", "winter 2020/21"),
        ("2021", "2021", "2021"),
        ("2021-01/2021-03", "Jan-Mar 2021", "Jan-Mar 2021"),
        ("2021-06/..", "from Jun 2021", "from Jun 2021"),
        ("../2021-06-05", "by 2021-06-05", "by 2021-06-05"),
        ("TBA", "", ""),
    ],
)
def test_dates_omit_the_current_year(text: str, shown: str, without_weekday: str) -> None:
    when = parse_date(text)
    assert day_text(when, TODAY) == shown
    assert day_text(when, TODAY, weekday=False) == without_weekday


def _omits_the_year(when: ReleaseDate, today: date) -> bool:
    first = when.earliest
    return first is not None and first.year == today.year and when.precision in _WITHOUT_YEAR


@st.composite
def dates_seen(draw: st.DrawFn) -> tuple[ReleaseDate, date]:
    """Draw a date, and a day on which it is read, often one of the same year."""
    when = draw(dates)
    assume(when.known)
    today = draw(days)
    if when.earliest is not None and draw(st.booleans()):
        today = date(when.earliest.year, today.month, min(today.day, 28))
    return when, today


@given(dates_seen())
@example((parse_date("2021-01-07"), TODAY))
@example((parse_date("2020-02-29?"), date(2020, 2, 1)))
@example((parse_date("9999-12-31"), date(9999, 12, 31)))
def test_a_date_that_is_not_over_can_be_typed_again(seen: tuple[ReleaseDate, date]) -> None:
    when, today = seen
    assume(not _omits_the_year(when, today) or (when.latest and when.latest >= today))
    assert parse_typed(day_text(when, today), today) == when
    assert parse_typed(day_text(when, today, weekday=False), today) == when


@st.composite
def dates_over(draw: st.DrawFn) -> tuple[ReleaseDate, date]:
    """Draw a day, a month or a third of one, and a later day of the same year."""
    day = draw(days)
    name = draw(st.sampled_from((f"{day.day:02}", "", "early", "mid", "late")))
    text = "-".join(filter(None, (f"{day.year:04}-{day.month:02}", name)))
    when = parse_date(text + draw(st.sampled_from(["", "?", "~"])))
    end = date(day.year, 12, 31)
    assume(when.latest is not None and when.latest < end)
    return when, draw(st.dates((when.latest or end) + timedelta(1), end))


@given(dates_over())
@example((parse_date("2020-02-29"), date(2020, 3, 1)))
@example((parse_date("9999-01-01"), date(9999, 12, 31)))
def test_a_date_of_this_year_that_is_over_is_the_next_one_when_it_is_typed(
    seen: tuple[ReleaseDate, date],
) -> None:
    when, today = seen
    text = day_text(when, today, weekday=False)
    try:
        typed = parse_typed(text, today)
    except DateError:  # the next year does not have it
        assert today.year == date.max.year or (when.precision == "day" and "Feb 29" in text)
    else:
        assert typed.text == when.text.replace(f"{today.year:04}", f"{today.year + 1:04}", 1)
    if when.precision == "day":  # on that day of the week it is no day of the next year
        with pytest.raises(DateError):
            parse_typed(day_text(when, today), today)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021-01-06", "yesterday"),
        ("2021-01-07", "today"),
        ("2021-01-08", "tomorrow"),
        ("2021-01-09", "in 2 days"),
        ("2021-01-21", "in 14 days"),
        ("2021-01-22", ""),
        ("2021-01-05", "2 days ago"),
        ("2020-12-24", "14 days ago"),
        ("2020-12-23", ""),
        ("2021-01-08?", ""),
        ("2021-01", ""),
        ("TBA", ""),
    ],
)
def test_exact_days_that_are_near_are_counted(text: str, shown: str) -> None:
    assert near_text(parse_date(text), TODAY) == shown


def test_days_are_counted_as_far_as_asked() -> None:
    assert near_text(parse_date("2020-12-20"), TODAY, 120) == "18 days ago"
    assert near_text(parse_date("2021-01-09"), TODAY, 1) == ""


@pytest.mark.parametrize(
    ("today", "last", "heading"),
    [
        ("2021-01-07", None, "No last day"),
        ("2021-01-07", "2021-01-06", "Earlier"),
        ("2021-01-07", "2021-01-07", "Today"),
        ("2021-01-07", "2021-01-08", "Tomorrow"),
        ("2021-01-07", "2021-01-09", "This week"),
        ("2021-01-07", "2021-01-10", "This week"),
        ("2021-01-07", "2021-01-11", "Next week"),
        ("2021-01-07", "2021-01-17", "Next week"),
        ("2021-01-07", "2021-01-18", "Later in January"),
        ("2021-01-07", "2021-02-28", "February"),
        ("2021-01-07", "2021-03-01", "Later in 2021"),
        ("2021-01-07", "2022-01-01", "2022"),
        ("2020-12-01", "2020-12-31", "Later in December"),
        ("2020-12-01", "2021-01-31", "January 2021"),
        ("2020-12-30", "2021-01-03", "This week"),
        ("2020-12-30", "2021-01-11", "January 2021"),
        ("9999-12-31", "9999-12-31", "Today"),
        ("9999-12-28", "9999-12-31", "This week"),
        ("9999-12-20", "9999-12-31", "Next week"),
        ("9999-12-13", "9999-12-31", "Later in December"),
        ("9999-11-30", "9999-12-31", "December"),
    ],
)
def test_headings_are_finer_the_nearer_a_day_is(today: str, last: str | None, heading: str) -> None:
    assert nearness(last and date.fromisoformat(last), date.fromisoformat(today)) == heading  # type: ignore[arg-type]


def _near(today: date) -> st.SearchStrategy[date]:
    """Draw a day that is mostly within two years of today."""
    away = st.integers(-10, 800).map(lambda n: today + timedelta(n))
    is_room = today.year < date.max.year - 3 and today.year > 1
    return away | days if is_room else days


@given(days.flatmap(lambda today: st.tuples(st.just(today), st.lists(_near(today), min_size=3))))
def test_a_later_last_day_never_stands_under_an_earlier_heading(
    seen: tuple[date, list[date]],
) -> None:
    today, lasts = seen
    headings = [nearness(last, today) for last in sorted(lasts)]
    changes = [
        after for before, after in zip([None, *headings], headings, strict=False) if before != after
    ]
    assert len(changes) == len(set(changes)), "each heading appears once"
