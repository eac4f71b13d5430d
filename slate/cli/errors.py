"""Errors that are solved by running another command."""

from slate.domain.errors import SlateError, UsageError


class RunInsteadError(SlateError):
    """What is wrong, ending with a colon, and the command to run instead."""

    def __init__(self, text: str, command: str) -> None:
        self.text = text
        self.command = command
        super().__init__(f"{text} {command}")


class RunInsteadUsageError(RunInsteadError, UsageError):
    """The same for a command that was typed wrong."""
