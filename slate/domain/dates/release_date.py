"""Release dates: a day, a month, "early 2021", a span, or nothing yet.

A date is never made more precise than what was stated. `earliest` and `latest` are the bounds
that the text implies, both included; the actual day is unknown until somebody states it.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

Precision = Literal[
    "day", "month-third", "month", "quarter", "season", "half", "third", "year", "range", "tba"
]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)  # finest first
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ONE_DAY = timedelta(1)
YEARS = "years have four digits, 0001 to 9999"
# Canonical text after the year -> precision, first month, number of months.
# Month 0 is December of the year before: a winter belongs to the year in which it ends.
PARTS: dict[str, tuple[Precision, int, int]] = {
    "": ("year", 1, 12),
    **{f"{month:02}": ("month", month, 1) for month in range(1, 13)},
    **{f"Q{number}": ("quarter", number * 3 - 2, 3) for number in range(1, 5)},
    **{name: ("season", i * 3, 3) for i, name in enumerate(("winter", "spring", "summer", "fall"))},
    **{name: ("half", i * 6 + 1, 6) for i, name in enumerate(("H1", "H2"))},
    **{name: ("third", i * 4 + 1, 4) for i, name in enumerate(("early", "mid", "late"))},
}
# The first and the last day of each third of a month; 31 is the last one, whichever it is.
_MONTH_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
THIRDS = tuple(_MONTH_THIRDS)


class ReleaseDate(NamedTuple):
    """A date as stated: canonical text, the bounds that it implies, and its precision."""

    text: str  # `parse_date` returns the same value for it
    earliest: date | None  # None: an open start, or TBA
    latest: date | None  # None: an open end, or TBA
    precision: Precision

    @property
    def marked(self) -> bool:
        """Whether the text ends with ? or ~."""
        return self.text[-1] in "?~"

    @property
    def without_mark(self) -> "ReleaseDate":
        """The same date without the ? or ~ at its end."""
        return self._replace(text=self.text[:-1]) if self.marked else self

    @property
    def doubtful(self) -> bool:
        """Whether it is never certain in any window: marked with ? or ~, open at an end, or TBA."""
        return self.marked or self.earliest is None or self.latest is None

    @property
    def known(self) -> bool:
        """Whether it is anything but TBA."""
        return self.precision != "tba"


TBA = ReleaseDate("TBA", None, None, "tba")


class NoDateError(Exception):
    """The reason why a text is not a date, for `parse_date`, which has the whole text."""


def on_day(day: date) -> ReleaseDate:
    """Return a day as a date."""
    return ReleaseDate(day.isoformat(), day, day, "day")


def day_of(year: int, month: int, day: int) -> ReleaseDate:
    """Return a day by its numbers; raise NoDateError, with the reason, if there is none."""
    if not year:
        raise NoDateError(YEARS)
    if not 1 <= month <= len(MONTHS):
        reason = f"there is no month {month:02}; they go from 01 to 12"
        raise NoDateError(reason)
    days = _month_end(year * 12 + month - 1).day
    if not 1 <= day <= days:
        reason = f"{MONTHS[month - 1]} {year:04} has {days} days"
        raise NoDateError(reason)
    return on_day(date(year, month, day))


def month_of(year: int, month: int) -> ReleaseDate:
    """Return a month by its numbers; raise NoDateError, with the reason, if there is none."""
    day_of(year, month, 1)
    return part_of_year(f"{year:04}", f"{month:02}")


def part_of_year(year: str, name: str) -> ReleaseDate:
    """Return a part of a year of four digits by its canonical name, a key of `PARTS`.

    Raises NoDateError if it is not in the years 0001 to 9999.
    """
    precision, month, months = PARTS[name]
    first = int(year) * 12 + month - 1
    last = first + months - 1
    if not date.min.year <= first // 12 <= last // 12 <= date.max.year:
        raise NoDateError(YEARS)
    start = date(first // 12, first % 12 + 1, 1)
    return ReleaseDate(f"{year}-{name}" if name else year, start, _month_end(last), precision)


def third_of(when: ReleaseDate, name: str) -> ReleaseDate | None:
    """Return the early, mid or late part of a year, half, quarter, season or month.

    A third of a season or a quarter is a month, and one of a half is a range of two months.
    Return None for any other date.
    """
    if when.earliest is None:
        return None
    match when.precision:
        case "year":
            return part_of_year(when.text, name)
        case "month":
            return _month_third(when.earliest.year, when.earliest.month, name)
        case "quarter" | "season" | "half":
            months = 2 if when.precision == "half" else 1
            first = when.earliest.year * 12 + when.earliest.month - 1
            first += THIRDS.index(name) * months
            return span(_month(first), _month(first + months - 1))
        case _:
            return None


def span(first: ReleaseDate | None, last: ReleaseDate | None) -> ReleaseDate:
    """Return the range from one date to another; None, for one of them, is an open end.

    A range from a date to itself is that date. Raises NoDateError for a range that begins after
    its end.
    """
    if first is not None and first == last:
        return first
    if first and last and first.earliest and last.earliest and last.earliest < first.earliest:
        reason = f"{last.text} begins before {first.text}; write the earlier one first"
        raise NoDateError(reason)
    # Either may be a range itself: the late first half of 2021 is May and June.
    start = first.text.partition("/")[0] if first else ".."
    end = last.text.rpartition("/")[2] if last else ".."
    return ReleaseDate(
        f"{start}/{end}",
        first and first.earliest,
        last and last.latest,
        "range",
    )


def canonical(text: str) -> ReleaseDate | None:
    """Parse a canonical text, without a mark, which a slate stores; None for any other text.

    Raises NoDateError if it has the form of one, but there is no such date.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _canonical_unit(text)
    start = None if first == ".." else _canonical_unit(first)
    end = None if last == ".." else _canonical_unit(last)
    if (start is None) != (first == "..") or (end is None) != (last == ".."):
        return None
    return None if start is end is None else span(start, end)


def _canonical_unit(text: str) -> ReleaseDate | None:
    year, _, rest = text.partition("-")
    if len(year) != len("2021") or not (year.isascii() and year.isdigit()):
        return None
    if rest in PARTS and text[-1] != "-":
        return part_of_year(year, rest)
    month, _, rest = rest.partition("-")
    if len(month) != len("01") or not (month.isascii() and month.isdigit()):
        return None
    if rest in _MONTH_THIRDS:
        return _month_third(int(year), int(month), rest)
    if len(rest) == len("05") and rest.isascii() and rest.isdigit():
        return day_of(int(year), int(month), int(rest))
    return None


def _month_third(year: int, month: int, name: str) -> ReleaseDate:
    start, end = _MONTH_THIRDS[name]
    first = day_of(year, month, start).earliest
    last = _month_end(year * 12 + month - 1)
    text = f"{year:04}-{month:02}-{name}"
    return ReleaseDate(text, first, last.replace(day=min(end, last.day)), "month-third")


def _month(months: int) -> ReleaseDate:
    """Return a month; months are counted from January of the year 0."""
    return month_of(months // 12, months % 12 + 1)


def _month_end(months: int) -> date:
    """Return the last day of a month, counted as in `_month`."""
    if months == date.max.year * 12 + 11:
        return date.max  # there is no next month to step back from
    return date((months + 1) // 12, (months + 1) % 12 + 1, 1) - ONE_DAY
