"""Dates as a reader of the day sees them: `Fri Jan 8`, `tomorrow`, under `This week`."""

from datetime import date

from slate.domain.dates.display import screen_date
from slate.domain.dates.relative_periods import period_near
from slate.domain.dates.release_date import DAYS, MONTHS, ReleaseDate

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_DAYS_TOLD = 14  # farther days are not counted, since nobody thinks of them in days


def day_text(when: ReleaseDate, today: date, *, weekday: bool = True) -> str:
    """Format a date: `Fri Jan 8`, `Dec 25, 2020`, `mid Jan`, `January`, `early 2021`.

    Days, months and their thirds have the year if it is not the current one, instead of the day of
    the week; in other dates the year is part of the name. `parse_typed` reads the result as the
    same date, unless that has no year and is over. Empty for TBA.
    """
    first = when.earliest
    if not when.known:
        return ""
    mark = when.text[-1] if when.marked else ""
    if when.precision == "day" and first:
        name = f"{DAYS[first.weekday()][:3]} " * (weekday and first.year == today.year)
        return f"{name}{_month(first)} {first.day}{_year(first, today, ', ')}{mark}"
    if when.precision == "month" and first:
        month = MONTHS[first.month - 1]
        return f"{month if first.year == today.year else month[:3]}{_year(first, today)}{mark}"
    if when.precision == "month-third" and first:
        third = when.without_mark.text.rpartition("-")[2]
        return f"{third} {_month(first)}{_year(first, today)}{mark}"
    return screen_date(when, weekday=False)


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def _year(day: date, today: date, separator: str = " ") -> str:
    return "" if day.year == today.year else f"{separator}{day.year:04}"


def near_text(when: ReleaseDate, today: date, farthest: int = _DAYS_TOLD) -> str:
    """Return how far off an exact day is: `tomorrow`, `in 3 days`, `9 days ago`.

    Empty if it is farther off than that many days.
    """
    if when.precision != "day" or when.doubtful or when.earliest is None:
        return ""
    days = (when.earliest - today).days
    if days in _NEAR:
        return _NEAR[days]
    if abs(days) > farthest:
        return ""
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def day_name(when: ReleaseDate, today: date) -> str:
    """Return the heading of a day: `Today`, `Yesterday`, `Tue Jan 5`, `Dec 15, 2020`."""
    return near_text(when, today, 1).capitalize() or day_text(when, today)


def nearness(last: date | None, today: date) -> str:
    """Return the heading for what comes out by a day at the latest.

    It is one of `Tomorrow`, `This week`, `Later in January`, `February`, `Later in 2021`, `2022`
    and the like. None is an open end.
    """
    if last is None:
        return "No last day"
    if last < today:
        return "Earlier"
    if (days := (last - today).days) <= 1:
        return _NEAR[days].capitalize()
    month = f"{MONTHS[last.month - 1]}{_year(last, today)}"
    headings = {
        "this week": "This week",
        "next week": "Next week",
        "this month": f"Later in {month}",
        "next month": month,
    }
    for period, heading in headings.items():
        if _is_in(period, last, today):
            return heading
    return f"Later in {last.year}" if last.year == today.year else str(last.year)


def _is_in(period: str, day: date, today: date) -> bool:
    # Never one beyond the calendar: it is asked only for days after the period before it.
    found = period_near(period, today)
    return found is not None and found.latest is not None and day <= found.latest
