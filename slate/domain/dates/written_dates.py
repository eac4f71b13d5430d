"""Dates in the forms in which people and programs write them: single dates, ranges, open ends.

Nothing is widened or narrowed: a text of no known form is refused.
"""

import re
from datetime import date

from slate.domain.dates.number_order import NumberOrder, with_iso_days
from slate.domain.dates.refusals import DATE_EXAMPLES, reason_for
from slate.domain.dates.release_date import (
    ONE_DAY,
    TBA,
    YEARS,
    NoDateError,
    ReleaseDate,
    day_of,
    month_of,
    on_day,
    part_of_year,
    span,
)
from slate.domain.dates.written_units import (
    ORDINAL,
    PART_NAMES,
    edge_in,
    is_bare_winter,
    parse_unit,
    split_third,
    with_full_years,
)

_WHICH_WINTER = "which winter is not clear; write its two years, as in winter 2020/21"
_LONGEST = 100  # characters: no date is longer, and parsing a very long text would be slow
_UNDATED = ("tba", "tbc", "tbd", "unknown", "no date")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-") | {0x2019: "'"}
# Patterns are compiled on first use.
_MARK = r"(?a) ?([?~])( (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)?$"
# What people write before a date instead of ~ or ? behind it.
_ROUGHLY = r"(?:(circa|ca?\.?|approximately|approx\.?|about|around)|maybe|possibly|probably) "
_TO_IN_ONE_WORD = r"-to-(mid|late)\b"  # early-to-mid 2021
# A midnight behind a day: programs and spreadsheets write a day as a time.
_MIDNIGHT = (
    r"(?a)(?<=\d)(?:[t ]0?0:00(?::00(?:\.0+)?)?(?: ?(?:z|utc|[+-]00:?00))?"
    r"| 12:00(?::00)? am)(?=$|[ /])"
)
_ISO_WEEK = r"(?a)(\d{4})-?w(\d\d)"
_WEEK = r"(?:the )?week (of|beginning|commencing|starting|ending) (.+)"
_TO = r" ?(?:-|to|through|thru) ?"
_DAYS_OF_MONTH = rf"(?a)([a-z]+)\.? {ORDINAL}{_TO}{ORDINAL},? (\d{{4}})"
_DAYS_BEFORE_MONTH = rf"(?a){ORDINAL}{_TO}{ORDINAL} (?:of )?([a-z]+)\.?,? (\d{{4}})"
_BY = r"(?:by|until|till|through|thru|no later than|not later than) (.+)|(.+) or earlier"
_BEFORE = r"(?:before|prior to|ahead of) (.+)"
_FROM = (
    r"from (.+) on|(?:from )?(.+?) (?:or later|and later|onwards?)"
    r"|(?:no earlier than|not earlier than|not before|since|from) (.+)"
)
_AFTER = r"after (.+)"
_JOINTS = (" to ", " through ", " thru ", " - ", "/", "-")


def read(text: str, order: NumberOrder | None = None) -> ReleaseDate:
    """Parse a date that people have written; raise NoDateError, with the reason, if it is none."""
    # Text copied from articles has no-break spaces, and dashes in ranges.
    text = " ".join(text.split()).translate(_DASHES)
    if len(text) > _LONGEST:
        raise NoDateError(DATE_EXAMPLES)
    text = text.lower()
    if text in _UNDATED:
        return TBA
    text = re.sub(_TO_IN_ONE_WORD, r" to \1", text)
    mark = ""
    if marked := re.search(_MARK, text):
        mark = marked[1]
        text = text[: marked.start()] + (marked[2] or "")
    elif roughly := re.match(_ROUGHLY, text):
        mark = "~" if roughly[1] else "?"
        text = text[roughly.end() :]
    if not text.isascii():
        raise NoDateError(reason_for(text))
    iso = with_iso_days(re.sub(_MIDNIGHT, "", with_full_years(text)), order)
    found = parse_unit(iso) or _range(iso)
    if found is None:
        raise NoDateError(reason_for(text))
    return found._replace(text=found.text + mark)


def _range(text: str) -> ReleaseDate | None:
    """Parse a date with an open end, a week, days of a month, or a range; None for another form."""
    return _open(text) or _week(text) or _days_of_month(text) or _from_to(text)


def _open(text: str) -> ReleaseDate | None:
    if rest := _behind(_BY, text):
        _refuse_start(rest)
        when = parse_unit(rest)
        return span(None, when) if when else None
    if rest := _behind(_BEFORE, text):
        if edge_in(rest) == "end":  # before it is over, and not before its last third begins
            when = parse_unit(split_third(rest)[1])
            return span(None, when) if when else None
        when = parse_unit(rest)
        return span(None, _next_to(when, -1)) if when else None
    if (rest := _behind(_FROM, text)) and (when := parse_unit(rest)):
        return span(when, None)
    if rest := _behind(_AFTER, text):
        _refuse_start(rest)
        when = parse_unit(rest)
        return span(_next_to(when, 1), None) if when else None
    return None


