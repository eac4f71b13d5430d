"""Help texts in groups: filters, output, ... for options, and kinds of work for commands.

Typer groups them only in its Rich layout, which takes twice as long to appear. The group of an
option or a command is its `rich_help_panel`, or that of the argument into which the option is
read; groups are in the order of their first members.
"""

import os
import re
import sys
from collections.abc import Mapping
from typing import Any

from typer.core import TyperCommand, TyperGroup

# The attribute of a command that maps its options to the argument into which each is read.
ARGUMENTS = "arguments_by_option"
# The group of the options that are read into an argument of this name.
_GROUPS = {
    "statement": "What is known",
    "origin": "Source",
    "wanted": "Changes",
    "query": "Filters",
    "session": "Looking back",
    "layout": "Output",
}
_OTHER_OPTIONS = "Options"
_OTHER_COMMANDS = "Commands"
_WIDEST_NAME = 26  # columns; the text of a longer option begins on the next line
_MARGINS = 6  # columns that Typer puts around the name of a command
_HEADING = re.compile(r"^(?:Usage:|[A-Z][A-Za-z ]*:$)", re.MULTILINE)


class GroupedCommand(TyperCommand):
    """A command whose help lists its options in groups."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 -- Typer's are private
        """Return the help, with bold headings on a terminal."""
        return _styled(super().get_help(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 -- Typer's are private
        """Write the arguments, then the groups of options in the order of the parameters."""
        _write_parameters(
            self.get_params(ctx), ctx, formatter, getattr(self.callback, ARGUMENTS, {})
        )


class GroupedCommands(TyperGroup):
    """The command line as a whole, whose help lists the commands in groups."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 -- Typer's are private
        """Return the help, with bold headings on a terminal."""
        return _styled(super().get_help(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 -- Typer's are private
        """Write the commands in their groups, then the options that precede a command."""
        groups: dict[str, list[tuple[str, str]]] = {}
        width = formatter.width - max(map(len, self.commands)) - _MARGINS
        for name, command in self.commands.items():
            group = getattr(command, "rich_help_panel", None) or _OTHER_COMMANDS
            # Whole on a terminal, where it wraps; in a pipe, one command is one line.
            limit = len(command.help or "") if _is_terminal() else width
            groups.setdefault(group, []).append((name, command.get_short_help_str(limit)))
        _write_groups(groups, formatter)
        _write_parameters(self.get_params(ctx), ctx, formatter, {})


def _write_parameters(
    parameters: Any,  # noqa: ANN401 -- as above
    ctx: Any,  # noqa: ANN401
    formatter: Any,  # noqa: ANN401
    arguments: Mapping[str, str],
) -> None:
    groups: dict[str, list[tuple[str, str]]] = {"Arguments": []}
    for parameter in parameters:
        row = parameter.get_help_record(ctx)
        if row is None:  # hidden
            continue
        if parameter.param_type_name == "argument":
            group = "Arguments"
        else:
            argument = arguments.get(parameter.name, "")
            group = parameter.rich_help_panel or _GROUPS.get(argument, _OTHER_OPTIONS)
        groups.setdefault(group, []).append(row)
    _write_groups(groups, formatter)


def _write_groups(groups: dict[str, list[tuple[str, str]]], formatter: Any) -> None:  # noqa: ANN401 -- as above
    # Aligned across the groups: a page of help reads as one table.
    longest = max((len(left) for rows in groups.values() for left, _ in rows), default=0)
    column = min(longest, _WIDEST_NAME)
    for title, rows in groups.items():
        if rows:
            with formatter.section(title):
                formatter.write_dl([(left.ljust(column), right) for left, right in rows])


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _styled(text: str) -> str:
    """Return a help text with bold headings, if it is printed on a terminal that has styles."""
    # Without Rich, which takes longer to load than the rest.
    if not _is_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return _HEADING.sub("\x1b[1m\\g<0>\x1b[0m", text)
