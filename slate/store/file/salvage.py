"""Reading whatever can still be read of the ledger in a damaged slate.

A batch of which reports are missing would no longer be the same as elsewhere. So it gets a new uid,
and so do the undos and corrections that name it.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from slate.domain.dates.instants import instant_text, is_instant_text
from slate.domain.errors import UnknownWordError
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Batch, Report
from slate.store.reports.batch_rows import RECORDED, keys_from, times_from
from slate.store.reports.report_rows import CONTENT

_SMALLEST_ROW = 30  # bytes
_MOST_FAILURES = 100_000  # one after the other: the root of the table is lost
_COLUMNS = "select name from pragma_table_info(:table)"
_BOOKMARKS = "select author, batch from bookmarks"
_UNKNOWN = "unknown"
_MICROSECOND = timedelta(microseconds=1)
_LAST = datetime.max.replace(tzinfo=UTC)
# Reads what a report says, to leave out what slate could not have recorded.
Filter = Callable[[Batch, list[Report]], list[Report]]


class _Row(NamedTuple):
    """A row of `reports` that could be read."""

    id: int
    batch: int
    report: Report


@dataclass(slots=True)
class Salvaged:
    """What could be read of a ledger."""

    batches: list[tuple[Batch, list[Report]]]  # in the order of their numbers there
    bookmarks: list[tuple[str, str]]  # author, uid of a batch
    incomplete: int = 0  # of the batches: some of their reports, or the batch itself, are lost

    @property
    def reports(self) -> int:
        """How many reports could be read."""
        return sum(len(reports) for _, reports in self.batches)

    def items(self) -> Iterator[Batch | Report]:
        """Yield the ledger: each batch, followed by its reports."""
        for batch, reports in self.batches:
            yield batch
            yield from reports


def salvage(
    connection: sqlite3.Connection, size: int, only_valid: Filter, expected: int | None
) -> Salvaged:
    """Read the ledger row by row from a file of this size, and leave out what is damaged.

    `only_valid` returns those reports of a batch that slate could have recorded. `expected` is the
    number of reports that there should be, if it is known.
    """
    most = max(size // _SMALLEST_ROW, 1)
    batches = {batch.id: batch for batch in readable_batches(connection, size)}
    rows = sorted(_reports(connection, most), key=attrgetter("id"))
    reports = defaultdict(list)
    for row in rows:
        reports[row.batch].append(row.report)
    # Each has lost at least one report.
    emptied = [
        batch.id
        for batch in batches.values()
        if batch.id not in reports and batch.undoes is None and not batch.corrects
    ]
    cut = _without_end(rows, emptied, expected)
    found = Salvaged([], _bookmarks(connection))
    renamed: dict[str, str] = {}
    for number in sorted(batches.keys() | reports.keys()):
        own = sorted(reports.get(number, []), key=lambda report: report.n)
        batch = batches.get(number) or _substitute(number, batches)
        kept = only_valid(batch, own)
        if not kept and (own or (batch.undoes is None and not batch.corrects)):
            continue  # all of its reports are lost
        places = [report.n for report in kept]
        if number not in batches:
            found.incomplete += 1
        elif len(kept) < len(own) or number in cut or places != list(range(1, len(kept) + 1)):
            found.incomplete += 1
            renamed[batch.uid] = str(uuid4())
        found.batches.append((batch._replace(reports=len(kept)), kept))
    _rename(found, renamed)
    return found


def readable_batches(connection: sqlite3.Connection, size: int) -> list[Batch]:
    """Return the batches that can be read from a file of this size, without their reports."""
    return list(_batches(connection, max(size // _SMALLEST_ROW, 1)))


def _without_end(rows: list[_Row], emptied: list[int], expected: int | None) -> set[int]:
    """Return the numbers of the batches whose last reports are lost, or may be.

    Reports are numbered one after the other. So where numbers are missing between two reports, and
    they are not those of the first reports of the later batch, or of the `emptied` batches between
    them, they are those of the earlier one.
    """
    found = set()
    for one, other in pairwise(rows):
        missing = other.id - one.id - 1 - (other.report.n - 1)
        if other.batch != one.batch and missing > 0:
            between = sum(one.batch < number < other.batch for number in emptied)
            if missing > between:
                found.add(one.batch)
    if rows and expected is not None:
        last = rows[-1]
        if expected - last.id > sum(number > last.batch for number in emptied):
            found.add(last.batch)
    return found


def _substitute(number: int, batches: dict[int, Batch]) -> Batch:
    """Return a batch for reports whose own batch is lost: just after the one before it."""
    before = [one.recorded_at for other, one in batches.items() if other < number]
    after = [one.recorded_at for other, one in batches.items() if other > number]
    if before:
        last = datetime.fromisoformat(max(before))
        when = last + min(_MICROSECOND, _LAST - last)
    elif after:
        when = datetime.fromisoformat(min(after)) - _MICROSECOND
    else:
        when = datetime.now(UTC)
    return Batch(0, str(uuid4()), instant_text(when), _UNKNOWN, _UNKNOWN, None)


def _rename(found: Salvaged, renamed: dict[str, str]) -> None:
    """Assign new uids to batches that are not what they were, and to those that name one."""
    while True:
        more = {
            batch.uid: str(uuid4())
            for batch, _ in found.batches
            if batch.uid not in renamed and _named(batch) & renamed.keys()
        }
        if not more:
            break
        renamed |= more
    found.batches = [
        (
            batch._replace(
                uid=renamed.get(batch.uid, batch.uid),
                undoes=batch.undoes and renamed.get(batch.undoes, batch.undoes),
                corrects=tuple(
                    sorted((renamed.get(uid, uid), when) for uid, when in batch.corrects)
                ),
            ),
            [
                report._replace(n=n, batch=renamed.get(batch.uid, batch.uid))
                for n, report in enumerate(reports, 1)
            ],
        )
        for batch, reports in found.batches
    ]
    found.bookmarks = [(author, renamed.get(batch, batch)) for author, batch in found.bookmarks]


def _named(batch: Batch) -> set[str]:
    """Return the uids of the batches that a batch undoes or corrects."""
    return {uid for uid, _ in batch.corrects} | ({batch.undoes} if batch.undoes else set())


def _batches(connection: sqlite3.Connection, most: int) -> Iterator[Batch]:
    for number, *values in _rows(connection, "batches", RECORDED, most):
        uid, recorded_at, author, command, undoes, only, corrects = values
        try:
            batch = Batch(
                number, str(UUID(uid)), recorded_at, author, command, undoes,
                only=keys_from(only), corrects=times_from(corrects),
            )  # fmt: skip
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue
        if batch.uid == uid and is_instant_text(recorded_at):
            yield batch


def _reports(connection: sqlite3.Connection, most: int) -> Iterator[_Row]:
    for number, *values in _rows(connection, "reports", ("batch", *CONTENT), most):
        batch, n, title_key, said, source, url, reported_on, confidence, note = values
        try:
            report = Report(
                title_key, json.loads(said), source, url, reported_on,
                CONFIDENCES[confidence], note, "", "", int(n),
            )  # fmt: skip
            yield _Row(number, int(batch), report)
        except (ValueError, TypeError, UnknownWordError, RecursionError):
            continue


def _rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], most: int
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table that can be read, with their numbers; `most` is the last number.

    Where a range of rows cannot be read, its halves are tried. A column that a slate of an older
    format lacks is null.
    """
    try:
        there = {name for (name,) in connection.execute(_COLUMNS, {"table": table})}
    except sqlite3.Error:
        there = set()
    if not there:
        return
    listed = ", ".join(name if name in there else f"null as {name}" for name in columns)
    statement = f"select id, {listed} from {table} where id between ? and ? order by id"
    ranges = [(1, most)]
    failures = 0
    while ranges and failures < _MOST_FAILURES:
        first, last = ranges.pop()
        try:
            found = connection.execute(statement, (first, last)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            failures += 1
            if first < last:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]
        else:
            failures = 0
            yield from found


def _bookmarks(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    try:
        return [
            (author, batch)
            for author, batch in connection.execute(_BOOKMARKS)
            if isinstance(author, str) and isinstance(batch, str)
        ]
    except (sqlite3.Error, UnicodeDecodeError):
        return []
