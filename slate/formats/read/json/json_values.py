"""The objects in JSON and NDJSON, one by one, each with the line on which it begins."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from slate.domain.quoting import quoted
from slate.formats.errors import FileError, RecordError
from slate.formats.read.encoding import lines, not_utf8, utf8, whole
from slate.formats.read.reader import Found
from slate.formats.read.records.fields import type_of

_CUT = "the record is cut off."
_DIGITS = 18  # any number of so many digits fits into a 64-bit integer
_BLANKS = frozenset(" \t\r\n")


def values(stream: BinaryIO, name: str) -> Iterator[Found | RecordError]:
    """Return an iterator over the objects of a seekable file.

    The file is an array, has one object per line (NDJSON), or has objects one after another.
    An error takes the place of an object that cannot be read. The lines of NDJSON are
    independent: reading continues after a bad line, and memory use is constant. Other files
    are read whole, and reading ends at the first error. Raises FileError for a file that is
    empty or does not hold objects.
    """
    stream = utf8(stream, name)
    start = stream.tell()
    first = b""
    while not first and (chunk := stream.read(65_536)):
        first = chunk.lstrip()[:1]
    if not first:
        raise FileError(name, "contains no records. An array without any is written [].")
    if first not in {b"[", b"{"}:
        raise FileError(name, "contains no records. They are a JSON array, or one object a line.")
    stream.seek(start)
    a_line_each = first == b"{" and _a_line_each(stream)
    stream.seek(start)
    if a_line_each:
        return _from_lines(stream)
    try:
        return _from_whole(whole(stream, name).decode())
    except UnicodeDecodeError as error:
        return iter([not_utf8(error)])


def _a_line_each(stream: BinaryIO) -> bool:
    """Whether a file is NDJSON, even with a broken first line, not an object over several lines.

    A single line that is too long for NDJSON is an answer of a program, which is read whole.
    """
    filled = (line for line in lines(stream) if isinstance(line, RecordError) or line.text.strip())
    first, second = next(filled), next(filled, None)
    if second is None:
        return not isinstance(first, RecordError)
    if isinstance(first, RecordError) or isinstance(second, RecordError):
        return True
    try:
        _DECODER.decode(first.text)
    except _BROKEN:
        return second.text.lstrip().startswith("{")
    return True


def _from_lines(stream: BinaryIO) -> Iterator[Found | RecordError]:
    for line in lines(stream):
        if isinstance(line, RecordError):
            yield line
        elif line.text.strip():
            try:
                yield _row(line.number, _DECODER.decode(line.text))
            except _BROKEN as error:
                yield RecordError(line.number, _reason(error))


def _from_whole(text: str) -> Iterator[Found | RecordError]:
    try:
        yield from _values(_Rest(text))
    except RecordError as error:
        yield error


def _values(rest: "_Rest") -> Iterator[Found | RecordError]:
    """Yield the records in a text one by one, so that only the text is in memory as a whole."""
    if not rest.takes("["):
        while not rest.ended:
            yield rest.record()
    elif not rest.takes("]"):
        yield rest.record()
        while rest.takes(","):
            yield rest.record()
        if not rest.takes("]"):
            what = "the array is cut off" if rest.ended else "a comma or ] is missing before this"
            raise RecordError(rest.line, f"{what}.")
    if not rest.ended:
        raise RecordError(rest.line, "there is something after the end of the array.")


class _Rest:
    """The unread rest of a text, and the line on which it begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.line = 1
        self._go_on(0)

    def _go_on(self, at: int) -> None:
        while self._text[at : at + 1] in _BLANKS:
            at += 1
        self.line += self._text.count("\n", self._at, at)
        self._at = at

    @property
    def ended(self) -> bool:
        return self._at == len(self._text)

    def takes(self, mark: str) -> bool:
        """Skip the mark if it comes next, and return whether it does."""
        there = self._text.startswith(mark, self._at)
        if there:
            self._go_on(self._at + 1)
        return there

    def record(self) -> Found | RecordError:
        """Parse the next value; raise RecordError if there is no valid one."""
        line = self.line
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except _BROKEN as error:
            reason = _reason(error)
            if isinstance(error, json.JSONDecodeError) and reason != _CUT:
                line = error.lineno
            raise RecordError(line, reason) from None
        self._go_on(end)
        return _row(line, value)


def _row(line: int, value: object) -> Found | RecordError:
    if isinstance(value, dict):
        return line, value
    return RecordError(line, f"a record is an object, and this is {type_of(value)}.")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        if error.msg.startswith("Unterminated") or not error.doc[error.pos :].strip():
            return _CUT
        return f"this is not JSON: {error.msg.removesuffix(' at')} (column {error.colno})."
    if isinstance(error, RecursionError):
        return "the record is nested too deeply."
    return f"{error}."


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        message = f"{quoted(twice)} appears twice in one object"
        raise ValueError(message)
    return found


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        message = f"a number of {len(digits):,} digits is too long; write it in quotes"
        raise ValueError(message)
    return int(digits)


def _no_number(word: str) -> None:
    message = f"{word} is not a number in JSON; write null for none"
    raise ValueError(message)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_constant=_no_number
)
_BROKEN = (ValueError, RecursionError)  # JSONDecodeError is a ValueError
