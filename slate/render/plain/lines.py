"""Sheets and tables as plain text, for pipes and files: no color, no wrapping, nothing cut."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from slate.domain.text import safe
from slate.render.layout import Lines, natural, row_text, widest
from slate.render.plain.sheet import Block, Column, Sheet

# Widths are measured in this many rows: the other rows need not be kept in memory.
MEASURED_ROWS = 200


def lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table, one line per row; a cell wider than its column shifts the rest of the line."""
    stream = ([safe(cell) for cell in row] for row in chain([header], rows))
    first = list(islice(stream, 1 + MEASURED_ROWS))
    widths = widest(first)
    for row in chain(first, stream):
        yield row_text(row, widths)


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of a sheet, laid out as on a terminal but without wrapping."""
    if sheet.title is not None:
        yield "  ".join(filter(None, (safe(sheet.title), safe(sheet.aside))))
    if sheet.lead is not None:
        yield safe(sheet.lead)
    widths = {columns: natural(columns, rows) for columns, rows in aligned(sheet.blocks).items()}
    begun = sheet.title is not None or sheet.lead is not None
    for block in sheet.blocks:
        if begun and not block.joined:
            yield ""
        begun = True
        if block.heading is not None:
            yield safe(block.heading)
        for cells in _safe_lines(block):
            yield (" " * sheet.indent + row_text(cells, widths[block.columns])).rstrip(" ")


def aligned(blocks: Iterable[Block]) -> dict[tuple[Column, ...], Lines]:
    """Return the lines of blocks, safe to print, grouped by the columns that must align."""
    found: dict[tuple[Column, ...], Lines] = {}
    for block in blocks:
        found.setdefault(block.columns, []).extend(_safe_lines(block))
    return found


def _safe_lines(block: Block) -> Iterator[tuple[str, ...]]:
    """Yield the header, if there is one, and the rows, safe to print."""
    for line in (block.header, *block.rows):
        if line is not None:
            yield tuple(map(safe, line))
