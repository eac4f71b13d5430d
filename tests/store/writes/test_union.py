"""Joining the ledgers of two machines that worked separately."""

import json
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.ledger.errors import OtherBatchError, UndoneBeforeError
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, row_of
from slate.formats.write.json_records import json_lines
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from tests.store import folding, writing
from tests.store.acting import HISTORIES, STARTS, act
from tests.store.conftest import NewStore
from tests.store.joining import entries, exported, unite
from tests.store.writing import TODAY, ledger, says

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)


def listed(store: Store) -> str:
    """Return what `list -f json` prints."""
    with store.reading() as connection:
        listed = record_queries.listing(connection, Query(), TODAY)
        return "".join(json_lines(COLUMNS, map(row_of, listed)))


@pytest.mark.slow
@given(STARTS, HISTORIES, HISTORIES, HISTORIES)
@settings(max_examples=1000, deadline=None)
def test_joined_ledgers_of_two_machines_give_the_same_slate(
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
    """Return two stores with the same title."""
    here, there = new_store(), new_store()
    writing.add(here, "Dune", date="2021-10-01", platform="HBO Max", by="ann")
    unite(there, exported(here))
    return here, there


def test_joining_returns_the_changes(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    writing.update(there, "dune", date="2021-10-22", by="bob")
    writing.add(there, "Heat", by="bob")
    changes = unite(here, exported(there))
    assert [(change.outcome, change.slug, writing.told(change)) for change in changes] == [
        ("changed", "dune", ["slipped 2021-10-01 -> 2021-10-22 21 days later"]),
        ("added", "heat", ["added -> Heat"]),
    ]
    assert unite(here, exported(there)) == []


def test_undo_from_another_machine_applies(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    writing.update(here, "dune", tags=("scifi",), by="ann")
    unite(there, exported(here))
    writing.undo(there, by="ann")
    (change,) = unite(here, exported(there))
    assert (change.slug, writing.told(change)) == ("dune", ["edited tags scifi ->"])
    assert writing.record(here, "dune").tags == ()


def test_undo_may_arrive_before_its_target(
    two_machines: tuple[Store, Store], new_store: NewStore
) -> None:
    here, there = two_machines
    writing.undo(there, by="ann")
    told = [json.loads(line) for line in exported(there).splitlines()]
    taker = told[-1]
    alone = [told[0] | {"batches": 1, "reports": 0}, taker]
    fresh = new_store()
    assert unite(fresh, "\n".join(map(json.dumps, alone)).encode()) == []
    assert unite(fresh, exported(here)) == []  # already undone on arrival
    assert writing.slugs(fresh) == []


def test_merge_from_another_machine_applies(two_machines: tuple[Store, Store]) -> None:
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


def test_renamed_slugs_are_reported(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    with ledger(here, now=datetime(2021, 1, 7, 13, tzinfo=UTC)) as book:
        book.add(says("Dune", year=1984))
    writing.add(there, "Dune", year=2021)  # one hour earlier
    with ledger(here) as book:
        joined, _ = book.joining(entries(exported(there)))
        assert joined == (1, {"dune": "dune-1984"}, [])


def test_arrival_of_a_batch_is_stored(new_store: NewStore) -> None:
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
def test_batch_with_different_content_is_refused(
    new_store: NewStore, line: int, values: dict[str, Any]
) -> None:
    here, there = new_store(), new_store()
    writing.add(here, "Dune")
    writing.add(there, "Heat")  # stored as batch 1, before Dune
    unite(there, exported(here))
    lines = exported(here).decode().splitlines()
    lines[line - 1] = json.dumps(json.loads(lines[line - 1]) | values)
    uid = json.loads(lines[1])["uid"]
    before = exported(there)
    with pytest.raises(OtherBatchError) as refused:
        unite(there, "\n".join(lines).encode())
    assert str(refused.value) == (
        f"Batch {uid} is already on the slate with different content. Nothing was stored."
    )
    assert exported(there) == before


def test_batch_with_additional_reports_is_refused(two_machines: tuple[Store, Store]) -> None:
    here, there = two_machines
    lines = [json.loads(line) for line in exported(here).splitlines()]
    lines[0]["reports"] = lines[1]["reports"] = 2
    lines.append(lines[2] | {"n": 2})
    with pytest.raises(OtherBatchError):
        unite(there, "\n".join(map(json.dumps, lines)).encode())


@pytest.mark.parametrize("itself", [True, False])
def test_circular_undos_are_refused(two_machines: tuple[Store, Store], *, itself: bool) -> None:
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
        f"Batch {uid} undoes one that was recorded after it. Nothing was stored."
    )
    assert writing.slugs(here) == ["dune"]


def test_many_reports_are_written_in_chunks(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.take(here, *(says(f"Title {number}") for number in range(1_100)))
    assert len(unite(there, exported(here))) == 1_100
    assert listed(there) == listed(here)


def test_undo_applies_to_the_last_batch_of_the_author_on_any_machine(
    two_machines: tuple[Store, Store],
) -> None:
    here, there = two_machines
    with ledger(there, "ann", now=datetime(2021, 1, 7, 13, tzinfo=UTC)) as book:
        book.add(says("Early"))
    with ledger(here, "ann", now=datetime(2021, 1, 7, 14, tzinfo=UTC)) as book:
        book.add(says("Late"))
    unite(here, exported(there))  # arrived last but was not recorded last
    assert writing.undo(here, by="ann").batch.command == "test"
    assert writing.slugs(here) == ["dune", "early"]
    writing.redo(here, by="ann")
    assert writing.slugs(here) == ["dune", "early", "late"]


def test_former_slug_not_taken_by_another_title_is_not_reported(
    two_machines: tuple[Store, Store],
) -> None:
    here, there = two_machines
    writing.update(there, "dune", title="Arrakis", by="bob")
    with ledger(here) as book:
        assert book.joining(entries(exported(there))).joined.renamed == {}
        assert book.find("dune").slug == "arrakis"
