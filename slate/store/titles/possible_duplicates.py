"""Finding imported titles that may be the same work as a title stored before."""

import sqlite3
from collections.abc import Iterable, Iterator

from slate.domain.text import slugify
from slate.domain.titles.identity import Identity, ids_disagree
from slate.domain.titles.name_parsing import year_apart
from slate.domain.titles.names import derive_slug
from slate.store.titles.matching import CANDIDATE, Candidate, called, ids_of, with_id
from slate.store.titles.word_lists import FORMER_SLUG

# An imported title, unless it is removed, and its further names.
_CAME = "select id, folded from titles where key = :key"
_ALSO_CALLED = f"select folded from names where title = :id and type not in {FORMER_SLUG}"
_SPELLED_LIKE = f"""
    select {CANDIDATE} from titles t where t.wanted_slug = :slug
    union
    select {CANDIDATE} from titles t -- where a year follows
    where t.wanted_slug > :start || '-1' and t.wanted_slug < :start || '-3'
    order by slug
"""


def possible_duplicates(
    connection: sqlite3.Connection, keys: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the possible duplicates: slugs of a title stored before and of an imported one.

    `keys` are those of the imported titles. Titles match by an equal id or by a name that both
    have, as rows of a file do, and by names that differ only in punctuation or by the year in one
    of them.
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
    named = [
        other
        for name in names
        for other in called(connection, name)
        if title.identity(name).is_like(other.identity(name))
    ]
    for other in (*named, *_spelled_like(connection, title)):
        there = ids_of(connection, other.id)
        if not any(ids_disagree(there.get(s, value), value) for s, value in ids.items()):
            yield other


def _spelled_like(connection: sqlite3.Connection, title: Candidate) -> Iterator[Candidate]:
    """Yield the titles whose names differ only in punctuation, or by a year in parentheses.

    `Godzilla vs. Kong` and `Godzilla vs Kong`, `Dune (2021)` and `Dune`.
    """
    name, _ = year_apart(title.title)
    slug = derive_slug(name, title.season, title.part)
    own, spellings = _dated_by_name(title), _spellings(title)
    for row in connection.execute(_SPELLED_LIKE, {"slug": slug, "start": slugify(name)}):
        other = Candidate(*row)
        if spellings & _spellings(other) and own.is_like(_dated_by_name(other)):
            yield other


def _spellings(title: Candidate) -> set[str]:
    """Return a title as slugs, without punctuation: as it is, and without a year in parentheses."""
    return {slugify(title.title), slugify(year_apart(title.title)[0])}


def _dated_by_name(title: Candidate) -> Identity:
    """Return the identity of a title without its name, but with the year in its name, if any."""
    _, year = year_apart(title.title)
    own = title.identity("")
    return own if year is None else own._replace(year=year, comes=False)
