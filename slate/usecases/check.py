"""Check: whether the slate is what its reports amount to, and its file what slate wrote."""

import os
import sqlite3
from datetime import date, datetime

from slate.domain.ledger.clock_check import is_in_future
from slate.store.file import backups, schema, verification
from slate.store.file.connection import LongCommand, Store
from slate.store.file.place import Place, place_of
from slate.store.file.verification import Fault, Part
from slate.store.reports import ledger_state
from slate.store.reports.ledger_state import LedgerState
from slate.store.slate import Slate
from slate.store.store_check import CheckedContent, StoreCheck


def check(store: Store, today: date, now: datetime | None) -> StoreCheck:
    """Check a slate; `now` is the time of this machine, None if it was set by hand.

    Raises StoreError if the file is not a slate, or of a newer format.
    """
    # What this user may not read is not known to be damaged.
    there = [
        path
        for path in ([] if store.path is None else backups.all_of(store.path))
        if os.access(path, os.R_OK)
    ]
    bad = [path for path in there if not backups.is_sound(path)]
    place = Place() if store.path is None or store.is_shared else place_of(store.path)
    with store.inspecting() as (connection, found):
        if not found:
            return StoreCheck(0, [], None, there, bad)
        if found != schema.FORMAT:
            return StoreCheck(found, verification.page_faults(connection), None, there, bad)
        if faults := _faults(store, connection):
            return StoreCheck(found, faults, None, there, bad)
        slate = Slate(connection, today)
        ahead = None
        if now is not None:
            ahead = [batch for batch in slate.batches() if is_in_future(batch, now)]
        content = CheckedContent(
            ledger_state.stored(connection) or LedgerState(),
            slate.counts(),
            ahead,
            len(slate.possible_duplicates(None)),
        )
        return StoreCheck(found, [], content, there, bad, place)


def rebuild(store: Store, writer: LongCommand) -> list[Fault]:
    """Create everything that is derived from the reports again; return what was wrong with it.

    Raises DamagedError, and changes nothing, if the reports themselves are damaged.
    """
    with store.inspecting() as (connection, found):
        before = _faults(store, connection) if found == schema.FORMAT else []
    store.rebuild(writer)
    return before


def _faults(store: Store, connection: sqlite3.Connection) -> list[Fault]:
    """Return what is wrong; all of a copy of a shared slate can be made again."""
    found = verification.faults(connection)
    if not found and not store.agrees(connection):
        found = [Fault(Part.LEDGER, "the copy on this machine is not what the server has")]
    return [fault._replace(can_rebuild=fault.can_rebuild or store.is_shared) for fault in found]
