"""Finding the title that a text names; every name that slate prints is accepted."""

import re
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from slate.domain.errors import TitleAmbiguousError, TitleNotFoundError
from slate.domain.text import folded, search_key, slugify
from slate.domain.titles.identity import year_in
from slate.domain.titles.name_parsing import year_apart
from slate.domain.titles.names import derive_slug, full_name
from slate.store.reports.fragments import in_force, keys_of_work
from slate.store.reports.report_rows import REMOVES
from slate.store.sql import like_escaped, select_list
from slate.store.titles.word_lists import FORMER_SLUG, SERIAL


class Found(NamedTuple):
    """A title that a text names."""

    id: int
    key: str
    slug: str
    title: str
    season: int | None
    part: int | None
    folded: str

    @property
    def name(self) -> str:
        """The name on the screen: the title with its season and part."""
        return full_name(self.title, self.season, self.part)


_MANY = 2_000
_COLUMNS = select_list(Found, "t")
_BY_SLUG = f"select {_COLUMNS} from titles t where t.slug = :slug"
_BY_FORMER_SLUG = f"""
    select {_COLUMNS} from titles t join names n on n.title = t.id
    where n.type in {FORMER_SLUG} and n.folded = :slug order by t.slug
"""
_BY_NAME = f"""
    select {_COLUMNS} from titles t where t.folded = :folded
    union
    select {_COLUMNS} from titles t join names n on n.title = t.id
    where n.type not in {FORMER_SLUG} and n.folded = :folded
    order by slug
"""
_BY_TITLE = f"""
    select {_COLUMNS} from titles t
    where t.folded = :folded and t.season is null and t.part is null order by t.slug
"""
_YEAR_OF = "select year from titles where id = :id"
_BY_PREFIX = f"""
    select {_COLUMNS} from titles t where t.slug >= :start and t.slug < :start || '\U0010ffff'
    order by t.slug limit :limit
"""
# Of titles whose names have words, each after a blank.
_BY_WORDS = f"""
    select {_COLUMNS} from titles t where {{title}}
    union
    select {_COLUMNS} from names n join titles t on t.id = n.title
    where n.type not in {FORMER_SLUG} and {{name}}
    order by slug limit {_MANY}
"""
_LEADER = "coalesce((select leader from one_work where key = :key), :key)"
_BY_KEY = f"select {_COLUMNS} from titles t where t.key = {_LEADER}"
_LAST = "select coalesce(max(id), 0) from titles"
_SLUG_OF = f"select slug from titles where key = {_LEADER}"
_IS_SERIES = f"select 1 from titles where folded = :folded and kind in {SERIAL} limit 1"
_SEASONS = f"""
    select id from titles
    where folded = :folded and kind in {SERIAL}
        and (season is not null or part is not null)
"""
_OWN_SEASONS = f"""
    select o.key from titles t join titles o on o.folded = t.folded
    where t.id = :id and t.kind in {SERIAL} and t.season is null and t.part is null
        and o.kind in {SERIAL} and (o.season is not null or o.part is not null)
"""
_RELATIVES = f"""
    select o.key from titles t join titles o on o.folded = t.folded
    where t.key = {_LEADER} and t.kind in {SERIAL} and o.kind in {SERIAL} and o.id <> t.id
"""
_REMOVED_NAMED = """
    select key from removed where folded = :folded
    union
    select key from removed_names where folded = :folded
"""
# No index covers these: they are queried only if a text names no stored title.
_REMOVED_BY_SLUG = f"select {select_list(Found, 'r', id='0')} from removed r where r.slug = :slug"
_REMOVED_IN = f"""
    select max(r.batch) from reports r
    where r.title_key in ({keys_of_work(":key")}) and {REMOVES} and {in_force("r")}
"""

_SEASON = re.compile(r"-(season|part)-(\d+)")
_BETWEEN = re.compile(r"[\s:,_()-]+")
_YEAR = re.compile(r" \(\d{4}\)$", re.ASCII)  # as lists distinguish two works
_FULL_NAME = re.compile(r"(.+): (?:season (\d+))?(?:, )?(?:part (\d+))?")


