"""How wide the columns of a sheet are: as their texts need, or as the room allows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from slate.domain.text import safe
from slate.render.sheet import Block, Column

GAP = 2  # blanks between columns
Columns = tuple[Column, ...]
Lines = list[tuple[str, ...]]
# Words of up to so many cells stay whole where the room allows it, else shorter ones.
_WHOLE_WORDS = (16, 12, 8)


def width_of(text: str) -> int:
    """Count the cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    # Only for those who need it: this import costs more than most listings.
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def row_text(cells: Iterable[str], widths: Sequence[int]) -> str:
    """Write one line: cells filled up to their widths, nothing cut, no blank at the end."""
    padded = (
        cell.ljust(width) if cell.isascii() else cell + " " * (width - width_of(cell))
        for cell, width in zip(cells, widths, strict=True)
        if width
    )
    return (" " * GAP).join(padded).rstrip(" ")


def aligned(blocks: Iterable[Block]) -> dict[Columns, Lines]:
    """Gather the lines, safe to print, of the blocks that are to align."""
    found: dict[Columns, Lines] = {}
    for block in blocks:
        found.setdefault(block.columns, []).extend(safe_lines(block))
    return found


def safe_lines(block: Block) -> Iterator[tuple[str, ...]]:
    """Give the header, where there is one, and the rows, safe to print."""
    for line in (block.header, *block.rows):
        if line is not None:
            yield tuple(map(safe, line))


def natural(columns: Columns, lines: Lines) -> list[int]:
    """Give the widths at which nothing wraps; 0 for a column that is empty throughout."""
    widths = widest(lines) or [0] * len(columns)
    return [max(width, column.least) for column, width in zip(columns, widths, strict=True)]


def widest(lines: Iterable[Sequence[str]]) -> list[int]:
    """Give the cells that the widest text of each column takes."""
    return [max(map(width_of, cells)) for cells in zip(*lines, strict=True)]


def fitted(columns: Columns, lines: Lines, room: int) -> list[int]:
    """Give the widths at which the lines fit into the room.

    Where there is no room for all columns, the widths are fewer, and the last one is for
    the cells of its column and of all behind it.
    """
    widths = natural(columns, lines)
    left = room - GAP * (sum(map(bool, widths)) - 1)
    if sum(widths) <= left:
        return widths
    for whole in _WHOLE_WORDS:
        floors = _floors(columns, lines, widths, whole)
        if sum(floors) <= left:
            return _squeezed(widths, floors, lines, left)
    behind = room - GAP - widths[0]
    return [room] if columns[0].wraps or behind < min(_WHOLE_WORDS) else [widths[0], behind]


def _squeezed(widths: list[int], floors: list[int], lines: Lines, room: int) -> list[int]:
    """Take from the columns, cell by cell, where it costs the fewest further lines.

    So one title that is much longer than all others does not make the others wrap.
    """
    rows = Counter(tuple(map(width_of, line)) for line in lines)
    widths = [max(floor, min(width, room)) for floor, width in zip(floors, widths, strict=True)]
    while sum(widths) > room:
        narrower = [
            [*widths[:i], width - 1, *widths[i + 1 :]]
            for i, width in enumerate(widths)
            if width > floors[i]
        ]
        widths = min(narrower, key=lambda tried: _height(rows, tried))
    return widths


def _height(rows: Counter[tuple[int, ...]], widths: list[int]) -> int:
    """Count the lines, about, that the rows take at these widths."""
    return sum(
        count * max(-(-cell // (width or 1)) for cell, width in zip(row, widths, strict=True))
        for row, count in rows.items()
    )


def _floors(columns: Columns, lines: Lines, widths: list[int], whole: int) -> list[int]:
    """Give the widths below which columns do not go."""
    words = [
        max((width_of(word) for cell in cells for word in cell.split()), default=1)
        for cells in zip(*lines, strict=True)
    ]
    return [
        max(column.least, min(width, whole, word)) if column.wraps else width
        for column, width, word in zip(columns, widths, words, strict=True)
    ]
