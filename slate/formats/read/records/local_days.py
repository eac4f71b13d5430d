"""Conversion of other programs' times to days: the day where people watched counts."""

import re
from datetime import date, datetime, tzinfo

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError
from slate.formats.read.records.fields import is_no_date

_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)", re.ASCII)


def local_day(text: str, zone: tzinfo | None) -> str:
    """Return the day of a time in a zone: `2014-01-27T01:30:00Z` is the 26th in New York.

    A plain day, or any other text that is not a time, is returned unchanged. A time without
    an offset is local already. Without a zone, the day is the one that is written.
    """
    if text[10:11] not in {"T", "t", " "}:  # other forms of `fromisoformat` are not accepted
        return text
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and zone is not None:
            moment = moment.astimezone(zone)
    except ValueError:
        return text
    except OverflowError:  # the zone moves it out of the possible years
        return text[:10]
    return moment.date().isoformat()


def day_of(text: str, zone: tzinfo | None) -> str:
    """Return the date in a text, which a program without plain dates stores as a time.

    Midnight UTC means that day, whatever the zone.
    """
    text = text.strip()
    return text[:10] if _MIDNIGHT.fullmatch(text, 10) else local_day(text, zone)


def partial_date(year: int, month: int, day: int) -> str | None:
    """Return a date as far as it is known: 0 is an unknown year, month or day.

    A date that does not exist is returned like any other, to be refused later.
    """
    if not year:
        return None
    known = (month, day) if month and day else (month,) if month else ()
    return "-".join((f"{year:04}", *(f"{number:02}" for number in known)))


def is_out_by(day: date, when: object) -> bool | None:
    """Whether the last possible day of a date has come by `day`; None if it has no such day."""
    if not isinstance(when, str) or is_no_date(when):
        return None
    try:
        latest = parse_date(when).latest
    except DateError:
        return None
    return None if latest is None else latest <= day
