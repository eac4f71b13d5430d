"""Blocks: lines of text of a fixed width, drawn beside each other."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.text import Text

Block = Sequence[Text]


def clipped(text: Text, width: int) -> Text:
    """Return a text in one line of at most that many cells, with an ellipsis if it is longer."""
    text.truncate(width, overflow="ellipsis")
    return text


def beside(blocks: Sequence[Block], widths: Sequence[int], gap: int) -> Iterator[Text]:
    """Yield the lines of blocks beside each other; each block has lines of its width or shorter."""
    last = len(blocks) - 1
    for line in zip_longest(*blocks):
        drawn = Text(overflow="crop", no_wrap=True)
        for at, (text, width) in enumerate(zip(line, widths, strict=True)):
            if text is not None:
                drawn.append_text(text)
            if at < last:
                drawn.append(" " * (width + gap - (text.cell_len if text else 0)))
        yield drawn


def rows_of_blocks(
    blocks: Sequence[Block], width: int, gap: int, room: int
) -> Iterator[Iterator[Text]]:
    """Yield rows of blocks of the same width, as many in each as the room allows."""
    most = _most(width, gap, room)
    for start in range(0, len(blocks), most):
        row = blocks[start : start + most]
        yield beside(row, [width] * len(row), gap)


def rows_needed(number: int, width: int, gap: int, room: int) -> int:
    """Return how many rows `rows_of_blocks` yields for so many blocks."""
    return -(-number // _most(width, gap, room))


def _most(width: int, gap: int, room: int) -> int:
    return max(1, (room + gap) // (width + gap))
