"""Which format a file is in: as it was said, or as its content shows."""

from collections.abc import Mapping
from importlib import import_module
from itertools import chain
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from slate.domain.errors import FileError, RecordError, WordError
from slate.interchange.encoding import utf8
from slate.interchange.formats import READERS
from slate.interchange.items import Found, Items, Told
from slate.interchange.tables import Table

_DELIMITERS = {"csv": ",", "tsv": "\t"}
_HEAD = 4_096  # bytes that show what kind of file it is


class Format(Protocol):
    """A module that reads a format: see `items.py`."""

    SOURCE: str | None

    def recognises(self, first: Mapping[str, Any]) -> bool:
        """Tell whether a file is in this format by the names in it."""

    def items(self, found: Any, told: Told) -> Items:  # noqa: ANN401 -- each shape has its own
        """Give the rows, the remarks and the problems."""


class Reading(NamedTuple):
    """What is in a file, and who says so where a record does not."""

    source: str | None
    items: Items


def read(stream: BinaryIO, told: Told, as_format: str | None = None) -> Reading:
    """Begin to read a file, which has to be seekable.

    Raises FileError for a file that is none of the formats, WordError for a format that
    is none; what goes wrong further on stands among the items.
    """
    if as_format is not None and as_format not in READERS:
        raise WordError("format", as_format, tuple(READERS))
    shape = READERS[as_format].shape if as_format else _shape_of(stream, told.name)
    if told.columns and (shape != "table" or as_format not in {None, *_DELIMITERS}):
        reason = "is no table of one's own: --map is for the columns of CSV and TSV."
        raise FileError(told.name, reason)
    if shape == "table":
        table = Table(stream, told.name, _DELIMITERS.get(as_format or ""))
        as_format = as_format or ("csv" if told.columns else None)
        return _reading(shape, as_format, dict.fromkeys(table.columns), table, told)
    if shape == "json":
        from slate.interchange.json_values import values  # noqa: PLC0415 -- a shape a file

        found = values(stream, told.name)
        waiting: list[Found | RecordError] = []
        first: dict[str, Any] = {}
        for item in found:
            waiting.append(item)
            if not isinstance(item, RecordError):
                first = item[1]
                break
        return _reading(shape, as_format, first, chain(waiting, found), told)
    from slate.interchange.calendars import events  # noqa: PLC0415 -- a shape a file

    return _reading(shape, as_format, {}, events(stream, told), told)


def _shape_of(stream: BinaryIO, name: str) -> str:
    """Tell what kind of file it is by how it begins; its name only says what to complain of."""
    head = utf8(stream, name).read(_HEAD).lstrip()
    stream.seek(0)
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return "calendar"
    if head[:1] in {b"[", b"{", b""} or name.lower().endswith((".json", ".ndjson")):
        return "json"
    return "calendar" if name.lower().endswith(".ics") else "table"


def _reading(
    shape: str,
    as_format: str | None,
    first: Mapping[str, Any],
    found: Any,  # noqa: ANN401 -- each shape has its own
    told: Told,
) -> Reading:
    """Find the format's module: each is imported when it is asked for."""
    names = [as_format] if as_format else [n for n, r in READERS.items() if r.shape == shape]
    forms = (cast("Format", import_module(f"{__package__}.{READERS[n].module}")) for n in names)
    form = next(form for form in forms if as_format or form.recognises(first))
    return Reading(form.SOURCE, form.items(found, told))
