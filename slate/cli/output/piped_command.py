"""Passing output to a command that the user names, as `| COMMAND` does, but without a shell."""

import errno
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from slate.domain.errors import SlateError, UsageError

_EXAMPLE = "'mail -s News me@example.org'"
# Why a command cannot be started, and what to do about it.
_REASONS = {
    errno.ENOENT: "was not found. Check its name, or write its full path.",
    errno.EACCES: "cannot be started: Permission denied. Check that it is an executable file.",
    errno.ENOEXEC: "cannot be started: Exec format error. Begin a script with #!/bin/sh.",
}


class PipedCommandError(SlateError):
    """A command that cannot be started, or that reports that it failed.

    Its arguments are not shown: they may be credentials of a form that nobody can recognize.
    """

    def __init__(self, name: str, reason: str, consequence: str) -> None:
        super().__init__(" ".join(filter(None, (f"The command {name} {reason}", consequence))))


class PipedCommand(NamedTuple):
    """A command, and its arguments."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The command without its arguments, as a shell would quote it."""
        return shlex.quote(self.words[0])

    def run(self, text: Iterable[str], *, consequence: str = "") -> None:
        """Run the command with a text on its standard input, as UTF-8, and wait for it.

        Its output and its errors go where those of slate go. A command that ends before it has
        read all of the text has succeeded if it says so. Ctrl-C ends it, too.

        Raises PipedCommandError, whose message ends with `consequence`.
        """
        data = "".join(text).encode("utf-8", "surrogatepass")
        # The bytes that were typed, in any locale.
        words = [word.encode("utf-8", "surrogateescape") for word in self.words]
        try:
            status = _status_of(words, data)
        except OSError as error:
            reason = _REASONS.get(error.errno or 0, f"cannot be started: {error.strerror}.")
            raise PipedCommandError(self.name, reason, consequence) from error
        if status < 0:
            raise PipedCommandError(self.name, f"was ended by signal {-status}.", consequence)
        if status > 0:
            reason = f"failed with exit status {status}."
            raise PipedCommandError(self.name, reason, consequence)


def _status_of(words: Sequence[bytes], data: bytes) -> int:
    """Run a command with data on its standard input, and return its exit status."""
    with subprocess.Popen(words, stdin=subprocess.PIPE) as process:  # noqa: S603 -- the user's command
        try:
            process.communicate(data)
        except KeyboardInterrupt:  # which the command got as well, and had some time to end
            process.kill()
            process.wait()
            raise
        return process.returncode


def parse_command(text: str, option: str = "--pipe-to") -> PipedCommand:
    """Split a command into arguments as a shell does; `option` is the one that has it as its value.

    Raises UsageError if that is impossible.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        reason = str(error).lower()
        raise UsageError(
            f"{option} is not a command: {reason}. Check its quotes and backslashes."
        ) from None
    if not words or not words[0]:
        raise UsageError(f"{option} is empty. Name a command: {option} {_EXAMPLE}")
    name, sets_variable, _ = words[0].partition("=")
    if sets_variable and name.isidentifier():
        raise UsageError(
            f"{option} sets the variable {name}, which only a shell does. "
            f"Put env before it: {option} 'env {name}=... COMMAND'"
        )
    return PipedCommand(tuple(words))
