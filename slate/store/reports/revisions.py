"""When, and how often, something was recorded about a title: what a calendar event states."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from slate.domain.reports.report import root_of
from slate.store.sql import marks

_REPORTED = """
    select r.title_key, r.batch, count(*), b.recorded_at
    from reports r join batches b on b.id = r.batch
    where r.title_key in ({marks}) group by r.title_key, r.batch
"""
# Including titles whose merge was undone, so that the number of revisions never falls.
_EVER = """
    select other.key, own.key from one_work own join one_work other on other.ever = own.ever
    where own.key in ({marks})
"""
_TAKERS = "select uid, undoes, recorded_at from batches where undoes is not null order by id"
_UID = "select id, uid from batches where uid in (select undoes from batches)"


class Revision(NamedTuple):
    """What was recorded about one title, undone or not."""

    number: int  # of reports, and of undos and redos of them: it never falls
    first: str  # ISO 8601, UTC
    last: str


def revisions(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Revision]:
    """Return, by key, the number of revisions of these titles and the first and last time."""
    wanted = list(keys)
    taken = _taken(connection)
    numbers: Counter[str] = Counter()
    times: dict[str, list[str]] = {key: [] for key in wanted}
    of: dict[str, list[str]] = {key: [key] for key in wanted}
    for key, title in connection.execute(_EVER.format(marks=marks(wanted)), wanted):
        if key != title:
            of.setdefault(key, []).append(title)
    reported = _REPORTED.format(marks=marks(of))
    for key, batch, number, recorded_at in connection.execute(reported, list(of)):
        for title in of[key]:
            numbers[title] += number + len(taken.get(batch, ()))
            times[title] += [recorded_at, *taken.get(batch, ())]
    return {key: Revision(numbers[key], min(found), max(found)) for key, found in times.items()}


def _taken(connection: sqlite3.Connection) -> dict[int, list[str]]:
    """Return the times at which each batch was undone or redone, by its number.

    A redo, which undoes an undo, counts for the batch that it restores.
    """
    numbers = {uid: number for number, uid in connection.execute(_UID)}
    taken = connection.execute(_TAKERS).fetchall()
    undoings = {uid: target for uid, target, _ in taken}
    found: dict[int, list[str]] = {}
    for uid, _, recorded_at in taken:
        root = root_of(uid, undoings)
        if root in numbers:  # an imported ledger may lack the batch itself
            found.setdefault(numbers[root], []).append(recorded_at)
    return found
