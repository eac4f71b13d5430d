"""iCalendar (RFC 5545): an all-day event for each release that has a date, or leaves on one.

The output does not depend on the day on which it is written, so an unchanged slate produces
the same bytes. It has no METHOD, because the calendar is for viewing and invites nobody.

An event also holds its record, for `read/ics.py` to read back: one property for each of
FIELDS that has a value, named X-SLATE- and the column, such as X-SLATE-RELEASE-TYPE, with
the value that `list` prints. The status is left out if it follows from the date, and the url
if the event has it as its URL. The record of an event on the day on which a release leaves has
no date, so that nothing reads that day as a release date; what the event of the release itself
holds is not repeated.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ONE_DAY, TBA, ReleaseDate
from slate.domain.text import safe
from slate.domain.titles.record import COLUMNS, DERIVED, Record
from slate.domain.titles.stages import Phase, Stage
from slate.domain.titles.status import derive_status, label_of, noun_of
from slate.wording.attribution import (
    dated_attribution,
    doubted_attribution,
    placed_attribution,
    within_text,
)
from slate.wording.phrases import on_text, opened
from slate.wording.release_types import WORDS

# The columns that identify the title and the release of an event.
NAMING = (
    *("title", "slug", "kind", "season", "part", "year"),
    *("platform", "release_type", "region"),
)
_STATED = dict.fromkeys((*NAMING, "date", "leaves", *(c for c in COLUMNS if c not in DERIVED)))
FIELDS = {f"X-SLATE-{name.upper().replace('_', '-')}": name for name in _STATED}

_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//slate//slate//EN",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:slate",
)
_TAIL = ("END:VCALENDAR",)
_LONGEST = 75  # octets in a line
_CONTINUING = range(0x80, 0xC0)  # bytes that do not begin a character in UTF-8
_ADDRESS = re.compile(r'https?://[^\s"<>\\^`{|}]+', re.IGNORECASE)
# Slate stores no control characters, but another program may have put one into the file.
_ESCAPES = str.maketrans(
    dict.fromkeys(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)), " ")
    | {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
)


class Event(NamedTuple):
    """A release on its date, with its sequence number and its times from the ledger."""

    title_key: str
    release_key: str
    record: Record
    sequence: int  # never decreases
    # When something about the title was first and last recorded, as ISO 8601 in UTC:
    # 2021-01-07T12:00:00.000000Z.
    created: str
    stamp: str
    is_leaving: bool = False  # whether it is about the date on which the release leaves
    is_alone: bool = False  # whether the calendar has no event for the date of the release

    @property
    def when(self) -> ReleaseDate:
        """The date of the event."""
        return _when(self.record, leaving=self.is_leaving)


def lines(events: Iterable[Event], *, tentative: bool) -> Iterator[str]:
    """Yield a calendar, one piece per event, with CRLF line endings as in the RFC."""
    yield _ended(_HEAD)
    for event in events:
        if days := _days(event.when, tentative=tentative):
            yield _ended(_event(event, *days))
    yield _ended(_TAIL)


def is_shown(record: Record, *, tentative: bool, leaving: bool = False) -> bool:
    """Whether a release is in the calendar or, with `leaving`, the day on which it leaves.

    A release without a date, or with an open date span, never is. One without an exact day
    is in it only if `tentative` is true, as an event on all possible days.
    """
    return _days(_when(record, leaving=leaving), tentative=tentative) is not None


def _when(record: Record, *, leaving: bool) -> ReleaseDate:
    return parse_date((record.leaves if leaving else record.date) or TBA.text)


def _days(when: ReleaseDate, *, tentative: bool) -> tuple[date, date] | None:
    """Return the first day and the day after the last, or None for a release not in the calendar.

    No day follows the last day of the year 9999.
    """
    if when.earliest is None or when.latest is None or when.latest == date.max:
        return None
    if when.precision != "day" and not tentative:
        return None
    return when.earliest, when.latest + ONE_DAY


def _event(event: Event, first: date, end: date) -> Iterator[str]:
    record, stamp = event.record, _instant(event.stamp)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(event)}"
    yield f"DTSTAMP:{stamp}"
    yield f"CREATED:{_instant(event.created)}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{_digits(first.isoformat())}"
    yield f"DTEND;VALUE=DATE:{_digits(end.isoformat())}"
    yield f"SUMMARY:{_escaped(_summary(event))}"
    yield f"DESCRIPTION:{_escaped(_description(event))}"
    yield f"STATUS:{_status(event)}"
    yield "TRANSP:TRANSPARENT"  # a release must not show as busy time
    if record.platform:
        yield f"CATEGORIES:{_escaped(record.platform)}"
    if record.url and _is_address(record.url):
        yield f"URL:{record.url}"
    yield from _own_lines(event)
    yield "END:VEVENT"


def _uid(event: Event) -> str:
    """Return a permanent UID, which changes with neither the title's name, slug nor date."""
    keys = f"{event.title_key}\n{event.release_key}" + "\nleaves" * event.is_leaving
    return f"{sha256(keys.encode()).hexdigest()[:32]}@slate"


