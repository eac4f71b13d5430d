"""How far a date moved, in a unit that both dates have."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from slate.domain.dates.release_date import ReleaseDate


class Unit(StrEnum):
    """The units of distances, finest first; each has the name of a date's precision."""

    DAY = "day", 0
    MONTH_THIRD = "month-third", 0
    MONTH = "month", 1
    QUARTER = "quarter", 3
    SEASON = "season", 3
    THIRD = "third", 4  # of a year
    HALF = "half", 6  # of a year
    YEAR = "year", 12

    months: int  # its length; 0 for what is shorter than one

    def __new__(cls, precision: str, months: int) -> Self:
        """Create a unit that is equal to the name of its precision."""
        unit = str.__new__(cls, precision)
        unit._value_ = precision
        unit.months = months
        return unit


_UNITS = {str(unit): unit for unit in Unit}
_ORDER = (*_UNITS, "range").index  # a range has no unit, and sorts last


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a date moved: 14 days later, 1 quarter earlier."""

    count: int
    unit: Unit
    later: bool


def distance(before: ReleaseDate, after: ReleaseDate) -> Distance | None:
    """Return how far a date moved: `14 days later`, `1 quarter earlier`.

    The unit is days only between two exact days, otherwise the coarser unit of the two. Return
    None if the dates overlap, or one of them has no such unit: a range, TBA, or a span that
    lies in two units.
    """
    if not (before.earliest and before.latest and after.earliest and after.latest):
        return None
    unit = _UNITS.get(max(before.precision, after.precision, key=_ORDER))
    overlap = before.earliest <= after.latest and after.earliest <= before.latest
    if unit is None or overlap:
        return None
    was = _place(before.earliest, before.latest, unit)
    now = _place(after.earliest, after.latest, unit)
    if was is None or now is None:
        return None
    return Distance(abs(now - was), unit, later=now > was)


def _place(first: date, last: date, unit: Unit) -> int | None:
    """Return the number of units up to the one with these days, or None if they lie in two."""
    if unit is Unit.DAY:
        return first.toordinal()
    if unit is Unit.MONTH_THIRD:
        thirds = {_months(day) * 3 + min((day.day - 1) // 10, 2) for day in (first, last)}
        return thirds.pop() if len(thirds) == 1 else None
    if unit is Unit.YEAR:
        return last.year  # for a winter, the year to which it belongs
    ahead = unit is Unit.SEASON  # each season begins one month before a quarter: winter in December
    places = {(_months(day) + ahead) // unit.months for day in (first, last)}
    return places.pop() if len(places) == 1 else None


def _months(day: date) -> int:
    """Return the month of a day, counted from January of the year 0."""
    return day.year * 12 + day.month - 1
