"""Taking in another ledger: the set union of its batches and those that are here.

A batch that is here already is left as it is, one that is not comes in whole, with the
uid, the time and the author that it has. So it does not matter in which order two slates
take each other's ledgers, nor how often: they end with the same batches, and the same
batches add up to the same slate.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from slate.domain.changes.difference import Change, differences
from slate.domain.errors import OtherBatchError, UndoneBeforeError
from slate.domain.ledger.fold import fold
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.recorder import as_json
from slate.store.titles import lookup, projections
from slate.store.titles.possible_duplicates import doubles
from slate.store.titles.slugs import settle

_MANY = 500  # reports, or titles, that are written at once
_FIND = """
    select b.id, b.recorded_at, b.author, b.command, b.undoes,
        (select count(*) from reports r where r.batch = b.id)
    from batches b where b.uid = :uid
"""
# In a circle of undos nobody could tell what is in force.
_UNDONE_BEFORE = """
    select taker.uid from batches taker join batches taken on taken.uid = taker.undoes
    where taker.recorded_at <= taken.recorded_at order by taker.uid limit 1
"""
_SLUGS = "select key, slug from titles order by slug"
_INSERT_BATCH = """
    insert into batches (uid, recorded_at, author, command, undoes, arrived)
    values (:uid, :recorded_at, :author, :command, :undoes, :arrived)
"""
_INSERT_REPORT = """
    insert into reports (batch, n, title_key, said, source, url, reported_on, confidence, note)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_REPORTS_OF = """
    select n, title_key, said, source, url, reported_on, confidence, note
    from reports where batch = :batch order by n
"""


class Joined(NamedTuple):
    """What came with another ledger."""

    batches: int  # that were not here
    renamed: dict[str, str]  # slug before -> slug now, of titles that were here
    possible_duplicates: list[tuple[str, str]]  # slugs: of a title that was here, of one that came


def join(
    connection: sqlite3.Connection,
    now: datetime,
    items: Iterable[Batch | Report],
    on_change: Callable[[Change], None],
) -> Joined:
    """Take in another ledger, each batch with its reports behind it.

    `now` is when it came, a time with a zone. Each title that it may change is reported to
    `on_change`. Raises OtherBatchError where a batch is here with other content,
    UndoneBeforeError where a batch undoes a later one.
    """
    union = _Union(connection, now)
    union.take(items, on_change)
    return Joined(union.came, union.renamed, list(union.doubles()))


class _Union:
    """Takes in one ledger, within the transaction that is open."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        """Take the connection, and when the ledger came: a time with a zone."""
        self._connection = connection
        self._arrived = (
            now.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        )
        self.came = 0  # batches that were not here
        self.renamed: dict[str, str] = {}  # slug before it -> slug now, of titles that were here
        self._added: list[str] = []

    def take(self, items: Iterable[Batch | Report], on_change: Callable[[Change], None]) -> None:
        """Take in a ledger; report each title that this may change."""
        were_undone = ledger_tables.undone_batches(self._connection)
        led_before = same_work.led(self._connection)
        came, keys = self._store(items)
        self.came = len(came)
        if not came:
            return
        if row := self._connection.execute(_UNDONE_BEFORE).fetchone():
            raise UndoneBeforeError(*row)
        slugs = dict(self._connection.execute(_SLUGS).fetchall())
        projections.decide_undone(self._connection)
        are_undone = ledger_tables.undone_batches(self._connection)
        for uid in were_undone ^ are_undone:
            keys |= ledger_tables.keys_under(self._connection, uid)
        moved = same_work.settle(self._connection)
        keys |= moved | same_work.linking(self._connection, moved)
        led_now = same_work.led(self._connection)
        works_before, works_now = _by_leader(led_before), _by_leader(led_now)
        waiting = iter(sorted({led.get(key, key) for led in (led_before, led_now) for key in keys}))
        while some := list(islice(waiting, _MANY)):
            changed = []
            for key in some:
                before = works_before.get(key) or ({key} - led_before.keys())
                after = works_now.get(key) or ({key} - led_now.keys())
                reports = ledger_tables.all_reports_under(self._connection, before | after)
                was = fold(key, _of(reports, before, were_undone | came))
                left = _of(reports, after, are_undone)
                now = fold(key, left)
                projections.write(self._connection, key, now, left)
                if was is not None or now is not None:
                    changed.append((key, was, now))
            settle(self._connection)
            for each in changed:
                on_change(self._change(slugs, *each))
        called = dict(self._connection.execute(_SLUGS).fetchall())
        given = set(called.values())  # a slug that nobody has leads to its title still
        self.renamed = {
            before: called[key]
            for key, before in slugs.items()
            if key in called and called[key] != before and before in given
        }

    def _change(
        self, slugs: Mapping[str, str], key: str, was: Title | None, now: Title | None
    ) -> Change:
        if was is None:
            self._added.append(key)
        slug = lookup.slug_of(self._connection, key) if now else slugs.get(key, "")
        return Change("changed" if was else "added", slug, now, tuple(differences(was, now)))

    def doubles(self) -> Iterator[tuple[str, str]]:
        """Find titles that were here and may be the same work as one that came."""
        return doubles(self._connection, self._added)

    def _store(self, items: Iterable[Batch | Report]) -> tuple[set[str], set[str]]:
        """Store the batches that are new; give their uids, and the keys they report on."""
        came: set[str] = set()
        keys: set[str] = set()
        waiting: list[tuple[object, ...]] = []
        number = 0
        there: Iterator[tuple[object, ...]] | None = None  # the reports of a known batch
        for item in items:
            if isinstance(item, Batch):
                number = self._known(item)
                there = self._reports_of(number) if number else None
                if there is None:
                    number = self._insert(item)
                    came.add(item.uid)
            elif there is not None:
                if next(there) != _content(item):
                    raise OtherBatchError(item.batch)
            else:
                keys.add(item.title_key)
                waiting.append((number, *_content(item)))
                if len(waiting) == _MANY:
                    self._connection.executemany(_INSERT_REPORT, waiting)
                    waiting.clear()
        self._connection.executemany(_INSERT_REPORT, waiting)
        return came, keys

    def _known(self, batch: Batch) -> int:
        """Give the number of a batch that is here, 0 where it is not."""
        row = self._connection.execute(_FIND, {"uid": batch.uid}).fetchone()
        if row is None:
            return 0
        number, *content = row
        if content != [batch.recorded_at, batch.author, batch.command, batch.undoes, batch.reports]:
            raise OtherBatchError(batch.uid)
        return int(number)

    def _reports_of(self, number: int) -> Iterator[tuple[object, ...]]:
        rows = self._connection.execute(_REPORTS_OF, {"batch": number})
        return ((*row[:2], as_json(json.loads(row[2])), *row[3:]) for row in rows)

    def _insert(self, batch: Batch) -> int:
        values = batch._asdict() | {"arrived": self._arrived}
        return self._connection.execute(_INSERT_BATCH, values).lastrowid or 0


def _content(report: Report) -> tuple[object, ...]:
    return (
        report.n,
        report.title_key,
        as_json(report.said),
        report.source,
        report.url,
        report.reported_on,
        report.confidence,
        report.note,
    )


def _by_leader(led: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, leader in led.items():
        found[leader].add(key)
    return found


def _of(reports: list[Report], keys: Container[str], left_out: set[str]) -> list[Report]:
    return [r for r in reports if r.title_key in keys and r.batch not in left_out]
