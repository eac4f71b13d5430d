"""Moments to look back to: the end of a day, on one of the ledger's two clocks."""

from datetime import date
from typing import NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import parse_date


class AsOf(NamedTuple):
    """The end of a day, and the clock on which it is read."""

    day: date
    # The first instant that is later, as batches are recorded: what this slate showed.
    # None: what had been said, by the days reported.
    arrived_before: str | None = None

    def __str__(self) -> str:
        """Name it in a sentence."""
        return f"{'as of' if self.arrived_before is None else 'as recorded on'} {self.day}"

    @property
    def caption(self) -> str:
        """Say on the screen what is looked at."""
        if self.arrived_before is None:
            return f"As of {self.day}: what had been said by then."
        return f"As recorded on {self.day}: what this slate showed then."

    def too_early(self, first: str) -> str:
        """Say that there was nothing yet, and when it begins: a day, a month or a year."""
        first = screen_date(parse_date(first), weekday=False)
        if self.arrived_before is None:
            return f"nothing had been said by {self.day}; the first report is of {first}."
        return f"nothing had been recorded by {self.day}; the first report came on {first}."
