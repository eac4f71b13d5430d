"""What is asked of a slate: one frozen value, for every command that reads.

OR within one filter, AND between them. Filters about releases choose the releases, and
the row shows the headline among those. `selection.py` answers in Python, the store in
SQL; the tests hold one against the other.
"""

from typing import NamedTuple

from slate.domain.dates.windows import Window
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Phase
from slate.domain.titles.status import StatusFilter

SORTS = ("date", "title", "status", "platform", "kind", "year", "reported")
# The parts of a list, in their order.
SECTIONS = ("to come", "no date", "out", "canceled")


class Query(NamedTuple):
    """The filters, and how the rows are ordered."""

    status: StatusFilter = StatusFilter()
    platforms: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    release_types: tuple[ReleaseType, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    window: Window | None = None
    undated: bool = False
    overdue: bool = False
    disputed: bool = False
    sort: str | None = None  # one of SORTS, with `-` before it to descend
    limit: int | None = None

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything was asked for."""
        return self._replace(sort=None, limit=None) != Query()

    @property
    def chooses_releases(self) -> bool:
        """Tell whether a filter is about releases rather than titles."""
        return bool(self.platforms or self.release_types or self.regions or self.window)


def section_of(record: Record) -> str:
    """Find the part of a list in which a record stands."""
    if record.status.out:
        return "out"
    if record.status.phase is Phase.CANCELED:
        return "canceled"
    return "no date" if record.date is None else "to come"
