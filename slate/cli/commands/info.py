"""`slate info`: which slate this is, and what is in it."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from slate.cli.options.layout import Layout, layout_of
from slate.cli.options.shared import takes
from slate.cli.output.rows import print_rows
from slate.cli.output.stdout import print_screen, print_sheet
from slate.cli.session import Session
from slate.store.file.schema import FORMAT

if TYPE_CHECKING:
    from slate.store.queries.row_counts import Counts

COLUMNS = (
    "path",
    "exists",
    "format",
    "bytes",
    "titles",
    "releases",
    "reports",
    "batches",
    "newest",
)


@takes(layout=layout_of(COLUMNS))
def command(context: typer.Context, layout: Layout) -> None:
    """Show where the slate is stored and what it contains.

    \b
    slate info
    slate info -f json
    """
    session: Session = context.obj
    layout.chosen(COLUMNS)
    if layout.is_screen and session.terminal.shows:
        _show(session)
        session.close_screen()
        return
    path = session.store.path
    with session.reading() as slate:
        counts = slate.counts()
        newest = next((batch.effective_at for batch in slate.batches(1)), None)
    name, size = session.store.name, _size(path)
    row = (name, size > 0, FORMAT, size, *counts, newest)
    if layout.is_screen:
        from slate.render.plain.log import info_sheet  # noqa: PLC0415 -- not for data

        print_sheet(info_sheet(_facts(name, _copy(session), size, counts, newest)))
    else:
        print_rows(session, layout, COLUMNS, [row])
    session.close_screen()


def _show(session: Session) -> None:
    """Print the screen, and how to see what is overdue."""
    # Not for data:
    from slate.render.screens.info import info_screen  # noqa: PLC0415
    from slate.usecases.overview import overview  # noqa: PLC0415

    path = session.store.path
    with session.reading() as slate:
        found = overview(slate, path)
    name, size, copy = session.store.name, _size(path), _copy(session)
    print_screen(session, info_screen(name, size, FORMAT, found, session.display, copy=copy))
    if not found.newest:
        session.hint("", *session.nothing_there)
    elif found.overdue:
        command = session.command_line("list --overdue")
        session.hint("", f"{found.overdue:,} overdue:\n{command}")


def _size(path: Path | None) -> int:
    """Return the size of a slate's file, or of the copy of a shared slate."""
    return path.stat().st_size if path is not None and path.exists() else 0


def _copy(session: Session) -> str | None:
    """Return the path of the copy of a shared slate, None for a file."""
    return str(session.store.path) if session.store.is_shared else None


def _newest(newest: str | None) -> str:
    return f", the newest of {newest[:16].replace('T', ' ')} UTC" if newest else ""


def _facts(
    name: str, copy: str | None, size: int, counts: "Counts", newest: str | None
) -> list[tuple[str, str]]:
    if size == 0 and not counts.batches:
        return [("Slate", name), ("Size", "not created yet; the first slate add creates it")]
    return [
        ("Slate", name),
        *([] if copy is None else [("Copy", copy)]),
        ("Size", f"{size:,} bytes, format {FORMAT}"),
        ("Titles", f"{counts.titles:,}"),
        ("Releases", f"{counts.releases:,}"),
        ("Reports", f"{counts.reports:,}"),
        ("Batches", f"{counts.batches:,}{_newest(newest)}"),
    ]
