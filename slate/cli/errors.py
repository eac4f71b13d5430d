"""Errors that are solved by running another command."""

from collections.abc import Sequence

from slate.domain.errors import SlateError, UsageError


class RunInsteadError(SlateError):
    """What is wrong, ending with a colon, and the command to run instead."""

    def __init__(self, text: str, command: str) -> None:
        self.text = text
        self.command = command
        super().__init__(f"{text} {command}")


class RunInsteadUsageError(RunInsteadError, UsageError):
    """The same for a command that was typed wrong."""


class UnquotedTitleError(RunInsteadUsageError):
    """A title of several words without quotes, in the arguments of a command."""

    def __init__(self, arguments: Sequence[str], words: Sequence[str]) -> None:
        """Create the error from the command with what follows it, and the words of the title."""
        from shlex import join  # noqa: PLC0415 -- only for such errors

        command, *rest = arguments
        for word in words:
            rest.remove(word)
        line = join(["slate", command, " ".join(words), *rest])
        super().__init__(f"The title is {len(words)} words without quotes. Run:", line)
