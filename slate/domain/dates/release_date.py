"""Release dates as people state them: a day, a month, "early 2021", a span, or nothing yet.

A date is never made more precise than what was stated. `earliest` and `latest` are the bounds
that the text implies, both included; the actual day is unknown until somebody states it.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from slate.domain.errors import DateError
from slate.domain.text import remembered

Precision = Literal[
    "day", "month-third", "month", "quarter", "season", "half", "third", "year", "range", "tba"
]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)  # finest first
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DATE_EXAMPLES = (
    "write it like 2021-01-05, Jan 5 2021, 2021-01, Jan 2021, Q1 2021, spring 2021, "
    "early 2021, 2021, 2021-01/2021-03, by 2021-03 or TBA"
)

ONE_DAY = timedelta(1)
_LONGEST = 100  # characters: no date is longer, and parsing a very long text would be slow
_YEARS = "years have four digits, 0001 to 9999"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
# What people write next to the year -> the canonical text after the year.
_WORDS = {
    **{name.lower(): name for name in PARTS if name and not name.isdigit()},
    **{name.lower(): f"{month:02}" for month, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): f"{month:02}" for month, name in enumerate(MONTHS, 1)},
    **{f"{number}q": f"Q{number}" for number in range(1, 5)},
    "sept": "09",
    "autumn": "fall",
    "first half": "H1",
    "second half": "H2",
}
_WEEKDAYS = {
    word: number for number, name in enumerate(DAYS) for word in (name.lower(), name[:3].lower())
}
_UNDATED = ("tba", "tbc", "tbd", "unknown", "no date")
_JOINTS = tuple(" -/")  # between the year and the rest
# Common mistakes -> the reason shown. Tried in this order after everything else has failed.
_YEAR_FIRST = r"(\d{4})[-./ ](\d\d?)(?:[-./ ](\d\d?)([t ]\d.*)?)?"
_YEAR_LAST = r"(?:(\d\d?)[-./ ])?(\d\d?)[-./ ](\d{4})"
_REASONS = (
    (r"", "it is empty; write TBA where there is no date"),
    (r".*[?~].*", "one ? or ~ may stand at the very end"),
    (
        r"today|tomorrow|yesterday|(?:this|next|last)[- ].*",
        "write the date itself, such as 2021-01-05, Jan 2021 or summer 2021",
    ),
    (r"(?:.*[- ])?[qh]\d(?:[- ].*)?", "quarters are Q1 to Q4, halves H1 and H2"),
    (r"-\d.*|(?:\d{1,3}|\d{5,})(?:-\d\d?)*", _YEARS),
    (r".*[^ -~].*", "only plain letters and the digits 0 to 9 are read"),
)
# Patterns are compiled on first use: days in ISO 8601 do not need them.
_MARK = r"(?a) ?([?~])( (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)?$"
_ISO = r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
_MONTH_THIRD = r"(?a)(\d{4})-(\d\d)-(early|mid|late)"
_WINTER = r"(?a)winter (?:of )?(\d{4})[-/](\d{4}|\d\d)"
_DAY = r"(?a)(\d\d?)(?:st|nd|rd|th)? (?:of )?([a-z]+)\.?|([a-z]+)\.? (\d\d?)(?:st|nd|rd|th)?"


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


class _RefusedError(Exception):
    """The reason why a text is not a date, for `parse_date`, which has the whole text."""


@remembered
def parse_date(text: str, refusal: Callable[[str, str], Exception] = DateError) -> ReleaseDate:
    """Parse a date in any of the forms in which people write one.

    Raises DateError, or the exception that `refusal` returns for the text and the reason why
    it is not a date.
    """
    # Days are tried first, since imports have hundreds of thousands of them. The check for
    # hyphens excludes the other forms that `fromisoformat` accepts: 20210105, 2021-W01-1.
    if text[4:8:3] == "--":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # the parser below finds the reason
        else:
            return ReleaseDate(text, day, day, "day")
    try:
        # Text copied from articles has no-break spaces, and en dashes in ranges.
        return _read(" ".join(text.split()).replace("\u2011", "-").replace("\u2013", "-"))
    except _RefusedError as refused:
        raise refusal(text, str(refused)) from None


def _read(text: str) -> ReleaseDate:
    if len(text) > _LONGEST:
        raise _RefusedError(DATE_EXAMPLES)
    text = text.lower()
    if text in _UNDATED:
        return TBA
    mark = ""
    if marked := re.search(_MARK, text):
        mark = marked[1]
        text = text[: marked.start()] + (marked[2] or "")
    found = (_unit(text) or _range(text)) if text.isascii() else None
    if found is None:
        raise _RefusedError(_reason(text))
    return found._replace(text=found.text + mark)


def _unit(text: str) -> ReleaseDate | None:
    """Parse a date other than a range, with or without its weekday; None for another form."""
    if found := _stated(text):
        return found
    first, _, behind = text.partition(" ")
    before, _, last = text.rpartition(" ")
    for word, rest in ((first.rstrip(".,"), behind), (last, before)):
        found = _stated(rest) if word in _WEEKDAYS else None
        if found and found.earliest and found.precision == "day":
            weekday = found.earliest.weekday()
            if weekday != _WEEKDAYS[word]:
                reason = f"{found.text} is a {DAYS[weekday]}"
                raise _RefusedError(reason)
            return found
    return None


def _stated(text: str) -> ReleaseDate | None:
    if winter := re.fullmatch(_WINTER, text):
        year = f"{int(winter[1]) + 1:04}"
        if not year.endswith(winter[2]):
            reason = f"a winter is one December to February; write winter {winter[1]}/{year[-2:]}"
            raise _RefusedError(reason)
        return _part(year, "winter")
    if iso := re.fullmatch(_ISO, text):
        year, month, day = iso.groups()
        found = _day(int(year), int(month or 1), int(day or 1))
        return found if day else _part(year, month or "")
    if third := re.fullmatch(_MONTH_THIRD, text):
        return _month_third(int(third[1]), int(third[2]), third[3])
    if text[:4].isdigit() and text[4:5] in _JOINTS:
        return _named(text[:4], text[5:])
    if text[-4:].isdigit() and text[-5:-4] in _JOINTS:
        return _named(text[-4:], text[:-5])
    return None


def _named(year: str, rest: str) -> ReleaseDate | None:
    """Parse the text next to a year: `q1`, `first half of`, `jan. 5th,`."""
    rest = rest.replace("-", " ").rstrip(".,").removesuffix(" of")
    if rest in _WORDS:
        return _part(year, _WORDS[rest])
    if named := re.fullmatch(_DAY, rest):
        month = _WORDS.get(named[2] or named[3], "")
        if month.isdigit():
            return _day(int(year), int(month), int(named[1] or named[4]))
    return None


def _part(year: str, name: str) -> ReleaseDate:
    precision, month, months = PARTS[name]
    first = int(year) * 12 + month - 1
    last = first + months - 1
    if not date.min.year <= first // 12 <= last // 12 <= date.max.year:
        raise _RefusedError(_YEARS)
    start = date(first // 12, first % 12 + 1, 1)
    return ReleaseDate(f"{year}-{name}" if name else year, start, _month_end(last), precision)


def _day(year: int, month: int, day: int) -> ReleaseDate:
    if not year:
        raise _RefusedError(_YEARS)
    if not 1 <= month <= len(MONTHS):
        reason = f"there is no month {month:02}; they go from 01 to 12"
        raise _RefusedError(reason)
    days = _month_end(year * 12 + month - 1).day
    if not 1 <= day <= days:
        reason = f"{MONTHS[month - 1]} {year:04} has {days} days"
        raise _RefusedError(reason)
    found = date(year, month, day)
    return ReleaseDate(found.isoformat(), found, found, "day")


def _month_third(year: int, month: int, name: str) -> ReleaseDate:
    start, end = _MONTH_THIRDS[name]
    first = _day(year, month, start).earliest
    last = _month_end(year * 12 + month - 1)
    text = f"{year:04}-{month:02}-{name}"
    return ReleaseDate(text, first, last.replace(day=min(end, last.day)), "month-third")


def _month_end(months: int) -> date:
    """Return the last day of a month; months are counted from January of the year 0."""
    if months == date.max.year * 12 + 11:
        return date.max  # there is no next month to step back from
    return date((months + 1) // 12, (months + 1) % 12 + 1, 1) - ONE_DAY


def _range(text: str) -> ReleaseDate | None:
    """Parse `A/B`, `A to B`, `from A`, `by B`, `Jan-Mar 2021`; None for another form."""
    word, _, rest = text.partition(" ")
    if word in {"by", "until"}:
        start, end = "..", rest
    elif word == "from" and " to " not in rest:
        start, end = rest, ".."
    else:
        body = rest if word == "from" else text
        joint = next((joint for joint in (" to ", " - ", "/", "-") if joint in body), " to ")
        start, _, end = (side.strip() for side in body.partition(joint))
        if joint == "-" and start.isdigit() != end.isdigit():
            return None  # 2021-22 is not a range, and 2021-early-2022 is ambiguous
    last = None if end == ".." else _unit(end)
    first = None if start == ".." else _unit(start)
    if first is None and last and len(end) > len("2021"):
        first = _unit(f"{start} {last.text[:4]}")  # `Jan to Mar 2021` has the year only once
    if first == last or (first is None) != (start == "..") or (last is None) != (end == ".."):
        return first if first == last else None  # a range from a date to itself is that date
    if first and last and first.earliest and last.earliest and last.earliest < first.earliest:
        reason = f"{last.text} begins before {first.text}; write the earlier one first"
        raise _RefusedError(reason)
    return ReleaseDate(
        f"{first.text if first else '..'}/{last.text if last else '..'}",
        first and first.earliest,
        last and last.latest,
        "range",
    )


def _reason(text: str) -> str:
    """Return what to write instead of a text that does not have the form of a date."""
    named = re.fullmatch(_DAY, text)
    if ((named[2] or named[3]) if named else text.rstrip(".,")) in _WORDS:
        return "the year is missing (four digits, as in Jan 2021)"
    text = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", text, flags=re.ASCII)
    if found := re.fullmatch(_YEAR_FIRST, text, re.ASCII):
        day = _day(int(found[1]), int(found[2]), int(found[3] or 1)).text
        timed = "a date has no time of day; " if found[4] else ""
        return f"{timed}write {day if found[3] else day[:7]}"
    if found := re.fullmatch(_YEAR_LAST, text, re.ASCII):
        readings: dict[str, None] = {}  # not a set, which would lose the order
        for month, day in ((found[1], found[2]), (found[2], found[1])):
            with suppress(_RefusedError):
                read = _day(int(found[3]), int(month or 0), int(day or 1)).text
                readings[read if found[1] else read[:7]] = None
        unclear = "which is the month is not clear; " if len(readings) > 1 else ""
        return f"{unclear}write {' or '.join(readings)}" if readings else DATE_EXAMPLES
    reasons = (reason for form, reason in _REASONS if re.fullmatch(form, text, re.ASCII))
    return next(reasons, DATE_EXAMPLES)
