"""A page: everything that a slate contains about one title, collected for display."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from slate.domain.changes.change_record import Arrival, ChangeRecord, record_of
from slate.domain.changes.history import Step
from slate.domain.ledger.dissent import Dissent
from slate.domain.reports.report import Report
from slate.domain.titles.record import Record
from slate.domain.titles.relations import Relation
from slate.domain.titles.title import Release, Title


class Link(NamedTuple):
    """A linked title: the relation (`sequel-of`), its name and its slug."""

    relation: Relation
    name: str
    slug: str
    via: str | None = None  # the title in between to which it is linked; None: that of the page


class Page(NamedTuple):
    """The contents of a page; all but the first five may be empty."""

    slug: str
    title: Title
    shown: Release | None
    label: str
    today: date
    releases: tuple[Release, ...] = ()
    links: tuple[Link, ...] = ()  # the titles that this one follows, and those that they follow
    followers: tuple[Link, ...] = ()  # those that follow it: `sequel-of` this one, and so on
    series: tuple[Record, ...] = ()  # the other seasons, or all seasons of a series
    dissent: tuple[Dissent, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[tuple[str, Report], ...] = ()

    @property
    def name(self) -> str:
        """The name of the title as lists print it."""
        return self.title.name_with(self.slug)


class TitleHistory(NamedTuple):
    """The whole history of a title, and when its batches arrived in this slate, by their uids."""

    slug: str
    title: Title
    steps: tuple[Step, ...]
    arrivals: Mapping[str, Arrival]

    @property
    def name(self) -> str:
        """The name of the title as lists print it."""
        return self.title.name_with(self.slug)

    def entered(self, report: Report) -> str | None:
        """Return the day on which a report arrived, or None if it is within the day reported."""
        arrived, said = self.arrivals[report.batch].day, report.day
        return None if str(said.earliest) <= arrived <= str(said.latest) else arrived

    def records(self) -> Iterator[ChangeRecord]:
        """Yield what changed as data, in the order of the history."""
        for step in self.steps:
            arrival = self.arrivals[step.report.batch]
            for change in step.differences:
                yield record_of(change, self.slug, self.name, arrival, step.report)
