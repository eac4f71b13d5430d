"""Taking in what others recorded on the server: into a copy, or into one in memory."""

import json
import sqlite3
from collections.abc import Iterator

from slate.domain.ledger.patch import SAME, SPLIT
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Batch, Report
from slate.store.file.errors import ODD, OF_CONTENT, primary_code
from slate.store.reports import bookmarks, ledger_tables, same_work, splits
from slate.store.reports.additions import add_batch, add_reports
from slate.store.reports.batch_rows import keys_from, times_from
from slate.store.reports.ledger_state import LedgerState, digests
from slate.store.reports.report_rows import CONTENT
from slate.store.shared.errors import GapError, OddLedgerError, OtherCopyError
from slate.store.shared.news import BATCH_COLUMNS, BatchRow, News, Place, ReportRow
from slate.store.sql import chunks
from slate.store.titles import projections
from slate.store.writes.union import take_over

_MANY = 500  # reports to write at once
_LAST = "select id, uid from batches order by id desc limit 1"
_UNDOES, _CORRECTS, _ARRIVED = map(BATCH_COLUMNS.index, ("undoes", "corrects", "arrived"))
_SAID, _KEY = CONTENT.index("said"), CONTENT.index("title_key")
# In the JSON of a patch: it says that titles are one work, or are split.
_ON_WORKS = tuple(f'"{name}":' for name in (SAME, SPLIT))


def place_of(connection: sqlite3.Connection) -> Place:
    """Return up to where a copy has the ledger."""
    row = connection.execute(_LAST).fetchone()
    return Place(*row) if row else Place()


def state_of(news: News, place: Place) -> LedgerState:
    """Return the number and the checksum of all that was recorded up to a place.

    `news` are those since the beginning.
    """
    batches = [row for row in news.batches if row[0] <= place.number]
    reports = [row for row in news.reports if row[0] <= place.number]
    uids = {row[0]: row[1] for row in batches}
    digest = digests([row[1:-1] for row in batches])
    digest += digests([(uids[number], *values) for number, *values in reports])
    return LedgerState().plus(batches=len(batches), reports=len(reports), digest=digest)


def take_in(connection: sqlite3.Connection, news: News) -> None:
    """Store what is new, and fold the titles that it is about.

    Batches that are there already, as another process has taken them in, are left out. Raises
    OtherCopyError if what is there is not what the news comes after, GapError if a number is
    missing, and OddLedgerError if the server has what slate does not write.
    """
    last = place_of(connection)
    known = {Place(*row[:2]) for row in news.batches} | {news.after}
    if last not in known and (last.number or news.after.number):
        raise OtherCopyError
    batches = [row for row in news.batches if row[0] > last.number]
    reports = [row for row in news.reports if row[0] > last.number]
    for expected, (number, *_) in enumerate(batches, last.number + 1):
        if number != expected:
            raise GapError(expected)
    try:
        _take_in(connection, batches, reports)
    except (*ODD, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.Error) and primary_code(error) not in OF_CONTENT:
            raise
        raise OddLedgerError(batches[0][0], batches[-1][0], str(error)) from error
    bookmarks.replace(connection, news.bookmarks)


def _take_in(
    connection: sqlite3.Connection, batches: list[BatchRow], reports: list[ReportRow]
) -> None:
    if not place_of(connection).number:
        _store(connection, batches, reports)
        projections.rebuild(connection)
    elif _is_plain(connection, batches, reports):
        _refold(connection, batches, reports)
    else:
        take_over(connection, _entries(batches, reports), {row[1]: row[-1] for row in batches})


def _is_plain(
    connection: sqlite3.Connection, batches: list[BatchRow], reports: list[ReportRow]
) -> bool:
    """Whether only the titles that are reported on, or whose reports are undone, may change.

    Then nothing has to be compared but these, however large the slate is. What arrived from
    another slate may be older than a split, which applies to it then.
    """
    if any(row[_CORRECTS] or row[_ARRIVED] for row in batches):
        return False
    if any(name in str(row[1 + _SAID]) for row in reports for name in _ON_WORKS):
        return False
    return not any(_is_on_works(connection, str(row[_UNDOES])) for row in batches if row[_UNDOES])


def _is_on_works(connection: sqlite3.Connection, uid: str) -> bool:
    """Whether a batch, or what it undoes, merges, splits, or corrects times."""
    batch = ledger_tables.batch_with(connection, uid)
    if batch is None:  # it is new as well
        return False
    root = ledger_tables.root(connection, batch)
    merges = same_work.taken_in(connection, root.uid)
    return bool(root.corrects or merges or splits.is_in(connection, root.uid))


def _refold(
    connection: sqlite3.Connection, batches: list[BatchRow], reports: list[ReportRow]
) -> None:
    """Store what is new and plain, and fold the titles that it is about."""
    before = ledger_tables.effects_of_all(connection).undone
    _store(connection, batches, reports)
    keys = {str(row[1 + _KEY]) for row in reports}
    if any(row[_UNDOES] for row in batches):
        now = projections.decide_effects(connection).undone
        keys |= before.differs(now, lambda uid: ledger_tables.keys_under(connection, uid))
    keys |= splits.targets(connection, keys)
    keys |= {same_work.leader_of(connection, key) for key in keys}
    projections.refold(connection, sorted(keys))


def _store(
    connection: sqlite3.Connection, batches: list[BatchRow], reports: list[ReportRow]
) -> None:
    uids = {}
    for row in batches:
        add_batch(connection, _batch(row), row[-1])
        uids[row[0]] = row[1]
    for some in chunks(reports, _MANY):
        add_reports(
            connection, [(uids[number], None, number, list(values)) for number, *values in some]
        )


def _entries(batches: list[BatchRow], reports: list[ReportRow]) -> Iterator[Batch | Report]:
    """Yield the batches, each followed by its reports."""
    by_batch: dict[int, list[ReportRow]] = {}
    for report in reports:
        by_batch.setdefault(report[0], []).append(report)
    for batch in map(_batch, batches):
        yield batch
        yield from (_report(batch, found) for found in by_batch.get(batch.id, ()))


def _batch(row: BatchRow) -> Batch:
    number, uid, recorded_at, author, command, undoes, only, corrects, _ = row
    return Batch(
        number, uid, recorded_at, author, command, undoes,
        only=keys_from(only), corrects=times_from(corrects),
    )  # fmt: skip


def _report(batch: Batch, row: ReportRow) -> Report:
    _, n, key, said, source, url, reported_on, confidence, note = row
    return Report(
        key, json.loads(said), source, url, reported_on, CONFIDENCES[confidence], note,
        batch.recorded_at, batch.uid, n, batch.author,
    )  # fmt: skip
