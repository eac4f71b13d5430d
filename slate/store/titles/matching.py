"""Finding the titles that a statement may be about: by a shared id, else by name and identity."""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from slate.domain.ledger.errors import IdOfOtherError, ManyMatchError
from slate.domain.ledger.stated_identity import evidence_of, identity_of
from slate.domain.ledger.statement import Statement
from slate.domain.text import folded, slugify
from slate.domain.titles.identity import (
    EVENT_UID,
    NO_EVIDENCE,
    Identity,
    Match,
    fits_under_another_name,
    ids_differ,
    match_of,
)
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.name_parsing import year_apart
from slate.domain.titles.names import full_name
from slate.store.reports import ledger_tables
from slate.store.titles import lookup
from slate.store.titles.candidates import (
    CANDIDATE,
    Candidate,
    called,
    evidence_on,
    ids_of,
    names_of,
    people_of,
    with_id,
)

# A removed title stays removed, even if a year differs by one.
_MAY_BE_REMOVED = frozenset({Match.SAME, Match.YEARS, Match.KINDS})


# Returns the titles that have, or had, a folded name, if a statement may be about them.
FindNamed = Callable[[Statement, str], list[Candidate]]


class Found(NamedTuple):
    """The titles that a statement may be about."""

    titles: list[Candidate]
    by_id: tuple[str, str] | None = None  # the scheme and the id that decided, if one did


_BY_NUMBER = f"select {CANDIDATE} from titles t where t.id = :id"
_SPELLED = f"select {CANDIDATE} from titles t where t.spelling = :spelling"
_RELEASE_YEARS = """
    select distinct cast(substr(earliest, 1, 4) as integer) from releases
    where title = :id and earliest is not null
"""
_REPORTED_IN = """
    select 1 from reports r join batches b on b.id = r.batch
    where r.title_key = :key and b.uid = :batch limit 1
"""
_REMOVED = """
    select season, part, kind, year from removed where folded = :folded or key = :key
    union
    select r.season, r.part, r.kind, r.year from removed_names n join removed r on r.key = n.key
    where n.folded = :folded
"""
_REMOVED_BY_ID = """
    select r.season, r.part, r.kind, r.year from removed_ids i join removed r on r.key = i.key
    where i.scheme = :scheme and i.value = :value
"""


def matches(
    connection: sqlite3.Connection,
    statement: Statement,
    *,
    also: Iterable[str] = (),
    batch: str = "",
    find_named: FindNamed | None = None,
) -> Found:
    """Return the titles that a statement may be about.

    An equal id decides if season, part and kind group agree, unless another id differs and
    `batch` has reported on the title, or the name is that of another title on which the source has
    reported; whether a name fits that the title does not have, the caller has to check. Otherwise
    the name decides, or one of `also`, further names under which the title may be stored: those
    count only if both years are known and equal. A title with a different id of the same scheme
    never matches by name, and neither does one of another year on which `batch` has reported.
    `find_named` returns the titles of a name that the statement may be about.
    """
    wanted = identity_of(statement)
    by_id = partial(_with_id, connection, statement, batch)
    found = _first(by_id(*pair) for pair in statement.ids if pair[0] != EVENT_UID)
    if found and is_called(connection, statement, found.titles[0]):
        return found
    find = find_named or partial(_find_named, connection)
    named = _named(connection, statement, (wanted.folded, *map(folded, also)), batch, find)
    if found:
        own = [title for title in named if _has_its_source(connection, statement, title)]
        return Found(own) if own else found
    # A calendar may count its events anew, so its UIDs come last.
    return (
        Found(named)
        if named
        else _first(by_id(*pair) for pair in statement.ids if pair[0] == EVENT_UID) or Found([])
    )


def _named(
    connection: sqlite3.Connection,
    statement: Statement,
    names: Iterable[str],
    batch: str,
    find: FindNamed,
) -> list[Candidate]:
    """Return the titles that a statement may be about by name, see `matches`."""
    wanted = identity_of(statement)
    for name in dict.fromkeys(names):
        named = [
            found
            for found in find(statement, name)
            if (name == wanted.folded or found.year == wanted.year is not None)
            and _match(connection, statement, wanted, found) is Match.SAME
            and not _ids_disagree(connection, statement, found.id)
            and not (
                wanted.years_apart(found.identity(name))
                and _is_in(connection, batch, found.key)
                and not _has_said_its_year(connection, statement, found)
            )
        ]
        if named:
            return named
    return []


def _find_named(connection: sqlite3.Connection, statement: Statement, name: str) -> list[Candidate]:
    del statement
    return called(connection, name)


def _with_id(
    connection: sqlite3.Connection, statement: Statement, batch: str, scheme: str, value: str
) -> Found | None:
    wanted = identity_of(statement)
    same = [
        title
        for title in with_id(connection, scheme, value)
        if wanted.is_numbered_as(title.identity(wanted.folded))
        and (scheme != EVENT_UID or given_in(connection, statement, title, scheme, value) - {batch})
        and not (
            _ids_disagree(connection, statement, title.id) and _is_in(connection, batch, title.key)
        )
    ]
    for fits in (is_called, name_fits):
        if fitting := [title for title in same if fits(connection, statement, title)]:
            return Found(fitting, (scheme, value))
    return Found(same, (scheme, value)) if same else None


