"""What is asked about changes: filters, names of changes, and how much of each batch."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.queries.query import Query

Group = tuple[str, int]  # the day, as it was stated, and the number of the batch
LeftOut = Mapping[Group, int]  # how many reports of it are not told in full


class ChangeQuery(NamedTuple):
    """Which changes are wanted: filters, and names of changes, none for all."""

    query: Query
    names: Collection[ChangeName]
    today: date
    limit: "BatchLimit | None" = None


class BatchLimit:
    """Keeps a screen short: so many changes of each batch and day are shown one by one."""

    def __init__(self, most: int) -> None:
        """Take the number; `left_out` counts the reports, by day and batch, as they pass."""
        self._most = most
        self._shown: Counter[Group] = Counter()
        self.left_out: Counter[Group] = Counter()

    def admits(self, group: Group) -> bool:
        """Whether a report's changes are shown; counts it as left out if not."""
        if self._shown[group] < self._most:
            return True
        self.left_out[group] += 1
        return False

    def add(self, group: Group) -> None:
        """Count a change that is shown."""
        self._shown[group] += 1
