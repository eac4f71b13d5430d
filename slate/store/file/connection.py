"""Opening a slate: for reading, which never writes, and for writing in one transaction.

For reliability, a slate uses a rollback journal (a copied WAL file loses rows),
`synchronous=FULL`, `BEGIN IMMEDIATE` (a deferred transaction fails at once if there is a
second writer), and waits up to 30 seconds for a lock. Readers open the file read-write with
`query_only`, so that they can roll back what a killed writer left behind.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from slate.domain.errors import (
    DamagedError,
    NewerFormatError,
    NoFolderError,
    NoFormatError,
    NotASlateError,
    TableError,
    TriggerError,
    UnreadableError,
)
from slate.store.file import migrations, schema
from slate.store.file.errors import refusal, translated

_PATIENCE = 30  # seconds
_SMALLEST = 512  # bytes of a database; SQLite treats a file of one byte as empty
# A table without a root page is virtual: code, not stored data, decides what is read from it.
_OBJECTS = """
    select name, iif(type = 'table' and rootpage = 0, 'virtual table', type)
    from sqlite_master where type in ('table', 'view', 'trigger')
"""
_STEPS_APPLIED = f"select count(*) from {schema.APPLIED_STEPS} where migration_set = 'slate'"


class Store:
    """A slate: a file, or a database in memory that ends with the command."""

    def __init__(
        self,
        path: Path | None,
        *,
        may_make_folder: bool = False,
        say: Callable[[str], None] = lambda _: None,
        day: str = "",
    ) -> None:
        """Set the file, without opening it; if `path` is None, create a slate in memory.

        With `may_make_folder`, writing creates a missing folder. `say` prints a message about
        a migration, and `day` is part of the name of its backup.
        """
        self.path = path
        self._may_make_folder = may_make_folder
        self._say = say
        self._day = day
        self._memory = _in_memory() if path is None else None

    def close(self) -> None:
        """Close a slate in memory; a file is open only while it is read or written."""
        if self._memory is not None:
            self._memory.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open for reading: one state of the slate, whatever others write meanwhile.

        A missing slate is read as an empty one, and nothing is created.
        """
        path = self.path
        if self._memory is not None:
            yield self._memory
        elif path is None or self._is_missing(path):
            with closing(_in_memory()) as connection:
                yield connection
        else:
            with translated(path), _open(path) as connection:
                connection.execute("pragma query_only = on")
                connection.execute("begin")
                found = self._check(connection, path)
                if found == schema.FORMAT:
                    yield connection
                else:
                    with _as_of_today(connection, found) as copy:
                        yield copy

    @contextmanager
    def writing(
        self, *, dry_run: bool = False, creates: bool = True
    ) -> Iterator[sqlite3.Connection]:
        """Open for one write command: all of it is stored, or nothing if an error is raised.

        With `dry_run`, nothing is stored and no file is created. A command that does not set
        `creates` creates no file either: it sees a missing slate as an empty one.
        """
        path = self.path
        if self._memory is not None:
            with _transaction(self._memory, "begin", dry_run=dry_run) as memory:
                yield memory
        elif path is None or ((dry_run or not creates) and self._is_missing(path)):
            with closing(_in_memory()) as connection:
                before = connection.total_changes
                yield connection
                if not dry_run and connection.total_changes > before:
                    raise RuntimeError("a command that creates nothing has written to no slate")
        else:
            with translated(path):
                self._make(path)
                backup = None
                with (
                    _open(path) as connection,
                    _transaction(connection, "begin immediate", dry_run=dry_run),
                ):
                    # An import that overflows the cache locks readers out early; 100 MB are enough.
                    connection.execute("pragma cache_size = -100000")
                    backup = self._prepare(connection, path, dry_run=dry_run)
                    yield connection
                if backup is not None:
                    self._say(f"upgraded to format {schema.FORMAT}; backup: {backup}")

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
            os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        except FileNotFoundError as error:
            raise NoFolderError(path.parent) from error
        except IsADirectoryError as error:
            raise NotASlateError(path) from error
        except OSError as error:
            raise refusal(path, error) from error

    def _check(self, connection: sqlite3.Connection, path: Path) -> int:
        """Return the format of a file, 0 if it is empty.

        Raises StoreError if it is not a slate, or is not intact.
        """
        (application,) = connection.execute("pragma application_id").fetchone()
        (found,) = connection.execute("pragma user_version").fetchone()
        objects = dict(connection.execute(_OBJECTS).fetchall())
        there = path.stat().st_size
        if application != schema.APPLICATION_ID:
            if objects or found or 0 < there < _SMALLEST:
                raise NotASlateError(path)
            return 0
        if found > schema.FORMAT:
            raise NewerFormatError(path, found, schema.FORMAT)
        if found <= 0:
            raise NoFormatError(path, found, _steps_applied(connection, objects))
        for name in (*schema.tables(found), schema.APPLIED_STEPS):
            there_is = objects.get(name)
            if there_is != "table" and (there_is or name != schema.APPLIED_STEPS):
                raise TableError(path, name, there_is, migrations.newest_backup(path))
        for name, type_ in objects.items():
            if type_ == "trigger":
                raise TriggerError(path, name)
        if there < _size(connection) and not _is_in_wal(connection, path):
            raise DamagedError(path, migrations.newest_backup(path))
        return int(found)

    def _prepare(self, connection: sqlite3.Connection, path: Path, *, dry_run: bool) -> Path | None:
        """Create or migrate the tables, and return the backup that was made of an older slate.

        This needs the write lock: another process may have done it before.
        """
        found = self._check(connection, path)
        if found == schema.FORMAT:
            return None
        backup = None
        if found:
            (sound,) = connection.execute("pragma quick_check(1)").fetchone()
            if sound != "ok":
                raise DamagedError(path, migrations.newest_backup(path))
            backup = None if dry_run else self._back_up(path, found)
        migrations.migrate(connection)
        return backup

    def _back_up(self, path: Path, found: int) -> Path:
        try:
            with _open(path) as reader:
                return migrations.back_up(reader, path, found, self._day)
        except OSError as error:
            raise refusal(path, error) from error


