"""The query of a slate: one frozen value, for every command that reads.

Conditions are joined by OR within one filter, and by AND between filters. Filters about
releases select the releases, and the row shows the headline release among those. Queries are
implemented in Python (`selection.py`) and in SQL (the store); tests compare the two.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Phase, Stage

if TYPE_CHECKING:
    from slate.domain.dates.windows import Window

SORTS = ("date", "title", "status", "platform", "kind", "year", "reported")
OPEN_SPAN = 10_000_000  # days: an open end is wider than any span
OPEN_END = "9999-99"  # sorts after any day


class Section(StrEnum):
    """The sections of a list, in their order."""

    TO_COME = "to come"
    NO_DATE = "no date"
    OUT = "out"
    CANCELED = "canceled"

    @property
    def place(self) -> int:
        """The position of the section, from 0."""
        return _PLACES[self]

    @property
    def is_soonest_first(self) -> bool:
        """Whether it starts with the earliest date, as sections of titles still to come do."""
        return self in (Section.TO_COME, Section.NO_DATE)


_PLACES = {section: place for place, section in enumerate(Section)}


class StatusFilter(NamedTuple):
    """The filter of `--status`: a title matches by stage or label, as overdue or as having left."""

    stages: frozenset[Stage] = frozenset()
    labels: frozenset[str] = frozenset()
    overdue: bool = False
    left: bool = False

    def either(self, other: "StatusFilter") -> "StatusFilter":
        """Return the union of two filters: OR within one filter."""
        return StatusFilter(
            self.stages | other.stages,
            self.labels | other.labels,
            self.overdue or other.overdue,
            self.left or other.left,
        )

    def __bool__(self) -> bool:
        """Whether the filter has any condition."""
        return bool(self.stages or self.labels or self.overdue or self.left)


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
    franchises: tuple[str, ...] = ()  # texts that name a title of each
    window: "Window | None" = None
    undated: bool = False
    overdue: bool = False
    disputed: bool = False
    sort: str | None = None  # one of SORTS, with a leading `-` for descending order
    limit: int | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return self._replace(sort=None, limit=None) != Query()

    @property
    def chooses_releases(self) -> bool:
        """Whether a filter is about releases rather than titles."""
        return bool(self.platforms or self.release_types or self.regions or self.window)


def section_of(record: Record) -> Section:
    """Return the section of a list to which a record belongs."""
    if record.status.out:
        return Section.OUT
    if record.status.phase is Phase.CANCELED:
        return Section.CANCELED
    return Section.NO_DATE if record.date is None else Section.TO_COME
