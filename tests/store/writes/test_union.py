"""Joining the ledgers of two machines that worked separately."""

import json
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.ledger.errors import (
    ClockAheadError,
    FutureBatchError,
    OtherBatchError,
    UndoneBeforeError,
)
from slate.domain.queries.query import Query
from slate.domain.titles.record import COLUMNS, row_of
from slate.formats.write.json_records import json_lines
from slate.store.file.connection import Store
from slate.store.ledger import open_ledger
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


_Acts = list[tuple[Any, ...]]


def _same_on_both_sides(start: _Acts, shared: _Acts, ours: _Acts, theirs: _Acts) -> None:
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


@given(STARTS, HISTORIES, HISTORIES, HISTORIES)
def test_joined_ledgers_give_the_same_slate(
    start: _Acts, shared: _Acts, ours: _Acts, theirs: _Acts
) -> None:
    _same_on_both_sides(start, shared, ours, theirs)


@pytest.mark.slow
@given(STARTS, HISTORIES, HISTORIES, HISTORIES)
@settings(max_examples=1000, deadline=None)
def test_joined_ledgers_of_two_machines_give_the_same_slate(
    start: _Acts, shared: _Acts, ours: _Acts, theirs: _Acts
) -> None:
    _same_on_both_sides(start, shared, ours, theirs)


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
        assert joined == (1, {"dune": "dune-1984"})


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


@pytest.mark.parametrize("is_known", [False, True])
def test_batch_that_a_ledger_has_twice_is_stored_once(
    new_store: NewStore, *, is_known: bool
) -> None:
    """Whether it was stored before makes no difference."""
    here, there = new_store(), new_store()
    writing.add(here, "Dune")
    ledger = exported(here)
    if is_known:
        unite(there, ledger)
    head, *lines = map(json.loads, ledger.splitlines())
    twice = [head | {"batches": 2, "reports": 2}, *lines, *lines]
    unite(there, "\n".join(map(json.dumps, twice)).encode())
    assert exported(there) == ledger
    twice[-1] = twice[-1] | {"note": "really"}
    with pytest.raises(OtherBatchError):
        unite(new_store(), "\n".join(map(json.dumps, twice)).encode())


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


@pytest.mark.slow
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


def _pair(store: Store, by: str = "tester") -> None:
    """Store two titles in one batch."""
    with ledger(store, by) as book:
        book.take([says("Heat", date="1995"), says("Ronin")])
        book.settle()


def test_limited_undo_from_another_machine_applies(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    _pair(here)
    unite(there, exported(here))
    writing.undo(there, "1", only=("heat",))
    assert exported(there).startswith(b'{"slate_ledger":2,')
    (change,) = unite(here, exported(there))
    assert (change.slug, writing.told(change)) == ("heat", ["removed Heat ->"])
    assert writing.slugs(here) == writing.slugs(there) == ["ronin"]
    writing.undo(here, "1")
    writing.redo(there)
    for store, told in ((here, exported(there)), (there, exported(here))):
        unite(store, told)
    assert writing.slugs(here) == writing.slugs(there) == []
    assert exported(here) == exported(there)


def test_correction_from_another_machine_applies(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.add(here, "Heat", date="2021-03", source="A", on="2021-01-06")
    writing.update(here, "heat", date="2021-04", source="A", on="2021-01")
    unite(there, exported(here))
    writing.correct(there, ("2", "2021-01-04T12:00:00.000000Z"))
    (change,) = unite(here, exported(there))
    assert (change.slug, writing.told(change)) == (
        "heat",
        ["dated 2021-04 -> 2021-03"],
    )
    assert listed(here) == listed(there)
    assert exported(here) == exported(there)


def test_correction_may_arrive_before_the_batch_that_it_corrects(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.add(here, "Heat")
    uid = writing.batches(here)[0].uid
    writing.correct(here, ("1", "2021-01-04T12:00:00.000000Z"))
    told = [json.loads(line) for line in exported(here).splitlines()]
    correction = next(each for each in told if "corrects" in each)
    alone = [told[0] | {"batches": 1, "reports": 0}, correction]
    assert unite(there, "\n".join(map(json.dumps, alone)).encode()) == []
    assert writing.batches(there)[0].corrects == ((uid, "2021-01-04T12:00:00.000000Z"),)
    unite(there, exported(here))
    assert writing.batches(there)[1].effective_at == "2021-01-04T12:00:00.000000Z"
    assert exported(there) == exported(here)


def test_undo_of_a_batch_from_the_future_is_accepted_once_it_is_corrected(
    new_store: NewStore,
) -> None:
    here, there = new_store(), new_store()
    with ledger(here, now=datetime(2031, 1, 7, 12, tzinfo=UTC)) as book:
        book.add(says("Heat"))
    writing.correct(here, ("1", "2021-01-06T12:00:00.000000Z"))
    writing.undo(here, "1")
    unite(there, exported(here))
    assert (writing.slugs(there), exported(there)) == ([], exported(here))
    told = [json.loads(line) for line in exported(here).splitlines()]
    with pytest.raises(UndoneBeforeError):
        unite(new_store(), "\n".join(map(json.dumps, _circular(told))).encode())


def _circular(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a ledger in which a corrected undo undoes itself."""
    correction, taker = (next(e for e in told if e.get(name)) for name in ("corrects", "undoes"))
    corrects = correction["corrects"] | {taker["uid"]: "2021-01-06T12:00:00.000000Z"}
    return [
        told[0] | {"batches": 2, "reports": 0},
        correction | {"corrects": dict(sorted(corrects.items()))},
        taker | {"undoes": taker["uid"]},
    ]


def test_batch_from_the_future_is_refused_unless_it_is_corrected(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    with ledger(here, now=datetime(2021, 1, 10, tzinfo=UTC)) as book:
        book.add(says("Heat"))
    uid = writing.batches(here)[0].uid
    with pytest.raises(FutureBatchError) as refused:
        unite(there, exported(here))
    assert str(refused.value) == (
        f"Batch {uid} was recorded on 2021-01-10, more than two days ahead of this machine's "
        "clock (2021-01-07). Nothing was stored."
    )
    assert writing.slugs(there) == []
    writing.correct(here, ("1", "2021-01-06T12:00:00.000000Z"))
    unite(there, exported(here))
    assert writing.slugs(there) == ["heat"]


def test_ledger_that_would_make_writing_impossible_is_refused(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    with ledger(here, now=datetime(2011, 1, 1, tzinfo=UTC)) as book:
        book.add(says("Heat", on="2010"))
    with pytest.raises(ClockAheadError):
        unite(there, exported(here))
    writing.add(there, "Ronin")
    unite(there, exported(here))
    assert writing.slugs(there) == ["heat", "ronin"]


def test_clock_is_not_checked_if_it_is_accepted(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    with ledger(here, now=datetime(2031, 1, 1, tzinfo=UTC)) as book:
        book.add(says("Heat"))
    options: dict[str, Any] = {"author": "ann", "command": "import", "now": NOW}
    with open_ledger(there, **options, checks_clock=False) as book_there:
        book_there.join(entries(exported(here)), lambda _: None)
    assert writing.slugs(there) == ["heat"]
