"""How many days a date is ahead: a span of them, if the date is not a day."""

from datetime import date
from typing import NamedTuple

from slate.domain.dates.release_date import ReleaseDate


class DaysAhead(NamedTuple):
    """The least and the most days until a date; both are negative if all of it has passed."""

    least: int
    most: int | None  # None: the date has an open end


def days_ahead(when: ReleaseDate, today: date) -> DaysAhead | None:
    """Return how many days a date is ahead, None for TBA.

    Of a span that has begun, today is the first day; one that is over ended on its last day.
    """
    if not when.known:
        return None
    least = max((when.earliest - today).days, 0) if when.earliest else 0
    if when.latest is None:
        return DaysAhead(least, None)
    most = (when.latest - today).days
    return DaysAhead(min(least, most), most)
