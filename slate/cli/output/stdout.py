"""The one way to stdout: dress, formats, and what happens when it cannot be written."""

import errno
import os
import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Literal

import typer

from slate.cli.session import Session
from slate.domain.errors import SlateError

if TYPE_CHECKING:
    from slate.render.sheet import Sheet

_CHUNK = 500  # lines that are written at once


class OutputError(SlateError):
    """Stdout cannot be written, and the system's word for why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"cannot write output: {reason}")


class OutputClosedError(Exception):
    """The reader of the pipe has had enough: `| head` ends quietly."""


def leave_if_none(number: int, *, exit_status: bool) -> None:
    """With `-e` nothing found is exit code 3."""
    if exit_status and not number:
        raise typer.Exit(3)


def print_lines(lines: Iterable[str]) -> None:
    """Print a person's lines as they are; they are safe already."""
    write(f"{line}\n" for line in lines)


def print_done(lines: Iterable[str], *, stored: bool = True) -> None:
    """Print what a command that writes has done; raises OutputError, which says if it is."""
    try:
        print_lines(lines)
        finish()
    except OutputError as error:
        what = "The change was stored." if stored else "Nothing was stored."
        raise OutputError(f"{error.reason}. {what}") from error


def print_sheet(session: Session, sheet: "Sheet") -> None:
    """Print a sheet in the dress that fits who is looking."""
    if not session.terminal.shows:
        from slate.render.plain import sheet_lines  # noqa: PLC0415 -- one dress is loaded

        print_lines(sheet_lines(sheet))
        return
    from rich.console import Console  # noqa: PLC0415 -- 45 ms, only for a terminal

    from slate.render.terminal import renderable  # noqa: PLC0415 -- as above

    width = session.terminal.width
    # Rich itself takes NO_COLOR to leave bold and dim as they are.
    colors: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(width=width, markup=False, emoji=False, highlight=False, color_system=colors)
    with console.capture() as captured:
        console.print(renderable(sheet, width))
    # Nothing to show are no lines, rather than an empty one.
    print_lines(line.rstrip() for line in captured.get().rstrip("\n").splitlines())


def write(lines: Iterable[str]) -> None:
    """Write lines with their ends, in pieces; raises OutputError, OutputClosedError."""
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
    """Flush stdout while its failure can still be told."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise abandon_stdout(error) from error


def abandon_stdout(error: OSError) -> OutputError | OutputClosedError:
    """Write no more to stdout; returns the error that says why."""
    # What is left in the buffer would be tried again, and complained of, at exit.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if isinstance(error, BrokenPipeError):
        return OutputClosedError()
    return OutputError(error.strerror or str(error))
