"""The main function of the command line, and the only place that reports its errors."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from slate.cli.app import COMMANDS, GLOBAL, command_for, split_at_command
from slate.cli.completion import typed_line
from slate.cli.errors import ReplacedWordsError, RunInsteadUsageError
from slate.cli.machine_faults import machine_fault
from slate.cli.output.stdout import OutputClosedError, abandon_stdout, finish
from slate.cli.session import Clock
from slate.cli.stderr import print_error, with_options
from slate.domain.errors import SlateError
from slate.files import signals

_INTERRUPTED = 130
# Typer prints the output of these itself, without the functions of `output.stdout`.
_PRINTED_BY_TYPER = frozenset({"-h", "--help", "--show-completion", "--install-completion"})


_Typed = tuple[Sequence[str], Sequence[str]]


class _PrintError(Exception):
    """A failure to write the output that Typer prints itself."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, 1, 2, 3 or 130."""
    signals.begin()
    try:
        try:
            code = _reported(arguments)
        except Exception as error:  # noqa: BLE001 -- while an error was reported, with too little memory
            code = _told(error)
        if code and signals.received():
            _report_what_is_stored()
        signals.ignore()
    except KeyboardInterrupt:
        signals.ignore()
        code = _told(typer.Abort())
        _report_what_is_stored()
    return code


def _report_what_is_stored() -> None:
    """Print what was stored, if anything was, when a signal ended the command."""
    if what := signals.what_is_stored():
        print_error(f"slate: interrupted. {what}")


def _reported(arguments: Sequence[str] | None) -> int:
    """Run one command, report its error, if any, and return its exit status."""
    typed = sys.argv[1:] if arguments is None else arguments
    given = [_decoded(argument) for argument in typed]
    for stream in (sys.stdout, sys.stderr):
        # Do not fail in a locale whose encoding lacks characters of a title.
        _set_up(stream, errors="backslashreplace")
    # In any locale, as for the arguments; the parser of a field rejects invalid UTF-8.
    _set_up(sys.stdin, encoding="utf-8", errors="surrogateescape")
    try:
        code = _run(given)
        finish()
    except Exception as error:  # noqa: BLE001 -- the last resort: no traceback for users
        if signals.received() and not isinstance(error, SlateError):  # raised in a callback
            return _told(typer.Abort())
        if typed_line.shell():  # print nothing into the line that is being typed
            return 1
        if _debugs(given) and not isinstance(error, typer.TyperException | OutputClosedError):
            _print_traceback(error)
        return _told(error, split_at_command(given))
    return code


def _told(error: Exception, typed: _Typed = ((), ())) -> int:
    """Report an error on standard error, and return the exit status.

    `typed` are the options before the command, and the command with what follows it.
    """
    options, asked = typed
    match error:
        case OutputClosedError():
            return 0
        case SlateError():
            # Imported only for errors:
            from slate.cli.advice import message, parts  # noqa: PLC0415
            from slate.formats.errors import ImportRefusedError  # noqa: PLC0415

            if isinstance(error, ImportRefusedError):
                for problem in error.problems:
                    print_error(f"{error.name}:{message(problem)}")
            text, command = parts(error)
            print_error(f"slate: {text}", with_options(command, options))
            return error.exit_code
        case typer.TyperException():
            return _usage(error, options, asked)
        case typer.Abort():
            print_error("")
            return _INTERRUPTED
        case _PrintError():
            return _told(abandon_stdout(error.error))
    # Otherwise a bug in slate: no traceback for users, who can do nothing about it.
    internal = (
        f"internal error ({type(error).__name__}: {error}). Run slate --debug ... and report it."
    )
    print_error(f"slate: {machine_fault(error) or internal}")
    return 1


def _print_traceback(error: Exception) -> None:
    """Print the traceback of an error, made safe to print: it may quote untrusted text."""
    from traceback import format_exception  # noqa: PLC0415 -- only for --debug

    for line in "".join(format_exception(error)).splitlines():
        print_error(line)


