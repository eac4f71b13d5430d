"""New titles are written in bulk, with the same result as adding each one."""

import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Origin, SaidRelease, Statement, creation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from slate.store.file.connection import Store
from slate.store.reports.recorder import Recorder
from slate.store.writes.bulk_insert import BulkInsert
from tests.store import folding, writing
from tests.store.rows import empty, statements
from tests.store.writing import add, remove, says

_TITLES = "select id, key, slug, wanted_slug, said_by from titles order by id"


class Desk:
    """A recorder and a bulk insert on one connection, which the test rolls back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.recorder = Recorder(connection, author="tester", command="test", now=writing.NOW)
        self.newcomers = BulkInsert(connection, self.recorder)

    def make(self, name: str, **fields: Any) -> Title:  # noqa: ANN401 -- fields of any type
        """Record a report that creates a title, and buffer its rows."""
        key, said = f"{name}|||film|", creation(says(name, **fields), str)
        title = fold_existing(key, [self.recorder.record(key, said, Origin("2021-01-07"))])
        self.newcomers.add(title)
        return title


def test_rows_are_buffered_until_written(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        desk = Desk(connection)
        desk.newcomers.write()  # nothing buffered
        desk.make("a", tags=("x",))
        desk.make("b", date="2021", platform="Netflix")
        counted = "select (select count(*) from titles), (select count(*) from reports)"
        assert connection.execute(counted).fetchone() == (0, 0)
        for _ in range(2):  # a second write adds nothing
            desk.newcomers.write()
            assert connection.execute(_TITLES).fetchall() == [
                (1, "a|||film|", "a", "a", 1),
                (2, "b|||film|", "b", "b", 2),
            ]
        assert connection.execute("select title, tag from tags").fetchall() == [(1, "x")]
        assert connection.execute("select title, platform, headline from releases").fetchall() == [
            (2, "Netflix", 1)
        ]


def test_ids_continue_after_existing_ids(store: Store) -> None:
    for name in ("first", "second"):
        add(store, name)
    remove(store, "first")
    with store.writing(dry_run=True) as connection:
        desk = Desk(connection)
        desk.make("a")
        desk.newcomers.write()
        # Another row is inserted in between by other means.
        connection.execute("delete from titles where id = 2")
        connection.execute(
            "insert into titles select 7, 'c|||film|', 'c', 'c', title, folded, kind, kind_said,"
            " season, part, year, status, label, tags, created, said_by, disputed,"
            " left_after, left_label, spelling, search, sorting, name, list_order, screen_order"
            " from titles where id = 3"
        )
        desk.make("b")
        desk.newcomers.write()
        assert [row[:3] for row in connection.execute(_TITLES)] == [
            (3, "a|||film|", "a"),
            (7, "c|||film|", "c"),
            (8, "b|||film|", "b"),
        ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"aka": ("Other",), "ids": (("imdb", "tt1"), ("tmdb", "2")), "tags": ("b", "a")},
        {"credits": (("cast", "The Wrap"), ("director", "ÉA"))},
        {"date": "2021-01-08", "platform": "Netflix", "leaves": "2022", "region": "US"},
        {"date": "../2021", "release_type": "festival"},
        {
            "releases": (SaidRelease(ReleaseKey(ReleaseType.TV, None, None), parse_date("2019")),),
            "date": "2018",
        },
        {"season": 3, "part": 1, "kind": "docuseries", "year": 1999, "status": "filming"},
        {"date": "2019", "confidence": "rumor", "on": "2020", "source": "A", "note": "n"},
    ],
)
def test_bulk_insert_equals_adding_the_title(fields: dict[str, Any]) -> None:
    _check(says("Mank", **fields))


@pytest.mark.slow
@settings(max_examples=50)
@given(statements())
def test_bulk_insert_equals_adding_for_any_statement(
    statement: Statement,
) -> None:
    # A row of several sources is not inserted in bulk.
    _check(replace(statement, by_others=()))


def _check(statement: Statement) -> None:
    told = []
    for takes in (True, False):
        with empty().writing(dry_run=True) as connection:
            book = writing.Book(connection, author="tester", command="test", now=writing.NOW)
            (change,) = book.take([statement]) if takes else [book.add(statement, new=True)]
            rows = connection.execute("select * from titles t join reports r").fetchall()
            (uid,) = connection.execute("select uid from batches").fetchone()
            found = (change, rows, folding.contents(connection))
            told.append(repr(found).replace(uid, "uid"))
    assert told[0] == told[1]
