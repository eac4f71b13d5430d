"""Check: whether the slate is what its reports amount to, and its file what slate wrote."""

from datetime import date, datetime

from slate.domain.ledger.clock_check import is_in_future
from slate.store.file import backups, schema, verification
from slate.store.file.connection import LongCommand, Store
from slate.store.reports import ledger_state
from slate.store.slate import Slate
from slate.store.store_check import CheckedContent, StoreCheck


def check(store: Store, today: date, now: datetime | None) -> StoreCheck:
    """Check a slate; `now` is the time of this machine, None if it was set by hand.

    Raises StoreError if the file is not a slate, or of a newer format.
    """
    there = [] if store.path is None else backups.all_of(store.path)
    with store.inspecting() as (connection, found):
        if not found:
            return StoreCheck(0, [], None, there)
        if found != schema.FORMAT:
            return StoreCheck(found, verification.page_faults(connection), None, there)
        if faults := verification.faults(connection):
            return StoreCheck(found, faults, None, there)
        slate = Slate(connection, today)
        ahead = None
        if now is not None:
            ahead = [batch for batch in slate.batches() if is_in_future(batch, now)]
        content = CheckedContent(
            ledger_state.computed(connection),
            slate.counts(),
            ahead,
            len(slate.possible_duplicates(None)),
        )
        return StoreCheck(found, [], content, there)


def rebuild(store: Store, writer: LongCommand) -> None:
    """Create everything that is derived from the reports again; raise DamagedError.

    It is raised, and nothing is changed, if the reports themselves are damaged.
    """
    store.rebuild(writer)
