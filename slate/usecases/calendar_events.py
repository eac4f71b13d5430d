"""Calendar events: the releases that have a date, and the days on which releases leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Phase
from slate.formats.write import ics
from slate.store.slate import Slate

if TYPE_CHECKING:
    from slate.store.queries.calendar_rows import CalendarRow


@dataclass(slots=True)
class CalendarEvents:
    """The events of a calendar and, once they are read, how many releases have no event."""

    query: Query
    tentative: bool  # whether dates that are not exact have events, too
    left_out: int = 0

    def of(self, slate: Slate) -> Iterator[ics.Event]:
        """Yield the events of the releases in a slate that fit the query."""
        for row in slate.calendar_rows(self.query):
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
