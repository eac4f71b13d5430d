"""The events of an iCalendar file (RFC 5545), each with the line of its `BEGIN:VEVENT`.

Events are parsed with the library `icalendar`, the extra `ics`; `components.py` selects
what is passed to it.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import BinaryIO

from slate.formats.errors import FileError
from slate.formats.read.encoding import utf8, whole
from slate.formats.read.ical.components import LONGEST, Components, Item
from slate.formats.read.reader import FileContext

_START = b"BEGIN:VCALENDAR"
_HEAD = 4_096  # bytes at the start in which it has to be, after blank lines


def events(stream: BinaryIO, context: FileContext) -> Iterator[Item]:
    """Return an iterator over the events of a seekable file; see `events.py` for their fields.

    Raises FileError if the file is not a calendar or the library is not installed.
    """
    data = whole(utf8(stream, context.name), context.name)
    if data[:_HEAD].lstrip()[: len(_START)].upper() != _START:
        raise FileError(context.name, "is not a calendar, which begins with BEGIN:VCALENDAR.")
    if find_spec("icalendar") is None:
        reason = "is a calendar; reading it needs another package"
        raise FileError(context.name, f"{reason}. Run: pip install 'icalendar>=7,<8'")
    from slate.formats.read.ical.events import event_of  # noqa: PLC0415 -- takes 100 ms

    return Components(context, event_of).items(_unfolded(data))


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the content lines, unfolded, each with the number of its first line.

    A fold may be inside a character. Blank lines are skipped, and the rest of a line that is
    already longer than LONGEST is dropped.
    """
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start, size, parts = 0, 0, list[bytes]()
    for number, ended in enumerate(BytesIO(data), 1):
        line = ended.rstrip(b"\n")
        if line[:1] in {b" ", b"\t"} and parts:
            if size <= LONGEST:
                parts.append(line[1:])
                size += len(line) - 1
        elif line:
            if parts:
                yield start, b"".join(parts)
            start, size, parts = number, len(line), [line]
    yield start, b"".join(parts)
