"""The screen of `list`: sections under headings, titles to come by how near they are."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import NamedTuple, Self

from rich.console import RenderableType
from rich.text import Text

from slate.domain.queries.list_sections import ListSection, SectionPart
from slate.domain.titles.cells import texts
from slate.domain.titles.record import HEADERS, Record
from slate.render.look.cells import (
    beside_cell,
    cell,
    date_cell,
    date_of,
    dotted,
    joined,
    label_cell,
    near_cell,
    official_cell,
    on_cell,
    status_cell,
    title_cell,
)
from slate.render.look.display import Display
from slate.render.look.grid import MEASURED_ROWS, Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.wording.days import nearness
from slate.wording.phrases import opened

_DATE, _TITLE, _ON, _STATUS = HEADERS.values()
_DATE_FIELD = Field(_DATE, wraps=False)
_WIDE_FIELDS = (
    _DATE_FIELD,
    Field(wraps=False),  # how far off the date is
    Field(wraps=False),  # whether it is official
    Field(_TITLE, whole=24),
    Field(f" {_ON}", whole=12),  # the mark of a service hangs before it
    Field(_STATUS),
)
INDENT = 2
Cells = tuple[Text, Text, Text, Text, Text, Text]  # of one record
_NEAR = {"Today", "Tomorrow"}  # headings that say how far off a date is
_AT_ONCE = 200  # rows that are drawn at once
# What columns mean that are always quiet.
_MEANINGS = {"slug": Meaning.QUIET, "label": Meaning.QUIET}


def list_screen(parts: Sequence[SectionPart], display: Display) -> Iterator[RenderableType]:
    """Yield a list, section by section; records are read as they are drawn, a few at a time."""
    begun = [_Begun.of(part) for part in parts if part.shown]
    if not begun:
        return
    sample = chain.from_iterable(record_rows(part.head, display) for part in begun)
    grid = Grid(fields_of(display), sample, display.width, indent=INDENT)
    yield grid.header
    for part in begun:
        for heading, records in part.groups(display):
            yield Text()
            yield heading
            rows = record_rows(records, display, shows_near=heading.plain not in _NEAR)
            while some := list(islice(rows, _AT_ONCE)):
                yield grid.table(some)


class _Begun(NamedTuple):
    """A part of which the first records are read: they determine the widths of the columns."""

    part: SectionPart
    head: list[Record]
    records: Iterator[Record]  # all of them

    @classmethod
    def of(cls, part: SectionPart) -> Self:
        """Read the first records of a part."""
        waiting = iter(part.records)
        head = list(islice(waiting, MEASURED_ROWS))
        return cls(part, head, chain(head, waiting))

    def groups(self, display: Display) -> Iterator[tuple[Text, Iterator[Record]]]:
        """Yield the groups of a section with their headings.

        Titles to come stand under the heading of the last day that their dates allow.
        """
        section, _, shown, total = self.part
        if section is ListSection.TO_COME:

            def heading(record: Record) -> str:
                return nearness(date_of(record).latest, display.today)

            for name, found in groupby(self.records, heading):
                yield cell(name, Meaning.HEADING), found
            return
        number = f"{shown:,} of {total:,}" if shown < total else ""
        if number and section is ListSection.OUT:
            number = f"the last {number}" if shown > 1 else f"the last of {total:,}"
        title = cell(opened(section), Meaning.HEADING)
        yield joined(title, cell(number, Meaning.QUIET), separator="  "), self.records


def table_screen(records: Sequence[Record], display: Display) -> Iterator[RenderableType]:
    """Yield titles in the order that the user chose, as one table."""
    rows: list[Row] = []
    for record in records:
        label = label_cell(record)
        if record.date is None:  # or it is not seen that the year is all that is known
            label = joined(label, near_cell(record, display), separator=", ")
        rows += _rows(record, date_cell(record, display), Text(), label, display)
    yield from _table(fields_of(display), rows, display)


def columns_screen(
    records: Iterable[Record], columns: Sequence[str], display: Display
) -> Iterator[RenderableType]:
    """Yield titles as a table of the chosen columns, as `--columns` names them."""
    values = ([getattr(record, name) for name in columns] for record in records)
    meanings = [_MEANINGS.get(name, Meaning.PLAIN) for name in columns]
    rows = [tuple(map(cell, texts_of_row, meanings)) for texts_of_row in texts(columns, values)]
    yield from _table([Field(name, wraps=name != "date") for name in columns], rows, display)


def _table(
    fields: Sequence[Field], rows: Sequence[Row], display: Display
) -> Iterator[RenderableType]:
    if rows:
        grid = Grid(fields, rows, display.width)
        yield grid.header
        yield grid.table(rows)


def record_rows(
    records: Iterable[Record], display: Display, *, shows_near: bool = True
) -> Iterator[Row]:
    """Yield the rows of records: one each or, on a narrow terminal, two.

    A date appears once, not again in the rows below that have the same. Unless `shows_near`, how
    far off it is stands in a heading already.
    """
    above: Text | None = None
    for record in records:
        date, near = date_cell(record, display), near_cell(record, display)
        status = status_cell(record, display)
        if near and not (display.is_narrow or display.is_wide):
            status = joined(status, beside_cell(record, near), separator=", ")
        # Bold or in another color, it says something else.
        above, same = date, date == above
        if same:
            date = near = Text()
        if not shows_near:
            near = Text()
        yield from _rows(record, date, near, status, display)


def _rows(record: Record, date: Text, near: Text, status: Text, display: Display) -> Iterator[Row]:
    title, where, official = title_cell(record, display), on_cell(record), official_cell(record)
    return rows_of((date, near, official, title, where, status), display)


def rows_of(cells: Cells, display: Display) -> Iterator[Row]:
    """Yield the row of these cells or, on a narrow terminal, two rows."""
    date, near, official, title, where, status = cells
    if display.is_narrow:
        yield date, joined(title, official)
        below = dotted(where, status)
        if near or below:
            yield near, below
    elif display.is_wide:
        yield cells
    else:
        yield date, official, title, where, status


def fields_of(display: Display) -> tuple[Field, ...]:
    """Return the columns of records."""
    if display.is_narrow:
        return (_DATE_FIELD, Field(f"{_TITLE}, {_ON}, {_STATUS}"))
    return _WIDE_FIELDS if display.is_wide else (_DATE_FIELD, *_WIDE_FIELDS[2:])
