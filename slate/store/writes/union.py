"""Importing another ledger: the result is the set union of its batches and those stored here.

A batch that is stored already is left as it is; any other is added whole, with its uid, time
and author. So two slates may import each other's ledgers in any order and any number of times:
both end with the same batches, and the same batches fold to the same slate.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.dates.instants import instant_text
from slate.domain.ledger.clock_check import check_batches
from slate.domain.ledger.errors import OtherBatchError, UndoneBeforeError
from slate.domain.ledger.fold import fold
from slate.domain.reports.effects import Effects
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work, splits
from slate.store.reports.additions import add_batch, add_reports
from slate.store.reports.report_rows import content
from slate.store.sql import chunks
from slate.store.titles import lookup, projections
from slate.store.titles.slugs import assign

_MANY = 500  # reports, or titles, to write at once
# What a batch was recorded with; everything else depends on the slate.
_RECORDED = ("recorded_at", "author", "command", "undoes", "reports", "only", "corrects")
# Undos that are not later than what they undo. They are refused, since a cycle of undos would leave
# open what is in force. They are possible if the time of what they undo has been corrected.
_UNDONE_BEFORE = """
    select taker.uid, exists (
        select 1 from batches b, json_each(b.corrects) named where named.key = taken.uid)
    from batches taker join batches taken on taken.uid = taker.undoes
    where taker.recorded_at <= taken.recorded_at order by taker.uid
