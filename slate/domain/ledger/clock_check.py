"""Checking the clock of this machine against the newest batch, before anything is recorded.

A report counts by the time at which it was recorded, so one wrong clock would put everything
after it out of order, on every machine to which the ledger is copied.
"""

from datetime import datetime, timedelta

from slate.domain.ledger.errors import ClockAheadError, ClockBehindError, FutureBatchError
from slate.domain.reports.report import Batch

# Machines are set to different zones, and some clocks are a little wrong.
TOLERANCE = timedelta(days=2)
_LONGEST_PAUSE = timedelta(days=3653)  # ten years


def check_clock(now: datetime, newest: Batch | None) -> None:
    """Raise ClockBehindError or ClockAheadError if the clock disagrees with the newest batch.

    `now` is the time of this machine, with a time zone; in an empty slate, `newest` is None.
    """
    if newest is None:
        return
    if is_in_future(newest, now):
        raise ClockBehindError(now, newest.id, newest.effective_at)
    if now - datetime.fromisoformat(newest.effective_at) > _LONGEST_PAUSE:
        raise ClockAheadError(now, newest.effective_at)


def check_batches(now: datetime, newest: Batch | None) -> None:
    """Raise FutureBatchError or ClockAheadError if the newest of imported batches is refused.

    It is accepted by the same rule by which anything could be recorded after it.
    """
    if newest is not None and is_in_future(newest, now):
        raise FutureBatchError(newest.uid, newest.effective_at, now)
    check_clock(now, newest)


def is_in_future(batch: Batch, now: datetime) -> bool:
    """Whether a batch was recorded by a clock that is well ahead of this machine's."""
    return datetime.fromisoformat(batch.effective_at) - now > TOLERANCE
