"""All output to standard error: escaped for terminals, with credentials masked."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from slate.domain.secrets import masked
from slate.domain.text import safe

_INDENT = "  "
_NO_BREAK = "\u00a0"
_NARROWEST = 20  # columns; a narrower terminal breaks lines itself


def print_error(text: str, *more: str) -> None:
    """Print a message on standard error, if it can be written.

    If it cannot, as with a full disk or a pipe that nobody reads, only the exit status is left: a
    message that is lost must change neither what a command does nor how it ends.

    `more` is a command to copy, after which another text with its command may follow. On a
    terminal, long lines wrap at words, and each command stands on a line of its own, unbroken.
    Elsewhere all of it is one line.
    """
    if sys.stderr is None:
        return
    lines = [safe(text), *map(safe, filter(None, more))]
    if sys.stderr.isatty():
        lines = [*_wrapped(lines[0]), *(f"{_INDENT}{line}" for line in lines[1:])]
    else:
        lines = [one_line(lines)]
    try:
        for line in lines:
            shown = masked(line.replace(_NO_BREAK, " "))
            print(shown, file=sys.stderr, flush=True)  # noqa: T201 -- the only place
    except OSError:
        point_nowhere(sys.stderr)


def point_nowhere(stream: TextIO) -> None:
    """Discard what is still written to a stream, and what it holds back.

    Otherwise Python would write that again later, and fail again.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def one_line(parts: Sequence[str]) -> str:
    """Return texts and the commands to copy that follow them, in turn, as one line."""
    return ". ".join(" ".join(parts[start : start + 2]) for start in range(0, len(parts), 2))


def typed_line(*words: str) -> str:
    """Return words as they are typed in a shell: quoted, unless they are names of any script.

    A slug needs no quotes, but that of a slate which another program has written may be any text.
    """
    from re import fullmatch  # noqa: PLC0415 -- only for messages
    from shlex import quote  # noqa: PLC0415 -- only for messages

    return " ".join(word if fullmatch(r"\w[\w-]*", word) else quote(word) for word in words)


def unbroken(command: str) -> str:
    """Return a command for the middle of a message: no line ends within it."""
    return command.replace(" ", _NO_BREAK)


# What a hint may say to run, and `--offline` forbids.
_WRITES = [[name] for name in ("add", "update", "undo", "redo", "import", "init")]


def with_options(command: str, options: Sequence[str]) -> str:
    """Return a slate command with the options that preceded the one that failed.

    Without `--db`, the command to copy would be about another slate. With `--offline`, one that
    writes could not be run.
    """
    from shlex import join  # noqa: PLC0415 -- only for messages

    left_out = {"--debug", "--offline"} if command.split()[1:2] in _WRITES else {"--debug"}
    typed = join(option for option in options if option not in left_out)
    if not typed or not command.startswith("slate ") or typed in command:
        return command
    if command.startswith("slate --db "):  # it is about another slate on purpose
        return command
    return f"slate {typed}{command.removeprefix('slate')}"


def _wrapped(text: str) -> Iterator[str]:
    """Yield a text in lines of the terminal's width; no word is broken."""
    from shutil import get_terminal_size  # noqa: PLC0415 -- only for messages
    from textwrap import wrap  # noqa: PLC0415 -- only for messages

    width = max(get_terminal_size().columns, _NARROWEST)
    if len(text) <= width:  # unchanged: captions have aligned blanks
        yield text
        return
    yield from wrap(
        masked(text),
        width,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
