"""The change record: one row for each change, the same in every format.

Scripts rely on the order of the columns: new ones are added only at the end.
"""

from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.record_values import columns_of, difference_values, report_values
from slate.domain.dates.distance import Distance
from slate.domain.dates.parsing import parse_date
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.title import Release


class Arrival(NamedTuple):
    """When a batch arrived in this slate, and who recorded it."""

    number: int  # of the batch, in this slate
    day: str  # on which it was recorded here or imported from elsewhere, in local time
    author: str


class ChangeRecord(NamedTuple):
    """One change of a title, who reported it, and when it was entered; None is not known."""

    day: str  # day reported, with the precision that was stated; for an undo, its own day
    slug: str
    title: str  # as the screen names it: `Cobra Kai: season 3`
    change: ChangeName
    before: str | None  # `from` in every format
    after: str | None  # `to`
    by: Distance | None  # how far a date moved; every format writes it as text
    reverted: bool
    release_type: str | None
    region: str | None
    platform: str | None
    source: str | None
    url: str | None
    confidence: Confidence | None  # None for an undo, which no source reported
    entered: str
    batch: int
    author: str
    field: str | None  # of `edited`: which field
    note: str | None  # of the report
    how: str | None  # undo or redo, if the change was not made by a report

    @property
    def is_late(self) -> bool:
        """Whether it was entered on another day than the one reported."""
        when = parse_date(self.day)
        return not str(when.earliest) <= self.entered <= str(when.latest)


COLUMNS = columns_of(ChangeRecord)


class Changed(NamedTuple):
    """A change, with what the screen needs besides the record."""

    record: ChangeRecord
    difference: Difference
    releases: tuple[Release, ...]  # of the title after the change


def record_of(  # noqa: PLR0913, PLR0917 -- the values of a record
    difference: Difference,
    slug: str,
    name: str,
    arrival: Arrival,
    report: Report | None,
    how: str | None = None,
) -> ChangeRecord:
    """Create the record of a change; one without a report was made by an undo or a redo: `how`."""
    return ChangeRecord(
        day=report.reported_on if report else arrival.day,
        slug=slug,
        title=name,
        reverted=difference.reverted,
        **difference_values(difference),
        **report_values(report),
        entered=arrival.day,
        batch=arrival.number,
        author=arrival.author,
        note=report.note if report else None,
        how=how,
    )
