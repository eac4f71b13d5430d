"""Periods named by their distance from today: `this week`, `next month`, `last weekend`."""

from datetime import date, timedelta

from slate.domain.dates.release_date import ReleaseDate, month_of, on_day, part_of_year, span

_BESIDE = {"last": -1, "this": 0, "next": 1}
WORDS = tuple(_BESIDE)
_UNITS = ("week", "month", "quarter", "year")
# As people type them, without a blank.
PERIODS = tuple(f"{word}-{unit}" for word in WORDS for unit in _UNITS)


def period_near(text: str, today: date) -> ReleaseDate | None:
    """Parse `this week`, `next month`, `last weekend`; return None for anything else.

    Weeks run from Monday to Sunday, as in ISO 8601, and end with their weekend. Raises
    OverflowError for a period that is not in the years 1 to 9999.
    """
    word, _, unit = text.partition(" ")
    if word not in _BESIDE:
        return None
    step = _BESIDE[word]
    match unit:
        case "week" | "weekend":
            monday = today + timedelta(7 * step - today.weekday())
            first = _later(monday, 5) if unit == "weekend" else monday
            return span(on_day(first), on_day(_later(monday, 6)))
        case "month":
            return month_of(*_moved(today.year, today.month, 12, step))
        case "quarter":
            year, number = _moved(today.year, (today.month + 2) // 3, 4, step)
            return part_of_year(f"{year:04}", f"Q{number}")
        case "year":
            return part_of_year(f"{_moved(today.year, 1, 1, step)[0]:04}", "")
        case _:
            return None


def _later(day: date, days: int) -> date:
    """Return the day that many days later, at most the last day of the calendar."""
    return day + min(timedelta(days), date.max - day)


def _moved(year: int, number: int, count: int, step: int) -> tuple[int, int]:
    """Return the year and the number of a period beside another, of which a year has `count`."""
    year, place = divmod(year * count + number - 1 + step, count)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return year, place + 1
