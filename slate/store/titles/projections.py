"""Writing the projections: all tables derived from the ledger, except one of `same_work.py`."""

import sqlite3
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from slate.domain.ledger.as_of_day import last_title
from slate.domain.ledger.dissent import is_disputed
from slate.domain.ledger.fold import fold
from slate.domain.reports.effects import Effects
from slate.domain.reports.report import Report
from slate.domain.text import folded, searched, slugify
from slate.domain.titles.fields import PLAIN
from slate.domain.titles.name_parsing import year_apart
from slate.domain.titles.names import full_name, sort_key
from slate.domain.titles.record import iso
from slate.domain.titles.status import label_of, left_label, noun_of
from slate.domain.titles.title import Release, Title
from slate.store.reports import ledger_tables, same_work, splits
from slate.store.sql import marks
from slate.store.titles import list_orders, slugs
from slate.store.titles.word_lists import NameType

_FIND = "select id from titles where key = :key"
# The columns of a title, except its number and slug, which are decided separately. Only the
# first, the key, never changes.
_TITLE_COLUMNS = (
    *("key", "wanted_slug", "title", "folded", "kind", "kind_said", *PLAIN, "status", "label"),
    *("tags", "created", "said_by", "disputed", "left_after", "left_label", "spelling", "search"),
    *("sorting", "name", "list_order", "screen_order"),
)
# Values by position, as an import writes many rows: by name takes a third longer.
_INSERT_TITLE = f"""
    insert into titles (id, slug, {", ".join(_TITLE_COLUMNS)})
    values (?, ?, {marks(_TITLE_COLUMNS)})
"""
_UPDATE_TITLE = f"""
    update titles set {", ".join(f"{name} = ?" for name in _TITLE_COLUMNS[1:])} where id = ?
"""
_plain_of = attrgetter(*PLAIN)
_DELETE_TITLE = "delete from titles where id = :id"
_RELEASE_COLUMNS = (
    *("title", "place", "type", "region", "platform", "date", "earliest", "latest"),
    *("precision", "span", "doubtful", "headline", "said_by", "named_by"),
)
# What few releases have; the others are inserted without it, which is faster.
_RARE_COLUMNS = (
    *("contested", "within", "within_by", "placed_by", "leaves", "leaves_earliest"),
    *("leaves_latest", "leaves_doubtful", "leaves_said_by"),
)
_INSERT_RELEASE, _INSERT_RARE_RELEASE = (
    f"insert into releases ({', '.join(columns)}) values ({marks(columns)})"
    for columns in (_RELEASE_COLUMNS, _RELEASE_COLUMNS + _RARE_COLUMNS)
)
_MEMBERS = {
    "releases": "delete from releases where title = :id",
    "tags": "delete from tags where title = :id",
    "credits": "delete from credits where title = :id",
    "links": "delete from links where title = :id",
    "ids": "delete from ids where title = :id",
    "names": "delete from names where title = :id",
}
_INSERT_TAG = "insert into tags (title, tag) values (?, ?)"
_INSERT_CREDIT = "insert into credits (title, role, name, search, place) values (?, ?, ?, ?, ?)"
_INSERT_LINK = "insert into links (title, relation, other_key) values (?, ?, ?)"
_INSERT_ID = "insert into ids (title, scheme, value) values (?, ?, ?)"
_INSERT_NAME = "insert into names (title, type, name, folded, search) values (?, ?, ?, ?, ?)"
_KEEP_REMOVED = """
    insert into removed (key, slug, title, folded, kind, season, part, year)
    values (:key, :slug, :title, :folded, :kind, :season, :part, :year)
    on conflict (key) do update set slug = excluded.slug, title = excluded.title,
        folded = excluded.folded, kind = excluded.kind, season = excluded.season,
        part = excluded.part, year = excluded.year
"""
_FORGET_REMOVED = "delete from removed where key = :key"
_FORGET_REMOVED_NAMES = "delete from removed_names where key = :key"
_FORGET_REMOVED_IDS = "delete from removed_ids where key = :key"
_INSERT_REMOVED_NAME = "insert into removed_names (key, folded) values (?, ?)"
_INSERT_REMOVED_ID = "insert into removed_ids (key, scheme, value) values (?, ?, ?)"
# Members first: deleting them one by one with their titles takes fifty times as long.
_PROJECTIONS = (*_MEMBERS, "titles", "removed_names", "removed_ids", "removed")

