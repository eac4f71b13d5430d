"""`slate diff`: what differs between the slate as of two days."""

from itertools import islice
from typing import Annotated, NamedTuple

import typer

from slate.cli.completion.values import days_over, one_of, past_days
from slate.cli.options.as_of_options import parse_as_of
from slate.cli.options.change_names import What, parse_names
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import hiding, takes
from slate.cli.output.stdout import leave_if_none, print_screen
from slate.cli.output.title_changes import hold_changes
from slate.cli.session import Session
from slate.domain.changes.net_change import COLUMNS, NetChange
from slate.domain.dates.as_of import AsOf
from slate.domain.errors import UsageError
from slate.domain.queries.query import Query
from slate.domain.quoting import quoted
from slate.usecases.diff import diff

# As in `list`: the most rows on a terminal without --limit.
SHOWN = 200
_COMMAND = "slate diff"


class Days(NamedTuple):
    """The two days to compare, and the session, set to the later one."""

    earlier: AsOf
    later: AsOf
    session: Session


def days(
    context: typer.Context,
    first: Annotated[
        str,
        typer.Argument(
            metavar="DAY",
            help="The earlier day: 2020-12-05, monday, 7d ...",
            show_default=False,
            autocompletion=one_of(days_over),
        ),
    ],
    second: Annotated[
        str | None,
        typer.Argument(
            metavar="[DAY]",
            help="The later day (default: today).",
            autocompletion=one_of(past_days),
        ),
    ] = None,
    recorded: Annotated[
        bool,
        typer.Option(
            "--recorded", help="Compare what this slate showed, not what had been reported."
        ),
    ] = False,
) -> Days:
    """Parse the days to compare; both stand for their end.

    The session of the later day also replaces that of the context, for options that are parsed
    later. Raises UsageError for a day still to come, for a first one that is not over, and for
    days in the wrong order.
    """
    session: Session = context.obj
    today = session.today
    earlier = parse_as_of(_COMMAND, first, today, recorded=recorded)
    if earlier is None:
        raise UsageError(
            f"The first day must be over, and {quoted(first)} is not. "
            "Write an earlier one, such as yesterday or 7d."
        )
    later = second and parse_as_of(_COMMAND, second, today, recorded=recorded)
    session = session._replace(as_of=later or None)
    if session.today < earlier.day:
        raise UsageError(
            f"The second day, {session.today}, lies before the first, {earlier.day}. "
            "Write the earlier one first."
        )
    context.obj = session
    return Days(earlier, AsOf(session.today), session)


@takes(days=days, query=hiding(filters, "sort"), layout=layout_of(COLUMNS))
def command(
    days: Days,
    *,
    what: What = None,
    query: Query,
    layout: Layout,
    exit_status: ExitStatus = False,
) -> None:
    """Show the net difference between the slate as of two days.

    \b
    slate diff 7d
    slate diff 2020-12-01 2020-12-31 --what slipped,dated
    """
    layout.chosen(COLUMNS)
    names = parse_names(what)
    if query.sort is not None:
        raise UsageError("Differences are listed by title; --sort cannot be used.")
    session = days.session
    is_screen = layout.is_screen and session.terminal.shows
    with session.reading(query) as slate:
        found = diff(slate, days.earlier, query, names)
        if is_screen:
            most = SHOWN if query.limit is None else query.limit
            shown = list(islice(found.changes, most))
            more = next(found.changes, None) is not None
        else:
            held = hold_changes(session, layout, COLUMNS, islice(found.changes, query.limit))
    if is_screen:
        number = len(shown)
        _show(days, query, shown, more=more, chosen=bool(names), is_empty=found.is_empty)
    else:
        number = held.print()
    session._replace(as_of=None).close_screen()  # the caption has the days
    leave_if_none(number, exit_status=exit_status)


def _show(
    days: Days,
    query: Query,
    shown: list[NetChange],
    *,
    more: bool,
    chosen: bool,
    is_empty: bool,
) -> None:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415 -- not for data
    from slate.render.captions import days_phrase, diff_caption  # noqa: PLC0415 -- the same
    from slate.render.screens.changes import titles_screen  # noqa: PLC0415 -- the same

    session = days.session
    print_screen(session, titles_screen(shown, session.display))
    if is_empty:
        session.hint(*session.nothing_there)
        return
    when = days_phrase(days.earlier, days.later)
    rest = see_all(session, None)
    caption = diff_caption(len(shown), when, rest, more=more, chosen=query.is_filtered or chosen)
    session.hint(*([""] if shown else []), caption)
