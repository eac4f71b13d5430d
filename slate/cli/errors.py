"""What the command line says about an error, and errors that another command solves."""

from collections.abc import Sequence
from typing import NamedTuple

from slate.domain.errors import SlateError, UsageError


class Advice(NamedTuple):
    """What to do: text that is appended to that of the error, and a command to copy."""

    text: str = ""
    command: str = ""


class RunInsteadError(SlateError):
    """What is wrong, ending with a colon, and the command to run instead; it may be empty."""

    def __init__(self, text: str, command: str) -> None:
        self.text = text
        self.command = command
        super().__init__(" ".join(filter(None, (text, command))))


class RunInsteadUsageError(RunInsteadError, UsageError):
    """The same for a command that was typed wrong."""


class NotFoundInsteadError(RunInsteadError):
    """The same for a title or a batch that does not exist."""

    exit_code = 3


class ReplacedWordsError(UsageError):
    """Words of a command line that stand for something else: what is wrong, ending with a colon.

    The command line to run has other words in place of all that are neither options nor their
    values: a title after the command, filters at the end.
    """

    def __init__(
        self, text: str, *, title: Sequence[str] = (), filters: Sequence[str] = ()
    ) -> None:
        self.text = text
        self.title = title
        self.filters = filters
        super().__init__(text)


class UnquotedError(ReplacedWordsError):
    """Several words without quotes, of which `what` is the name: a title, or a file."""

    def __init__(self, what: str, words: Sequence[str]) -> None:
        text = f"The {what} is {len(words)} words without quotes. Run:"
        super().__init__(text, title=[" ".join(words)])
