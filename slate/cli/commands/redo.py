"""`slate redo`: redo a batch that was undone."""

from typing import Annotated

import typer

from slate.cli.completion.values import complete_undone_batch
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import MOST_LINES, Summary, undo_lines
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.usecases.undo import redo


@takes(session=writing_session)
def command(
    batch: Annotated[
        str | None,
        typer.Argument(
            metavar="[BATCH]",
            help="The number of the batch (default: the last one that you undid).",
            autocompletion=complete_undone_batch,
        ),
    ] = None,
    *,
    dry_run: DryRun = False,
    session: Session,
) -> None:
    """Redo what you undid.

    \b
    slate redo
    slate redo 12 --dry-run
    """
    changes = Summary(MOST_LINES)
    with session.writing(may_take_long=True, dry_run=dry_run) as ledger:
        about = redo(ledger, batch, changes.add)
    print_done(
        undo_lines(about, "would be redone" if dry_run else "redone", changes),
        stored=not dry_run,
    )
    session.close_screen()
