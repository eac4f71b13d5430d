"""Dates as prose, for newsletters: `8 January 2021`, `Sometime in January 2021`."""

from datetime import date

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import DAYS, MONTHS, ReleaseDate
from slate.domain.titles.stages import Stage
from slate.wording.phrases import opened

_DOUBTS = {"?": "date uncertain", "~": "date approximate"}


def prose_date(when: ReleaseDate) -> str:
    """Return a date without its doubt: `8 January 2021`, `by March 2021`, `January to March 2021`.

    TBA is `no date`.
    """
    start, _, end = when.text.rstrip("?~").partition("/")
    if not end:
        return _unit(start)
    if start == "..":
        return f"by {_unit(end)}"
    first, last = _unit(start), "" if end == ".." else _unit(end)
    year = last[-5:] if " " in last else ""  # `January to March 2021`
    return f"{first.removesuffix(year)} to {last}" if last else f"from {first}"


def _unit(text: str) -> str:
    when = parse_date(text)
    if when.precision not in {"day", "month"} or when.earliest is None:
        return screen_date(when)
    month = f"{MONTHS[when.earliest.month - 1]} {text[:4]}"
    return f"{when.earliest.day} {month}" if when.precision == "day" else month


def date_heading(when: ReleaseDate, status: Stage) -> str:
    """Return the heading for a date: `Friday 8 January 2021`, `Sometime in January 2021`."""
    if not when.known:
        return "No date known" if status.settled else "No date yet"
    words = prose_date(when)
    if when.precision == "day":
        return f"{_weekday(when)}{words}"
    return f"Sometime in {words}" if when.precision == "month" else opened(words)


def month_heading(when: ReleaseDate) -> str | None:
    """Return the month that contains a whole date, such as `January 2021`; None if none does."""
    first, last = when.earliest, when.latest
    if not first or not last or (first.year, first.month) != (last.year, last.month):
        return None
    return f"{MONTHS[first.month - 1]} {first.year:04}"


def doubt_text(when: ReleaseDate) -> str:
    """Return what the mark at the end of a date means: `date uncertain`; empty without one."""
    return _DOUBTS.get(when.text[-1], "")


def without_year(text: str, when: ReleaseDate, today: date) -> str:
    """Return a text that ends with a date, without the year if that is the current one.

    Only days and months can do without: `early 2021` cannot.
    """
    if when.precision not in {"day", "month"} or not when.text.startswith(f"{today.year:04}"):
        return text
    return text.removesuffix(f" {today.year:04}")


def near_date(when: ReleaseDate, today: date, *, weekday: bool = False) -> str:
    """Return a date without the current year: `8 January`; with `weekday`, `Friday 8 January`."""
    day = _weekday(when) if weekday and when.precision == "day" else ""
    return f"{day}{without_year(prose_date(when), when, today)}"


def days_text(first: date, last: date) -> str:
    """Return the days from one to another: `1 to 7 January 2021`, `28 December 2020 to ...`."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year:04}"
    if first == last:
        return end
    start = f"{first.day} {MONTHS[first.month - 1]} {first.year:04}"
    if first.year == last.year:
        shared = f" {first.year:04}"
        if first.month == last.month:
            shared = f" {MONTHS[first.month - 1]}{shared}"
        start = start.removesuffix(shared)
    return f"{start} to {end}"


def _weekday(when: ReleaseDate) -> str:
    return f"{DAYS[when.earliest.weekday()]} " if when.earliest else ""
