"""Correct the clock: record the times that count for batches that a wrong clock recorded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.ledger.errors import BatchNamedTwiceError
from slate.domain.reports.report import Batch

if TYPE_CHECKING:
    from slate.store.ledger import Ledger, OnChange


class CorrectedBatch(NamedTuple):
    """A batch as it was before, and the time that counts for it now."""

    batch: Batch
    recorded_at: str


def correct_clock(
    ledger: "Ledger", corrections: Iterable[tuple[str, str]], on_change: "OnChange"
) -> list[CorrectedBatch]:
    """Record the time that counts for each batch, from pairs (number or uid, time).

    Times that count already are not recorded. Titles that this changes are reported to
    `on_change`. Raises BatchNotFoundError, and BatchNamedTwiceError.
    """
    found: dict[str, CorrectedBatch] = {}
    for name, recorded_at in corrections:
        batch = ledger.find_batch(name)
        if batch.uid in found:
            raise BatchNamedTwiceError(batch.id)
        found[batch.uid] = CorrectedBatch(batch, recorded_at)
    times = {
        uid: recorded_at
        for uid, (batch, recorded_at) in found.items()
        if recorded_at != batch.effective_at
    }
    if times:
        ledger.correct(times, on_change)
    return list(found.values())
