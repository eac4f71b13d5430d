"""Numbers of days, weeks or months as people write them: `30d`, `2 weeks`, `3m`."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from slate.domain.dates.release_date import ONE_DAY

# The number and the unit, for `day_count`.
COUNT = r"([1-9]\d{0,4}) ?(d|days?|w|weeks?|m|months?)"
_WEEK = 7


class DayCount(NamedTuple):
    """So many days, or so many months."""

    days: int
    months: int = 0

    def before(self, day: date) -> date:
        """Return the day that is so long before another one, at least the first of the calendar.

        In a month that lacks the day it is the last one.
        """
        if self.months:
            return _months_from(day, -self.months) or date.min
        return day - min(self.days * ONE_DAY, day - date.min)

    def last_from(self, day: date) -> date:
        """Return the last of so many days, or of so many months, that begin with this day.

        That of three months is the one before the same day three months later. The last day of
        the calendar is the farthest.
        """
        if not self.months:
            return day + min((self.days - 1) * ONE_DAY, date.max - day)
        same = _months_from(day, self.months)
        if same is None:
            return date.max
        return same if same.day < day.day else same - ONE_DAY


def day_count(found: re.Match[str]) -> DayCount:
    """Return the count of a match whose first groups are those of COUNT."""
    number, unit = int(found[1]), found[2]
    if unit.startswith("m"):
        return DayCount(0, number)
    return DayCount(number * (_WEEK if unit.startswith("w") else 1))


def _months_from(day: date, months: int) -> date | None:
    """Return the same day, or else the last, of another month; None outside of the calendar."""
    year, place = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    _, length = monthrange(year, place + 1)
    return date(year, place + 1, min(day.day, length))
