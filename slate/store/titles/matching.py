"""Finding the titles that a statement may be about: by a shared id, else by name and identity."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

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
from slate.store.reports import ledger_tables
from slate.store.titles.candidates import (
    Candidate,
    called,
    evidence_on,
    ids_of,
    names_of,
    people_of,
    release_years_of,
    with_id,
)

# Returns the titles that have, or had, a folded name, if a statement may be about them.
FindNamed = Callable[[Statement, str], list[Candidate]]


class Found(NamedTuple):
    """The titles that a statement may be about."""

    titles: list[Candidate]
    by_id: tuple[str, str] | None = None  # the scheme and the id that decided, if one did


_REPORTED_IN = """
    select 1 from reports r join batches b on b.id = r.batch
    where r.title_key = :key and b.uid = :batch limit 1
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
    names = dict.fromkeys((wanted.folded, *map(folded, also)))
    called_so = ((name, find(statement, name)) for name in names)
    named = _named(connection, statement, wanted, batch, called_so)
    if found:
        own = [title for title in named if has_its_source(connection, statement, title)]
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
    wanted: Identity,
    batch: str,
    called_so: Iterable[tuple[str, list[Candidate]]],
) -> list[Candidate]:
    """Return the titles that a statement may be about by name, see `matches`.

    `called_so` are names, as folded text, and the titles with each.
    """
    for name, titles in called_so:
        named = [
            found
            for found in titles
            if (name == wanted.folded or found.year == wanted.year is not None)
            and match_with(connection, statement, wanted, found) is Match.SAME
            and not has_other_id(connection, statement, found.id)
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
            has_other_id(connection, statement, title.id) and _is_in(connection, batch, title.key)
        )
    ]
    for fits in (is_called, name_fits):
        if fitting := [title for title in same if fits(connection, statement, title)]:
            return Found(fitting, (scheme, value))
    return Found(same, (scheme, value)) if same else None


def owners_of_ids(
    connection: sqlite3.Connection, statement: Statement
) -> Iterator[tuple[str, Candidate]]:
    """Yield the titles that have an id of a statement: `tvmaze=7`, and the title."""
    wanted = identity_of(statement)
    for scheme, value in statement.ids:
        for title in with_id(connection, scheme, value):
            if wanted.is_numbered_as(title.identity(wanted.folded)):
                yield f"{scheme}={value}", title


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
        has_other_id(connection, statement, other.id)
        for other in called(connection, wanted.folded)
        if match_with(connection, statement, wanted, other) is Match.SAME
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


def match_with(
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
    years = release_years_of(connection, found.id)
    others = (there._replace(year=year, comes=None) for year in years)
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


def has_its_source(connection: sqlite3.Connection, statement: Statement, found: Candidate) -> bool:
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
        if match_with(connection, statement, wanted, found) is not Match.NONE
        and not has_other_id(connection, statement, found.id)
    ]


def has_other_id(connection: sqlite3.Connection, statement: Statement, title: int) -> bool:
    """Whether a title has, in a scheme of a statement, another id than the statement."""
    if not statement.ids:
        return False
    there = ids_of(connection, title)
    return any(
        ids_differ(scheme, there.get(scheme, value), value) for scheme, value in statement.ids
    )


def _is_in(connection: sqlite3.Connection, batch: str, key: str) -> bool:
    """Whether a batch has reported on a title."""
    return connection.execute(_REPORTED_IN, {"key": key, "batch": batch}).fetchone() is not None
