"""JSON, as one array with a record per line, and NDJSON.

Both are pure ASCII, so that no text can control a terminal.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

_encode = json.JSONEncoder(ensure_ascii=True).encode


def json_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield one array with a record per line, or `[]` if there are no rows."""
    before = None
    for record in _records(columns, rows):
        yield "[\n" if before is None else f" {before},\n"
        before = record
    yield "[]\n" if before is None else f" {before}\n]\n"


def ndjson_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield one record per line."""
    for record in _records(columns, rows):
        yield f"{record}\n"


def encoded(value: object) -> str:
    """Return a value as JSON in one line."""
    # DEL is the only control character that the encoder does not escape.
    return _encode(value).replace("\x7f", "\\u007f")


def _records(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for row in rows:
        yield encoded(dict(zip(columns, row, strict=True)))
