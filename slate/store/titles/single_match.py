"""Deciding on one title of those that a statement may be about.

A person is asked if it is not clear; for the rows of files, see `row_matching`.
"""

import sqlite3
from collections.abc import Iterable

from slate.domain.ledger.errors import IdOfOtherError, IdTakenError, ManyMatchError
from slate.domain.ledger.stated_identity import identity_of
from slate.domain.ledger.statement import Statement
from slate.domain.text import folded, slugify
from slate.domain.titles.identity import Match, match_of
from slate.domain.titles.name_parsing import year_apart
from slate.domain.titles.names import full_name
from slate.store.titles import lookup
from slate.store.titles.candidates import CANDIDATE, Candidate
from slate.store.titles.matching import (
    has_its_source,
    has_other_id,
    look_alikes,
    match_with,
    matches,
    name_fits,
    owners_of_ids,
)

_BY_NUMBER = f"select {CANDIDATE} from titles t where t.id = :id"
_SPELLED = f"select {CANDIDATE} from titles t where t.spelling = :spelling"


def match(connection: sqlite3.Connection, statement: Statement) -> Candidate | None:
    """Return the title that a person's statement is about, None if there is none.

    A title also matches if its name differs in punctuation, if one of the names includes the
    season, or if it may be the same work, unless it was out long before. Raises ManyMatchError if
    several titles may be meant, IdOfOtherError if an id belongs to a title of another name.
    """
    found = matches(connection, statement)
    if found.titles:
        title = _single(connection, statement, found.titles)
        if found.by_id and not name_fits(connection, statement, title):
            raise other_has_id(statement, title, found.by_id)
        return title
    wanted = identity_of(statement)
    doubtful = [
        title
        for title in look_alikes(connection, statement)
        if match_with(connection, statement, wanted, title) is not Match.STILL_TO_COME
    ]
    if doubtful:
        return _single(connection, statement, doubtful)
    name = full_name(statement.title or "", statement.season, statement.part)
    named = lookup.named(connection, name)
    return _alike(connection, statement, [title.id for title in named])


def preferred(
    connection: sqlite3.Connection, statement: Statement, found: list[Candidate]
) -> list[Candidate]:
    """Return those of several titles that a statement is likely to be about, at best one.

    These are the titles of exactly its year, then those that are also still to come, those of its
    kind, those on which its source has reported before, and of these those without a year if the
    statement has none. If none is left, the criterion does not count.
    """
    if len(found) <= 1:  # true of most statements
        return found
    wanted = identity_of(statement)
    year = wanted.year or wanted.comes

    def is_of_its_year(title: Candidate) -> bool:
        return year is not None and year in (title.year, title.comes)

    def is_still_to_come(title: Candidate) -> bool:
        return wanted.comes is not None and title.comes is not None

    def is_of_its_kind(title: Candidate) -> bool:
        return title.kind is not None and title.kind == wanted.kind

    def is_of_its_source(title: Candidate) -> bool:
        return has_its_source(connection, statement, title)

    def has_no_year_either(title: Candidate) -> bool:
        return is_of_its_source(title) and year is title.year is title.comes is None

    criteria = (
        *(is_of_its_year, is_still_to_come, is_of_its_kind),
        *(is_of_its_source, has_no_year_either),
    )
    for criterion in criteria:
        if len(found) > 1:
            found = [title for title in found if criterion(title)] or found
    return found


def other_has_id(statement: Statement, title: Candidate, by_id: tuple[str, str]) -> IdOfOtherError:
    """Return the error for a statement whose id belongs to a title of another name."""
    own = full_name(statement.title or "", statement.season, statement.part)
    theirs = full_name(title.title, title.season, title.part)
    return IdOfOtherError("=".join(by_id), own, theirs, title.slug)


def refuse_ids_of_others(
    connection: sqlite3.Connection, statement: Statement, key: str | None
) -> None:
    """Raise IdTakenError if another title than that with a key has an id of a statement."""
    for id_, title in owners_of_ids(connection, statement):
        if title.key != key:
            name = full_name(title.title, title.season, title.part)
            raise IdTakenError(id_, name, title.slug)


def _single(
    connection: sqlite3.Connection, statement: Statement, found: list[Candidate]
) -> Candidate:
    """Return the title that was found; raise ManyMatchError for several."""
    found = preferred(connection, statement, found)
    if len(found) > 1:
        name = full_name(statement.title or "", statement.season, statement.part)
        raise ManyMatchError(name, [title.slug for title in found])
    return found[0]


def _alike(
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
        and not has_other_id(connection, statement, title.id)
    ]
    return {title.key: title.slug for title in (*look_alikes(connection, statement), *alike)}
