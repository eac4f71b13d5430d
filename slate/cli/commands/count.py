"""`slate count`: the number of releases, grouped by what they have in common."""

from itertools import islice
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import When, filters, window_of
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import takes, without
from slate.cli.output.rows import print_for_people, print_rows
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.cli.stderr import unbroken
from slate.domain.dates.windows import Window
from slate.domain.errors import UsageError
from slate.domain.queries.counts import KEYS, Count, columns_of, parse_keys, rows_of
from slate.domain.queries.query import Query, StatusFilter
from slate.domain.titles.stages import Stage
from slate.usecases.count import canceled_left_out, count_releases

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
    wide: Annotated[
        bool,
        typer.Option("--wide", help="One column for each value of the last key, as numbers."),
    ] = False,
    canceled: Annotated[
        bool, typer.Option("--canceled", help="Count canceled titles, too.")
    ] = False,
    query: Query,
    session: Session,
    layout: Layout,
    when: When = None,
    exit_status: ExitStatus = False,
) -> None:
    """Count releases; 3+2 means 3 certain and 2 possible.

    \b
    slate count --by platform,month 2021
    slate count --by platform,month 2021 --wide -f csv
    """
    keys = parse_keys("--by", by)
    if wide and layout.columns:
        raise UsageError(
            "--columns cannot be combined with --wide, whose columns are what is counted."
        )
    layout.chosen(columns_of(keys))
    window = window_of(session, query, when)
    if canceled:
        query = query._replace(status=_with_canceled(query.status))
    once = wide and not layout.is_for_people
    with session.reading(query) as slate:
        counted, empty = count_releases(slate, query, keys, window, wide=wide, once=once)
        left_out = canceled_left_out(slate, query, window) if session.terminal.listens else 0
    if layout.is_screen and session.terminal.shows:
        _show(session, counted, window, query.limit, empty=empty)
    elif layout.is_for_people:
        from slate.render.plain.counts import count_table  # noqa: PLC0415 -- not for data

        table = count_table(counted, query.limit)
        print_for_people(session, layout, table.header, table.rows)
    elif wide:
        _print_wide(session, layout, counted, query.limit)
    else:
        print_rows(session, layout, columns_of(keys), islice(rows_of(counted), query.limit))
    if left_out:
        session.hint(_left_out(left_out))
    session.close_screen()
    leave_if_none(len(counted.rows[: query.limit]), exit_status=exit_status)


def _with_canceled(status: StatusFilter) -> StatusFilter:
    """Return a filter for canceled titles and those of a filter, or all if it has no condition."""
    return status.either(StatusFilter(frozenset({Stage.CANCELED} if status else Stage)))


def _left_out(number: int) -> str:
    from slate.wording.phrases import counted  # noqa: PLC0415 -- not for scripts

    are, them = ("is", "it") if number == 1 else ("are", "them")
    return (
        f"{counted(number, 'canceled title')} {are} not counted; add --canceled to include {them}."
    )


def _print_wide(session: Session, layout: Layout, counted: Count, limit: int | None) -> None:
    from slate.domain.queries.wide_counts import wide_columns, wide_rows  # noqa: PLC0415 -- rare

    print_rows(session, layout, wide_columns(counted), islice(wide_rows(counted), limit))


def _show(
    session: Session, counted: Count, window: Window | None, limit: int | None, *, empty: bool
) -> None:
    # Not for data:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415
    from slate.render.screens.counts import caption, continues, count_screen  # noqa: PLC0415

    asked = (counted, window, session.display.width, SHOWN if limit is None else limit)
    print_screen(session, count_screen(*asked))
    most = asked[-1]
    if empty:
        session.hint(*session.nothing_there)
    elif not counted.rows:
        session.hint_no_match()
    else:
        lines = caption(counted, most, see_all(session, len(counted.rows)))
        if continues(*asked):
            lines.append(f"In one piece: --wide -f csv, or through a pipe: {unbroken('| less -S')}")
        session.hint(*([""] if most else []), *lines)
