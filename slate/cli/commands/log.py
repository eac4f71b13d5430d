"""`slate log`: who recorded which batches, and which of them were undone."""

import typer

from slate.cli.options.layout import ExitStatus, Layout, Limit, layout
from slate.cli.options.shared import takes
from slate.cli.output.rows import print_rows, print_table
from slate.cli.output.stdout import leave_if_none, print_sheet
from slate.cli.session import Session
from slate.domain.reports.report import Batch
from slate.render.log import LOG_HEADER, log_rows, log_sheet
from slate.usecases.log import read_log

# The columns of a batch as a record, never-empty ones first. Add new ones only at the end.
COLUMNS = ("batch", "recorded_at", "author", "reports", "undone", "uid", "undoes", "command")
SHOWN = 50


@takes(layout=layout)
def command(
    context: typer.Context,
    layout: Layout,
    *,
    limit: Limit = None,
    exit_status: ExitStatus = False,
) -> None:
    """List what was recorded, newest first, one batch per command.

    \b
    slate log
    slate log --limit 1 -f json
    """
    session: Session = context.obj
    layout.chosen(COLUMNS)
    shows = layout.is_table and session.terminal.shows
    most = SHOWN if limit is None and shows else limit
    with session.reading() as slate:
        batches, numbers, total = read_log(slate, most)
    if not layout.is_screen:
        print_rows(session, layout, COLUMNS, map(_row, batches))
    elif shows:
        _show(session, batches, numbers, total)
    else:
        print_table(LOG_HEADER, log_rows(batches, numbers))
    session.close_screen()
    leave_if_none(len(batches), exit_status=exit_status)


def _show(session: Session, batches: list[Batch], numbers: dict[str, int], total: int) -> None:
    print_sheet(session, log_sheet(batches, numbers))
    if not batches:
        session.hint("Nothing recorded yet.")
    elif len(batches) < total:
        session.hint(
            "",
            f"{len(batches):,} of {total:,} batches. For all: {session.command_line('log | less')}",
        )


def _row(batch: Batch) -> tuple[object, ...]:
    return (
        batch.id,
        batch.recorded_at,
        batch.author,
        batch.reports,
        batch.undone,
        batch.uid,
        batch.undoes,
        batch.shown_command,
    )
