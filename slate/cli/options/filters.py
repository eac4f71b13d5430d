"""The filter options, the same on every command that reads: OR within one, AND between them.

Several values of one are separated by commas, or the option is repeated. Texts to search for may
contain commas, so these are only repeated.
"""

from functools import reduce
from typing import TYPE_CHECKING, Annotated

import typer

from slate.cli.completion.values import (
    complete_people,
    complete_platforms,
    complete_regions,
    complete_tags,
    complete_title,
    one_of,
)
from slate.cli.options.layout import Limit
from slate.cli.session import Session
from slate.domain.errors import UsageError, WindowError
from slate.domain.queries.query import SORTS, Query, StatusFilter
from slate.domain.quoting import quoted
from slate.domain.text import clean, values_or_empty
from slate.domain.titles.column_names import parse_key
from slate.domain.titles.kinds import Kind, parse_kind
from slate.domain.titles.regions import parse_region
from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.domain.titles.vocabulary import parse_tag

if TYPE_CHECKING:
    from slate.domain.dates.windows import Window


def _windows(_: typer.Context) -> tuple[str, ...]:
    from slate.domain.dates.windows import CHOICES  # noqa: PLC0415 -- only for completion

    return CHOICES


def _statuses(_: typer.Context) -> tuple[str, ...]:
    from slate.domain.queries.status_filter import words  # noqa: PLC0415 -- the same

    return words()


complete_when = one_of(_windows)
When = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHEN]",
        help="The time span: 2021-01, Q1 2021, 30d, march ...",
        autocompletion=complete_when,
    ),
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
            help="Only on this service; several: Netflix,Hulu.",
            autocompletion=complete_platforms,
        ),
    ] = None,
    status: Annotated[
        _Texts,
        typer.Option(
            "--status",
            "-s",
            metavar="STATUS",
            help="A status (filming), label ('upcoming season') or group (upcoming, active, left).",
            autocompletion=one_of(_statuses, several=True),
        ),
    ] = None,
    kind: Annotated[
        _Texts,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Only this kind: film, series, documentary ...",
            autocompletion=one_of(Kind, several=True),
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN",
            help="A time span: 2021-01, Q1 2021, this-week, 30d ...",
            autocompletion=complete_when,
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="WHEN",
            help="Not before this date.",
            autocompletion=complete_when,
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="WHEN", help="Not after this date.", autocompletion=complete_when
        ),
    ] = None,
    search: Annotated[
        _Texts, typer.Option("--search", metavar="TEXT", help="Only titles that contain this text.")
    ] = None,
    franchise: Annotated[
        _Texts,
        typer.Option(
            metavar="TITLE",
            help="Only this title, what it follows, and what follows it.",
            autocompletion=complete_title,
        ),
    ] = None,
    person: Annotated[
        _Texts,
        typer.Option(
            metavar="NAME",
            help="Only titles on which this person is credited.",
            autocompletion=complete_people,
        ),
    ] = None,
    tag: Annotated[
        _Texts,
        typer.Option(
            metavar="TAG", help="Only titles with this tag.", autocompletion=complete_tags
        ),
    ] = None,
    release_type: Annotated[
        _Texts,
        typer.Option(
            "--release-type",
            metavar="TYPE",
            help="Only this type of release: streaming ...",
            autocompletion=one_of(ReleaseType, several=True),
        ),
    ] = None,
    region: Annotated[
        _Texts,
        typer.Option(
            metavar="CC",
            help="Only this country: US, GB ...",
            autocompletion=complete_regions,
        ),
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
            autocompletion=one_of((*SORTS, *(f"-{name}" for name in SORTS))),
        ),
    ] = None,
    limit: Limit = None,
) -> Query:
    """Parse the filter options into a query."""
    session: Session = context.obj
    lists = [_listed(values) for values in (platform, kind, tag, release_type, region)]
    for values in (*lists, status, search, franchise, person):
        if values is not None and len(values) > _MANY:
            raise UsageError(f"A filter takes at most {_MANY} values, not {len(values):,}.")
    platforms, kinds, tags, release_types, regions = lists
    window = _window(session, month, start, end)
    if undated and window is not None:
        raise _undated_error()
    if sort is not None:
        sort = f"{'-' * sort.startswith('-')}{parse_key('sort', sort.removeprefix('-'), SORTS)}"
    return Query(
        status=_status(status) if status else StatusFilter(),
        # A name with a comma may have been imported: the text as a whole counts as well.
        platforms=tuple(
            clean("platform", text) for text in dict.fromkeys((*platforms, *(platform or ())))
        ),
        kinds=tuple(map(parse_kind, kinds)),
        release_types=tuple(map(parse_release_type, release_types)),
        regions=tuple(map(parse_region, regions)),
        tags=tuple(map(parse_tag, tags)),
        persons=tuple(clean("person", text, _LONG) for text in person or ()),
        search=tuple(clean("search", text, _LONG) for text in search or ()),
        franchises=tuple(clean("TITLE", text, _LONG) for text in franchise or ()),
        window=window,
        undated=undated,
        overdue=overdue,
        disputed=disputed,
        sort=sort,
        limit=limit,
    )


def window_of(session: Session, query: Query, when: list[str] | None) -> "Window | None":
    """Return the window of the words of a WHEN argument, or else that of the query.

    Raises UsageError if both are given, or for other words, with the filters that they may mean.
    """
    if not when:
        return query.window
    text = " ".join(when)
    if query.undated:
        raise _undated_error()
    if query.window is not None:
        raise UsageError(
            f"{text} cannot be combined with --month, --from or --to. Give the time once."
        )
    from slate.domain.dates.windows import parse_window  # noqa: PLC0415 -- only for windows

    try:
        return parse_window(text, session.today)
    except WindowError:
        # Imported only for errors:
        from slate.cli.errors import ReplacedWordsError  # noqa: PLC0415
        from slate.cli.guesses import filters_for  # noqa: PLC0415

        if found := filters_for(when, ("--overdue", "--disputed"), session):
            text = f"{quoted(text)} is no time span. Run:"
            raise ReplacedWordsError(text, filters=found) from None
        raise


def _undated_error() -> UsageError:
    return UsageError(
        "--undated cannot be combined with a time span: titles without a date are in none."
    )


def _listed(texts: _Texts) -> list[str]:
    """Return the values of an option that is repeated, or whose values commas separate."""
    return [value for text in texts or () for value in values_or_empty(text)]


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
