"""From renderables to lines for a terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from slate.render.look.theme import ONLY_COLOR, in_ascii


def lines_of(part: RenderableType, console: Console) -> Iterator[str]:
    """Yield the lines of a renderable; signs are ASCII if the terminal is not in UTF-8."""
    with console.capture() as captured:
        console.print(_Unpadded(part))
    text = captured.get().removesuffix("\n")
    if console.options.ascii_only:
        text = in_ascii(text)
    # Not `splitlines`: an empty part has a line, too.
    return (line.rstrip(" ") for line in text.split("\n"))


def parted(*parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Yield the parts of a screen, with an empty line between those that are not empty."""
    is_first = True
    for part in parts:
        is_new = True
        for piece in part:
            if is_new and not is_first:
                yield Text()
            yield piece
            is_new = is_first = False


class _Unpadded:
    """A renderable without the blanks that Rich pads lines with, so that copied text has none.

    Signs that only carry a color are blank if there is none.
    """

    def __init__(self, content: RenderableType) -> None:
        """Store the renderable to draw."""
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Draw the content, line by line."""
        for drawn in console.render_lines(self._content, options, pad=False):
            line = drawn if console.color_system else [*map(_without_color, drawn)]
            while line and not line[-1].text.strip(" "):
                line.pop()
            if line:
                text, style, control = line.pop()
                line.append(Segment(text.rstrip(" "), style, control))
            yield from line
            yield Segment.line()


def _without_color(part: Segment) -> Segment:
    """Return a part of a line as it is without colors: blank if it only carries one."""
    text, style, control = part
    is_only_color = style is not None and ONLY_COLOR in style.meta
    return Segment(" " * len(text), style, control) if is_only_color else part
