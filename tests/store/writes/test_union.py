"""Two machines that worked apart, and made one slate of it."""

# ruff: noqa: E501 -- a table reads best with one case a line

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.changes.difference import Change
from slate.domain.errors import OtherBatchError, RecordError, UndoneBeforeError
from slate.domain.queries.query import Query
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.record import COLUMNS, row_of
from slate.formats.ledger import ledger_file
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import Told
from slate.formats.write.json_records import json_lines
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from slate.store.reports import ledger_tables
from tests.store import folding, writing
from tests.store.acting import HISTORIES, STARTS, act
from tests.store.conftest import NewStore
from tests.store.writing import TODAY, ledger, says

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)


def exported(store: Store) -> bytes:
    with store.reading() as connection:
        counts = record_queries.counts(connection)
        lines = ledger_file.lines(ledger_tables.whole(connection), (counts.batches, counts.reports))
        return "".join(lines).encode()


def entries(told: bytes) -> Iterator[Batch | Report]:
    for item in ledger_file.items(values(BytesIO(told), "a"), Told("a", date(2021, 1, 7))):
        assert not isinstance(item, RecordError), item
        yield item


def unite(store: Store, told: bytes) -> list[Change]:
    with ledger(store) as book:
        return book.joining(entries(told)).changes


def listed(store: Store) -> str:
    """Give what `list -f json` prints."""
    with store.reading() as connection:
        listed = record_queries.listing(connection, Query(), TODAY)
        return "".join(json_lines(COLUMNS, map(row_of, listed)))


@pytest.mark.slow
@given(STARTS, HISTORIES, HISTORIES, HISTORIES)
@settings(max_examples=1000, deadline=None)
def test_two_machines_that_worked_apart_end_with_the_same_slate(
    start: list[tuple[Any, ...]],
    shared: list[tuple[Any, ...]],
    ours: list[tuple[Any, ...]],
    theirs: list[tuple[Any, ...]],
) -> None:
    with ExitStack() as stack:
        here, there, one, other = (stack.enter_context(closing(Store(None))) for _ in range(4))
        for said in start + shared:
            act(here, "ann", said)
        unite(there, exported(here))
        assert listed(there) == listed(here)
        for said in ours:
            act(here, "ann", said)
        for said in theirs:
            act(there, "bob", said)
        first, second = exported(here), exported(there)
        for store, told in ((one, (first, second)), (other, (second, first))):
            for each in told:
                unite(store, each)
        unite(here, second)
        unite(there, first)
        for store in (there, one, other):
            assert listed(store) == listed(here)
            assert exported(store) == exported(here)
            assert unite(store, second) == []
        with other.reading() as connection:
            folding.check(connection)


@pytest.fixture
def two_machines(new_store: NewStore) -> tuple[Store, Store]:
    """Two stores with the same title."""
    here, there = new_store(), new_store()
    writing.add(here, "Dune", date="2021-10-01", platform="HBO Max", by="ann")
    unite(there, exported(here))
    return here, there


