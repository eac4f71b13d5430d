"""Which format a file is in: as it was said, or as its content shows.

What is read as a table or as JSON is so whatever it is called. A name that people give to
tables tells what to say of a file with no titles in it.
"""

from collections.abc import Mapping
from importlib import import_module
from itertools import chain
from typing import Any, BinaryIO, NamedTuple, Protocol, assert_never, cast

from slate.domain.errors import FileError, RecordError, WordError
from slate.formats.errors import ForeignTableError, NoTableError, OtherFormatError
from slate.formats.read.encoding import utf8
from slate.formats.read.reader import FileContext, Found, Items
from slate.formats.read.tables.tables import Table
from slate.formats.registry import READERS, Shape

_HEAD = 4_096  # bytes that show what kind of file it is
_WEB_PAGE = (b"<!doctype", b"<html")
_TABLES = (".csv", ".tsv", ".txt")


class Format(Protocol):
    """A module that reads a format: see `reader.py`."""

    SOURCE: str | None

    def recognises(self, first: Mapping[str, Any]) -> bool:
        """Tell whether a file is in this format by the names in it."""

    def items(self, found: Any, context: FileContext) -> Items:  # noqa: ANN401 -- each shape has its own
        """Give the rows, the remarks and the problems."""


class Reading(NamedTuple):
    """What is in a file, who says so where a record does not, and what kind of file it is."""

    source: str | None
    items: Items
    format: str


def read(stream: BinaryIO, context: FileContext, as_format: str | None = None) -> Reading:
    """Begin to read a file, which has to be seekable.

    Raises FileError for a file that is none of the formats, WordError for a format that
    is none; what goes wrong further on stands among the items.
    """
    if as_format is not None and as_format not in READERS:
        raise WordError("format", as_format, tuple(READERS))
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
            table = Table(stream, context.name, context.delimiter or delimiter)
            as_format = as_format or ("csv" if context.columns else None)
            return _reading(shape, as_format, dict.fromkeys(table.columns), table, context)
        case Shape.JSON:
            from slate.formats.read.json.json_values import values  # noqa: PLC0415 -- a shape a file

            found = values(stream, context.name)
            waiting: list[Found | RecordError] = []
            first: dict[str, Any] = {}
            for item in found:
                waiting.append(item)
                if not isinstance(item, RecordError):
                    first = item[1]
                    break
            return _reading(shape, as_format, first, chain(waiting, found), context)
        case Shape.CALENDAR:
            from slate.formats.read.ical.calendars import events  # noqa: PLC0415 -- a shape a file

            return _reading(shape, as_format, {}, events(stream, context), context)
        case _:
            assert_never(shape)


def _shape_of(stream: BinaryIO, name: str) -> Shape:
    """Return what kind of file it is by how it begins; its name only says what to complain of.

    Raises FileError for a web page, which is none of them.
    """
    head = utf8(stream, name).read(_HEAD).lstrip()
    stream.seek(0)
    if head.lower().startswith(_WEB_PAGE):
        raise FileError(name, "is a web page, not a list.")
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return Shape.CALENDAR
    if not head and name.lower().endswith(_TABLES):
        return Shape.TABLE
    if head[:1] in {b"[", b"{", b""} or name.lower().endswith((".json", ".ndjson")):
        return Shape.JSON
    return Shape.CALENDAR if name.lower().endswith(".ics") else Shape.TABLE


def _reading(
    shape: Shape,
    as_format: str | None,
    first: Mapping[str, Any],
    found: Any,  # noqa: ANN401 -- each shape has its own
    context: FileContext,
) -> Reading:
    """Find the format's module: each is imported when it is asked for.

    Raises FileError for a table that has not the columns of the format that was said. A
    page of JSON may lack keys, and is taken at one's word.
    """
    names = [as_format] if as_format else [n for n, r in READERS.items() if r.shape is shape]
    forms = (
        (n, cast("Format", import_module(f"{__package__}.{READERS[n].module}"))) for n in names
    )
    named, form = next((n, form) for n, form in forms if as_format or form.recognises(first))
    if as_format and shape is Shape.TABLE and not form.recognises(first):
        what = f"list of {form.SOURCE}" if form.SOURCE else as_format
        raise OtherFormatError(context.name, what, list(first))
    return Reading(form.SOURCE, form.items(found, context), named)
