"""Releases on a timeline: each with the date that it first had, how that moved, and its leaving."""

from typing import NamedTuple

from slate.domain.changes.release_moves import NO_MOVES, ReleaseMoves
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.titles.record import Record

# Columns that are never empty come first; new ones are added only at the end.
COLUMNS = (
    *("slug", "title", "name", "date", "precision", "status", "confidence", "slips", "advanced"),
    *("earliest", "latest", "platform", "release_type", "region", "first_date", "slipped_by"),
    *("leaves", "source", "url"),
)


class TimelineRow(NamedTuple):
    """A release on a timeline, and how its date moved."""

    record: Record
    moves: ReleaseMoves = NO_MOVES

    @property
    def when(self) -> ReleaseDate:
        """The date of the release."""
        return parse_date(self.record.date or TBA.text)

    @property
    def leaves(self) -> ReleaseDate:
        """The date on which the release leaves its service."""
        return parse_date(self.record.leaves or TBA.text)


class Timeline(NamedTuple):
    """The first releases of a timeline, and how many there are in all."""

    rows: list[TimelineRow]
    total: int
    is_empty: bool = False  # the slate has no titles
