"""Files that are written: what was there survives a full disk and a kill.

A file is written aside, in the same folder, and renamed once all of it is on the disk.
So it becomes another file of the same name: a hard link goes on naming the old one, and
access lists and extended attributes stay with that. A kill leaves the file aside, which
says whose it is: `.titles.csv.slate-1f0c9a2b.tmp`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import TextIO

from slate.cli.output.stdout import OutputClosedError
from slate.domain.errors import FileError, NoFolderError, UsageError

_ASIDE_LIMIT = 100  # bytes of a name that every file system takes


@contextmanager
def open_atomically(name: str) -> Iterator[TextIO]:
    """Open a file to be written as a whole: it is there when the block has ended well.

    Otherwise what was there still is. A link stays one, and what it leads to is written.
    A device, a pipe and a descriptor of this process (`/dev/stdout`) are written straight:
    opening a FIFO waits for its reader.

    Raises FileError where it cannot be written (an OSError of the block is taken for
    that), NoFolderError, UsageError for a name that is empty, and OutputClosedError where
    the reader of a pipe has had enough.
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
        raise NoFolderError(path.parent)
    after = " No file was made." if found is None else " It is as it was."
    with _worded(name, after), _replacing(path, found) as file:
        yield file


def _found(name: str) -> os.stat_result | None:
    """See what a name leads to, None where nothing is; a folder is refused."""
    found = None
    with _worded(name, ""):
        try:
            found = Path(name).stat()
        except FileNotFoundError:
            pass
        except ValueError as error:  # a NUL, or half of a character
            raise FileError(name, "no file can have this name.") from error
        # A path of pathlib forgets these ends, which say that a folder is meant.
        if name.endswith(("/", "/.")) or (found is not None and S_ISDIR(found.st_mode)):
            raise FileError(name, "is a folder. Name a file in it.")
    return found


def _followed(path: Path) -> Path:
    """Follow links, one by one: that of a descriptor leads to what was opened, not to a name."""
    while path.is_symlink() and not _is_descriptor(path):
        path = path.parent / path.readlink()
    return path


def _is_descriptor(path: Path) -> bool:
    return path.name.isdecimal() and path.parent.resolve() == Path("/dev/fd").resolve()


@contextmanager
def _worded(name: str, after: str) -> Iterator[None]:
    """Say why a file cannot be written, and what became of it."""
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        reason = error.strerror or error
        raise FileError(name, f"cannot be written: {reason}.{after}") from error


def _opened(path: Path) -> int:
    """Open what is no file; a descriptor is shared, so that `>> file` is added to."""
    if _is_descriptor(path):
        return os.dup(int(path.name))
    return os.open(path, os.O_WRONLY | os.O_NOCTTY)


@contextmanager
def _writing(descriptor: int) -> Iterator[TextIO]:
    """Write text, exactly, to what is open, and close it."""
    file = os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass", newline="")
    try:
        yield file
        file.flush()
    except BaseException:
        # What waits in the buffer would be tried again on closing, and fail or wait again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, file.fileno())
        os.close(nowhere)
        file.close()
        raise
    file.close()


@contextmanager
def _replacing(path: Path, found: os.stat_result | None) -> Iterator[TextIO]:
    """Write a file aside, and put it in the place of what was found there."""
    if found is not None:  # a file that is read-only is meant to stay what it is
        os.close(os.open(path, os.O_WRONLY))
    aside = path.with_name(_hidden(path.name))
    try:
        with _writing(_made(aside, found)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
    _sync(path.parent)


def _hidden(name: str) -> str:
    """Name the file aside after the one it will be: no longer than that, if that is long."""
    end = f".slate-{os.urandom(4).hex()}.tmp"
    room = max(len(os.fsencode(name)), _ASIDE_LIMIT) - len(f".{end}")
    while len(os.fsencode(name)) > room:
        name = name[:-1]
    return f".{name}{end}"


def _made(aside: Path, found: os.stat_result | None) -> int:
    """Make the file aside, with the mode, the owner and the group of what was found."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        descriptor = os.open(aside, flags, 0o666 if found is None else 0o600)
    except PermissionError as error:
        raise PermissionError(error.errno, f"{error.strerror} in its folder") from error
    if found is not None:
        for owner, group in ((-1, found.st_gid), (found.st_uid, -1)):
            with suppress(OSError):  # what only root may give, or no file system here keeps
                os.fchown(descriptor, owner, group)
        with suppress(OSError):
            os.fchmod(descriptor, S_IMODE(found.st_mode))
    return descriptor


def _sync(folder: Path) -> None:
    """Have a folder's names on the disk: the file is whole by either, so failing is no fault."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
