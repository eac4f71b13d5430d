"""`slate duplicates`: list titles that may be one work, and dismiss those that are two."""

from itertools import islice
from typing import Annotated

import typer

from slate.cli.completion.values import complete_title
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.layout import ExitStatus, Layout, Limit, layout_of
from slate.cli.options.shared import takes
from slate.cli.output.rows import print_for_people, print_rows
from slate.cli.output.stdout import leave_if_none, print_done, print_screen
from slate.cli.session import Session
from slate.cli.stderr import typed_line
from slate.domain.errors import UsageError
from slate.domain.ledger.statement import Origin
from slate.domain.text import clean
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.render.plain.duplicates import DUPLICATES_HEADER, duplicate_rows
from slate.usecases.duplicates import dismiss, list_duplicates
from slate.wording.duplicates import reason_text

COLUMNS = ("slug", "other_slug", "reason", "title", "year", "other_title", "other_year", "text")
_FEWEST = 2  # titles to dismiss


@takes(layout=layout_of(COLUMNS), session=writing_session)
def command(
    titles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TITLE...]",
            help="Only the duplicates of these titles (default: all).",
            autocompletion=complete_title,
        ),
    ] = None,
    *,
    dismissed: Annotated[
        bool, typer.Option("--dismiss", help="Record that these titles are different works.")
    ] = False,
    layout: Layout,
    limit: Limit = None,
    exit_status: ExitStatus = False,
    dry_run: DryRun = False,
    session: Session,
) -> None:
    """List titles that may be one work, with what speaks for it.

    \b
    slate duplicates
    slate duplicates --dismiss dune dune-1984
    """
    texts = tuple(clean("TITLE", text) for text in titles or ())
    if dismissed:
        if not layout.is_screen:
            raise UsageError("--dismiss cannot be combined with --format or --columns.")
        _dismiss(session, texts, dry_run=dry_run)
        return
    if dry_run:
        raise UsageError("--dry-run can be used only with --dismiss.")
    layout.chosen(COLUMNS)
    with session.reading() as slate:
        pairs = list_duplicates(slate, texts)
    found = list(islice(pairs, limit))
    if layout.is_screen and session.terminal.shows:
        from slate.render.screens.duplicates import (  # noqa: PLC0415 -- not for data
            by_reason,
            duplicates_screen,
        )

        print_screen(session, duplicates_screen(found, session.display))
        _hint(session, by_reason(found), len(pairs))
    elif layout.is_for_people:
        print_for_people(session, layout, DUPLICATES_HEADER, duplicate_rows(found))
    else:
        print_rows(session, layout, COLUMNS, map(_row, found))
    session.close_screen()
    leave_if_none(len(found), exit_status=exit_status)


def _hint(session: Session, found: list[PossibleDuplicate], total: int) -> None:
    if not found:
        session.hint("No possible duplicates.")
        return
    if len(found) < total:
        session.hint("", f"{len(found):,} of {total:,}.")
    one, other = found[0].one.slug, found[0].other.slug
    session.hint(
        "",
        "If two are one work, merge them; if they are two, dismiss them:",
        f"  {session.command_line(typed_line('merge', one, other))}",
        f"  {session.command_line(typed_line('duplicates', '--dismiss', one, other))}",
    )


def _dismiss(session: Session, texts: tuple[str, ...], *, dry_run: bool) -> None:
    if len(texts) < _FEWEST:
        raise UsageError("--dismiss takes two titles, as in --dismiss dune dune-1984.")
    with session.writing(dry_run=dry_run) as ledger:
        pairs = dismiss(ledger, texts, Origin(session.today.isoformat()))
    done = "would be dismissed" if dry_run else "dismissed"
    print_done(
        [
            f"{one} and {other}: {done if is_new else 'dismissed already'}"
            for one, other, is_new in pairs
        ],
        stored=not dry_run,
    )
    session.close_screen()


def _row(pair: PossibleDuplicate) -> tuple[object, ...]:
    one, other = pair.one, pair.other
    return (
        *(one.slug, other.slug, pair.reason.value, one.name, one.year),
        *(other.name, other.year, reason_text(pair)),
    )
