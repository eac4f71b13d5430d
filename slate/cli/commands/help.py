"""`slate help`: the help of slate, or of one of its commands."""

from typing import Annotated, Any

import typer

from slate.cli.completion.values import one_of
from slate.cli.output.stdout import print_lines


def _commands(context: typer.Context) -> tuple[str, ...]:
    root: Any = context.find_root().command
    return tuple(root.commands)


def command(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]",
            help="The command (default: all).",
            autocompletion=one_of(_commands),
        ),
    ] = None,
) -> None:
    """Show the help of a command.

    \b
    slate help
    slate help add
    """
    root: Any = context.find_root()
    if name is None:
        print_lines([root.get_help()])
        return
    wanted = root.command.commands.get(name)
    if wanted is None:
        from slate.cli.guesses import unknown_topic  # noqa: PLC0415 -- only for errors

        raise unknown_topic(name, _commands(context))
    with typer.Context(wanted, info_name=name, parent=root) as own:
        print_lines([wanted.get_help(own)])
