"""When, and how often, something was recorded about a title: what a calendar asks of an event."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_REPORTED = """
    select r.title_key, r.batch, count(*), b.recorded_at
    from reports r join batches b on b.id = r.batch
    where r.title_key in ({marks}) group by r.title_key, r.batch
"""
_TAKERS = "select uid, undoes, recorded_at from batches where undoes is not null order by id"
_UID = "select id, uid from batches where uid in (select undoes from batches)"


class Stamp(NamedTuple):
    """What was recorded about one title, undone or not."""

    number: int  # of reports, and of undos and redos of them: it never falls
    first: str  # ISO 8601, UTC
    last: str


def stamps(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Stamp]:
    """Tell how much was recorded about the titles with these keys, from when until when."""
    wanted = list(keys)
    taken = _taken(connection)
    numbers: Counter[str] = Counter()
    times: dict[str, list[str]] = {key: [] for key in wanted}
    marks = ",".join("?" * len(wanted))
    for key, batch, number, recorded_at in connection.execute(
        _REPORTED.format(marks=marks), wanted
    ):
        numbers[key] += number + len(taken.get(batch, ()))
        times[key] += [recorded_at, *taken.get(batch, ())]
    return {key: Stamp(numbers[key], min(found), max(found)) for key, found in times.items()}


def _taken(connection: sqlite3.Connection) -> dict[int, list[str]]:
    """Find when each batch was taken back or given back: an undo of an undo is of the same one."""
    numbers = {uid: number for number, uid in connection.execute(_UID)}
    roots: dict[str, str] = {}
    found: dict[int, list[str]] = {}
    for uid, target, recorded_at in connection.execute(_TAKERS):
        root = roots[uid] = roots.get(target, target)
        if root in numbers:  # after a merge the batch itself may still be missing
            found.setdefault(numbers[root], []).append(recorded_at)
    return found
