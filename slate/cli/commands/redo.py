"""`slate redo`: give back a batch that was undone."""

from typing import Annotated

import typer

from slate.cli.options.dry_run import DryRun
from slate.cli.output.change_lines import undo_lines
from slate.cli.output.stdout import print_done
from slate.cli.session import Session


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
        lines = undo_lines(ledger.redo(batch), "would be given back" if dry_run else "given back")
    print_done(lines, stored=not dry_run)
    session.close_screen()
