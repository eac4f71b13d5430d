"""The ledger as it is read: reports in force, batches, what was undone."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from slate.domain.errors import BatchNotFoundError
from slate.domain.reports import Batch, Report, undone

_REPORTS = """
    select r.title_key, r.said, r.source, r.url, r.reported_on, r.confidence, r.note,
        b.recorded_at, b.uid, r.n, b.author, r.id
    from reports r join batches b on b.id = r.batch
    where r.title_key = :key
"""
_IN_FORCE = f"{_REPORTS} and not exists (select 1 from undone u where u.batch = r.batch)"
_UNDOES = "select uid, undoes from batches where undoes is not null"
_KEYS = "select distinct title_key from reports order by title_key"
_KEYS_OF_BATCH = "select distinct title_key from reports where batch = :batch order by title_key"

_BATCHES = """
    select b.id, b.uid, b.recorded_at, b.author, b.command, b.undoes,
        (select count(*) from reports r where r.batch = b.id) as reports,
        exists (select 1 from undone u where u.batch = b.id) as undone
    from batches b
"""
_NEWEST_FIRST = f"{_BATCHES} order by b.id desc limit :limit"
_BATCH_BY_ID = f"{_BATCHES} where b.id = :id"
_BATCH_BY_UID = f"{_BATCHES} where b.uid like :start || '%' order by b.id limit 2"
# An author's newest batch that is no undo, and the newest undo of such a batch.
_NEWEST_PLAIN = f"""
    {_BATCHES}
    where b.author = :author and b.undoes is null
        and not exists (select 1 from undone u where u.batch = b.id)
    order by b.id desc limit 1
"""
_NEWEST_UNDO = f"""
    {_BATCHES} join batches taken on taken.uid = b.undoes and taken.undoes is null
    where b.author = :author and not exists (select 1 from undone u where u.batch = b.id)
    order by b.id desc limit 1
"""
_OTHERS_ON = """
    select distinct other.title_key, other.batch
    from reports own join reports other
        on other.title_key = own.title_key and other.batch <> own.batch
    where own.batch = :batch
        and not exists (select 1 from undone u where u.batch = other.batch)
    order by other.title_key, other.batch
"""
_NUMBERS = """
    select distinct target.uid, target.id
    from batches taker join batches target on target.uid = taker.undoes
"""
_UNDOING = f"""
    {_BATCHES}
    where b.undoes = :uid and not exists (select 1 from undone u where u.batch = b.id)
    order by b.id
"""
_UID_CHARACTERS = frozenset("0123456789abcdef-")
_SHORTEST_UID = 4
_LONGEST_NUMBER = 10  # digits; a uid may begin with as many


def reports_on(connection: sqlite3.Connection, key: str) -> list[Report]:
    """Give the reports in force on the title with this key."""
    return [_report(row) for row in connection.execute(_IN_FORCE, {"key": key})]


def all_reports_on(connection: sqlite3.Connection, key: str) -> list[Report]:
    """Give the reports on a title, undone ones too."""
    return [_report(row) for row in connection.execute(_REPORTS, {"key": key})]


def undone_batches(connection: sqlite3.Connection) -> set[str]:
    """Give the uids of the batches that are undone, from the ledger itself."""
    return undone(connection.execute(_UNDOES).fetchall())


def _report(row: tuple[Any, ...]) -> Report:
    try:
        return Report(row[0], json.loads(row[1]), *row[2:])
    except ValueError as error:
        raise sqlite3.DatabaseError("a report is no JSON") from error


def keys(connection: sqlite3.Connection) -> list[str]:
    """Give the keys of all titles that were ever reported on."""
    return [key for (key,) in connection.execute(_KEYS)]


def keys_of(connection: sqlite3.Connection, batch: int) -> list[str]:
    """Give the keys of the titles that a batch reported on."""
    return [key for (key,) in connection.execute(_KEYS_OF_BATCH, {"batch": batch})]


def batches(connection: sqlite3.Connection, limit: int = -1) -> Iterator[Batch]:
    """Give the batches, newest first; a limit below 0 gives all."""
    return _batches(connection.execute(_NEWEST_FIRST, {"limit": limit}))


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[Batch]:
    for row in rows:
        yield Batch._make((*row[:7], bool(row[7])))


def find_batch(connection: sqlite3.Connection, text: str) -> Batch:
    """Find a batch by its number here (`12`, `#12`) or the start of its uid.

    Raises BatchNotFoundError.
    """
    number = text.removeprefix("#")
    found: list[Batch] = []
    if number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER:
        found = list(_batches(connection.execute(_BATCH_BY_ID, {"id": int(number)})))
    if not found and len(text) >= _SHORTEST_UID and set(text) <= _UID_CHARACTERS:
        found = list(_batches(connection.execute(_BATCH_BY_UID, {"start": text})))
    if len(found) != 1:
        raise BatchNotFoundError(text)
    return found[0]


def newest_batch(connection: sqlite3.Connection, author: str) -> Batch | None:
    """Give the author's newest batch in force that is no undo."""
    return next(_batches(connection.execute(_NEWEST_PLAIN, {"author": author})), None)


def newest_undo(connection: sqlite3.Connection, author: str) -> Batch | None:
    """Give the author's newest undo in force."""
    return next(_batches(connection.execute(_NEWEST_UNDO, {"author": author})), None)


def others_on_titles_of(connection: sqlite3.Connection, batch: int) -> list[tuple[str, int]]:
    """Give (title key, batch) for the other batches in force on the titles of this one."""
    return connection.execute(_OTHERS_ON, {"batch": batch}).fetchall()


def numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """Give the numbers here of the batches that others take back, by their uids."""
    return dict(connection.execute(_NUMBERS).fetchall())


def undoing(connection: sqlite3.Connection, uid: str) -> list[Batch]:
    """Give the batches in force that take this one back."""
    return list(_batches(connection.execute(_UNDOING, {"uid": uid})))
