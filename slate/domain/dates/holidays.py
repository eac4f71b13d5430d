"""Days and seasons that people name instead of a date; the days are those of the United States."""

from datetime import date, timedelta

from slate.domain.dates.release_date import ReleaseDate, month_of, on_day, span

_FIXED = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "new year's eve": (12, 31),
}
# Name -> the day of the week, the month, how many of its days come before, and days after it.
_MOVING = {
    "memorial day": (0, 5, 24, 0),  # the last Monday of May
    "labor day": (0, 9, 0, 0),
    "thanksgiving": (3, 11, 21, 0),  # the fourth Thursday
    "thanksgiving day": (3, 11, 21, 0),
    "black friday": (3, 11, 21, 1),
}
_HOLIDAYS = {"holiday", "holidays", "holiday season"}
NAMES = frozenset({*_FIXED, *_MOVING, *_HOLIDAYS})


def holiday(name: str, year: int) -> ReleaseDate:
    """Return the day of a holiday, or for `holiday 2021` its November and December.

    `name` is one of `NAMES`, and `year` from 1 to 9999.
    """
    if name in _HOLIDAYS:
        return span(month_of(year, 11), month_of(year, 12))
    if name in _FIXED:
        return on_day(date(year, *_FIXED[name]))
    weekday, month, before, after = _MOVING[name]
    first = date(year, month, before + 1)
    return on_day(first + timedelta((weekday - first.weekday()) % 7 + after))
