"""Whether a slate's file has changed since slate's own last write.

Slate sets the modification time of the file after each write, to one that it has stored in it.
Another time shows that something else has written to the file since: another program, a copy, a
write that was killed, or damage on the way. Comparing costs nothing, so every command does it.
"""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from slate.store.file.opening import beside

_SECOND = 1_000_000_000  # ns
_TICK = 100  # ns: the finest time of some network file systems
_STORED = "select saved_at from ledger_state"
_PUT = "update ledger_state set saved_at = :time"


def is_unchanged(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a file is as slate's last write left it.

    What is in a write-ahead log may be of any program, and does not change the time of the file.
    """
    log = beside(path, "wal")
    if log.exists() and log.stat().st_size:
        return False
    try:
        row = connection.execute(_STORED).fetchone()
    except sqlite3.DatabaseError:  # the check says what is wrong
        return False
    stored = row[0] if row else None
    if not isinstance(stored, int):
        return False
    found = path.stat().st_mtime_ns
    # Some file systems keep whole seconds; on others this is the case for one time in a billion.
    return found == stored or (found % _SECOND == 0 and found == stored // _SECOND * _SECOND)


def store_new(connection: sqlite3.Connection) -> int:
    """Store a new time in the open transaction, and return it for `apply`."""
    now = time.time_ns() // _TICK * _TICK
    connection.execute(_PUT, {"time": now})
    return now


def apply(path: Path, saved_at: int) -> None:
    """Set the time of a file that is closed.

    Only its owner may. For others the file counts as changed, so slate checks it each time.
    """
    with suppress(OSError):
        os.utime(path, ns=(saved_at, saved_at))
