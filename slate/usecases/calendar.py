"""Calendar: whole months with what comes out, may come out, or leaves in them."""

from collections.abc import Iterator
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
        return self.certain + self.possible + self.leaving

    @property
    def certain(self) -> int:
        """How many releases are certain in its months, taken together."""
        return sum(bool(entry.record.certain) for entry in self._releases)

    @property
    def possible(self) -> int:
        """How many releases are only possible in them."""
        return sum(not entry.record.certain for entry in self._releases)

    @property
    def leaving(self) -> int:
        """How many releases leave in them."""
        return sum(entry.is_leaving for month in self.months for entry in month.entries)

    @property
    def _releases(self) -> Iterator[Entry]:
        return (entry for month in self.months for entry in month.entries if not entry.is_leaving)


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
