"""Queries about changes: filters, names of changes, and how much of each batch to show."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.queries.query import Query

Group = tuple[str, int]  # (day as it was stated, number of the batch)
LeftOut = Mapping[Group, int]  # how many reports of the group are not shown in full


class ChangeQuery(NamedTuple):
    """The changes that are wanted: filters, and names of changes, of which none means all."""

    query: Query
    names: Collection[ChangeName]
    today: date
    limit: "BatchLimit | None" = None
    keys: Collection[str] | None = None  # of the titles; None means all


class BatchLimit:
    """A limit on the changes that are shown one by one, for each batch and day."""

    def __init__(self, most: int) -> None:
        """Set the limit; `left_out` counts the reports that are left out, by day and batch."""
        self._most = most
        self._shown: Counter[Group] = Counter()
        self.left_out: Counter[Group] = Counter()

    def admits(self, group: Group) -> bool:
        """Whether a report's changes are shown; if not, the report is counted as left out."""
        if self._shown[group] < self._most:
            return True
        self.left_out[group] += 1
        return False

    def add(self, group: Group) -> None:
        """Count a change that is shown."""
        self._shown[group] += 1