# The tables with what undos and corrections amount to.
EFFECTS = ("undone", "undone_titles", "corrected")
# An imported ledger may lack the batch itself.
_MARK_UNDONE = "insert into undone (batch) select id from batches where uid = ?"
_MARK_UNDONE_TITLE = """
    insert into undone_titles (batch, title_key) select id, ?2 from batches where uid = ?1
"""
_CORRECT = "insert into corrected (batch, recorded_at) select id, ?2 from batches where uid = ?1"


def project(
    connection: sqlite3.Connection, key: str, title: Title | None, reports: Iterable[Report]
) -> None:
    """Write the title that these reports fold to, None if to none, and assign the slugs again."""
    write(connection, key, title, reports)
    slugs.assign(connection)


def write(
    connection: sqlite3.Connection, key: str, title: Title | None, reports: Iterable[Report]
) -> None:
    """Write the title that these reports fold to, None if to none, replacing the stored one.

    Call `slugs.assign` afterwards: once for many titles, as several may want the same slug.
    """
    number = next((number for (number,) in connection.execute(_FIND, {"key": key})), None)
    if title is None:
        if number:
            connection.execute(_DELETE_TITLE, {"id": number})
        _keep_removed(connection, key, reports)
    else:
        _put(connection, title, number, disputed=is_disputed(title))
        connection.execute(_FORGET_REMOVED, {"key": key})


def _put(
    connection: sqlite3.Connection, title: Title, number: int | None, *, disputed: bool
) -> None:
    values = _title_values(title, disputed=disputed)
    if number:
        connection.execute(_UPDATE_TITLE, (*values[1:], number))
        for statement in _MEMBERS.values():
            connection.execute(statement, {"id": number})
    else:
        # If the slug is not free, a unique placeholder until `slugs.assign` decides.
        free = slugs.is_free(connection, title.wanted_slug)
        slug = title.wanted_slug if free else f"~{title.key}"
        number = connection.execute(_INSERT_TITLE, (None, slug, *values)).lastrowid or 0
    for statement, rows in _member_rows(title, number):
        connection.executemany(statement, rows)


