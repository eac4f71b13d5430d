"""Windows: spans of days to query, and the test whether a date falls in one.

Windows are half open in memory, `start <= day < end`, so that they meet without a gap or an
overlap; only `bounds` converts them to the inclusive texts that the store compares.
"""

import re
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from slate.domain.dates.day_counts import COUNT, day_count
from slate.domain.dates.display import joins_months, screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.relative_periods import PERIODS, WORDS, period_near
from slate.domain.dates.release_date import MONTHS, ONE_DAY, TBA, ReleaseDate
from slate.domain.errors import DateError, NoDaysError, WindowError

_EXAMPLES = (
    "write a date such as 2021-01, Q1 2021 or 2021-01/2021-03, "
    "or today, this-week, weekend, next-month, 30d, 2w, 3m, march"
)
_NEARBY = {"yesterday": -1, "today": 0, "tomorrow": 1}
# Windows to choose from; any date is one, too.
CHOICES = (*_NEARBY, "weekend", *PERIODS, "7d", "30d", "3m", *map(str.lower, MONTHS))
_AHEAD = rf"(?a)(?:the )?(?:next )?{COUNT}"


class Named(Enum):
    """How a window is named, which determines the preposition before it in a sentence."""

    BY_TODAY = auto()  # `today`, `this week`: the name does not state the days
    AHEAD = auto()  # `the next 30 days`: neither does this
    BY_DAY = auto()  # `2021-01-07 Thu`
    BY_MONTH = auto()  # `January 2021`
    BY_PERIOD = auto()  # `Q1 2021`, `Jan-Mar 2021`
    BY_BOTH_ENDS = auto()  # `2021-01-07 to 2021-02-03`
    AS_OPEN = auto()  # `from 2021-01-07 on`, `any time`


class Window(NamedTuple):
    """A half-open span of days: start <= day < end; None means that the end is open."""

    start: date | None
    end: date | None  # exclusive; None also if the last day is 9999-12-31, the end of the calendar
    text: str  # how the screen names it: `January 2021`, `this week`, `from 2021-01-07 on`
    named: Named

    @property
    def last(self) -> date | None:
        """The last day, included; None if the end is open."""
        return self.end - ONE_DAY if self.end else None

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """The first and the last day as texts, both included, as the store compares them."""
        return (
            self.start.isoformat() if self.start else None,
            self.last.isoformat() if self.last else None,
        )

    def holds(self, when: ReleaseDate) -> bool:
        """Whether a date is certain to fall in the window, whichever of its days it will be."""
        if when.doubtful or when.earliest is None or when.latest is None:
            return False
        return (not self.start or self.start <= when.earliest) and (
            not self.end or when.latest < self.end
        )

    def touches(self, when: ReleaseDate) -> bool:
        """Whether a date may fall in the window; TBA never does, since it states no days."""
        return (
            when.known
            and (not self.end or not when.earliest or when.earliest < self.end)
            and (not self.start or not when.latest or when.latest >= self.start)
        )


class _Span(NamedTuple):
    """First and last day, both included, and the name, if any; a day of None is an open end."""

    first: date | None
    last: date | None
    name: tuple[str, Named] | None = None


def parse_window(text: str, today: date) -> Window:
    """Parse a window: any date, `this-week`, `30d`, `march`.

    Raises WindowError, with the reason why the text is not a date.
    """
    return _window(_read(text, today))


def window_between(start: str | None, end: str | None, today: date) -> Window:
    """Return the window from the first day of one text to the last day of the other.

    Each may be anything that `parse_window` accepts, or None for an open end. Raises
    WindowError, also if the window ends before it begins.
    """
    first = last = None
    if start is not None:
        first = _read(start, today).first
        if first is None:
            raise WindowError(start, "it has no first day")
    if end is not None:
        last = _read(end, today).last
        if last is None:
            raise WindowError(end, "it has no last day")
    if first and last and last < first:
        span = f"{start} to {end}"
        raise WindowError(span, f"it ends on {last} and begins on {first}")
    return _window(_Span(first, last))


