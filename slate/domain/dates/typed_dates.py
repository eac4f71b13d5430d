"""Dates as a person types them, who may leave out the year: `Friday`, `January 15`, `next month`.

They are the next ones, counted from the day of the report, which counts itself. In a file such a
date would mean something else each time it is read, so only what is typed is parsed here.
"""

import re
from datetime import date

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.relative_periods import period_near
from slate.domain.dates.release_date import (
    ONE_DAY,
    YEARS,
    NoDateError,
    ReleaseDate,
    on_day,
)
from slate.domain.dates.written_units import WEEKDAYS
from slate.domain.errors import DateError

_MARK = r"(.*?) ?([?~]?)"
_LIMIT = r"(by|until|till|before|after|from|no (?:earlier|later) than|not before) (.+)"
_WEEKDAY = rf"(?:on |this |coming )?({'|'.join(WEEKDAYS)})"
_SPAN = r"(?:(early|mid|late|the end of|end of) )?((?:this|next) (?:week|month|quarter|year))"
_SLOPPY = {"third", "year"}  # `early`, `in`: not without a year
_SHORT = r"[a-z]+\.?[-/'\u2019]+\d\d"  # Jan-21: a day or a year?
# Why a day does not exist, or is not on a day of the week.
_OF_A_DAY = re.compile(r" has \d+ days$| is a [A-Z]")
_NEXT = rf"next (?:{'|'.join(WEEKDAYS)})"


def parse_typed(text: str, day: date) -> ReleaseDate:
    """Parse a date in any form, or one that is relative to a day; raise DateError for other texts.

    `next Friday` is refused, since people do not agree on which it is.
    """
    try:
        return parse_date(text)
    except DateError:
        try:
            found = _relative(" ".join(text.lower().split()), day)
        except NoDateError as refused:
            raise DateError(text, str(refused)) from None
        except OverflowError:
            raise DateError(text, YEARS) from None
        if found is None:
            raise
        return found


def _relative(text: str, day: date) -> ReleaseDate | None:
    marked = re.fullmatch(_MARK, text)
    bare, mark = marked.groups() if marked else (text, "")
    if limit := re.fullmatch(_LIMIT, bare):
        when = _relative_unit(limit[2], day)
        found = parse_date(f"{limit[1]} {when.text}") if when else None
        if found and found.latest and found.latest < day:
            reason = f"{found.text} is past; write the date itself"
            raise NoDateError(reason)
    else:
        found = _relative_unit(bare, day)
    return found._replace(text=found.text + mark) if found else None


def _relative_unit(text: str, day: date) -> ReleaseDate | None:
    if text in {"today", "tonight"}:
        return on_day(day)
    if text == "tomorrow":
        return _later(day, 1)
    if weekday := re.fullmatch(_WEEKDAY, text):
        return _later(day, (WEEKDAYS[weekday[1]] - day.weekday()) % 7)
    if re.fullmatch(_NEXT, text):
        first = _later(day, (WEEKDAYS[text.removeprefix("next ")] - day.weekday()) % 7)
        second = _later(first.latest or day, 7)
        reason = f"which one is not clear; write {first.text} or {second.text}"
        raise NoDateError(reason)
    if span := re.fullmatch(_SPAN, text):
        when = period_near(span[2], day)
        return parse_date(f"{span[1]} {when.text}") if span[1] and when else when
    return _with_a_year(text, day)


def _later(day: date, days: int) -> ReleaseDate:
    return on_day(day + min(days * ONE_DAY, date.max - day))


def _with_a_year(text: str, day: date) -> ReleaseDate | None:
    """Parse a text without its year as the next one that is not over.

    Raises NoDateError, with the reason, for a day that neither this year nor the next has.
    """
    if re.search(r"(?a)\d{4}", text) or re.fullmatch(_SHORT, text):
        return None
    text = re.sub(r"^(?:this|coming) ", "", text)
    reasons = []
    for year in (day.year, day.year + 1):
        try:
            when = parse_date(f"{text} {year:04}", _Refused)
        except _Refused as refused:
            reasons.append(refused.reason)
        else:
            if when.precision not in _SLOPPY and when.latest and when.latest >= day:
                return when
    if len(reasons) > 1 and _OF_A_DAY.search(reasons[0]):
        raise NoDateError(reasons[0])
    return None


class _Refused(Exception):  # noqa: N818 -- never seen outside
    def __init__(self, _: str, reason: str) -> None:
        self.reason = reason
