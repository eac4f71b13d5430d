"""`slate undo`: undo a batch."""

from typing import Annotated

import typer

from slate.cli.completion.values import complete_batch_in_force, complete_title
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import MOST_LINES, Summary, undo_lines
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.changes.change import Change
from slate.domain.quoting import several
from slate.domain.text import clean, safe
from slate.usecases.undo import undo


@takes(session=writing_session)
def command(
    batch: Annotated[
        str | None,
        typer.Argument(
            metavar="[BATCH]",
            help="The number of the batch in slate log (default: your newest).",
            autocompletion=complete_batch_in_force,
        ),
    ] = None,
    *,
    dry_run: DryRun = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="TITLE",
            help="Undo it for this title only; repeatable.",
            autocompletion=complete_title,
        ),
    ] = None,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Undo your last command, or a given batch.

    \b
    slate undo
    slate undo 12 --dry-run
    """
    form = parse_result_format(form)
    changes, each = Summary(MOST_LINES), list[Change]()
    on_change = each.append if form else changes.add
    with session.writing(dry_run=dry_run, may_take_long=True) as ledger:
        about = undo(ledger, batch, on_change, tuple(clean("TITLE", text) for text in only or ()))
        number = ledger.batch
    done = "would be undone" if dry_run else "undone"
    if only:
        done += f" for {safe(several(only))}"
    lines = undo_lines(about, done, changes, session.author)
    print_recorded(session, form, each, number, lines, stored=not dry_run)
    session.close_screen()
