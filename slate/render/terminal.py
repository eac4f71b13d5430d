"""Sheets on a terminal: as Rich renderables, fitted to a width.

The styles are bold, dim and the two basic colors that are readable on black and on white.
No meaning depends on a style.
"""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from slate.domain.text import safe
from slate.render.layout import GAP, aligned, fitted, width_of
from slate.render.sheet import Block, Marked, Sheet

_STYLES = {
    "plain": "",
    "title": "",
    "date": "magenta",
    "status": "dim",
    "label": "dim",
    "quiet": "dim",
    "heading": "bold",
    "mark": "red",
}
_JOINT = Text(" " * GAP, overflow="fold")
# The aside of a title ends in this column even on wider terminals, so that it is noticed.
_EDGE = 78


class Unpadded:
    """A renderable without the blanks that Rich pads lines with, so that copied text has none."""

    def __init__(self, content: RenderableType) -> None:
        """Store the renderable to draw."""
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Draw the content, line by line."""
        for line in console.render_lines(self._content, options, pad=False):
            while line and not line[-1].text.strip(" "):
                line.pop()
            if line:
                text, style, control = line.pop()
                line.append(Segment(text.rstrip(" "), style, control))
            yield from line
            yield Segment.line()


def renderable(sheet: Sheet, width: int) -> RenderableType:
    """Return a sheet as a renderable: long texts wrap, and nothing is cut or stretched."""
    parts: list[RenderableType] = [*_head(sheet, width)]
    room = max(width - sheet.indent, 1)
    widths = {
        columns: fitted(columns, lines, room) for columns, lines in aligned(sheet.blocks).items()
    }
    for block in sheet.blocks:
        if parts and not block.joined:
            parts.append(Text())
        if block.heading is not None:
            parts.append(_text(block.heading, "heading"))
        if block.header or block.rows:
            rows = _rows(block, widths[block.columns])
            parts.append(Padding(rows, (0, 0, 0, min(sheet.indent, width - room))))
    return Unpadded(Group(*parts))


def _head(sheet: Sheet, width: int) -> Iterator[Text]:
    if sheet.title is not None:
        title, aside = _text(sheet.title, "heading"), _text(sheet.aside, "quiet")
        free = min(width, _EDGE) - width_of(title.plain) - width_of(aside.plain)
        if not aside:
            yield title
        elif free >= GAP:
            yield Text.assemble(title, " " * free, aside)
        else:
            yield from (title, aside)
    if sheet.lead is not None:
        yield _text(sheet.lead, "plain")


def _text(text: str, style: str) -> Text:
    """Return a text in which no markup is interpreted and no control character is left."""
    return Text(safe(text), _STYLES["mark" if isinstance(text, Marked) else style], overflow="fold")


def _rows(block: Block, widths: list[int]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for width in filter(None, widths):
        table.add_column(width=width, overflow="fold")
    if block.header is not None:
        table.add_row(*_cells([_text(name, "quiet") for name in block.header], widths))
    for row in block.rows:
        texts = [_text(cell, look.style) for cell, look in zip(row, block.columns, strict=True)]
        table.add_row(*_cells(texts, widths))
    return table


def _cells(texts: list[Text], widths: list[int]) -> Iterator[Text]:
    """Yield the cells of a row, the last ones joined if there are fewer widths than texts.

    Columns of width 0, which are empty throughout, are skipped.
    """
    kept, rest = texts[: len(widths) - 1], texts[len(widths) - 1 :]
    last = rest[0] if len(rest) == 1 else _JOINT.join(filter(None, rest))
    return (cell for cell, width in zip([*kept, last], widths, strict=True) if width)
