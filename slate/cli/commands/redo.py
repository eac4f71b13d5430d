"""`slate redo`: redo a batch that was undone."""

from typing import Annotated

import typer

from slate.cli.completion.values import complete_undone_batch
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import MOST_LINES, Summary, undo_lines
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.changes.change import Change
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
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Redo what you undid.

    \b
    slate redo
    slate redo 12 --dry-run
    """
    form = parse_result_format(form)
    changes, each = Summary(MOST_LINES), list[Change]()
    with session.writing(may_take_long=True, dry_run=dry_run) as ledger:
        about = redo(ledger, batch, each.append if form else changes.add)
        number = ledger.batch
    lines = undo_lines(about, "would be redone" if dry_run else "redone", changes, session.author)
    print_recorded(session, form, each, number, lines, stored=not dry_run)
    session.close_screen()
