"""From the bytes of a file to text: UTF-8 with or without its mark, UTF-16 by its own.

Whatever is neither is refused with advice, never guessed at.
"""

import codecs
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from slate.domain.errors import FileError, RecordError

LINE_LIMIT = 1_000_000  # bytes; a record with its longest texts takes a tenth of it
WHOLE_LIMIT = 100_000_000  # bytes; what is read whole: a JSON array, a file in UTF-16

_AS_UTF8 = "Save the file as UTF-8."


class Line(NamedTuple):
    """A line of a file, counted from 1."""

    number: int
    text: str


def utf8(stream: BinaryIO, name: str) -> BinaryIO:
    """Give a file as UTF-8, standing behind its mark.

    The stream has to be seekable: pipes are spooled to a file first. Raises FileError
    for UTF-16 without a mark and for what is no text at all.
    """
    head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and head[2:] != b"\0\0":
        stream.seek(0)
        try:
            text = whole(stream, name).decode("utf-16")
        except UnicodeDecodeError as error:
            reason = f"is not whole: no UTF-16 from byte {error.start:,} on. {_AS_UTF8}"
            raise FileError(name, reason) from None
        return BytesIO(text.encode())
    if b"\0" in head:
        raise FileError(name, f"is not UTF-8 text. {_AS_UTF8}")
    stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    return stream


def whole(stream: BinaryIO, name: str) -> bytes:
    """Read what is left of a file; raises FileError where that is over WHOLE_LIMIT."""
    data = stream.read(WHOLE_LIMIT + 1)
    if len(data) > WHOLE_LIMIT:
        reason = f"holds more than {WHOLE_LIMIT // 1_000_000} MB, too much to be read as a whole"
        raise FileError(name, f"{reason}. Write it as NDJSON in UTF-8, one record a line.")
    return data


def lines(stream: BinaryIO) -> Iterator[Line | RecordError]:
    """Read line by line in flat memory; an error stands for a line that cannot be taken."""
    for found in raw_lines(stream):
        if isinstance(found, RecordError):
            yield found
            continue
        number, raw = found
        try:
            yield Line(number, raw.decode())
        except UnicodeDecodeError as error:
            yield not_utf8(error, number)


def raw_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes] | RecordError]:
    """Read the bytes line by line; an error stands for a line that is too long."""
    number = 0
    while raw := stream.readline(LINE_LIMIT):
        number += 1
        if len(raw) == LINE_LIMIT and raw[-1:] != b"\n":
            while raw and raw[-1:] != b"\n":
                raw = stream.readline(LINE_LIMIT)
            yield RecordError(number, f"the line is longer than {LINE_LIMIT:,} bytes.")
        else:
            yield number, raw


def not_utf8(error: UnicodeDecodeError, line: int = 1) -> RecordError:
    """Say which byte, and where, is no UTF-8; `line` is the one on which the bytes begin."""
    before = error.object[: error.start]
    line += before.count(b"\n")
    return RecordError(line, f"byte 0x{error.object[error.start]:02X} is not UTF-8. {_AS_UTF8}")
