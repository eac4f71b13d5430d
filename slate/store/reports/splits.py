"""Which reports a split assigns to another title: stored in the table `split_reports`.

A report that says `{"split": {KEY: SOURCE}}` assigns to the title with that key all that the source
had reported, when it was recorded, about the title that it is about itself. Times are those that
were recorded: a correction of a clock changes no split.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from slate.domain.ledger.patch import SPLIT, is_about_its_title
from slate.domain.reports.report import Report
from slate.store.reports.fragments import in_force
from slate.store.reports.report_rows import AS_RECORDED, SAYS_SPLIT, report_from

_REPORTS = f"select {AS_RECORDED} from reports r join batches b on b.id = r.batch"
_SPLITS = f"{_REPORTS} where {SAYS_SPLIT} and {in_force('r')}"
_SPLITS_IN = "select 1 from reports r join batches b on b.id = r.batch where b.uid = :uid and "
_SPLITS_IN += f"{SAYS_SPLIT} limit 1"
_UNDER = f"{_REPORTS} where r.title_key = :key"
_TARGETS = """
    select distinct s.key from split_reports s join reports r on r.id = s.report
    where r.title_key = :key
"""
_ALL = "select report, key from split_reports"
_CLEAR = "delete from split_reports"
_INSERT = "insert into split_reports (report, key) values (?, ?)"
_KEYS = """
    select title_key from reports where id in (select value from json_each(:reports))
"""


class Standing(NamedTuple):
    """A split in force: what a source said about the title with a key is about another one."""

    key: str  # as the split names it; another key may stand for it by now
    source: str
    target: str  # key of the other title
    batch: str  # uid


def standing(connection: sqlite3.Connection) -> list[Standing]:
    """Return the splits in force, in the order in which they were recorded."""
    found = map(report_from, connection.execute(_SPLITS).fetchall())
    return [
        Standing(split.title_key, source, target, split.batch)
        for split in sorted(found, key=_when)
        for target, source in (split.said or {})[SPLIT].items()
    ]


def assigned(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the key to which each report is assigned, by its number; of most there are none."""
    return dict(connection.execute(_ALL).fetchall())


def targets(connection: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Return the keys to which a split assigns reports that were recorded under these keys."""
    return {
        target
        for key in keys
        for (target,) in connection.execute(_TARGETS, {"key": key}).fetchall()
    }


def is_in(connection: sqlite3.Connection, uid: str) -> bool:
    """Whether a batch splits a title."""
    return connection.execute(_SPLITS_IN, {"uid": uid}).fetchone() is not None


def rebuild(connection: sqlite3.Connection) -> set[str]:
    """Compute again what is split, and return the keys of the titles that this affects."""
    before = assigned(connection)
    found = [report_from(row) for row in connection.execute(_SPLITS).fetchall()]
    if not before and not found:  # true of most slates
        return set()
    after: dict[int, str] = {}
    known: dict[str, list[Report]] = {}  # reports by the key under which they are now
    for split in sorted(found, key=_when):
        key = split.title_key
        for other, source in (split.said or {})[SPLIT].items():
            for one in (key, other):
                if one not in known:
                    rows = connection.execute(_UNDER, {"key": one})
                    known[one] = [
                        report for report in map(report_from, rows) if report.id not in after
                    ]
            moved = [report for report in known[key] if _is_split_off(report, split, source)]
            known[key] = [report for report in known[key] if report not in moved]
            known[other] += moved
            after |= {report.id: other for report in moved}
    connection.execute(_CLEAR)
    connection.executemany(_INSERT, after.items())
    differ = dict(before.items() ^ after.items())
    recorded = _recorded_keys(connection, differ)
    return {key for at in (before, after) for key in map(at.get, differ) if key} | recorded


def _is_split_off(report: Report, split: Report, source: str) -> bool:
    """Whether a split assigns a report to another title: an earlier one of that source.

    A removal stays, and so does what relates titles to each other.
    """
    is_own = (report.source or "") == source and _when(report) < _when(split)
    return is_own and is_about_its_title(report)


def _when(report: Report) -> tuple[str, str, int]:
    return report.recorded_at, report.batch, report.n


def _recorded_keys(connection: sqlite3.Connection, reports: dict[int, str]) -> set[str]:
    rows = connection.execute(_KEYS, {"reports": json.dumps(list(reports))})
    return {key for (key,) in rows}
