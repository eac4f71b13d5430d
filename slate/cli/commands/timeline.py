"""`slate timeline`: titles on a common axis of weeks or months."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import typer

from slate.cli.completion.values import complete_title
from slate.cli.errors import ReplacedWordsError, RunInsteadUsageError
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import hiding, takes
from slate.cli.options.title_argument import named_then, quoted_titles, texts_of
from slate.cli.output.rows import print_for_people, print_rows
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.errors import TitleNotFoundError
from slate.domain.queries.query import Query
from slate.domain.queries.timeline import COLUMNS, Timeline
from slate.domain.quoting import quoted
from slate.usecases.timeline import timeline, timeline_of
from slate.wording.timeline import timeline_row

# The most rows on a terminal without --limit: as many as a person reads at once.
SHOWN = 50


@takes(session=as_of_session, query=hiding(filters, "undated"), layout=layout_of(COLUMNS))
def command(
    query: Query,
    session: Session,
    layout: Layout,
    *,
    titles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TITLE]...",
            help="Slugs or titles, or a series (-: standard input; default: what is to come).",
            autocompletion=complete_title,
        ),
    ] = None,
    exit_status: ExitStatus = False,
) -> None:
    """Draw what is to come, or the dates of a TITLE, across weeks or months.

    \b
    slate timeline -p Netflix --to 2021-06
    slate timeline "Cobra Kai"
    """
    layout.chosen(COLUMNS)
    if query.undated:
        raise RunInsteadUsageError(
            "Titles without a date are on no timeline. Run:", "slate list --undated"
        )
    shows = layout.is_table and session.terminal.shows
    most = layout.most_rows(query.limit, SHOWN, on_screen=shows)
    found = _found(session, query, titles, most)
    rows = found.rows
    if layout.is_screen and shows:
        from slate.render.screens.timeline import timeline_screen  # noqa: PLC0415 -- not for data

        print_screen(session, timeline_screen(rows, query.window, session.display))
    elif layout.is_for_people:
        from slate.render.plain.timeline import HEADER, table_rows  # noqa: PLC0415 -- the same

        print_for_people(session, layout, HEADER, table_rows(rows))
    else:
        print_rows(session, layout, COLUMNS, map(timeline_row, rows))
    if layout.is_screen:
        _sum_up(session, query, found, noun="release" if titles else "title")
    session.close_screen()
    leave_if_none(len(rows), exit_status=exit_status)


def _found(session: Session, query: Query, titles: list[str] | None, most: int | None) -> Timeline:
    if titles is None:
        if query.window is not None and query.window.start is None:  # of `--to` alone
            query = query._replace(window=query.window._replace(start=session.today))
        with session.reading(query) as slate:
            return timeline(slate, query, most)
    texts = texts_of(titles)
    with (
        _filters_instead(titles, session),
        session.reading(query) as slate,
        quoted_titles(titles, slate.find),
    ):
        return timeline_of(slate, named_then(session, slate, texts), query, most)


@contextmanager
def _filters_instead(titles: Sequence[str], session: Session) -> Iterator[None]:
    """Raise ReplacedWordsError for titles that are not found, if they are filters: `2021`."""
    try:
        yield
    except TitleNotFoundError as error:
        from slate.cli.guesses import filters_for  # noqa: PLC0415 -- only for errors

        filters = filters_for(titles, ("--overdue", "--disputed"), session)
        if not filters or error.removed_by is not None:
            raise
        text = f"No title {quoted(' '.join(titles))}. Run:"
        raise ReplacedWordsError(text, filters=filters) from None


def _sum_up(session: Session, query: Query, found: Timeline, noun: str) -> None:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415 -- not for data
    from slate.render.captions import timeline_caption  # noqa: PLC0415 -- the same

    shown = len(found.rows)
    if found.total:
        rest = see_all(session, found.total)
        caption = timeline_caption(shown, found.total, rest, noun)
        session.hint(*([""] if shown else []), caption)
    elif found.is_empty:
        session.hint(*session.nothing_there)
    elif query.is_filtered:
        session.hint_no_match()
    else:
        session.hint("No title to come has a date.")
