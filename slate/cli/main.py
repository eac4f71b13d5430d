"""From the arguments to an exit code: the one place where errors become a line on stderr."""

import os
import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

from slate.cli.app import app_for
from slate.cli.output import OutputClosedError, finish
from slate.domain.errors import ImportRefusedError, SlateError
from slate.domain.text import safe

_INTERRUPTED = 130
_GLOBAL = ("--db", "--demo", "--debug", "--version")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code (DESIGN: 0, 1, 2, 3, 130)."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A locale without the letters of a title is no reason to fail.
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="backslashreplace")
    try:
        code = _run([_decoded(argument) for argument in given])
        finish()
    except OutputClosedError:
        return 0
    except SlateError as error:
        if "--debug" in given:
            raise
        _tell(error)
        return error.exit_code
    except typer.TyperException as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        _print("")
        return _INTERRUPTED
    return code


def _run(arguments: list[str]) -> int:
    command = get_command(app_for(arguments))
    code = command.main(
        args=arguments, prog_name="slate", standalone_mode=False, obj=tuple(arguments)
    )
    return int(code or 0)


def _decoded(argument: str) -> str:
    """Read an argument as UTF-8, whatever the locale made of it.

    What is none stays as it is: the field that it is meant for refuses it.
    """
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def _tell(error: SlateError) -> None:
    for line in error.lines if isinstance(error, ImportRefusedError) else ():
        _print(safe(line))
    _print(f"slate: {safe(str(error))}")


def _usage(error: typer.TyperException) -> int:
    """Say in slate's one line what Typer says in several."""
    text = " ".join(error.format_message().split())
    option = getattr(error, "option_name", "")
    if option in _GLOBAL:
        text = f"{option} stands before the command: slate {option} ... list."
    else:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "slate"
        end = "" if text.endswith((".", "?")) else "."
        text = f"{text}{end} Try: {path} --help"
    _print(f"slate: {safe(text)}")
    return error.exit_code


def _print(text: str) -> None:
    if sys.stderr is not None:
        print(text, file=sys.stderr)  # noqa: T201 -- this is where
