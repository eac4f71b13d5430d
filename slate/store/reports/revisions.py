"""When, and how often, something was recorded about a title: what a calendar event states."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from slate.domain.reports.effects import Undo, Undone
from slate.domain.reports.report import roots_of
from slate.store.reports.batch_rows import keys_from, times_from
from slate.store.reports.fragments import EFFECTIVE
from slate.store.sql import marks

_REPORTED = f"""
    select r.title_key, r.batch, count(*), {EFFECTIVE}
    from reports r join batches b on b.id = r.batch
    where r.title_key in ({{marks}}) group by r.title_key, r.batch
"""
# Including titles whose merge was undone, so that the number of revisions never falls.
_EVER = """
    select other.key, own.key from one_work own join one_work other on other.ever = own.ever
    where own.key in ({marks})
"""
_TAKERS = f"""
    select b.uid, b.undoes, b.only, b.corrects, {EFFECTIVE} from batches b
    where b.undoes is not null or b.corrects is not null order by b.id
"""
_UID = """
    select id, uid from batches where uid in (
        select undoes from batches
        union select named.key from batches b, json_each(b.corrects) named)
"""


class Revision(NamedTuple):
    """What was recorded about one title, undone or not."""

    number: int  # of reports, and of their undos, redos and corrections: it never falls
    first: str  # ISO 8601, UTC
    last: str


def revisions(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Revision]:
    """Return, by key, the number of revisions of these titles and the first and last time."""
    wanted = list(keys)
    taken, undone = _taken(connection)
    numbers: Counter[str] = Counter()
    times: dict[str, list[str]] = {key: [] for key in wanted}
    of: dict[str, list[str]] = {key: [key] for key in wanted}
    for key, title in connection.execute(_EVER.format(marks=marks(wanted)), wanted):
        if key != title:
            of.setdefault(key, []).append(title)
    reported = _REPORTED.format(marks=marks(of))
    for key, batch, number, recorded_at in connection.execute(reported, list(of)):
        since = [when for uid, when in taken.get(batch, ()) if undone.concerns(uid, key)]
        for title in of[key]:
            numbers[title] += number + len(since)
            times[title] += [recorded_at, *since]
    return {key: Revision(numbers[key], min(found), max(found)) for key, found in times.items()}


def _taken(connection: sqlite3.Connection) -> tuple[dict[int, list[tuple[str, str]]], Undone]:
    """Return the undos, redos and corrections of each batch, by its number, and what they undo.

    They are pairs of uid and time. A redo, which undoes an undo, counts for the batch that it
    restores, and the undo of a correction for the batches whose times it corrects.
    """
    numbers = {uid: number for number, uid in connection.execute(_UID)}
    taken = connection.execute(_TAKERS).fetchall()
    undoings = {uid: target for uid, target, *_ in taken if target is not None}
    corrected = {uid: [of for of, _ in times_from(corrects)] for uid, _, _, corrects, _ in taken}
    roots = roots_of(undoings)
    found: dict[int, list[tuple[str, str]]] = {}
    for uid, _, _, _, recorded_at in taken:
        root = roots.get(uid, uid)
        for target in corrected.get(root) or [root]:
            if target in numbers:  # an imported ledger may lack the batch itself
                found.setdefault(numbers[target], []).append((uid, recorded_at))
    undos = (Undo(uid, target, keys_from(only)) for uid, target, only, *_ in taken if target)
    return found, Undone(undos)
