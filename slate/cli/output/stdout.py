"""All printing on standard output, and what happens when it cannot be written."""

import errno
import os
import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Literal

import typer

from slate.cli.session import Session
from slate.cli.stderr import point_nowhere
from slate.domain.errors import SlateError
from slate.files import signals

if TYPE_CHECKING:
    from rich.console import RenderableType

    from slate.render.plain.sheet import Sheet

_CHUNK = 500  # lines that are written at once


class OutputError(SlateError):
    """A failure to write to standard output, with the reason that the system reports."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"cannot write output: {reason}")


class OutputClosedError(Exception):
    """A pipe that its reader has closed, as `| head` does: slate ends silently."""


def leave_if_none(number: int, *, exit_status: bool) -> None:
    """Exit with status 3 if nothing was found, and `-e` asks for that."""
    if exit_status and not number:
        raise typer.Exit(3)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines unchanged; they must already be safe for a terminal."""
    write(f"{line}\n" for line in lines)


def print_done(
    lines: Iterable[str], *, stored: bool = True, done: str = "The change was stored."
) -> None:
    """Print what a command that writes has done.

    Raises OutputError, whose message is completed by `done`, or says that nothing was stored.
    """
    try:
        signals.release(has_stored=stored)
        print_lines(lines)
        finish()
    except OutputError as error:
        what = done if stored else "Nothing was stored."
        raise OutputError(f"{error.reason}. {what}") from error


def print_sheet(sheet: "Sheet") -> None:
    """Print a sheet, for a pipe or a file."""
    from slate.render.plain.lines import sheet_lines  # noqa: PLC0415 -- not for a terminal

    print_lines(sheet_lines(sheet))


def print_screen(session: Session, parts: "Iterable[RenderableType]") -> None:
    """Print a screen for people with styles, part by part, as they are read."""
    from rich.console import Console  # noqa: PLC0415 -- 45 ms, only for a terminal

    from slate.render.look.drawing import lines_of  # noqa: PLC0415 -- as above
    from slate.render.look.theme import theme_for  # noqa: PLC0415 -- as above

    terminal = session.terminal
    colors: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(
        width=terminal.width, markup=False, emoji=False, highlight=False, color_system=colors
    )
    console.push_theme(theme_for(console.color_system))
    for part in parts:
        print_lines(lines_of(part, console))


def write(lines: Iterable[str]) -> None:
    """Write lines that include their ends, in chunks; raise OutputError or OutputClosedError."""
    signals.release()  # whoever reads them may wait for hours
    stream = sys.stdout
    if stream is None:
        raise OutputError(os.strerror(errno.EBADF))
    waiting = iter(lines)
    try:
        while piece := "".join(islice(waiting, _CHUNK)):
            stream.write(piece)
    except OSError as error:
        raise abandon_stdout(error) from error


def finish() -> None:
    """Flush standard output while an error can still be reported."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise abandon_stdout(error) from error


def abandon_stdout(error: OSError) -> OutputError | OutputClosedError:
    """Stop writing to standard output, and return the error to raise."""
    point_nowhere(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return OutputClosedError()
    return OutputError(error.strerror or str(error))
