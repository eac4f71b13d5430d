"""Join: take another ledger into the one that is here, as a set union of their batches."""

from collections.abc import Iterable

from slate.domain.reports.report import Batch, Report
from slate.store.ledger import Ledger, OnChange
from slate.store.writes.union import Joined


def join_ledgers(ledger: Ledger, entries: Iterable[Batch | Report], on_change: OnChange) -> Joined:
    """Take in another ledger, each batch with its reports behind it; see `Joined`.

    Raises OtherBatchError where a batch is here with other content, UndoneBeforeError.
    """
    return ledger.join(entries, on_change)
