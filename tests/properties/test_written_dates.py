"""Dates as people write them: each form states the days that a plain calendar says it does.

The bounds are calculated here from the numbers in the form, without the code of slate.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slate.domain.dates.display import screen_date
from slate.domain.dates.number_order import NumberOrder
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
Bounds = tuple[date | None, date | None]
years = st.integers(2, 9998)
months = st.integers(1, 12)
days = st.dates(date(1, 2, 1), date(9998, 12, 1))
cases = st.sampled_from([str.lower, str.upper, str.title, str])


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _names(month: int) -> list[str]:
    name = MONTHS[month - 1]
    return [name, name[:3], f"{name[:3]}."]


@st.composite
def days_written(draw: st.DrawFn) -> tuple[str, Bounds]:
    day = draw(days)
    name = draw(st.sampled_from(_names(day.month)))
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if 10 < day.day < 14 else day.day % 10, "th")
    form = draw(
        st.sampled_from(
            [
                "{name} {d}, {y:04}",
                "{d} {name} {y:04}",
                "{name} {d}{suffix} {y:04}",
                "{d}{suffix} of {name}, {y:04}",
                "{y:04}/{m}/{d}",
                "{y:04}-{m:02}-{d:02}",
                "{y:04}{m:02}{d:02}",
                "{y:04}-{m:02}-{d:02} 00:00:00",
                "{y:04}-{m:02}-{d:02}T00:00:00Z",
                "on {name} {d}, {y:04}",
                "{weekday}, {name} {d}, {y:04}",
            ]
        )
    )
    weekday = f"{day:%A}"
    said = form.format(
        name=name, d=day.day, m=day.month, y=day.year, suffix=suffix, weekday=weekday
    )
    return said, (day, day)


@st.composite
def spans_written(draw: st.DrawFn) -> tuple[str, Bounds]:
    """Draw a span of months: a month, a quarter, a third of a year ... with its name."""
    year = draw(st.integers(2, 9998))
    number = draw(st.integers(0, 3))
    first, count, names = draw(
        st.sampled_from(
            [
                (0, 12, ["{y:04}", "{y:04} TBA", "in {y:04}", "sometime in {y:04}"]),
                (number * 3, 3, [f"Q{number + 1} {{y:04}}", f"{{y:04}}-Q{number + 1}"]),
                (
                    number * 3,
                    3,
                    [f"{('first', 'second', 'third', 'fourth')[number]} quarter of {{y:04}}"],
                ),
                (number % 2 * 6, 6, [f"H{number % 2 + 1} {{y:04}}", f"{number % 2 + 1}H {{y:04}}"]),
                (0, 4, ["early {y:04}", "beginning of {y:04}", "in early {y:04}"]),
                (4, 4, ["mid {y:04}", "mid-{y:04}", "middle of {y:04}"]),
                (8, 4, ["late {y:04}", "end of {y:04}", "late in {y:04}", "the end of {y:04}"]),
                (2, 3, ["spring {y:04}", "spring of {y:04}"]),
                (8, 3, ["fall {y:04}", "autumn {y:04}"]),
                (-1, 3, ["winter {b:04}/{s:02}", "winter of {b:04}-{s:02}"]),
                (-1, 1, ["early winter {b:04}/{s:02}"]),
                (3, 1, ["mid spring {y:04}", "mid-spring {y:04}", "early Q2 {y:04}"]),
                (4, 2, ["late H1 {y:04}", "late first half of {y:04}"]),
                (10, 2, ["holiday {y:04}", "holiday season {y:04}"]),
            ]
        )
    )
    text = draw(st.sampled_from(names)).format(y=year, b=year - 1, s=year % 100)
    start = year * 12 + first
    end = start + count - 1
    return text, (date(start // 12, start % 12 + 1, 1), _end(end // 12, end % 12 + 1))


@st.composite
def months_written(draw: st.DrawFn) -> tuple[str, Bounds]:
    year, month = draw(years), draw(months)
    name = draw(st.sampled_from(_names(month)))
    which = draw(st.sampled_from(["", "early", "mid", "late", "half"]))
    form = draw(
        st.sampled_from(
            {
                "": ["{name} {y:04}", "{name}, {y:04}", "{m}/{y:04}", "{y:04}-{m:02}"],
                "early": ["early {name} {y:04}", "beginning of {name} {y:04}"],
                "mid": ["mid-{name} {y:04}", "mid {name} {y:04}", "the middle of {name} {y:04}"],
                "late": ["late {name} {y:04}", "end of {name} {y:04}", "late in {name} {y:04}"],
                "half": ["second half of {name} {y:04}", "the 2nd half of {name}, {y:04}"],
            }[which]
        )
    )
    last = _end(year, month)
    first = last.replace(day=1)
    bounds = {
        "": (first, last),
        "early": (first, last.replace(day=10)),
        "mid": (last.replace(day=11), last.replace(day=20)),
        "late": (last.replace(day=21), last),
        "half": (last.replace(day=16), last),
    }[which]
    return form.format(name=name, m=month, y=year), bounds


units = st.one_of(days_written(), months_written(), spans_written())


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Bounds]:
    text, (first, last) = draw(units)
    assert first
    assert last
    one = timedelta(1)
    limit = draw(
        st.sampled_from(["", "", "by", "until", "from", "no earlier than", "before", "after"])
    )
    bounds: Bounds = {
        "": (first, last),
        "by": (None, last),
        "until": (None, last),
        "from": (first, None),
        "no earlier than": (first, None),
        "before": (None, first - one),
        "after": (last + one, None),
    }[limit]
    if limit == "before" and "end of" in text:  # before it is over, not before its last third
        bounds = (None, last)
    assume(not (limit in {"by", "until", "after"} and re.search("beginning of|start of", text)))
    mark = draw(st.sampled_from(["", "?", "~", " ?"]))
    return f"{limit} {text}{mark}".lstrip(), bounds


@given(said=written(), case=cases, dash=st.sampled_from("-\u2010\u2011\u2013\u2014\u2212"))
def test_a_written_date_is_neither_widened_nor_narrowed(
    said: tuple[str, Bounds], case: Callable[[str], str], dash: str
) -> None:
    text, bounds = said
    when = parse_date(case(text).replace("-", dash))
    assert (when.earliest, when.latest) == bounds
    assert when.marked == (text[-1] in "?~")
    assert parse_date(screen_date(when)) == when
    assert parse_date(when.text) == when


@given(one=units, other=units, joint=st.sampled_from([" to ", " through ", " \u2013 "]))
def test_a_range_is_from_the_one_date_to_the_other(
    one: tuple[str, Bounds], other: tuple[str, Bounds], joint: str
) -> None:
    (start, (first, _)), (end, (begin, last)) = one, other
    assert first
    assert begin
    assume("\u2013" not in joint or not end.isdigit())  # fall 2021 - 2022
    if begin < first:
        with pytest.raises(DateError, match="write the earlier one first"):
            parse_date(f"{start}{joint}{end}")
    else:
        when = parse_date(f"{start}{joint}{end}")
        assert (when.earliest, when.latest) == (first, last)
        assert parse_date(screen_date(when)) == when


@given(day=days, order=st.sampled_from(NumberOrder), sign=st.sampled_from("/.-"))
def test_numbers_alone_are_read_in_the_order_given_and_never_guessed(
    day: date, order: NumberOrder, sign: str
) -> None:
    numbers = [f"{day.day:02}", f"{day.month:02}", f"{day.year:04}"]
    if order is NumberOrder.MDY:
        numbers[:2] = numbers[1::-1]
    text = sign.join(numbers)
    assert parse_date(text, order=order).text == day.isoformat()
    if day.day > 12 or day.day == day.month:
        assert parse_date(text).text == day.isoformat()
    else:
        with pytest.raises(DateError, match="which is the month is not clear"):
            parse_date(text)


@given(day=days, after=st.integers(0, 20))
def test_days_of_one_month_are_a_range(day: date, after: int) -> None:
    last = min(day + timedelta(after), _end(day.year, day.month))
    text = f"{day:%B} {day.day}\u2013{last.day}, {day.year:04}"
    when = parse_date(text)
    assert (when.earliest, when.latest) == (day, last)


@given(day=days)
def test_the_week_of_a_day_is_its_iso_week(day: date) -> None:
    year, week, _ = day.isocalendar()
    when = parse_date(f"week of {day:%B} {day.day}, {day.year:04}")
    assert when.earliest == date.fromisocalendar(year, week, 1)
    assert when.latest == date.fromisocalendar(year, week, 7)
    assert parse_date(f"{year:04}-W{week:02}") == when
