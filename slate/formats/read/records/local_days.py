"""Instants of other programs as days: it counts which day it was where people watched."""

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from slate.domain.dates.release_date import parse_date
from slate.domain.errors import DateError

_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)", re.ASCII)


def local_day(text: str, zone: tzinfo | None) -> str:
    """Give the day of an instant in a zone: `2014-01-27T01:30:00Z` is the 26th in New York.

    A plain day, and whatever else is no instant, comes back as it is. An instant without
    an offset is local already, and without a zone the day stays the one that is written.
    """
    if text[10:11] not in {"T", "t", " "}:  # nor is anything else that `fromisoformat` knows
        return text
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and zone is not None:
            moment = moment.astimezone(zone)
    except ValueError:
        return text
    except OverflowError:  # on the first or the last day that there is
        return text[:10]
    return moment.date().isoformat()


def day_at(found: Mapping[str, Any], key: str, zone: tzinfo | None) -> Any:  # noqa: ANN401 -- JSON
    """Give the date at a key, which a program without plain dates keeps as an instant.

    Midnight UTC is the day itself, whatever the zone. None where there is no date; a
    value of another type comes back as it is, to be refused.
    """
    value = found.get(key)
    if not isinstance(value, str):
        return value
    value = value.strip()
    return value[:10] if _MIDNIGHT.fullmatch(value, 10) else local_day(value, zone) or None


def is_out_by(day: date, when: object) -> bool | None:
    """Tell whether a date is not to come any more on a day; None for what is no date."""
    if not isinstance(when, str):
        return None
    try:
        latest = parse_date(when).latest
    except DateError:
        return None
    return None if latest is None else latest <= day
