"""Options about clocks: `--accept-clock` of every command that writes, and `--correct-clock`."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Annotated, NamedTuple

import typer

from slate.cli.session import Session
from slate.domain.dates.instants import instant_text
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError, UsageError
from slate.domain.quoting import quoted
from slate.domain.reports.report import FIRST_DAY

# A day and a time, as `slate log` shows them or records hold them; in UTC if no zone is given.
_MOMENT = re.compile(r"(?a)\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


def writing_session(
    context: typer.Context,
    accept_clock: Annotated[
        bool,
        typer.Option(
            "--accept-clock",
            help="Record even if the clock seems wrong.",
            rich_help_panel="Options",
        ),
    ] = False,
) -> Session:
    """Return the session of a command that writes, which records whatever the clock if asked to.

    It also replaces the session of the context, for options that are parsed later.
    """
    session: Session = context.obj
    if accept_clock:
        session = session._replace(accepts_clock=True)
    context.obj = session
    return session


class Correction(NamedTuple):
    """The name of a batch, and the time that is to count for it, as batches record it."""

    batch: str
    recorded_at: str


def parse_corrections(texts: Iterable[str], now: datetime) -> list[Correction]:
    """Parse the values of `--correct-clock`; raise UsageError for times that cannot be.

    A day without a time is noon in UTC or, if that is still to come, now.
    """
    return [_correction(text, now) for text in texts]


def _correction(text: str, now: datetime) -> Correction:
    name, _, when = (part.strip() for part in text.partition("="))
    if not name or not when:
        raise UsageError(
            f"Write --correct-clock BATCH=TIME, as in 12=2021-01-07, not {quoted(text)}."
        )
    found = _time(when, now)
    if found > now:
        raise UsageError(
            f"--correct-clock {text} is in the future (it is {now.astimezone(UTC):%Y-%m-%d %H:%M} "
            "UTC now)."
        )
    if found.date() < FIRST_DAY:
        raise UsageError(f"--correct-clock {text} is before {FIRST_DAY}, the first day of clocks.")
    return Correction(name, instant_text(found))


def _time(text: str, now: datetime) -> datetime:
    if _MOMENT.fullmatch(text):
        try:
            found = datetime.fromisoformat(text)
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        except (ValueError, OverflowError) as error:  # overflow: beyond the calendar
            reason = str(error).rstrip(".")
            raise UsageError(f"--correct-clock: {quoted(text)} is not a time: {reason}.") from None
    try:
        day = parse_date(text)
    except DateError as error:
        raise UsageError(f"--correct-clock: {error}") from None
    if day.precision != "day" or day.marked or day.earliest is None:
        raise UsageError(
            f"--correct-clock takes a day, such as 2021-01-07, or a day and a time, not {text}."
        )
    return _noon(day.earliest, now)


def _noon(day: date, now: datetime) -> datetime:
    noon = datetime.combine(day, time(12), UTC)
    return min(noon, now) if day == now.astimezone(UTC).date() else noon
