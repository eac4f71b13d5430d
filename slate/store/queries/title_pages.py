"""The page of a title: the title, its history, its links and its other seasons."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.changes.history import history_of
from slate.domain.ledger.dissent import dissent
from slate.domain.ledger.editing import Editable, credited_reports
from slate.domain.ledger.fold import fold_existing
from slate.domain.queries.query import Query
from slate.domain.queries.selection import list_order, record_of
from slate.domain.queries.title_page import Link, Page, TitleHistory
from slate.domain.reports.report import in_order
from slate.domain.titles.names import distinct_name
from slate.domain.titles.record import Record
from slate.domain.titles.relations import RELATIONS
from slate.store.queries import record_queries
from slate.store.reports import ledger_tables
from slate.store.reports.arrivals import arrivals
from slate.store.titles import lookup

_LINKED = """
    select l.relation, t.id, t.key, t.name, t.year, t.slug
    from links l join titles t on t.key = l.other_key
    where l.title = :id order by l.relation, t.slug
"""
_FOLLOWERS = """
    select l.relation, t.id, t.key, t.name, t.year, t.slug
    from links l join titles t on t.id = l.title
    where l.other_key = :key order by l.relation, t.slug
"""


def gather(connection: sqlite3.Connection, found: lookup.Found, today: date) -> Page:
    """Return all that is known about a title."""
    reports = in_order(ledger_tables.reports_on(connection, found.key))
    title = fold_existing(found.key, reports)
    shown = title.headline
    seasons = []
    if title.kind.serial:
        numbers = [
            number for number in lookup.with_seasons(connection, [found]) if number != found.id
        ]
        seasons = list(record_queries.listing(connection, Query(), today, numbers))
    return Page(
        slug=found.slug,
        title=title,
        shown=shown,
        label=record_of(found.slug, title, shown, today, None).label,
        today=today,
        releases=title.releases,
        links=tuple(_links(connection, _LINKED, found)),
        followers=tuple(_links(connection, _FOLLOWERS, found)),
        series=tuple(next_on_top(seasons)),
        dissent=tuple(dissent(title)),
        steps=tuple(history_of(found.key, reports)),
        notes=tuple((report.note, report) for report in reports if report.note),
    )


def gather_history(connection: sqlite3.Connection, found: lookup.Found) -> TitleHistory:
    """Return the whole history of a title."""
    reports = ledger_tables.reports_on(connection, found.key)
    return TitleHistory(
        slug=found.slug,
        title=fold_existing(found.key, reports),
        steps=tuple(history_of(found.key, reports)),
        arrivals=arrivals(connection, (report.batch for report in reports)),
    )


def gather_editable(connection: sqlite3.Connection, found: lookup.Found) -> Editable:
    """Return a title as it is shown to somebody who edits it."""
    reports = ledger_tables.reports_on(connection, found.key)
    title = fold_existing(found.key, reports)
    slugs = {key: lookup.slug_of(connection, key) for _, key in title.links}
    return Editable(
        slug=found.slug,
        title=title,
        linked={key: slug for key, slug in slugs.items() if slug},
        credited=credited_reports(reports),
    )


def _links(connection: sqlite3.Connection, statement: str, found: lookup.Found) -> Iterator[Link]:
    """Yield the links of a title, then those of the linked titles, and so on to the end."""
    waiting: list[tuple[int, str, str | None]] = [(found.id, found.key, None)]
    seen = {found.id}
    for number, key, via in waiting:  # which grows
        rows = connection.execute(statement, {"id": number, "key": key}).fetchall()
        for relation, other, other_key, called, year, slug in rows:
            name = distinct_name(called, year, slug)
            if via is None or other not in seen:  # two titles may be linked in two ways
                yield Link(RELATIONS[relation], name, slug, via)
            if other not in seen:
                seen.add(other)
                waiting.append((other, other_key, name))


def next_on_top(records: list[Record]) -> list[Record]:
    """Sort seasons so that the next one comes first: those still to come, then the others."""
    waiting = [record for record in records if not record.status.settled]
    rest = [record for record in records if record.status.settled]
    return sorted(waiting, key=list_order) + sorted(rest, key=list_order)


def choose(connection: sqlite3.Connection, text: str, today: date) -> lookup.Found:
    """Return the title to show for a text; if it names several seasons, the next one.

    Raises TitleNotFoundError, TitleAmbiguousError.
    """
    found = lookup.find_to_read(connection, text)
    if len(found) == 1:
        return found[0]
    numbers = [season.id for season in found]
    records = list(record_queries.listing(connection, Query(), today, numbers))
    wanted = next_on_top(records)[0].slug
    return next(season for season in found if season.slug == wanted)
