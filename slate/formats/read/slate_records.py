"""Slate's own records, as JSON or NDJSON: each is one report of one source on one title.

Each of the `notes` in the output of an export or `show -f json` is a separate report, which
states only a note on the title.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.formats.errors import RecordError
from slate.formats.read.reader import FileContext, Found, Items, Row, each
from slate.formats.read.records import fields
from slate.formats.read.records.field_synonyms import is_misspelled
from slate.formats.read.records.record_parser import FIELDS
from slate.formats.read.records.status_maps import map_status

SOURCE = None

_ORIGIN = ("source", "url", "reported_on", "confidence")
_KNOWN = frozenset({*FIELDS, "notes"})
_NAMING = ("title", "season", "part", "slug")


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is a record of slate, though perhaps with a misspelled field.

    It has a title, maybe misspelled, or else mostly known fields, and no list of records.
    An empty object stands for a file without records.
    """
    unknown = _unknown(first)
    if any(isinstance(value, list) and _has_titles(value) for value in unknown.values()):
        return False
    if "title" in first or any(
        isinstance(value, str) and is_misspelled(name, "title") for name, value in unknown.items()
    ):
        return True
    simple = not any(isinstance(value, list | dict) for value in unknown.values())
    return not first or (simple and 2 * len(unknown) < len(first))


def is_exact(first: Mapping[str, Any]) -> bool:
    """Whether an object has no fields but those of slate's records."""
    return not _unknown(first)


def _unknown(first: Mapping[str, Any]) -> dict[str, Any]:
    known = _KNOWN | {"name"} if "slug" in first else _KNOWN
    return {name: value for name, value in first.items() if name not in known}


def _has_titles(items: list[Any]) -> bool:
    return bool(items) and isinstance(items[0], dict) and "title" in items[0]


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield each object as a record, followed by its notes."""
    return each(found, lambda line, record: _rows(line, record, context.stages))


def _rows(line: int, record: dict[str, Any], stages: Mapping[str, str]) -> Items:
    map_status(record, stages)
    if "slug" in record:  # as slate writes it; the name follows from the other fields
        record.pop("name", None)
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