def test_what_a_ledger_changes_is_told(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    writing.update(there, "dune", date="2021-10-22", by="bob")
    writing.add(there, "Heat", by="bob")
    changes = unite(here, exported(there))
    assert [(change.outcome, change.slug, writing.told(change)) for change in changes] == [
        ("changed", "dune", ["slipped 2021-10-01 -> 2021-10-22 21 days later"]),
        ("added", "heat", ["added -> Heat"]),
    ]
    assert unite(here, exported(there)) == []


def test_an_undo_of_another_machine_counts(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    writing.update(here, "dune", tags=("scifi",), by="ann")
    unite(there, exported(here))
    writing.undo(there, by="ann")
    (change,) = unite(here, exported(there))
    assert (change.slug, writing.told(change)) == ("dune", ["edited tags scifi ->"])
    assert writing.record(here, "dune").tags == ()


def test_an_undo_may_come_before_what_it_undoes(
    two_machines: tuple[Store, Store], new_store: NewStore
) -> None:
    here, there = two_machines
    writing.undo(there, by="ann")
    told = [json.loads(line) for line in exported(there).splitlines()]
    taker = told[-1]
    alone = [told[0] | {"batches": 1, "reports": 0}, taker]
    fresh = new_store()
    assert unite(fresh, "\n".join(map(json.dumps, alone)).encode()) == []
    assert unite(fresh, exported(here)) == []  # it is undone as it comes
    assert writing.slugs(fresh) == []


def test_what_another_machine_merged_is_one_here(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    writing.add(here, "Dune: Part One", tags=("scifi",), by="ann")
    writing.add(here, "Dune: Part Two", links=(("sequel-of", "dune-part-one"),), by="ann")
    unite(there, exported(here))
    with ledger(there, "bob") as book:
        book.merge("dune", "dune-part-one", says().origin)
    changes = unite(here, exported(there))
    assert [(change.slug, writing.told(change)) for change in changes] == [
        ("dune-part-one", ["removed Dune: Part One ->"]),
        ("dune-part-two", []),
        ("dune", ["edited tags -> scifi"]),
    ]
    assert listed(here) == listed(there)
    with ledger(there, "bob") as book:
        book.undo()
    changes = unite(here, exported(there))
    assert [(change.outcome, change.slug) for change in changes] == [
        ("added", "dune-part-one"),
        ("changed", "dune-part-two"),
        ("changed", "dune"),
    ]
    with here.reading() as connection:
        folding.check(connection)


def test_who_has_to_go_by_another_slug_is_told(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    with ledger(here, now=datetime(2021, 1, 7, 13, tzinfo=UTC)) as book:
        book.add(says("Dune", year=1984))
    writing.add(there, "Dune", year=2021)  # an hour before
    with ledger(here) as book:
        joined, _ = book.joining(entries(exported(there)))
        assert joined == (1, {"dune": "dune-1984"}, [])


@pytest.mark.parametrize(
    ("here", "there", "alike"),
    [
        ({}, {}, []),  # one key, one title
        ({"year": 2021}, {}, [("dune", "dune-2")]),
        ({"year": 2021}, {"year": 2022}, [("dune", "dune-2022")]),
        ({"year": 2021}, {"year": 1984}, []),
        ({"year": 2021, "ids": (("imdb", "tt1"),)}, {"ids": (("imdb", "tt2"),)}, []),
        ({"kind": "film"}, {"kind": "series"}, []),
        ({"season": 1}, {"season": 2}, []),
        ({"aka": ("Heat",), "year": 2020}, {"title": "Heat"}, [("dune", "heat")]),
        ({"title": "Heat"}, {"aka": ("Heat",)}, [("heat", "dune")]),
        ({"title": "Dune: Part One"}, {"title": "Dune, Part One"}, [("dune-part-one", "dune-part-one-2")]),
        ({"title": "Pokemon", "kind": "film"}, {"title": "Pok\u00e9mon", "kind": "series"}, []),
        ({"title": "A.I.", "year": 2001}, {"title": "A I", "year": 1990}, []),
        ({"title": "A.I.", "ids": (("imdb", "tt1"),)}, {"title": "A I", "ids": (("imdb", "tt2"),)}, []),
        ({"title": "Fargo!", "season": 1}, {"title": "Fargo", "season": 1}, [("fargo-s1", "fargo-s1-2")]),
        ({"title": "Dune (2021)"}, {}, [("dune-2021", "dune")]),
        ({}, {"title": "Dune (2021)"}, [("dune", "dune-2021")]),
        ({"title": "Dune (2021)"}, {"date": "2022-01-05"}, [("dune-2021", "dune")]),
        ({"year": 1984}, {"title": "Dune (2021)"}, []),
        ({"title": "Dune (1984)"}, {"title": "Dune (2021)"}, []),
        ({"title": "Dune 2021"}, {"title": "Dune (2021)"}, [("dune-2021", "dune-2021-2")]),
        ({"title": "Dune 2"}, {}, []),
        ({"title": "Dune 2021"}, {}, []),
        ({"title": "Dune (2021)", "season": 1}, {"season": 1}, [("dune-2021-s1", "dune-s1")]),
        ({"title": "Dune (2021)", "season": 1}, {"season": 2}, []),
        ({"title": "A", "slug": "same"}, {"title": "B", "slug": "same"}, []),
        ({"title": "A", "ids": (("imdb", "tt1"),)}, {"ids": (("imdb", "tt1"),)}, [("a", "dune")]),
        ({"title": "A", "ids": (("tmdb", "1"),), "kind": "series"}, {"ids": (("tmdb", "1"),)}, [("a", "dune")]),
        ({"title": "A", "ids": (("tmdb", "1"),), "kind": "series"}, {"ids": (("tmdb", "1"),), "kind": "film"}, []),
    ],
)  # fmt: skip
def test_what_may_be_one_work(
    new_store: NewStore, here: dict[str, Any], there: dict[str, Any], alike: list[tuple[str, str]]
) -> None:
    one, other = new_store(), new_store()
    for hour, store, said in ((12, one, here), (13, other, there)):
        with ledger(store, now=datetime(2021, 1, 7, hour, tzinfo=UTC)) as book:
            book.add(says(**{"title": "Dune", **said}))
    with ledger(one) as book:
        joined, _ = book.joining(entries(exported(other)))
        assert joined.possible_duplicates == alike


def test_doubles_within_a_ledger_are_its_own_business(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.add(there, "Dune")
    writing.add(there, "Dune", new=True)
    with ledger(here) as book:
        joined, changes = book.joining(entries(exported(there)))
        assert len(changes) == 2
        assert joined.possible_duplicates == []


def test_when_a_batch_came_is_kept(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.add(there, "Dune")
    later = datetime(2021, 2, 1, 8, tzinfo=UTC)
    with ledger(here, now=later) as book:
        book.joining(entries(exported(there)))
    writing.add(here, "Heat")
    with here.reading() as connection:
        found = connection.execute("select recorded_at, arrived from batches").fetchall()
    assert found == [
        ("2021-01-07T12:00:00.000000Z", "2021-02-01T08:00:00.000000Z"),
        ("2021-01-07T12:00:00.000001Z", None),
    ]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (2, {"author": "eve"}),
        (2, {"command": "rm"}),
        (2, {"recorded_at": "2021-01-06T12:00:00.000000Z"}),
        (3, {"said": {"title": "Doom"}}),
        (3, {"note": "really"}),
        (3, {"title_key": "doom|||film|"}),
        (3, {"source": "Eve"}),
    ],
)
def test_a_batch_with_other_content_is_refused(
    new_store: NewStore, line: int, values: dict[str, Any]
) -> None:
    here, there = new_store(), new_store()
    writing.add(here, "Dune")
    writing.add(there, "Heat")  # would come first
    unite(there, exported(here))
    lines = exported(here).decode().splitlines()
    lines[line - 1] = json.dumps(json.loads(lines[line - 1]) | values)
    uid = json.loads(lines[1])["uid"]
    before = exported(there)
    with pytest.raises(OtherBatchError) as refused:
        unite(there, "\n".join(lines).encode())
    assert str(refused.value) == (
        f"batch {uid} is on the slate with other content. Nothing was stored."
    )
    assert exported(there) == before


def test_a_batch_with_more_in_it_is_refused(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    lines = [json.loads(line) for line in exported(here).splitlines()]
    lines[0]["reports"] = lines[1]["reports"] = 2
    lines.append(lines[2] | {"n": 2})
    with pytest.raises(OtherBatchError):
        unite(there, "\n".join(map(json.dumps, lines)).encode())


@pytest.mark.parametrize("itself", [True, False])
def test_undos_in_a_circle_are_refused(two_machines: tuple[Store, Store], *, itself: bool) -> None:
    here, there = two_machines
    writing.undo(there, by="ann")
    told = [json.loads(line) for line in exported(there).splitlines()]
    if itself:
        told[-1]["undoes"] = told[-1]["uid"]
    else:
        told[-1]["recorded_at"] = "2021-01-07T11:00:00.000000Z"
    uid = told[-1]["uid"]
    with pytest.raises(UndoneBeforeError) as refused:
        unite(here, "\n".join(map(json.dumps, told)).encode())
    assert str(refused.value) == (
        f"batch {uid} takes back one that was recorded after it. Nothing was stored."
    )
    assert writing.slugs(here) == ["dune"]


def test_many_reports_are_written_in_parts(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.take(here, *(says(f"Title {number}") for number in range(1_100)))
    assert len(unite(there, exported(here))) == 1_100
    assert listed(there) == listed(here)


def test_undo_takes_back_what_the_author_did_last_on_any_machine(
    two_machines: tuple[Store, Store],
) -> None:
    here, there = two_machines
    with ledger(there, "ann", now=datetime(2021, 1, 7, 13, tzinfo=UTC)) as book:
        book.add(says("Early"))
    with ledger(here, "ann", now=datetime(2021, 1, 7, 14, tzinfo=UTC)) as book:
        book.add(says("Late"))
    unite(here, exported(there))  # came last, and was not said last
    assert writing.undo(here, by="ann").batch.command == "test"
    assert writing.slugs(here) == ["dune", "early"]
    writing.redo(here, by="ann")
    assert writing.slugs(here) == ["dune", "early", "late"]
