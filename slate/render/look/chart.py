"""Tables with a bar in each row: the bars get the room that the other columns leave."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.render.layout import GAP, width_of
from slate.render.look.bars import LONGEST, SHORTEST, Part, Scale
from slate.render.look.grid import Field, Grid

_INDENT = 2  # of a line below a row
_READABLE = 12  # cells of bars: for fewer, other columns are omitted
# A column that wraps needs no more than this, and takes no more from the bars.
_NEEDED, _ENOUGH = 24, 32


class Column(NamedTuple):
    """A column: its cells or, for bars, their parts."""

    field: Field
    cells: Sequence[Text] = ()
    bars: Sequence[Sequence[Part]] = ()
    longest: int = LONGEST  # cells of a bar
    omitted: int = 0  # if there is no room: columns with the highest number first, never 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (any(self.cells) or any(part.number for parts in self.bars for part in parts))

    def width(self, most: int, bar: int = SHORTEST) -> int:
        """Return the width to reckon with: of a column that wraps, no more than `most`."""
        if self.bars:
            return max(min(bar, self.longest), width_of(self.field.name))
        natural = max(width_of(text) for text in (self.field.name, *map(str, self.cells)))
        return min(natural, most) if self.field.wraps else natural


def fits(columns: Sequence[Column], width: int) -> bool:
    """Whether there is room for all columns."""
    return _taken([each for each in columns if not each.is_empty], _ENOUGH) <= width


def chart(
    columns: Sequence[Column], width: int, below: Sequence[Text] = ()
) -> Iterator[RenderableType]:
    """Yield the header and the rows of a table; empty columns are left out.

    `below` are the lines below the header and each of the rows, if there are any.
    """
    kept = [each for each in columns if not each.is_empty]
    while _taken(kept, _NEEDED, _READABLE) > width and any(each.omitted for each in kept):
        kept.remove(max(kept, key=lambda each: each.omitted))
    rows = list(zip(*(_cells(each, kept, width) for each in kept), strict=True))
    grid = Grid([each.field for each in kept], rows, width)
    yield grid.header
    if not below:
        yield grid.table(rows)
        return
    first, *others = below
    yield _indented(first)
    for row, line in zip(rows, others, strict=True):
        yield grid.table([row])
        yield _indented(line)


def _indented(line: Text) -> RenderableType:
    return Padding(line, (0, 0, 0, _INDENT))


def _taken(columns: Sequence[Column], most: int, bar: int = SHORTEST) -> int:
    return sum(each.width(most, bar) for each in columns) + GAP * (len(columns) - 1)


def _cells(column: Column, kept: Sequence[Column], width: int) -> Sequence[Text]:
    if not column.bars:
        return column.cells
    room = width - _taken(kept, _ENOUGH) + column.width(_ENOUGH)
    scale = Scale.of(
        (sum(part.number for part in parts) for parts in column.bars), room, column.longest
    )
    return [scale.bar(*parts) for parts in column.bars]
