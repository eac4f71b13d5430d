"""Log: who recorded what, newest first, and what was undone."""

from typing import NamedTuple

from slate.domain.reports.report import Batch
from slate.store.slate import Slate


class Log(NamedTuple):
    """The newest batches, and how many there are in all."""

    batches: list[Batch]
    numbers: dict[str, int]  # of each batch that another one undoes, by uid
    total: int


def read_log(slate: Slate, most: int | None) -> Log:
    """Return the newest batches, at most `most`; None means all."""
    return Log(list(slate.batches(most)), slate.undone_numbers(), slate.counts().batches)
