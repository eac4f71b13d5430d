"""Stored titles with what they are recognized by: identity, years, names, ids, people."""

import sqlite3
from typing import NamedTuple

from slate.domain.reports.confidences import Confidence
from slate.domain.titles.identity import Evidence, Identity, people_by_role
from slate.domain.titles.kinds import KINDS, Kind
from slate.store.sql import select_list
from slate.store.titles.word_lists import FORMER_SLUG, OUT


class Candidate(NamedTuple):
    """A stored title, with its identity."""

    id: int
    key: str
    slug: str
    title: str
    season: int | None
    part: int | None
    kind: str | None
    year: int | None
    comes: int | None

    def identity(self, name: str) -> Identity:
        """Return the identity of the title, under the name that was looked up, which is folded."""
        kind = KINDS[self.kind] if self.kind else None
        return Identity(name, self.season, self.part, kind, self.year, self.comes)


# A day on which a catalog says that a service has a title is not its first release.
_FIRST_YEAR = f"""(
    select cast(substr(min(r.earliest), 1, 4) as integer)
    from releases r left join reports p on p.id = coalesce(r.said_by, r.named_by)
    where r.title = t.id and (r.platform is null or p.confidence <> '{Confidence.LISTED}'))"""
# Selected from `titles t`.
CANDIDATE = select_list(
    Candidate,
    "t",
    kind="case t.kind_said when 1 then t.kind end",
    year=f"coalesce(t.year, case when t.status in {OUT} then {_FIRST_YEAR} end)",
    comes=f"case when t.year is null and t.status not in {OUT} then {_FIRST_YEAR} end",
)
_BY_ID = f"""
    select {CANDIDATE} from ids i join titles t on t.id = i.title
    where i.scheme = :scheme and i.value = :value order by t.slug
"""
_BY_KEY = f"select {CANDIDATE} from titles t where t.key = :key"
_BY_NAME = f"""
    select {CANDIDATE} from titles t where t.folded = :folded
    union
    select {CANDIDATE} from titles t join names n on n.title = t.id
    where n.folded = :folded and n.type not in {FORMER_SLUG}
    order by slug
"""
_KIND = "select kind, kind_said from titles where id = :id"
_RELEASE_YEARS = """
    select distinct cast(substr(earliest, 1, 4) as integer) from releases
    where title = :id and earliest is not null
"""
_IDS = "select scheme, value from ids where title = :id"
_NAMES = f"""
    select folded from titles where id = :id
    union
    select folded from names where title = :id and type not in {FORMER_SLUG}
"""
_PEOPLE = "select role, name from credits where title = :id"


def with_id(connection: sqlite3.Connection, scheme: str, value: str) -> list[Candidate]:
    """Return the titles with an id; a film and a series may share one."""
    rows = connection.execute(_BY_ID, {"scheme": scheme, "value": value})
    return [Candidate(*row) for row in rows]


def with_key(connection: sqlite3.Connection, key: str) -> Candidate | None:
    """Return the title with a key, None if it is not on the slate."""
    row = connection.execute(_BY_KEY, {"key": key}).fetchone()
    return Candidate(*row) if row else None


def called(connection: sqlite3.Connection, name: str) -> list[Candidate]:
    """Return the titles that have, or had, a name; `name` is folded text."""
    return [Candidate(*row) for row in connection.execute(_BY_NAME, {"folded": name})]


def ids_of(connection: sqlite3.Connection, title: int) -> dict[str, str]:
    """Return the ids of the title with this number, by scheme."""
    return dict(connection.execute(_IDS, {"id": title}).fetchall())


def kind_of(connection: sqlite3.Connection, title: int) -> tuple[Kind, bool]:
    """Return the kind of the title with this number, and whether anybody stated it."""
    kind, is_said = connection.execute(_KIND, {"id": title}).fetchone()
    return KINDS[kind], bool(is_said)


def release_years_of(connection: sqlite3.Connection, title: int) -> frozenset[int]:
    """Return the years in which the title with this number is released, or may be at first."""
    return frozenset(year for (year,) in connection.execute(_RELEASE_YEARS, {"id": title}))


def names_of(connection: sqlite3.Connection, title: int) -> frozenset[str]:
    """Return the names that the title with this number has or had, folded."""
    return frozenset(name for (name,) in connection.execute(_NAMES, {"id": title}))


def people_of(connection: sqlite3.Connection, title: int) -> Evidence:
    """Return who is credited for the title with this number."""
    return Evidence(people=people_by_role(connection.execute(_PEOPLE, {"id": title})))


def evidence_on(connection: sqlite3.Connection, title: int) -> Evidence:
    """Return what is known of the title with this number besides its identity."""
    return people_of(connection, title)._replace(names=names_of(connection, title))
