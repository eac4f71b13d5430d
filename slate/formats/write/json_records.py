"""JSON, as one array with a record per line, and NDJSON.

Both are pure ASCII, so that no text can control a terminal.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring_ascii as _quoted

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
    return _without_del(_encode(value))


def _records(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    names = (_encode(name).replace("%", "%%") for name in columns)
    record = f"{{{', '.join(f'{name}: %s' for name in names)}}}"
    for row in rows:
        # Most values are None, strings (members of closed lists are, too) or no tags. So a record
        # takes less than half the time of a dict that is encoded.
        values = [
            "null" if value is None
            else _quoted(value) if isinstance(value, str)
            else "[]" if value == ()
            else _encode(value)
            for value in row
        ]  # fmt: skip
        line = record % tuple(values)
        yield _without_del(line) if "\x7f" in line else line


def _without_del(text: str) -> str:
    """Escape DEL, the only control character that the encoder does not escape."""
    return text.replace("\x7f", "\\u007f")
