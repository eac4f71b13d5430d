"""Finding the titles that a statement may be about: by a shared id, else by name and identity."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from slate.domain.dates.release_date import ReleaseDate, parse_date
from slate.domain.ledger.errors import ManyMatchError
from slate.domain.ledger.statement import Statement
from slate.domain.text import folded
from slate.domain.titles.identity import Identity, ids_disagree
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.names import full_name
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import derive_status
from slate.store.sql import select_list
from slate.store.titles import lookup
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
    comes: int  # no year was stated, and it is not out

    def identity(self, name: str) -> Identity:
        """Return the identity of the title, under the name that was looked up, which is folded."""
        said = _identity(name, self.season, self.part, self.kind, self.year)
        return said._replace(comes=bool(self.comes))


# Selected from `titles t`.
CANDIDATE = select_list(
    Candidate,
    "t",
    kind="case t.kind_said when 1 then t.kind end",
    year="""coalesce(t.year, (
        select cast(substr(min(r.earliest), 1, 4) as integer) from releases r where r.title = t.id
    ))""",
    comes=f"t.year is null and t.status not in {OUT}",
)
_BY_ID = f"""
    select {CANDIDATE} from ids i join titles t on t.id = i.title
    where i.scheme = :scheme and i.value = :value order by t.slug
"""
_BY_NUMBER = f"select {CANDIDATE} from titles t where t.id = :id"
_BY_NAME = f"""
    select {CANDIDATE} from titles t where t.folded = :folded
    union
    select {CANDIDATE} from titles t join names n on n.title = t.id
    where n.folded = :folded and n.type not in {FORMER_SLUG}
    order by slug
"""
_RELEASE_YEARS = """
    select distinct cast(substr(earliest, 1, 4) as integer) from releases
    where title = :id and earliest is not null
"""
_IDS = "select scheme, value from ids where title = :id"
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


def identity_of(statement: Statement) -> Identity:
    """Return the identity of a statement's title."""
    year, comes = statement.year, False
    dates = [statement.date, *(release.date for release in statement.releases)]
    known = [when for when in dates if when is not None and when.earliest is not None]
    when = min(known, key=_earliest, default=None)
    if year is None and when is not None:
        year = _earliest(when).year
        reported = parse_date(statement.origin.reported_on)
        comes = derive_status(when, reported, follows=False).stage is Stage.SCHEDULED
    name = folded(statement.title or "")
    said = _identity(name, statement.season, statement.part, statement.kind, year)
    return said._replace(comes=comes)


def _earliest(when: ReleaseDate) -> date:
    return when.earliest or date.max


def _identity(
    name: str, season: int | None, part: int | None, kind: str | None, year: int | None
) -> Identity:
    return Identity(name, season, part, KINDS[kind].group if kind else None, year)


def with_id(connection: sqlite3.Connection, scheme: str, value: str) -> list[Candidate]:
    """Return the titles with an id; a film and a series may share one."""
    rows = connection.execute(_BY_ID, {"scheme": scheme, "value": value})
    return [Candidate(*row) for row in rows]


def called(connection: sqlite3.Connection, name: str) -> list[Candidate]:
    """Return the titles that have, or had, a name; `name` is folded text."""
    return [Candidate(*row) for row in connection.execute(_BY_NAME, {"folded": name})]


def ids_of(connection: sqlite3.Connection, title: int) -> dict[str, str]:
    """Return the ids of the title with this number, by scheme."""
    return dict(connection.execute(_IDS, {"id": title}).fetchall())