def _steps_applied(connection: sqlite3.Connection, objects: dict[str, str]) -> int | None:
    """Return the format of a slate that lost its format number, None if it cannot be determined."""
    if objects.get(schema.APPLIED_STEPS) != "table":
        return None
    (applied,) = connection.execute(_STEPS_APPLIED).fetchone()
    return int(applied) or None


def _size(connection: sqlite3.Connection) -> int:
    """Return the size of the database in bytes, including pages that are still in its WAL."""
    (pages,) = connection.execute("pragma page_count").fetchone()
    (size,) = connection.execute("pragma page_size").fetchone()
    return int(pages * size)


def _is_in_wal(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a write-ahead log holds pages that the file itself may not have yet.

    Slate uses a rollback journal, but also reads and writes files that other programs
    (Litestream, sqlite-utils) have switched to WAL. SQLite names the log after the file, with
    symbolic links resolved.
    """
    (mode,) = connection.execute("pragma journal_mode").fetchone()
    file = path.resolve()
    wal = file.with_name(f"{file.name}-wal")
    return mode == "wal" and wal.exists() and wal.stat().st_size > 0


@contextmanager
def _transaction(
    connection: sqlite3.Connection, begin: str, *, dry_run: bool
) -> Iterator[sqlite3.Connection]:
    """Run a block as one transaction; with `dry_run`, roll it back at the end."""
    connection.execute(begin)
    try:
        yield connection
        connection.execute("rollback" if dry_run else "commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


@contextmanager
def _as_of_today(connection: sqlite3.Connection, found: int) -> Iterator[sqlite3.Connection]:
    """Yield a slate in today's format: a migrated copy of an older one, or an empty slate.

    It is a copy, since reading never writes to the file. `found` is the format of the file, 0 if
    the file is empty.
    """
    if not found:
        with closing(_in_memory()) as empty:
            yield empty
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        _set_up(copy)
        connection.backup(copy)
        with _transaction(copy, "begin", dry_run=False):
            migrations.migrate(copy)
        yield copy


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _set_up(connection)
    migrations.create_in_memory(connection)
    return connection


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():  # a folder, or a device
        raise NotASlateError(path)
    writable = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    with closing(
        sqlite3.connect(
            f"file://{quote(os.fsencode(path.absolute()))}?mode={'rw' if writable else 'ro'}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
        )
    ) as connection:
        _set_up(connection)
        yield connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
