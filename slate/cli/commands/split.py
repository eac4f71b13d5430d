"""`slate split`: make a title of its own of what one source said."""

from typing import Annotated

import typer

from slate.cli.completion.values import complete_source, complete_title
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.output.change_lines import change_lines
from slate.cli.output.recorded import print_recorded
from slate.cli.session import Session
from slate.domain.ledger.statement import Origin
from slate.domain.text import clean, clean_note
from slate.usecases.split import split


@takes(session=writing_session)
def command(
    title: Annotated[
        str,
        typer.Argument(metavar="TITLE", help="The title to split.", autocompletion=complete_title),
    ],
    *,
    source: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Whose reports are about another work.",
            autocompletion=complete_source,
        ),
    ],
    note: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="How you know, or anything else worth keeping."),
    ] = None,
    dry_run: DryRun = False,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Undo a wrong join: what one source reported becomes another title.

    \b
    slate split highland-road --source "Prime Video catalogue"
    slate split dune --source TMDB --dry-run
    """
    form = parse_result_format(form)
    origin = Origin(
        session.today.isoformat(),
        note=None if note is None else clean_note("note", note),
    )
    with session.writing(dry_run=dry_run) as ledger:
        done = split(ledger, clean("TITLE", title), clean("source", source), origin)
        batch = ledger.batch
    lines = [*change_lines(done.new, derived=False)]
    if done.kept.differences:
        lines += change_lines(done.kept)
    print_recorded(session, form, [done.new, done.kept], batch, lines, stored=not dry_run)
    if not dry_run:
        session.hint(f"To join them again: {session.command_line('undo')}")
    session.close_screen()
