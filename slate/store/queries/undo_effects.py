"""What undos and redos since a batch changed, of the reports that had arrived by then."""

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from slate.domain.changes.change_record import Arrival
from slate.domain.changes.difference import Difference, undo_differences
from slate.domain.ledger.fold import SAME, fold
from slate.domain.ledger.same_work import leaders
from slate.domain.reports.report import Report, in_order, root_of, undone
from slate.domain.titles.title import Title
from slate.store.queries.change_feed import Entry, order
from slate.store.reports import ledger_tables
from slate.store.reports.arrivals import local_day
from slate.store.reports.fragments import ARRIVED
from slate.store.sql import select_list


class _Taker(NamedTuple):
    """An undo or a redo: a batch that undoes another one."""

    id: int
    uid: str
    undoes: str
    recorded_at: str
    moment: str  # the instant at which it arrived here
    author: str


_COLUMNS = select_list(_Taker, "b", moment=ARRIVED)
_TAKERS = f"select {_COLUMNS} from batches b where b.undoes is not null order by b.id"
_NEWEST_TAKER = "select coalesce(max(id), 0) from batches where undoes is not null"
_ARRIVED_BEFORE = "select id from batches where uid = :uid and id <= :after"
_ARRIVED_AFTER = "select uid from batches where id > :after"
_EVER_ONE_WORK = """
    select key from one_work where ever = (select ever from one_work where key = :key)
"""
_REMEMBERED = 512  # titles that are cached


class Turn(NamedTuple):
    """What one report, undo or redo changed about one title."""

    differences: tuple[Difference, ...]
    before: Title | None
    after: Title | None
    how: str | None = None  # undo or redo; None for a report's own change


class UndoEffects:
    """The undos and redos that arrived after a batch, if they changed what was stored by then.

    Batches that were recorded and undone since are left out: their changes were never seen.
    """

    def __init__(self, connection: sqlite3.Connection, after: int | None = None) -> None:
        """Compare what is undone now with what was undone when batch number `after` had arrived.

        If it is None, there are no entries.
        """
        self._connection = connection
        self._then: set[str] = set()
        self._fresh: set[str] = set()
        # The batches that were undone or restored since, each with the last undo or redo that did
        # so, in the order of those.
        self._flips: dict[str, Entry] = {}
        (newest,) = connection.execute(_NEWEST_TAKER).fetchone()
        if after is not None and newest > after:
            self._compare(after)
        self._works = lru_cache(maxsize=_REMEMBERED)(self._works_of)
        self._turns = lru_cache(maxsize=_REMEMBERED)(self._turns_of)

    def entries(self) -> list[Entry]:
        """Return one entry for each title that an undo or redo may have changed, newest first."""
        found = []
        for root, taking in self._flips.items():
            named = ledger_tables.keys_under(self._connection, root)
            keys = {key for name in named for key in self._works(name)}
            found += [taking._replace(key=key) for key in sorted(keys)]
        return sorted(found, key=order, reverse=True)

    def turn(self, entry: Entry) -> Turn:
        """Return what an entry changed about its title: two folds, with and without the batch."""
        return self._turns(self._works(entry.key))[entry.batch, entry.key]

    def _works_of(self, key: str) -> tuple[str, ...]:
        """Return the keys that were ever merged with this one, including this one."""
        found = self._connection.execute(_EVER_ONE_WORK, {"key": key}).fetchall()
        return tuple(other for (other,) in found) or (key,)

    def _compare(self, after: int) -> None:
        takers = [_Taker._make(row) for row in self._connection.execute(_TAKERS)]
        targets = {taker.uid: taker.undoes for taker in takers}
        self._then = undone((taker.uid, taker.undoes) for taker in takers if taker.id <= after)
        now = undone(targets.items())
        for taker in takers:
            root = root_of(taker.undoes, targets)
            if taker.id > after and (root in self._then) != (root in now):
                self._flips.pop(root, None)
                self._flips[root] = _entry(taker)
        for root in list(self._flips):
            names = {"uid": root, "after": after}
            if self._connection.execute(_ARRIVED_BEFORE, names).fetchone() is None:
                del self._flips[root]
        fresh = self._connection.execute(_ARRIVED_AFTER, {"after": after})
        self._fresh = {uid for (uid,) in fresh}

    def _turns_of(self, keys: tuple[str, ...]) -> dict[tuple[str, str], Turn]:
        """Undo and restore batches one by one; return what each changed, by (undo or redo, key)."""
        reports = ledger_tables.all_reports_under(self._connection, keys)
        reports = [report for report in reports if report.batch not in self._fresh]
        mine = {report.batch for report in reports}
        is_undone = set(self._then)
        before = _titles(report for report in reports if report.batch not in is_undone)
        found = {}
        for root, taking in self._flips.items():
            if root in mine:
                is_undone ^= {root}
                after = _titles(report for report in reports if report.batch not in is_undone)
                how = "undo" if root in is_undone else "redo"
                for key in keys:
                    was, now = before.get(key), after.get(key)
                    changed = tuple(undo_differences(was, now))
                    found[taking.batch, key] = Turn(changed, was, now, how)
                before = after
        return found


def _entry(taker: _Taker) -> Entry:
    """Return the entry of an undo or a redo, without the key of a title."""
    day = local_day(taker.moment)
    return Entry(
        last_day=day,
        fineness=len(day),
        recorded_at=taker.recorded_at,
        batch=taker.uid,
        place=0,
        day=day,
        key="",
        report=0,
        arrival=Arrival(taker.id, day, taker.author),
    )


def _titles(in_force: Iterable[Report]) -> dict[str, Title | None]:
    """Fold reports on titles that may be merged, and return each by the key that stands for it."""
    reports = in_order(in_force)
    pairs = [
        (report.title_key, other)
        for report in reports
        for other in (report.said or {}).get(SAME, ())
    ]
    led = leaders(pairs)
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(led.get(report.title_key, report.title_key), []).append(report)
    return {key: fold(key, own) for key, own in found.items()}
