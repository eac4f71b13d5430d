"""The months, quarters or years in which a date falls, and how certain that is.

A unit is a month, a quarter or a year, numbered from the start of the calendar.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.dates.windows import Window

UNITS = {"month": 1, "quarter": 3, "year": 12}  # in months
_NAMES = {1: "{:04}-{:02}", 3: "{:04}-Q{}", 12: "{:04}"}
_YEAR = 364  # the least number of days between the first and the last day of a year
_NONE = range(0)


class Sureness(StrEnum):
    """How certain it is that a date falls in a span of days."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    YEAR_ONLY = "year_only"
    NO_DATE = "no_date"


class Judged(NamedTuple):
    """How certain it is that a date falls in a window, and in which units.

    It is certain in a unit if it is certain in the window and falls in no other unit.
    """

    sureness: Sureness
    units: range = _NONE  # those that it and the window have in common
    is_vague: bool = False  # as coarse as a year or coarser, and not within one unit


def judge(text: str | None, unit: str | None, window: Window | None, *, rumored: bool) -> Judged:
    """Return how certain a date is, as `upcoming` decides it, and its units within the window."""
    if text is None:
        return Judged(Sureness.NO_DATE)
    when = parse_date(text)
    whole, within = _days(when), _days(when, window)
    is_sure = within == whole and not rumored and not when.doubtful
    sureness = Sureness.CERTAIN if is_sure else Sureness.POSSIBLE
    if unit is None:
        return Judged(sureness)
    is_vague = _is_vague(when) and len(_units(whole, unit)) > 1
    return Judged(sureness, _units(within, unit), is_vague)


def units_in(window: Window, unit: str) -> range | None:
    """Return the units that a window contains or touches, None if it is open at an end."""
    first, last = window.bounds
    return None if first is None or last is None else _units((first, last), unit)


def unit_name(number: int, unit: str) -> str:
    """Return a unit as a date: `2021-01`, `2021-Q1`, `2021`."""
    months = UNITS[unit]
    year, place = divmod(number, 12 // months)
    return _NAMES[months].format(year, place + 1)


def _is_vague(when: ReleaseDate) -> bool:
    if when.earliest is None or when.latest is None:
        return True
    return (when.latest - when.earliest).days >= _YEAR


def _days(when: ReleaseDate, window: Window | None = None) -> tuple[str, str]:
    """Return the first and the last day that a date allows, limited to the window if any."""
    start, end = window.bounds if window else (None, None)
    first = max(str(when.earliest or date.min), start or "")
    return first, min(str(when.latest or date.max), end or str(date.max))


def _units(days: tuple[str, str], unit: str) -> range:
    """Return the units from that of the first day to that of the last."""
    months = UNITS[unit]
    first, last = ((int(day[:4]) * 12 + int(day[5:7]) - 1) // months for day in days)
    return range(first, last + 1)
