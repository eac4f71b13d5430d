"""`slate redo`: give back a batch that was undone."""

from typing import Annotated

import typer

from slate.cli.remove import DryRun
from slate.cli.session import Session
from slate.cli.undo import report


def command(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[BATCH]", help="Its number; what you undid last if left out."),
    ] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Give back what was undone.

    \b
    slate redo
    slate redo 12 --dry-run
    """
    session: Session = context.obj
    with session.writing(dry_run=dry_run) as ledger:
        report(ledger.redo(batch), "would be given back" if dry_run else "given back")
    session.close_screen()
