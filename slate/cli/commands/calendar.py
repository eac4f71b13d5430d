"""`slate calendar`: months as a grid of days, with what comes out on them."""

from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.errors import RunInsteadUsageError
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.filters import When, filters, window_of
from slate.cli.options.layout import FORMATS as FORMATS_OF_ROWS
from slate.cli.options.layout import ExitStatus
from slate.cli.options.shared import hiding, takes, without
from slate.cli.options.week_start import week_start
from slate.cli.output.rows import Counted, Held, hold_document, hold_table
from slate.cli.output.see_all import see_undated, see_upcoming
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.dates.windows import Window, parse_window
from slate.domain.errors import UsageError, WordError
from slate.domain.queries.query import Query
from slate.store.slate import Slate
from slate.usecases.calendar import Calendar, calendar

FORMATS = ("table", "json", "ics", "markdown")
# The most releases in the agenda of a terminal, as in `upcoming`.
SHOWN = 200


@takes(
    session=as_of_session,
    query=hiding(without(filters, "sort", "limit"), "undated"),
    week_starts=week_start,
)
def command(
    query: Query,
    session: Session,
    week_starts: int,
    *,
    when: When = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Output format: {', '.join(FORMATS)}.",
            rich_help_panel="Output",
            autocompletion=one_of(FORMATS),
        ),
    ] = "table",
    tentative: Annotated[
        bool,
        typer.Option(
            "--tentative",
            help="ics: include dates that are not exact, as spans.",
            rich_help_panel="Output",
        ),
    ] = False,
    exit_status: ExitStatus = False,
) -> None:
    """Show a month as a calendar, with the releases of each day.

    \b
    slate calendar
    slate calendar 2021-01 -p Netflix
    """
    has_time = bool(when) or query.window is not None
    _check_format(session, form, has_time=has_time, tentative=tentative)
    window = _window(session, query, when)
    with session.reading(query) as slate:
        found = calendar(slate, query, window)
        if form == "ics":
            held, left_out = _ics(session, slate, query, found, tentative=tentative)
    if form == "ics":
        number = held.print()
        if left_out:
            why = "Open-ended" if tentative else "No exact day"
            rest = "" if tentative else "; --tentative includes most"
            session.hint(f"{why}: {left_out:,} skipped{rest}.")
    elif form == "table" and session.terminal.shows:
        number = found.number
        _show(session, found, week_starts, has_time=has_time)
    else:
        number = found.number
        _held(session, found, week_starts, form).print()
    session.close_screen()
    leave_if_none(number, exit_status=exit_status)


def _check_format(session: Session, form: str, *, has_time: bool, tentative: bool) -> None:
    """Raise UsageError for a format that no calendar has, with the list that has it."""
    if form in FORMATS:
        if tentative and form != "ics":
            raise UsageError(f"--tentative is for ics, not for {form}.")
        return
    if form in FORMATS_OF_ROWS:
        raise RunInsteadUsageError(
            f"A calendar cannot be printed as {form}. For its releases as rows, run:",
            see_upcoming(session, has_time=has_time, form=form),
        )
    raise WordError("format", form, FORMATS)


def _window(session: Session, query: Query, when: list[str] | None) -> Window:
    if query.undated:
        raise RunInsteadUsageError(
            "Titles without a date are in no month. Run:", "slate list --undated"
        )
    window = window_of(session, query, when) or parse_window("this-month", session.today)
    if window.start is None:
        raise UsageError(
            f"A calendar begins with a month, and {window.text} has no beginning. "
            "Add one, as in --from 2021-01 --to 2021-03."
        )
    return window


def _ics(
    session: Session, slate: Slate, query: Query, found: Calendar, *, tentative: bool
) -> tuple[Held, int]:
    """Return the events of the months as an export has them, and how many releases have none."""
    from slate.formats.write import ics  # noqa: PLC0415 -- only for this format
    from slate.usecases.calendar_events import CalendarEvents  # noqa: PLC0415 -- as above

    events = CalendarEvents(query._replace(window=found.window), tentative)
    counted = Counted(events.of(slate))
    held = hold_document(session, ics.lines(counted, tentative=tentative), counted)
    return held, events.left_out


def _held(session: Session, found: Calendar, week_starts: int, form: str) -> Held:
    """Return the months in a format that is not for a terminal, held for printing."""
    if form == "json":
        from slate.formats.write import calendar_json  # noqa: PLC0415 -- only for this format

        return hold_document(session, calendar_json.lines(found.months), Counted(()))
    if form == "markdown":
        from slate.formats.write import calendar_markdown  # noqa: PLC0415 -- as above

        pieces = calendar_markdown.lines(found.months, week_starts) if found.number else ()
        return hold_document(session, pieces, Counted(()))
    from slate.render.plain.calendar import calendar_rows  # noqa: PLC0415 -- not for data

    return hold_table(*calendar_rows(found.months))


def _show(session: Session, found: Calendar, week_starts: int, *, has_time: bool) -> None:
    from slate.render.captions import upcoming_caption  # noqa: PLC0415 -- not for data
    from slate.render.screens.calendar import (  # noqa: PLC0415 -- as above
        calendar_screen,
        is_complete,
    )

    screen = calendar_screen(found.months, week_starts, SHOWN, session.display)
    print_screen(session, screen)
    lines = [""] * bool(found.months)
    if found.is_empty:
        session.hint(*lines, *session.nothing_there)
        return
    if not is_complete(found.months, SHOWN, session.display):
        rest = see_upcoming(session, has_time=has_time)
        if found.number > SHOWN:
            rest += f" --limit {found.number}"
        lines.append(f"For all titles:\n{rest}")
    counts = (found.certain, found.possible, found.undated)
    see = see_undated(session)
    lines.append(upcoming_caption(*counts, found.window, see, leaving=found.leaving))
    session.hint(*lines)
