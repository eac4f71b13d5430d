"""What is new on a server since a batch: rows of the ledger, as the server has them."""

from typing import NamedTuple

from slate.store.reports.batch_rows import RECORDED
from slate.store.reports.report_rows import CONTENT

BATCH_COLUMNS = ("id", *RECORDED, "arrived")
REPORT_COLUMNS = ("batch", *CONTENT)

BatchRow = tuple[int, str, str, str, str, str | None, str | None, str | None, str | None]
ReportRow = tuple[int, int, str, str, str | None, str | None, str, str, str | None]


class Place(NamedTuple):
    """Up to where a copy has the ledger: the number and the uid of the last batch."""

    number: int = 0
    uid: str | None = None


class News(NamedTuple):
    """What was recorded after a place."""

    after: Place
    follows: bool  # the server has the batch of that place; otherwise it is another ledger
    batches: list[BatchRow]  # in the order of their numbers
    reports: list[ReportRow]  # in the order of batches, and in that within each
    bookmarks: dict[str, str]  # author -> uid: all of them

    @property
    def last(self) -> Place:
        """Up to where a copy has the ledger with what is new."""
        return Place(*self.batches[-1][:2]) if self.batches else self.after
