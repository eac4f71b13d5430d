"""`slate changes`: what changed, by day, and who reported it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from slate.cli.completion.values import complete_title
from slate.cli.errors import ReplacedWordsError
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.change_names import What, parse_names
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus, Layout, layout_of
from slate.cli.options.shared import explaining, hiding, takes
from slate.cli.options.span_options import since_option, until_option
from slate.cli.options.title_argument import named_then, quoted_titles, texts_of
from slate.cli.output.rows import Counted, Held, hold_rows, hold_table, in_utf8, tamed
from slate.cli.output.stdout import finish, leave_if_none, print_screen
from slate.cli.session import Session
from slate.domain.changes.change_record import COLUMNS, Changed
from slate.domain.dates.day_span import ANY_TIME, LAST, parse_span, usual_span
from slate.domain.dates.past_days import parse_past
from slate.domain.errors import NoDaysError, TitleNotFoundError, UsageError, WindowError
from slate.domain.queries.change_query import BatchLimit, LeftOut
from slate.domain.queries.query import Query
from slate.domain.quoting import quoted
from slate.usecases.changes import FoundChanges, Wanted, find_changes, mark_seen
from slate.wording.changes import change_row

if TYPE_CHECKING:
    from slate.cli.output.piped_command import PipedCommand
    from slate.store.reports.bookmarks import Bookmark

# As in `list`: the most changes on a terminal without --limit, and the most of each batch.
SHOWN = 200
OF_A_BATCH = 20


def wanted(
    context: typer.Context,
    titles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TITLE]...",
            help="Slugs or titles, or a series (-: standard input; default: all).",
            autocompletion=complete_title,
        ),
    ] = None,
    since: Annotated[str | None, since_option(LAST)] = None,
    until: Annotated[str | None, until_option()] = None,
    what: What = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="Remember that you have seen this, for --since last.")
    ] = False,
) -> Wanted:
    """Parse which changes are wanted; `--mark` alone means those since the last mark.

    Without days, all changes of titles that are named are wanted, and the newest of all titles.
    """
    session: Session = context.obj
    named = tuple(texts_of(titles)) if titles else None
    names = parse_names(what)
    if mark and until is not None:
        raise UsageError(
            "--mark cannot be combined with --until: later changes would be marked as seen."
        )
    if since == LAST or (mark and since is None):
        if until is not None:
            raise UsageError("--until cannot be combined with --since last.")
        return Wanted(None, names, mark, named)
    if since is None and until is None and named is None:
        return Wanted(usual_span(session.today), names, mark)
    return Wanted(parse_span(since, until, session.today), names, mark, named)


def piped_command(
    context: typer.Context,
    pipe_to: Annotated[
        str | None,
        typer.Option(
            "--pipe-to",
            metavar="COMMAND",
            help="Pass what changed to a command; --mark only if it succeeds.",
            rich_help_panel="Changes",
        ),
    ] = None,
) -> "PipedCommand | None":
    """Parse the command that gets what is otherwise printed, None to print it."""
    option, text = "--pipe-to", pipe_to
    if _has_command(context):
        option, text = "--to", context.params["end"]
        if pipe_to is not None:
            raise UsageError("With --mark, --to is the same as --pipe-to. Use one or the other.")
    if text is None:
        return None
    from slate.cli.output.piped_command import parse_command  # noqa: PLC0415 -- only for this

    return parse_command(text, option)


_filters = explaining(
    hiding(filters, "sort"), end="Not after this date; with --mark, same as --pipe-to."
)


@wraps(_filters)
def filters_or_command(context: typer.Context, *, end: str | None, **others: Any) -> Query:  # noqa: ANN401 -- whatever the options hold
    """Parse the filter options, without --to if its value is a command."""
    if _has_command(context):
        end = None
    elif end is not None and (program := _program_in(end, context.obj.today)):
        raise UsageError(
            f"Without --mark, --to is a date. To pass what changed to the command {program}, "
            "use --pipe-to."
        )
    return _filters(context=context, end=end, **others)


def _has_command(context: typer.Context) -> bool:
    """Whether the value of --to is a command.

    It is one with --mark, which cannot be combined with filters; but whoever types a date means
    the filter.
    """
    text = context.params["end"]
    marks = text is not None and context.params["mark"]
    return marks and not _is_date(text, context.obj.today)


def _program_in(text: str, today: date) -> str | None:
    """Return the program whose name a text begins with; None for a date, or if there is none."""
    words = text.split(maxsplit=1)
    if not words or _is_date(text, today):
        return None
    from shlex import quote  # noqa: PLC0415 -- only for errors
    from shutil import which  # noqa: PLC0415 -- the same

    return quote(words[0]) if which(words[0]) else None


def _is_date(text: str, today: date) -> bool:
    """Whether a text is a date or a time span, or says that there is none."""
    from slate.domain.dates.windows import parse_window  # noqa: PLC0415 -- only for --to

    try:
        parse_window(text, today)
    except NoDaysError:
        return True
    except WindowError:
        return False
    return True


@takes(
    session=as_of_session,
    wanted=wanted,
    receiver=piped_command,
    query=filters_or_command,
    layout=layout_of(COLUMNS),
)
def command(
    wanted: Wanted,
    receiver: "PipedCommand | None",
    query: Query,
    session: Session,
    layout: Layout,
    *,
    exit_status: ExitStatus = False,
) -> None:
    """Show what changed, newest first: in the last 7 days, or ever to a TITLE.

    \b
    slate changes "Cobra Kai" --what slipped,dated
    slate changes --since last --mark --to "mail -s News me@example.org"
    """
    layout.chosen(COLUMNS)
    _refuse(wanted, query, session)
    if receiver is not None:
        session = _in_a_pipe(session)
    screen: Screen | None = None
    with (
        session.reading(query) as slate,
        _days_instead(wanted.titles or (), session.today),
        quoted_titles(wanted.titles or (), slate.find),
    ):
        is_screen = layout.is_screen and session.terminal.shows
        per_batch = _limit(wanted, query) if is_screen or _is_mail(layout) else None
        author = session.author if wanted.span is None or wanted.mark else ""
        if wanted.titles is not None:
            wanted = wanted._replace(titles=tuple(named_then(session, slate, wanted.titles)))
        found = find_changes(slate, wanted, query, author, per_batch)
        left_out = per_batch.left_out if per_batch else {}
        newest_day = slate.newest_day() if is_screen or receiver is not None else None
        if is_screen:
            # Changes that will be marked as seen must all be shown.
            most = SHOWN if query.limit is None and not wanted.mark else query.limit
            screen = Screen.gather(
                found.changes, most, left_out, newest_day, marked=bool(found.seen)
            )
        else:
            printed = Counted(islice(found.changes, query.limit))
            held = _hold(session, layout, printed, left_out)
    if wanted.mark:  # what cannot be marked as seen is neither printed nor passed on
        session.store.check_writable()
    if wanted.span is None:
        _tell_of(session, wanted, found.bookmark)
    if screen is not None:
        number = _show(session, screen, wanted, query)
    elif receiver is None:
        number = held.print()
    elif number := printed.number:
        _pass_on(session, receiver, held, printed.number, left_out, marks=wanted.mark)
    else:
        _hint_nothing(session, newest_day, wanted, query, marked=bool(found.seen))
    finish()  # raises if output failed: changes not printed were not seen
    if wanted.mark:
        _mark(session, found)
    session.close_screen()
    leave_if_none(number, exit_status=exit_status)


def _refuse(wanted: Wanted, query: Query, session: Session) -> None:
    """Raise UsageError for options that cannot be combined."""
    if session.as_of is not None and (wanted.mark or wanted.span is None):
        raise UsageError(
            "--since last and --mark cannot be combined with --as-of or --as-recorded."
        )
    if query.sort is not None:
        raise UsageError("Changes are listed newest first; --sort cannot be used.")
    if wanted.mark and wanted.titles is not None:
        raise UsageError(
            "--mark cannot be combined with TITLE: changes of others would be marked as seen."
        )
    if wanted.mark and (query.is_filtered or wanted.names):
        raise UsageError(
            "--mark cannot be combined with filters: filtered-out changes would be marked as seen."
        )
    if wanted.mark and query.limit is not None:
        raise UsageError(
            "--mark cannot be combined with --limit: the other changes would be marked as seen."
        )


def _in_a_pipe(session: Session) -> Session:
    """Return the session of a command whose standard output is a pipe without styles."""
    return session._replace(terminal=session.terminal._replace(is_screen=False, shows=False))


def _mark(session: Session, found: FoundChanges) -> None:
    """Set the mark of the author if there is anything new, and say so if it is the first one."""
    if found.newest is None or found.newest.number == found.seen:
        return
    # A bookmark has no time, so it does not matter whether the clock is right.
    with session.writing(checks_clock=False) as ledger:
        mark_seen(ledger, found.newest)
    if found.bookmark is None:
        session.hint("Marked as seen: --since last now begins after these changes.")


@contextmanager
def _days_instead(titles: Sequence[str], today: date) -> Iterator[None]:
    """Raise ReplacedWordsError for titles that are not found, if they are days: `today`."""
    try:
        yield
    except TitleNotFoundError:
        text = " ".join(titles)
        try:
            parse_past(text, today)
        except UsageError:
            pass
        else:
            error = f"No title {quoted(text)}. Run:"
            raise ReplacedWordsError(error, filters=["--since", text]) from None
        raise


def _is_mail(layout: Layout) -> bool:
    return layout.format == "markdown" and not layout.columns


def _limit(wanted: Wanted, query: Query) -> BatchLimit | None:
    """Return the limit for each batch, or None with --limit, a filter or titles.

    How many changes of a batch match a filter is known only if all of it is read.
    """
    chosen = query.is_filtered or wanted.names or wanted.titles is not None
    whole = query.limit is not None or chosen
    return None if whole else BatchLimit(OF_A_BATCH)


def _tell_of(session: Session, wanted: Wanted, bookmark: "Bookmark | None") -> None:
    """Print why all changes are shown, if no mark was found."""
    if bookmark is None:
        advice = "" if wanted.mark else " Add --mark to set one."
        session.hint(f"No mark yet, so this shows everything.{advice}")
    elif bookmark.number is None:
        session.say("the batch of your last mark is not in this slate, so this shows everything.")


def _hold(session: Session, layout: Layout, found: Iterable[Changed], left_out: LeftOut) -> Held:
    """Return changes for a pipe or a program, held for printing."""
    if _is_mail(layout):
        from slate.formats.write import changes_mail  # noqa: PLC0415 -- only for mail
        from slate.render.plain.changes import mail_lines  # noqa: PLC0415 -- the same

        in_utf8()
        counted = Counted(mail_lines(found, left_out))
        pieces = changes_mail.lines(counted)
        return Held(map(tamed, pieces) if session.terminal.is_screen else pieces, counted)
    if not layout.is_screen:
        return hold_rows(session, layout, COLUMNS, (change_row(change.record) for change in found))
    from slate.render.plain.changes import HEADER, table_rows  # noqa: PLC0415 -- not for data

    return hold_table(HEADER, table_rows(found))


def _pass_on(
    session: Session,
    receiver: "PipedCommand",
    held: Held,
    number: int,
    left_out: LeftOut,
    *,
    marks: bool,
) -> None:
    """Run the command that gets the changes; if it fails, they were not seen."""
    from slate.render.captions import passed_caption  # noqa: PLC0415 -- only for this

    receiver.run(held.pieces(), consequence="Nothing was marked as seen." if marks else "")
    session.hint(passed_caption(number, receiver.name, sum(left_out.values())))


class Screen(NamedTuple):
    """The changes to show on a terminal, and what their caption needs."""

    changes: list[Changed]
    more: bool  # there are changes that are not shown
    left_out: LeftOut
    newest: str | None  # the last day on which anything was reported
    marked: bool  # the changes begin after a marked batch

    @classmethod
    def gather(
        cls,
        found: Iterator[Changed],
        most: int | None,
        left_out: LeftOut,
        newest: str | None,
        *,
        marked: bool,
    ) -> "Screen":
        """Read the first changes, up to `most`; `left_out` is complete only after they are read."""
        shown = list(islice(found, most))
        return cls(shown, next(found, None) is not None, left_out, newest, marked)


def _show(session: Session, screen: Screen, wanted: Wanted, query: Query) -> int:
    from slate.cli.output.see_all import see_all  # noqa: PLC0415 -- not for data
    from slate.render.captions import changes_caption  # noqa: PLC0415 -- the same
    from slate.render.screens.changes import changes_screen  # noqa: PLC0415 -- the same

    print_screen(session, changes_screen(screen.changes, screen.left_out, session.display))
    number = len(screen.changes)
    if screen.newest is None or not (number or screen.more):
        _hint_nothing(session, screen.newest, wanted, query, marked=screen.marked)
        return number
    when = "in all" if wanted.span == ANY_TIME else _when(wanted, marked=screen.marked)
    left_out = sum(screen.left_out.values())
    caption = changes_caption(
        number, when, see_all(session, None), more=screen.more, left_out=left_out
    )
    session.hint(*([""] if number else []), caption)
    return number


def _hint_nothing(
    session: Session, newest: str | None, wanted: Wanted, query: Query, *, marked: bool
) -> None:
    """Print that there are no changes, on a terminal; arguments as for `Screen`."""
    from slate.render.captions import nothing_caption  # noqa: PLC0415 -- not for data

    if newest is None:
        session.hint(*session.nothing_there)
        return
    chosen = query.is_filtered or bool(wanted.names) or wanted.titles is not None
    session.hint(nothing_caption(_when(wanted, marked=marked), newest, chosen=chosen))


def _when(wanted: Wanted, *, marked: bool) -> str:
    if wanted.span:
        return wanted.span.phrase
    return "since the last mark" if marked else "in all"
