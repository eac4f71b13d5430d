"""Detection of a file's format: the one that was requested, or the one its content shows.

JSON, XML and calendars are recognized by how the content begins, whatever the file is called. Any
other content is a table, unless the file's name ends in .json, .ndjson, .xml or .ics. For an empty
file, the suffix decides which error is raised.
"""

from collections.abc import Mapping
from importlib import import_module
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple, Protocol, assert_never, cast

from slate.domain.errors import WordError
from slate.domain.reports.confidences import Confidence
from slate.formats.errors import (
    ForeignStatusError,
    ForeignTableError,
    NoTableError,
    OtherFormatError,
    RecordError,
    RepeatedColumnError,
    UnknownRootError,
)
from slate.formats.read.encoding import decoded, refuse_other_encoding, utf8
from slate.formats.read.file_types import refuse_binary, refuse_text
from slate.formats.read.reader import FileContext, Found, Items, Remark
from slate.formats.read.registry import READERS, Shape
from slate.formats.read.tables.tables import Table

_HEAD = 4_096  # bytes read to detect what kind of file it is
_TABLES = (".csv", ".tsv", ".txt")


class Format(Protocol):
    """A module that reads one format; see `reader.py`."""

    SOURCE: str | None

    def recognises(self, first: Mapping[str, Any]) -> bool:
        """Whether a file is in this format, by a table's columns, JSON keys or the root of XML."""

    def items(self, found: Any, context: FileContext) -> Items:  # noqa: ANN401 -- differs by shape
        """Yield the rows, the remarks and the errors of a file."""


class Reading(NamedTuple):
    """The items of a file, its format, and what holds for records that do not state it."""

    source: str | None
    items: Items
    format: str
    confidence: Confidence


def read(stream: BinaryIO, context: FileContext, as_format: str | None = None) -> Reading:
    """Open a seekable file for reading, and detect its format unless `as_format` is given.

    Raises FileError for a file in none of the formats, and WordError for an unknown
    `as_format`. Errors found later are yielded among the items.
    """
    if as_format is not None and as_format not in READERS:
        raise WordError("format", as_format, tuple(READERS))
    refuse_binary(stream, context.name)
    if context.encoding is None:
        return _read(stream, context, as_format)
    text = decoded(stream, context.name, context.encoding)
    reading = _read(text or stream, context, as_format)
    return reading if text else _as_utf8(reading, context.encoding)


def _read(stream: BinaryIO, context: FileContext, as_format: str | None) -> Reading:
    """Open a file that is known to be in UTF-8, or in UTF-16 with a byte order mark."""
    found_out = _shape_of(stream, context.name)
    reader = READERS[as_format] if as_format else None
    shape = reader.shape if reader else found_out
    delimiter = reader.delimiter if reader else None
    if context.columns and (shape is not Shape.TABLE or (reader and not delimiter)):
        raise ForeignTableError(context.name)
    if context.delimiter and shape is not Shape.TABLE:
        raise NoTableError(context.name)
    match shape:
        case Shape.TABLE:
            table = _table(stream, context.name, context.delimiter or delimiter)
            as_format = as_format or ("csv" if context.columns else None)
            return _reading(shape, as_format, dict.fromkeys(table.columns), table, context)
        case Shape.JSON:
            from slate.formats.read.json.json_values import values  # noqa: PLC0415 -- only for JSON

            refuse_other_encoding(utf8(stream, context.name), context.name)
            stream.seek(0)
            found = values(stream, context.name)
            waiting: list[Found | RecordError] = []
            first: dict[str, Any] = {}
            for item in found:
                waiting.append(item)
                if not isinstance(item, RecordError):
                    first = item[1]
                    break
            return _reading(shape, as_format, first, chain(waiting, found), context)
        case Shape.XML:
            from slate.formats.read.xml.xml_document import Document  # noqa: PLC0415 -- only for XML

            document = Document(stream, context.name)
            return _reading(shape, as_format, {document.root: None}, document, context)
        case Shape.CALENDAR:
            from slate.formats.read.ical.calendars import events  # noqa: PLC0415 -- calendars only

            refuse_other_encoding(utf8(stream, context.name), context.name)
            stream.seek(0)
            return _reading(shape, as_format, {}, events(stream, context), context)
        case _:
            assert_never(shape)


