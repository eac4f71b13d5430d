"""Fold the ledger of a store again: projections must not depend on how they were built."""

import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from slate.domain.reports.report import Report
from slate.domain.titles.title import Title
from slate.store.file.connection import Store
from slate.store.titles import projections
from tests.domain import slates

# Contents by keys, because row ids differ between stores.
_PROJECTIONS = {
    "titles": """
        select t.key, t.slug, t.wanted_slug, t.title, t.folded, t.kind, t.kind_said, t.season,
            t.part, t.year, t.status, t.label, t.tags, t.created, t.disputed, t.left_after,
            t.left_label, t.spelling, t.search, t.sorting, t.name, b.uid, p.n
        from titles t join reports p on p.id = t.said_by join batches b on b.id = p.batch
    """,
    "releases": """
        select t.key, r.place, r.type, r.region, r.platform, r.date, r.earliest, r.latest,
            r.precision, r.span, r.doubtful, r.leaves, r.headline, b.uid, p.n, r.contested,
            bn.uid, n.n, r.within, bw.uid, w.n, bs.uid, s.n,
            r.leaves_earliest, r.leaves_latest, r.leaves_doubtful, c.uid, q.n
        from releases r join titles t on t.id = r.title
            left join reports p on p.id = r.said_by left join batches b on b.id = p.batch
            left join reports n on n.id = r.named_by left join batches bn on bn.id = n.batch
            left join reports w on w.id = r.within_by left join batches bw on bw.id = w.batch
            left join reports s on s.id = r.placed_by left join batches bs on bs.id = s.batch
            left join reports q on q.id = r.leaves_said_by left join batches c on c.id = q.batch
    """,
    "removed": "select key, slug, title, folded, kind, season, part, year from removed",
    "removed_names": "select key, folded from removed_names",
    "removed_ids": "select key, scheme, value from removed_ids",
    "one_work": "select key, leader, ever from one_work",
    "undone": "select b.uid from undone u join batches b on b.id = u.batch",
    "undone_titles": """
        select b.uid, u.title_key from undone_titles u join batches b on b.id = u.batch
    """,
    "split_reports": """
        select b.uid, r.n, s.key from split_reports s
            join reports r on r.id = s.report join batches b on b.id = r.batch
    """,
    "corrected": "select b.uid, c.recorded_at from corrected c join batches b on b.id = c.batch",
} | {
    table: f"select t.key, m.* from {table} m join titles t on t.id = m.title"  # noqa: S608 -- literals
    for table in ("tags", "credits", "links", "ids", "names")
}
_BATCHES = "select id, uid, recorded_at, author, command, undoes, only, corrects from batches"
_REPORTS = """
    select batch, n, title_key, said, source, url, reported_on, confidence, note from reports
"""
_INSERT_BATCH = """
    insert into batches (uid, recorded_at, author, command, undoes, only, corrects)
    values (?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_REPORT = """
    insert into reports (batch, n, title_key, said, source, url, reported_on, confidence, note)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def contents(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return all projections, in an order that does not depend on the store."""
    found = {}
    for table, statement in _PROJECTIONS.items():
        rows = connection.execute(statement).fetchall()
        if table in {"tags", "credits", "links", "ids", "names"}:
            rows = [(row[0], *row[2:]) for row in rows]  # drop the title's row id
        found[table] = sorted(rows, key=repr)
    return found


@contextmanager
def shuffled(connection: sqlite3.Connection, chance: random.Random) -> Iterator[sqlite3.Connection]:
    """Yield a new store with the same ledger, its batches and reports in another order."""
    with closing(Store(None)) as store, store.writing() as fresh:
        numbers = {}
        for number, *batch in chance.sample(
            rows := connection.execute(_BATCHES).fetchall(), len(rows)
        ):
            numbers[number] = fresh.execute(_INSERT_BATCH, batch).lastrowid
        for number, *report in chance.sample(
            rows := connection.execute(_REPORTS).fetchall(), len(rows)
        ):
            fresh.execute(_INSERT_REPORT, (numbers[number], *report))
        projections.rebuild(fresh)
        yield fresh


def check(connection: sqlite3.Connection) -> None:
    """Fold everything again, in a copy and in a store with another report order, and compare."""
    told = contents(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("pragma foreign_keys = on")
        projections.rebuild(copy)
        assert contents(copy) == told
        assert copy.execute("pragma foreign_key_check").fetchall() == []
    with shuffled(connection, random.Random(random.random())) as other:  # noqa: S311 -- no secret
        assert contents(other) == told


def store_reports(connection: sqlite3.Connection, reports: Iterable[Report]) -> None:
    """Store generated reports as they were recorded, and fold each one immediately."""
    for batch, own in slates.batches_of(reports):
        number = connection.execute(
            _INSERT_BATCH,
            (batch.uid, batch.recorded_at, batch.author, batch.command, None, None, None),
        ).lastrowid
        for report in own:
            said = json.dumps(report.said, ensure_ascii=False)
            origin = (report.source, report.url, report.reported_on, report.confidence, report.note)
            connection.execute(_INSERT_REPORT, (number, report.n, report.title_key, said, *origin))
            projections.refold(connection, [report.title_key])


@contextmanager
def stored(reports: list[Report]) -> Iterator[tuple[sqlite3.Connection, list[tuple[str, Title]]]]:
    """Yield a store of these reports, and its titles as the domain folds them."""
    with closing(Store(None)) as store:
        with store.writing() as connection:
            store_reports(connection, reports)
            by_key = dict(connection.execute("select key, slug from titles").fetchall())
        yield connection, slates.titles_of(reports, by_key)
