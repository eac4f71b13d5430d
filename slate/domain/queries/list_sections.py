"""The sections of a list on a screen, and how many rows each of them gets."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from slate.domain.titles.record import Record
from slate.domain.titles.stages import Phase


class ListSection(StrEnum):
    """The sections of a list on a screen, in their order."""

    OVERDUE = "overdue"
    TO_COME = "to come"
    NO_DATE = "no date"
    ON_HOLD = "on hold"
    OUT = "out"
    CANCELED = "canceled"

    @property
    def is_newest_first(self) -> bool:
        """Whether it starts with the latest date, as sections of what has passed do."""
        return self in _PASSED


_PASSED = {ListSection.OVERDUE, ListSection.OUT, ListSection.CANCELED}
# The parts of all rows that sections get before the titles to come have got theirs.
_PARTS = {
    ListSection.OVERDUE: 10,
    ListSection.NO_DATE: 10,
    ListSection.ON_HOLD: 20,
    ListSection.OUT: 20,
    ListSection.CANCELED: 20,
}


class SectionPart(NamedTuple):
    """The first titles of a section, how many these are, and how many it has in all."""

    section: ListSection
    records: Iterable[Record]
    shown: int
    total: int


def list_section_of(record: Record) -> ListSection:
    """Return the section of a list on a screen to which a record belongs."""
    if record.overdue:
        return ListSection.OVERDUE
    match record.status.phase:
        case Phase.OUT:
            return ListSection.OUT
        case Phase.CANCELED:
            return ListSection.CANCELED
        case Phase.PAUSED:
            return ListSection.ON_HOLD
        case _:
            return ListSection.NO_DATE if record.date is None else ListSection.TO_COME


def shares(
    totals: Mapping[ListSection, int], most: int, *, more_out: bool
) -> dict[ListSection, int]:
    """Return how many rows of each section are shown, at most `most` in all.

    No section takes all the room: of what is overdue or has no date a tenth is shown at least, and
    of the others but the titles to come a twentieth. What is out gets more only with `more_out`.
    """
    given = {
        section: min(total, most // _PARTS[section] if section in _PARTS else 0)
        for section, total in totals.items()
    }
    left = most - sum(given.values())
    first = ListSection.TO_COME
    for section in (first, *(other for other in totals if other is not first)):
        if section in totals and (more_out or section is not ListSection.OUT):
            more = min(left, totals[section] - given[section])
            given[section] += more
            left -= more
    return given
