"""A slate on a server: what a command sees is the copy of it on this machine.

The server decides: once it has stored a batch, the command has succeeded, whatever becomes of the
copy, which the next command brings up to date. A command that cannot use the copy, since another
one writes to it or the disk is full, works on one in memory.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from slate.domain.errors import BusyError, StoreError
from slate.domain.ledger.version import OLDEST, newer_batches
from slate.files import signals
from slate.store.file.connection import LongCommand, Store
from slate.store.file.in_memory import empty_slate, in_memory
from slate.store.reports import bookmarks, ledger_state, ledger_tables
from slate.store.shared.address import Address
from slate.store.shared.copy import OF_DAMAGE, Copy
from slate.store.shared.errors import (
    DamagedCopyError,
    LedgerError,
    MayNotWriteError,
    NoCopyError,
    NoDriverError,
    NotAFileError,
    OfflineError,
    OtherCopyError,
    ServerUnreachableError,
    UncertainError,
)
from slate.store.shared.news import BATCH_COLUMNS, REPORT_COLUMNS, News, Place
from slate.store.shared.take_in import place_of, state_of, take_in

if TYPE_CHECKING:
    from slate.store.shared.server import Sent, Server

_BATCHES = f"select {', '.join(BATCH_COLUMNS)} from batches where id > ? order by id"
_REPORTS = f"select {', '.join(REPORT_COLUMNS)} from reports where batch > ? order by batch, n"
_NOTHING = " Nothing was changed."
_MANY = 5_000  # reports, which take longer than a second


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
        self._copy = Copy(copy, time=time)
        self._user = user
        self._has_fixed_time = has_fixed_time
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
    def checked_after_errors(self) -> Iterator[None]:
        """Raise DamagedCopyError for an error in a block that damage of the copy explains."""
        with self._in_order(), super().checked_after_errors():
            yield

    @contextmanager
    def reading(self, *, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Open for reading what the server has now or, offline, what the copy has."""
        with self._in_order(), self._reading(patience) as connection:
            yield connection

    @contextmanager
    def _reading(self, patience: float | None) -> Iterator[sqlite3.Connection]:
        if self.is_offline:
            if not self._copy.exists():
                raise NoCopyError(self.address)
            with self._copy.reading(patience=patience) as connection:
                yield connection
            return
        with self._connected() as server:
            news = self._news(server.news)
            self._may_write = server.may_write
        with ExitStack() as stack:
            copy = self._up_to_date(stack, news, patience)
            if copy is not None:
                yield copy
            else:
                yield stack.enter_context(_in_memory(news, self._everything))

    @contextmanager
    def writing(
        self, *, dry_run: bool = False, creates: bool = True, writer: LongCommand | None = None
    ) -> Iterator[sqlite3.Connection]:
        """Open for one write command: what it records is stored on the server, then here.

        With `dry_run`, the server is only read.
        """
        del creates, writer  # `slate init` creates the tables; all commands show who they are
        with self._in_order():
            if dry_run:
                with self.reading() as there, in_memory() as connection:
                    there.backup(connection)
                    connection.execute("begin")
                    yield connection
            elif self.is_offline:
                raise OfflineError
            else:
                with self._recording() as connection:
                    yield connection

    @contextmanager
    def _recording(self) -> Iterator[sqlite3.Connection]:
        is_stored = is_copy = False
        with self._connected() as server:
            ask = partial(server.locked_news, say=self._say)
            news = self._news(ask)
            self._time, self._may_write = server.now, server.may_write
            self._percent = None
            try:
                with server.writing(lambda: self._percent), ExitStack() as stack:
                    connection = self._writable(stack, news)
                    is_copy = connection is not None
                    if connection is None:
                        # On the same connection: a pool may have no other.
                        connection = stack.enter_context(_in_memory(news, partial(ask, Place())))
                    before, marks = place_of(connection), bookmarks.everybody(connection)
                    yield connection
                    self._store(server, sent_after(connection, before, marks))
                    is_stored = True
            except (StoreError, sqlite3.Error, OSError):
                if not is_stored:
                    raise
                is_copy = False  # the next command brings it up to date
            finally:
                self._time = None
        if is_copy:
            self._copy.note_contact()

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
        if self.is_offline:
            raise OfflineError
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
        with self._in_order(), self._copy.inspecting() as found:
            yield found

    def agrees(self, copy: sqlite3.Connection) -> bool:
        """Whether the ledger in a copy is that of the server, as far as it was taken in.

        Offline, that is not known; return True.
        """
        if self.is_offline:
            return True
        return state_of(self._everything(), place_of(copy)) == ledger_state.stored(copy)

    def rebuild(self, writer: LongCommand) -> None:
        """Make the copy anew from the ledger on the server."""
        del writer
        if self.is_offline:  # it is all that there is
            raise OfflineError("the copy cannot be made anew")
        news = self._everything()
        self._copy.discard()
        self._copy.take_in(news)

    def copied_at(self) -> datetime | None:
        """Return when the copy was last brought up to date, None if that is not known."""
        return self._copy.contact()

    # The copy

    @contextmanager
    def _in_order(self) -> Iterator[None]:
        """Raise DamagedCopyError if a block finds the copy damaged, and discard it.

        Offline, it is kept, as what can be read of it is all that there is.
        """
        try:
            yield
        except OF_DAMAGE as error:
            if error.path != self._copy.file:
                raise
            if not self.is_offline:
                self._copy.discard()
            raise DamagedCopyError(self.address, is_gone=not self.is_offline) from error

    def _up_to_date(
        self, stack: ExitStack, news: News, patience: float | None
    ) -> sqlite3.Connection | None:
        """Bring the copy up to date, and open it for reading; return None if that is not possible.

        It stays open until the stack is closed.
        """
        self._announce(news)
        try:
            self._copy.take_in(news)
            return stack.enter_context(self._copy.with_all_of(news, patience))
        except (StoreError, sqlite3.Error, OSError) as error:
            self._go_without(error)
            return None

    def _writable(self, stack: ExitStack, news: News) -> sqlite3.Connection | None:
        """Open the copy for writing, with what is new; return None if that is not possible."""
        self._announce(news)
        try:
            return stack.enter_context(self._copy.updating(news))
        except (StoreError, sqlite3.Error, OSError) as error:
            self._go_without(error)
            return None

    def _go_without(self, error: Exception) -> None:
        """Go on without the copy after an error; raise it if it is one of the ledger itself.

        A damaged copy is discarded. What does not end by itself, such as a full disk, is reported.
        """
        if isinstance(error, LedgerError):
            raise error
        if isinstance(error, OF_DAMAGE):
            self._copy.discard()
        elif not isinstance(error, BusyError | OtherCopyError):
            # The command goes on, and may store something on the server.
            why = str(error).removesuffix(_NOTHING)
            self._say(f"the copy of {self.address} on this machine cannot be used: {why}")

    def _announce(self, news: News) -> None:
        """Print how much there is to take in, if that takes long."""
        if len(news.reports) >= _MANY:
            self._say(f"taking in {len(news.reports):,} reports from {self.address}.")

    def _news(self, ask: Callable[[Place], News]) -> News:
        """Return what is new for the copy, all that there is if it is that of another ledger."""
        place = self._copy.place()
        news = ask(place)
        if news.follows:
            return news
        try:
            kept = self._copy.keep_aside()
        except (StoreError, sqlite3.Error, OSError) as error:  # so it must not be replaced
            self._go_without(error)
            return ask(Place())
        self._copy.discard()
        self._say(
            f"{self.address} no longer has batch {place.number} that this machine knew (was the "
            f"database restored?). What this machine had is kept in {kept}: export its ledger and "
            "import it to bring back what is missing."
        )
        return ask(Place())

    # The server

    @contextmanager
    def _connected(self) -> Iterator["Server"]:
        try:
            from slate.store.shared.server import connected  # noqa: PLC0415 -- 150 ms
        except ImportError:
            raise NoDriverError from None
        with connected(self.address, self._user) as server:
            yield server

    def _everything(self) -> News:
        """Return all that the server has."""
        with self._connected() as server:
            return server.news(Place())

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
                signals.note_sending()
                server.append(sent)
        except ServerUnreachableError as error:
            try:
                with self._connected() as again:
                    is_stored = again.is_stored(sent)
            except StoreError:
                raise UncertainError(self.address) from error
            if not is_stored:
                raise


@contextmanager
def _in_memory(news: News, everything: Callable[[], News]) -> Iterator[sqlite3.Connection]:
    """Open a slate in memory with all that the server has.

    `everything` returns that if the news is only a part of it.
    """
    if news.after.number:
        news = everything()
    with closing(empty_slate()) as connection:
        connection.execute("begin")
        take_in(connection, news)
        connection.execute("commit")
        connection.execute("begin")
        yield connection


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
