"""Widths of columns: what their texts need, or what the room allows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

GAP = 2  # blanks between columns
Lines = list[tuple[str, ...]]
Needs = tuple[int, int]  # of a cell: its width, and that of its longest word
# Words of up to 16 cells are not split if the room allows it, else shorter ones.
_WHOLE_WORDS = (16, 12, 8)


class Column(Protocol):
    """What decides how wide a column is, besides its texts."""

    @property
    def wraps(self) -> bool:
        """Whether its texts may take several lines."""

    @property
    def least(self) -> int:
        """Its minimum width."""


def width_of(text: str) -> int:
    """Return the number of cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    # Imported only for such texts: it takes longer than most listings.
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def row_text(cells: Iterable[str], widths: Sequence[int]) -> str:
    """Return one line: cells padded to their widths, nothing cut, no trailing blanks."""
    padded = (
        cell.ljust(width) if cell.isascii() else cell + " " * (width - width_of(cell))
        for cell, width in zip(cells, widths, strict=True)
        if width
    )
    return (" " * GAP).join(padded).rstrip(" ")


def natural(columns: Sequence[Column], lines: Lines) -> list[int]:
    """Return the widths at which nothing wraps; 0 for a column that is empty throughout."""
    widths = widest(lines) or [0] * len(columns)
    return [max(width, column.least) for column, width in zip(columns, widths, strict=True)]


def widest(lines: Iterable[Sequence[str]]) -> list[int]:
    """Return the width of the widest text of each column."""
    return [max(map(width_of, cells)) for cells in zip(*lines, strict=True)]


def fitted(columns: Sequence[Column], lines: Lines, room: int) -> list[int]:
    """Return the widths at which the lines fit into the room.

    If there is no room for all columns, there are fewer widths, and the last one is for
    the cells of its column and of all columns after it.
    """
    widths = natural(columns, lines)
    left = room - GAP * (sum(map(bool, widths)) - 1)
    if sum(widths) <= left:
        return widths
    rows = Counter(tuple(map(_needs, line)) for line in lines)
    words = [max(word for _, word in cells) for cells in zip(*rows, strict=True)]
    for whole in _WHOLE_WORDS:
        floors = [
            max(column.least, min(width, whole, word)) if column.wraps else width
            for column, width, word in zip(columns, widths, words, strict=True)
        ]
        if sum(floors) <= left:
            return _squeezed(widths, floors, rows, left)
    behind = room - GAP - widths[0]
    return [room] if columns[0].wraps or behind < min(_WHOLE_WORDS) else [widths[0], behind]


def _needs(cell: str) -> Needs:
    words = cell.split()
    longest = max(map(width_of, words), default=1)
    if cell[:1] == " " and words:  # a blank that stands in place of a mark
        longest = max(longest, width_of(words[0]) + len(cell) - len(cell.lstrip(" ")))
    return width_of(cell), longest


def _squeezed(
    widths: list[int], floors: list[int], rows: Counter[tuple[Needs, ...]], room: int
) -> list[int]:
    """Narrow the columns, cell by cell, where that adds the fewest lines.

    So one title that is much longer than all others does not make the others wrap.
    """
    widths = [max(floor, min(width, room)) for floor, width in zip(floors, widths, strict=True)]
    while sum(widths) > room:
        narrower = [
            [*widths[:i], width - 1, *widths[i + 1 :]]
            for i, width in enumerate(widths)
            if width > floors[i]
        ]
        widths = min(narrower, key=lambda tried: _cost(rows, tried))
    return widths


def _cost(rows: Counter[tuple[Needs, ...]], widths: list[int]) -> int:
    """Return about how many lines the rows take, plus the number of cells with a split word."""
    total = 0
    for row, count in rows.items():
        needs = [(*need, width) for need, width in zip(row, widths, strict=True) if width]
        height = max(-(-cell // width) for cell, _, width in needs)
        total += count * (height + sum(word > width for _, word, width in needs))
    return total
