"""Upcoming: the releases in a window, as many as fit a screen."""

from typing import NamedTuple

from slate.domain.dates.windows import Window
from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.slate import Slate


class Upcoming(NamedTuple):
    """The first releases, the certain ones first, and how many there are in all."""

    records: list[Record]
    certain: int
    possible: int
    undated: int  # titles still to come that have no date
    is_empty: bool  # the slate has no titles

    @property
    def total(self) -> int:
        """How many releases there are in the window."""
        return self.certain + self.possible


def upcoming(
    slate: Slate, query: Query, window: Window, most: int, *, certain: bool = False
) -> Upcoming:
    """Return the first releases in a window, at most `most` if the query has no limit."""
    limited = query if query.limit is not None else query._replace(limit=most)
    records = list(slate.upcoming(limited, window, certain=certain))
    return Upcoming(
        records,
        *slate.count_upcoming(query, window, certain=certain),
        slate.count_undated(query),
        is_empty=not records and not slate.counts().titles,
    )
