"""Log: who recorded what, newest first, and what of it was undone."""

from typing import NamedTuple

from slate.domain.reports.report import Batch
from slate.store.slate import Slate


class Log(NamedTuple):
    """The newest batches, and how many there are in all."""

    batches: list[Batch]
    numbers: dict[str, int]  # of batches that others undo, by their uids
    total: int


def read_log(slate: Slate, most: int | None) -> Log:
    """Return the newest batches, at most so many."""
    return Log(list(slate.batches(most)), slate.undone_numbers(), slate.counts().batches)