def _behind(form: str, text: str) -> str:
    """Return what a text of a form has in the place of the date; empty for another form."""
    found = re.fullmatch(form, text)
    return next(filter(None, found.groups())) if found else ""


def _refuse_start(text: str) -> None:
    """Raise NoDateError for the start of a period as a limit, which may be a day or a span."""
    if edge_in(text) == "start":
        whole = split_third(text)[1].title()
        reason = f"the start may be a day or a span; write before {whole}, or by early {whole}"
        raise NoDateError(reason)


def _next_to(when: ReleaseDate, step: int) -> ReleaseDate:
    """Return the date that ends before another begins (-1), or begins after it ends (1).

    It is a day, or a month or a year if the other date is not a day.
    """
    edge, limit = (when.latest, date.max) if step > 0 else (when.earliest, date.min)
    if edge is None or edge == limit:
        raise NoDateError(YEARS)
    day = edge + step * ONE_DAY
    if when.precision == "year":
        return part_of_year(f"{day.year:04}", "")
    first = day if step > 0 else edge
    if when.precision != "day" and first.day == 1:
        return month_of(day.year, day.month)
    return on_day(day)


def _week(text: str) -> ReleaseDate | None:
    """Parse the week of a day, from Monday to Sunday, or that of a number: `2021-W02`."""
    if found := re.fullmatch(_ISO_WEEK, text):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            reason = f"{found[1]} has no week {found[2]}"
            raise NoDateError(reason) from None
        return _days_from(monday, 0)
    found = re.fullmatch(_WEEK, text)
    when = parse_unit(found[2]) if found else None
    if found is None or when is None or when.earliest is None or when.precision != "day":
        return None
    before = {"of": when.earliest.weekday(), "ending": 6}.get(found[1], 0)
    return _days_from(when.earliest, before)


def _days_from(day: date, before: int) -> ReleaseDate:
    """Return the seven days that begin some days before a day."""
    try:
        first = day - before * ONE_DAY
        return span(on_day(first), on_day(first + 6 * ONE_DAY))
    except OverflowError:
        raise NoDateError(YEARS) from None


def _days_of_month(text: str) -> ReleaseDate | None:
    """Parse `january 5-8, 2021` or `5-8 january 2021`."""
    if found := re.fullmatch(_DAYS_OF_MONTH, text):
        name, first, last, year = found.groups()
    elif found := re.fullmatch(_DAYS_BEFORE_MONTH, text):
        first, last, name, year = found.groups()
    else:
        return None
    month = PART_NAMES.get(name, "")
    if not month.isdigit():
        return None
    return span(*(day_of(int(year), int(month), int(day)) for day in (first, last)))


def _from_to(text: str) -> ReleaseDate | None:
    """Parse `A/B`, `A to B`, `between A and B`, `Jan-Mar 2021`, `mid to late 2021`."""
    if text.startswith("between "):
        return _joined(text.removeprefix("between "), " and ")
    text = text.removeprefix("from ")
    found = (_joined(text, joint) for joint in _JOINTS if joint in text)
    return next(filter(None, found), None)


def _joined(text: str, joint: str) -> ReleaseDate | None:
    start, _, end = (side.strip() for side in text.partition(joint))
    if joint == "-" and start.isdigit() != end.isdigit():
        return None  # 2021-22 is not a range, and 2021-early-2022 is ambiguous
    if (
        end.isdigit() and start != ".." and not start[:4].isdigit()
    ):  # a canonical text has its year first
        if is_bare_winter(start):
            raise NoDateError(_WHICH_WINTER)
        if joint in {"/", " - "}:
            return None  # nor is `fall 2021 / 2022`
    if end == "..":
        first = parse_unit(start)
        return span(first, None) if first else None
    last = parse_unit(end)
    if start == "..":
        return span(None, last) if last else None
    first = _first_of(start, end, last) if last else None
    return span(first, last) if first else None


def _first_of(start: str, end: str, last: ReleaseDate) -> ReleaseDate | None:
    """Parse the start of a range, which may leave out what its end states: `Jan to Mar 2021`."""
    third, rest = split_third(start)
    if third and not rest:
        last_third, rest = split_third(end)
        return parse_unit(f"{start} {rest}") if last_third else None
    if (found := parse_unit(start)) or end.isdigit() or start in _UNDATED or not last.earliest:
        return found
    if is_bare_winter(end):
        raise NoDateError(_WHICH_WINTER)
    return parse_unit(f"{start} {last.earliest.year:04}")
