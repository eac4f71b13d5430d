"""Atomic writing of files: the old file survives a full disk and a killed process.

The text is written to a temporary file in the same folder, which is renamed once all of it
is on the disk. So the result is a new file of the same name: a hard link still refers to
the old one, which also keeps its access lists and extended attributes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import TextIO

from slate.cli.output.stdout import OutputClosedError
from slate.domain.errors import NoFolderError, UsageError
from slate.files.aside import replacing
from slate.files.links import missing_folder
from slate.formats.errors import FileError


@contextmanager
def open_atomically(name: str) -> Iterator[TextIO]:
    """Open a file to be written as a whole: it is replaced only if the block succeeds.

    Otherwise the old file, if any, is unchanged. A symbolic link is kept, and its target is
    replaced. A device, a pipe and a descriptor of this process (`/dev/stdout`) are written
    directly: opening a FIFO waits for its reader.

    Raises FileError if the file cannot be written (an OSError of the block counts as
    that), NoFolderError, UsageError for an empty name, and OutputClosedError if the reader
    of a pipe has closed it.
    """
    if not name.strip():
        raise UsageError("FILE is empty. Is a variable unset?")
    found = _found(name)
    path = _followed(Path(name))
    if found is not None and (_is_descriptor(path) or not S_ISREG(found.st_mode)):
        with _worded(name, ""), _writing(_opened(path)) as file:
            yield file
        return
    if found is None and not path.parent.is_dir():
        raise NoFolderError(missing_folder(path))
    after = " No file was created." if found is None else " It is unchanged."
    with _worded(name, after), _replacing(path, found) as file:
        yield file


def _found(name: str) -> os.stat_result | None:
    """Return the status of a file, None if it does not exist; raise FileError for a folder."""
    found = None
    with _worded(name, ""):
        try:
            found = Path(name).stat()
        except FileNotFoundError:
            pass
        except ValueError as error:  # a NUL, or a lone surrogate
            raise FileError(name, "no file can have this name.") from error
        # These endings, which pathlib drops, mean a folder.
        if name.endswith(("/", "/.")) or (found is not None and S_ISDIR(found.st_mode)):
            raise FileError(name, "is a folder. Name a file in it.")
    return found


def _followed(path: Path) -> Path:
    """Follow symbolic links one by one, up to a descriptor: its target need not be a path."""
    while path.is_symlink() and not _is_descriptor(path):
        path = path.parent / path.readlink()
    return path


def _is_descriptor(path: Path) -> bool:
    return path.name.isdecimal() and path.parent.resolve() == Path("/dev/fd").resolve()


@contextmanager
def _worded(name: str, after: str) -> Iterator[None]:
    """Convert an OSError of the block to a FileError, or to OutputClosedError for a closed pipe.

    The message is the reason and `after`, which reports what became of the file.
    """
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        reason = error.strerror or error
        raise FileError(name, f"cannot be written: {reason}.{after}") from error


def _opened(path: Path) -> int:
    """Open a device, pipe or descriptor; a descriptor is duplicated, so that `>> file` appends."""
    if _is_descriptor(path):
        return os.dup(int(path.name))
    return os.open(path, os.O_WRONLY | os.O_NOCTTY)


@contextmanager
def _writing(descriptor: int) -> Iterator[TextIO]:
    """Open a descriptor for text, written without newline conversion, and close it at the end."""
    file = os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass", newline="")
    try:
        yield file
        file.flush()
    except BaseException:
        # Discard the buffer: closing would write it again, and fail or block again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, file.fileno())
        os.close(nowhere)
        file.close()
        raise
    file.close()


@contextmanager
def _replacing(path: Path, found: os.stat_result | None) -> Iterator[TextIO]:
    """Write a temporary file, and rename it to the path once it is complete."""
    if found is not None:  # fail for a read-only file, which must not change
        os.close(os.open(path, os.O_WRONLY))
    with (
        replacing(path, lambda aside: _created(aside, found)) as (_, descriptor),
        _writing(os.dup(descriptor)) as file,
    ):
        yield file


def _created(aside: Path, found: os.stat_result | None) -> int:
    """Create the temporary file, with the mode, the owner and the group of the old file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        descriptor = os.open(aside, flags, 0o666 if found is None else 0o600)
    except PermissionError as error:
        raise PermissionError(error.errno, f"{error.strerror} in its folder") from error
    if found is not None:
        for owner, group in ((-1, found.st_gid), (found.st_uid, -1)):
            with suppress(OSError):  # only root may, or the file system does not store it
                os.fchown(descriptor, owner, group)
        with suppress(OSError):
            os.fchmod(descriptor, S_IMODE(found.st_mode))
    return descriptor
