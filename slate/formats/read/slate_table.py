"""CSV or TSV with slate's own columns, or with other columns that are mapped to them.

A mapped table is somebody's own list: its rows are reports, and their source is named after the
file. Rows with slate's own columns that name no source have none, as in the slate that wrote them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from slate.domain.quoting import quoted
from slate.domain.text import folded, plain
from slate.domain.titles.record import DERIVED
from slate.formats.errors import (
    FileError,
    MappedTwiceError,
    NoTitleError,
    TwoColumnsError,
    UnknownColumnsError,
    listed,
)
from slate.formats.read.reader import FileContext, Hint, Items, Remark, each
from slate.formats.read.tables.column_maps import field_of, suggested
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = None


def recognises(first: Mapping[str, Any]) -> bool:  # noqa: ARG001 -- required by `Format`
    """Return True: any table is accepted; a missing title or unknown columns are refused later."""
    return True


def items(found: Table, context: FileContext) -> Items:
    """Yield each row as a record.

    With a map, columns that are neither in it nor known to slate are left out. Raises
    FileError for a header that cannot be used.
    """
    fields = _fields_of(found, context.columns)
    others = [
        column
        for column in found.columns
        if column and column not in fields and plain(column) not in DERIVED
    ]
    if others and not context.columns:
        titles = next(column for column, field in fields.items() if field == "title")
        raise UnknownColumnsError(found.name, others, suggested(others, fields.values()), titles)
    return _items(found, fields, others, context)


def _fields_of(table: Table, mapped: Mapping[str, str]) -> dict[str, str]:
    """Return the field of each column that has one.

    Raises FileError for two columns of one field, and for a table without a title column.
    """
    mapped = _in_table(table, mapped)
    fields: dict[str, str] = {}
    for column in table.columns:
        field = mapped.get(column) or field_of(column)
        if field is None or (column not in mapped and field in mapped.values()):
            continue
        if field in fields.values():
            raise TwoColumnsError(table.name, column, field)
        fields[column] = field
    if "title" not in fields.values():
        likely = mapped | _titled(table.columns, fields)
        raise NoTitleError(table.name, table.columns, likely)
    return fields


def _in_table(table: Table, mapped: Mapping[str, str]) -> dict[str, str]:
    """Return a map by the exact names of the columns.

    Case is ignored if only one column matches. Raises FileError for a column that is missing
    or mapped twice.
    """
    found: dict[str, str] = {}
    for name, field in mapped.items():
        alike = [column for column in table.columns if folded(column) == folded(name)]
        column = name if name in alike or len(alike) != 1 else alike[0]
        if column not in alike:
            reason = f"has no column {quoted(name)} (its columns: {listed(table.columns)})."
            raise FileError(table.name, reason)
        if column in found:
            raise MappedTwiceError(table.name, column)
        found[column] = field
    return found


def _titled(columns: Sequence[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the likely fields of columns in a table without a title; one is always the title."""
    named = [column for column in columns if column]
    others = [column for column in named if column not in fields]
    found = suggested(others, fields.values())
    if "title" not in found.values():
        free = [column for column in others if column not in found]
        found[(free or others or named)[0]] = "title"
    return {column: found[column] for column in named if column in found}


def _items(
    found: Table, fields: Mapping[str, str], others: list[str], context: FileContext
) -> Items:
    if others:
        yield Remark(f"ignored columns: {listed(others)}")
    named = {"source": context.file_source} if context.columns and context.file_source else {}
    if context.source is not None:
        named = {}
    elif not named and "source" not in fields.values():
        yield Hint.NO_SOURCE
    yield from each(
        found.rows(), lambda line, cells: [typed_row(line, named | _record(cells, fields))]
    )


def _record(cells: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the record in the cells; commas and semicolons separate the people of a credit."""
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
