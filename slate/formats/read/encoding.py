"""Decoding of files: UTF-8 with or without a byte order mark, UTF-16 with one, or a named encoding.

Other encodings are never guessed: such files are refused, and the error names likely ones.
"""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from slate.domain.errors import TextError
from slate.domain.quoting import either, quoted
from slate.formats.errors import FileError, OtherEncodingError, RecordError

LINE_LIMIT = 1_000_000  # bytes; a record with the longest allowed texts has a tenth of that
WHOLE_LIMIT = 100_000_000  # bytes of a file that is read whole: a JSON array, or UTF-16

_AS_UTF8 = "Save the file as UTF-8."
_CHUNK = 65_536  # bytes
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Encodings to name in errors, the likely ones first: of alphabets in which letters beyond ASCII
# stand alone, and of others. Latin-1 cannot be told apart from cp1252, which has all of its
# printable characters.
_LATIN = ("cp1252", "cp1250")
_OTHERS = ("shift_jis", "gb18030", "cp1251")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
# Encodings with several bytes a character, and which of the first four bytes are 0 in a text that
# begins with two ASCII characters. UTF-32 may have a byte order mark.
_WIDE = {
    "utf-16-le": (False, True, False, True),
    "utf-16-be": (True, False, True, False),
    "utf-32-le": (False, True, True, True),
    "utf-32-be": (True, True, True, False),
    "utf-32": (False, False, True, True),
}
# Of Python's text encodings, these are for names and source code, not for files.
_NOT_OF_FILES = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")
_USUAL = ("utf-8", "cp1252", "latin-1", "cp1250", "cp1251", "shift_jis", "gb18030", "utf-16-le")


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
        raise _wide(name, head + stream.read(_CHUNK - len(head)))
    stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    return stream


def parse_encoding(option: str, name: str) -> str:
    """Return the name of a text encoding; raise TextError, with names like it, for another text."""
    if not _is_for_texts(name.strip()):
        raise TextError(option, f"{quoted(name)} is no text encoding. {_names_like(name)}")
    return name.strip()


def _is_for_texts(name: str) -> bool:
    try:
        codec = codecs.lookup(name).name
        "a".encode(codec)  # raises LookupError for a codec that is not for texts
    except (LookupError, ValueError, UnicodeError):
        return False
    return codec not in _NOT_OF_FILES


def _names_like(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 -- only for errors
    from encodings.aliases import aliases  # noqa: PLC0415 -- as above

    word, others = name.strip().lower(), sorted({*aliases, *aliases.values()}.difference(_USUAL))
    near = [*get_close_matches(word, _USUAL), *get_close_matches(word, others)]
    near = list(filter(_is_for_texts, near))[:3]
    return f"Did you mean {either(near)}?" if near else f"Choose from {', '.join(_USUAL)}."


def decoded(stream: BinaryIO, name: str, encoding: str) -> BinaryIO | None:
    """Return a seekable file in a named encoding as a UTF-8 stream; None if it is in UTF-8 anyway.

    That is a file with a byte order mark, or with characters that are valid UTF-8, which a text
    in another encoding practically never is. Raises FileError for bytes that are not in the
    encoding.
    """
    data = whole(stream, name)
    stream.seek(0)
    marked = data.startswith(_MARKS) and not data.startswith(codecs.BOM_UTF32_LE)
    if marked or (not data.isascii() and b"\0" not in data and not _first_wrong(data, "utf-8")):
        return None
    if wrong := _first_wrong(data, encoding):
        others = tuple(other for other in _likely(data) if other != encoding)
        raise OtherEncodingError(name, encoding, wrong, others)
    return BytesIO(data.decode(encoding).encode(errors="surrogatepass"))


def refuse_other_encoding(stream: BinaryIO, name: str) -> None:
    """Raise FileError unless the rest of a file is UTF-8, maybe with damaged characters."""
    start = stream.tell()
    if is_utf8(stream):
        stream.seek(start)
        return
    stream.seek(start)
    data = whole(stream, name)
    raise OtherEncodingError(name, "UTF-8", _first_wrong(data, "utf-8"), _likely(data))


def is_utf8(stream: BinaryIO) -> bool:
    """Whether the rest of a file is UTF-8, maybe with damaged characters.

    A text in another encoding has hardly any characters that are valid UTF-8 by chance.
    """
    start = stream.tell()
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(start)
        return _is_damaged_utf8(stream)
    return True


def _is_damaged_utf8(stream: BinaryIO) -> bool:
    """Whether a file has at least as many valid characters beyond ASCII as bytes that are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    valid = damaged = 0
    is_read = False
    while not is_read:
        chunk = stream.read(_CHUNK)
        is_read = not chunk
        for character in decoder.decode(chunk, final=is_read):
            valid += character > "\x7f"
            damaged += "\udc80" <= character <= "\udcff"
    return damaged <= valid - damaged


def western(stream: BinaryIO, name: str) -> str:
    """Return the encoding of a file in Western European: cp1252, or else Latin-1.

    They differ in the bytes 0x80 to 0x9F, of which Latin-1 has none in a text.
    """
    return "latin-1" if _first_wrong(whole(stream, name), "cp1252") else "cp1252"


def _likely(data: bytes) -> tuple[str, ...]:
    """Return the encodings in which a file may be: all of its bytes are in them."""
    runs = [len(run) for run in _BEYOND_ASCII.findall(data)]
    alone = runs.count(1)
    encodings = _LATIN if 2 * alone > sum(runs) else _OTHERS
    return tuple(encoding for encoding in encodings if not _first_wrong(data, encoding))


def _wide(name: str, head: bytes) -> FileError:
    """Return the error for a file with NULs: a text with several bytes a character, or no text."""
    zeros = tuple(byte == 0 for byte in head[:4])
    encoding = next((wide for wide, where in _WIDE.items() if where == zeros), None)
    if encoding and _is_printable(head, encoding):
        return OtherEncodingError(name, "UTF-8", "", (encoding,))
    return FileError(name, f"is not UTF-8 text. {_AS_UTF8}")


def _is_printable(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeError:  # also for UTF-32 without the byte order mark
        return False
    return all(character.isprintable() or character.isspace() for character in text)


def _first_wrong(data: bytes, encoding: str) -> str:
    """Return the first byte that is not in an encoding, with its line; empty if there is none."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f": byte 0x{data[error.start]:02X} on line {line:,}"
    return ""


def whole(stream: BinaryIO, name: str) -> bytes:
    """Read the rest of a file; raise FileError if that is more than WHOLE_LIMIT."""
    pieces, size = [], 0
    # One read of so much would reserve as much memory for a file of any size.
    while size <= WHOLE_LIMIT and (piece := stream.read(_CHUNK)):
        pieces.append(piece)
        size += len(piece)
    if size > WHOLE_LIMIT:
        reason = f"contains more than {WHOLE_LIMIT // 1_000_000} MB, too much to be read as a whole"
        raise FileError(name, f"{reason}. Write it as NDJSON in UTF-8, one record a line.")
    return b"".join(pieces)


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
