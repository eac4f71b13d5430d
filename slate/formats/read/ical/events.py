"""The fields that slate reads from an event of a calendar. Needs `icalendar`: the extra `ics`.

Days are local days. A time with a time zone, or without any, is on the day that is written.
A time in UTC is converted to the calendar's own zone (`X-WR-TIMEZONE`), or else to the zone
that the command names. So the zones defined in the file are not needed, and the zone names of
its times are not looked up.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.parser import Contentline
from icalendar.prop import vDate, vDatetime, vDuration

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ONE_DAY, TBA
from slate.domain.errors import DateError
from slate.formats.errors import RecordError
from slate.formats.read.reader import FileContext, Found
from slate.formats.read.records.local_days import local_day
from slate.formats.write.ics import FIELDS

# The library's parsers of lines and values, which have no type annotations.
_content_line: Callable[[str], Contentline] = Contentline
_day: Callable[[str], date] = vDate.from_ical
_time: Callable[[str], datetime] = vDatetime.from_ical
_duration: Callable[[str], timedelta] = vDuration.from_ical

_IN_UTC = frozenset({"UTC", "ETC/UTC"})  # as some programs write it instead of Z
_REPEATING = frozenset({"RRULE", "RDATE", "RECURRENCE-ID"})


class _Value(NamedTuple):
    """The unescaped value of a content line, the name of its time zone, and whether it is a day."""

    text: str
    zone: str
    is_day: bool


def event_of(
    line: int, event: Mapping[str, str], calendar: Mapping[str, str], context: FileContext, /
) -> Found | RecordError:
    """Parse an event from its content lines and those of its calendar, by their names.

    The fields are `summary`, `uid`, `url`, `categories` and `location`, empty if missing;
    `calendar`, the name of the calendar; `date`, a date text of slate's, None if missing;
    `repeats`, whether the event has more dates; and `slate`, the texts that slate itself wrote
    into the event, by column. The date of a canceled event is TBA.
    """
    values: dict[str, str] = {}
    for name, text in event.items():
        if name in _REPEATING:
            continue
        try:
            values[name] = _value(text).text
        except ValueError:
            return RecordError(line, f"{name}: this is not a line of iCalendar.")
    zone = _zone(_said(calendar, "X-WR-TIMEZONE")) or context.zone
    try:
        when = _date(event, zone)
    except DateError as error:
        return RecordError(line, f"date: {error}")
    texts = ("SUMMARY", "UID", "URL", "CATEGORIES", "LOCATION")
    return line, {
        **{name.lower(): values.get(name, "").strip() for name in texts},
        "calendar": _said(calendar, "X-WR-CALNAME") or _said(calendar, "NAME"),
        "date": TBA.text if values.get("STATUS", "").strip().upper() == "CANCELLED" else when,
        "repeats": not _REPEATING.isdisjoint(event),
        "slate": {FIELDS[name]: text for name, text in values.items() if name in FIELDS},
    }


@lru_cache(maxsize=256)
def _value(line: str) -> _Value:
    """Parse a content line; raise ValueError if it is not one."""
    _, parameters, text = _content_line(line).parts()
    is_day = str(parameters.get("VALUE", "")).upper() == "DATE"
    return _Value(text, str(parameters.get("TZID", "")), is_day)


def _said(calendar: Mapping[str, str], name: str) -> str:
    """Return a property of the calendar, empty if it is missing or cannot be read."""
    try:
        return _value(calendar.get(name, f"{name}:")).text.strip()
    except ValueError:
        return ""


@lru_cache(maxsize=16)
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder
        return None


def _date(event: Mapping[str, str], zone: tzinfo | None) -> str | None:
    """Return the date of an event as text, None if it has none; raise DateError if it is invalid.

    For an event with a time, only the day on which it begins counts. An all-day event may
    span several days, and its end is the day after the last one. Some programs write an all-day
    event from midnight to midnight in UTC: its days are those that are written.
    """
    if "DTSTART" not in event:
        return None
    start = _value(event["DTSTART"])
    try:
        first = _moment(start)
    except ValueError:
        return parse_date(start.text).text if start.text.strip() else None
    if isinstance(first, datetime):
        if not _is_midnight_utc(first) or not _spans_whole_days(event, first):
            return local_day(first.isoformat(), zone)
        first = first.date()
    end = _day_of(_end(event, first))
    return _span(first, end - ONE_DAY) if end > first else first.isoformat()


def _is_midnight_utc(moment: datetime) -> bool:
    return moment.tzinfo is not None and moment.time() == time.min


def _spans_whole_days(event: Mapping[str, str], first: datetime) -> bool:
    """Whether an event that begins at midnight in UTC lasts one or more whole days."""
    try:
        end = _end(event, first)
    except DateError:
        return False
    if not isinstance(end, datetime):
        return end > first.date()
    return end.tzinfo is not None and end.time() == time.min and end > first


def _end(event: Mapping[str, str], first: date) -> date:
    """Return the day after the last one, or a time; raise DateError if it cannot be read."""
    end, duration = (_value(event.get(name, f"{name}:")) for name in ("DTEND", "DURATION"))
    if end.text.strip():
        try:
            return _moment(end)
        except ValueError:
            raise DateError(end.text, "the end of an event is written like 20210105") from None
    if not duration.text.strip():
        return first
    try:
        return first + _duration(duration.text.strip())
    except (ValueError, OverflowError):
        raise DateError(duration.text, "a duration is written like P5D") from None


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(value: _Value) -> date:
    """Parse a day or a time; raise ValueError for anything else.

    Of a value that is declared a day, a time behind it does not count.
    """
    text = value.text.strip().upper()
    if value.is_day or "T" not in text:
        return _day(text.partition("T")[0])
    moment = _time(text)
    return moment.replace(tzinfo=UTC) if value.zone.upper() in _IN_UTC else moment


def _span(first: date, last: date) -> str:
    """Format days as the year, the quarter or the month that they fill, or else as a range."""
    year = first.isoformat()[:4]
    month, quarter = f"{year}-{first.month:02}", f"{year}-Q{(first.month + 2) // 3}"
    for text in (year, quarter, month):
        span = parse_date(text)
        if (span.earliest, span.latest) == (first, last):
            return text
    return parse_date(f"{first}/{last}").text
