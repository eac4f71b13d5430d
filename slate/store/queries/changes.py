"""What changed: the changes that reports and undos made.

What one report changed depends on the whole history, so a title is folded from its first report.
This is done only for titles with reports or undos to show.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import merge
from typing import NamedTuple

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
from slate.store.queries.title_sets import title_sets
from slate.store.queries.undo_effects import Turn, UndoEffects
from slate.store.reports import ledger_tables
from slate.store.titles import lookup

# Titles whose histories are cached, so that a title with daily reports is folded only once.
_REMEMBERED = 512
_NEWEST_DAY = "select max(reported_on) from reports"


class _TitleChanges(NamedTuple):
    """The current or last state of a title, and the changes of each report, keyed by its number."""

    title: Title | None
    turns: dict[int, tuple[Report, Turn]]


class Teller:
    """Finds the changes that entries made."""

    def __init__(
        self, connection: sqlite3.Connection, asked: ChangeQuery, after: int | None = None
    ) -> None:
        """Set the query; include the undos that arrived after the batch with the number `after`."""
        self.undo_effects = UndoEffects(connection, after)
        self._connection = connection
        self._asked = asked
        self._sets = title_sets(connection, asked.query)
        self._life = lru_cache(maxsize=_REMEMBERED)(self._changes_of)

    def tell(self, found: Iterable[Entry]) -> Iterator[Changed]:
        """Yield the changes in the order of the entries; most entries made one or none."""
        query, names, today, limit, _ = self._asked
        for entry in found:
            group = (entry.day, entry.arrival.number)
            if limit is not None and not limit.admits(group):
                continue
            title, turns = self._life(entry.key)
            report, turn = (
                turns[entry.report] if entry.report else (None, self.undo_effects.turn(entry))
            )
            stands = title or turn.before  # or stood, before its first report was undone
            if stands is None or not fits_as_it_stands(query, stands, today, self._sets):
                continue
            slug = ""
            for change in turn.differences:
                if names and change.name not in names:
                    continue
                if fits_change(query, change, turn.before, turn.after, stands):
                    slug = slug or self._slug(stands)
                    record = record_of(change, slug, stands.name_with(slug), entry.arrival, report)
                    if limit is not None:
                        limit.add(group)
                    yield Changed(record._replace(how=turn.how), change, turn.after)

    def _changes_of(self, key: str) -> _TitleChanges:
        turns: dict[int, tuple[Report, Turn]] = {}
        before: dict[str, Title | None] = {}
        last = None
        for report, changes, after, own in history_of(
            key, ledger_tables.reports_on(self._connection, key)
        ):
            turn = Turn((*changes, *_related(report)), before.get(own), after)
            turns[report.id] = (report, turn)
            before[own], last = after, after or last
        return _TitleChanges(last, turns)

    def _slug(self, title: Title) -> str:
        return lookup.slug_of(self._connection, title.key) or title.wanted_slug


def _related(report: Report) -> Iterator[Difference]:
    """Yield a difference for each title that a report merges into its own, and for each split."""
    said = report.said or {}
    yield from map(merged_with, said.get(SAME, {}).values())
    yield from map(split_off, said.get(SPLIT, {}).values())


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
