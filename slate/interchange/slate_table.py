"""Slate's own columns as CSV or TSV, and other tables whose columns are mapped to them.

A column is known by its name in any case, with blanks or `_`, as `--columns` takes it.
"""

import csv
import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.errors import FileError, RecordError, UsageError, WordError, clip, quoted, several
from slate.domain.records import COLUMNS
from slate.domain.text import folded
from slate.domain.vocabulary import RELATIONS, plain
from slate.interchange.items import Items, Remark, Told
from slate.interchange.tables import Table, typed_row

SOURCE = None

_DERIVED = frozenset({"label", "precision", "earliest", "latest", "certain"})
_FIELDS = (
    *(name for name in COLUMNS if name not in _DERIVED),
    *("note", "names"),
    *(f"links.{relation}" for relation in RELATIONS),
)
# These have any word behind the dot: what people do in a title, who has an id for it.
_OPEN = ("credits", "ids")
_KNOWN = (*_FIELDS, "credits.ROLE", "ids.SCHEME")
_WORDS = {plain(name): name for name in _FIELDS} | {"on": "platform", "release": "date"}


def recognises(first: Mapping[str, Any]) -> bool:  # noqa: ARG001 -- every format is asked so
    """Take any table: one without a title, or with columns of its own, is refused by name."""
    return True


def items(found: Table, told: Told) -> Items:
    """Take each row as a record.

    With a map, columns that neither it nor slate names are left out. Raises FileError for
    a header that cannot be taken.
    """
    fields = _fields_of(found, told.columns)
    others = [
        column
        for column in found.columns
        if column and column not in fields and plain(column) not in _DERIVED
    ]
    if others and not told.columns:
        title = next(column for column, field in fields.items() if field == "title")
        raise FileError(
            found.name,
            f"has columns that slate does not know: {_listed(others)}. "
            f"To leave them out, name what is to be taken, as in: --map {_pair(title, 'title')}",
        )
    return _items(found, fields, others)


def parse_map(text: str) -> dict[str, str]:
    """Read `My Title=title,When=date`: which of slate's fields a file's columns are.

    A column's name that holds a comma stands in quotes, as in CSV. Raises UsageError.
    """
    columns: dict[str, str] = {}
    for column, word in _pairs(text):
        field = _field(word)
        if field is None:
            raise WordError("field", word, _KNOWN)
        if column in columns:
            raise UsageError(f"--map names the column {quoted(column)} twice.")
        if field in columns.values():
            raise UsageError(f"--map names two columns for {field}. Choose one of them.")
        columns[column] = field
    return columns


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    try:
        pairs = next(csv.reader([f"{text}\n"], skipinitialspace=True))
    except csv.Error:
        pairs = []
    for pair in pairs or [""]:
        column, _, word = pair.rpartition("=")
        # Behind a quote that is never closed, the line's end is part of the pair.
        if not column.strip() or not word.strip() or word.endswith("\n"):
            example = "--map 'My Title=title,When=date'"
            raise UsageError(f"--map is COLUMN=FIELD, parted by commas, as in: {example}")
        yield " ".join(column.split()), word.strip()


def _field(word: str) -> str | None:
    """Find the field that a word means; None where there is none of that name."""
    group, _, key = (part.strip() for part in folded(word).partition("."))
    if group in _OPEN and key:
        return f"{group}.{key}"
    return _WORDS.get(plain(word))


def _fields_of(table: Table, mapped: Mapping[str, str]) -> dict[str, str]:
    """Find the field of each column that has one; raises FileError for two of one field."""
    for column in mapped:
        if column not in table.columns:
            reason = f"has no column {quoted(column)} (its columns: {_listed(table.columns)})."
            raise FileError(table.name, reason)
    fields: dict[str, str] = {}
    for column in table.columns:
        field = mapped.get(column) or _field(column)
        if field is None or (column not in mapped and field in mapped.values()):
            continue
        if field in fields.values():
            reason = f"has two columns for {field}. Say which, as in: --map {_pair(column, field)}"
            raise FileError(table.name, reason)
        fields[column] = field
    if "title" not in fields.values():
        named = [column for column in table.columns if column]
        likely = [column for column in named if column not in fields]
        raise FileError(
            table.name,
            f"has no column title (its columns: {_listed(named)}). "
            f"Say which one it is, as in: --map {_pair((likely or named)[0], 'title')}",
        )
    return fields


def _items(found: Table, fields: Mapping[str, str], others: list[str]) -> Items:
    if others:
        yield Remark(f"columns left out: {_listed(others)}")
    for item in found.rows():
        if isinstance(item, RecordError):
            yield item
        else:
            line, cells = item
            yield typed_row(line, _record(cells, fields))


def _record(cells: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, Any]:
    """Word what the cells say; commas and semicolons part the people of a credit."""
    record: dict[str, Any] = {}
    for column, field in fields.items():
        cell = cells.get(column, "").strip()
        group, dot, key = field.partition(".")
        if cell and dot:
            value = re.split(r"\s*[,;]\s*", cell) if group == "credits" else cell
            record.setdefault(group, {})[key] = value
        elif cell:
            record[field] = cell
    return record


def _listed(columns: list[str]) -> str:
    return several([clip(column, 40) for column in columns if column], 12)


def _pair(column: str, field: str) -> str:
    """Write a pair as `parse_map` reads it, and a shell passes it on."""
    column = clip(column, 40)
    if "," in column or '"' in column:
        column = '"' + column.replace('"', '""') + '"'
    return shlex.quote(f"{column}={field}")
