"""The one way to stdout: dress, formats, and what happens when it cannot be written."""

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from slate.cli.session import Session
from slate.domain.errors import SlateError, UsageError, WordError

if TYPE_CHECKING:
    from slate.render.sheet import Sheet

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "slugs")
_MOST = 1_000_000_000  # rows; SQLite takes no number of any size
_CHUNK = 500  # lines that are written at once


class OutputError(SlateError):
    """Stdout cannot be written, and the system's word for why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"cannot write output: {reason}")


class OutputClosedError(Exception):
    """The reader of the pipe has had enough: `| head` ends quietly."""


class Layout(NamedTuple):
    """How rows are printed: the format, and the columns where they were chosen."""

    format: str
    columns: tuple[str, ...]

    @property
    def is_table(self) -> bool:
        """Whether a table is wanted, rather than a format for programs."""
        return self.format == "table"

    @property
    def is_screen(self) -> bool:
        """Whether what a person reads is wanted, rather than records with columns."""
        return self.is_table and not self.columns

    def chosen(self, known: Sequence[str]) -> tuple[str, ...]:
        """Give the columns to print; raises WordError for an unknown one."""
        if self.format == "slugs" and "slug" not in known:
            raise UsageError("-f slugs is for titles, which this does not list.")
        for name in self.columns:
            if name not in known:
                raise WordError("column", name, known)
        return self.columns or tuple(known)


def layout(
    form: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"How: {', '.join(FORMATS)}."),
    ] = "table",
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,C", help="Only these columns, in this order."),
    ] = None,
) -> Layout:
    """Read the options that say how rows are printed."""
    if form not in FORMATS:
        raise WordError("format", form, FORMATS)
    if columns is not None and form == "slugs":
        raise UsageError("--columns does not go with -f slugs, which prints one column.")
    return Layout(form, parse_columns(columns))


def parse_columns(text: str | None) -> tuple[str, ...]:
    """Read names of columns, parted by commas; raises UsageError where there are none."""
    if text is None:
        return ()
    chosen = tuple(filter(None, (_column(name) for name in text.split(","))))
    if not chosen:
        raise UsageError("--columns names no column, as in: --columns slug,date,title")
    return chosen


def _column(text: str) -> str:
    """Read a column's name; the header words of the table are among them."""
    name = text.strip().lower().replace(" ", "_").replace("-", "_")
    return {"on": "platform"}.get(name, name)


def leave_if_none(number: int, *, exit_status: bool) -> None:
    """With `-e` nothing found is exit code 3."""
    if exit_status and not number:
        raise typer.Exit(3)


Limit = Annotated[
    int | None, typer.Option("--limit", min=0, max=_MOST, metavar="N", help="At most N rows.")
]
ExitStatus = Annotated[
    bool, typer.Option("--exit-status", "-e", help="Leave with 3 if there is nothing.")
]


def print_lines(lines: Iterable[str]) -> None:
    """Print a person's lines as they are; they are safe already."""
    write(f"{line}\n" for line in lines)


def print_done(lines: Iterable[str], *, stored: bool = True) -> None:
    """Print what a command that writes has done; raises OutputError, which says if it is."""
    try:
        print_lines(lines)
        finish()
    except OutputError as error:
        what = "What was said is stored." if stored else "Nothing was stored."
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
        raise failed(error) from error


def finish() -> None:
    """Flush stdout while its failure can still be told."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise failed(error) from error


def failed(error: OSError) -> OutputError | OutputClosedError:
    """Word why stdout cannot be written, and write no more to it."""
    # What is left in the buffer would be tried again, and complained of, at exit.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if isinstance(error, BrokenPipeError):
        return OutputClosedError()
    return OutputError(error.strerror or str(error))
