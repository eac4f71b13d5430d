"""Replacing a whole slate by a checked one: a backup, a ledger, or what is left of a damaged slate.

The replacement is complete before the slate is locked. Then, while nobody else can read or write,
the present content is backed up and replaced in one transaction of SQLite.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from slate.domain.errors import (
    DamagedError,
    LostMarksError,
    NotASlateError,
    NothingToRestoreError,
    StoreError,
    UsageError,
)
from slate.domain.reports.report import Batch, Report
from slate.files import signals
from slate.store.file import backups, migrations, saved_time, schema, verification
from slate.store.file.connection import LongCommand, Store
from slate.store.file.errors import primary_code, refusal, translated
from slate.store.file.file_checks import format_of
from slate.store.file.in_memory import in_memory
from slate.store.file.opening import open_file
from slate.store.file.salvage import Filter, Salvaged, readable_batches, salvage
from slate.store.file.writer_note import noted
from slate.store.queries.row_counts import Counts, counts
from slate.store.reports import bookmarks, ledger_state
from slate.store.writes.union import join

# What SQLite reports of a copy that cannot be made, whatever is copied.
_OF_MACHINE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_UIDS = "select uid from batches"


class Replacement:
    """A slate that is to replace another one: complete, and open for reading."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        salvaged: Salvaged | None = None,
        expected: ledger_state.LedgerState | None = None,
    ) -> None:
        """Read from a connection. `salvaged` is what could be read of a damaged slate.

        `expected` is what that slate should have, None if even that is not known.
        """
        self.connection = connection
        self.salvaged = salvaged
        self.expected = expected

    @property
    def is_changed(self) -> bool:
        """Whether all of a damaged ledger could be read, but not as it was recorded."""
        there = ledger_state.stored(self.connection)
        same_size = self.expected and there and self.expected[:2] == there[:2]
        return bool(same_size) and self.expected != there

    def counts(self) -> Counts:
        """Return how many titles, releases, reports and batches it has."""
        return counts(self.connection)

    def uids(self) -> set[str]:
        """Return the uids of its batches."""
        return {uid for (uid,) in self.connection.execute(_UIDS)}


@contextmanager
def from_slate(path: Path, now: datetime, only_valid: Filter) -> Iterator[Replacement]:
    """Read a slate from a file: all of it if it is sound, else what can be read of its ledger.

    `now` is the present time, with a time zone. `only_valid` returns those reports of a batch that
    slate could have recorded. Raises StoreError if the file is not a slate, and
    NothingToRestoreError if nothing of its ledger can be read.
    """
    with in_memory() as copy:
        try:  # the file may be the slate that is to be replaced, so it must not stay open
            salvaged = _copy_or_salvage(path, copy, only_valid)
        except DamagedError as error:
            raise NothingToRestoreError(path) from error
        if salvaged is None:
            yield Replacement(copy)
            return
        ledger, expected = salvaged
        with in_memory() as fresh:
            _fill(fresh, ledger.items(), now)
            for author, batch in ledger.bookmarks:
                bookmarks.put(fresh, author, batch)
            yield Replacement(fresh, ledger, expected)


def _copy_or_salvage(
    path: Path, copy: sqlite3.Connection, only_valid: Filter
) -> tuple[Salvaged, ledger_state.LedgerState | None] | None:
    """Copy a slate if it is sound, and return None.

    Otherwise return what can be read of its ledger, and what it should have, if that is known.
    """
    with translated(path), open_file(path, may_be_cut_off=True) as connection:
        connection.execute("pragma query_only = on")
        connection.execute("begin")
        if not (found := _format_of(connection, path)):
            raise NotASlateError(path)
        is_unchanged = found == schema.FORMAT and saved_time.is_unchanged(connection, path)
        if _is_copied(connection, copy, found, is_unchanged=is_unchanged):
            return None
        expected = _expected(connection)
        number = expected and expected.reports
        salvaged = salvage(connection, path.stat().st_size, only_valid, number)
        if not salvaged.reports:
            raise NothingToRestoreError(path)
        return salvaged, expected


