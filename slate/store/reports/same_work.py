"""Which keys are the same work, as `slate merge` recorded: stored in the table `one_work`."""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator
from typing import Any

from slate.domain.ledger.patch import SAME
from slate.domain.ledger.same_work import leaders
from slate.domain.reports.report import Report
from slate.store.reports import fragments
from slate.store.reports.report_rows import REPORT, SAYS_SAME, report_from

_SAID = f"""
    select {fragments.is_undone("r")}, {REPORT}
    from reports r join batches b on b.id = r.batch where {SAYS_SAME}
"""
_SAID_IN = f"{_SAID} and b.uid = :uid"
_ALL = "select key, leader from one_work"
_CLEAR = "delete from one_work"
_INSERT = "insert into one_work (key, leader, ever) values (?, ?, ?)"
# In reports, as what a link was named for may hide it or remove it once two keys are one work.
_LINKING = f"""
    select distinct coalesce(w.leader, f.key) from (
        select {fragments.key_of("r")} as key from reports r join json_each(r.said, '$.links') l
        where instr(r.said, '"links":') > 0 and {fragments.in_force("r")}
            and substr(l.key, instr(l.key, '|') + 1) in (select value from json_each(:keys))
    ) f left join one_work w on w.key = f.key
"""
_EVER_ONE = "select key from one_work where ever = (select ever from one_work where key = :key)"
_LEADER = "select leader from one_work where key = :key"


def leader_of(connection: sqlite3.Connection, key: str) -> str:
    """Return the key that stands for the work of this one: itself, unless it was merged."""
    row = connection.execute(_LEADER, {"key": key}).fetchone()
    return str(row[0]) if row else key


def ever_one(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """Return the keys that were ever merged with this one, including this one."""
    found = connection.execute(_EVER_ONE, {"key": key}).fetchall()
    return tuple(other for (other,) in found) or (key,)


def led(connection: sqlite3.Connection) -> dict[str, str]:
    """Return, for each key in a merge, the key that stands for its work."""
    return dict(connection.execute(_ALL).fetchall())


def taken_in(connection: sqlite3.Connection, uid: str, only: Container[str] = ()) -> set[str]:
    """Return the keys that a batch merges into another title; for most batches, none.

    `only`, if not empty, are the keys of the titles into which they are merged.
    """
    found = _said(connection.execute(_SAID_IN, {"uid": uid}))
    return {
        other
        for report, _ in found
        if not only or report.title_key in only
        for other in (report.said or {}).get(SAME, ())
    }


def rebuild(connection: sqlite3.Connection) -> set[str]:
    """Compute again which keys are the same work, and return the keys that this affects.

    These are the keys whose leader has changed, and their leaders before and after.
    """
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
    """Return the keys of the titles on which a report in force states a link to one of these."""
    if not (wanted := sorted(keys)):
        return set()
    rows = connection.execute(_LINKING, {"keys": json.dumps(wanted)})
    return {title for (title,) in rows.fetchall()}


def _said(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Report, bool]]:
    """Yield each report, and whether it is undone."""
    return ((report_from(row), bool(is_undone)) for is_undone, *row in rows)
