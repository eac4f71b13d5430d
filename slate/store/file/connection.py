"""Opening a slate: for reading, which never writes, and for writing in one transaction.

For reliability, a slate uses a rollback journal (a copied WAL file loses rows),
`synchronous=FULL`, `BEGIN IMMEDIATE` (a deferred transaction fails at once if there is a
second writer), and waits for locks. Readers open the file read-write with `query_only`, so that
they can roll back what a killed writer left behind.

Before a file is used, it is checked: see `file_checks`.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from slate.domain.errors import (
    NoFolderError,
    NoSlateError,
    NotASlateError,
    StoreError,
    UnreadableError,
)
from slate.files import signals
from slate.files.links import missing_folder
from slate.store.file import migrations, opening, saved_time, schema
from slate.store.file.errors import checked_after_errors, damaged_by, refusal, translated
from slate.store.file.file_checks import (
    check_content,
    check_format,
    format_of,
    refuse_own_rules,
    refuse_triggers,
)
from slate.store.file.in_memory import as_of_today, empty_slate, in_memory
from slate.store.file.opening import open_file
from slate.store.file.transaction_backup import TransactionBackup, copy_committed

_STEPS = 1_000_000  # of SQLite between two looks for a signal: some 50 ms
_ASKS = 1.0  # seconds between two attempts to get the write lock


class LongCommand(NamedTuple):
    """A command that may write for long, as others see it who wait for it."""

    command: str  # with its arguments
    author: str


class Store:
    """A slate: a file, or a database in memory that ends with the command."""

    def __init__(
        self,
        path: Path | None,
        *,
        may_make_folder: bool = False,
        say: Callable[[str], None] = lambda _: None,
        day: str = "",
        time: str = "19700101T000000Z",
    ) -> None:
        """Set the file, without opening it; if `path` is None, create a slate in memory.

        With `may_make_folder`, writing creates a missing folder. `say` prints a message about
        a migration, a backup or a lock. `day` and `time`, in UTC, are part of the names of backups.
        """
        self.path = path
        self._may_make_folder = may_make_folder
        self._say = say
        self._day = day
        self.time = time
        self._memory = empty_slate() if path is None else None
        self._backup: TransactionBackup | None = None  # of the open transaction

    is_shared = False  # with others, on a server
    patience: float | None = None  # seconds to wait for a file to write to; None is the usual time

    @property
    def name(self) -> str:
        """What messages call the slate: the path of its file."""
        return "in memory" if self.path is None else str(self.path)

    @property
    def short_name(self) -> str:
        """What the name of a backup begins with."""
        return "slate" if self.path is None else self.path.name

    def time_of_writing(self, now: datetime) -> datetime:
        """Return the time that counts in the open write transaction: that of the command."""
        return now

    def check_writable(self) -> None:
        """Raise StoreError or UsageError if it is known by now that nothing can be recorded.

        For a command that asks or prints something before it records anything.
        """

    def agrees(self, copy: sqlite3.Connection) -> bool:
        """Whether the ledger in a copy is that of the server; a file has no other ledger."""
        del copy
        return True

    def note_progress(self, percent: int) -> None:
        """Note how far the open write transaction is, where others who wait are told."""

    def close(self) -> None:
        """Close a slate in memory; a file is open only while it is read or written."""
        if self._memory is not None:
            self._memory.close()

    @contextmanager
    def checked_after_errors(self) -> Iterator[None]:
        """Raise DamagedError for an error in a block that damaged content explains.

        A command runs in it, as much of what is read is used only after the slate was closed.
        """
        with nullcontext() if self.path is None else checked_after_errors(self.path):
            yield

    @contextmanager
    def reading(self, *, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Open for reading: one state of the slate, whatever others write meanwhile.

        A missing slate, or one whose first import is not complete, is read as an empty one, and
        nothing is created. A locked one is waited for `patience` seconds, or if that is None, as
        long as for writing.
        """
        path = self.path
        if self._memory is not None:
            yield self._memory
        elif path is None or self._is_missing(path) or opening.is_being_created(path):
            self._warn_of_backups(path)
            with closing(empty_slate()) as connection:
                yield connection
        else:
            with translated(path), open_file(path, patience=patience) as connection:
                connection.execute("pragma query_only = on")
                connection.execute("begin")
                # Without this, a signal would take effect only after a statement that takes long.
                connection.set_progress_handler(signals.received, _STEPS)
                found = check_format(connection, path)
                if found == schema.FORMAT:
                    check_content(connection, path, writes=False)
                    yield connection
                else:
                    if found:
                        refuse_own_rules(connection, path)  # the copy is written
                        self._say(
                            f"{path} has format {found}, so reading it takes longer; the next "
                            f"write upgrades it to format {schema.FORMAT}."
                        )
                    with as_of_today(connection, found) as copy:
                        yield copy

    @contextmanager
    def writing(
        self, *, dry_run: bool = False, creates: bool = True, writer: LongCommand | None = None
    ) -> Iterator[sqlite3.Connection]:
        """Open for one write command: all of it is stored, or nothing if an error is raised.

        With `dry_run`, nothing is stored and no file is created. A command that does not set
        `creates` creates no file either: it sees a missing slate as an empty one. `writer` is
        the command, if it may take long: others wait until it is done.
        """
        path = self.path
        if self._memory is not None:
            memory = self._memory
            with _transaction(memory, lambda: memory.execute("begin"), dry_run=dry_run):
                yield memory
        elif path is None or ((dry_run or not creates) and self._is_missing(path)):
            with closing(empty_slate()) as connection:
                before = connection.total_changes
                yield connection
                if not dry_run and connection.total_changes > before:
                    raise RuntimeError("a command that creates nothing has written to no slate")
        else:
            with translated(path):
                yield from self._writing(path, writer, dry_run=dry_run)

    def _writing(
        self, path: Path, writer: LongCommand | None, *, dry_run: bool
    ) -> Iterator[sqlite3.Connection]:
        if self._is_missing(path):
            self._warn_of_backups(path)
        self._make(path)
        saved_at, migrated, committed = None, None, False
        backup = None if dry_run else TransactionBackup(path, self.time, self._say)
        self._backup = backup
        try:
            with (
                open_file(path, patience=self.patience) as connection,
                _transaction(connection, lambda: self._begin(connection, path), dry_run=dry_run),
                _noted(path, writer),
            ):
                before = connection.total_changes
                migrated = self._prepare(connection, path, backup)
                yield connection
                if connection.total_changes > before:
                    saved_at = saved_time.store_new(connection)
            committed = True
        finally:
            self._backup = None
            if backup is not None:
                is_needed = committed and saved_at is not None
                backup.end(is_needed=is_needed, is_told=migrated is None)
        if saved_at is not None and not dry_run:
            saved_time.apply(path, saved_at)
        if migrated is not None:
            self._say(f"upgraded to format {schema.FORMAT}; backup: {migrated}")

    @contextmanager
    def inspecting(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """Open a copy in memory of whatever the file contains, with its format; 0 if it is empty.

        So a check, which takes long, keeps nobody from writing. Raises StoreError for a file that
        is not a slate, or of a newer format.
        """
        path = self.path
        if self._memory is not None:
            yield self._memory, schema.FORMAT
            return
        with in_memory() as copy:
            found = 0
            if path is not None and not self._is_missing(path):
                with translated(path), open_file(path) as connection:
                    connection.execute("pragma query_only = on")
                    connection.execute("begin")
                    found, _ = format_of(connection, path)
                    connection.backup(copy)
            yield copy, found

    def rebuild(self, writer: LongCommand) -> None:
        """Create all tables and indexes that are derived from the ledger again, from its reports.

        Raises DamagedError, and changes nothing, if the ledger itself is damaged.
        """
        path = self.path
        if self._memory is not None:
            memory = self._memory
            with _rebuilding(memory, lambda: memory.execute("begin")):
                migrations.rebuild(memory)
            return
        if path is None or self._is_missing(path):
            return
        backup, is_done = TransactionBackup(path, self.time, self._say), False
        try:
            with translated(path):
                with (
                    open_file(path) as connection,
                    _rebuilding(connection, lambda: self._begin(connection, path)),
                    _noted(path, writer),
                ):
                    found, objects = format_of(connection, path)
                    refuse_triggers(objects, path)
                    refuse_own_rules(connection, path)
                    if found < schema.FORMAT:
                        self._prepare(connection, path, backup)
                    else:
                        backup.make("rebuild")  # which checks the ledger
                        migrations.rebuild(connection)
                    saved_at = saved_time.store_new(connection)
                saved_time.apply(path, saved_at)
            is_done = True
        finally:
            backup.end(is_needed=is_done)

    def back_up(self, reason: str) -> None:
        """Back up the file as it was before the open write transaction, unless that was done.

        The backup is kept if the transaction is. `reason`, a word, is part of its name. A slate in
        memory, a new one and a dry run need none.
        """
        if self._backup is not None:
            self._backup.make(reason)

    def _warn_of_backups(self, path: Path | None) -> None:
        """Warn that a slate is missing or empty although there are backups of one."""
        from slate.store.file import backups  # noqa: PLC0415 -- only without a slate

        if path is not None and (newest := backups.newest(path)):
            self._say(f"there is no slate in {path}, but there are backups; the newest: {newest}")

    def is_missing(self) -> bool:
        """Whether there is no file yet, or an empty one."""
        return self.path is not None and self._is_missing(self.path)

    def initialize(self) -> bool:
        """Create the slate, unless it is there; return whether it was created."""
        if not self.is_missing():
            return False
        with self.writing():
            pass
        return True

    def existing_path(self) -> Path:
        """Return the path of the file; raise NoSlateError if there is none yet."""
        if self.path is None:
            raise NoSlateError("the demo")
        if self._is_missing(self.path):
            raise NoSlateError(self.path)
        return self.path

    def copy_to(self, target: Path) -> None:
        """Copy one state of the slate to a file, whatever others write meanwhile.

        Raises DamagedError, and leaves the target as it is, if the copy is not sound.
        """
        path = self.existing_path()
        with translated(path):
            copy_committed(path, target)

    def create(self) -> None:
        """Create an empty file, and the default folder, if there is none."""
        if self.path is not None:
            self._make(self.path)

    @contextmanager
    def exclusive(self) -> Iterator[sqlite3.Connection]:
        """Open the file, whatever it contains, while nobody else can read or write it."""
        if (path := self.path) is None:
            raise RuntimeError("a slate in memory has no file")
        with translated(path), open_file(path, may_be_cut_off=True) as connection:
            self._begin(connection, path, "begin exclusive")
            # From now on the lock lasts until the connection is closed, across transactions.
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("commit")
            (mode,) = connection.execute("pragma journal_mode").fetchone()
            # With a WAL, readers would go on, and SQLite could not change the size of the pages.
            if mode == "wal":
                from slate.store.file.waiting import leave_wal  # noqa: PLC0415 -- rarely needed

                leave_wal(connection, path)
            try:
                yield connection
            finally:
                if mode == "wal":
                    with suppress(sqlite3.Error):
                        connection.execute("pragma journal_mode = wal")

    @staticmethod
    def _is_missing(path: Path) -> bool:
        """Whether there is no slate yet; an empty file, as `mktemp` creates, is not one."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise UnreadableError(path, error.strerror or str(error)) from error
        return S_ISREG(found.st_mode) and found.st_size == 0

    def _make(self, path: Path) -> None:
        """Create the file, accessible only to its owner, and the default folder."""
        if self._may_make_folder:
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise UnreadableError(path.parent, error.strerror or str(error)) from error
        try:
            os.close(_created(path))
        except FileNotFoundError as error:
            raise _no_folder(path) from error
        except IsADirectoryError as error:
            raise NotASlateError(path) from error
        except OSError as error:
            raise refusal(path, error) from error

    def _begin(
        self, connection: sqlite3.Connection, path: Path, begin: str = "begin immediate"
    ) -> None:
        """Begin to write; wait for others as long as they say that they are writing."""
        connection.execute("pragma cache_size = -80000")
        if not self._is_missing(path):  # of a new one nothing is read yet, see `reading`
            # Otherwise, a large write overflows the cache and locks readers out early.
            connection.execute("pragma cache_spill = off")
        connection.execute(f"pragma busy_timeout = {_ASKS * 1_000:.0f}")
        try:
            connection.execute(begin)
        except sqlite3.OperationalError as error:
            from slate.store.file.waiting import wait_for_lock  # noqa: PLC0415 -- rarely needed

            wait_for_lock(connection, path, begin, self._say, error)
        connection.execute(f"pragma busy_timeout = {opening.PATIENCE * 1_000}")

    def _prepare(
        self, connection: sqlite3.Connection, path: Path, backup: TransactionBackup | None
    ) -> Path | None:
        """Create or migrate the tables, and return the backup that was made of an older slate.

        This needs the write lock: another process may have done it before. In a dry run, there is
        no `backup`.
        """
        found = check_format(connection, path)
        refuse_own_rules(connection, path)
        if found == schema.FORMAT:
            check_content(connection, path, writes=True)
            return None
        made = None
        if found:
            from slate.store.file import verification  # noqa: PLC0415 -- only to migrate

            if faults := verification.page_faults(connection):
                raise damaged_by(path, faults)
            if backup is not None:
                made = backup.make_before_upgrade(found, self._day)
        migrations.migrate(connection)
        return made


def _created(path: Path) -> int:
    """Create a file that only its owner may read and write, unless it is there, and open it."""
    flags = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags | os.O_EXCL, 0o600)
    except FileExistsError:  # or a link to a file that is to be created
        return os.open(path, flags, 0o600)
    with suppress(OSError):  # not every file system has modes
        os.fchmod(descriptor, 0o600)  # of which the umask may have taken something
    return descriptor


def _no_folder(path: Path) -> StoreError:
    """Return the error for a file whose folder does not exist: perhaps the current one is gone."""
    folder = missing_folder(path)
    if folder == Path():
        return UnreadableError(path, "the current folder does not exist any more")
    return NoFolderError(folder)


@contextmanager
def _noted(path: Path, writer: LongCommand | None) -> Iterator[None]:
    """Leave a note about who is writing to a file while the block runs, if that may take long."""
    from slate.store.file import writer_note  # noqa: PLC0415 -- not for reading

    if writer is None:
        writer_note.remove(path)  # one that a killed command left behind
        yield
    else:
        with writer_note.noted(path, writer.command, writer.author):
            yield


@contextmanager
def _transaction(
    connection: sqlite3.Connection, begin: Callable[[], object], *, dry_run: bool
) -> Iterator[None]:
    """Run a block as one transaction; with `dry_run`, roll it back at the end."""
    begin()
    try:
        yield
        if dry_run:
            connection.execute("rollback")
        else:
            opening.commit(connection)
    except BaseException:
        with signals.held():
            if connection.in_transaction:
                connection.execute("rollback")
            signals.release()
        raise


@contextmanager
def _rebuilding(connection: sqlite3.Connection, begin: Callable[[], object]) -> Iterator[None]:
    """Run a block as one transaction, in which rows may refer to others that do not exist."""
    connection.execute("pragma foreign_keys = off")
    with _transaction(connection, begin, dry_run=False):
        yield
