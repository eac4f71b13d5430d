"""`slate sources`: how many of the claims of each source were right, wrong, first and so on."""

from collections.abc import Sequence
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.ranking import sort_option
from slate.cli.options.shared import takes, without
from slate.cli.output.rows import print_plain, print_rows
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.changes.track_records import (
    KEYS,
    SORTS,
    TrackRecord,
    columns_of,
    parse_row_keys,
)
from slate.domain.queries.query import Query
from slate.domain.titles.column_names import parse_key
from slate.usecases.sources import track_sources

# The most rows on a terminal without --limit: as many as a person reads at once.
SHOWN = 50


def _known(context: typer.Context) -> tuple[str, ...]:
    return columns_of(parse_row_keys(context.params.get("by") or KEYS[0]))


@takes(session=as_of_session, query=without(filters, "sort"), layout=layout_of(_known))
def command(
    *,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="A[,B]",
            help="A row for each source and service, kind or both.",
            autocompletion=one_of(KEYS, several=True),
        ),
    ] = "source",
    sort: Annotated[str | None, sort_option(SORTS)] = None,
    query: Query,
    session: Session,
    layout: Layout,
    exit_status: ExitStatus = False,
) -> None:
    """Show which sources were right, wrong and first about dates.

    \b
    slate sources --sort first
    slate sources --by service -k series -f csv
    """
    keys = parse_row_keys(by)
    if sort is not None:
        sort = parse_key("sort", sort, SORTS)
    layout.chosen(columns_of(keys))
    with session.reading(query) as slate:
        found, empty = track_sources(slate, query, keys, sort)
    most = layout.most_rows(query.limit, SHOWN, on_screen=session.terminal.shows)
    shown = found[:most]
    if layout.is_screen and session.terminal.shows:
        from slate.render.screens.sources import sources_screen  # noqa: PLC0415 -- not for data

        print_screen(session, sources_screen(shown, keys, session.display.width))
    elif layout.is_for_people:
        from slate.render.plain.sources import sources_sheet  # noqa: PLC0415 -- not for data

        print_plain(session, layout, sources_sheet(shown, keys))
    else:
        print_rows(session, layout, columns_of(keys), (each.row for each in shown))
    if layout.is_screen:
        _sum_up(session, shown, found, query, empty=empty)
    session.close_screen()
    leave_if_none(len(shown), exit_status=exit_status)


def _sum_up(
    session: Session,
    shown: Sequence[TrackRecord],
    found: Sequence[TrackRecord],
    query: Query,
    *,
    empty: bool,
) -> None:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415 -- not for data
    from slate.render.plain.sources import caption  # noqa: PLC0415 -- the same

    if empty:
        session.hint(*session.nothing_there)
    else:
        rest = see_all(session, len(found))
        session.hint(
            *([""] if shown else []), caption(shown, found, rest, chosen=query.is_filtered)
        )
