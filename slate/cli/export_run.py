"""The content of an export: titles as records, a calendar, a newsletter, or the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from slate.cli.options.layout import Layout
from slate.cli.output.rows import Counted, Held, picked
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.dates.windows import from_today
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, FULL, Record, row_of
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Phase
from slate.formats.formula_guard import Guarded
from slate.formats.write import ics, newsletter
from slate.formats.write.registry import writer_of
from slate.render.plain.titles import table_rows
from slate.store.slate import Slate
from slate.usecases.export_ledger import ledger_lines

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
            events = Counted(self._events(slate.calendar_rows(self.query)))
            return Held(ics.lines(events, tentative=self.tentative), events)
        if self.group_by is not None:
            return self._newsletter(slate, self.group_by, today)
        records = slate.listing(self.query)
        if self.layout.format == "markdown" and not self.layout.columns:
            rows = Counted(records)
            return Held(writer_of("markdown")(*table_rows(rows)), rows)
        found = slate.full(records) if self.known != COLUMNS else map(row_of, records)
        return self._data(Counted(found))

    def _newsletter(self, slate: Slate, group: str, today: date) -> Held:
        found = [record for record, _ in slate.releases(self.query)]
        leaving = self._still_to_leave(slate, today, len(found))
        releases = Counted(newsletter.apart_from(leaving, found))
        held = Held(newsletter.lines(releases, group, today, leaving), releases)
        held.number += len(leaving)
        return held

    def _still_to_leave(self, slate: Slate, today: date, before: int) -> list[Record]:
        """Return what leaves from today on, within the window and what the limit leaves over."""
        window = self.query.window or from_today(today)
        if window.end is not None and window.end <= today:
            return []
        if window.start is None or window.start < today:
            window = window._replace(start=today)
        limit = None if self.query.limit is None else self.query.limit - before
        found = slate.leaving(self.query._replace(window=window, limit=limit))
        return [record for record, _ in found]

    def _events(self, found: Iterable["CalendarRow"]) -> Iterator[ics.Event]:
        for row in found:
            if ics.is_shown(row.record, tentative=self.tentative, leaving=row.is_leaving):
                yield self._event(row)
            else:
                self.left_out += 1

    def _event(self, row: "CalendarRow") -> ics.Event:
        """Return the event of a row; what has an event of its own is not in another one."""
        record, key, stamp, is_leaving = row
        named = ReleaseKey(record.release_type, record.region, record.platform).folded
        is_alone = is_leaving and not self._has_event(record, leaving=False)
        if not is_leaving and self._has_event(record, leaving=True):
            record = record._replace(leaves=None)
        times = (stamp.number, stamp.first, stamp.last)
        return ics.Event(key, named, record, *times, is_leaving, is_alone)

    def _has_event(self, record: Record, *, leaving: bool) -> bool:
        """Whether the calendar has an event for the date of a release, or for its last day."""
        when = parse_date((record.leaves if leaving else record.date) or TBA.text)
        if self.query.window is not None and not self.query.window.touches(when):
            return False
        if leaving and record.status.phase is Phase.CANCELED:
            return False
        return ics.is_shown(record, tentative=self.tentative, leaving=leaving)

    def _data(self, rows: Counted) -> Held:
        columns = self.layout.chosen(self.known)
        found: Iterable[Any] = picked(self.layout, self.known, rows)
        if self.safe:
            found = self.guarded = Guarded(columns, found)
        return Held(writer_of(self.layout.format)(columns, found), rows)


def _ledger(slate: Slate) -> Held:
    batches = Counted(slate.ledger())
    return Held(ledger_lines(slate, batches), batches)
