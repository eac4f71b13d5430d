"""Opening a slate: for reading, which never writes, and for writing, one transaction.

RELIABILITY's rules and their reasons: a rollback journal (a copied WAL file loses
rows), `synchronous=FULL`, `BEGIN IMMEDIATE` (a deferred one fails at once under a
second writer), 30 seconds of patience. Readers open read-write with `query_only`, so
that they can roll back what a killed writer left.
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
_SMALLEST = 512  # bytes of a database; SQLite takes a file of one byte for an empty one
# A table without pages of its own is a virtual one: code decides what is read from it.
_OBJECTS = """
    select name, iif(type = 'table' and rootpage = 0, 'virtual table', type)
    from sqlite_master where type in ('table', 'view', 'trigger')
"""
_STEPS_APPLIED = f"select count(*) from {schema.APPLIED_STEPS} where migration_set = 'slate'"


class Store:
    """One slate: a file, or a slate in memory that is gone with the command."""

    def __init__(
        self,
        path: Path | None,
        *,
        may_make_folder: bool = False,
        say: Callable[[str], None] = lambda _: None,
        day: str = "",
    ) -> None:
        """Name the file, which is not opened; a slate in memory is there until `close`.

        `say` tells the user of a migration.
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

        A slate that is not there reads as an empty one, and nothing is created.
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
        """Open for one write command: all of it is stored, or nothing.

        With `dry_run` nothing is, and no file is made; nor is one by a command that
        `creates` nothing: without a slate it finds an empty one.
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
                    # An import that spills its cache locks readers out early: 100 MB keep it.
                    connection.execute("pragma cache_size = -100000")
                    backup = self._prepare(connection, path, dry_run=dry_run)
                    yield connection
                if backup is not None:
                    self._say(f"brought to format {schema.FORMAT}; as it was before: {backup}")

    @staticmethod
    def _is_missing(path: Path) -> bool:
        """Tell whether there is no slate yet; an empty file (mktemp) is none."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise UnreadableError(path, error.strerror or str(error)) from error
        return S_ISREG(found.st_mode) and found.st_size == 0

    def _make(self, path: Path) -> None:
        """Make the file, for its owner alone, and the default folder."""
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
        """Refuse what is no slate, or not whole; give the format that was found."""
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
        """Create or migrate, once the lock is held: another may have done it before.

        Gives the backup that was made of an older slate.
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
    """Return the format that a slate without a format number has, None where nothing says."""
    if objects.get(schema.APPLIED_STEPS) != "table":
        return None
    (applied,) = connection.execute(_STEPS_APPLIED).fetchone()
    return int(applied) or None


def _size(connection: sqlite3.Connection) -> int:
    """Return the size of the database in bytes, pages that are still in its WAL included."""
    (pages,) = connection.execute("pragma page_count").fetchone()
    (size,) = connection.execute("pragma page_size").fetchone()
    return int(pages * size)


def _is_in_wal(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a write-ahead log holds pages that the file itself may not have yet.

    Slate uses a rollback journal, but reads and writes a file that others (Litestream,
    sqlite-utils) have switched to WAL. SQLite names the log after the file, links resolved.
    """
    (mode,) = connection.execute("pragma journal_mode").fetchone()
    file = path.resolve()
    wal = file.with_name(f"{file.name}-wal")
    return mode == "wal" and wal.exists() and wal.stat().st_size > 0


@contextmanager
def _transaction(
    connection: sqlite3.Connection, begin: str, *, dry_run: bool
) -> Iterator[sqlite3.Connection]:
    """Run a block as one transaction; with `dry_run` it is taken back at the end."""
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
    """Give an older slate, or an empty file, in today's format: a copy, as reads write nothing."""
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
