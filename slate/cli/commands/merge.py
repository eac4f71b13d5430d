"""`slate merge`: record that two titles are one work."""

from typing import Annotated

import typer

from slate.cli.completion.values import complete_title
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import change_lines
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.ledger.statement import Origin
from slate.domain.text import clean, clean_note
from slate.usecases.merge import merge


@takes(session=writing_session)
def command(
    kept: Annotated[
        str,
        typer.Argument(metavar="KEPT", help="The title to keep.", autocompletion=complete_title),
    ],
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER",
            help="The other entry for the same title.",
            autocompletion=complete_title,
        ),
    ],
    *,
    note: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="How you know, or anything else worth keeping."),
    ] = None,
    dry_run: DryRun = False,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Merge two entries for the same title into the first.

    \b
    slate merge dune-part-one dune
    slate merge dune dune-2021 --dry-run
    """
    form = parse_result_format(form)
    origin = Origin(
        session.today.isoformat(),
        note=None if note is None else clean_note("note", note),
    )
    with session.writing(dry_run=dry_run) as ledger:
        gone, change = merge(ledger, clean("TITLE", kept), clean("TITLE", other), origin)
        batch = ledger.batch
    done = "would be merged" if dry_run else "merged"
    lines = [f"{gone}: {done} into {change.slug}"]
    *others, _ = change.differences  # the last one is the merge
    if others:
        lines += change_lines(change._replace(differences=tuple(others)))
    print_recorded(session, form, [change], batch, lines, stored=not dry_run)
    if not dry_run:
        session.hint(f"To split them again: {session.command_line('undo')}")
    session.close_screen()
