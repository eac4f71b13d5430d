"""The options of the commands that write: the facts to report, and their source."""

from collections.abc import Iterable
from typing import Annotated

import typer

from slate.cli.completion.values import (
    complete_credit,
    complete_id,
    complete_platform,
    complete_region,
    complete_source,
    complete_tag,
    complete_title,
    one_of,
)
from slate.cli.options.numbers import number
from slate.cli.options.shared import takes
from slate.cli.session import Session
from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.past_days import DAY_CHOICES, past_day
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import DateError, UsageError
from slate.domain.ledger.statement import Origin, SaidRelease, Statement
from slate.domain.quoting import clip, quoted
from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence
from slate.domain.text import clean, clean_note, clean_to_store, folded
from slate.domain.titles.fields import COUNTS, YEARS
from slate.domain.titles.kinds import Kind, KindGroup, parse_kind
from slate.domain.titles.names import parse_slug
from slate.domain.titles.regions import parse_region
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import UPCOMING, parse_status
from slate.domain.titles.vocabulary import NO_SERVICE, parse_platform, parse_tag
from slate.domain.web_address import parse_url

_Texts = list[str] | None
_NOBODY = Origin(reported_on="")


def facts(
    context: typer.Context,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            "-d",
            "--release",
            metavar="DATE",
            help="A date: 2021-01-08, Q1 2021, early 2021, TBA ...",
        ),
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform",
            "-p",
            metavar="NAME",
            help="The streaming service.",
            autocompletion=complete_platform,
        ),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            "-s",
            metavar="STATUS",
            help="The status: announced, filming, released ...",
            autocompletion=one_of((*Stage, UPCOMING)),
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="The kind: film, series, documentary ...",
            autocompletion=one_of(Kind),
        ),
    ] = None,
    season: Annotated[
        int | None,
        typer.Option(
            "--season",
            "-n",
            parser=number("A season is", "--season 2", COUNTS),
            metavar="N",
            help="The number of the season.",
        ),
    ] = None,
    part: Annotated[
        int | None,
        typer.Option(
            "--part",
            parser=number("A part is", "--part 2", COUNTS),
            metavar="N",
            help="The number of the part.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            parser=number("A year is", "--year 2021", YEARS),
            metavar="YYYY",
            help="The year of first release.",
        ),
    ] = None,
    sequel_of: Annotated[
        str | None,
        typer.Option(
            "--sequel-of",
            metavar="TITLE",
            help="The title that this is a sequel to.",
            autocompletion=complete_title,
        ),
    ] = None,
    spin_off_of: Annotated[
        str | None,
        typer.Option(
            "--spin-off-of",
            metavar="TITLE",
            help="The title that this is a spin-off of.",
            autocompletion=complete_title,
        ),
    ] = None,
    remake_of: Annotated[
        str | None,
        typer.Option(
            "--remake-of",
            metavar="TITLE",
            help="The title that this is a remake of.",
            autocompletion=complete_title,
        ),
    ] = None,
    release_type: Annotated[
        str | None,
        typer.Option(
            "--release-type",
            metavar="TYPE",
            help="The type of release: streaming, theatrical ...",
            autocompletion=one_of(ReleaseType),
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            metavar="CC", help="A country code: US, GB ...", autocompletion=complete_region
        ),
    ] = None,
    leaves: Annotated[
        str | None, typer.Option(metavar="DATE", help="The date on which it leaves the service.")
    ] = None,
    also: Annotated[
        _Texts,
        typer.Option(metavar="RELEASE", help="One more: 'theatrical US: 2021-07'; repeatable."),
    ] = None,
    tag: Annotated[
        _Texts,
        typer.Option(metavar="TAG", help="A tag; repeatable.", autocompletion=complete_tag),
    ] = None,
    credit: Annotated[
        _Texts,
        typer.Option(
            metavar="ROLE=NAME",
            help="Who works on it: director='Ang Lee'; repeatable.",
            autocompletion=complete_credit,
        ),
    ] = None,
    external_id: Annotated[
        _Texts,
        typer.Option(
            "--id",
            metavar="SCHEME=ID",
            help="Its ID elsewhere: imdb=tt7846844; repeatable.",
            autocompletion=complete_id,
        ),
    ] = None,
    aka: Annotated[
        _Texts, typer.Option(metavar="NAME", help="Another name for it; repeatable.")
    ] = None,
    slug: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Its short name on the command line.")
    ] = None,
) -> Statement:
    """Parse the facts to report about a title; `origin` parses the options for the source."""
    session: Session = context.obj
    said_on = read_reported_on(session, context.params.get("reported_on"))
    links = {
        Relation.SEQUEL_OF: sequel_of,
        Relation.SPIN_OFF_OF: spin_off_of,
        Relation.REMAKE_OF: remake_of,
    }
    ids, shown_kind = _ids(external_id or ())
    return Statement(
        origin=_NOBODY,
        kind=shown_kind if kind is None else parse_kind(kind),
        season=season,
        part=part,
        year=year,
        status=None if status is None else parse_status(status),
        slug=None if slug is None else parse_slug(slug),
        date=None if date is None else typed_date(session, date, said_on),
        leaves=None if leaves is None else typed_date(session, leaves, said_on),
        platform=None if platform is None else _service(context, platform),
        release_type=None if release_type is None else parse_release_type(release_type),
        region=None if region is None else parse_region(region),
        releases=_further(session, also, said_on) if also else (),
        tags=tuple(map(parse_tag, tag or ())),
        credits=tuple(
            _pair("--credit", text, 'director="George Clooney"') for text in credit or ()
        ),
        links=tuple(
            (relation, clean(relation, text))
            for relation, text in links.items()
            if text is not None
        ),
        ids=ids,
        aka=tuple(clean_to_store("aka", text) for text in aka or ()),
    )


