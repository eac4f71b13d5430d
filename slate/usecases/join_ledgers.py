"""Join: import another ledger; the result is the set union of the batches of both."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from slate.domain.reports.report import Batch, Report
from slate.store.writes.union import Joined

if TYPE_CHECKING:
    from slate.store.ledger import Ledger, OnChange


def join_ledgers(
    ledger: "Ledger", entries: Iterable[Batch | Report], on_change: "OnChange"
) -> Joined:
    """Import another ledger, in which each batch is followed by its reports.

    Raises OtherBatchError if a batch is stored here with other content, UndoneBeforeError if a
    batch undoes a later one.
    """
    return ledger.join(entries, on_change)
