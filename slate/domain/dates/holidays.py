"""Days and seasons that people name instead of a date; the days are those of the United States."""

from datetime import date, timedelta

from slate.domain.dates.release_date import ReleaseDate, month_of, on_day, span

_FIXED = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "new year's eve": (12, 31),
}
_THANKSGIVING = {"thanksgiving", "thanksgiving day"}
_HOLIDAYS = {"holiday", "holidays", "holiday season"}
NAMES = frozenset({*_FIXED, *_THANKSGIVING, *_HOLIDAYS})


def holiday(name: str, year: int) -> ReleaseDate:
    """Return the day of a holiday, or for `holiday 2021` its November and December.

    `name` is one of `NAMES`, and `year` from 1 to 9999.
    """
    if name in _HOLIDAYS:
        return span(month_of(year, 11), month_of(year, 12))
    if name in _THANKSGIVING:
        first = date(year, 11, 1)
        thursday = first + timedelta((3 - first.weekday()) % 7)
        return on_day(thursday + timedelta(weeks=3))  # the fourth one
    return on_day(date(year, *_FIXED[name]))
