"""The copy of a shared slate on this machine: an ordinary slate, which can be made anew any time.

Several commands may use it at once, of which none waits long for another: whoever cannot use it
reads what it needs from the server. So it is checked, in the transaction that reads it, that it has
what is expected. It has a write-ahead log: readers never hold up a command.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from slate.domain.errors import (
    DamagedError,
    LostMarksError,
    NoFormatError,
    NotASlateError,
    StoreError,
    TableError,
)
from slate.files import signals
from slate.store.file import backups, schema
from slate.store.file.connection import Store
from slate.store.file.errors import translated
from slate.store.file.opening import beside, open_file
from slate.store.reports import bookmarks
from slate.store.shared.news import News, Place
from slate.store.shared.take_in import place_of, take_in

OF_DAMAGE = (DamagedError, LostMarksError, NoFormatError, NotASlateError, TableError)
_SHORT = 0.25  # seconds to wait for another command
_FORMAT = "pragma user_version"
_HAS = "select 1 from batches where id = ? and uid = ?"
_KEPT = 3  # former copies


class Copy(Store):
    """The copy of a shared slate on this machine."""

    patience = _SHORT

    def __init__(self, path: Path, *, time: str) -> None:
        """Set the file, without opening it; `time` is part of the names of former copies."""
        super().__init__(path, may_make_folder=True, time=time)
        self.file = path

    def exists(self) -> bool:
        """Whether there is a copy.

        One in which nothing is stored is none: a command has left it that was refused, or stopped,
        or one is about to store something.
        """
        return not self._is_missing(self.file) and self._format() != 0

    def place(self) -> Place:
        """Return up to where the copy has the ledger, the beginning if it cannot be used.

        One that is damaged, or of another version of slate, is discarded.
        """
        try:
            if not self.exists():
                return Place()
            if self._format() == schema.FORMAT:
                with self.reading(patience=_SHORT) as connection:
                    return place_of(connection)
        except OF_DAMAGE:
            pass
        except (StoreError, OSError):  # others use it, or it cannot be read now
            return Place()
        self.discard()
        return Place()

    def take_in(self, news: News) -> None:
        """Store what is new, if anything is.

        Raises StoreError, or OSError, if that is not possible now, and LedgerError.
        """
        if news.batches or not self.exists() or news.bookmarks != self._bookmarks():
            with self.updating(news):
                pass
            signals.release()
        self.note_contact()

    @contextmanager
    def updating(self, news: News) -> Iterator[sqlite3.Connection]:
        """Open for writing, with what is new; raise StoreError if others write to it."""
        with self.writing() as connection:
            take_in(connection, news)
            yield connection

    @contextmanager
    def with_all_of(
        self, news: News, patience: float | None
    ) -> Iterator[sqlite3.Connection | None]:
        """Open for reading; yield None if it does not have the news, as others have changed it."""
        with self.reading(patience=patience) as connection:
            last = news.last
            has_it = not last.number or connection.execute(_HAS, last).fetchone()
            yield connection if has_it else None

    def keep_aside(self) -> Path:
        """Copy the copy to another file, which no command replaces, and return its path.

        Of such former copies, only the newest are kept.
        """
        start = f"{self.file.stem}.former-"
        kept = self.file.with_name(f"{start}{self.time}.db")
        with self.reading(patience=_SHORT) as connection:
            backups.copy(connection, kept, 0o600)
        former = sorted(self.file.parent.glob(f"{start}*.db"))
        for path in former[:-_KEPT]:
            path.unlink(missing_ok=True)
        return kept

    def discard(self) -> None:
        """Delete the copy; commands that have opened it go on with it."""
        for path in (beside(self.file, "wal"), beside(self.file, "shm"), self.file):
            with suppress(OSError):
                path.unlink()

    def note_contact(self) -> None:
        """Note that the copy has been brought up to date just now."""
        with suppress(OSError):
            self._contact.touch(mode=0o600)
            os.utime(self._contact)

    def contact(self) -> datetime | None:
        """Return when the copy was last brought up to date, None if that is not known."""
        with suppress(OSError):
            return datetime.fromtimestamp(self._contact.stat().st_mtime, UTC)
        return None

    @property
    def _contact(self) -> Path:
        """The file whose time is that of the last contact with the server."""
        return beside(self.file, "seen")

    def _bookmarks(self) -> dict[str, str]:
        with self.reading(patience=_SHORT) as connection:
            return bookmarks.everybody(connection)

    def _format(self) -> int:
        with translated(self.file), open_file(self.file, patience=_SHORT) as connection:
            (found,) = connection.execute(_FORMAT).fetchone()
        return int(found)

    def _make(self, path: Path) -> None:
        is_new = self._is_missing(path)
        super()._make(path)
        if is_new:
            with open_file(path, patience=self.patience) as connection:
                connection.execute("pragma journal_mode = wal")

    def _begin(
        self, connection: sqlite3.Connection, path: Path, begin: str = "begin immediate"
    ) -> None:
        del path
        connection.execute(f"pragma busy_timeout = {self.patience * 1_000:.0f}")
        connection.execute(begin)

    def _warn_of_backups(self, path: Path | None) -> None:
        """Print nothing: a copy has no backups."""

    def back_up(self, reason: str) -> None:
        """Do nothing: the ledger on the server only grows."""
