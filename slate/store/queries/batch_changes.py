"""What batches changed when they arrived: titles with a batch, compared with those without it.

What arrived later, and what that undid or corrected, does not count. But what is split, and which
titles links lead to, is as it is now.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from slate.domain.changes.batch_change import BatchChange, TitleChange
from slate.domain.changes.change_record import Changed, record_of
from slate.domain.changes.comparison import differences, undo_differences
from slate.domain.changes.difference import merged_with, split_off
from slate.domain.changes.net_change import pairs
from slate.domain.ledger.patch import SPLIT
from slate.domain.ledger.works import Works, works_of
from slate.domain.reports.effects import Correction, Effects, Undo, effects
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.arrivals import arrivals
from slate.store.reports.batch_rows import keys_from, times_from
from slate.store.titles import lookup

_NUMBERS = "select uid, id from batches"
_UNDOS = "select id, uid, undoes, only from batches where undoes is not null"
_CORRECTIONS = "select id, uid, recorded_at, corrects from batches where corrects is not null"
_IN = "r.batch in (select b.id from batches b where b.uid in (select value from json_each(:uids)))"
_COUNT = f"select count(distinct r.title_key) from reports r where {_IN}"
_KEYS = f"""
    select r.title_key from reports r where {_IN} group by r.title_key order by min(r.id)
"""
_REMEMBERED = 512  # titles that are cached


class _Scope(NamedTuple):
    """The batches whose reports a batch adds, undoes or corrects."""

    uids: tuple[str, ...]
    only: frozenset[str] | None  # keys of the titles to which it is limited; None means all
    how: str | None  # undo or redo; None for another batch


class BatchChanges:
    """Finds what batches changed when they arrived."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read which batches there are, and which of them undo or correct others."""
        self._connection = connection
        self._numbers: dict[str, int] = dict(connection.execute(_NUMBERS).fetchall())
        self._undos = {
            number: Undo(uid, undoes, keys_from(only))
            for number, uid, undoes, only in connection.execute(_UNDOS)
        }
        self._corrections = {
            number: Correction(uid, recorded_at, times_from(corrects))
            for number, uid, recorded_at, corrects in connection.execute(_CORRECTIONS)
        }
        self._turning_points = sorted(self._undos.keys() | self._corrections.keys())
        self._undo_with = {undo.uid: undo for undo in self._undos.values()}
        self._corrected_by = {
            correction.uid: tuple(uid for uid, _ in correction.times)
            for correction in self._corrections.values()
        }
        self._effects = lru_cache(maxsize=_REMEMBERED)(self._effects_of_first)
        reports_under = partial(ledger_tables.all_reports_under, connection)
        self._reports = lru_cache(maxsize=_REMEMBERED)(reports_under)

    def of(self, batch: Batch, most: int) -> BatchChange:
        """Return what a batch changed; only the number of titles if that is more than `most`."""
        scope = self._scope(batch)
        if scope.only is not None:
            number = len(scope.only)
        else:
            found = self._connection.execute(_COUNT, {"uids": json.dumps(scope.uids)})
            (number,) = found.fetchone()
        titles = tuple(self._each(batch, scope)) if number <= most else None
        return BatchChange(number, titles)

    def records(self, batch: Batch) -> Iterator[Changed]:
        """Yield each difference that a batch made as a record, title by title."""
        arrival = arrivals(self._connection, [batch.uid])[batch.uid]
        scope = self._scope(batch)
        for found in self._each(batch, scope):
            name = found.stands.name_with(found.slug)
            releases = found.after.releases if found.after else ()
            for change in found.differences:
                record = record_of(change, found.slug, name, arrival, found.report, scope.how)
                yield Changed(record, change, releases)

    def _each(self, batch: Batch, scope: _Scope) -> Iterator[TitleChange]:
        """Yield what a batch changed, title by title, in the order of its reports."""
        rows = self._connection.execute(_KEYS, {"uids": json.dumps(scope.uids)})
        seen: set[str] = set()
        for (key,) in rows.fetchall():
            if key not in seen and (scope.only is None or key in scope.only):
                keys = same_work.ever_one(self._connection, key)
                seen.update(keys)
                yield from self._changed(batch, keys)

    def _scope(self, batch: Batch) -> _Scope:
        uid, only = batch.uid, None
        seen = set()
        while uid in self._undo_with and uid not in seen:  # an imported ledger may have a cycle
            seen.add(uid)
            undo = self._undo_with[uid]
            if undo.only:
                only = frozenset(undo.only).intersection(undo.only if only is None else only)
            uid = undo.undoes
        how = ("redo", "undo")[len(seen) % 2] if seen else None
        return _Scope(self._corrected_by.get(uid, (uid,)), only, how)

    def _changed(self, batch: Batch, keys: tuple[str, ...]) -> Iterator[TitleChange]:
        compared = undo_differences if batch.uid in self._undo_with else differences
        reports = [report for report in self._reports(keys) if report.key in keys]
        before, _ = self._as_it_was(reports, batch.id - 1)
        after, led = self._as_it_was(reports, batch.id)
        own: dict[str, list[Report]] = {}
        for report in reports:
            if report.batch == batch.uid:
                own.setdefault(led.get(report.key, report.key), []).append(report)
        for was, now, stands, merged in pairs(before, after, led):
            said = own.get(stands.key, ())
            found = compared(was, now)
            found += [merged_with(other.wanted_slug) for other in merged]
            found += [split_off(source) for report in said for source in _split(report)]
            if found or said:
                last = said[-1] if said else None
                yield TitleChange(self._slug(stands), tuple(found), stands, now, last)

    def _slug(self, title: Title) -> str:
        """Return the slug of a title, or the one that it had until it was merged or removed."""
        key = title.key
        is_merged = same_work.leader_of(self._connection, key) != key
        return ("" if is_merged else lookup.slug_of(self._connection, key)) or title.wanted_slug

    def _as_it_was(self, reports: list[Report], number: int) -> Works:
        """Return the titles when the batch with this number had arrived."""
        counts = self._effects(bisect_right(self._turning_points, number))
        arrived = (report for report in reports if self._numbers[report.batch] <= number)
        return works_of(counts.in_force(arrived))

    def _effects_of_first(self, many: int) -> Effects:
        """Return the effects of the first undos and corrections that arrived."""
        numbers = self._turning_points[:many]
        return effects(
            (self._undos[number] for number in numbers if number in self._undos),
            (self._corrections[number] for number in numbers if number in self._corrections),
        )


def _split(report: Report) -> list[str]:
    return list((report.said or {}).get(SPLIT, {}).values())
