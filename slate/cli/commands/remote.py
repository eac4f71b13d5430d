"""`slate remote`: the services and servers that slate asks, their addresses and their keys."""

from typing import Annotated

import typer

from slate.cli.completion.values import one_of, remotes
from slate.cli.options.layout import Layout, layout_of
from slate.cli.options.shared import takes
from slate.cli.session import Session
from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.remotes.kinds import KINDS

ACTIONS = ("list", "add", "remove", "check")
COLUMNS = (
    *("name", "kind", "url", "key", "answered", "titles"),
    *("works", "version", "problem", "credit", "terms"),
)


@takes(layout=layout_of(COLUMNS))
def command(
    context: typer.Context,
    action: Annotated[
        str,
        typer.Argument(
            metavar="[list|add|remove|check]",
            help="What to do.",
            autocompletion=one_of(ACTIONS),
        ),
    ] = "list",
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="The name of a remote: tvmaze, tmdb, nas ...",
            autocompletion=one_of(remotes),
        ),
    ] = None,
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help=f"With add: {', '.join(KINDS)}.",
            autocompletion=one_of(KINDS),
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="With add: its address, as in http://nas:8989."),
    ] = None,
    layout: Layout,
) -> None:
    """Show the services and servers that slate asks, or add one.

    \b
    slate remote
    slate remote add nas --kind sonarr --url http://nas:8989
    """
    session: Session = context.obj
    if action not in ACTIONS:
        raise UsageError(
            f"{quoted(action)} is nothing that slate remote does. Choose from {', '.join(ACTIONS)}."
        )
    if action != "add" and (kind is not None or url is not None):
        raise UsageError("--kind and --url are only used with slate remote add.")
    # Not for help, which builds all commands:
    from slate.cli.remote_access import access_for  # noqa: PLC0415
    from slate.cli.remote_run import add_remote, remove_remote, show_remotes  # noqa: PLC0415

    access = access_for(session)
    if action in {"add", "remove"}:
        if name is None:
            raise UsageError(f"No name was given. Run: slate remote {action} NAME")
        if not layout.is_screen:
            raise UsageError(f"slate remote {action} takes no --format or --columns.")
        if action == "add":
            add_remote(session, access, name, kind, url)
        else:
            remove_remote(access, name)
        return
    layout.chosen(COLUMNS)
    checks = action == "check"
    has_problem = show_remotes(session, access, name, layout, COLUMNS, checks=checks)
    if checks and has_problem:
        raise typer.Exit(1)
