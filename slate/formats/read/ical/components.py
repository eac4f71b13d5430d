"""The components of an iCalendar file: calendars, and the events in them.

They are split here, and only the few properties of an event that slate uses are passed to
the library (`events.py`). So a broken event does not affect the others, and errors in alarms,
time zones or recurrences do not affect any event.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from slate.domain.quoting import clip
from slate.formats.errors import RecordError
from slate.formats.read.encoding import not_utf8
from slate.formats.read.reader import FileContext, Found, Remark
from slate.formats.write.ics import FIELDS

LONGEST = 100_000  # bytes in a line that is read; other lines, such as images, may be longer

_CALENDAR, _EVENT = "VCALENDAR", "VEVENT"
_READ = {
    _CALENDAR: frozenset({"NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"}),
    _EVENT: frozenset(
        {"SUMMARY", "DTSTART", "DTEND", "DURATION", "UID", "URL", "CATEGORIES", "LOCATION"}
        | {"STATUS", "RRULE", "RDATE", "RECURRENCE-ID", *FIELDS}
    ),
}
_LEFT_OUT = {"VTODO": "skipped a to-do", "VJOURNAL": "skipped a journal entry"}
_DEEPEST = 10  # levels of nested components; an alarm in an event is the third
_NAMED_IN = 100  # bytes at the start of a line that contain the property's name

_NAME = re.compile(r"([a-z0-9-]+)[ \t]*[:;]", re.ASCII | re.IGNORECASE)
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_WELL_FORMED = re.compile(rf"[\w-]+(?:;[\w-]+={_VALUE}(?:,{_VALUE})*)*:", re.ASCII)

Item = Found | Remark | RecordError


class Reader(Protocol):
    """A parser of an event, from the content lines of the event and of its calendar, by name."""

    def __call__(
        self,
        line: int,
        event: Mapping[str, str],
        calendar: Mapping[str, str],
        context: FileContext,
        /,
    ) -> Found | RecordError:
        """Return the event's fields, or an error if they cannot be read."""


@dataclass
class _Part:
    """An open component, and the content lines read from it, by property name."""

    name: str
    line: int
    properties: dict[str, str] = field(default_factory=dict)
    problem: RecordError | None = None  # the first one


class Components:
    """The components that are open at the current line: a calendar, and an event in it."""

    def __init__(self, context: FileContext, event_of: Reader) -> None:
        """Start with no open component."""
        self._context = context
        self._event_of = event_of
        self._open: list[_Part] = []
        self._stray = False

    def items(self, lines: Iterator[tuple[int, bytes]]) -> Iterator[Item]:
        """Yield events as they end, and the remarks and errors between them."""
        for number, line in lines:
            if item := self._item(number, line):
                yield item
        if self._open:
            yield self._cut_off()

    def _item(self, number: int, line: bytes) -> Item | None:
        if len(line) > LONGEST:
            return self._too_long(number, line[:_NAMED_IN].decode(errors="replace"))
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            return self._wrong(not_utf8(error, number))
        word, _, name = text.upper().partition(":")
        if word.strip() == "BEGIN":
            return self._begin(number, name.strip())
        if word.strip() == "END":
            return self._end(number, name.strip())
        return self._property(number, text)

    def _begin(self, number: int, name: str) -> Item | None:
        """Open a component.

        A calendar is never inside another component, and an event only in a calendar: any
        other component that is still open was cut off.
        """
        if not self._open and name != _CALENDAR:
            return self._outside(number)
        around = {_CALENDAR: 0, _EVENT: 1}.get(name, len(self._open))
        if around == _DEEPEST:
            return self._wrong(RecordError(number, "components are nested too deeply here."))
        cut = self._cut_off() if len(self._open) > around else None
        self._open[around:] = [_Part(name, number)]
        self._stray = False
        remark = _LEFT_OUT.get(name) if around == 1 else None
        return Remark(remark) if remark else cut

    def _end(self, number: int, name: str) -> Item | None:
        if not self._open:
            return self._outside(number)
        at = {_CALENDAR: 0, _EVENT: 1}.get(name, len(self._open) - 1)
        if [part.name for part in self._open[at : at + 1]] != [name]:
            reason = f"END:{clip(name, 40)} has no BEGIN."
            return self._wrong(RecordError(number, reason))
        cut = self._cut_off(at + 1) if len(self._open) > at + 1 else None
        part = self._open[at]
        del self._open[at:]
        if part.problem or cut or name != _EVENT:
            return part.problem or cut
        return self._event_of(part.line, part.properties, self._open[0].properties, self._context)

    def _property(self, number: int, text: str) -> Item | None:
        if not self._open:
            return self._outside(number)
        part = self._open[-1]
        well_formed = _WELL_FORMED.match(text)
        name = _read_in(part, text)
        if name and (well_formed or part.name == _EVENT):  # an event's are checked later
            part.properties.setdefault(name, text)
            return None
        return None if well_formed else Remark("skipped a line that is not iCalendar")

    def _too_long(self, number: int, head: str) -> Item | None:
        if not self._open:
            return self._outside(number)
        if name := _read_in(self._open[-1], head):
            return self._wrong(RecordError(number, f"{name} is longer than {LONGEST:,} bytes."))
        return None

    def _outside(self, number: int) -> RecordError | None:
        """Return an error for the first line outside of a calendar, None for those after it."""
        if self._stray:
            return None
        self._stray = True
        return RecordError(number, "this is outside of the calendar.")

    def _wrong(self, problem: RecordError) -> RecordError | None:
        """Store a problem in an event until the event ends; return any other problem."""
        if len(self._open) <= 1:
            return problem
        self._open[1].problem = self._open[1].problem or problem
        return None

    def _cut_off(self, at: int = 1) -> RecordError:
        """Return an error that names the component without an end, at the line of its event."""
        part, name = self._open[:2][-1], clip(self._open[: at + 1][-1].name, 40)
        reason = f"END:{name} is missing. Is the file cut off?"
        return part.problem or RecordError(part.line, reason)


def _read_in(part: _Part, line: str) -> str | None:
    """Return the name of a line's property if it is one that is read, else None."""
    name = _NAME.match(line)
    return name[1].upper() if name and name[1].upper() in _READ.get(part.name, ()) else None