def matches(
    connection: sqlite3.Connection,
    statement: Statement,
    *,
    also: Iterable[str] = (),
    batch: str = "",
) -> list[Candidate]:
    """Return the titles that a statement may be about.

    An equal id decides if season, part and kind group agree, unless another id differs and
    `batch` has reported on the title. Otherwise the name decides, or one of `also`, further names
    under which the title may be stored: those count only if both years are known and equal.
    A title with a different id of the same scheme never matches by name.
    """
    wanted = identity_of(statement)
    for scheme, value in statement.ids:
        same = [
            found
            for found in with_id(connection, scheme, value)
            if wanted.is_numbered_as(found.identity(wanted.folded))
            and not (
                _ids_disagree(connection, statement, found.id)
                and _is_in(connection, batch, found.key)
            )
        ]
        if same:
            return same
    for name in dict.fromkeys((wanted.folded, *map(folded, also))):
        named = [
            found
            for found in called(connection, name)
            if _is_like(connection, statement, wanted, found)
            and (name == wanted.folded or found.year == wanted.year is not None)
            and not _ids_disagree(connection, statement, found.id)
        ]
        if named:
            return named
    return []


def _is_like(
    connection: sqlite3.Connection, statement: Statement, wanted: Identity, found: Candidate
) -> bool:
    """Whether a title of the same name may be the one wanted.

    A statement without a year may be about any release of the title, so each of their years counts.
    """
    there = found.identity(wanted.folded)
    if wanted.is_like(there):
        return True
    if statement.year is not None:
        return False
    years = connection.execute(_RELEASE_YEARS, {"id": found.id})
    return any(wanted.is_like(there._replace(year=year)) for (year,) in years)


def of_its_year(statement: Statement, found: list[Candidate]) -> list[Candidate]:
    """Return those of several titles that are of exactly the statement's year, else all of them."""
    year = identity_of(statement).year
    if len(found) < 2 or year is None:  # noqa: PLR2004 -- several
        return found
    return [title for title in found if title.year == year] or found


def match(connection: sqlite3.Connection, statement: Statement) -> Candidate | None:
    """Return the title that a person's statement is about, None if there is none.

    A title also matches if its name differs in punctuation, or if one of the names includes the
    season. Raises ManyMatchError if several titles may be meant.
    """
    if found := matches(connection, statement):
        return single(statement, found)
    name = full_name(statement.title or "", statement.season, statement.part)
    named = lookup.named(connection, name)
    return alike(connection, statement, [title.id for title in named])


def single(statement: Statement, found: list[Candidate]) -> Candidate | None:
    """Return the title that was found, None if there is none; raise ManyMatchError for several."""
    found = of_its_year(statement, found)
    if len(found) > 1:
        name = full_name(statement.title or "", statement.season, statement.part)
        raise ManyMatchError(name, [title.slug for title in found])
    return found[0] if found else None


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
        if spelled_otherwise and wanted._replace(season=there.season, part=there.part).is_like(
            there
        ):
            return found
    return None


def _ids_disagree(connection: sqlite3.Connection, statement: Statement, title: int) -> bool:
    if not statement.ids:
        return False
    there = ids_of(connection, title)
    return any(ids_disagree(there.get(scheme, value), value) for scheme, value in statement.ids)


def _is_in(connection: sqlite3.Connection, batch: str, key: str) -> bool:
    """Whether a batch has reported on a title."""
    return connection.execute(_REPORTED_IN, {"key": key, "batch": batch}).fetchone() is not None


def was_removed(connection: sqlite3.Connection, statement: Statement, key: str) -> bool:
    """Whether a title that the statement may be about was removed.

    A removed title is recognized by any name that it had, by its ids, and by `key`, the key that
    the statement's title would get.
    """
    wanted = identity_of(statement)
    names = connection.execute(_REMOVED, {"folded": wanted.folded, "key": key}).fetchall()
    numbered = (
        row
        for scheme, value in statement.ids
        for row in connection.execute(_REMOVED_BY_ID, {"scheme": scheme, "value": value})
    )
    return any(
        wanted.is_like(_identity(wanted.folded, season, part, kind, year))
        for season, part, kind, year in names
    ) or any(
        wanted.is_numbered_as(_identity(wanted.folded, season, part, kind, year))
        for season, part, kind, year in numbered
    )