def chosen_confidence(
    rumor: Annotated[bool, typer.Option("--rumor", help="Record it as a rumor.")] = False,
    listed: Annotated[
        bool, typer.Option("--listed", help="Record it as listed by a catalog.")
    ] = False,
    reported: Annotated[
        bool, typer.Option("--reported", help="Record it as reported (the default when typed).")
    ] = False,
    official: Annotated[bool, typer.Option("--official", help="Record it as official.")] = False,
) -> Confidence | None:
    """Return the confidence that was chosen, None if none was; raise UsageError for several."""
    chosen = {
        Confidence.RUMOR: rumor,
        Confidence.LISTED: listed,
        Confidence.REPORTED: reported,
        Confidence.OFFICIAL: official,
    }
    words = [word for word, given in chosen.items() if given]
    if len(words) > 1:
        raise UsageError(
            f"--{words[0]} cannot be combined with --{words[1]}. A report is one of them."
        )
    return words[0] if words else None


@takes(confidence=chosen_confidence)
def origin(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who reported it: 'The Wrap', Netflix ...",
            autocompletion=complete_source,
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the report can be read.")
    ] = None,
    reported_on: Annotated[
        str | None,
        typer.Option(
            "--reported-on",
            metavar="DATE",
            help="The day of the report (default: today).",
            autocompletion=one_of(DAY_CHOICES),
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Anything else worth keeping.")
    ] = None,
    confidence: Confidence | None = None,
) -> Origin:
    """Parse the source of a report, and the date of the report."""
    session: Session = context.obj
    return Origin(
        reported_on=read_reported_on(session, reported_on),
        source=None if source is None else clean_to_store("source", source),
        url=None if url is None else parse_url(url),
        confidence=confidence or DEFAULT_CONFIDENCE,
        note=None if note is None else clean_note("note", note),
    )


def read_reported_on(session: Session, text: str | None, name: str = "--reported-on") -> str:
    """Parse the date of a report: a day, a month or a year; today if left out.

    Raises UsageError for any other date, and for one still to come; `name` is that of the field.
    """
    today = session.today.isoformat()
    if text is None:
        return today
    if day := past_day(text, session.today):
        return day.isoformat()
    when = parse_date(text)
    if when.precision not in ("day", "month", "year") or when.earliest is None or when.doubtful:
        raise DateError(text, f"{name} takes a day, a month or a year.")
    if when.earliest > session.today:
        raise UsageError(
            f"{name} {when.text} is in the future (today is {today}). "
            "It is the day of the report, not of the release."
        )
    return when.text


def typed_date(session: Session, text: str, reported_on: str) -> ReleaseDate:
    """Parse a date that is counted from the day reported if it is relative: `Friday`, `January 15`.

    Print a note on how a date was understood that could be understood otherwise. Raises UsageError
    for a relative date if only the month or the year of the report is known.
    """
    try:
        when = parse_date(text)
        note = _winter_note(text)
    except DateError:
        from slate.domain.dates.typed_dates import parse_typed  # noqa: PLC0415 -- for few dates

        day = parse_date(reported_on)
        when = parse_typed(text, day.earliest or session.today)
        if day.precision != "day":
            raise UsageError(
                f"{quoted(text)} is counted from the day reported, which is not known: "
                f"--reported-on is {reported_on}. Write the date itself."
            ) from None
        note = f"{text} is taken as {screen_date(when)}"
    if note is not None:
        session.say(f"note: {note}.")
    return when


def _further(session: Session, texts: list[str], said_on: str) -> tuple[SaidRelease, ...]:
    # Few commands have further releases.
    from slate.cli.options.further_releases import further_releases  # noqa: PLC0415

    return further_releases(session, texts, lambda text: typed_date(session, text, said_on))


def _winter_note(text: str) -> str | None:
    if "winter" not in text.lower():
        return None
    from slate.domain.dates.written_units import winter_note  # noqa: PLC0415 -- for few dates

    return winter_note(text)


def _service(context: typer.Context, text: str) -> str:
    """Parse a service; only a release that is dropped may be one without any."""
    if folded(text) == NO_SERVICE and context.params.get("drop_release"):
        return NO_SERVICE
    return parse_platform(text)


def _ids(texts: Iterable[str]) -> tuple[tuple[tuple[str, str], ...], Kind | None]:
    """Parse ids, and return them with the kind that one of them shows, as in `tmdb=tv/1396`."""
    from slate.remotes.ids import parse_id, scheme_of_page  # noqa: PLC0415 -- few have ids

    ids, kind = [], None
    for typed in texts:
        page = scheme_of_page(typed)
        text = typed if page is None else f"{page}={typed}"
        scheme, value = _pair("--id", text, "imdb=tt7846844")
        found = parse_id(scheme, value)
        ids.append((scheme, found.value))
        if found.group is not None:
            kind = Kind.SERIES if found.group is KindGroup.SERIES else Kind.FILM
    return tuple(ids), kind


def _pair(option: str, text: str, example: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals or not left.strip() or not right.strip() or "|" in left:
        raise UsageError(f"Write {option} {example}, not {quoted(clip(text, 80))}.")
    return folded(clean_to_store(option, left)), clean_to_store(option, right)
