"""Slate's own records, as JSON or NDJSON: each is one report of one source on one title.

`notes`, as an export and `show -f json` have them, are reports of their own: each says
no more than a note on the title.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.errors import RecordError
from slate.formats.read.reader import FileContext, Found, Items, Row, each
from slate.formats.read.records import fields

SOURCE = None

_ORIGIN = ("source", "url", "reported_on", "confidence")
_NAMING = ("title", "season", "part", "slug")


def recognises(first: Mapping[str, Any]) -> bool:  # noqa: ARG001 -- every format is asked so
    """Take any object: a field that slate does not know is refused by its name."""
    return True


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:  # noqa: ARG001 -- as above
    """Yield each object as the record that it is, and its notes behind it."""
    return each(found, _rows)


def _rows(line: int, record: dict[str, Any]) -> Items:
    notes = record.pop("notes", None)
    if not isinstance(notes, list):
        if not fields.says_nothing(notes):
            yield RecordError(line, f"notes is {fields.type_of(notes)}, but should be a list.")
        yield Row(line, record)
        return
    rows: list[Row | RecordError] = []
    for number, note in enumerate(notes, 1):
        where = f"notes, number {number}: "
        if not isinstance(note, dict) or not note.keys() <= {"note", *_ORIGIN}:
            reason = f"{where}this should be an object of note, {', '.join(_ORIGIN)}."
            rows.append(RecordError(line, reason))
        elif "note" not in record and all(note.get(key) == record.get(key) for key in _ORIGIN):
            record["note"] = note.get("note")
        else:
            named = {key: record[key] for key in _NAMING if key in record}
            rows.append(Row(line, named | note, where))
    yield Row(line, record)
    yield from rows
