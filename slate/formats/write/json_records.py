"""JSON, one array with a record a line, and NDJSON: ASCII, so that no text drives a terminal."""

import json
from collections.abc import Iterable, Iterator, Sequence

_encode = json.JSONEncoder(ensure_ascii=True).encode


def json_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write one array, one record a line; `[]` where there is none."""
    before = None
    for record in _records(columns, rows):
        yield "[\n" if before is None else f" {before},\n"
        before = record
    yield "[]\n" if before is None else f" {before}\n]\n"


def ndjson_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write one record a line."""
    for record in _records(columns, rows):
        yield f"{record}\n"


def _records(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for row in rows:
        text = _encode(dict(zip(columns, row, strict=True)))
        # The one control character that the encoder takes for harmless.
        yield text.replace("\x7f", "\\u007f")
