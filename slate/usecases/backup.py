"""Backup: a checked copy of the slate, and the deletion of old ones."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from slate.domain.errors import NoFolderError, NotABackupError, SlateError, UnreadableError
from slate.store.file import backups
from slate.store.file.backups import is_slate_or_empty
from slate.store.file.connection import Store


class BackupDone(NamedTuple):
    """The backup that was made, and those that were deleted for it."""

    path: Path
    deleted: list[Path]


class NotDeletedError(SlateError):
    """An old backup that cannot be deleted, although the new one was made."""

    def __init__(self, made: Path, error: OSError) -> None:
        reason = error.strerror or error
        super().__init__(
            f"{made} was made, but {error.filename or 'an older one'} cannot be deleted: {reason}."
        )


def back_up(store: Store, target: Path | None, keep: int | None) -> BackupDone:
    """Copy a slate to a file, or into a folder under a name with the time.

    If `target` is None, the folder is that of the slate. `keep` is how many backups to keep in the
    folder, of those that were made in this way; None keeps all. Raises NoSlateError if there is no
    slate, NoFolderError, NotABackupError, NotDeletedError, and DamagedError if the slate is not
    sound.
    """
    source = store.existing_path()
    folder = source.parent if target is None else target
    try:
        if not folder.is_dir():
            if keep is not None:
                raise NoFolderError(folder)
            store.copy_to(_replaceable(folder, source))
            return BackupDone(folder, [])
        made = backups.path_on_request(source, folder, store.time)
    except OSError as error:  # a name that is too long
        raise UnreadableError(folder, error.strerror or str(error)) from error
    store.copy_to(made)
    if keep is None:
        return BackupDone(made, [])
    return pruned(made, backups.on_request(source, folder), keep)


def pruned(
    made: Path,
    paths: Iterable[Path],
    keep: int,
    is_own: Callable[[Path, Path], bool] | None = None,
) -> BackupDone:
    """Delete all but the newest backups, as `backups.prune` does; raise NotDeletedError."""
    try:
        return BackupDone(made, backups.prune(made, paths, keep, is_own))
    except OSError as error:
        raise NotDeletedError(made, error) from error


def _replaceable(target: Path, source: Path) -> Path:
    """Return the file to write for a name, with links followed.

    Raises NoFolderError, and NotABackupError for what a backup must not replace.
    """
    slate = source.resolve()
    if Path(os.path.realpath(target)) in backups.unfinished_work(slate):
        raise NotABackupError(target, "has a name that is used for the slate itself")
    if (file := resolved(target)) == slate:
        raise NotABackupError(target, "is the slate itself")
    if file.exists() and not is_slate_or_empty(file):  # also a device or a FIFO
        raise NotABackupError(target, "exists, but is not a slate")
    if file.exists() and file.stat().st_size:
        if any(one.exists() for one in backups.unfinished_work(file)):
            raise NotABackupError(target, "is in use, or has an unfinished write")
        if not backups.are_same(file, source):
            raise NotABackupError(target, "is another slate")
    return file


def resolved(target: Path) -> Path:
    """Return the file for a name of a backup, with links followed.

    Raises NoFolderError, and NotABackupError for links in a loop, and for what SQLite would take
    for unfinished work on another database.
    """
    # Of links in a loop, one is left; Path.resolve raises errors that depend on Python's version.
    file = Path(os.path.realpath(target))
    if file.is_symlink():
        raise NotABackupError(target, "is a loop of links")
    if not file.parent.is_dir():
        raise NoFolderError(file.parent)
    if (database := backups.database_of(file)) is not None:
        raise NotABackupError(target, f"has a name that is used for the database {database.name}")
    return file
