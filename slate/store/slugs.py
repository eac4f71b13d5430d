"""Slugs: who gets a handle that several titles want.

The writer gives each new title a free one. Only a merge, or an undo, brings two titles
together that want the same; then the first created gets it, the others get their year
or a number. It depends on nothing but the titles that are there, so two stores with
the same ledger agree.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from slate.domain.names import with_suffix

_MEMBERS = """
    select id, slug, wanted_slug, created, year from titles
    where wanted_slug = :slug or slug = :slug
"""
_TAKEN = "select 1 from titles where (slug = :slug or wanted_slug = :slug) and id <> :id"
_SET = "update titles set slug = :slug where id = :id"


class _Member(NamedTuple):
    id: int
    slug: str
    wanted: str
    created: str
    year: int | None


def free_slug(connection: sqlite3.Connection, wanted: str, year: int | None) -> str:
    """Give the handle for a new title: the wanted one, with its year, or a number."""
    candidates = _candidates(wanted, year)
    return next(slug for slug in candidates if is_free(connection, slug))


def _candidates(wanted: str, year: int | None) -> Iterator[str]:
    yield wanted
    if year is not None:
        yield with_suffix(wanted, f"-{year}")
    for number in count(2):
        yield with_suffix(wanted, f"-{number}")


def is_free(connection: sqlite3.Connection, slug: str, own: int = 0) -> bool:
    """Tell whether no title but this one has or wants the handle."""
    return connection.execute(_TAKEN, {"slug": slug, "id": own}).fetchone() is None


def settle(connection: sqlite3.Connection, slugs: Iterable[str]) -> None:
    """Give these slugs to whom they belong, after titles came, went or were renamed."""
    members = _members(connection, slugs)
    if all(member.slug == member.wanted for member in members):
        return
    for member in members:  # out of each other's way first: slugs are unique
        connection.execute(_SET, {"slug": f"~{member.id}", "id": member.id})
    late = []
    owned: set[str] = set()
    for member in members:
        if member.wanted in owned:
            late.append(member)
        else:
            owned.add(member.wanted)
            connection.execute(_SET, {"slug": member.wanted, "id": member.id})
    for member in late:
        slug = next(
            slug
            for slug in _candidates(member.wanted, member.year)
            if is_free(connection, slug, member.id)
        )
        connection.execute(_SET, {"slug": slug, "id": member.id})


def _members(connection: sqlite3.Connection, slugs: Iterable[str]) -> list[_Member]:
    """Find all titles that want or hold these slugs, or one that such a title wants."""
    todo, seen, found = list(slugs), set[str](), dict[int, _Member]()
    while todo:
        slug = todo.pop()
        if slug in seen:
            continue
        seen.add(slug)
        for row in connection.execute(_MEMBERS, {"slug": slug}):
            member = _Member(*row)
            found[member.id] = member
            todo += [member.wanted, member.slug]
    return sorted(found.values(), key=lambda member: (member.created, member.id))
