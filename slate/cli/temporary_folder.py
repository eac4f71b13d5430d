"""The temporary folder, where what is too long for memory waits: and what it may lack."""

from collections.abc import Iterator
from contextlib import contextmanager

from slate.domain.errors import SlateError


class TemporaryFolderError(SlateError):
    """Something cannot be copied to the temporary folder, and the system's word for why."""

    def __init__(self, what: str, error: OSError) -> None:
        self.folder = folder_name()
        super().__init__(f"{what} cannot be copied to {self.folder}: {error.strerror or error}.")


def folder_name() -> str:
    """Return the name of the temporary folder, for messages."""
    from tempfile import gettempdir  # noqa: PLC0415 -- only for what goes wrong

    try:
        return gettempdir()
    except OSError:  # none that can be written
        return "a temporary folder"


@contextmanager
def copying(what: str) -> Iterator[None]:
    """Raise TemporaryFolderError where the folder is full, or cannot be used."""
    try:
        yield
    except OSError as error:
        raise TemporaryFolderError(what, error) from error
