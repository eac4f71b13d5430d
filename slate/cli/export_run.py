"""The content of an export: titles as records, a calendar, a newsletter, or the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import Any

from slate.cli.options.layout import Layout
from slate.cli.output.rows import Counted, Held, picked
from slate.domain.dates.weeks import MONDAY
from slate.domain.dates.windows import from_today
from slate.domain.queries.query import Query
from slate.domain.queries.web_page import WebPage
from slate.domain.titles.record import COLUMNS, FULL, Record
from slate.formats.formula_guard import Guarded
from slate.formats.write import ics, newsletter
from slate.formats.write.registry import writer_of
from slate.render.plain.titles import table_rows
from slate.render.web.errors import NoTemplatesError
from slate.store.slate import Slate
from slate.usecases.calendar_events import CalendarEvents
from slate.usecases.export_ledger import ledger_lines


@dataclass(slots=True)
class Export:
    """The settings of an export and, once it is written, the counts to report."""

    layout: Layout
    query: Query
    group_by: str | None
    tentative: bool
    safe: bool
    week_start: int = MONDAY
    notes: bool = False  # on a web page
    title: str | None = None  # of a web page
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
            return self._calendar(slate)
        if self.layout.format == "html":
            return self._page(slate)
        if self.group_by is not None:
            return self._newsletter(slate, self.group_by, today)
        if self.layout.format == "markdown" and not self.layout.columns:
            rows = Counted(slate.listing(self.query))
            return Held(writer_of("markdown")(*table_rows(rows)), rows)
        is_full = self.known != COLUMNS
        found = slate.full(slate.listing(self.query)) if is_full else slate.rows(self.query)
        return self._data(Counted(found))

    def _calendar(self, slate: Slate) -> Held:
        found = CalendarEvents(self.query, self.tentative)
        events = Counted(found.of(slate))
        held = Held(ics.lines(events, tentative=self.tentative), events)
        self.left_out = found.left_out
        return held

    def _page(self, slate: Slate) -> Held:
        # Imported only for this: jinja2 is an extra, and rich takes 45 ms.
        from slate.usecases.web_page import web_page  # noqa: PLC0415

        if find_spec("jinja2") is None:
            raise NoTemplatesError
        from slate.render.web.page import TITLE, page_pieces  # noqa: PLC0415

        found = web_page(slate, self.query, notes=self.notes)
        titles = Counted(found.titles)
        titles.number = len(found.titles)
        calendar = self._page_calendar(slate, found)
        title = self.title or TITLE
        return Held(page_pieces(found, calendar, self.week_start, title), titles)

    def _page_calendar(self, slate: Slate, found: WebPage) -> str:
        """Return the calendar of the months of a page; empty if it would have no event."""
        events = list(
            CalendarEvents(self.query._replace(window=found.window), tentative=False).of(slate)
        )
        return "".join(ics.lines(events, tentative=False)) if events else ""

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

    def _data(self, rows: Counted) -> Held:
        columns = self.layout.chosen(self.known)
        found: Iterable[Any] = picked(self.layout, self.known, rows)
        if self.safe:
            found = self.guarded = Guarded(columns, found)
        return Held(writer_of(self.layout.format)(columns, found), rows)


def _ledger(slate: Slate) -> Held:
    batches = Counted(slate.ledger())
    return Held(ledger_lines(slate, batches), batches)
