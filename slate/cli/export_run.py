"""The content of an export: titles as records, a calendar, a newsletter, or the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from slate.cli.options.layout import Layout
from slate.cli.output.rows import Counted, Held, picked
from slate.domain.ledger.version import version_of
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, FULL, row_of
from slate.domain.titles.release_key import ReleaseKey
from slate.formats.ledger import ledger_file
from slate.formats.write import ics, newsletter
from slate.formats.write.formula_guard import Guarded
from slate.formats.write.registry import writer_of
from slate.render.titles import table_rows
from slate.store.slate import Slate

if TYPE_CHECKING:
    from slate.store.queries.calendar_rows import CalendarRow


@dataclass(slots=True)
class Export:
    """The settings of an export and, once it is written, the counts to report."""

    layout: Layout
    query: Query
    group_by: str | None
    tentative: bool
    safe: bool
    guarded: Guarded | None = None
    left_out: int = 0  # releases whose dates the calendar cannot show

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the available columns."""
        return (*COLUMNS, *FULL) if self.layout.has_full_records else COLUMNS

    def held(self, slate: Slate, today: date) -> Held:
        """Read everything to export from the slate, and return it as held output."""
        if self.layout.format == "ledger":
            return _ledger(slate)
        if self.layout.format == "ics":
            events = Counted(self._shown(slate.calendar_rows(self.query)))
            lines = ics.lines(map(_event, events), tentative=self.tentative)
            return Held(lines, events)
        if self.group_by is not None:
            releases = Counted(record for record, _ in slate.releases(self.query))
            return Held(newsletter.lines(releases, self.group_by, today), releases)
        records = slate.listing(self.query)
        if self.layout.format == "markdown" and not self.layout.columns:
            rows = Counted(records)
            return Held(writer_of("markdown")(*table_rows(rows)), rows)
        found = slate.full(records) if self.known != COLUMNS else map(row_of, records)
        return self._data(Counted(found))

    def _shown(self, found: Iterable["CalendarRow"]) -> "Iterator[CalendarRow]":
        for release in found:
            if ics.is_shown(release.record, tentative=self.tentative):
                yield release
            else:
                self.left_out += 1

    def _data(self, rows: Counted) -> Held:
        columns = self.layout.chosen(self.known)
        found: Iterable[Any] = picked(self.layout, self.known, rows)
        if self.safe:
            found = self.guarded = Guarded(columns, found)
        return Held(writer_of(self.layout.format)(columns, found), rows)


def _ledger(slate: Slate) -> Held:
    batches, there = Counted(slate.ledger()), slate.counts()
    version = version_of(*slate.beyond_version_1())
    return Held(ledger_file.lines(batches, (there.batches, there.reports), version), batches)


def _event(release: "CalendarRow") -> ics.Event:
    record, key, stamp = release
    named = ReleaseKey(record.release_type, record.region, record.platform)
    return ics.Event(key, named.folded, record, stamp.number, stamp.first, stamp.last)