def find(connection: sqlite3.Connection, text: str) -> Found:
    """Find one title by slug, former slug, exact title or also-known-as, in that order.

    A name with a year, as lists distinguish works, finds the title of that name and year.

    Raises TitleAmbiguousError with the candidates, TitleNotFoundError with the nearest slugs
    or with the batch that removed the title.
    """
    found = _exactly(connection, text) or _of_year(connection, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise TitleAmbiguousError(text, [title.slug for title in found])
    raise _not_found(connection, text)


def named(connection: sqlite3.Connection, name: str) -> list[Found]:
    """Find the titles with a name, as slate prints it or with different punctuation."""
    return _exactly(connection, name)


def find_to_read(connection: sqlite3.Connection, text: str) -> list[Found]:
    """Find titles like `find`, and also by the start of a name or slug, or by words of a name.

    Return several titles only if they are seasons of one series. Raises as `find` does.
    """
    found = _exactly(connection, text) or _of_year(connection, text) or _nearly(connection, text)
    if not found:
        raise _not_found(connection, text)
    if len({title.folded for title in found}) > 1:
        raise TitleAmbiguousError(text, [title.slug for title in found])
    # As the full name does, a part of it means the series, rather than its seasons.
    whole = [title for title in found if title.season is None and title.part is None]
    if len(whole) > 1:
        raise TitleAmbiguousError(text, [title.slug for title in found])
    return whole or found


def by_key(connection: sqlite3.Connection, key: str) -> Found | None:
    """Return the title with this key, None if it was removed."""
    row = connection.execute(_BY_KEY, {"key": key}).fetchone()
    return Found(*row) if row else None


def last_number(connection: sqlite3.Connection) -> int:
    """Return the highest number of a title, 0 if there is none."""
    (number,) = connection.execute(_LAST).fetchone()
    return int(number)


def slug_of(connection: sqlite3.Connection, key: str) -> str:
    """Return the slug of the title with this key, or an empty string if there is none."""
    row = connection.execute(_SLUG_OF, {"key": key}).fetchone()
    return str(row[0]) if row else ""


def with_seasons(connection: sqlite3.Connection, found: Iterable[Found]) -> list[int]:
    """Return the numbers of these titles and of all seasons of the same series."""
    numbers = dict.fromkeys(title.id for title in found)
    for name in {title.folded for title in found}:
        rows = connection.execute(_SEASONS, {"folded": name})
        numbers |= dict.fromkeys(number for (number,) in rows)
    return list(numbers)


def own_seasons(connection: sqlite3.Connection, title: Found) -> list[str]:
    """Return the keys of the seasons of a title, if it is a series itself."""
    return [key for (key,) in connection.execute(_OWN_SEASONS, {"id": title.id})]


def relatives(connection: sqlite3.Connection, key: str) -> list[str]:
    """Return the keys of the series and the other seasons of a title; none of a film."""
    return [key for (key,) in connection.execute(_RELATIVES, {"key": key})]


def is_series(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a title with this name is a series, or a season or part of one."""
    return connection.execute(_IS_SERIES, {"folded": folded(name)}).fetchone() is not None


def starting_with(connection: sqlite3.Connection, start: str, limit: int) -> list[Found]:
    """Return at most `limit` titles whose slug begins with `start`."""
    return _rows(connection.execute(_BY_PREFIX, {"start": start, "limit": limit}))


def _not_found(connection: sqlite3.Connection, text: str) -> TitleNotFoundError:
    batch = _removed_in(connection, text)
    if batch is not None:
        return TitleNotFoundError(text, (), batch)
    if likely := _nearly(connection, text):
        return TitleNotFoundError(text, [title.slug for title in likely])
    from slate.store.titles.suggestions import near  # noqa: PLC0415 -- 5 ms, only for errors

    return TitleNotFoundError(text, near(connection, text))


def _removed_in(connection: sqlite3.Connection, text: str) -> int | None:
    """Return the number of the batch that removed the title a text names, None if none did."""
    keys = {key for (key,) in connection.execute(_REMOVED_NAMED, {"folded": folded(text)})}
    for slug in _slugs_of(text):
        rows = _rows(connection.execute(_REMOVED_BY_SLUG, {"slug": slug}))
        keys |= {title.key for title in rows if text == slug or _says(text, title)}
    found = [connection.execute(_REMOVED_IN, {"key": key}).fetchone()[0] for key in keys]
    return max((batch for batch in found if batch is not None), default=None)


def _exactly(connection: sqlite3.Connection, text: str) -> list[Found]:
    if slugify(text) == text:
        for slug in _slugs_of(text):
            for statement in (_BY_SLUG, _BY_FORMER_SLUG):
                if found := _rows(connection.execute(statement, {"slug": slug})):
                    return found
        return _named(connection, text)
    # If two works have the same name, the name is ambiguous, and only a slug chooses one.
    if same := _rows(connection.execute(_BY_TITLE, {"folded": folded(text)})):
        return same
    for slug in _slugs_of(text):
        rows = _rows(connection.execute(_BY_SLUG, {"slug": slug}))
        if found := [row for row in rows if _says(text, row)]:
            return found
    return _named(connection, text)


def _says(text: str, title: Found) -> bool:
    """Whether a text that has the slug of a title also matches its name.

    "C#" has the slug of "C", and "Heroes 2" that of a second "Heroes": neither matches the name.
    """
    if not _YEAR.search(text) and title.slug != derive_slug(title.title, title.season, title.part):
        return False
    return _bare(text) in (_bare(title.slug), _bare(title.name))


def _bare(text: str) -> str:
    """Return a text without what people write in many ways.

    That is case and spaces, dashes, underscores, colons, commas and parentheses.
    """
    return _BETWEEN.sub("", folded(text))


def _named(connection: sqlite3.Connection, text: str) -> list[Found]:
    """Find titles by name, including names like `cobra kai: season 3`.

    A slug does not find every season: the name may be too long, or the slug a different one.
    """
    name = folded(text)
    if found := _rows(connection.execute(_BY_NAME, {"folded": name})):
        return found
    if (full := _FULL_NAME.fullmatch(name)) is None:
        return []
    season, part = (number and int(number) for number in full.group(2, 3))
    rows = _rows(connection.execute(_BY_NAME, {"folded": full[1]}))
    return [title for title in rows if (title.season, title.part) == (season, part)]


def _of_year(connection: sqlite3.Connection, text: str) -> list[Found]:
    """Find titles by name and year, `Dune (1984)`, whether their slugs have the year or not.

    It is the year that is stated, or the one by which links name the title.
    """
    name, year = year_apart(text)
    if year is None:
        return []
    rows = _rows(connection.execute(_BY_TITLE, {"folded": folded(name)}))
    return [
        title
        for title in rows or _named(connection, name)
        if year in (*connection.execute(_YEAR_OF, {"id": title.id}).fetchone(), year_in(title.key))
    ]


def _slugs_of(text: str) -> list[str]:
    """Return the slugs that a text may stand for: `cobra-kai-season-3` is `cobra-kai-s3`."""
    slug = slugify(text)
    return list(dict.fromkeys((slug, _SEASON.sub(lambda m: f"-{m[1][0]}{m[2]}", slug))))


def _nearly(connection: sqlite3.Connection, text: str) -> list[Found]:
    """Find titles whose name or slug starts with a text, or else that have its words in a name."""
    words = [like_escaped(word) for word in search_key(text).split()]
    if not words:
        return []
    return (
        _by_prefix(connection, text)
        or _by_words(connection, [f"% {word} %" for word in words])
        or _by_words(connection, [f"% {word}%" for word in words])
    )


def _by_words(connection: sqlite3.Connection, patterns: list[str]) -> list[Found]:
    """Find titles of which a name fits all patterns of LIKE."""
    title, name = (
        " and ".join([f"' ' || {table}.search || ' ' like ? escape '\\'"] * len(patterns))
        for table in ("t", "n")
    )
    return _rows(connection.execute(_BY_WORDS.format(title=title, name=name), patterns * 2))


def _by_prefix(connection: sqlite3.Connection, text: str) -> list[Found]:
    start = _bare(text)
    return [
        title
        for title in starting_with(connection, slugify(text), _MANY)
        if _bare(title.slug).startswith(start) or _bare(title.name).startswith(start)
    ]


def _rows(rows: Iterable[Iterable[Any]]) -> list[Found]:
    return [Found(*row) for row in rows]
