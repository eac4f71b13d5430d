"""`slate digest`: a newsletter of what is new, what is coming and what is leaving."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slate.cli.completion.values import one_of
from slate.cli.options.as_of_options import as_of_session, goes_by_arrival, parse_as_of
from slate.cli.options.filters import When, filters, window_of
from slate.cli.options.layout import ExitStatus
from slate.cli.options.shared import explaining, hiding, takes
from slate.cli.output.rows import in_utf8, tamed
from slate.cli.output.stdout import leave_if_none, write
from slate.cli.session import Session
from slate.domain.dates.as_of import AsOf
from slate.domain.dates.windows import Window
from slate.domain.errors import UsageError, WordError
from slate.domain.queries.digest import DigestDays, day_before, digest_days
from slate.domain.queries.query import Query
from slate.domain.titles.column_names import parse_key
from slate.files.small_text import read_text
from slate.formats.errors import FileError
from slate.wording.release_list import GROUPS

if TYPE_CHECKING:
    from slate.formats.write.digest_template import DigestTemplate
    from slate.wording.digest import DigestText

FORMATS = ("markdown", "html", "text")
_SUFFIXES = {"md": "markdown", "htm": "html", "txt": "text"}
_filters = explaining(hiding(filters, "sort"), limit="Show at most N titles in each section.")


@takes(session=as_of_session, query=_filters, by_arrival=goes_by_arrival)
def command(
    query: Query,
    session: Session,
    *,
    by_arrival: bool,
    when: When = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Output format: {', '.join(FORMATS)}.",
            autocompletion=one_of(FORMATS),
        ),
    ] = FORMATS[0],
    template: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Your own form, as a template of Jinja."),
    ] = None,
    group_by: Annotated[
        str,
        typer.Option(
            metavar="WHAT",
            help="List what is coming by day, month or platform.",
            autocompletion=one_of(GROUPS),
        ),
    ] = GROUPS[0],
    certain: Annotated[
        bool, typer.Option("--certain", help="Leave out what may also come later.")
    ] = False,
    exit_status: ExitStatus = False,
) -> None:
    """Write a newsletter: what is new, what is coming and what is leaving.

    \b
    slate digest
    slate digest last-week -f html
    """
    from slate.usecases.digest import digest  # noqa: PLC0415 -- the help builds all commands
    from slate.wording.digest import digest_text  # noqa: PLC0415 -- the same

    form = _SUFFIXES.get(form, form)
    if form not in FORMATS:
        raise WordError("format", form, FORMATS)
    if query.sort is not None:
        raise UsageError("A digest has an order of its own; --sort cannot be used.")
    group = parse_key("group", group_by, GROUPS)
    own = None if template is None else _template(template, form)
    days = digest_days(_period(session, query, when), session.today)
    session = _at_the_end(days, session, by_arrival=by_arrival)
    before = _before(days, session, by_arrival=by_arrival)
    with session.reading(query) as slate:
        found = digest(slate, days, before, query, certain=certain)
        is_empty = not slate.has_reports()
    text = digest_text(found, group)
    if text.parts:
        in_utf8()
        pieces = _pieces(text, form, own)
        write(map(tamed, pieces) if session.terminal.is_screen else pieces)
        session = _without_caption(session)
    elif is_empty:
        session.hint(*session.nothing_there)
    else:
        session.hint(f"Nothing to report, {text.period}.")
    session.close_screen()
    leave_if_none(len(text.parts), exit_status=exit_status)


def _template(file: str, form: str) -> "DigestTemplate":
    """Read a template and return it; raise FileError if it cannot be used."""
    from slate.formats.write.digest_template import DigestTemplate  # noqa: PLC0415 -- few have one

    try:
        source = read_text(Path(file), "utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(file, "is not UTF-8.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(file, f"cannot be read: {reason}.") from None
    return DigestTemplate(file, source, is_html=form == "html")


def _period(session: Session, query: Query, when: list[str] | None) -> Window | None:
    period = window_of(session, query, when)
    if period is not None and period.start is None:
        raise UsageError(
            f"A digest needs a first day; {period.text} has none. Write 2021-01, last-week or 30d."
        )
    return period


def _at_the_end(days: DigestDays, session: Session, *, by_arrival: bool) -> Session:
    """Return the session, set to the last day of a period that is over."""
    if days.as_of == session.today:
        return session
    return session._replace(as_of=_as_of(days.as_of, session, by_arrival=by_arrival))


def _before(days: DigestDays, session: Session, *, by_arrival: bool) -> AsOf | None:
    """Return the state with which the news are compared; None if no news are wanted."""
    if days.since is None:
        return None
    return _as_of(day_before(days.since), session, by_arrival=by_arrival)


def _as_of(day: date, session: Session, *, by_arrival: bool) -> AsOf | None:
    """Return the end of a day that is over, by the day reported or by the time of arrival."""
    return parse_as_of("A digest", day.isoformat(), session.clock.today, recorded=by_arrival)


def _without_caption(session: Session) -> Session:
    """Return a session whose closing hint does not repeat the last line of a digest."""
    by_arrival = session.as_of is not None and session.as_of.arrived_before is not None
    return session if by_arrival else session._replace(as_of=None)


def _pieces(text: "DigestText", form: str, own: "DigestTemplate | None") -> Iterable[str]:
    """Return the digest in pieces that each end with a line break."""
    if own is not None:
        from slate.formats.write.digest_values import digest_values  # noqa: PLC0415 -- the same

        return own.render(digest_values(text)).splitlines(keepends=True)
    module = import_module(f"slate.formats.write.digest_{form}")
    lines: Callable[[DigestText], Iterator[str]] = module.lines
    return lines(text)
