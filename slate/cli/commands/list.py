"""`slate list`: the titles, filtered and sorted."""

from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import takes
from slate.cli.output.progress import waited_for
from slate.cli.output.rows import hold_for_people, hold_rows
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS

# The most rows on a terminal without --limit: as many as a person reads at once.
SHOWN = 200


@takes(session=as_of_session, query=filters, layout=layout_of(COLUMNS))
def command(
    query: Query, session: Session, layout: Layout, *, exit_status: ExitStatus = False
) -> None:
    """List titles: to come, without a date, then released.

    \b
    slate list --status "upcoming season" -p Netflix
    slate list -f tsv --columns slug,date,title
    """
    layout.chosen(COLUMNS)
    if layout.is_table and session.terminal.shows:
        number = _show(session, query, layout)
    else:
        with waited_for(session, "Listing"), session.reading(query) as slate:
            if layout.is_for_people:
                from slate.render.plain.titles import table_rows  # noqa: PLC0415 -- not for data

                held = hold_for_people(session, layout, *table_rows(slate.listing(query)))
            else:
                held = hold_rows(session, layout, COLUMNS, slate.rows(query))
        number = held.print()
    session.close_screen()
    leave_if_none(number, exit_status=exit_status)


def _show(session: Session, query: Query, layout: Layout) -> int:
    """Print titles on a terminal and how many there are in all; return how many are shown."""
    # Not for data:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415
    from slate.cli.output.spool import Spool  # noqa: PLC0415
    from slate.render.captions import list_caption  # noqa: PLC0415
    from slate.render.screens.titles import columns_screen, list_screen, table_screen  # noqa: PLC0415
    from slate.usecases.list_titles import list_sections, list_titles  # noqa: PLC0415

    columns = layout.columns
    with session.reading(query) as slate:
        if columns or query.sort is not None:
            records, total = list_titles(slate, query, SHOWN)
            parts = []
        else:
            parts = [
                part._replace(records=Spool(part.records))
                for part in list_sections(slate, query, SHOWN)
            ]
            total = sum(part.total for part in parts)
    display = session.display
    if columns:
        screen, shown = columns_screen(records, columns, display), len(records)
    elif query.sort is not None:
        screen, shown = table_screen(records, display), len(records)
    else:
        screen, shown = list_screen(parts, display), sum(part.shown for part in parts)
    print_screen(session, screen)
    if total:
        caption = list_caption(shown, total, see_all(session, total))
        session.hint(*([""] if shown else []), caption)
    elif query.is_filtered:
        session.hint_no_match()
    else:
        session.hint(*session.nothing_there)
    return shown
