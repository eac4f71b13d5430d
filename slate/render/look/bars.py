"""Numbers as bars: each is as long as its number, and has a piece for each of its parts."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from rich.text import Text

from slate.render.look.theme import BAR, Meaning

SHORTEST, LONGEST = 6, 24  # cells of the longest bar of a screen


class Part(NamedTuple):
    """A part of a bar: its number, its color, and its sign, which tells it apart without color."""

    number: float
    meaning: Meaning
    sign: str = BAR


class Scale(NamedTuple):
    """What all bars of a screen are measured by: the greatest number, and its length in cells."""

    greatest: float
    cells: int

    @classmethod
    def of(cls, numbers: Iterable[float], room: int, longest: int = LONGEST) -> Self:
        """Return the scale for some numbers; the longest bar takes the room, within reason."""
        return cls(max(numbers, default=0), min(max(SHORTEST, room), longest))

    def bar(self, *parts: Part) -> Text:
        """Return a bar; each part that is not zero has at least one cell."""
        found = [part for part in parts if part.number > 0]
        bar, end, total = Text(), 0, 0.0
        for left, part in zip(range(len(found) - 1, -1, -1), found, strict=True):
            start, total = end, total + part.number
            exact = round(total * self.cells / self.greatest)
            end = max(start + 1, min(exact, self.cells - left))
            bar.append(part.sign * (end - start), part.meaning)
        return bar
