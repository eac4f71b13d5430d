"""Finding titles that may be the same work."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain, combinations, groupby
from operator import attrgetter
from typing import Any, NamedTuple

from slate.domain.ledger.patch import DIFFERS
from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin, reason_of
from slate.domain.titles.identity import EVENT_UID, Identity, Match, ids_differ, match_of
from slate.domain.titles.name_parsing import year_apart
from slate.domain.titles.names import full_name
from slate.store.reports.fragments import in_force
from slate.store.reports.report_rows import SAYS_DIFFERS
from slate.store.titles.candidates import CANDIDATE, Candidate, evidence_on, ids_of
from slate.store.titles.word_lists import FORMER_SLUG

# One title of a pair must be asked for: be in `:only`, numbers of titles, or have a number above
# `:after`, so that the titles of an import need not be listed.
_ASKED = "(:only is null or {0} in (select value from json_each(:only)))"
_NEW = "{0} > :after"


class _Questions(NamedTuple):
    """The queries for pairs of titles."""

    ids_in_common: str  # pairs of numbers of titles
    spelled_alike: str  # titles whose names are spelled alike, with what tells them apart soonest
    other_names: str  # pairs of numbers


def _questions(asked: str) -> _Questions:
    """Return the queries for pairs with a title for whose number a condition is true."""
    is_asked = asked.format
    return _Questions(
        f"""
        select i.title, j.title from ids i
            join ids j on j.scheme = i.scheme and j.value = i.value and j.title <> i.title
        where i.scheme <> '{EVENT_UID}' and {is_asked("i.title")}
        """,
        f"""
        select t.id, t.year, t.spelling, t.season, t.part, {is_asked("t.id")} from titles t
        where t.spelling in (select t.spelling from titles t where {is_asked("t.id")})
            and exists (
                select 1 from titles o where o.spelling = t.spelling and o.id <> t.id
                    and o.season is t.season and o.part is t.part)
        order by t.spelling, t.season, t.part, t.id
        """,
        f"""
        select n.title, t.id from names n join titles t on t.folded = n.folded and t.id <> n.title
        where n.type not in {FORMER_SLUG} and {is_asked("n.title")}
        union
        select n.title, t.id from titles t join names n on n.folded = t.folded and t.id <> n.title
        where n.type not in {FORMER_SLUG} and {is_asked("t.id")}
        union
        select n.title, m.title
        from names n join names m on m.folded = n.folded and m.title <> n.title
        where n.type not in {FORMER_SLUG} and m.type not in {FORMER_SLUG}
            and {is_asked("n.title")}
        """,
    )


_TITLE = f"select t.created, t.folded, t.spelling, {CANDIDATE} from titles t where t.id = :id"
_NEW_KEYS = "select key from titles where id > :after"
_NUMBERS = "select id from titles where key in (select value from json_each(:keys))"
# Pairs of keys that somebody said are different works.
_DISMISSED = f"""
    select coalesce(a.leader, r.title_key), coalesce(b.leader, d.key)
    from reports r join json_each(r.said, '$.{DIFFERS}') d
        left join one_work a on a.key = r.title_key left join one_work b on b.key = d.key
    where {SAYS_DIFFERS} and {in_force("r")}
"""
_MANY = 30  # titles of one name; fewer are compared one by one
_NOTHING = "untitled"  # the spelling of all names without letters and digits


def possible_duplicates(
    connection: sqlite3.Connection, keys: Collection[str] | None = None
) -> list[PossibleDuplicate]:
    """Return the pairs of titles that may be one work, sorted by slug, unless dismissed.

    With `keys`, one of the titles must have one of these keys.
    """
    only = None
    if keys is not None:
        found = connection.execute(_NUMBERS, {"keys": json.dumps(sorted(keys))})
        only = json.dumps([number for (number,) in found])
    return _pairs(connection, _questions(_ASKED), {"only": only})


def new_possible_duplicates(
    connection: sqlite3.Connection, after: int, keys: Collection[str] = ()
) -> list[PossibleDuplicate]:
    """Return the pairs with a title whose number is above `after`, or with one of these keys."""
    if not keys:
        return _pairs(connection, _questions(_NEW), {"after": after})
    new = {key for (key,) in connection.execute(_NEW_KEYS, {"after": after})}
    return possible_duplicates(connection, new.union(keys))


def _pairs(
    connection: sqlite3.Connection, questions: _Questions, values: Mapping[str, Any]
) -> list[PossibleDuplicate]:
    titles = cache(partial(_title, connection))
    apart = dismissed(connection)
    reasons: dict[tuple[int, int], Reason] = {}
    for name, statement in questions._asdict().items():
        rows = connection.execute(statement, values).fetchall()
        found_pairs = _spelled_alike(connection, rows) if name == "spelled_alike" else rows
        for pair in dict.fromkeys((min(pair), max(pair)) for pair in found_pairs):
            if pair not in reasons:
                one, other = sorted(map(titles, pair), key=attrgetter("order"))
                if frozenset((one.title.key, other.title.key)) in apart:
                    continue
                reason = _reason(connection, name, one, other)
                if reason is not None:
                    reasons[pair] = reason
    pairs = []
    for pair, reason in reasons.items():
        one, other = sorted(map(titles, pair), key=attrgetter("order"))
        pairs.append(PossibleDuplicate(one.twin, other.twin, reason))
    return sorted(pairs, key=lambda pair: (pair.one.slug, pair.other.slug))


class _Alike(NamedTuple):
    """A title whose name is spelled like that of another."""

    id: int
    year: int | None  # if stated
    spelling: str
    season: int | None
    part: int | None
    is_asked: bool


def _spelled_alike(
    connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of titles that are spelled alike, of which one is asked for."""
    for _, titles in groupby(map(_Alike._make, rows), attrgetter("spelling", "season", "part")):
        group = list(titles)
        few = len(group) <= _MANY
        pairs = combinations(group, 2) if few else _not_told_apart(connection, group)
        yield from ((one.id, other.id) for one, other in pairs if one.is_asked or other.is_asked)


