"""Temporary files beside the file that they are to replace: `.titles.csv.slate-1f0c9a2b.tmp`.

Whoever writes a temporary file holds a lock on it. So one that is not locked was left behind by a
killed process, and the next process that writes in its folder deletes it.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG

from slate.files import signals

_NAME_LIMIT = 100  # bytes of a file name that every file system accepts
# Older versions of slate wrote the backup before a migration under a name that ends in `.part`.
_LEFT_BEHIND = re.compile(r"(\..*\.slate-[0-9a-f]{8}\.tmp|.*\.v\d+-[-\d]*\.bak\.part)(-[a-z]+)?")


@contextmanager
def replacing(path: Path, create: Callable[[Path], int]) -> Iterator[tuple[Path, int]]:
    """Yield a temporary file and a descriptor of it; it is renamed to `path` at the end.

    If the block raises an error, the file is deleted, and what is at `path` is unchanged.
    `create` creates an empty file and returns a descriptor, which is closed here. Raises OSError.
    """
    delete_left_behind(path.parent)
    beside = None
    try:
        with signals.held():
            beside, descriptor = _locked(path, create)
        try:
            yield beside, descriptor
            with signals.held():
                os.fsync(descriptor)
                beside.replace(path)
        finally:
            os.close(descriptor)
    except BaseException:
        with signals.held(), suppress(OSError):
            if beside is not None:
                beside.unlink()
        raise
    sync_folder(path.parent)


def _locked(path: Path, create: Callable[[Path], int]) -> tuple[Path, int]:
    """Create a temporary file for a path, and lock it."""
    while True:
        beside = path.with_name(_temporary_name(path.name))
        descriptor = create(beside)
        is_locked = True
        try:
            _lock(descriptor)
        except BlockingIOError:
            is_locked = False
        except OSError:
            pass  # not every file system has locks
        if is_locked and os.fstat(descriptor).st_nlink:
            return beside, descriptor
        os.close(descriptor)  # another process took it for one that was left behind


def _temporary_name(name: str) -> str:
    """Return a name for a temporary file, derived from the name of the file that it replaces.

    It has at most as many bytes as that name, or `_NAME_LIMIT` if that is more.
    """
    end = f".slate-{os.urandom(4).hex()}.tmp"
    room = max(len(os.fsencode(name)), _NAME_LIMIT) - len(f".{end}")
    while len(os.fsencode(name)) > room:
        name = name[:-1]
    return f".{name}{end}"


def delete_left_behind(folder: Path) -> None:
    """Delete the temporary files in a folder that killed processes left behind."""
    with suppress(OSError):
        found = map(_LEFT_BEHIND.fullmatch, os.listdir(folder))  # noqa: PTH208 -- strings are faster
        for match in sorted(filter(None, found), key=lambda one: one[0]):
            with suppress(OSError):
                if match[2] is None:
                    _delete_if_unlocked(folder / match[0])
                elif not (folder / match[1]).exists():  # the journal of a temporary database
                    (folder / match[0]).unlink()


def _delete_if_unlocked(path: Path) -> None:
    if not S_ISREG(path.lstat().st_mode):
        return
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _lock(descriptor)
        path.unlink()
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Lock a file until the descriptor is closed; raise OSError if it is locked already."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 -- not on every platform
    except ImportError as error:
        raise OSError from error
    flock(descriptor, LOCK_EX | LOCK_NB)


def sync_folder(folder: Path) -> None:
    """Flush the entries of a folder to the disk.

    A failure is ignored: a renamed file is complete under the old entry and under the new one.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
