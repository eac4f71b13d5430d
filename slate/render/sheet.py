"""A sheet: what every screen of slate is, before anybody draws it.

A title line, a sentence below it, and blocks of rows, each of them optional. Cells are
texts as they are; whoever draws a sheet makes them safe to print.
"""

from typing import Literal, NamedTuple

Style = Literal["plain", "title", "date", "status", "label", "quiet"]


class Marked(str):
    """A cell, or a sentence, that asks for attention: in its words, and in a colour too."""

    __slots__ = ()


class Column(NamedTuple):
    """How the cells of a column look, and whether they may take several lines."""

    style: Style = "plain"
    wraps: bool = True
    least: int = 0  # cells: its width, where it has to align with columns of other blocks


class Block(NamedTuple):
    """Rows under a heading; the blocks of a sheet that have equal columns align."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str | None = None
    header: tuple[str, ...] | None = None
    joined: bool = False  # to the block above, without an empty line


class Sheet(NamedTuple):
    """One screen."""

    blocks: tuple[Block, ...] = ()
    title: str | None = None
    aside: str = ""  # at the far end of the title's line
    lead: str | None = None  # the sentence below the title

    @property
    def indent(self) -> int:
        """Rows stand two blanks in where there is anything to stand below."""
        return 2 if self.title or any(block.heading for block in self.blocks) else 0