def _format_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the format of a slate, also of one that lost its marks; 0 if it is empty."""
    try:
        return format_of(connection, path)[0]
    except LostMarksError as error:
        return error.applied


@contextmanager
def from_ledger(items: Iterable[Batch | Report], now: datetime) -> Iterator[Replacement]:
    """Make a slate of a ledger; see `union.join` for the errors."""
    with in_memory() as fresh:
        _fill(fresh, items, now)
        yield Replacement(fresh)


def _fill(connection: sqlite3.Connection, items: Iterable[Batch | Report], now: datetime) -> None:
    connection.execute("begin")
    migrations.migrate(connection)
    join(connection, now, items, lambda _: None, checks_clock=False)
    connection.execute("commit")


def _is_copied(
    connection: sqlite3.Connection, copy: sqlite3.Connection, found: int, *, is_unchanged: bool
) -> bool:
    """Copy a slate of any format, in today's format; return whether its content is sound.

    If it is unchanged since slate's own last write, its titles need not be folded again.
    """
    try:
        connection.backup(copy)
        copy.execute(f"pragma application_id = {schema.APPLICATION_ID}")
        copy.execute(f"pragma user_version = {found}")
        if verification.page_faults(copy):
            return False
        copy.execute("begin")
        if found < schema.FORMAT:
            migrations.migrate(copy)
        elif verification.ledger_faults(copy):
            return False
        elif not is_unchanged:
            migrations.rebuild(copy)
        copy.execute("commit")
    except (MemoryError, OSError):  # of the machine: it shows nothing about the file
        raise
    except Exception:  # noqa: BLE001 -- what is not as slate wrote it can raise any
        return False
    return not verification.faults(copy, verification.Part.LEDGER)


def _expected(connection: sqlite3.Connection) -> ledger_state.LedgerState | None:
    try:
        there = ledger_state.stored(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    is_known = there and isinstance(there.batches, int) and isinstance(there.reports, int)
    return there if is_known else None


def is_sound(store: Store) -> bool:
    """Whether nothing is wrong with a slate, so that it need not be restored from itself."""
    try:
        with store.inspecting() as (connection, found):
            return found == schema.FORMAT and not verification.faults(connection)
    except StoreError:
        return False


class Replaced(NamedTuple):
    """What became of the slate that was replaced."""

    copy: Path | None  # None if there was nothing, or in a dry run
    only_there: list[Batch]  # that it had and its replacement has not, as far as they can be read
    is_sound: bool = True  # it was; otherwise the copy is not a backup


def replace(store: Store, replacement: Replacement, writer: LongCommand, source: Path) -> Replaced:
    """Replace the content of a slate, after it was backed up; `writer` is the command.

    The slate may be missing or damaged, but not another program's database. Readers and writers
    wait meanwhile. `source` is the file that is restored: no old backup that is to be deleted.
    """
    if (path := store.path) is None:
        raise UsageError("The demo slate is not kept, so nothing can be restored to it.")
    is_new = store.is_missing()
    moved = None if is_new or _may_be_database(path) else _move_content(path, store.time)
    with translated(path):
        store.create()
        is_marked = backups.is_slate_or_empty(path)
        with store.exclusive() as connection, noted(path, writer.command, writer.author):
            replaced = _compared(connection, path, replacement, is_marked=is_marked)
            if moved is not None:
                replaced = Replaced(moved, [], is_sound=False)
            elif not is_new:
                replaced = _copied(connection, path, replaced, store.time)
            # In the same transaction as everything else.
            saved_at = saved_time.store_new(replacement.connection)
            signals.hold()  # from here on, what is restored is there, or an error is raised
            try:
                replacement.connection.backup(connection)
            except BaseException:
                signals.release()
                if replaced.copy is not None and moved is None:
                    with suppress(OSError):
                        replaced.copy.unlink()
                raise
        saved_time.apply(path, saved_at)
    if replaced.copy is not None and replaced.is_sound:
        with suppress(OSError):
            others = [one for one in backups.automatic(path) if not one.samefile(source)]
            backups.prune(replaced.copy, others, backups.AUTOMATIC_KEPT)
    return replaced


def compare(store: Store, replacement: Replacement) -> Replaced:
    """Compare a slate with its replacement, and change nothing."""
    if (path := store.path) is None or store.is_missing():
        return Replaced(None, [])
    if not _may_be_database(path):
        return Replaced(None, [], is_sound=False)
    with translated(path):
        is_marked = backups.is_slate_or_empty(path)
        with open_file(path, may_be_cut_off=True) as connection:
            connection.execute("pragma query_only = on")
            connection.execute("begin")
            return _compared(connection, path, replacement, is_marked=is_marked)


def _may_be_database(path: Path) -> bool:
    """Whether SQLite may open a file, or refuses it for another reason than its content."""
    try:
        return not path.is_file() or backups.is_database(path)
    except OSError as error:
        raise refusal(path, error) from error


def _move_content(path: Path, time: str) -> Path:
    """Move what is in a file that SQLite cannot open to another one; the file itself stays."""
    try:
        target = backups.path_of_damaged(path, time)
        backups.copy_bytes(path, target)
        os.truncate(path, 0)
    except OSError as error:
        raise refusal(path, error) from error
    return target


def _compared(
    connection: sqlite3.Connection, path: Path, replacement: Replacement, *, is_marked: bool
) -> Replaced:
    """Compare a slate with its replacement.

    `is_marked` is whether its header is that of a slate. It must be read before the file is locked:
    closing a file gives up all locks of the process on it.
    """
    try:
        is_empty = not _format_of(connection, path)
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # its list of tables cannot be read
        if not is_marked:
            raise
        return Replaced(None, [], is_sound=False)
    if is_empty:
        return Replaced(None, [])
    uids = replacement.uids()
    there = readable_batches(connection, path.stat().st_size)
    return Replaced(None, [batch for batch in there if batch.uid not in uids])


def _copied(connection: sqlite3.Connection, path: Path, replaced: Replaced, time: str) -> Replaced:
    """Copy the present slate to a backup; a damaged one as it is, under another name."""
    try:
        if replaced.is_sound and (target := _backup(connection, path, time)):
            return replaced._replace(copy=target)
        target = backups.path_of_damaged(path, time)
        backups.copy(connection, target, path.stat().st_mode)
    except OSError as error:
        raise refusal(path, error) from error
    return replaced._replace(copy=target, is_sound=False)


def _backup(connection: sqlite3.Connection, path: Path, time: str) -> Path | None:
    """Back up the present slate; return None if the copy is not sound."""
    target = backups.automatic_path(path, "restore", time)
    try:
        marks = _format_of(connection, path)
        backups.back_up(connection, target, path.stat().st_mode, marks=marks)
    except (backups.UnsoundError, UnicodeDecodeError):
        return None
    except sqlite3.DatabaseError as error:
        if primary_code(error) in _OF_MACHINE:
            raise
        return None
    return target
