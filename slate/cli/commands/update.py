"""`slate update`: report something new about existing titles."""

from dataclasses import replace
from typing import Annotated

import typer

from slate.cli import prompts
from slate.cli.completion.values import (
    complete_id_scheme,
    complete_platform,
    complete_tag,
    complete_title,
)
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.remote_options import From
from slate.cli.options.report_options import facts, origin
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes
from slate.cli.options.title_argument import Titles, quoted_titles, texts_of
from slate.cli.output.change_lines import change_lines, notes
from slate.cli.output.recorded import print_recorded
from slate.cli.output.refresh_hints import still_refreshed
from slate.cli.output.undo_hints import undo_hints
from slate.cli.session import Session
from slate.domain.errors import UsageError
from slate.domain.ledger.release_choice import chosen_platform
from slate.domain.ledger.statement import Origin, Statement
from slate.domain.text import clean, clean_to_store, folded
from slate.domain.titles.vocabulary import parse_platform, parse_tag
from slate.usecases.update import update

# Fields that may be set only for a single title.
_OWN = ("title", "slug", "season", "part")


@takes(session=writing_session, statement=facts, origin=origin)
def command(
    titles: Titles,
    *,
    statement: Statement,
    origin: Origin,
    also_on: Annotated[
        str | None,
        typer.Option(
            "--also-on",
            metavar="NAME",
            help="Add a release on another service.",
            autocompletion=complete_platform,
        ),
    ] = None,
    drop_release: Annotated[
        bool,
        typer.Option("--drop-release", help="Remove the release that -p, --region ... name."),
    ] = False,
    title: Annotated[
        str | None, typer.Option("--title", metavar="NAME", help="The new name.")
    ] = None,
    untag: Annotated[
        list[str] | None,
        typer.Option("--untag", metavar="TAG", help="Remove a tag.", autocompletion=complete_tag),
    ] = None,
    unlink: Annotated[
        list[str] | None,
        typer.Option(
            "--unlink",
            metavar="TITLE",
            help="Remove the link to that title.",
            autocompletion=complete_title,
        ),
    ] = None,
    no_id: Annotated[
        list[str] | None,
        typer.Option(
            "--no-id",
            metavar="SCHEME",
            help="Remove an ID: imdb, tmdb ...",
            autocompletion=complete_id_scheme,
        ),
    ] = None,
    found_at: From = None,
    dry_run: DryRun = False,
    form: ResultFormat = None,
    session: Session,
) -> None:
    """Update a title. Only the given fields change.

    \b
    slate update cobra-kai-s3 -d 2021-01-22 --source Netflix --official
    slate list --overdue -f slugs | slate update - --status released
    """
    form = parse_result_format(form)
    statement = replace(
        statement,
        origin=origin,
        title=None if title is None else clean_to_store("title", title),
        also_on=None if also_on is None else parse_platform(also_on),
        drops_release=drop_release,
        untag=tuple(map(parse_tag, untag or ())),
        unlink=tuple(clean("unlink", text) for text in unlink or ()),
        no_ids=tuple(folded(clean("no-id", text)) for text in no_id or ()),
    )
    if found_at is not None:
        from slate.cli.add_from import update_from  # noqa: PLC0415 -- few titles are looked up

        update_from(session, form, texts_of(titles), statement, found_at, dry_run=dry_run)
        return
    if also_on is not None and statement.platform is not None:
        raise UsageError(
            "--platform cannot be combined with --also-on. One moves a release, the other adds one."
        )
    if drop_release:
        statement = _dropping(statement)
    texts = texts_of(titles)
    if len(texts) > 1 and any(getattr(statement, name) is not None for name in _OWN):
        raise UsageError("--title, --slug, --season and --part can be used with one title only.")
    statement = prompts.about_platform(session, statement)
    with (
        session.writing(dry_run=dry_run) as ledger,
        quoted_titles(titles, ledger.find),
    ):
        keys = [ledger.find(text).key for text in texts]
        changes = [update(ledger, key, statement) for key in keys]
        hints, batch = list(undo_hints(session, ledger, changes)), ledger.batch
        hints += still_refreshed(session, ledger, keys, statement.no_ids)
    lines = (line for change in changes for line in change_lines(change))
    print_recorded(session, form, changes, batch, lines, stored=not dry_run)
    for note in (note for change in changes for note in notes(change)):
        session.say(note)
    if not dry_run:
        session.hint(*hints)
    session.close_screen()


def _dropping(statement: Statement) -> Statement:
    """Return a statement that drops a release; raise UsageError if it states anything of one."""
    stated = {
        "--date": statement.date,
        "--leaves": statement.leaves,
        "--also-on": statement.also_on,
        "--also": statement.releases or None,
    }
    for option, value in stated.items():
        if value is not None:
            raise UsageError(
                f"--drop-release cannot be combined with {option}. One removes a release, the "
                "other reports on one."
            )
    platform = statement.platform
    return replace(statement, platform=platform and chosen_platform(platform))
