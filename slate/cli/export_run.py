"""What an export holds: titles as records, a calendar, a newsletter, or the whole ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from slate.cli.options.layout import Layout
from slate.cli.output.rows import Counted, Held, picked
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, FULL
from slate.domain.titles.title import ReleaseKey
from slate.formats.ledger import ledger_file
from slate.formats.registry import writer_of
from slate.formats.write import ics, newsletter
from slate.formats.write.formula_guard import Guarded
from slate.render.titles import table_rows
from slate.store.queries import record_queries
from slate.store.queries.calendar_rows import Dated, dated
from slate.store.queries.full_records import full
from slate.store.reports import ledger_tables

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(slots=True)
class Export:
    """What is wanted; and, once it is written, what there is to be said of it."""

    layout: Layout
    query: Query
    group_by: str | None
    tentative: bool
    safe: bool
    guarded: Guarded | None = None
    left_out: list[Dated] = field(default_factory=list)

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that there are."""
        return (*COLUMNS, *FULL) if self.layout.format in ("json", "ndjson") else COLUMNS

    def held(self, slate: "Connection", today: date) -> Held:
        """Read all of it."""
        if self.layout.format == "ledger":
            return _ledger(slate)
        if self.layout.format == "ics":
            events = Counted(self._shown(dated(slate, self.query, today)))
            lines = ics.lines(map(_event, events), tentative=self.tentative)
            return Held(lines, events)
        if self.group_by is not None:
            releases = Counted(
                record for record, _ in record_queries.releases(slate, self.query, today)
            )
            return Held(newsletter.lines(releases, self.group_by, today), releases)
        records = record_queries.listing(slate, self.query, today)
        if self.layout.format == "markdown" and not self.layout.columns:
            rows = Counted(records)
            return Held(writer_of("markdown")(*table_rows(rows)), rows)
        return self._data(Counted(full(slate, records) if self.known != COLUMNS else records))

    def _shown(self, found: Iterable[Dated]) -> Iterator[Dated]:
        for release in found:
            if ics.is_shown(release.record, tentative=self.tentative):
                yield release
            else:
                self.left_out.append(release)

    def _data(self, rows: Counted) -> Held:
        columns = self.layout.chosen(self.known)
        found: Iterable[Any] = picked(self.layout, self.known, rows)
        if self.safe:
            found = self.guarded = Guarded(columns, found)
        return Held(writer_of(self.layout.format)(columns, found), rows)


def _ledger(slate: "Connection") -> Held:
    batches, there = Counted(ledger_tables.whole(slate)), record_queries.counts(slate)
    return Held(ledger_file.lines(batches, (there.batches, there.reports)), batches)


def _event(release: Dated) -> ics.Event:
    record, key, stamp = release
    named = ReleaseKey(record.release_type, record.region, record.platform)
    return ics.Event(key, named.folded, record, stamp.number, stamp.first, stamp.last)
