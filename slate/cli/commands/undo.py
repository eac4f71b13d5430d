"""`slate undo`: undo a batch."""

from typing import Annotated

import typer

from slate.cli.options.dry_run import DryRun
from slate.cli.output.change_lines import MOST_LINES, Summary, undo_lines
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.usecases.undo import undo


def command(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(
            metavar="[BATCH]", help="The number of the batch in slate log (default: your newest)."
        ),
    ] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Undo your last command, or a given batch.

    \b
    slate undo
    slate undo 12 --dry-run
    """
    session: Session = context.obj
    changes = Summary(MOST_LINES)
    with session.writing(dry_run=dry_run) as ledger:
        about = undo(ledger, batch, changes.add)
    print_done(
        undo_lines(about, "would be undone" if dry_run else "undone", changes), stored=not dry_run
    )
    session.close_screen()