def _instant(text: str) -> str:
    return f"{_digits(text[:19])}Z"


def _digits(text: str) -> str:
    return text.replace("-", "").replace(":", "")


def _summary(event: Event) -> str:
    record = event.record
    if event.is_leaving:
        return f"{record.name} leaves {on_text(record.release)}".rstrip()
    way = WORDS[record.release_type].event if record.release_type else ""
    name = f"{record.name} ({way} Release)" if way else record.name
    if not record.contested:
        return name
    return f"{name}, {doubted_attribution(record.source, record.confidence)}"


def _description(event: Event) -> str:
    """Return the label, the place, the date if it is not a plain day, and the source.

    A date that narrows a coarser one is followed by that one.

    The label is not the record's own, which changes on the day on which the title becomes
    overdue. Nothing is labeled on the day on which a release leaves.
    """
    record, when = event.record, event.when
    noun = noun_of(record.kind, record.season, record.part, None)
    what = "Leaving" if event.is_leaving else label_of(record.status, noun)
    placed = placed_attribution(record.placed_by) if record.placed_by else ""
    if where := ", ".join(filter(None, (record.platform, record.region, placed))):
        what = f"{what} ({where})"
    if when.precision != "day" or when.doubtful:
        what = f"{what}, {screen_date(when, weekday=False)}"
    within = f" {opened(within_text(record.within))}." if record.within else ""
    return f"{what}. {dated_attribution(record)}.{within}"


def _status(event: Event) -> str:
    record = event.record
    if record.status.phase is Phase.CANCELED:
        return "CANCELLED"
    placed = record.placed_by.confidence if record.placed_by else record.confidence
    sure = record.confidence.is_official and placed.is_official and not event.when.doubtful
    return "CONFIRMED" if sure else "TENTATIVE"


def _is_address(url: str) -> bool:
    return _ADDRESS.fullmatch(url) is not None and safe(url) == url


def _own_lines(event: Event) -> Iterator[str]:
    """Yield the record as the X-SLATE- properties that slate reads back."""
    record = event.record
    said = record._asdict() | {"tags": ",".join(record.tags)}
    if event.is_leaving:
        del said["date"]
    if (record.leaves_source, record.leaves_confidence) == (record.source, record.confidence):
        del said["leaves_source"], said["leaves_confidence"]
    if event.is_leaving and not event.is_alone:
        del said["status"], said["tags"]
    elif record.status == _derived(event):
        del said["status"]
    if record.url and _is_address(record.url):
        del said["url"]
    for name, field in FIELDS.items():
        if (value := said.get(field)) not in {None, ""}:
            yield f"{name}:{_escaped(str(value))}"


def _derived(event: Event) -> Stage | None:
    """Return the status that follows from the date; None for a festival, which implies none."""
    record = event.record
    if event.is_leaving:
        return None if record.confidence.is_rumor else Stage.RELEASED
    if record.release_type and not record.release_type.headline:
        return None
    reported = None if record.confidence.is_rumor else parse_date(record.reported_on)
    return derive_status(event.when, reported, follows=False).stage


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _ended(content_lines: Iterable[str]) -> str:
    return "".join([f"{_folded(line)}\r\n" for line in content_lines])


def _folded(line: str) -> str:
    """Fold a line that is too long, but never inside a character."""
    rest = line.encode()
    if len(rest) <= _LONGEST:
        return line
    room, parts = _LONGEST, []
    while len(rest) > room:
        end = room
        while rest[end] in _CONTINUING:
            end -= 1
        parts.append(rest[:end])
        rest, room = rest[end:], _LONGEST - 1  # less the space that begins the line
    return b"\r\n ".join([*parts, rest]).decode()