def from_today(today: date) -> Window:
    """Return the window that begins today and has no end."""
    return _window(_Span(today, None))


def window_on(day: date) -> Window:
    """Return the window of one day."""
    return _window(_Span(day, day))


def window_from_to(first: date, last: date | None) -> Window:
    """Return the window from one day to another, both included; None is an open end."""
    return _window(_Span(first, last))


def window_of(when: ReleaseDate) -> Window:
    """Return the window of the days that a date spans; a ? or ~ is ignored."""
    return _window(_span_of(when))


def _window(span: _Span) -> Window:
    end = None if span.last in {None, date.max} else span.last + ONE_DAY
    return Window(span.first, end, *(span.name or _days(span)))


def _days(span: _Span) -> tuple[str, Named]:
    first, last = span.first, span.last
    if first and first == last:
        return screen_date(parse_date(first.isoformat())), Named.BY_DAY
    if first and last:
        return f"{first} to {last}", Named.BY_BOTH_ENDS
    if first:
        return f"from {first} on", Named.AS_OPEN
    return f"until {last}" if last else "any time", Named.AS_OPEN


def _read(text: str, today: date) -> _Span:
    said = re.sub(r"\b-\b", " ", " ".join(text.lower().split()), flags=re.ASCII)
    if said.startswith("from ") and said.endswith(" on"):
        text = text.rstrip()[: -len(" on")]  # as `_days` writes it
    try:
        span = _near(said, today) or _ahead(said, today)
    except OverflowError:
        raise WindowError(text, "the calendar has the years 0001 to 9999") from None
    return span or _dated(text, today)


def _near(said: str, today: date) -> _Span | None:
    """Parse `today`, `this week`, `next month`; return None for anything else."""
    if said == "weekend":
        said = "this weekend"
    if said in _NEARBY:
        day = today + _NEARBY[said] * ONE_DAY
        return _Span(day, day, (said, Named.BY_TODAY))
    when = period_near(said, today)
    return _Span(when.earliest, when.latest, (said, Named.BY_TODAY)) if when else None


def _ahead(said: str, today: date) -> _Span | None:
    """Parse `30d`, `2 weeks` or `3m`, of which today is the first day; None for anything else."""
    found = re.fullmatch(_AHEAD, said)
    if found is None:
        return None
    count = day_count(found)
    number, units = (count.months, "months") if count.months else (count.days, "days")
    name = (f"the next {number} {units}", Named.AHEAD) if number > 1 else None
    return _Span(today, count.last_from(today), name)


def _dated(text: str, today: date) -> _Span:
    """Parse a date as the days that it spans; a ? or ~ is ignored."""
    try:
        when = parse_date(text)
    except DateError:
        from slate.domain.dates.typed_dates import parse_typed  # noqa: PLC0415 -- for few windows

        nearby = not text.strip() or text.lower().lstrip().startswith(WORDS)
        try:
            when = parse_typed(text, today)
        except DateError as error:
            # A window is never TBA, which the advice on dates names.
            reason = _EXAMPLES if nearby or TBA.text in error.reason else error.reason
            raise WindowError(text, reason) from None
    if not when.known:
        raise NoDaysError(text)
    return _span_of(when)


def _span_of(when: ReleaseDate) -> _Span:
    if when.earliest is None or when.latest is None:  # open at an end
        return _Span(when.earliest, when.latest)
    return _Span(when.earliest, when.latest, _name_of(when.without_mark, when.earliest))


def _name_of(when: ReleaseDate, first: date) -> tuple[str, Named]:
    match when.precision:
        case "day":
            return screen_date(when), Named.BY_DAY
        case "month":
            return f"{MONTHS[first.month - 1]} {first.year:04}", Named.BY_MONTH
        case "range" if not joins_months(when):
            return screen_date(when), Named.BY_BOTH_ENDS
        case _:
            return screen_date(when), Named.BY_PERIOD
