"""Titles with one name, by what tells them apart, when an import meets very many of them.

To compare each row with all titles of its name would take a second for a thousand rows about a
thousand of them.
"""

import sqlite3
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, cast

from slate.domain.ledger.stated_identity import identity_of
from slate.domain.ledger.statement import Statement
from slate.domain.text import folded
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables
from slate.store.titles.candidates import Candidate, called, ids_of, release_years_of, with_key

_MANY = 30  # titles; fewer are compared one by one
_Keys = dict[str, None]  # a set that keeps its order
_Ids = frozenset[tuple[str, str]]  # scheme, and the id without what follows its first slash


class _Entry(NamedTuple):
    """A title, and what tells it apart from others of its name."""

    title: Candidate
    years: frozenset[int | None]  # of the rows that may be about it; None: of any year
    ids: _Ids


class _Group:
    """The titles of one name."""

    def __init__(self) -> None:
        self.entries: dict[str, _Entry] = {}  # by key
        self._by_year: dict[int | None, _Keys] = {}
        self._by_id: dict[tuple[str, str], _Keys] = {}
        self._without: dict[str, _Keys] = {}  # scheme -> titles without an id in it

    def put(self, entry: _Entry) -> None:
        """Add a title, or replace what was known of it."""
        key = entry.title.key
        if (there := self.entries.pop(key, None)) is not None:
            for keys in self._sets(there):
                del keys[key]
        for scheme, _ in entry.ids:
            self._without.setdefault(scheme, dict.fromkeys(self.entries))
        self.entries[key] = entry
        for keys in self._sets(entry):
            keys[key] = None

    def _sets(self, entry: _Entry) -> list[_Keys]:
        """Return the sets to which a title belongs."""
        schemes = {scheme for scheme, _ in entry.ids}
        return [
            *(self._by_year.setdefault(year, {}) for year in entry.years),
            *(self._by_id.setdefault(pair, {}) for pair in entry.ids),
            *(keys for scheme, keys in self._without.items() if scheme not in schemes),
        ]

    def near(self, statement: Statement) -> list[Candidate]:
        """Return the titles that a statement may be about, and few others, sorted by slug."""
        year = identity_of(statement).year
        sets: list[tuple[_Keys, ...]] = []
        if year is not None:
            sets.append((self._by_year.get(year, {}), self._by_year.get(None, {})))
        sets += [
            (self._by_id.get(pair, {}), self._without[pair[0]])
            for pair in _distinguishing(statement.ids)
            if pair[0] in self._without
        ]
        everyone = (dict.fromkeys(self.entries),)
        found = min(sets, key=lambda keys: sum(map(len, keys)), default=everyone)
        return sorted((self.entries[key].title for key in chain(*found)), key=attrgetter("slug"))


class Namesakes:
    """The titles with each name that rows of an import have: tell it of every change to a title."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start without any name."""
        self._connection = connection
        self._groups: dict[str, _Group] = {}  # by folded name, only those with many titles

    def called(self, statement: Statement, name: str) -> list[Candidate]:
        """Return the titles that have, or had, a name, which is folded text.

        Of many, those of other years and with other ids than the statement are left out.
        """
        if (group := self._groups.get(name)) is not None:
            return group.near(statement)
        found = called(self._connection, name)
        if len(found) <= _MANY:
            return found
        group = self._groups[name] = _Group()
        for title in found:
            group.put(self._entry(title, self._stated_years(title.key)))
        return group.near(statement)

    def changed(self, title: Title, year: int | None = None) -> None:
        """Note that a title is now like this, and the year that a row has just stated of it."""
        if not self._groups:
            return
        names = {title.title, *title.aka, *title.former_titles}
        groups = [self._groups[name] for name in map(folded, names) if name in self._groups]
        for group in groups:
            there = cast("Candidate", with_key(self._connection, title.key))  # just recorded
            known = group.entries.get(title.key)
            years = known.years | {year} if known else self._stated_years(title.key)
            group.put(self._entry(there, years))

    def _stated_years(self, key: str) -> frozenset[int | None]:
        """Return the years that reports state of a title, and None if a report states none."""
        reports = ledger_tables.reports_on(self._connection, key)
        return frozenset((report.said or {}).get("year") for report in reports)

    def _entry(self, title: Candidate, stated: frozenset[int | None]) -> _Entry:
        """Return a title with its years: those that were stated, its own and those of its releases.

        Of the latter two, the years before and after count as well.
        """
        years: frozenset[int | None] = frozenset({None})
        # Many lists state other years of a season: they do not tell it apart.
        if title.season is None and title.year is not None:
            known = {title.year, *release_years_of(self._connection, title.id)}
            beside = ((year - 1, year, year + 1) for year in known)
            years = (stated - {None}).union(*beside)
        ids = ids_of(self._connection, title.id)
        return _Entry(title, years, _distinguishing(tuple(ids.items())))


def _distinguishing(ids: tuple[tuple[str, str], ...]) -> _Ids:
    """Return the ids by which titles differ, as far as those of a series and its season agree."""
    return frozenset(
        (scheme, value.partition("/")[0]) for scheme, value in ids if scheme != EVENT_UID
    )
