"""The pivot table of `count` as text: `67+5` are 67 certain and 5 possible releases.

What has no date is in a row or a column of its own or, where each column stands for a status or the
like, in its cell: `67+5, 3 TBA`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from slate.domain.dates.release_date import TBA
from slate.domain.queries.counts import Count
from slate.render.pivot import Cell, pivot

_NOTHING = "-"


class Table(NamedTuple):
    """A pivot table as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def count_table(count: Count, limit: int | None = None) -> Table:
    """Return a count, or its first rows, as text."""
    found = pivot(count, limit)
    columns = [(names.header, names.cells) for names in found.names]
    columns += [
        (numbers.header, _aligned([_text(cell) for cell in numbers.cells]))
        for numbers in found.numbers
    ]
    return Table(
        header=tuple(header for header, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
    )


def _text(cell: Cell) -> str:
    """Format what is certain, possible and without a date."""
    number, possible, undated = cell
    later = f"+{possible:,}" if possible else ""
    dated = f"{number:,}{later}" if number or possible else ""
    return ", ".join(filter(None, (dated, undated_text(undated)))) or _NOTHING


def undated_text(number: int) -> str:
    """Format how many releases in a cell have no date: `3 TBA`."""
    return f"{number:,} {TBA.text}" if number else ""


def _aligned(cells: Sequence[str]) -> list[str]:
    """Pad cells so that their first numbers align."""
    firsts = [len(re.split(r"\+|, | ", cell, maxsplit=1)[0]) for cell in cells]
    width = max(firsts, default=0)
    return [" " * (width - first) + cell for first, cell in zip(firsts, cells, strict=True)]
