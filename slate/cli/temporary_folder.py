"""The temporary folder, for data too long for memory, and errors of writing there."""

from collections.abc import Iterator
from contextlib import contextmanager

from slate.domain.errors import SlateError


class TemporaryFolderError(SlateError):
    """A failure to copy to the temporary folder, with the reason that the system reports."""

    def __init__(self, what: str, error: OSError) -> None:
        self.folder = folder_name()
        super().__init__(f"{what} cannot be copied to {self.folder}: {error.strerror or error}.")


def folder_name() -> str:
    """Return the name of the temporary folder, for messages."""
    from tempfile import gettempdir  # noqa: PLC0415 -- only for errors

    try:
        return gettempdir()
    except OSError:  # no writable folder was found
        return "a temporary folder"


@contextmanager
def copying(what: str) -> Iterator[None]:
    """Convert an OSError of the block, such as a full disk, to TemporaryFolderError."""
    try:
        yield
    except OSError as error:
        raise TemporaryFolderError(what, error) from error
