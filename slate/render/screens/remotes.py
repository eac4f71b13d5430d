"""The screen of `remote`: the services and servers that are asked."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from slate.render.look.cells import cell
from slate.render.look.display import Display
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning

# Words for what somebody has to mend, or what works.
_MEANINGS = {
    "missing": Meaning.RUMOR,
    "unusable": Meaning.LATE,
    "no": Meaning.LATE,
    "yes": Meaning.GOOD,
}


def remotes_screen(
    header: Sequence[str], rows: Sequence[Sequence[str]], display: Display
) -> Iterator[RenderableType]:
    """Yield the remotes as a table; the first cell of a row is the name of a remote."""
    grid = Grid([Field(name) for name in header], list(map(_cells, rows)), display.width)
    yield grid.header
    yield grid.table(map(_cells, rows))


def _cells(row: Sequence[str]) -> Row:
    name, *others = row
    return [cell(name), *(cell(text, _MEANINGS.get(text, Meaning.QUIET)) for text in others)]