def _first(found: Iterable[Found | None]) -> Found | None:
    return next(filter(None, found), None)


def is_called(connection: sqlite3.Connection, statement: Statement, found: Candidate) -> bool:
    """Whether a title has a name of the statement; punctuation does not count."""
    name = slugify(statement.title or "")
    if name == slugify(found.title):
        return True  # true of most
    there = frozenset(map(slugify, names_of(connection, found.id)))
    return not there.isdisjoint((name, *map(slugify, statement.aka)))


def name_fits(connection: sqlite3.Connection, statement: Statement, found: Candidate) -> bool:
    """Whether a title with an id of the statement may be the same work, judging by the name.

    It has the name, or it has kind group and year, nothing speaks against it, and the name is not
    that of a title with another id.
    """
    if is_called(connection, statement, found):
        return True
    wanted, ours = identity_of(statement), evidence_of(statement)
    if not fits_under_another_name(
        wanted, found.identity(wanted.folded), ours, evidence_on(connection, found.id)
    ):
        return False
    return not any(
        _ids_disagree(connection, statement, other.id)
        for other in called(connection, wanted.folded)
        if _match(connection, statement, wanted, other) is Match.SAME
    )


def contradicts(connection: sqlite3.Connection, statement: Statement, found: Candidate) -> bool:
    """Whether identity or people of a statement are not those of a title with an id of it."""
    wanted, ours = identity_of(statement), evidence_of(statement)
    return wanted.contradicts(found.identity("")) or ours.contradicts(
        evidence_on(connection, found.id)
    )


def given_in(
    connection: sqlite3.Connection, statement: Statement, found: Candidate, scheme: str, value: str
) -> set[str]:
    """Return the uids of the batches in which the source of a statement gave a title this id."""
    return {
        report.batch
        for report in ledger_tables.reports_on(connection, found.key)
        if report.source == statement.origin.source
        and (report.said or {}).get("ids", {}).get(scheme) == value
    }


def _match(
    connection: sqlite3.Connection, statement: Statement, wanted: Identity, found: Candidate
) -> Match:
    """Return whether a title of the same name is the one wanted.

    A statement without a year may be about any release of the title, so each of their years counts.
    One with a year may repeat what its source has said about the title, which may be one of
    several that were merged.
    """
    there = found.identity(wanted.folded)
    if not wanted.is_numbered_as(there):
        return Match.NONE
    ours = evidence_of(statement)
    theirs = NO_EVIDENCE
    if wanted.years_apart(there) == 1:
        theirs = evidence_on(connection, found.id)
    elif ours.people:  # names do not count then, and to read them takes longer
        theirs = people_of(connection, found.id)
    result = match_of(wanted, there, ours, theirs)
    if result is Match.SAME:
        return result
    if _has_said_its_year(connection, statement, found):
        return match_of(wanted, there._replace(year=wanted.year, comes=None), ours, theirs)
    if statement.year is not None:
        return result
    if ours is not NO_EVIDENCE:
        theirs = evidence_on(connection, found.id)
    years = connection.execute(_RELEASE_YEARS, {"id": found.id})
    others = (there._replace(year=year, comes=None) for (year,) in years)
    if any(match_of(wanted, other, ours, theirs) is Match.SAME for other in others):
        return Match.SAME
    return result


def _has_said_its_year(
    connection: sqlite3.Connection, statement: Statement, found: Candidate
) -> bool:
    """Whether the source of a statement has stated the same year of a title."""
    return statement.year is not None and any(
        report.source == statement.origin.source
        and (report.said or {}).get("year") == statement.year
        for report in ledger_tables.reports_on(connection, found.key)
    )


def _has_its_source(connection: sqlite3.Connection, statement: Statement, found: Candidate) -> bool:
    """Whether the source of a statement has reported on a title."""
    source = statement.origin.source
    return source is not None and any(
        report.source == source for report in ledger_tables.reports_on(connection, found.key)
    )


def look_alikes(connection: sqlite3.Connection, statement: Statement) -> list[Candidate]:
    """Return the titles with the name of a statement that may be the same work."""
    wanted = identity_of(statement)
    return [
        found
        for found in called(connection, wanted.folded)
        if _match(connection, statement, wanted, found) is not Match.NONE
        and not _ids_disagree(connection, statement, found.id)
    ]


def taken_for(connection: sqlite3.Connection, statement: Statement) -> dict[str, str]:
    """Return the titles for which a new title may be taken, by its name: key -> slug.

    The names may differ in punctuation.
    """
    wanted = identity_of(statement)
    spelling = slugify(year_apart(statement.title or "")[0])
    rows = connection.execute(_SPELLED, {"spelling": spelling})
    alike = [
        title
        for title in map(Candidate._make, rows)
        if match_of(wanted, title.identity(wanted.folded)) is not Match.NONE
        and not _ids_disagree(connection, statement, title.id)
    ]
    return {title.key: title.slug for title in (*look_alikes(connection, statement), *alike)}


