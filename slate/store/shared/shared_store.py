"""A slate on a server: what a command sees is the copy of it on this machine.

The server decides: once it has stored a batch, the command has succeeded, whatever becomes of the
copy, which the next command brings up to date. A copy that is damaged, of another version or of
another server is made anew.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from slate.domain.errors import (
    BusyError,
    DamagedError,
    LostMarksError,
    NoFormatError,
    NotASlateError,
    SlateError,
    StoreError,
    TableError,
)
from slate.domain.ledger.version import OLDEST, newer_batches
from slate.store.file import schema
from slate.store.file.connection import LongCommand, Store
from slate.store.file.errors import translated
from slate.store.file.in_memory import in_memory
from slate.store.file.opening import beside, open_file
from slate.store.reports import bookmarks, ledger_state, ledger_tables
from slate.store.shared.address import Address
from slate.store.shared.errors import (
    DamagedCopyError,
    MayNotWriteError,
    NoCopyError,
    NoDriverError,
    NotAFileError,
    OfflineError,
    ServerUnreachableError,
    UncertainError,
)
from slate.store.shared.news import BATCH_COLUMNS, REPORT_COLUMNS, News, Place
from slate.store.shared.take_in import place_of, state_of, take_in

if TYPE_CHECKING:
    from slate.store.shared.server import Sent, Server

_BATCHES = f"select {', '.join(BATCH_COLUMNS)} from batches where id > ? order by id"
_REPORTS = f"select {', '.join(REPORT_COLUMNS)} from reports where batch > ? order by batch, n"
_FORMAT = "pragma user_version"
_SHORT = 250  # milliseconds
_MANY = 5_000  # reports, which take longer than a second
_OF_DAMAGE = (DamagedError, LostMarksError, NoFormatError, NotASlateError, TableError)


class SharedStore(Store):
    """A slate on a server, and the copy of it on this machine."""

    is_shared = True

    def __init__(  # noqa: PLR0913 -- what is stored where, and how the command goes about it
        self,
        address: Address,
        copy: Path,
        *,
        user: str,
        is_offline: bool = False,
        has_fixed_time: bool = False,
        say: Callable[[str], None] = lambda _: None,
        day: str = "",
        time: str = "19700101T000000Z",
    ) -> None:
        """Set the server and the copy, without connecting.

        `user` is how others see this command while they wait for it. If it `is_offline`, the copy
        is read as it is. Unless it `has_fixed_time`, the time of the server counts for writing.
        """
        super().__init__(copy, may_make_folder=True, say=say, day=day, time=time)
        self.address = address
        self.is_offline = is_offline
        self._copy = copy
        self._user = user
        self._has_fixed_time = has_fixed_time
        self._waits = True  # for others who write to the copy
        self._time: datetime | None = None  # of the server, while writing
        self._percent: int | None = None  # how far a command is that writes
        self._may_write = True

    @property
    def name(self) -> str:
        """What messages call the slate: its address."""
        return str(self.address)

    @property
    def short_name(self) -> str:
        """What the name of a backup begins with: the name of the database."""
        return self.address.database

    # What commands do

    @contextmanager
    def reading(self, *, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Open for reading what the server has now or, offline, what the copy has."""
        with self._in_order(), self._reading(patience) as connection:
            yield connection

    @contextmanager
    def _reading(self, patience: float | None) -> Iterator[sqlite3.Connection]:
        if self.is_offline:
            if not self._has_copy():
                raise NoCopyError(self.address)
            with super().reading(patience=patience) as connection:
                yield connection
            return
        with self._connected() as server:
            news = self._news(server.news)
            self._may_write = server.may_write
        with self._with_news(news, patience) as connection:
            yield connection

    @contextmanager
    def writing(
        self, *, dry_run: bool = False, creates: bool = True, writer: LongCommand | None = None
    ) -> Iterator[sqlite3.Connection]:
        """Open for one write command; what it records is stored on the server, then here.

        With `dry_run`, the server is only read.
        """
        del creates  # the tables are created by `slate init` only
        with self._in_order(), self._shared_writing(writer, dry_run=dry_run) as connection:
            yield connection

    @contextmanager
    def _shared_writing(
        self, writer: LongCommand | None, *, dry_run: bool
    ) -> Iterator[sqlite3.Connection]:
        if dry_run:
            with self.reading():
                pass
            with super().writing(dry_run=True) as connection:
                yield connection
            return
        if self.is_offline:
            raise OfflineError
        is_stored = False
        with self._connected() as server:
            news = self._news(lambda place: server.locked_news(place, self._say))
            self._time, self._may_write = server.now, server.may_write
            self._percent = None
            try:
                with super().writing(writer=writer) as connection:
                    with server.writing(lambda: self._percent):
                        take_in(connection, news)
                        before, marks = place_of(connection), bookmarks.everybody(connection)
                        yield connection
                        self._store(server, sent_after(connection, before, marks))
                    is_stored = True
            except (StoreError, sqlite3.Error, OSError):
                if not is_stored:
                    raise
                # The next command brings the copy up to date.
            finally:
                self._time = None
        self._note_contact()

    def check_writable(self) -> None:
        """Raise OfflineError, or MayNotWriteError as far as that is known from reading."""
        if self.is_offline:
            raise OfflineError
        if not self._may_write:
            raise MayNotWriteError(self.address)

    def time_of_writing(self, now: datetime) -> datetime:
        """Return the time of the server, so that a wrong clock here affects nobody else."""
        return now if self._has_fixed_time or self._time is None else self._time

    def note_progress(self, percent: int) -> None:
        """Note how far the open write transaction is, for others who wait for it."""
        self._percent = percent

    def initialize(self) -> bool:
        """Create the tables on the server, unless they are there; return whether they were."""
        with self._connected() as server:
            return server.create()

    def is_missing(self) -> bool:
        """Return False: only the server knows, and says so when it is asked."""
        return False

    def existing_path(self) -> Path:
        """Raise NotAFileError, as the slate itself is on the server."""
        raise NotAFileError(self.address)

    @contextmanager
    def inspecting(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """Open a copy in memory of the one on this machine, brought up to date."""
        with self.reading():
            pass
        with self._in_order(), super().inspecting() as found:
            yield found

    def agrees(self, copy: sqlite3.Connection) -> bool:
        """Whether the ledger in a copy is that of the server, as far as it was taken in.

        Offline, that is not known; return True.
        """
        if self.is_offline:
            return True
        with self._connected() as server:
            news = server.news(Place())
        return state_of(news, place_of(copy)) == ledger_state.stored(copy)

    def rebuild(self, writer: LongCommand) -> None:
        """Make the copy anew from the ledger on the server."""
        del writer
        if self.is_offline:  # it is all that there is
            raise OfflineError("the copy cannot be made anew")
        with self._connected() as server:
            news = server.news(Place())
        self._discard()
        self._take_in(news)

    def copied_at(self) -> datetime | None:
        """Return when the copy was last brought up to date, None if that is not known."""
        with suppress(OSError):
            return datetime.fromtimestamp(self._contact.stat().st_mtime, UTC)
        return None

    # The copy

    @contextmanager
    def _in_order(self) -> Iterator[None]:
        """Raise DamagedCopyError if a block finds the copy damaged, and discard it.

        Offline, it is kept, as what can be read of it is all that there is.
        """
        try:
            yield
        except _OF_DAMAGE as error:
            if error.path != self._copy:
                raise
            if not self.is_offline:
                self._discard()
            raise DamagedCopyError(self.address, is_gone=not self.is_offline) from error

    @contextmanager
    def _with_news(self, news: News, patience: float | None) -> Iterator[sqlite3.Connection]:
        """Open the copy with what is new; while others write to it, open one in memory."""
        try:
            self._take_in(news)
        except BusyError:
            with super().reading(patience=patience) as there, in_memory() as connection:
                there.backup(connection)
                connection.execute("begin")
                take_in(connection, news)
                yield connection
            return
        with super().reading(patience=patience) as connection:
            yield connection

    def _take_in(self, news: News) -> None:
        if len(news.reports) >= _MANY:
            self._say(f"taking in {len(news.reports):,} reports from {self.address}.")
        if news.batches or not self._has_copy() or news.bookmarks != self._bookmarks():
            self._waits = False
            try:
                with super().writing() as connection:
                    take_in(connection, news)
            finally:
                self._waits = True
        self._note_contact()

    def _bookmarks(self) -> dict[str, str]:
        with super().reading() as connection:
            return bookmarks.everybody(connection)

    def _news(self, ask: Callable[[Place], News]) -> News:
        """Return what is new for the copy; if that is of another ledger, make it anew."""
        news = ask(self._place())
        if not news.follows:
            self._discard()
            news = ask(Place())
        return news

    def _place(self) -> Place:
        """Return up to where the copy has the ledger; discard one that cannot be used."""
        if self._is_missing(self._copy):
            return Place()
        try:
            found = self._format_of_copy()
            if not found:  # another command may be making it
                return Place()
            if found == schema.FORMAT:
                with super().reading() as connection:
                    return place_of(connection)
        except BusyError:
            raise
        except SlateError:
            pass  # it is damaged, or of another version
        self._discard()
        return Place()

    def _has_copy(self) -> bool:
        """Whether there is a copy.

        One in which nothing is stored is none: a command has left it that was refused, or stopped,
        or one is about to store something.
        """
        return not self._is_missing(self._copy) and self._format_of_copy() != 0

    def _format_of_copy(self) -> int:
        with translated(self._copy), open_file(self._copy) as connection:
            (found,) = connection.execute(_FORMAT).fetchone()
        return int(found)

    def _discard(self) -> None:
        for path in (self._copy, beside(self._copy, "wal"), beside(self._copy, "shm")):
            with suppress(FileNotFoundError):
                path.unlink()

    def _make(self, path: Path) -> None:
        """Create the copy, with a write-ahead log: readers never hold up a command."""
        is_new = self._is_missing(path)
        super()._make(path)
        if is_new:
            with open_file(path) as connection:
                connection.execute("pragma journal_mode = wal")

    def _begin(
        self, connection: sqlite3.Connection, path: Path, begin: str = "begin immediate"
    ) -> None:
        if self._waits:
            super()._begin(connection, path, begin)
        else:
            connection.execute(f"pragma busy_timeout = {_SHORT}")
            connection.execute(begin)

    def _warn_of_backups(self, path: Path | None) -> None:
        """Print nothing: a copy has no backups."""

    def back_up(self, reason: str) -> None:
        """Do nothing: the ledger on the server only grows."""

    @property
    def _contact(self) -> Path:
        """The file whose time is that of the last contact with the server."""
        return beside(self._copy, "seen")

    def _note_contact(self) -> None:
        with suppress(OSError):
            self._contact.touch(mode=0o600)
            os.utime(self._contact)

    # The server

    @contextmanager
    def _connected(self) -> Iterator["Server"]:
        try:
            from slate.store.shared.server import connected  # noqa: PLC0415 -- 150 ms
        except ImportError:
            raise NoDriverError from None
        with connected(self.address, self._user) as server:
            yield server

    def _store(self, server: "Server", sent: "Sent") -> None:
        """Store on the server what a command has recorded.

        If the connection breaks off, another one shows whether it was stored.
        """
        from slate.store.shared.server import server_errors  # noqa: PLC0415 -- imported by now

        if sent.is_empty:
            server.release()
            return
        try:
            with server_errors(self.address):
                server.append(sent)
        except ServerUnreachableError as error:
            try:
                with self._connected() as again:
                    is_stored = again.is_stored(sent)
            except StoreError:
                raise UncertainError(self.address) from error
            if not is_stored:
                raise


def sent_after(connection: sqlite3.Connection, before: Place, marks: dict[str, str]) -> "Sent":
    """Return what was recorded in a copy after a place, when the bookmarks were these."""
    from slate.store.shared.server import Sent  # noqa: PLC0415 -- the driver is there by now

    moved = bookmarks.everybody(connection).items() - marks.items()
    versions = newer_batches(*ledger_tables.beyond_version_1(connection, before.number))
    batches = connection.execute(_BATCHES, (before.number,)).fetchall()
    return Sent(
        [(*row, versions.get(row[1], OLDEST)) for row in batches],
        connection.execute(_REPORTS, (before.number,)).fetchall(),
        dict(moved),
    )