"""
_SLUGS = "select key, slug from titles order by slug"


class Joined(NamedTuple):
    """The result of importing a ledger."""

    batches: int  # that were not stored before
    renamed: dict[str, str]  # slug before -> slug now, of titles stored before


def join(  # noqa: PLR0913 -- what is imported, when, and what is told
    connection: sqlite3.Connection,
    now: datetime,
    items: Iterable[Batch | Report],
    on_change: Callable[[Change], None],
    *,
    checks_clock: bool = True,
    before_first: Callable[[], None] = lambda: None,
) -> Joined:
    """Import another ledger, in which each batch is followed by its reports.

    `now` is the time of the import, with a time zone. Each title that may change is reported to
    `on_change`; `before_first` is called before the first batch that is new. Raises
    OtherBatchError if a batch is stored here with other content, UndoneBeforeError if a batch
    undoes a later one. With `checks_clock`, raises FutureBatchError or ClockAheadError if nothing
    could be recorded here after the import.
    """
    arrived = instant_text(now)
    union = _Union(connection, lambda _: arrived, before_first)
    union.take(items, on_change)
    if checks_clock and union.came:
        check_batches(now, ledger_tables.newest_of_all(connection))
    return Joined(union.came, union.renamed)


def take_over(
    connection: sqlite3.Connection,
    items: Iterable[Batch | Report],
    arrived: Mapping[str, str | None],
) -> None:
    """Store batches of the same ledger, each followed by its reports, as they are elsewhere.

    `arrived` has the time at which each arrived there from another slate, by its uid.
    """
    _Union(connection, arrived.__getitem__, lambda: None).take(items, lambda _: None)


class _Union:
    """Imports one ledger, in the open transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        arrived: Callable[[str], str | None],
        before_first: Callable[[], None],
    ) -> None:
        """Write through a connection; `arrived` returns when a batch arrived, from its uid."""
        self._connection = connection
        self._before_first = before_first
        self._arrived = arrived
        self.came = 0  # batches that were not stored before
        self.renamed: dict[str, str] = {}  # slug before -> slug now

    def take(self, items: Iterable[Batch | Report], on_change: Callable[[Change], None]) -> None:
        """Import a ledger; report each title that this may change."""
        effects_before = ledger_tables.effects_of_all(self._connection)
        led_before = same_work.led(self._connection)
        split_before = splits.assigned(self._connection)
        came, keys = self._store(items)
        self.came = len(came)
        if not came:
            return
        self._check_undos()
        slugs = dict(self._connection.execute(_SLUGS).fetchall())
        effects_now = projections.decide_effects(self._connection)
        keys |= self._affected(effects_before, effects_now)
        moved = same_work.rebuild(self._connection) | splits.rebuild(self._connection)
        keys |= splits.targets(self._connection, keys)
        keys |= moved | same_work.linking(self._connection, moved)
        led_now = same_work.led(self._connection)
        works_before, works_now = _by_leader(led_before), _by_leader(led_now)
        told = sorted({led.get(key, key) for led in (led_before, led_now) for key in keys})
        for some in chunks(told, _MANY):
            changed = []
            for key in some:
                before = works_before.get(key) or ({key} - led_before.keys())
                after = works_now.get(key) or ({key} - led_now.keys())
                reports = ledger_tables.all_reports_under(self._connection, before | after)
                stored = [
                    report._replace(split_to=split_before.get(report.id))
                    for report in reports
                    if report.batch not in came
                ]
                was = fold(key, _of(stored, before, effects_before))
                left = _of(reports, after, effects_now)
                now = fold(key, left)
                projections.write(self._connection, key, now, left)
                if was is not None or now is not None:
                    changed.append((key, was, now))
            assign(self._connection)
            for each in changed:
                on_change(self._change(slugs, *each))
        called = dict(self._connection.execute(_SLUGS).fetchall())
        given = set(called.values())  # a slug that no title has now still finds its former title
        self.renamed = {
            before: called[key]
            for key, before in slugs.items()
            if key in called and called[key] != before and before in given
        }

    def _check_undos(self) -> None:
        """Raise UndoneBeforeError if an undo is not later than what it undoes."""
        for uid, is_corrected in self._connection.execute(_UNDONE_BEFORE):
            if not is_corrected or ledger_tables.is_circular(self._connection, uid):
                raise UndoneBeforeError(uid)

    def _affected(self, before: Effects, now: Effects) -> set[str]:
        """Return the keys of the titles whose reports are affected by imported effects."""

        def keys_of(uid: str) -> set[str]:
            return ledger_tables.keys_under(self._connection, uid)

        found = before.undone.differs(now.undone, keys_of)
        for uid, _ in before.times.items() ^ now.times.items():
            found |= keys_of(uid)
        return found

    def _change(
        self, slugs: Mapping[str, str], key: str, was: Title | None, now: Title | None
    ) -> Change:
        slug = lookup.slug_of(self._connection, key) if now else slugs.get(key, "")
        outcome = Outcome.CHANGED if was else Outcome.ADDED
        return Change(outcome, slug, now, tuple(differences(was, now)))

    def _store(self, items: Iterable[Batch | Report]) -> tuple[set[str], set[str]]:
        """Store the batches that are new; return their uids, and the keys that they report on."""
        came: set[str] = set()
        keys: set[str] = set()
        waiting: list[tuple[str, None, int, list[Any]]] = []
        number = 0
        there: Iterator[Report] | None = None  # the stored reports of a known batch
        for item in items:
            if isinstance(item, Batch):
                if item.uid in came:  # the ledger has it twice: compare it with what came first
                    add_reports(self._connection, waiting)
                    waiting.clear()
                number = self._known(item)
                there = ledger_tables.reports_in(self._connection, number) if number else None
                if there is None:
                    if not came:
                        self._before_first()
                    number = add_batch(self._connection, item, self._arrived(item.uid))
                    came.add(item.uid)
            elif there is not None:
                if content(next(there)) != content(item):
                    raise OtherBatchError(item.batch)
            else:
                keys.add(item.title_key)
                waiting.append((item.batch, None, number, content(item)))
                if len(waiting) == _MANY:
                    add_reports(self._connection, waiting)
                    waiting.clear()
        add_reports(self._connection, waiting)
        return came, keys

    def _known(self, batch: Batch) -> int:
        """Return the number of a batch, 0 if it is not stored.

        Raises OtherBatchError if it is stored with other content.
        """
        there = ledger_tables.batch_with(self._connection, batch.uid)
        if there is None:
            return 0
        if any(getattr(there, name) != getattr(batch, name) for name in _RECORDED):
            raise OtherBatchError(batch.uid)
        return there.id


def _by_leader(led: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, leader in led.items():
        found[leader].add(key)
    return found


def _of(reports: list[Report], keys: Container[str], effects: Effects) -> list[Report]:
    return effects.in_force(report for report in reports if report.key in keys)
