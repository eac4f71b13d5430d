"""CSV or TSV with slate's own columns, or with other columns that are mapped to them.

A mapped table is somebody's own list: its rows are reports, and their source is named after the
file. So is a table of Wikipedia, in which the columns for titles, dates and services are known.
Rows with slate's own columns that name no source have none, as in the slate that wrote them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.domain.text import folded, plain
from slate.domain.titles.record import DERIVED
from slate.formats.errors import (
    FileError,
    MappedTwiceError,
    NoHeaderError,
    NoStatusError,
    NoTitleError,
    RecordError,
    TitleLeftOutError,
    TwoColumnsError,
    UnknownColumnsError,
    listed,
)
from slate.formats.formula_guard import unguarded
from slate.formats.read.reader import FileContext, Hint, Item, Items, Remark, each
from slate.formats.read.records.status_maps import map_status
from slate.formats.read.tables.column_maps import field_of
from slate.formats.read.tables.map_advice import Trial, has_no_header
from slate.formats.read.tables.row_records import Fields, record_of
from slate.formats.read.tables.tables import Table, typed_row
from slate.formats.read.tables.viewing_history import refuse_viewing_history
from slate.formats.read.tables.wikipedia import WikipediaTable, cleaned, without_footnotes

SOURCE = None

_Table = Table | WikipediaTable


def recognises(first: Mapping[str, Any]) -> bool:  # noqa: ARG001 -- required by `Format`
    """Return True: any table is accepted; a missing title or unknown columns are refused later."""
    return True


def items(found: Table, context: FileContext) -> Items:
    """Yield each row as a record.

    With a map, columns that are neither in it nor known to slate are left out. Raises
    FileError for a header that cannot be used, and for a viewing history without a map.
    """
    if not context.columns:
        refuse_viewing_history(found, context)
    table = without_footnotes(found)
    mapped = _in_table(table, context.columns)
    assumed = table.usual_fields(mapped) if isinstance(table, WikipediaTable) else {}
    fields = _fields_of(table, mapped | assumed, context)
    # Elsewhere a `name` may be anything; slate's own tables have slugs, too.
    derived = DERIVED if "slug" in fields.values() else DERIVED - {"name"}
    others = [
        column
        for column in table.columns
        if column and column not in fields | mapped and plain(column) not in derived
    ]
    are_known = isinstance(table, WikipediaTable) and table.may_ignore(others, fields.values())
    if others and not mapped and not are_known:
        trial = Trial(table, context)
        example = trial.example(fields)
        raise UnknownColumnsError(table.name, others, example, trial.order, trial.rivals)
    if context.stages and "status" not in fields.values():
        raise NoStatusError(table.name, table.columns)
    return _items(table, fields, _remarks(table, assumed, others), context)


def _fields_of(table: _Table, mapped: Mapping[str, str], context: FileContext) -> dict[str, str]:
    """Return the field of each column that has one.

    Raises FileError for two columns of one field, and for a table without a title column.
    """
    named = {column: field_of(column) for column in table.columns if column not in mapped}
    free = {column: field for column, field in named.items() if field not in mapped.values()}
    known = {**free, **mapped}
    fields = {column: field for column in table.columns if (field := known.get(column))}
    for field, number in Counter(fields.values()).items():
        if number > 1:
            trial = Trial(table, context)
            example = trial.choice(field, fields)
            example = example and {**mapped, **example, **mapped}
            raise TwoColumnsError(table.name, field, example, trial.order)
    if "title" not in fields.values():
        left_out = [column for column in mapped if field_of(column) == "title"]
        if left_out:
            raise TitleLeftOutError(table.name, left_out[0])
        if not mapped and has_no_header(table.columns):
            raise NoHeaderError(table.name, table.columns)
        trial = Trial(table, context)
        likely = trial.with_title({**fields, **mapped})
        example = likely and {**mapped, **likely, **mapped}
        raise NoTitleError(table.name, table.columns, example, trial.order, trial.rivals)
    return fields


def _in_table(table: _Table, mapped: Mapping[str, str]) -> dict[str, str]:
    """Return a map by the exact names of the columns, which may be written with footnotes.

    Case is ignored if only one column matches. Raises FileError for a column that is missing
    or mapped twice.
    """
    found: dict[str, str] = {}
    for written, field in mapped.items():
        name = cleaned(written) if isinstance(table, WikipediaTable) else written
        alike = [column for column in table.columns if folded(column) == folded(name)]
        column = name if name in alike or len(alike) != 1 else alike[0]
        if column not in alike:
            reason = f"has no column {quoted(name)} (its columns: {listed(table.columns)})."
            raise FileError(table.name, reason)
        if column in found:
            raise MappedTwiceError(table.name, column)
        found[column] = field
    return found


def _remarks(table: _Table, assumed: Mapping[str, str], others: list[str]) -> Iterator[Remark]:
    """Yield what was done with a table that its rows do not show."""
    if isinstance(table, WikipediaTable):
        read = ", ".join(f"{column} as {field}" for column, field in assumed.items())
        yield Remark(
            "removed the footnotes of a table of Wikipedia" + (f"; read {read}" if read else "")
        )
    if others:
        yield Remark(f"ignored columns: {listed(others)}")


def _items(
    table: _Table,
    fields: Mapping[str, str],
    remarks: Iterator[Remark],
    context: FileContext,
) -> Items:
    yield from remarks
    is_list = context.columns or isinstance(table, WikipediaTable)
    named = {"source": context.file_source} if is_list and context.file_source else {}
    if context.source is not None:
        named = {}
    elif not named and "source" not in fields.values():
        yield Hint.NO_SOURCE
    if any(plain(column) == "series" and field == "title" for column, field in fields.items()):
        named |= {"kind": "series"}
    columns = Fields.of(fields)

    def read(line: int, cells: Mapping[str, str]) -> list[Item]:
        own = {column: unguarded(cell) for column, cell in cells.items()}
        try:
            record = named | record_of(own, columns, context.platform)
        except UsageError as error:
            return [RecordError(line, str(error))]
        if context.stages:
            map_status(record, context.stages)
        return [typed_row(line, record)]

    yield from each(table.rows(), read)