def _not_told_apart(
    connection: sqlite3.Connection, group: list[_Alike]
) -> Iterator[tuple[_Alike, _Alike]]:
    """Yield the pairs of very many titles of one name that neither years nor ids tell apart.

    With so common a name, different ids are no mistake.
    """
    by_scheme: dict[str, dict[str, list[_Alike]]] = {}
    ids = {title.id: _distinguishing_ids(connection, title.id) for title in group}
    for title in group:
        for scheme, value in ids[title.id].items():
            by_scheme.setdefault(scheme, {}).setdefault(_series_in(value), []).append(title)
    without = {
        scheme: [title for title in group if scheme not in ids[title.id]] for scheme in by_scheme
    }
    by_year: dict[int | None, list[_Alike]] = {}
    for title in group:
        by_year.setdefault(title.year, []).append(title)
    for one in group:
        sets = [
            [by_scheme[scheme][_series_in(value)], without[scheme]]
            for scheme, value in ids[one.id].items()
        ]
        if one.year is not None and one.season is None:
            years = (one.year - 1, one.year, one.year + 1, None)
            sets.append([by_year.get(year, []) for year in years])
        smallest = min(sets, key=lambda lists: sum(map(len, lists)), default=[group])
        yield from (
            (one, other)
            for other in chain(*smallest)
            if other.id != one.id and not _ids_disagree(ids[one.id], ids[other.id])
        )


def _distinguishing_ids(connection: sqlite3.Connection, title: int) -> dict[str, str]:
    return {
        scheme: value for scheme, value in ids_of(connection, title).items() if scheme != EVENT_UID
    }


def _series_in(value: str) -> str:
    """Return the part of an id that a series and its seasons have in common."""
    return value.partition("/")[0]


def _ids_disagree(own: Mapping[str, str], there: Mapping[str, str]) -> bool:
    return any(scheme in own and ids_differ(scheme, own[scheme], there[scheme]) for scheme in there)


def dismissed(connection: sqlite3.Connection) -> set[frozenset[str]]:
    """Return the pairs of keys that somebody said are different works."""
    return {frozenset(pair) for pair in connection.execute(_DISMISSED)}


class _Stored(NamedTuple):
    """A title with what names it, and the year in its name, if no other is known."""

    title: Candidate
    created: str  # the same on all machines
    folded: str
    spelling: str

    @property
    def order(self) -> tuple[str, str]:
        return self.created, self.title.key

    @property
    def twin(self) -> Twin:
        title = self.title
        name = full_name(title.title, title.season, title.part)
        return Twin(title.key, title.slug, name, title.year)

    @property
    def identity(self) -> Identity:
        own = self.title.identity(self.folded)
        if own.year is not None:
            return own
        _, year = year_apart(self.title.title)
        return own._replace(year=year)


def _title(connection: sqlite3.Connection, number: int) -> _Stored:
    created, folded, spelling, *rest = connection.execute(_TITLE, {"id": number}).fetchone()
    return _Stored(Candidate(*rest), created, folded, spelling)


def _reason(
    connection: sqlite3.Connection, found_by: str, one: _Stored, other: _Stored
) -> Reason | None:
    """Return why two titles that a question found may be one work; None if they are two."""
    ours, theirs = one.identity, other.identity
    there = ids_of(connection, other.title.id)
    own = ids_of(connection, one.title.id)
    ids_disagree = _ids_disagree(own, there)
    if found_by == "ids_in_common":
        is_one = ours.is_numbered_as(theirs) and not ids_disagree
        return Reason.ID if is_one else None
    evidence = [evidence_on(connection, stored.title.id) for stored in (one, other)]
    match = match_of(ours, theirs, *evidence)
    if ids_disagree:  # a mistyped one, perhaps, if everything else is the same
        is_same = match is Match.SAME and ours.years_apart(theirs) == 0
        return Reason.IDS if is_same and one.folded == other.folded else None
    if found_by == "other_names":
        is_same = match is Match.SAME and ours.years_apart(theirs) == 0
        return Reason.OTHER_NAME if is_same else None
    if one.folded == other.folded:
        return reason_of(match)
    if one.spelling == _NOTHING:
        return None
    return Reason.SPELLING if match is Match.SAME else reason_of(match)
