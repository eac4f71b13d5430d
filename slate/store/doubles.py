"""Titles that came with another ledger, and may be works that were here already."""

import sqlite3
from collections.abc import Iterable, Iterator

from slate.domain.identity import ids_disagree
from slate.store.identities import Candidate, called, ids_of, with_id

# Those that other titles could share a name or an id with.
_CAME = "select id, folded from titles where key = :key"
_ALSO_CALLED = "select folded from names where title = :id and type <> 'former slug'"


def doubles(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Find the titles that were here and may be the same work as one of those that came.

    By an equal id, or by a name that both have, as rows of a file are recognised. Gives
    pairs of slugs, first that of the one that was here.
    """
    came = set(keys)
    for key in sorted(came):
        for number, name in connection.execute(_CAME, {"key": key}).fetchall():
            names = [name, *(n for (n,) in connection.execute(_ALSO_CALLED, {"id": number}))]
            (title,) = (found for found in called(connection, name) if found.id == number)
            alike = {other.slug: other.key for other in _like(connection, title, names)}
            yield from ((slug, title.slug) for slug, there in alike.items() if there not in came)


def _like(
    connection: sqlite3.Connection, title: Candidate, names: Iterable[str]
) -> Iterator[Candidate]:
    ids = ids_of(connection, title.id)
    for scheme, value in ids.items():
        for other in with_id(connection, scheme, value):
            if title.identity("").is_numbered_as(other.identity("")):
                yield other
    for name in names:
        for other in called(connection, name):
            there = ids_of(connection, other.id)
            agree = not any(ids_disagree(there.get(s, value), value) for s, value in ids.items())
            if agree and title.identity(name).is_like(other.identity(name)):
                yield other