def rows_of(title: Title, number: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield (statement, rows) for a new title that has one report and gets the slug it wants."""
    yield _INSERT_TITLE, [(number, title.wanted_slug, *_title_values(title, disputed=False))]
    yield from _member_rows(title, number)


def _member_rows(title: Title, number: int) -> Iterator[tuple[str, list[Any]]]:
    shown = title.headline
    releases: dict[str, list[Any]] = {}
    for place, release in enumerate(title.releases):
        values = _release_values(title, number, place, release, headline=release is shown)
        rare = _rare_values(release)
        statement = _INSERT_RARE_RELEASE if rare else _INSERT_RELEASE
        releases.setdefault(statement, []).append(values + rare)
    yield from releases.items()
    if title.tags:
        yield _INSERT_TAG, [(number, tag) for tag in title.tags]
    if title.credits:
        people = enumerate(title.credits)
        yield (
            _INSERT_CREDIT,
            [(number, role, name, searched(name), place) for place, (role, name) in people],
        )
    if title.links:
        yield _INSERT_LINK, [(number, *link) for link in title.links]
    if title.ids:
        yield _INSERT_ID, [(number, *pair) for pair in title.ids]
    if title.aka or title.former_titles or title.former_slugs:
        yield _INSERT_NAME, _names(title, number)


def _names(title: Title, number: int) -> list[tuple[int, str, str, str, str]]:
    """Return the rows of the names by which a title is found besides its own."""
    return [
        (number, type_, name, folded(name), "" if type_ is NameType.FORMER_SLUG else searched(name))
        for type_, names in (
            (NameType.AKA, title.aka),
            (NameType.FORMER_TITLE, title.former_titles),
            (NameType.FORMER_SLUG, title.former_slugs),
        )
        for name in names
    ]


def _title_values(title: Title, *, disputed: bool) -> tuple[object, ...]:
    """Return the values of _TITLE_COLUMNS.

    Enums become plain strings: sqlite3 would look for an adapter each time.
    """
    name, season, part = title.title, title.season, title.part
    noun = noun_of(title.kind, season, part, title.relation)
    recorded_at, batch, n = title.created
    last = title.last_to_leave
    return (
        title.key,
        title.wanted_slug,
        name,
        folded(name),
        str(title.kind),
        title.kind_said,
        *_plain_of(title),
        str(title.status),
        label_of(title.status, noun),
        ",".join(title.tags),
        f"{recorded_at} {batch} {n:09d}",
        title.said_by.id,
        disputed,
        iso(last.leaves.latest) if last else None,
        left_label(last.key.platform, last.leaves) if last else None,
        slugify(year_apart(name)[0]),
        searched(name),
        sort_key(name),
        full_name(name, season, part),
        *list_orders.orders_of(title, title.headline),
    )


def _release_values(
    title: Title, number: int, place: int, release: Release, *, headline: bool
) -> tuple[object, ...]:
    """Return the values of _RELEASE_COLUMNS."""
    (type_, region, platform), when, named_by = release.key, release.date, release.named_by
    first, last = when.earliest, when.latest
    said_by = None if title.is_cited_for_status(release) else release.report
    return (
        number,
        place,
        str(type_) if type_ else None,
        region,
        platform,
        when.text if when.known else None,
        iso(first),
        iso(last),
        when.precision,
        None if first is None or last is None else (last - first).days,
        when.doubtful,
        headline,
        said_by and said_by.id,
        named_by and named_by.id,
    )


def _rare_values(release: Release) -> tuple[object, ...]:
    """Return the values of _RARE_COLUMNS; none if the release has nothing of it."""
    within, placed_by, leaves = release.dates.within, release.placed_by, release.leaves
    if within is None and placed_by is None and not leaves.known and not release.contested:
        return ()
    leaves_said_by = release.leave_dates.said_by if leaves.known else None
    return (
        release.contested,
        within and within.date.text,
        within and within.report.id,
        placed_by and placed_by.id,
        leaves.text if leaves.known else None,
        iso(leaves.earliest),
        iso(leaves.latest),
        leaves.known and leaves.doubtful,
        leaves_said_by and leaves_said_by.id,
    )


def _keep_removed(connection: sqlite3.Connection, key: str, reports: Iterable[Report]) -> None:
    """Store what identifies a removed title, so that an import does not bring it back."""
    title = last_title(key, reports)
    if title is None:
        connection.execute(_FORGET_REMOVED, {"key": key})
        return
    values = {
        "key": key,
        "slug": title.wanted_slug,
        "title": title.title,
        "folded": folded(title.title),
        "kind": title.kind if title.kind_said else None,
        "season": title.season,
        "part": title.part,
        "year": title.earliest_year,
    }
    connection.execute(_KEEP_REMOVED, values)
    for statement in (_FORGET_REMOVED_NAMES, _FORGET_REMOVED_IDS):
        connection.execute(statement, {"key": key})
    names = {folded(name) for name in (*title.aka, *title.former_titles)}
    connection.executemany(_INSERT_REMOVED_NAME, [(key, name) for name in sorted(names)])
    connection.executemany(_INSERT_REMOVED_ID, [(key, *pair) for pair in title.ids])


def refold(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Fold these keys again from the reports in force, and write the results."""
    for key in keys:
        # A title that was merged into another is written under that one's key.
        leads = same_work.leader_of(connection, key) == key
        reports = ledger_tables.reports_on(connection, key) if leads else []
        write(connection, key, fold(key, reports), reports)
    slugs.assign(connection)


def rebuild_works(connection: sqlite3.Connection) -> set[str]:
    """Compute again which keys are one work, and what is split; fold and return those affected.

    The titles that link to one of these are folded too, since they link to the merged title.
    """
    moved = same_work.rebuild(connection) | splits.rebuild(connection)
    refold(connection, sorted(moved | same_work.linking(connection, moved)))
    return moved


def decide_effects(connection: sqlite3.Connection) -> Effects:
    """Store and return what is undone, and which times count instead of the recorded ones."""
    found = ledger_tables.effects_of_all(connection)
    batches, titles = found.undone.of_batches(lambda uid: ledger_tables.keys_under(connection, uid))
    for table in EFFECTS:
        connection.execute(f"delete from {table}")
    connection.executemany(_MARK_UNDONE, [(uid,) for uid in batches])
    connection.executemany(_MARK_UNDONE_TITLE, titles)
    connection.executemany(_CORRECT, found.times.items())
    return found


def rebuild(connection: sqlite3.Connection) -> None:
    """Rebuild all projections from the ledger alone."""
    for table in _PROJECTIONS:
        connection.execute(f"delete from {table}")
    decide_effects(connection)
    same_work.rebuild(connection)
    splits.rebuild(connection)
    refold(connection, ledger_tables.keys(connection))
