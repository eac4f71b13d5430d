"""The command line application and its commands, in the order of the help."""

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from slate.cli.arguments import StrictCommand, StrictCommands
from slate.cli.output.stdout import print_lines
from slate.cli.session import Clock, Session, Terminal, open_store

# The commands by what they are for, in the order of the help, each with its summary.
GROUPS = {
    "Read": {
        "list": "List titles: to come, without a date, then released.",
        "upcoming": "Show releases in a month, in a week, or from today on.",
        "show": "Show everything known about a title, and who reported it.",
        "next": "Show the next release in one line, and who reported it.",
        "calendar": "Show a month as a calendar, with the releases of each day.",
        "timeline": "Draw what is to come, or the dates of a TITLE, across weeks or months.",
    },
    "Record": {
        "add": "Add a title.",
        "update": "Update a title. Only the given fields change.",
        "edit": "Edit a title in your editor. Only what you change is recorded.",
        "remove": "Remove titles; undo brings them back.",
        "merge": "Merge two entries for the same title into the first.",
        "split": "Undo a wrong join: what one source reported becomes another title.",
        "undo": "Undo your last command, or a given batch.",
        "redo": "Redo what you undid.",
    },
    "Look back": {
        "changes": "Show what changed, newest first: in the last 7 days, or ever to a TITLE.",
        "diff": "Show the net difference between the slate as of two days.",
        "slips": "Rank titles or services by how much their dates slipped.",
        "sources": "Show which sources were right, wrong and first about dates.",
        "count": "Count releases; 3+2 means 3 certain and 2 possible.",
        "log": "List what was recorded, newest first, one batch per command.",
        "duplicates": "List titles that may be one work, with what speaks for it.",
    },
    "Exchange": {
        "import": "Import titles from files. A file goes in whole or not at all.",
        "export": "Export titles to a file, in the format that its name shows.",
        "digest": "Write a newsletter: what is new, what is coming and what is leaving.",
        "refresh": "Ask TVmaze, TMDB and your servers what is new, and record it.",
        "remote": "Show the services and servers that slate asks, or add one.",
    },
    "Maintain": {
        "info": "Show where the slate is stored and what it contains.",
        "check": "Check the slate for damage; the exit status is 1 if anything is wrong.",
        "backup": "Copy the slate to a file, while it is in use, and check the copy.",
        "restore": "Replace the slate by what a file contains, after backing it up.",
        "init": "Create an empty slate: on a server for several people, or as a file.",
        "help": "Show the help of a command.",
    },
}
_GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
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
    """Return the application, of which only the requested command is loaded.

    Of the others it has what the help and completion list: loading all of them takes longer than
    a short `slate list`. For `slate help`, the command whose help is requested is loaded, too.
    """
    _, asked = split_at_command(arguments)
    names = asked[:2] if asked[:1] == ("help",) else asked[:1]
    return _build(tuple(name for name in names if name in COMMANDS))


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
    found = cast("TyperGroup", get_command(app))
    found.commands = {
        name: found.commands.get(name)
        or TyperCommand(name, help=summary, rich_help_panel=_GROUP_OF[name])
        for summaries in GROUPS.values()
        for name, summary in summaries.items()
    }
    return found


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
