"""The expected screens, one file each. If one has to change, check the new one and store it."""

from collections.abc import Callable, Iterable
from datetime import UTC
from pathlib import Path

from rich.cells import cell_len
from rich.console import RenderableType

from slate.render.look.display import Display
from tests.render.samples import TODAY, shown

WIDTHS = (60, 80, 120)


def display(width: int) -> Display:
    """Return a terminal of a width, on the day of the samples, in UTC."""
    return Display(width, TODAY, zone=UTC)


def expected(name: str, width: int) -> str:
    """Return the stored screen of a name and a width."""
    return (Path(__file__).parent / f"{name}-{width}.txt").read_text("utf-8")


def check_any_width(screen: Callable[[Display], Iterable[RenderableType]]) -> None:
    """Check that a screen fits any terminal, and shows no control character."""
    for width in (20, 33, 60, 80, 120):
        text = shown(screen(display(width)), width)
        assert max(map(cell_len, text.split("\n"))) <= width
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\ufeff"} & set(text)
