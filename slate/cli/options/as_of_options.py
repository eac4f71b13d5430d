"""The options `--as-of` and `--as-recorded`, the same on every command that reads titles."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from slate.cli.completion.values import one_of, past_days
from slate.cli.session import Session
from slate.domain.dates.release_date import ONE_DAY
from slate.domain.errors import UsageError

if TYPE_CHECKING:
    from slate.domain.dates.as_of import AsOf


def as_of_session(
    context: typer.Context,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            help="As reported by the end of that day.",
            autocompletion=one_of(past_days),
        ),
    ] = None,
    as_recorded: Annotated[
        str | None,
        typer.Option(
            "--as-recorded",
            metavar="DAY",
            help="As this slate showed it at the end of that day.",
            autocompletion=one_of(past_days),
        ),
    ] = None,
) -> Session:
    """Return the session, set to a past day if one is given.

    It also replaces the session of the context, for options that are parsed later. Raises
    UsageError for both options at once, and for a day still to come.
    """
    session: Session = context.obj
    if as_of is not None and as_recorded is not None:
        raise UsageError("--as-of cannot be combined with --as-recorded. Use one or the other.")
    if as_of is not None:
        session = session._replace(as_of=parse_as_of("--as-of", as_of, session.today))
    elif as_recorded is not None:
        then = parse_as_of("--as-recorded", as_recorded, session.today, recorded=True)
        session = session._replace(as_of=then)
    context.obj = session
    return session


def goes_by_arrival(context: typer.Context) -> bool:
    """Whether the time of arrival counts: with `--as-recorded`, even of a day that is not over."""
    return context.params["as_recorded"] is not None


def parse_as_of(what: str, text: str, today: date, *, recorded: bool = False) -> "AsOf | None":
    """Parse a past day, at whose end to show the slate; None if its end is still to come.

    `what` is the option or the command that accepts it; with `recorded`, the time of arrival
    counts. Raises UsageError for a day still to come.
    """
    # Imported only if a past day is given:
    from slate.domain.dates.as_of import AsOf  # noqa: PLC0415
    from slate.domain.dates.past_days import parse_past  # noqa: PLC0415

    days = parse_past(text, today)
    if days.start is not None and days.start > today:
        raise UsageError(f"{what} looks back; write today or an earlier day, not {text}.")
    if days.end is None or days.end > today:
        return None
    day = days.end - ONE_DAY
    return AsOf(day, _end_of(day) if recorded else None)


def _end_of(day: date) -> str:
    """Return the first instant after a local day, in the format in which batches record it."""
    from slate.domain.dates.instants import instant_text  # noqa: PLC0415 -- as above

    return instant_text(datetime.combine(day + ONE_DAY, time()))
