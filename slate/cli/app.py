"""The command line application and its commands, in the order of the help."""

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from slate.cli.arguments import StrictCommand, StrictCommands
from slate.cli.output.stdout import print_lines
from slate.cli.session import Clock, Session, Terminal, open_store

# The commands by what they are for, in the order of the help.
_GROUPS = {
    "Read": ("list", "upcoming", "show", "next", "calendar", "timeline"),
    "Record": ("add", "update", "edit", "remove", "merge", "split", "undo", "redo"),
    "Look back": ("changes", "diff", "slips", "sources", "count", "log", "duplicates"),
    "Exchange": ("import", "export", "digest", "refresh", "remote"),
    "Maintain": ("info", "check", "backup", "restore", "init", "help"),
}
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names}
COMMANDS = tuple(_GROUP_OF)
# Options that stand before the command -> whether a value follows.
GLOBAL = {"--db": True} | dict.fromkeys(
    (
        *("--demo", "--offline", "--debug", "--version", "-V", "-h", "--help"),
        *("--install-completion", "--show-completion", "--"),
    ),
    False,
)


def command_for(arguments: Sequence[str]) -> TyperGroup:
    """Return the application with only the requested command, or with all if there is none.

    Building all commands takes as long as running a short `slate list`. For `slate help`, the
    command whose help is requested is there, too.
    """
    _, asked = split_at_command(arguments)
    names = asked[1:2] and asked[:2] if asked[:1] == ("help",) else asked[:1]
    return _build(names if names and set(names) <= set(COMMANDS) else COMMANDS)


@cache
def _build(names: tuple[str, ...]) -> TyperGroup:
    app = typer.Typer(
        cls=StrictCommands,
        callback=root,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in names:
        module = import_module(f"slate.cli.commands.{'import_' if name == 'import' else name}")
        app.command(name, cls=StrictCommand, rich_help_panel=_GROUP_OF[name])(module.command)
    # With a callback, Typer makes a group.
    return cast("TyperGroup", get_command(app))


def split_at_command(arguments: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split arguments into the options before the command, and the command with the rest."""
    place = 0
    while place < len(arguments):
        name, has_value, _ = arguments[place].partition("=")
        if name not in GLOBAL:
            break
        place += 2 if GLOBAL[name] and not has_value else 1
    return tuple(arguments[:place]), tuple(arguments[place:])


def root(
    context: typer.Context,
    *,
    db: Annotated[
        str | None,
        typer.Option(
            "--db", metavar="SLATE", help="A file, or the address of a server (default: SLATE_DB)."
        ),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Try slate on sample data; nothing is kept.")
    ] = False,
    offline: Annotated[
        bool,
        typer.Option("--offline", help="Of a slate on a server, show what this machine knows."),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback for errors.")] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Track what is coming to streaming services: titles, dates, status and sources.

    \b
    slate add "Cobra Kai" --season 3 -p Netflix -d "early 2021"
    slate upcoming --month 2021-01
    """
    del debug  # `main` reads it itself: errors can occur before this call
    options, arguments = split_at_command(context.obj)
    if version:
        from importlib.metadata import version as version_of  # noqa: PLC0415 -- 20 ms

        print_lines([f"slate {version_of('slate')}"])
        raise typer.Exit
    if context.invoked_subcommand is None:
        print_lines([context.get_help()])
        raise typer.Exit
    if demo:
        from slate.cli.demo import open_demo  # noqa: PLC0415 -- only for the demo

        context.obj = context.with_resource(open_demo(options, arguments))
        return
    clock = Clock.read(os.environ.get("SLATE_TODAY"))
    command = " ".join(arguments)
    store = open_store(db, clock, command=command, is_offline=offline)
    context.obj = Session(store, clock, Terminal.look(), options=options, arguments=arguments)
