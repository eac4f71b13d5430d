"""When batches came to this slate, by the calendar of those who look."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from slate.domain.changes.change_record import Arrival
from slate.store.reports.fragments import ARRIVED

_ARRIVAL = f"""
    select b.id, {ARRIVED}, b.author from batches b where b.uid = :uid
"""


def arrivals(connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, Arrival]:
    """Tell of batches, named by their uids, when they came here and which number they have."""
    found = {}
    for uid in set(uids):
        for number, moment, author in connection.execute(_ARRIVAL, {"uid": uid}):
            found[uid] = Arrival(number, local_day(moment), author)
    return found


@lru_cache(maxsize=4096)
def local_day(moment: str) -> str:
    """Give the day of a moment on the calendar of this machine: 2020-12-16."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()
