"""`slate next`: the next release, in one line."""

from shlex import join
from typing import Annotated

import typer

from slate.cli.completion.values import complete_title
from slate.cli.errors import RunInsteadUsageError
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import takes
from slate.cli.options.title_argument import named_then, texts_of
from slate.cli.output.rows import print_for_people, print_rows
from slate.cli.output.stdout import leave_if_none, print_lines
from slate.cli.session import Session
from slate.domain.dates.windows import parse_window
from slate.domain.errors import TitleNotFoundError, UsageError, WordError
from slate.domain.queries.query import Query
from slate.domain.text import safe
from slate.domain.titles.record import COLUMNS, Record, row_of
from slate.store.slate import Slate
from slate.usecases.next_release import next_release


@takes(session=as_of_session, query=filters, layout=layout_of(COLUMNS))
def command(
    query: Query,
    session: Session,
    layout: Layout,
    *,
    title: Annotated[
        str | None,
        typer.Argument(
            metavar="[TITLE]",
            help="A series or a title (default: all).",
            autocompletion=complete_title,
        ),
    ] = None,
    line: Annotated[
        str | None,
        typer.Option(
            "--line",
            metavar="TEXT",
            help="For a status bar: '{name} in {days} days'.",
            rich_help_panel="Output",
        ),
    ] = None,
    exit_status: ExitStatus = False,
) -> None:
    """Show the next release in one line, and who reported it.

    \b
    slate next
    slate next "Cobra Kai"
    """
    layout.chosen(COLUMNS)
    if line is not None:
        _check(line, layout)
    with session.reading(query) as slate:
        names = None if title is None else _named(session, slate, title)
        record, empty = next_release(slate, query, names)
    records = [] if record is None else [record]
    if layout.is_screen:
        _print(session, records, line)
        if not records:
            _hint_nothing(session, query, title, line, empty=empty)
    elif layout.is_for_people:
        from slate.render.plain.titles import table_rows  # noqa: PLC0415 -- not for data

        print_for_people(session, layout, *table_rows(records))
    else:
        print_rows(session, layout, COLUMNS, map(row_of, records))
    session.close_screen()
    leave_if_none(len(records), exit_status=exit_status)


def _named(session: Session, slate: Slate, title: str) -> list[str]:
    """Return the names of a title; raise RunInsteadUsageError for `next week` and the like."""
    try:
        found = named_then(session, slate, texts_of([title]))
        for text in found:
            slate.find(text)
    except TitleNotFoundError as error:
        try:
            parse_window(f"next {title}", session.today)
        except UsageError:
            raise error from None
        line = join(["slate", "upcoming", "next", *title.split()])
        raise RunInsteadUsageError(f"{error} For what comes out then:", line) from None
    return found


def _check(line: str, layout: Layout) -> None:
    """Raise UsageError for an unknown field, and for a line beside another format."""
    from slate.render.line_template import FIELDS, fields_in  # noqa: PLC0415 -- for few

    if not layout.is_screen:
        raise UsageError("--line cannot be combined with --format or --columns.")
    if not line.strip():
        raise UsageError("--line is empty. Write --line '{name} in {days} days'.")
    for field in fields_in(line):
        if field not in FIELDS:
            raise WordError("field", field, FIELDS)


def _print(session: Session, records: list[Record], line: str | None) -> None:
    if line is not None:
        from slate.render.line_template import line_of  # noqa: PLC0415 -- for few

        print_lines(line_of(record, line, session.today) for record in records)
    else:
        from slate.render.captions import next_line  # noqa: PLC0415 -- not for data

        print_lines(map(next_line, records))


def _hint_nothing(
    session: Session, query: Query, title: str | None, line: str | None, *, empty: bool
) -> None:
    if empty:
        session.hint(*session.nothing_there)
    elif query.is_filtered:
        # A line is no filter, and not worth repeating.
        session.hint("No titles match.") if line else session.hint_no_match()
    elif title is not None and title != "-":
        see = session.command_line(join(["show", title]))
        session.hint(f"No date to come for {safe(title)}. What is known: {see}")
    else:
        without = session.command_line("list --undated")
        session.hint(f"No upcoming title has a date. For those without: {without}")
