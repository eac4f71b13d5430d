"""What comes out in a window, and what leaves in it: the content of the screen of `upcoming`."""

from typing import NamedTuple

from slate.domain.titles.record import Record


class Upcoming(NamedTuple):
    """The first releases, the certain ones first, what leaves, and how many there are in all."""

    records: list[Record]
    leaves: list[Record]
    certain: int
    possible: int
    leaving: int
    undated: int  # titles still to come that have no date
    is_empty: bool  # the slate has no titles

    @property
    def total(self) -> int:
        """How many rows there are in the window."""
        return self.certain + self.possible + self.leaving
