"""Past moments at which a slate can be viewed: the end of a day, by either of two clocks."""

from datetime import date
from typing import NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date


class AsOf(NamedTuple):
    """The end of a day, by the day reported or by the time recorded."""

    day: date
    # By the time recorded (what this slate showed): the first instant after the day, in the
    # format of batches. None: by the day reported (what had been stated).
    arrived_before: str | None = None

    def __str__(self) -> str:
        """Return the phrase for a sentence: `as of 2021-01-05`."""
        return f"{'as of' if self.arrived_before is None else 'as recorded on'} {self.day}"

    @property
    def caption(self) -> str:
        """The line on the screen that states which moment is shown."""
        if self.arrived_before is None:
            return f"As of {self.day}: what had been reported by then."
        return f"As recorded on {self.day}: what this slate showed then."

    def too_early(self, first: str) -> str:
        """Return the message that nothing was reported yet.

        `first` is the date of the first report: a day, a month or a year.
        """
        first = screen_date(parse_date(first), weekday=False)
        if self.arrived_before is None:
            return f"nothing had been reported by {self.day}; the first report is from {first}."
        return f"nothing had been recorded by {self.day}; the first report was recorded on {first}."
