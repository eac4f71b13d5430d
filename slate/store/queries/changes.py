"""What changed: the changes that reports and undos made.

What one report changed depends on the whole history, so a title is folded from its first report.
This is done only for titles with reports or undos to show, and once for each: what its other
reports changed is kept until they are reached.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from heapq import merge

from slate.domain.changes.change_record import Changed, record_of
from slate.domain.changes.difference import Difference, merged_with, split_off
from slate.domain.changes.history import history_of
from slate.domain.dates.day_span import ANY_TIME, Span
from slate.domain.ledger.patch import SAME, SPLIT
from slate.domain.queries.change_query import ChangeQuery
from slate.domain.queries.change_selection import fits_as_it_stands, fits_change
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title
from slate.store.queries import change_feed
from slate.store.queries.change_feed import Entry
from slate.store.queries.kept_changes import KeptChanges, ReportChanges
from slate.store.queries.title_sets import title_sets
from slate.store.queries.undo_effects import Turn, UndoEffects
from slate.store.reports import ledger_tables
from slate.store.sql import chunks
from slate.store.titles import lookup

# Entries that are read together: few at first, so that the first changes come at once.
_FIRST, _MOST = 20, 640
_REMEMBERED = 512  # titles with undos, which are cached
_NEWEST_DAY = "select max(reported_on) from reports"
_NOTHING = ReportChanges()

_Turns = Sequence[tuple[Report | None, Turn]]  # None for an undo or a redo


class Teller:
    """Finds the changes that entries made."""

    def __init__(
        self, connection: sqlite3.Connection, asked: ChangeQuery, after: int | None = None
    ) -> None:
        """Set the query; include the undos that arrived after the batch with the number `after`."""
        self.undo_effects = UndoEffects(connection, after)
        self._connection = connection
        self._asked = asked
        self._is_filtered = asked.query.is_filtered
        self._sets = title_sets(connection, asked.query)
        self._stands = lru_cache(maxsize=_REMEMBERED)(self._as_it_stands)

    def tell(self, found: Iterable[Entry]) -> Iterator[Changed]:
        """Yield the changes in the order of the entries; most entries made one or none."""
        limit = self._asked.limit
        most = _FIRST if limit else _MOST
        with closing(KeptChanges()) as kept:
            for some in chunks(found, _FIRST, most):
                made: dict[int, ReportChanges] | None = None
                for entry in some:
                    group = (entry.day, entry.arrival.number)
                    if limit is not None and not limit.admits(group):
                        continue
                    if made is None:
                        made = self._made_by(some, kept)
                    changes = made[entry.report] if entry.report else self._by_undo(entry)
                    for change in _changed(entry, changes):
                        if limit is not None:
                            limit.add(group)
                        yield change

    def _made_by(self, entries: Iterable[Entry], kept: KeptChanges) -> dict[int, ReportChanges]:
        """Return what reports changed, by their numbers; keep what others on their titles did."""
        wanted = {entry.report: entry.key for entry in entries if entry.report}
        made = kept.find(wanted)
        keys = dict.fromkeys(key for report, key in wanted.items() if report not in made)
        others: dict[int, ReportChanges] = {}
        for key, reports in ledger_tables.reports_on_each(self._connection, keys):
            last, turns = _turns_in(key, reports)
            for (report, _), changes in zip(turns, self._wanted(last, turns), strict=True):
                (made if report.id in wanted else others)[report.id] = changes
        kept.keep(others)
        return made

    def _by_undo(self, entry: Entry) -> ReportChanges:
        """Return what an undo or a redo changed about one title."""
        turn = self.undo_effects.turn(entry)
        stands = self._stands(entry.key) or turn.before  # before its first report was undone
        [changes] = self._wanted(stands, [(None, turn)])
        return changes

    def _as_it_stands(self, key: str) -> Title | None:
        last, _ = _turns_in(key, ledger_tables.reports_on(self._connection, key))
        return last

    def _wanted(self, stands: Title | None, turns: _Turns) -> Iterator[ReportChanges]:
        """Yield the changes that fit the query, of each turn of one title."""
        if stands is None or not self._fits(stands):
            yield from (_NOTHING for _ in turns)
            return
        query, names, *_ = self._asked
        found = [
            tuple(
                change
                for change in turn.differences
                if (not names or change.name in names)
                and fits_change(query, change, turn.before, turn.after, stands)
            )
            for _, turn in turns
        ]
        slug = self._slug(stands) if any(found) else ""
        name = stands.name_with(slug)
        for (report, turn), changes in zip(turns, found, strict=True):
            releases = turn.after.releases if turn.after else ()
            yield ReportChanges(changes, releases, report, slug, name, turn.how)

    def _fits(self, title: Title) -> bool:
        query, _, today, *_ = self._asked
        return not self._is_filtered or fits_as_it_stands(query, title, today, self._sets)

    def _slug(self, title: Title) -> str:
        return lookup.slug_of(self._connection, title.key) or title.wanted_slug


def _changed(entry: Entry, made: ReportChanges) -> Iterator[Changed]:
    for change in made.differences:
        record = record_of(change, made.slug, made.name, entry.arrival, made.report, made.how)
        yield Changed(record, change, made.releases)


def _turns_in(
    key: str, reports: Iterable[Report]
) -> tuple[Title | None, list[tuple[Report, Turn]]]:
    """Return a title as it stands, or last was, and what each report on it changed."""
    turns = []
    before: dict[str, Title | None] = {}
    last = None
    for report, changes, after, own in history_of(key, reports):
        turns.append((report, Turn((*changes, *_related(report)), before.get(own), after)))
        before[own], last = after, after or last
    return last, turns


def _related(report: Report) -> Iterator[Difference]:
    """Yield a difference for each title that a report merges into its own, and for each split."""
    said = report.said or {}
    if SAME in said:
        yield from map(merged_with, said[SAME].values())
    if SPLIT in said:
        yield from map(split_off, said[SPLIT].values())


def of_days(connection: sqlite3.Connection, span: Span, asked: ChangeQuery) -> Iterator[Changed]:
    """Yield the changes that were reported in a span of days, newest first."""
    feed = (
        change_feed.of_days(connection, span, asked.query)
        if asked.keys is None
        else change_feed.on_titles(connection, asked.keys, span, asked.query)
    )
    return Teller(connection, asked).tell(feed)


def since(connection: sqlite3.Connection, after: int, asked: ChangeQuery) -> Iterator[Changed]:
    """Yield the changes that arrived after a batch, and the undos since; newest day first."""
    teller = Teller(connection, asked, after)
    undos = teller.undo_effects.entries()
    arrived: Iterable[Entry]
    if asked.keys is None:
        arrived = change_feed.arrived(connection, after, asked.query)
    else:
        of_titles = change_feed.on_titles(connection, asked.keys, ANY_TIME, asked.query)
        arrived = [entry for entry in of_titles if entry.arrival.number > after]
        undos = [entry for entry in undos if entry.key in asked.keys]
    return teller.tell(merge(arrived, undos, key=change_feed.order, reverse=True))


def newest_day(connection: sqlite3.Connection) -> str | None:
    """Return the last day on which anything was reported, None in an empty slate."""
    (day,) = connection.execute(_NEWEST_DAY).fetchone()
    return None if day is None else str(day)
