"""Whether a statement is about a removed title, which an import does not bring back by itself."""

import sqlite3

from slate.domain.ledger.stated_identity import identity_of
from slate.domain.ledger.statement import Statement
from slate.domain.titles.identity import Identity, Match, match_of
from slate.domain.titles.kinds import KINDS

# A removed title stays removed, even if a year differs by one.
_MAY_BE_REMOVED = frozenset({Match.SAME, Match.YEARS, Match.KINDS})
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
