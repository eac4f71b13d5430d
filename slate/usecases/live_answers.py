"""The answers of live sources as statements, by the readers of their formats."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, tzinfo
from io import BytesIO
from typing import NamedTuple

from slate.domain.dates.instants import instant_text
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.statement import SaidRelease, Statement
from slate.domain.titles.kinds import KindGroup
from slate.domain.titles.stages import Stage
from slate.formats.errors import FileError, RecordError
from slate.formats.read.reader import FileContext
from slate.formats.read.records.record_parser import Defaults
from slate.remotes.api import Fetched
from slate.remotes.errors import UnreadableError
from slate.remotes.kinds import RemoteKind, api_of
from slate.usecases.read_files import FileRows, InputFile, ReadSettings, StatedRow


class LiveSettings(NamedTuple):
    """How answers are read."""

    today: date
    zone: tzinfo  # to which times in UTC are converted
    regions: tuple[str, ...]  # whose dates are wanted, where a source has several


class ReadAnswer(NamedTuple):
    """What an answer states, and what is wrong with its records."""

    what: str  # the id of the title, or empty for a list
    statements: list[Statement]
    problems: list[RecordError]
    is_current: bool = True  # it was fetched or confirmed just now


def read_answer(kind: RemoteKind, fetched: Fetched, settings: LiveSettings) -> ReadAnswer:
    """Return what an answer states.

    It is reported on the day on which the source stated it. Raises UnreadableError for an answer
    that cannot be read.
    """
    day = settings.today if fetched.is_current else fetched.at.astimezone().date()
    since = None if fetched.kept_since is None else instant_text(fetched.kept_since)
    statements, problems = statements_in(kind, fetched.body, day, settings)
    is_full = kind.is_full and api_of(kind).is_full(fetched.body)
    found = [
        as_live(kind, statement, is_full=is_full, settings=settings, since=since)
        for statement in statements
    ]
    return ReadAnswer(fetched.what, found, problems, fetched.is_current)


def as_live(
    kind: RemoteKind,
    statement: Statement,
    *,
    is_full: bool,
    settings: LiveSettings,
    since: str | None = None,
) -> Statement:
    """Return a statement as one from an answer, which may have all dates of a title.

    `since` is the time of an answer that was not fetched or confirmed just now. Of films that have
    dates by region, only those of the wanted regions are kept.
    """
    regions = None
    if is_full and kind.is_regional and _is_film(statement):
        regions = frozenset(settings.regions) | {None}
        statement = in_regions(statement, settings.regions, settings.today)
    return replace(statement, live=LiveAnswer(is_full, regions, since))


def read_answers(
    kind: RemoteKind, fetched: Iterable[Fetched], settings: LiveSettings
) -> tuple[list[ReadAnswer], list[tuple[str, UnreadableError]]]:
    """Return what answers state, in the order of their ids, and those that cannot be read.

    Each is read as it comes, so that they are never all in memory.
    """
    answers, unread = [], []
    for one in fetched:
        try:
            answers.append(read_answer(kind, one, settings))
        except UnreadableError as error:
            unread.append((one.what, error))
    return sorted(answers, key=lambda answer: answer.what), unread


def statements_in(
    kind: RemoteKind, body: bytes, day: date, settings: LiveSettings
) -> tuple[list[Statement], list[RecordError]]:
    """Return the statements in an answer of a day, and its records that cannot be read.

    Raises UnreadableError for an answer that cannot be read at all.
    """
    try:
        rows = FileRows(
            InputFile(kind.source, BytesIO(body), is_pipe=True),
            ReadSettings(
                FileContext(name="", day=day, zone=settings.zone),
                Defaults(today=settings.today, reported_on=day.isoformat()),
                confidence=None,
                as_format=kind.name,
                skip_invalid=True,
                are_chosen=False,
            ),
        )
        items = [item for chunk in rows.chunks() for item in chunk]
    except FileError as error:
        reason = str(error).removeprefix(f"{error.name}: ").removesuffix(".")
        raise UnreadableError(f"it {reason}") from None
    return (
        [item.statement for item in items if isinstance(item, StatedRow)],
        [item for item in items if isinstance(item, RecordError)],
    )


def in_regions(statement: Statement, regions: Iterable[str], day: date) -> Statement:
    """Return what is stated of a film for some regions.

    The first date anywhere in the world, which has no region, is left out, and "released" as well
    if the film is still to come in these regions.
    """
    wanted = set(regions)
    releases = tuple(
        release
        for release in statement.releases
        if release.key.region in wanted or (release.key.region is None and release.date is None)
    )
    status = statement.status
    if status is Stage.RELEASED and _is_to_come(releases, day):
        status = None
    return replace(statement, releases=releases, status=status)


def _is_to_come(releases: Iterable[SaidRelease], day: date) -> bool:
    """Whether there are dates, and all of them are still to come."""
    days = [release.date.latest for release in releases if release.date and release.date.latest]
    return bool(days) and min(days) > day


def _is_film(statement: Statement) -> bool:
    return statement.kind is not None and statement.kind.group is KindGroup.FILM
