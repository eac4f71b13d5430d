"""`slate count`: the number of releases, grouped by what they have in common."""

from itertools import islice
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import When, filters, window_of
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import takes, without
from slate.cli.output.rows import print_rows, print_table
from slate.cli.output.stdout import leave_if_none, print_sheet
from slate.cli.session import Session
from slate.cli.stderr import unbroken
from slate.domain.dates.windows import Window
from slate.domain.queries.counts import KEYS, Count, columns_of, parse_keys, rows_of
from slate.domain.queries.query import Query
from slate.usecases.count import count_releases

# The most rows on a terminal without --limit: as many as a person reads at once.
SHOWN = 100
_BY = "platform"


def _known(context: typer.Context) -> tuple[str, ...]:
    return columns_of(parse_keys("--by", context.params.get("by") or _BY))


@takes(session=as_of_session, query=without(filters, "sort"), layout=layout_of(_known))
def command(
    *,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="A[,B]",
            help=f"Up to four of {', '.join(KEYS)}.",
            autocompletion=one_of(KEYS, several=True),
        ),
    ] = _BY,
    query: Query,
    session: Session,
    layout: Layout,
    when: When = None,
    exit_status: ExitStatus = False,
) -> None:
    """Count releases; 3+2 means 3 certain and 2 possible.

    \b
    slate count --by platform,month 2021
    slate count --by kind,status -p Netflix -f csv
    """
    keys = parse_keys("--by", by)
    columns = columns_of(keys)
    layout.chosen(columns)
    window = window_of(session, query, when)
    with session.reading(query) as slate:
        counted, empty = count_releases(slate, query, keys, window)
    if layout.is_screen:
        _show(session, counted, window, query.limit, empty=empty)
    else:
        print_rows(session, layout, columns, islice(rows_of(counted), query.limit))
    session.close_screen()
    leave_if_none(len(counted.rows[: query.limit]), exit_status=exit_status)


def _show(
    session: Session, counted: Count, window: Window | None, limit: int | None, *, empty: bool
) -> None:
    from slate.render.counts import caption, count_sheet, pivot  # noqa: PLC0415 -- not for data

    if not session.terminal.shows:
        table = pivot(counted, limit)
        print_table(table.header, table.rows)
        return
    most = SHOWN if limit is None else limit
    sheet = count_sheet(counted, window, session.terminal.width, most)
    print_sheet(session, sheet)
    if empty:
        session.hint(*session.nothing_there)
    elif not sheet.blocks:
        session.hint_no_match()
    else:
        lines = caption(counted, most)
        if len(sheet.blocks) > 1:
            lines.append(f"In one piece: -f csv, or through a pipe: {unbroken('| less -S')}")
        session.hint("", *lines)
