"""The sheet: the content of a screen, independent of how it is drawn.

It has a title line, a sentence below it, and blocks of rows, each of them optional. Cells
are unescaped text; the code that draws a sheet makes them safe to print.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """A column; its cells do not wrap."""

    least: int = 0  # cells: its minimum width, to align with columns of other blocks
    wraps: bool = False


class Block(NamedTuple):
    """Rows under a heading; the blocks of a sheet that have equal columns align."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str | None = None
    header: tuple[str, ...] | None = None
    joined: bool = False  # to the block above, without an empty line


class Sheet(NamedTuple):
    """The content of one screen."""

    blocks: tuple[Block, ...] = ()
    title: str | None = None
    aside: str = ""  # at the far end of the title's line
    lead: str | None = None  # the sentence below the title

    @property
    def indent(self) -> int:
        """The indent of rows: two blanks below a title or a heading, else none."""
        return 2 if self.title or any(block.heading for block in self.blocks) else 0

    @property
    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The header and the rows of a sheet that is one table; both are empty if it is."""
        if not self.blocks:
            return (), ()
        (block,) = self.blocks
        return block.header or (), block.rows
