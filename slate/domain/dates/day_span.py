"""Spans of days for which changes are listed: both ends are included, as in a ledger."""

from datetime import date, timedelta
from typing import NamedTuple

from slate.domain.dates.past_days import parse_past
from slate.domain.dates.release_date import ONE_DAY
from slate.domain.errors import FutureSpanError, SpanError

LAST = "last"  # since the point up to which the author marked changes as seen
USUAL = timedelta(7)  # before today, when no span is given


class Span(NamedTuple):
    """Consecutive days; None means that the end is open."""

    first: date | None = None
    last: date | None = None

    @property
    def phrase(self) -> str:
        """The phrase for a sentence: `since 2021-01-01`, `from 2020-12-01 to 2020-12-31`."""
        if self.first is None:
            return f"until {self.last}" if self.last else "at any time"
        if self.last is None:
            return f"since {self.first}"
        if self.first == self.last:
            return f"on {self.first}"
        return f"from {self.first} to {self.last}"

    def holds(self, day: str) -> bool:
        """Whether a day, in ISO 8601, is in the span."""
        return (self.first is None or str(self.first) <= day) and (
            self.last is None or day <= str(self.last)
        )


ANY_TIME = Span()


def usual_span(today: date) -> Span:
    """Return the span if none is given: the last seven days and today."""
    return Span(today - min(USUAL, today - date.min))


def parse_span(since: str | None, until: str | None, today: date) -> Span:
    """Parse the days from `since` to `until`; an end that is not given is open.

    A month or a year begins with its first day and ends with its last one. Raises WindowError,
    FutureSpanError if the span begins after today, and SpanError if it ends before it begins.
    """
    first = last = None
    if since is not None:
        first = parse_past(since, today).start
        if first is not None and first > today:
            raise FutureSpanError(since, today)
    if until is not None:
        end = parse_past(until, today).end
        last = end and end - ONE_DAY
    if first is not None and last is not None and last < first:
        raise SpanError(first, last)
    return Span(first, last)
