"""`slate upcoming`: the releases in a window of days."""

from collections.abc import Iterator
from typing import Annotated

import typer

from slate.cli.errors import RunInsteadUsageError
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import When, filters, window_of
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import hiding, takes
from slate.cli.output.progress import waited_for
from slate.cli.output.rows import hold_for_people, hold_rows
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.dates.windows import Window, from_today
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, Record, row_of
from slate.store.slate import Slate
from slate.usecases.upcoming import leaving as only_leaving
from slate.usecases.upcoming import upcoming

# As in `list`: the most rows on a terminal without --limit.
SHOWN = 200


@takes(session=as_of_session, query=hiding(filters, "undated"), layout=layout_of(COLUMNS))
def command(
    query: Query,
    session: Session,
    layout: Layout,
    *,
    when: When = None,
    certain: Annotated[
        bool, typer.Option("--certain", help="Only releases that fall entirely in that time.")
    ] = False,
    leaving: Annotated[
        bool, typer.Option("--leaving", help="Only what leaves its service in that time.")
    ] = False,
    exit_status: ExitStatus = False,
) -> None:
    """Show releases in a month, in a week, or from today on.

    \b
    slate upcoming --month 2021-01
    slate upcoming this-week -p Netflix
    """
    layout.chosen(COLUMNS)
    window = _window(session, query, when)
    if layout.is_table and session.terminal.shows:
        number = _show(session, query, window, certain=certain, leaving=leaving)
    else:
        with waited_for(session, "Listing"), session.reading(query) as slate:
            records = _records(slate, query, window, certain=certain, leaving=leaving)
            if layout.is_for_people:
                from slate.render.plain.titles import table_rows  # noqa: PLC0415 -- not for data

                shown = (each.on_last_day for each in records) if leaving else records
                held = hold_for_people(session, layout, *table_rows(shown, upcoming=True))
            else:
                held = hold_rows(session, layout, COLUMNS, map(row_of, records))
        number = held.print()
    session.close_screen()
    leave_if_none(number, exit_status=exit_status)


def _records(
    slate: Slate, query: Query, window: Window, *, certain: bool, leaving: bool
) -> Iterator[Record]:
    if not leaving:
        return slate.upcoming(query, window, certain=certain)
    found = slate.leaving(query._replace(window=window), certain=certain)
    return (record for record, _ in found)


def _window(session: Session, query: Query, when: list[str] | None) -> Window:
    if query.undated:
        raise RunInsteadUsageError(
            "Titles without a date are in no time span. Run:", "slate list --undated"
        )
    return window_of(session, query, when) or from_today(session.today)


def _show(session: Session, query: Query, window: Window, *, certain: bool, leaving: bool) -> int:
    from slate.cli.output.see_all import see_all, see_undated  # noqa: PLC0415 -- not for data
    from slate.render.captions import (  # noqa: PLC0415 -- not for data
        leaving_caption,
        upcoming_caption,
    )
    from slate.render.screens.agenda import upcoming_screen  # noqa: PLC0415 -- not for data
    from slate.wording.phrases import first_of  # noqa: PLC0415 -- not for data

    with session.reading(query) as slate:
        find = only_leaving if leaving else upcoming
        found = find(slate, query, window, SHOWN, certain=certain)
    shown = len(found.records) + len(found.leaves)
    print_screen(session, upcoming_screen(found, window, session.display))
    if found.is_empty:
        session.hint(*session.nothing_there)
        return 0
    if leaving:
        lines = [leaving_caption(found.leaving, window)]
    else:
        counts = (found.certain, found.possible, found.undated)
        see = see_undated(session)
        lines = [upcoming_caption(*counts, window, see, leaving=found.leaving)]
    if shown < found.total:
        rest = see_all(session, found.total)
        lines.insert(0, f"{first_of(shown, found.total, 'release')}. For all:{rest}")
    session.hint(*([""] if shown else []), *lines)
    return shown
