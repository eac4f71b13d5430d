"""The filter options, the same on every command that reads: OR within one, AND between them."""

from functools import reduce
from typing import TYPE_CHECKING, Annotated

import typer

from slate.cli.completion import complete_platform
from slate.cli.options.layout import Limit
from slate.cli.session import Session
from slate.domain.errors import KeyChoiceError, UsageError
from slate.domain.queries.query import SORTS, Query, StatusFilter
from slate.domain.text import clean
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.release_types import parse_release_type
from slate.domain.titles.vocabulary import parse_region, parse_tag

if TYPE_CHECKING:
    from slate.domain.dates.windows import Window

When = Annotated[
    str | None,
    typer.Argument(metavar="[WHEN]", help="The time span: 2021-01, Q1 2021, 30d, march ..."),
]
_Texts = list[str] | None
# Limits of a query for SQLite: values of a filter, and characters of a text.
_MANY = 100
_LONG = 500


def filters(
    context: typer.Context,
    platform: Annotated[
        _Texts,
        typer.Option(
            "--platform",
            "-p",
            metavar="NAME",
            help="Only on this service.",
            autocompletion=complete_platform,
        ),
    ] = None,
    status: Annotated[
        _Texts,
        typer.Option(
            "--status",
            "-s",
            metavar="STATUS",
            help="A status (filming), label ('upcoming season') or group (upcoming, active, left).",
        ),
    ] = None,
    kind: Annotated[
        _Texts,
        typer.Option(
            "--kind", "-k", metavar="KIND", help="Only this kind: film, series, documentary ..."
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="A time span: 2021-01, Q1 2021, this-week, 30d ..."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="WHEN", help="Not before this date.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="WHEN", help="Not after this date.")
    ] = None,
    search: Annotated[
        _Texts, typer.Option("--search", metavar="TEXT", help="Only titles that contain this text.")
    ] = None,
    person: Annotated[
        _Texts, typer.Option(metavar="NAME", help="Only titles on which this person is credited.")
    ] = None,
    tag: Annotated[_Texts, typer.Option(metavar="TAG", help="Only titles with this tag.")] = None,
    release_type: Annotated[
        _Texts,
        typer.Option(
            "--release-type", metavar="TYPE", help="Only this type of release: streaming ..."
        ),
    ] = None,
    region: Annotated[
        _Texts, typer.Option(metavar="CC", help="Only this country: US, GB ...")
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Only titles without a date.")] = False,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only titles whose date has passed unconfirmed.")
    ] = False,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only titles on which sources disagree.")
    ] = False,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help=f"Sort by {', '.join(SORTS)}; -date for descending.",
            rich_help_panel="Output",
        ),
    ] = None,
    limit: Limit = None,
) -> Query:
    """Parse the filter options into a query."""
    session: Session = context.obj
    for values in (platform, status, kind, search, person, tag, release_type, region):
        if values is not None and len(values) > _MANY:
            raise UsageError(f"A filter takes at most {_MANY} values, not {len(values):,}.")
    window = _window(session, month, start, end)
    if undated and window is not None:
        raise UsageError(
            "--undated cannot be combined with a time span: titles without a date are in none."
        )
    if sort is not None and sort.removeprefix("-") not in SORTS:
        raise KeyChoiceError("sort", sort, SORTS)
    return Query(
        status=_status(status) if status else StatusFilter(),
        platforms=tuple(clean("platform", text) for text in platform or ()),
        kinds=tuple(map(parse_kind, kind or ())),
        release_types=tuple(map(parse_release_type, release_type or ())),
        regions=tuple(map(parse_region, region or ())),
        tags=tuple(map(parse_tag, tag or ())),
        persons=tuple(clean("person", text, _LONG) for text in person or ()),
        search=tuple(clean("search", text, _LONG) for text in search or ()),
        window=window,
        undated=undated,
        overdue=overdue,
        disputed=disputed,
        sort=sort,
        limit=limit,
    )


def _status(texts: list[str]) -> StatusFilter:
    from slate.domain.queries.status_filter import (  # noqa: PLC0415 -- only for this option
        parse_status_filter,
    )

    return reduce(StatusFilter.either, map(parse_status_filter, texts))


def _window(
    session: Session, month: str | None, start: str | None, end: str | None
) -> "Window | None":
    if month is None and start is None and end is None:
        return None
    if month is None:
        from slate.domain.dates.windows import window_between  # noqa: PLC0415 -- as above

        return window_between(start, end, session.today)
    if start is not None or end is not None:
        raise UsageError("--month cannot be combined with --from or --to. Use one or the other.")
    from slate.domain.dates.windows import parse_window  # noqa: PLC0415 -- as above

    return parse_window(month, session.today)
