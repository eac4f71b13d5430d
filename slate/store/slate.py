"""Reading a slate: every answer comes from one state of it, whatever others write meanwhile.

Modules are imported in the methods that use them: a command calls one or two methods, and
importing what the others need would slow its start-up.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from slate.store.file.connection import Store

if TYPE_CHECKING:
    from slate.domain.changes.change_record import Changed
    from slate.domain.changes.history import Step
    from slate.domain.changes.league_tables import SlipHistory
    from slate.domain.changes.net_change import NetChange
    from slate.domain.dates.as_of import AsOf
    from slate.domain.dates.day_span import Span
    from slate.domain.dates.windows import Window
    from slate.domain.ledger.editing import Editable
    from slate.domain.queries.change_query import ChangeQuery
    from slate.domain.queries.counts import Alike
    from slate.domain.queries.list_sections import ListSection
    from slate.domain.queries.query import Query
    from slate.domain.queries.title_page import Page, TitleHistory
    from slate.domain.queries.unknown_values import UnknownValue
    from slate.domain.reports.report import Batch, Report
    from slate.domain.titles.duplicates import PossibleDuplicate
    from slate.domain.titles.followed import Followed
    from slate.domain.titles.kinds import Kind
    from slate.domain.titles.record import Record
    from slate.store.queries.batch_changes import BatchChanges
    from slate.store.queries.calendar_rows import CalendarRow
    from slate.store.queries.row_counts import Counts
    from slate.store.reports.bookmarks import Bookmark
    from slate.store.titles.lookup import Found
    from slate.store.titles.stated_values import OpenList


class Slate:
    """A slate that is open for reading; the iterators it returns are valid only until it closes."""

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        """Read from a connection; `today` is the day to report on, which may be long past."""
        self._connection = connection
        self.today = today

    # Titles and releases

    def counts(self) -> "Counts":
        """Return how many titles, releases, reports and batches there are."""
        from slate.store.queries.row_counts import counts

        return counts(self._connection)

    def first_and_last_date(self) -> "tuple[str, str] | None":
        """Return the date that begins first and the one that ends last, None if there is none."""
        from slate.store.queries.row_counts import first_and_last_date

        return first_and_last_date(self._connection)

    def listing(self, query: "Query", ids: list[int] | None = None) -> "Iterator[Record]":
        """Yield one record per title, showing the headline of its releases that fit the query.

        `ids` limits the titles to those with these numbers.
        """
        from slate.store.queries import record_queries

        return record_queries.listing(self._connection, query, self.today, ids)

    def rows(self, query: "Query") -> "Iterator[Sequence[Any]]":
        """Yield the records of `listing` as rows of COLUMNS, with plain strings for enums."""
        from slate.store.queries import record_queries

        return record_queries.rows(self._connection, query, self.today)

    def count(self, query: "Query") -> int:
        """Return how many titles `listing` yields without a limit."""
        from slate.store.queries import record_queries

        return record_queries.count(self._connection, query, self.today)

    def section_totals(self, query: "Query") -> "dict[ListSection, int]":
        """Return how many titles that fit the query are in each section of a screen."""
        from slate.store.queries import list_sections

        return list_sections.section_totals(self._connection, query, self.today)

    def in_section(self, query: "Query", section: "ListSection") -> "Iterator[Record]":
        """Yield the titles of a section that fit the query, up to its limit."""
        from slate.store.queries import list_sections

        return list_sections.in_section(self._connection, query, section, self.today)

    def upcoming(
        self, query: "Query", window: "Window", *, certain: bool = False
    ) -> "Iterator[Record]":
        """Yield one record per release in a window, the certain ones first.

        With `certain`, yield only the certain ones.
        """
        from slate.store.queries import record_queries

        return record_queries.upcoming(self._connection, query, window, self.today, certain=certain)

    def count_upcoming(
        self, query: "Query", window: "Window", *, certain: bool = False
    ) -> tuple[int, int]:
        """Return how many certain and possible releases `upcoming` yields without a limit."""
        from slate.store.queries import record_queries

        return record_queries.count_upcoming(
            self._connection, query, window, self.today, certain=certain
        )

    def leaving(self, query: "Query", *, certain: bool = False) -> "Iterator[tuple[Record, str]]":
        """Yield one record per release that leaves in the window of the query, soonest first.

        Each comes with the key of its title; without a window, yield all that leave. With
        `certain`, yield only those that are certain to leave in the window.
        """
        from slate.store.queries import record_queries

        return record_queries.leaving(self._connection, query, self.today, certain=certain)

    def count_leaving(self, query: "Query", *, certain: bool = False) -> int:
        """Return how many releases `leaving` yields without a limit."""
        from slate.store.queries import record_queries

        return record_queries.count_leaving(self._connection, query, self.today, certain=certain)

    def count_undated(self, query: "Query") -> int:
        """Return how many titles still to come have no date but fit the rest of the query."""
        from slate.store.queries import record_queries

        return record_queries.undated(self._connection, query, self.today)

    def soonest(self, query: "Query", ids: list[int] | None = None) -> "Record | None":
        """Return the next release that fits the query, None if there is none.

        `ids` limits the titles to those with these numbers.
        """
        from slate.store.queries import record_queries

        return record_queries.soonest(self._connection, query, self.today, ids)

    def releases(self, query: "Query") -> "Iterator[tuple[Record, str]]":
        """Yield one record per release, with the key of its title."""
        from slate.store.queries import record_queries

        return record_queries.releases(self._connection, query, self.today)

    def coming(self, query: "Query") -> "Iterator[Record]":
        """Yield one record per title to come, overdue or, with a window, in that, soonest first.

        Each shows the headline of the releases that fit.
        """
        from slate.store.queries import timeline

        return timeline.coming(self._connection, query, self.today)

    def count_coming(self, query: "Query") -> int:
        """Return how many titles `coming` yields without a limit."""
        from slate.store.queries import timeline

        return timeline.count_coming(self._connection, query, self.today)

    def releases_of(self, texts: "Iterable[str]", query: "Query") -> "Iterator[Record]":
        """Yield the releases of the titles that texts name.

        A series stands for its seasons, too. Raises TitleNotFoundError, TitleAmbiguousError.
        """
        from slate.store.queries import timeline

        keys = self.keys_named(texts)
        return timeline.releases_of(self._connection, query, self.today, keys)

    def calendar_rows(self, query: "Query") -> "Iterator[CalendarRow]":
        """Yield the releases that have a date, then those that leave, as calendar rows."""
        from slate.store.queries.calendar_rows import calendar_rows

        return calendar_rows(self._connection, query, self.today)

    def full(self, records: "Iterable[Record]") -> Iterator[tuple[Any, ...]]:
        """Yield each record with its releases, links, credits, ids, notes and names."""
        from slate.store.queries.full_records import full_records

        return full_records(self._connection, records)

    def alike(
        self, query: "Query", keys: Sequence[str], window: "Window | None"
    ) -> "Iterator[Alike]":
        """Yield the releases that may come out in a window, grouped by some keys and counted."""
        from slate.store.queries.counts import alike

        return alike(self._connection, query, self.today, keys, window)

    def canceled(self, query: "Query", window: "Window | None") -> int:
        """Return how many canceled titles `alike` leaves out."""
        from slate.store.queries.counts import canceled

        return canceled(self._connection, query, self.today, window)

    def possible_duplicates(self, keys: "Collection[str] | None") -> "list[PossibleDuplicate]":
        """Return the pairs of titles that may be one work; one of them with one of these keys."""
        from slate.store.titles.possible_duplicates import possible_duplicates

        return possible_duplicates(self._connection, keys)

    def unknown_values(self, query: "Query") -> "list[UnknownValue]":
        """Return the services, tags and regions of a query that no title has."""
        from slate.store.queries.unknown_values import unknown_in

        return unknown_in(self._connection, query)

    def stated_values(self, name: "OpenList") -> list[str]:
        """Return the values of an open list that the slate contains: its services, tags ..."""
        from slate.store.titles.stated_values import stated_values

        return stated_values(self._connection, name)

    def people(self, start: str, limit: int) -> list[str]:
        """Return at most `limit` people with a credit, whose search keys begin with `start`."""
        from slate.store.titles.stated_values import people

        return people(self._connection, start, limit)

    # One title

    def find(self, text: str) -> "list[Found]":
        """Return the titles that a text names: one, or the seasons of one series.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        from slate.store.titles import lookup

        return lookup.find_to_read(self._connection, text)

    def find_exactly(self, text: str) -> "Found":
        """Return the title that a text names; the beginning of a name is not enough.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        from slate.store.titles import lookup

        return lookup.find(self._connection, text)

    def choose(self, text: str) -> "Found":
        """Return the title to show for a text; if it names several seasons, the next one.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        from slate.store.queries import title_pages

        return title_pages.choose(self._connection, text, self.today)

    def slug_of(self, key: str) -> str:
        """Return the slug of the title with this key, or an empty string if there is none."""
        from slate.store.titles import lookup

        return lookup.slug_of(self._connection, key)

    def starting_with(self, start: str, limit: int) -> "list[Found]":
        """Return at most `limit` titles whose slug begins with `start`, for shell completion."""
        from slate.store.titles import lookup

        return lookup.starting_with(self._connection, start, limit)

    def with_seasons(self, found: "Iterable[Found]") -> list[int]:
        """Return the numbers of these titles and of all seasons of the same series."""
        from slate.store.titles import lookup

        return lookup.with_seasons(self._connection, found)

    def keys_named(self, texts: "Iterable[str]") -> set[str]:
        """Return the keys of the titles that texts name; a series stands for its seasons, too.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        from slate.store.titles import lookup

        found = [title for text in texts for title in self.find(text)]
        seasons = (lookup.own_seasons(self._connection, title) for title in found)
        return {title.key for title in found}.union(*seasons)

    def kind_and_ids(self, title: "Found") -> "tuple[Kind, bool, dict[str, str]]":
        """Return the kind of a title, whether it was stated, and its ids elsewhere by scheme."""
        from slate.store.titles import candidates

        kind, is_said = candidates.kind_of(self._connection, title.id)
        return kind, is_said, candidates.ids_of(self._connection, title.id)

    def followed(
        self, schemes: "Collection[str]", query: "Query", texts: "Iterable[str] | None" = None
    ) -> "list[Followed]":
        """Return the titles that fit the query and have an id of one of these schemes.

        `texts`, if given, name the titles among which to look; a series stands for its seasons,
        too. Raises TitleNotFoundError, TitleAmbiguousError.
        """
        from slate.store.queries import followed

        keys = None if texts is None else self.keys_named(texts)
        return followed.followed(self._connection, schemes, query, self.today, keys)

    def page(self, title: "Found") -> "Page":
        """Return all that is known about a title."""
        from slate.store.queries import title_pages

        return title_pages.gather(self._connection, title, self.today)

    def editable(self, title: "Found") -> "Editable":
        """Return a title as it is shown to somebody who edits it."""
        from slate.store.queries import title_pages

        return title_pages.gather_editable(self._connection, title)

    def history(self, title: "Found") -> "TitleHistory":
        """Return the whole history of a title."""
        from slate.store.queries import title_pages

        return title_pages.gather_history(self._connection, title)

    def moves(self, slug: str) -> "list[Step]":
        """Return the history of the title with this slug; empty if no date of it moved."""
        from slate.store.queries import timeline

        return timeline.history(self._connection, slug)

    # What changed

    def changes_in(self, span: "Span", asked: "ChangeQuery") -> "Iterator[Changed]":
        """Yield the changes that were reported in a span of days, newest first."""
        from slate.store.queries import changes

        return changes.of_days(self._connection, span, asked)

    def changes_since(self, batch: int, asked: "ChangeQuery") -> "Iterator[Changed]":
        """Yield the changes that arrived after a batch, newest day first."""
        from slate.store.queries import changes

        return changes.since(self._connection, batch, asked)

    def net_changes(self, when: "AsOf", asked: "ChangeQuery") -> "Iterator[NetChange]":
        """Yield what differs from the slate as it was at the end of a day, title by title."""
        from slate.store import as_of
        from slate.store.queries import net_changes

        with as_of.earlier(self._connection, when) as (earlier, keys):
            yield from net_changes.between(earlier, self._connection, keys, asked)

    def newest_day(self) -> str | None:
        """Return the last day on which anything was reported, None in an empty slate."""
        from slate.store.queries import changes

        return changes.newest_day(self._connection)

    def slipped(self, query: "Query", span: "Span", *, waits: bool) -> "Iterator[SlipHistory]":
        """Yield the titles that fit the query and whose dates moved, each with its history.

        With `waits`, also yield those that were reported before they had a date. Titles without
        a report in the span are left out. Filters on releases are left to the caller, except the
        window.
        """
        from slate.store.queries import slips

        return slips.lives(self._connection, query, self.today, span, waits=waits)

    def sourced_titles(self, query: "Query") -> "Iterator[tuple[str, list[Report]]]":
        """Yield the titles that fit the query and on which a named source reported.

        Each title is its key, with all reports in force on it. Filters on releases are left to the
        caller, except the window.
        """
        from slate.store.queries import sourced_titles

        return sourced_titles.sourced_titles(self._connection, query, self.today)

    # The ledger

    def batches(self, limit: int | None = None) -> "Iterator[Batch]":
        """Yield the batches, newest first, at most `limit`; None means all."""
        from slate.store.reports import ledger_tables

        return ledger_tables.batches(self._connection, -1 if limit is None else limit)

    def batch(self, text: str) -> "Batch":
        """Return a batch by its number in this slate or the start of its uid.

        Raises BatchNotFoundError.
        """
        from slate.store.reports import ledger_tables

        return ledger_tables.find_batch(self._connection, text)

    def batch_changes(self) -> "BatchChanges":
        """Return what finds the changes that batches made when they arrived."""
        from slate.store.queries.batch_changes import BatchChanges

        return BatchChanges(self._connection)

    def undone_numbers(self) -> dict[str, int]:
        """Return the number in this slate of each batch that another one undoes, by uid."""
        from slate.store.reports import ledger_tables

        return ledger_tables.numbers(self._connection)

    def ledger(self) -> "Iterator[tuple[Batch, Iterator[Report]]]":
        """Yield every batch with its reports, in an order that depends only on the ledger.

        The slate is checked first: a ledger of which anything is missing must not replace another
        one. Raises sqlite3.DatabaseError, as for any other damage.
        """
        from slate.store.file import verification
        from slate.store.reports import ledger_tables

        connection = self._connection
        if faults := verification.page_faults(connection) or verification.ledger_faults(connection):
            raise sqlite3.DatabaseError(faults[0].what)
        return ledger_tables.whole(self._connection)

    def beyond_version_1(self) -> "tuple[Iterator[Batch], Iterator[Report]]":
        """Return the batches and the reports that may need a newer version of the ledger's format.

        It finds every one that does, but also some with a similar text.
        """
        from slate.store.reports import ledger_tables

        return ledger_tables.beyond_version_1(self._connection)

    def bookmark(self, author: str) -> "Bookmark | None":
        """Return the batch up to which an author has seen the changes, None if none is stored."""
        from slate.store.reports import bookmarks

        return bookmarks.find(self._connection, author)

    def newest_batch(self) -> "Bookmark | None":
        """Return the batch that arrived last, None in an empty slate."""
        from slate.store.reports import bookmarks

        return bookmarks.newest(self._connection)

    def has_reports(self) -> bool:
        """Whether anything has been reported."""
        from slate.store import as_of

        return as_of.holds_reports(self._connection)

    def beginning(self, when: "AsOf") -> str | None:
        """Return the day of the first report, None if there is none.

        It is the day reported or, if `when` goes by arrival, the day on which it arrived.
        """
        from slate.store import as_of
        from slate.store.reports.arrivals import local_day

        first = as_of.beginning(self._connection, when)
        return first if first is None or when.arrived_before is None else local_day(first)


@contextmanager
def open_slate(
    store: Store, today: date, when: "AsOf | None" = None, *, patience: float | None = None
) -> Iterator[Slate]:
    """Open a slate for reading, as it is now or as it was at `when`; nothing is written.

    `patience` limits how many seconds to wait for a slate, as it is now, that is locked.
    """
    if when is None:
        with store.reading(patience=patience) as connection:
            yield Slate(connection, today)
        return
    from slate.store import as_of

    with as_of.reading(store, when) as connection:
        yield Slate(connection, today)
