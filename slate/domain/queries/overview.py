"""What is in a slate, in numbers."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from slate.domain.changes.batch_change import BatchChange
from slate.domain.queries.list_sections import ListSection
from slate.domain.reports.report import Batch


class Overview(NamedTuple):
    """What is in a slate, in numbers, and what its last batch changed."""

    titles: Mapping[ListSection, int]  # how many there are, by their section of a list
    services: tuple[tuple[str, int], ...]  # and the number of their releases, most first
    dates: tuple[str, str] | None  # the one that begins first, and the one that ends last
    reports: int
    sources: int
    batches: int
    newest: Batch | None
    change: BatchChange | None  # of the newest batch
    backup: date | None  # the day of the last backup beside the slate

    @property
    def overdue(self) -> int:
        """The number of titles whose date has passed and that nobody confirmed."""
        return self.titles.get(ListSection.OVERDUE, 0)
