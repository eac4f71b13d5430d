"""`slate undo`: take back a batch."""

from typing import Annotated

import typer

from slate.cli.changes import change_lines
from slate.cli.output import print_done
from slate.cli.remove import DryRun
from slate.cli.session import Session
from slate.domain.text import safe
from slate.store.undoing import Undone


def command(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[BATCH]", help="Its number in slate log; your newest if left out."),
    ] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Take back your newest command, or the one that is named.

    \b
    slate undo
    slate undo 12 --dry-run
    """
    session: Session = context.obj
    with session.writing(dry_run=dry_run) as ledger:
        lines = told(ledger.undo(batch), "would be undone" if dry_run else "undone")
    print_done(lines, stored=not dry_run)
    session.close_screen()


def told(undone: Undone, done: str) -> list[str]:
    """Word what was taken back or given back, and what that changed."""
    lines = [f"batch {undone.batch.id}: {done} ({safe(undone.batch.command)})"]
    for change in undone.changes:
        lines += change_lines(change)
    return lines
