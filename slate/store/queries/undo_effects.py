"""What undos and redos since a batch changed, of the reports that had arrived by then."""

import sqlite3
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from slate.domain.changes.change_record import Arrival
from slate.domain.changes.comparison import undo_differences
from slate.domain.changes.difference import Difference
from slate.domain.ledger.works import works_of
from slate.domain.reports.effects import Effects, Undo, Undone
from slate.domain.reports.report import roots_of
from slate.domain.titles.title import Title
from slate.store.queries.change_feed import Entry, order
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.arrivals import local_day
from slate.store.reports.batch_rows import keys_from
from slate.store.reports.fragments import ARRIVED, EFFECTIVE
from slate.store.sql import select_list


class _Taker(NamedTuple):
    """An undo or a redo: a batch that undoes another one."""

    id: int
    uid: str
    undoes: str
    recorded_at: str
    moment: str  # the instant at which it arrived here
    author: str
    only: str | None  # JSON: the keys of the titles to which it is limited

    @property
    def undo(self) -> Undo:
        """What it undoes."""
        return Undo(self.uid, self.undoes, keys_from(self.only))


class _Flip(NamedTuple):
    """Titles of a batch that an undo or a redo was the last to undo or to restore."""

    entry: Entry  # of the undo or redo, without the key of a title
    root: str  # uid of the batch
    keys: set[str]
    how: str


_COLUMNS = select_list(_Taker, "b", recorded_at=EFFECTIVE, moment=ARRIVED)
_TAKERS = f"select {_COLUMNS} from batches b where b.undoes is not null order by b.id"
_NEWEST_TAKER = "select coalesce(max(id), 0) from batches where undoes is not null"
_ARRIVED_BEFORE = "select id from batches where uid = :uid and id <= :after"
_ARRIVED_AFTER = "select uid from batches where id > :after"
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
        self._then = Undone()
        self._times: Mapping[str, str] = {}
        self._fresh: set[str] = set()
        self._flips: list[_Flip] = []  # in the order of the undos and redos
        (newest,) = connection.execute(_NEWEST_TAKER).fetchone()
        if after is not None and newest > after:
            self._compare(after)
        self._works = lru_cache(maxsize=_REMEMBERED)(partial(same_work.ever_one, connection))
        self._turns = lru_cache(maxsize=_REMEMBERED)(self._turns_of)

    def entries(self) -> list[Entry]:
        """Return one entry for each title that an undo or redo may have changed, newest first."""
        found = []
        for entry, _, named, _ in self._flips:
            keys = {key for name in named for key in self._works(name)}
            found += [entry._replace(key=key) for key in sorted(keys)]
        return sorted(found, key=order, reverse=True)

    def turn(self, entry: Entry) -> Turn:
        """Return what an entry changed about its title: two folds, with and without the batch."""
        return self._turns(self._works(entry.key))[entry.batch, entry.key]

    def _compare(self, after: int) -> None:
        takers = [_Taker._make(row) for row in self._connection.execute(_TAKERS)]
        targets = {taker.uid: taker.undoes for taker in takers}
        self._then = Undone(taker.undo for taker in takers if taker.id <= after)
        now, self._times = ledger_tables.effects_of_all(self._connection)
        roots = roots_of(targets)
        last: dict[tuple[str, str], _Taker] = {}
        for taker in takers:
            root = roots.get(taker.undoes, taker.undoes)
            names = {"uid": root, "after": after}
            if (
                taker.id > after
                and self._connection.execute(_ARRIVED_BEFORE, names).fetchone() is not None
            ):
                for key in ledger_tables.keys_under(self._connection, root):
                    flips = self._then.covers(root, key) != now.covers(root, key)
                    if flips and now.concerns(taker.uid, key):
                        last[root, key] = taker
        grouped: dict[tuple[_Taker, str], set[str]] = {}
        for (root, key), taker in last.items():
            grouped.setdefault((taker, root), set()).add(key)
        for (taker, root), keys in sorted(grouped.items(), key=lambda item: item[0][0].id):
            how = "undo" if any(now.covers(root, key) for key in keys) else "redo"
            self._flips.append(_Flip(_entry(taker), root, keys, how))
        fresh = self._connection.execute(_ARRIVED_AFTER, {"after": after})
        self._fresh = {uid for (uid,) in fresh}

    def _turns_of(self, keys: tuple[str, ...]) -> dict[tuple[str, str], Turn]:
        """Undo and restore batches one by one; return what each changed, by (undo or redo, key)."""
        found = ledger_tables.all_reports_under(self._connection, keys)
        # All of them, with the times that count.
        reports = Effects(Undone(), self._times).in_force(
            report for report in found if report.batch not in self._fresh and report.key in keys
        )
        flipped: set[tuple[str, str]] = set()

        def titles() -> dict[str, Title]:
            in_force = (
                report
                for report in reports
                for about in [(report.batch, report.title_key)]
                if self._then.covers(*about) == (about in flipped)
            )
            return works_of(in_force).titles

        before = titles()
        turns = {}
        for entry, root, named, how in self._flips:
            about = {(root, key) for key in named.intersection(keys)}
            if about:
                flipped |= about
                after = titles()
                for key in keys:
                    was, now = before.get(key), after.get(key)
                    changed = tuple(undo_differences(was, now))
                    turns[entry.batch, key] = Turn(changed, was, now, how)
                before = after
        return turns


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
