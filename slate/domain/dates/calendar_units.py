"""The months, quarters or years in which a date falls, and how certain that is."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.dates.windows import Window

UNITS = {"month": 1, "quarter": 3, "year": 12}  # in months
_NAMES = {1: "{:04}-{:02}", 3: "{:04}-Q{}", 12: "{:04}"}
_YEAR = 364  # the least number of days between the first and the last day of a year


class Sureness(StrEnum):
    """How certain it is that a date falls in a span of days."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    YEAR_ONLY = "year_only"
    NO_DATE = "no_date"


class Judged(NamedTuple):
    """How certain it is that a date falls in a span, and in which units; None is no unit."""

    sureness: Sureness
    units: tuple[str | None, ...] = (None,)


@lru_cache(maxsize=10_000)
def judge(text: str | None, unit: str | None, window: Window | None, *, rumored: bool) -> Judged:
    """Return how certain a date is, as `upcoming` decides it, and its units within the window.

    A date that may fall in any of several units is possible in each of them. But a date as
    coarse as a year, or coarser, is YEAR_ONLY unless it lies within both the window and one
    unit: it would be possible in all of them.
    """
    if text is None:
        return Judged(Sureness.NO_DATE)
    when = parse_date(text)
    within = _days(when, window)
    is_inside = within == _days(when)
    first, last = (_place(day, UNITS[unit]) for day in within) if unit else (0, 0)
    if _is_vague(when) and not (is_inside and first == last):
        return Judged(Sureness.YEAR_ONLY)
    is_sure = is_inside and not rumored and not when.doubtful
    units = tuple(_name(place, unit) for place in range(first, last + 1)) if unit else (None,)
    is_certain = is_sure and first == last
    return Judged(Sureness.CERTAIN if is_certain else Sureness.POSSIBLE, units)


def _is_vague(when: ReleaseDate) -> bool:
    if when.earliest is None or when.latest is None:
        return True
    return (when.latest - when.earliest).days >= _YEAR


def _days(when: ReleaseDate, window: Window | None = None) -> tuple[str, str]:
    """Return the first and the last day that a date allows, limited to the window if any."""
    start, end = window.bounds if window else (None, None)
    first = max(str(when.earliest or date.min), start or "")
    return first, min(str(when.latest or date.max), end or str(date.max))


def _place(day: str, months: int) -> int:
    """Return the number of units from the start of the calendar up to that of a day."""
    return (int(day[:4]) * 12 + int(day[5:7]) - 1) // months


def _name(place: int, unit: str) -> str:
    months = UNITS[unit]
    year, number = divmod(place, 12 // months)
    return _NAMES[months].format(year, number + 1)
