"""Log: who recorded what, newest first, and what was undone."""

from datetime import datetime
from typing import NamedTuple

from slate.domain.ledger.clock_check import is_in_future
from slate.domain.reports.report import Batch
from slate.store.slate import Slate


class Log(NamedTuple):
    """The newest batches, and how many there are in all."""

    batches: list[Batch]
    numbers: dict[str, int]  # of each batch that another one undoes, by uid
    total: int

    def from_the_future(self, now: datetime) -> list[Batch]:
        """Return the batches that were recorded by a clock well ahead of now."""
        return [batch for batch in self.batches if is_in_future(batch, now)]


def read_log(slate: Slate, most: int | None) -> Log:
    """Return the newest batches, at most `most`; None means all."""
    return Log(list(slate.batches(most)), slate.undone_numbers(), slate.counts().batches)
