"""Which keys are one work, as `slate merge` said: kept in the table `one_work`."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from slate.domain.ledger.fold import SAME
from slate.domain.ledger.same_work import leaders
from slate.domain.reports.report import Report
from slate.store.reports import fragments
from slate.store.reports.report_rows import REPORT, SAYS_SAME, report_from

_SAID = f"""
    select {fragments.is_undone("r.batch")}, {REPORT}
    from reports r join batches b on b.id = r.batch where {SAYS_SAME}
"""
_SAID_IN = f"{_SAID} and r.batch = :batch"
_ALL = "select key, leader from one_work"
_CLEAR = "delete from one_work"
_INSERT = "insert into one_work (key, leader, ever) values (?, ?, ?)"
_LINKING = """
    select t.key from links l join titles t on t.id = l.title where l.other_key = :key
"""
_LEADER = "select leader from one_work where key = :key"


def leader_of(connection: sqlite3.Connection, key: str) -> str:
    """Give the key that stands for the work of this one: mostly itself."""
    row = connection.execute(_LEADER, {"key": key}).fetchone()
    return str(row[0]) if row else key


def led(connection: sqlite3.Connection) -> dict[str, str]:
    """Give for each key that was said to be one work with others the one that stands for it."""
    return dict(connection.execute(_ALL).fetchall())


def taken_in(connection: sqlite3.Connection, batch: int) -> set[str]:
    """Give the keys that a batch says to be one work with another; mostly none."""
    found = _said(connection.execute(_SAID_IN, {"batch": batch}))
    return {other for report, _ in found for other in (report.said or {}).get(SAME, ())}


def rebuild(connection: sqlite3.Connection) -> set[str]:
    """Find out again which keys are one work; give those that a work has lost, got, or led."""
    before = led(connection)
    ever: list[tuple[str, str]] = []
    in_force: list[tuple[str, str]] = []
    found = sorted(_said(connection.execute(_SAID)), key=lambda pair: pair[0].order)
    for report, is_undone in found:
        pairs = [(report.title_key, other) for other in (report.said or {}).get(SAME, ())]
        ever += pairs
        if not is_undone:
            in_force += pairs
    after = leaders(in_force)
    connection.execute(_CLEAR)
    connection.executemany(
        _INSERT, [(key, after.get(key, key), leader) for key, leader in leaders(ever).items()]
    )
    return {
        moved
        for key in before | after
        if before.get(key, key) != after.get(key, key)
        for moved in (key, before.get(key, key), after.get(key, key))
    }


def linking(connection: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Give the keys of the titles that are shown to follow one of these."""
    return {
        title for key in keys for (title,) in connection.execute(_LINKING, {"key": key}).fetchall()
    }


def _said(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Report, bool]]:
    """Yield the reports, and whether they are undone."""
    return ((report_from(row), bool(is_undone)) for is_undone, *row in rows)
