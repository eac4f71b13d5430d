"""An entry of a graph, as of `git log --graph`: a sign, and a line to the entry below."""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.segment import Segment

from slate.domain.reports.confidences import Rank
from slate.render.look.theme import LINE_DOWN, LISTED_SIGN, POINT, RUMOR_SIGN, Meaning

_WIDTH = 4
# What stands before the text of an entry; a rumor stands beside the line of the others.
_SIGNS = {
    Rank.REPORTED: f"{POINT}   ",
    Rank.LISTED: f"{LISTED_SIGN}   ",
    Rank.RUMOR: f"{RUMOR_SIGN} ",
}


class Branch:
    """Lines of an entry, with the graph before them."""

    def __init__(self, lines: Iterable[RenderableType], rank: Rank, *, goes_on: bool) -> None:
        """Store the lines; `goes_on` is whether there is an entry below."""
        self._content = Group(*lines)
        self._rank = rank
        self._goes_on = goes_on

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Draw the lines, with the sign before the first one."""
        narrower = options.update(width=max(options.max_width - _WIDTH, 1))
        meaning = Meaning.RUMOR if self._rank is Rank.RUMOR else Meaning.PLAIN
        sign = _SIGNS[self._rank]
        style, quiet = console.get_style(meaning), console.get_style(Meaning.QUIET)
        below = (LINE_DOWN if self._goes_on else " ").ljust(_WIDTH)
        before = below[: _WIDTH - len(sign)]
        for line in console.render_lines(self._content, narrower, pad=False):
            yield Segment(before, quiet)
            yield Segment(sign, style)
            yield from line
            yield Segment.line()
            before, sign = below, ""
