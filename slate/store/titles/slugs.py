"""Slugs: which title gets a slug that several titles want.

The writer assigns a free slug to each new title. Only the import of a ledger, or an undo, can
bring two titles together that want the same slug. Then the title that was created first gets it;
the others get it with their year or a number. The result depends only on the stored titles, so
two slates with the same ledger agree.
"""

import sqlite3
from collections.abc import Container, Iterator
from itertools import chain, count
from typing import NamedTuple

from slate.domain.titles.names import with_suffix
from slate.store.sql import select_list
from slate.store.titles.free_numbers import free_number


class _Member(NamedTuple):
    id: int
    slug: str
    wanted: str
    created: str
    year: int | None


# Slugs that a title wants but does not have, and all titles that want one of them.
_LATE = "select wanted_slug from titles where slug <> wanted_slug"
_OUSTED = "select slug from titles where slug <> wanted_slug"
_RIVALS = f"""
    select {select_list(_Member, "t", wanted="t.wanted_slug")} from titles t
    where t.wanted_slug in ({_LATE}) order by t.created
"""
_WANTED = "select 1 from titles where wanted_slug = :slug"
_TAKEN = "select 1 from titles where (slug = :slug or wanted_slug = :slug) and id <> :id"
_SET = "update titles set slug = :slug where id = :id"


def free_slug(connection: sqlite3.Connection, wanted: str, year: int | None) -> str:
    """Return a free slug for a new title: the wanted one, or that with its year or a number."""
    for slug in (wanted, *_with_year(wanted, year)):
        if is_free(connection, slug):
            return slug
    number = free_number(lambda number: is_free(connection, _with_number(wanted, number)))
    return _with_number(wanted, number)


def _with_year(wanted: str, year: int | None) -> list[str]:
    return [] if year is None else [with_suffix(wanted, f"-{year}")]


def _numbered(wanted: str) -> Iterator[str]:
    return (_with_number(wanted, number) for number in count(2))


def _with_number(wanted: str, number: int) -> str:
    return with_suffix(wanted, f"-{number}")


def is_free(connection: sqlite3.Connection, slug: str, own: int = 0) -> bool:
    """Whether no title has or wants a slug, except the one with the number `own`."""
    return connection.execute(_TAKEN, {"slug": slug, "id": own}).fetchone() is None


def assign(connection: sqlite3.Connection) -> None:
    """Assign the wanted slugs again, after titles were added, removed or renamed."""
    rivals = [_Member(*row) for row in connection.execute(_RIVALS)]
    owners: dict[str, _Member] = {}
    for member in rivals:
        owners.setdefault(member.wanted, member)
    given = {slug: member.id for slug, member in owners.items()}
    numbered: dict[str, Iterator[str]] = {}  # a number that was tried once is not tried again
    for member in rivals:
        if owners[member.wanted] is not member:
            numbers = numbered.setdefault(member.wanted, _numbered(member.wanted))
            candidates = chain(_with_year(member.wanted, member.year), numbers)
            slug = next(slug for slug in candidates if _is_left(connection, slug, given))
            given[slug] = member.id
    had = {member.id: member.slug for member in rivals}
    changed = [(slug, number) for slug, number in given.items() if had[number] != slug]
    for _, number in changed:  # placeholders first, as slugs are unique
        connection.execute(_SET, {"slug": f"~{number}", "id": number})
    for slug, number in changed:
        connection.execute(_SET, {"slug": slug, "id": number})


def ousted(connection: sqlite3.Connection) -> list[str]:
    """Return the slugs of the titles that want a slug which another title has."""
    return [slug for (slug,) in connection.execute(_OUSTED)]


def _is_left(connection: sqlite3.Connection, slug: str, given: Container[str]) -> bool:
    """Whether a slug is wanted by no title and not assigned yet."""
    return slug not in given and connection.execute(_WANTED, {"slug": slug}).fetchone() is None