def _debugs(given: Sequence[str]) -> bool:
    """Whether `--debug` is given before the command, where it is an option."""
    return "--debug" in split_at_command(given)[0]


def _set_up(stream: object, **settings: str) -> None:
    """Set the encoding or the error handler of a stream; do nothing if it is closed (None)."""
    if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
        reconfigure(**settings)


def _run(arguments: list[str]) -> int:
    asked = arguments
    if typed_line.shell():  # the arguments are in the environment
        typed_line.prepare()
        asked = typed_line.words_before()
    else:
        _refuse_other_start(arguments)
    command = command_for(asked)
    try:
        code = command.main(
            args=arguments, prog_name="slate", standalone_mode=False, obj=tuple(arguments)
        )
    except ReplacedWordsError as error:
        raise _with_line(error, arguments) from None
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # nobody reads what Typer prints
            raise _PrintError(ended.__context__) from ended
        return int(ended.code or 0)  # so Typer ends after it has printed completions
    except OSError as error:
        if _PRINTED_BY_TYPER.isdisjoint(arguments):
            raise
        raise _PrintError(error) from error
    return int(code or 0)


def _with_line(error: ReplacedWordsError, arguments: Sequence[str]) -> RunInsteadUsageError:
    """Return an error about words with the command line to run, which has others in their place."""
    from slate.cli.guesses import replaced  # noqa: PLC0415 -- only for errors

    _, asked = split_at_command(arguments)
    options = _options_of(command_for(asked).commands[asked[0]], valued=True)
    return RunInsteadUsageError(error.text, replaced(asked, options, error))


def _refuse_other_start(arguments: Sequence[str]) -> None:
    """Raise UsageError for a command line that begins with no command, or with an option of one."""
    _, asked = split_at_command(arguments)
    if not asked or asked[0] in COMMANDS:
        return
    from slate.cli import guesses  # noqa: PLC0415 -- only for errors

    if not asked[0].startswith("-"):
        today = Clock.read(os.environ.get("SLATE_TODAY")).today
        raise guesses.unknown_command(asked, COMMANDS, today)
    option = asked[0].partition("=")[0]
    usual = "upcoming" if option == "--month" else "list"
    name = next((word for word in asked if word in COMMANDS), usual)
    known = _options_of(command_for([name]).commands[name])
    if guesses.is_known_option(option, name, known):
        raise guesses.misplaced_option(asked, name, known)


def _options_of(command: Any, *, valued: bool = False) -> set[str]:  # noqa: ANN401 -- Typer's are private
    """Return the names of the options of a command, or only of those that take a value."""
    return {
        name
        for parameter in command.params
        for name in parameter.opts
        if name.startswith("-") and not (valued and parameter.is_flag)
    }


def _decoded(argument: str) -> str:
    """Decode an argument as UTF-8, in any locale.

    An argument that is not valid UTF-8 is returned unchanged: the parser of its field
    rejects it.
    """
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def _usage(error: typer.TyperException, options: Sequence[str], asked: Sequence[str]) -> int:
    """Print a usage error of Typer as one line of slate's, and return the exit status.

    `options` and `asked` are those before the command, and the command with what follows it.
    """
    text = " ".join(error.format_message().split())
    option = getattr(error, "option_name", "")
    context = getattr(error, "ctx", None)
    line = None
    if option and context is not None and context.parent is not None:
        from slate.cli.guesses import instead_of_option  # noqa: PLC0415 -- only for errors

        line = instead_of_option(option, asked, _options_of(context.command))
    if line is not None:
        print_error(f"slate: No option {option}. Run:", with_options(line, options))
        return error.exit_code
    if option in GLOBAL and context is not None and context.parent is not None:
        value = " PATH" if option == "--db" else ""
        text = f"{option} goes before the command: slate {option}{value} {context.info_name} ..."
    else:
        path = context.command_path if context else "slate"
        end = "" if text.endswith((".", "?")) else "."
        text = f"{text}{end} Try: {path} --help"
    print_error(f"slate: {text}")
    return error.exit_code
