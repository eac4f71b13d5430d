"""`slate refresh`: ask live sources again about the titles that have their ids."""

from collections.abc import Sequence
from typing import Annotated

import typer

from slate.cli.completion.values import complete_title
from slate.cli.errors import RunInsteadError
from slate.cli.options.clock_options import writing_session
from slate.cli.options.dry_run import DryRun
from slate.cli.options.filters import filters
from slate.cli.options.layout import ExitStatus
from slate.cli.options.result_format import ResultFormat, parse_result_format
from slate.cli.options.shared import takes, without
from slate.cli.options.title_argument import quoted_titles, texts_of
from slate.cli.output.stdout import leave_if_none
from slate.cli.session import Session
from slate.cli.stderr import typed_line
from slate.domain.queries.query import Query
from slate.remotes.kinds import KINDS
from slate.store.slate import Slate


@takes(session=writing_session, query=without(filters, "sort", "limit"))
def command(
    titles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TITLE]...",
            help="Slugs or titles (-: standard input; default: all).",
            autocompletion=complete_title,
        ),
    ] = None,
    *,
    query: Query,
    everything: Annotated[
        bool, typer.Option("--all", help="Also titles that ended or were canceled, and now.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Only use answers that were fetched before.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept an ID of a title that has another name.")
    ] = False,
    dry_run: DryRun = False,
    form: ResultFormat = None,
    exit_status: ExitStatus = False,
    session: Session,
) -> None:
    """Ask TVmaze, TMDB and your servers what is new, and record it.

    \b
    slate refresh
    slate refresh cobra-kai --dry-run
    """
    # Not for help, which builds all commands:
    from slate.cli.refresh_run import RefreshRun  # noqa: PLC0415
    from slate.cli.remote_access import access_for, only_one  # noqa: PLC0415

    form = parse_result_format(form)
    access = access_for(session)
    remotes = access.settings.remotes.values()
    texts = texts_of(titles) if titles else None
    is_chosen = texts is not None or query.is_filtered
    schemes = [remote.kind.name for remote in remotes if remote.kind.has_titles]
    with session.reading(query) as slate, quoted_titles(texts or (), slate.find):
        followed = slate.followed(schemes, query, texts)
        if is_chosen and not followed:
            raise _nothing_followed(slate, _sources(schemes), texts or ())
    with only_one(access, session.store.path) as is_alone:
        if not is_alone:
            session.hint("Another refresh of this slate is running.")
            return
        run = RefreshRun(
            session,
            access,
            dry_run=dry_run,
            is_offline=offline,
            accept_names=accept,
            form=form,
        )
        for remote in remotes:
            # The list of a server is about all of its titles, not about some.
            if remote.kind.has_titles or not is_chosen:
                run.refresh(remote, followed, everything=everything or texts is not None)
        access.tidy()
    run.close()
    if not run.outcomes and not followed:
        look_up = session.command_line("add TITLE --from tvmaze")
        session.hint(f"No title has an ID of {_sources(schemes)}. To look one up:\n{look_up}")
    if run.has_problems:
        raise typer.Exit(1)
    leave_if_none(run.changes, exit_status=exit_status)


def _sources(schemes: Sequence[str]) -> str:
    return " or ".join(KINDS[scheme].source for scheme in schemes)


def _nothing_followed(slate: Slate, sources: str, texts: Sequence[str]) -> "NothingFollowedError":
    """Return the error for titles without an id of a source; one title can be looked up."""
    if len(texts) != 1:
        return NothingFollowedError(sources, "TITLE", "tvmaze")
    title = slate.find(texts[0])[0]
    kind, _, _ = slate.kind_and_ids(title)
    return NothingFollowedError(sources, title.slug, "tvmaze" if kind.serial else "tmdb")


class NothingFollowedError(RunInsteadError):
    """Titles without an id of a live source, by which it could be asked about them."""

    exit_code = 3

    def __init__(self, sources: str, slug: str, source: str) -> None:
        super().__init__(
            f"No such title has an ID of {sources}. To look one up:",
            typed_line("slate", "update", slug, "--from", source),
        )
