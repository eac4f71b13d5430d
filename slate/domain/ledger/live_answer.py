"""What is known of a statement that a live source made: whether it is complete, and how old."""

from typing import NamedTuple


class LiveAnswer(NamedTuple):
    """The answer of a live source from which a statement comes."""

    is_full: bool  # it has all dates that the source states; those that it states no more are gone
    regions: frozenset[str | None] | None = None  # to which that is limited; None: all
    # The time at which the source stated it, if it was not asked just now; see `instant_text`.
    kept_since: str | None = None
    is_absent: bool = False  # it is not in the answer: the statement only says which title is meant

    def covers(self, region: str | None) -> bool:
        """Whether a date in a region, or in none, would be in the answer."""
        return self.is_full and (self.regions is None or region in self.regions)
