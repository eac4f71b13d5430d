"""Rows of aligned cells: tables of Rich whose columns have the same widths on a whole screen.

The widths are those that the first rows need, or what the terminal has room for; so rows can be
drawn as they are read, and a list of any length needs little memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import bidirectional

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from slate.render.layout import GAP, fitted, widest
from slate.render.look.cells import cell
from slate.render.look.theme import Meaning

# Widths are measured in this many rows.
MEASURED_ROWS = 200
Row = Sequence[Text]
_RIGHT_TO_LEFT = frozenset({"R", "AL"})  # classes of Unicode's algorithm
_MARK = "\u200e"  # left-to-right mark


class Field(NamedTuple):
    """A column: its header, whether its cells may wrap, and whether they are numbers."""

    name: str = ""
    wraps: bool = True
    is_number: bool = False
    least: int = 0  # cells: its minimum width
    whole: int = 0  # cells: texts of up to this width do not wrap


class Grid:
    """The columns of a screen, measured with its first rows."""

    def __init__(
        self, fields: Sequence[Field], sample: Iterable[Row], width: int, *, indent: int = 0
    ) -> None:
        """Measure rows for a terminal of a width; all rows are indented by that many blanks."""
        self._indent = indent if width > 2 * indent else 0
        lines = [tuple(text.plain for text in row) for row in sample]
        is_used = [any(line[at] for line in lines) for at in range(len(fields))]
        self._used = [at for at, used in enumerate(is_used) if used]
        self._fields = [fields[at] for at in self._used]
        names = tuple(field.name for field in self._fields)
        kept = [names, *(tuple(line[at] for at in self._used) for line in lines)]
        columns = tuple(
            field._replace(least=max(field.least, min(field.whole, longest)))
            for field, longest in zip(self._fields, widest(kept), strict=True)
        )
        self._widths = fitted(columns, kept, width - self._indent) if columns else []

    @property
    def width(self) -> int:
        """The cells that a row takes, without the indent."""
        return sum(self._widths) + GAP * (len(self._widths) - 1)

    def start(self, at: int) -> int:
        """Return the cells before a column that is used, on a line."""
        return self._indent + sum(self._widths[:at]) + GAP * min(at, len(self._widths))

    @property
    def header(self) -> RenderableType:
        """The line with the names of the columns."""
        return self.header_up_to(None)

    def header_up_to(self, end: int | None) -> RenderableType:
        """Return the line with the names of the columns before one, or of all for None."""
        named = [at for at in self._used if end is None or at < end]
        names = [field.name for field in self._fields[: len(named)]]
        blank = [""] * (len(self._fields) - len(names))
        return self.table([[cell(name, Meaning.HEADER) for name in names + blank]], all_=False)

    def table(self, rows: Iterable[Row], *, all_: bool = True) -> RenderableType:
        """Return rows as a table; unless `all_`, they have only cells of columns that are used."""
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
        for width, field in zip(self._widths, self._fields, strict=False):
            is_right = field.is_number and len(self._widths) == len(self._fields)
            table.add_column(width=width, overflow="fold", justify="right" if is_right else "left")
        for row in rows:
            table.add_row(*self._cells([row[at] for at in self._used] if all_ else list(row)))
        return Padding(table, (0, 0, 0, self._indent))

    def _cells(self, texts: list[Text]) -> Iterator[Text]:
        """Yield the cells of a row, the last ones joined if there is no room for all columns."""
        last = len(self._widths) - 1
        yield from map(apart, texts[:last])
        yield Text(" " * GAP).join(filter(None, texts[last:]))


def apart(text: Text) -> Text:
    """Return a text that keeps its place on terminals that reorder text from right to left.

    There, digits of the next cell would go to the left of an Arabic or Hebrew title. The mark
    after it has no width.
    """
    if text.plain.isascii() or not any(
        bidirectional(sign) in _RIGHT_TO_LEFT for sign in text.plain
    ):
        return text
    return Text.assemble(text, _MARK)
