"""Decoding of files: UTF-8 with or without a byte order mark, UTF-16 with one.

Other encodings are never guessed: such files are refused with advice.
"""

import codecs
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from slate.formats.errors import FileError, RecordError

LINE_LIMIT = 1_000_000  # bytes; a record with the longest allowed texts has a tenth of that
WHOLE_LIMIT = 100_000_000  # bytes of a file that is read whole: a JSON array, or UTF-16

_AS_UTF8 = "Save the file as UTF-8."


class Line(NamedTuple):
    """A line of a file; the number of the first line is 1."""

    number: int
    text: str


def utf8(stream: BinaryIO, name: str) -> BinaryIO:
    """Return a file as a UTF-8 stream, positioned after the byte order mark.

    The stream has to be seekable: pipes are spooled to a file first. Raises FileError
    for UTF-16 without a byte order mark and for a file that is not text at all.
    """
    head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and head[2:] != b"\0\0":
        stream.seek(0)
        try:
            text = whole(stream, name).decode("utf-16")
        except UnicodeDecodeError as error:
            reason = f"is incomplete: no UTF-16 from byte {error.start:,} on. {_AS_UTF8}"
            raise FileError(name, reason) from None
        return BytesIO(text.encode())
    if b"\0" in head:
        raise FileError(name, f"is not UTF-8 text. {_AS_UTF8}")
    stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    return stream


def whole(stream: BinaryIO, name: str) -> bytes:
    """Read the rest of a file; raise FileError if that is more than WHOLE_LIMIT."""
    data = stream.read(WHOLE_LIMIT + 1)
    if len(data) > WHOLE_LIMIT:
        reason = f"contains more than {WHOLE_LIMIT // 1_000_000} MB, too much to be read as a whole"
        raise FileError(name, f"{reason}. Write it as NDJSON in UTF-8, one record a line.")
    return data


def lines(stream: BinaryIO) -> Iterator[Line | RecordError]:
    """Yield the lines in constant memory, with an error in place of each that cannot be read."""
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
    """Yield numbered lines of bytes, with an error in place of each that is too long."""
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
    """Return an error with the byte that is not UTF-8 and its line.

    `line` is the number of the line on which the decoded bytes begin.
    """
    before = error.object[: error.start]
    line += before.count(b"\n")
    return RecordError(line, f"byte 0x{error.object[error.start]:02X} is not UTF-8. {_AS_UTF8}")