def preferred(
    connection: sqlite3.Connection, statement: Statement, found: list[Candidate]
) -> list[Candidate]:
    """Return those of several titles that a statement is likely to be about, at best one.

    These are the titles of exactly its year, then those that are also still to come, those of its
    kind, those on which its source has reported before, and of these those without a year if the
    statement has none. If none is left, the criterion does not count.
    """
    wanted = identity_of(statement)
    year = wanted.year or wanted.comes

    def is_of_its_year(title: Candidate) -> bool:
        return year is not None and year in (title.year, title.comes)

    def is_still_to_come(title: Candidate) -> bool:
        return wanted.comes is not None and title.comes is not None

    def is_of_its_kind(title: Candidate) -> bool:
        return title.kind is not None and title.kind == wanted.kind

    def has_its_source(title: Candidate) -> bool:
        return _has_its_source(connection, statement, title)

    def has_no_year_either(title: Candidate) -> bool:
        return has_its_source(title) and year is title.year is title.comes is None

    criteria = (
        *(is_of_its_year, is_still_to_come, is_of_its_kind),
        *(has_its_source, has_no_year_either),
    )
    for criterion in criteria:
        if len(found) > 1:
            found = [title for title in found if criterion(title)] or found
    return found


def match(connection: sqlite3.Connection, statement: Statement) -> Candidate | None:
    """Return the title that a person's statement is about, None if there is none.

    A title also matches if its name differs in punctuation, if one of the names includes the
    season, or if it may be the same work, unless it was out long before. Raises ManyMatchError if
    several titles may be meant, IdOfOtherError if an id belongs to a title of another name.
    """
    found = matches(connection, statement)
    if found.titles:
        title = single(connection, statement, found.titles)
        if found.by_id and not name_fits(connection, statement, title):
            raise other_has_id(statement, title, found.by_id)
        return title
    wanted = identity_of(statement)
    doubtful = [
        title
        for title in look_alikes(connection, statement)
        if _match(connection, statement, wanted, title) is not Match.STILL_TO_COME
    ]
    if doubtful:
        return single(connection, statement, doubtful)
    name = full_name(statement.title or "", statement.season, statement.part)
    named = lookup.named(connection, name)
    return alike(connection, statement, [title.id for title in named])


def other_has_id(statement: Statement, title: Candidate, by_id: tuple[str, str]) -> IdOfOtherError:
    """Return the error for a statement whose id belongs to a title of another name."""
    own = full_name(statement.title or "", statement.season, statement.part)
    theirs = full_name(title.title, title.season, title.part)
    return IdOfOtherError("=".join(by_id), own, theirs, title.slug)


def single(
    connection: sqlite3.Connection, statement: Statement, found: list[Candidate]
) -> Candidate:
    """Return the title that was found; raise ManyMatchError for several."""
    found = preferred(connection, statement, found)
    if len(found) > 1:
        name = full_name(statement.title or "", statement.season, statement.part)
        raise ManyMatchError(name, [title.slug for title in found])
    return found[0]


def alike(
    connection: sqlite3.Connection, statement: Statement, numbers: Iterable[int]
) -> Candidate | None:
    """Return the first of these titles whose kind and year fit a statement, None if none does.

    Titles with exactly the name in the statement are skipped, as `matches` has compared those.
    """
    wanted = identity_of(statement)
    for number in numbers:
        found = Candidate(*connection.execute(_BY_NUMBER, {"id": number}).fetchone())
        there = found.identity(wanted.folded)
        spelled_otherwise = folded(found.title) != wanted.folded
        alike = wanted._replace(season=there.season, part=there.part)
        if spelled_otherwise and match_of(alike, there) in {Match.SAME, Match.YEARS}:
            return found
    return None


def _ids_disagree(connection: sqlite3.Connection, statement: Statement, title: int) -> bool:
    if not statement.ids:
        return False
    there = ids_of(connection, title)
    return any(
        ids_differ(scheme, there.get(scheme, value), value) for scheme, value in statement.ids
    )


def _is_in(connection: sqlite3.Connection, batch: str, key: str) -> bool:
    """Whether a batch has reported on a title."""
    return connection.execute(_REPORTED_IN, {"key": key, "batch": batch}).fetchone() is not None


def was_removed(connection: sqlite3.Connection, statement: Statement, key: str) -> bool:
    """Whether a title that the statement may be about was removed.

    A removed title is recognized by any name that it had, by its ids, and by `key`, the key that
    the statement's title would get.
    """
    wanted = identity_of(statement)

    def as_it_was(
        season: int | None, part: int | None, kind: str | None, year: int | None
    ) -> Identity:
        return Identity(wanted.folded, season, part, KINDS[kind] if kind else None, year)

    named = connection.execute(_REMOVED, {"folded": wanted.folded, "key": key}).fetchall()
    numbered = (
        row
        for scheme, value in statement.ids
        for row in connection.execute(_REMOVED_BY_ID, {"scheme": scheme, "value": value})
    )
    return any(match_of(wanted, as_it_was(*row)) in _MAY_BE_REMOVED for row in named) or any(
        wanted.is_numbered_as(as_it_was(*row)) for row in numbered
    )
