"""The elements in the root of an XML file, one by one, each with the line on which it begins.

The file is parsed in pieces by the standard library's expat. Memory and depth are bounded, and a
document type declaration is refused, so that no entity can be declared: lists need none, and
they can expand without bounds or name other files.
"""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from slate.domain.quoting import clip
from slate.formats.errors import FileError, RecordError
from slate.formats.read.encoding import LINE_LIMIT, utf8
from slate.formats.read.reader import Found

_CHUNK = 65_536  # bytes
_DEPTH_LIMIT = 100
_FIELD_DEPTH = 3  # of <series_title> in <anime> in <myanimelist>
# What expat reports for a file that ends too early.
_CUT = frozenset(
    {
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    }
)


class Document:
    """The root of an XML file, and the elements in it."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """Parse a seekable stream as far as its root.

        Raises FileError for a file that is empty or has no root, such as one that is not XML.
        """
        text = utf8(stream, name)
        self._chunks = iter(lambda: text.read(_CHUNK), b"")
        chunk = next(self._chunks, b"")
        if not chunk.strip():
            raise FileError(name, "is empty.")
        # UTF-16 has been converted, whatever the declaration in the file says.
        self._builder = _Builder(expat.ParserCreate(None if text is stream else "utf-8"))
        self._error: RecordError | None = None
        self._ended = False
        self._parse(chunk)
        while not (self._builder.root or self._error):
            self._parse(next(self._chunks, b""))
        if self._error and not self._builder.root:
            raise FileError(f"{name}:{self._error.line}", self._error.reason)
        self.root = self._builder.root

    def elements(self) -> Iterator[Found | RecordError]:
        """Yield each element in the root as `{name: {field: text}}`.

        An error takes the place of an element with a field that appears twice or is too long.
        Reading ends at the first error in the XML itself.
        """
        while not self._ended:
            yield from self._builder.completed()
            self._parse(next(self._chunks, b""))
        yield from self._builder.completed()
        if self._error:
            yield self._error

    def _parse(self, chunk: bytes) -> None:
        """Parse the next piece of the file; an empty one is its end."""
        try:
            self._builder.parse(chunk)
        except RecordError as error:
            self._error = error
        self._ended = not chunk or self._error is not None


class _Builder:
    """The elements that the parser has completed, and the one in which it is."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._parser = parser
        self._passed = 0  # bytes, to the parser
        self._depth = 0
        self._line = 0  # of the element
        self._fields: dict[str, str] = {}
        self._texts: list[str] = []  # of the field
        self._size = 0  # characters in the element
        self._reason: str | None = None  # why the element cannot be read
        self._completed: list[Found | RecordError] = []
        self.root = ""

    def completed(self) -> list[Found | RecordError]:
        """Return the elements that were completed since the last call."""
        found, self._completed = self._completed, []
        return found

    def parse(self, chunk: bytes) -> None:
        """Parse a piece of the file, an empty one at its end; raise RecordError if it is bad."""
        try:
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise _problem(error) from None
        except LookupError as error:  # an encoding that Python does not have
            raise RecordError(1, f"{error}. Save the file as UTF-8.") from None
        self._passed += len(chunk)
        # The parser keeps a tag or a comment until it is complete.
        if self._passed - self._parser.CurrentByteIndex > LINE_LIMIT + _CHUNK:
            raise self._error(f"a tag or a comment is longer than {LINE_LIMIT:,} bytes.")

    def _error(self, reason: str) -> RecordError:
        return RecordError(self._parser.CurrentLineNumber, reason)

    def _refuse(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise self._error("this is a web page, not a list.")
        reason = "the file declares a document type, which slate does not read."
        raise self._error(f"{reason} Delete <!DOCTYPE ...>.")

    def _start(self, tag: str, _: object) -> None:
        self._depth += 1
        if self._depth > _DEPTH_LIMIT:
            raise self._error(f"<{clip(tag)}> is nested too deeply.")
        if self._depth == 1:
            self.root = tag
        elif self._depth < _FIELD_DEPTH:
            self._line = self._parser.CurrentLineNumber
            self._fields, self._size, self._reason = {}, 0, None
        elif self._depth == _FIELD_DEPTH:
            self._texts = []
            self._grow(tag)

    def _text(self, text: str) -> None:
        if self._depth == _FIELD_DEPTH and self._grow(text):
            self._texts.append(text)

    def _grow(self, text: str) -> bool:
        """Count a text of the element, and return whether the element is still short enough."""
        self._size += len(text)
        if self._size > LINE_LIMIT:
            self._fields, self._texts = {}, []
            self._reason = f"the element is longer than {LINE_LIMIT:,} characters."
        return self._size <= LINE_LIMIT

    def _end(self, tag: str) -> None:
        if self._depth == _FIELD_DEPTH:
            if tag in self._fields:
                self._reason = f"<{clip(tag)}> appears twice in one element."
            if self._reason is None:
                self._fields[tag] = "".join(self._texts)
        elif self._depth == _FIELD_DEPTH - 1:
            reason = self._reason
            element = {tag: self._fields}
            self._completed.append(
                RecordError(self._line, reason) if reason else (self._line, element)
            )
        self._depth -= 1


def _problem(error: expat.ExpatError) -> RecordError:
    what = expat.ErrorString(error.code)
    if what in _CUT:
        return RecordError(error.lineno, "the file is cut off.")
    return RecordError(error.lineno, f"this is not XML: {what} (column {error.offset + 1}).")
