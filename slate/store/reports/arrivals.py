"""When batches arrived in this slate, as days of the local calendar."""

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
    """Return when these batches arrived here, and their number and author, by their uids."""
    found = {}
    for uid in set(uids):
        for number, moment, author in connection.execute(_ARRIVAL, {"uid": uid}):
            found[uid] = Arrival(number, local_day(moment), author)
    return found


@lru_cache(maxsize=4096)
def local_day(moment: str) -> str:
    """Return the day of an instant in the local time zone: `2020-12-16`."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()
