"""`slate slips`: titles or platforms, ranked by how much their dates slipped."""

from collections.abc import Sequence
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.ranking import sort_option
from slate.cli.options.shared import takes, without
from slate.cli.options.span_options import since_option, until_option
from slate.cli.output.rows import print_plain, print_rows
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.changes.league_tables import PLATFORM_COLUMNS, SORTS, TITLE_COLUMNS, Ranked
from slate.domain.dates.day_span import ANY_TIME, Span, parse_span
from slate.domain.queries.query import Query
from slate.domain.titles.column_names import parse_key
from slate.usecases.slips import rank_slips
from slate.wording.distances import league_row
from slate.wording.phrases import key_word

_LEAGUES = {"title": TITLE_COLUMNS, "platform": PLATFORM_COLUMNS}
# The most rows on a terminal without --limit: as many as a person reads at once.
SHOWN = 50


def _known(context: typer.Context) -> tuple[str, ...]:
    return _LEAGUES[parse_key("rank", context.params.get("by") or "title", _LEAGUES)]


def days(
    context: typer.Context,
    since: Annotated[str | None, since_option()] = None,
    until: Annotated[str | None, until_option()] = None,
) -> Span:
    """Parse the days in which dates moved, by the day reported."""
    session: Session = context.obj
    return parse_span(since, until, session.today)


@takes(session=as_of_session, span=days, query=without(filters, "sort"), layout=layout_of(_known))
def command(
    *,
    span: Span,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="WHAT",
            help=f"Rank by {' or '.join(map(key_word, _LEAGUES))}.",
            autocompletion=one_of(_LEAGUES),
        ),
    ] = "title",
    sort: Annotated[str | None, sort_option(SORTS)] = None,
    query: Query,
    session: Session,
    layout: Layout,
    exit_status: ExitStatus = False,
) -> None:
    """Rank titles or services by how much their dates slipped.

    \b
    slate slips -p Netflix --since 2020-12
    slate slips --by service -f csv
    """
    by = parse_key("rank", by, _LEAGUES)
    if sort is not None:
        sort = parse_key("sort", sort, SORTS)
    layout.chosen(_LEAGUES[by])
    with session.reading(query) as slate:
        ranked, empty = rank_slips(slate, query, span, by_title=by == "title", sort=sort)
    most = layout.most_rows(query.limit, SHOWN, on_screen=session.terminal.shows)
    shown = ranked[:most]
    if layout.is_screen and session.terminal.shows:
        from slate.render.screens.slips import slips_screen  # noqa: PLC0415 -- not for data

        print_screen(session, slips_screen(shown, sort, session.display))
    elif layout.is_for_people:
        from slate.render.plain.slips import league_sheet  # noqa: PLC0415 -- not for data

        print_plain(session, layout, league_sheet(shown))
    else:
        print_rows(session, layout, _LEAGUES[by], map(league_row, shown))
    if layout.is_screen:
        _sum_up(session, ranked, len(shown), span, sort, empty=empty)
    session.close_screen()
    leave_if_none(len(shown), exit_status=exit_status)


def _sum_up(
    session: Session,
    ranked: Sequence[Ranked],
    shown: int,
    span: Span,
    sort: str | None,
    *,
    empty: bool,
) -> None:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415 -- not for data
    from slate.render.plain.slips import caption  # noqa: PLC0415 -- the same

    if empty:
        session.hint(*session.nothing_there)
    else:
        when = "" if span == ANY_TIME else span.phrase
        rest = see_all(session, len(ranked))
        session.hint(*([""] if shown else []), caption(ranked, shown, when, rest, sort))
