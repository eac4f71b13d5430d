"""Whether a slate's file may be used: it is a slate of a known format, complete and in order.

It is checked on every opening that all tables and indexes are there. A file that something else has
changed since slate's own last write is also checked inside: its pages, indexes and schema for
reading, and all of its content for writing.
"""

import sqlite3
from pathlib import Path

from slate.domain.errors import (
    LostMarksError,
    NewerFormatError,
    NoFormatError,
    NotASlateError,
    OwnRuleError,
    TableError,
    TriggerError,
)
from slate.store.file import saved_time, schema
from slate.store.file.errors import damaged, damaged_by, not_a_slate
from slate.store.file.opening import beside, open_file

_OLDEST_LEDGER = schema.objects(1).keys() & {*schema.LEDGER}
_SMALLEST = 512  # bytes of a database; SQLite treats a file of one byte as empty
# Reports that are folded again, which takes about a second, before a write to a changed file.
_FOLDED_AGAIN = 10_000
# A table without a root page is virtual: code, not stored data, decides what is read from it.
_OBJECTS = """
    select name, iif(type = 'table' and rootpage = 0, 'virtual table', type) from sqlite_master
"""
_STEPS_APPLIED = f"select count(*) from {schema.APPLIED_STEPS} where migration_set = 'slate'"


def check_format(connection: sqlite3.Connection, path: Path) -> int:
    """Return the format of a file, 0 if it is empty.

    Raises StoreError if it is not a slate, or does not have all tables, indexes and pages.
    """
    found, objects = format_of(connection, path)
    if not found:
        return 0
    expected = (*schema.objects(found).items(), (schema.APPLIED_STEPS, "table"))
    for name, wanted in sorted(expected, key=_is_no_table):
        # Upgrading an older slate creates all indexes and views again.
        if objects.get(name) == wanted or (wanted != "table" and found < schema.FORMAT):
            continue
        if name in objects or name != schema.APPLIED_STEPS:
            raise _table_error(path, name, wanted, objects.get(name))
    refuse_triggers(objects, path)
    if path.stat().st_size < _size(connection) and not _is_in_wal(connection, path):
        raise damaged(path, "it is cut off")
    return found


def format_of(connection: sqlite3.Connection, path: Path) -> tuple[int, dict[str, str]]:
    """Return the format of a slate, 0 if it is empty, and the types of its objects by name.

    Raises StoreError if it is no slate, or of a newer format.
    """
    (application,) = connection.execute("pragma application_id").fetchone()
    (found,) = connection.execute("pragma user_version").fetchone()
    objects = dict(connection.execute(_OBJECTS).fetchall())
    if application != schema.APPLICATION_ID:
        if not application and not found and objects.keys() >= _OLDEST_LEDGER:
            applied = _steps_applied(connection, objects)
            if applied:
                raise LostMarksError(path, schema.APPLICATION_ID, applied)
        if objects or found:
            raise NotASlateError(path)
        if 0 < path.stat().st_size < _SMALLEST:
            raise not_a_slate(path)
        return 0, {}
    if found > schema.FORMAT:
        raise NewerFormatError(path, found, schema.FORMAT)
    if found <= 0:
        raise NoFormatError(path, found, _steps_applied(connection, objects))
    return int(found), objects


def refuse_triggers(objects: dict[str, str], path: Path) -> None:
    """Raise TriggerError if somebody has added a trigger, which could write on slate's behalf."""
    for name, type_ in objects.items():
        if type_ == "trigger":
            raise TriggerError(path, name)


def refuse_own_rules(connection: sqlite3.Connection, path: Path) -> None:
    """Raise OwnRuleError if something of the user's own would refuse what slate writes."""
    from slate.store.file import expected_schema  # noqa: PLC0415 -- reading does not need it

    for what, remedy in expected_schema.own_rules(connection):
        raise OwnRuleError(path, what, remedy)


def _is_no_table(item: tuple[str, str]) -> bool:
    return item[1] != "table"


def _table_error(path: Path, name: str, wanted: str, there: str | None) -> TableError:
    from slate.store.file import backups  # noqa: PLC0415 -- only for errors

    can_rebuild = name not in schema.LEDGER
    newest = backups.newest(path)
    return TableError(path, name, there, newest, type_=wanted, can_rebuild=can_rebuild)


def check_content(connection: sqlite3.Connection, path: Path, *, writes: bool) -> None:
    """Raise DamagedError if a file has changed since slate's last write, and is not in order.

    Before a write all of its content is checked, unless that takes too long: titles are folded
    again only from a limited number of reports, and not if a program such as Litestream moves
    slate's own writes from a WAL into the file.
    """
    if saved_time.is_unchanged(connection, path):
        return
    from slate.store.file import verification  # noqa: PLC0415 -- only for such files

    last = verification.Part.SCHEMA
    if writes:
        (reports,) = connection.execute("select count(*) from reports").fetchone()
        (mode,) = connection.execute("pragma journal_mode").fetchone()
        is_folded = reports <= _FOLDED_AGAIN and mode != "wal"
        last = verification.Part.TITLES if is_folded else verification.Part.LEDGER
    # Another connection, as SQLite copies nothing from one that is in a write transaction.
    with open_file(path) as reader:
        reader.execute("begin")
        faults = verification.faults(reader, last)
    if faults:
        raise damaged_by(path, faults)


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
    (Litestream, sqlite-utils) have switched to WAL.
    """
    (mode,) = connection.execute("pragma journal_mode").fetchone()
    wal = beside(path, "wal")
    return mode == "wal" and wal.exists() and wal.stat().st_size > 0
