"""The backup of a file as it was before a write transaction.

It is made while the transaction is open, from what is committed, and kept if the transaction is.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from slate.domain.errors import DiskFullError
from slate.store.file import saved_time, schema
from slate.store.file.errors import damaged_by, primary_code, refusal
from slate.store.file.file_checks import format_of
from slate.store.file.opening import open_file


class TransactionBackup:
    """The backup of one write transaction: none until it is asked for, and at most one."""

    def __init__(self, path: Path, time: str, say: Callable[[str], None]) -> None:
        """Prepare for a transaction that is about to begin, without copying anything.

        `time`, in UTC, is part of the name of a backup, and `say` prints that there is one.
        """
        self._path = path
        self._time = time
        self._say = say
        self._is_new = path.stat().st_size == 0
        self._made: Path | None = None

    def make(self, reason: str) -> None:
        """Back up the file, unless that was done or it is new; `reason`, a word, is in the name."""
        if self._is_new or self._made is not None:
            return
        from slate.store.file import backups  # noqa: PLC0415 -- only for large writes

        self._made = backups.automatic_path(self._path, reason, self._time)
        copy_committed(self._path, self._made)

    def make_before_upgrade(self, found: int, day: str) -> Path:
        """Back up a file of an older format, `found`, and return the backup; `day` is in UTC."""
        from slate.store.file import backups  # noqa: PLC0415 -- only to migrate

        self._made = backups.path_before_upgrade(self._path, found, day)
        copy_committed(self._path, self._made)
        return self._made

    def end(self, *, is_needed: bool, is_told: bool = True) -> None:
        """Report the backup, or delete it if the transaction has stored nothing.

        `is_told` is false for that of an upgrade, which has a message of its own.
        """
        if (backup := self._made) is None:
            return
        if not is_needed:
            with suppress(OSError):
                backup.unlink()
            return
        from slate.store.file import backups  # noqa: PLC0415 -- as above

        with suppress(OSError):
            backups.prune(backup, backups.automatic(self._path), backups.AUTOMATIC_KEPT)
        if is_told:
            self._say(f"backup: {backup}")


def copy_committed(path: Path, target: Path) -> None:
    """Copy what is committed to a backup; raise DamagedError if it is not sound."""
    from slate.store.file import backups  # noqa: PLC0415 -- only for backups

    try:
        with open_file(path) as reader:
            reader.execute("begin")
            found, _ = format_of(reader, path)
            is_unchanged = found == schema.FORMAT and saved_time.is_unchanged(reader, path)
            mode = path.stat().st_mode
            backups.back_up(reader, target, mode, is_unchanged=is_unchanged)
    except backups.UnsoundError as error:
        raise damaged_by(path, error.faults) from error
    except sqlite3.OperationalError as error:
        if primary_code(error) == sqlite3.SQLITE_FULL:
            raise DiskFullError(target) from error
        raise
    except OSError as error:
        raise refusal(target, error) from error