def _table(stream: BinaryIO, name: str, delimiter: str | None) -> Table:
    """Open a table; raise RepeatedColumnError for two columns of a name, but not on Wikipedia."""
    start = stream.tell()
    try:
        return Table(stream, name, delimiter)
    except RepeatedColumnError:
        from slate.formats.read.tables.wikipedia import is_of_wikipedia  # noqa: PLC0415 -- rare

        stream.seek(start)
        table = Table(stream, name, delimiter, numbers_columns=True)
        if not is_of_wikipedia(table):
            raise
        return table


def _as_utf8(reading: Reading, named: str) -> Reading:
    """Add a remark that a file is read as UTF-8 although another encoding was named for it."""
    if named.lower().startswith("utf") or reading.format == "ledger":
        return reading
    remark = Remark(f"read as UTF-8, which it is, not as {named}")
    return reading._replace(items=chain([remark], reading.items))


def _shape_of(stream: BinaryIO, name: str) -> Shape:
    """Return the shape that the beginning of a file shows, or else the one its suffix suggests.

    Raises FileError for a file that is no list.
    """
    head = utf8(stream, name).read(_HEAD).lstrip()
    stream.seek(0)
    refuse_text(head, name)
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return Shape.CALENDAR
    if head[:1] == b"<" or name.lower().endswith(".xml"):
        return Shape.XML
    if not head and name.lower().endswith(_TABLES):
        return Shape.TABLE
    if head[:1] in {b"[", b"{", b""} or name.lower().endswith((".json", ".ndjson")):
        return Shape.JSON
    return Shape.CALENDAR if name.lower().endswith(".ics") else Shape.TABLE


def _reading(
    shape: Shape,
    as_format: str | None,
    first: Mapping[str, Any],
    found: Any,  # noqa: ANN401 -- differs by shape
    context: FileContext,
) -> Reading:
    """Return a reading by the requested format, or by the first that recognizes the file.

    Each format's module is imported only when it is needed. Raises FileError for a table
    without the columns of the requested format, and for XML of another program. JSON may lack
    keys, so a format requested for it is not checked.
    """
    named = as_format or _recognized(shape, first)
    if shape is Shape.XML and (named is None or not _form(named).recognises(first)):
        raise UnknownRootError(context.name, *first)
    if named is None:
        from slate.formats.read.json.unknown_json import error_about  # noqa: PLC0415 -- an error

        is_alone = len(list(islice(found, 2))) == 1
        raise error_about(context.name, first, _format_of, is_alone=is_alone)
    form = _form(named)
    if as_format and shape is Shape.TABLE and not form.recognises(first):
        what = f"a list of {form.SOURCE}" if form.SOURCE else as_format
        raise OtherFormatError(context.name, what, list(first))
    if context.stages and not READERS[named].is_own:
        raise ForeignStatusError(context.name)
    items = form.items(found, context)
    return Reading(form.SOURCE, items, named, READERS[named].confidence)


def _recognized(shape: Shape, first: Mapping[str, Any]) -> str | None:
    """Return the first format that recognizes what a file begins with; None if none does."""
    names = (name for name, reader in READERS.items() if reader.shape is shape)
    return next((name for name in names if _form(name).recognises(first)), None)


def _format_of(found: Mapping[str, Any]) -> str | None:
    """Return the format in which an object in JSON is a title, None if it is none."""
    named = _recognized(Shape.JSON, found)
    return None if named == "json" and "title" not in found else named


def _form(name: str) -> Format:
    """Import the module of a format, only when it is needed."""
    return cast("Format", import_module(f"{__package__}.{READERS[name].module}"))
