"""Log: who recorded what, newest first, what it changed, and what was undone."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from slate.domain.changes.batch_change import BatchChange
from slate.domain.changes.change_record import Changed
from slate.domain.ledger.clock_check import is_in_future
from slate.domain.reports.report import Batch
from slate.store.slate import Slate

# The most titles of a batch of which the log says what changed: finding out folds each of them.
MOST_TITLES = 50


class Log(NamedTuple):
    """The newest batches, and how many there are in all."""

    batches: list[Batch]
    numbers: dict[str, int]  # of each batch that another one undoes, by uid
    total: int
    changes: dict[str, BatchChange]  # what each batch changed, by uid; empty if not asked for

    def from_the_future(self, now: datetime) -> list[Batch]:
        """Return the batches that were recorded by a clock well ahead of now."""
        return [batch for batch in self.batches if is_in_future(batch, now)]


class BatchLog(NamedTuple):
    """One batch and what it changed, title by title."""

    batch: Batch
    numbers: dict[str, int]  # as in Log
    changes: Iterator[Changed]


def read_log(slate: Slate, most: int | None, *, changes: bool = True) -> Log:
    """Return the newest batches, at most `most`; None means all.

    Without `changes`, what they changed is left out.
    """
    batches = list(slate.batches(most))
    found = {}
    if changes:
        changing = slate.batch_changes()
        found = {batch.uid: changing.of(batch, MOST_TITLES) for batch in batches}
    return Log(batches, slate.undone_numbers(), slate.counts().batches, found)


def read_batch(slate: Slate, text: str) -> BatchLog:
    """Return the batch with this number or the start of this uid, with all that it changed.

    Raises BatchNotFoundError.
    """
    batch = slate.batch(text)
    return BatchLog(batch, slate.undone_numbers(), slate.batch_changes().records(batch))
