"""Calendar: whole months with what comes out, may come out, or leaves in them."""

from typing import NamedTuple

from slate.domain.dates.windows import Window
from slate.domain.queries.months import Entry, Month, months_of, whole_months
from slate.domain.queries.query import Query
from slate.store.slate import Slate


class Calendar(NamedTuple):
    """The months of a calendar, and how many titles still to come are in none of them."""

    months: list[Month]
    window: Window  # of whole months
    undated: int
    is_empty: bool  # the slate has no titles

    @property
    def number(self) -> int:
        """How many releases it has, those that leave included."""
        return sum(1 for month in self.months for _ in month.entries)


def calendar(slate: Slate, query: Query, window: Window) -> Calendar:
    """Return the months that a window touches, with the releases that fit the query."""
    window = whole_months(window)
    entries = [Entry.of(record) for record in slate.upcoming(query, window)]
    leaving = slate.leaving(query._replace(window=window))
    entries += [Entry.of(record, is_leaving=True) for record, _ in leaving]
    return Calendar(
        months_of(entries, window),
        window,
        undated=slate.count_undated(query),
        is_empty=not entries and not slate.counts().titles,
    )
