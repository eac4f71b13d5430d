"""iCalendar (RFC 5545) as events, each with the line of its `BEGIN:VEVENT`.

Events are read with `icalendar`, the extra `ics`: see `components.py` for what
of a file it gets to see.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import BinaryIO

from slate.domain.errors import FileError
from slate.formats.read.encoding import utf8, whole
from slate.formats.read.ical.components import LONGEST, Components, Item
from slate.formats.read.reader import FileContext

_START = b"BEGIN:VCALENDAR"
_HEAD = 4_096  # bytes in which it stands, behind blank lines


def events(stream: BinaryIO, context: FileContext) -> Iterator[Item]:
    """Go through the events of a file, which has to be seekable.

    `events.py` tells what each is. Raises FileError for what is no calendar, and
    where the library is not installed.
    """
    data = whole(utf8(stream, context.name), context.name)
    if data[:_HEAD].lstrip()[: len(_START)].upper() != _START:
        raise FileError(context.name, "is not a calendar, which begins with BEGIN:VCALENDAR.")
    if find_spec("icalendar") is None:
        reason = "is a calendar, and reading those takes another package"
        raise FileError(context.name, f"{reason}. Run: pip install 'icalendar>=7,<8'")
    from slate.formats.read.ical.events import event_of  # noqa: PLC0415 -- takes 100 ms

    return Components(context, event_of).items(_unfolded(data))


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Join the lines that were folded, which may be inside of a character; skip blank ones.

    Each comes with the number of its first line. What is far too long is not collected.
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
