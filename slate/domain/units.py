"""In which months, quarters or years a date lies, and how sure that is."""

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from slate.domain.dates import ReleaseDate, parse_date
from slate.domain.windows import Window

UNITS = {"month": 1, "quarter": 3, "year": 12}  # in months
_NAMES = {1: "{:04}-{:02}", 3: "{:04}-Q{}", 12: "{:04}"}
_YEAR = 364  # days at the least from the first to the last of one

Sureness = Literal["certain", "possible", "year_only", "no_date"]


class Judged(NamedTuple):
    """How sure it is that a date lies in some days, and in which units; None: in none."""

    sureness: Sureness
    units: tuple[str | None, ...] = (None,)


@lru_cache(maxsize=10_000)
def judge(text: str | None, unit: str | None, window: Window | None, *, rumored: bool) -> Judged:
    """Judge a date as `upcoming` does, unit by unit, within the window if there is one.

    What may be in any of several units is possible in each of them. But a year, or what is
    vaguer, is set aside where months are asked for: it would be possible in all of them.
    """
    if text is None:
        return Judged("no_date")
    when = parse_date(text)
    is_sure = not rumored and not when.doubtful and (window is None or window.holds(when))
    if unit is None:
        return Judged("certain" if is_sure else "year_only" if _is_vague(when) else "possible")
    first, last = _places(when, UNITS[unit], window)
    if is_sure and first == last:
        return Judged("certain", (_name(first, unit),))
    if _is_vague(when):
        return Judged("year_only")
    return Judged("possible", tuple(_name(place, unit) for place in range(first, last + 1)))


def _is_vague(when: ReleaseDate) -> bool:
    if when.earliest is None or when.latest is None:
        return True
    return (when.latest - when.earliest).days >= _YEAR


def _places(when: ReleaseDate, months: int, window: Window | None) -> tuple[int, int]:
    """Count the units up to the first and to the last one that a date, in the window, touches."""
    start, end = window.bounds if window else (None, None)
    first = max(str(when.earliest or date.min), start or "")
    last = min(str(when.latest or date.max), end or "9999-12-31")
    return _place(first, months), _place(last, months)


def _place(day: str, months: int) -> int:
    return (int(day[:4]) * 12 + int(day[5:7]) - 1) // months


def _name(place: int, unit: str) -> str:
    months = UNITS[unit]
    year, number = divmod(place, 12 // months)
    return _NAMES[months].format(year, number + 1)
