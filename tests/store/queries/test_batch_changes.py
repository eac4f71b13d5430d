"""What batches changed when they arrived: equal to what the listings before and after say."""

from collections.abc import Iterable
from contextlib import closing

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from slate.domain.changes.batch_change import TitleChange
from slate.domain.reports.report import Batch
from slate.store.file.connection import Store
from slate.store.queries.batch_changes import BatchChanges
from slate.store.reports import ledger_tables, same_work
from slate.wording.changes import difference_text
from tests.store.acting import HISTORIES, STARTS, Act, act
from tests.store.listing import Listed, listed
from tests.store.writing import (
    add,
    batches,
    correct,
    ledger,
    merge,
    redo,
    remove,
    says,
    take,
    undo,
    update,
)


def _worded(changes: Iterable[TitleChange]) -> list[str]:
    return [
        f"{found.slug}: {', '.join(map(difference_text, found.differences)) or 'noted'}"
        for found in changes
    ]


def _changes(store: Store, number: int | None = None) -> list[str]:
    """Return what a batch changed, the newest one if no number is given."""
    with store.reading() as connection:
        batch = _batch(store, number)
        return _worded(_each(BatchChanges(connection), batch))


def _each(changing: BatchChanges, batch: Batch) -> tuple[TitleChange, ...]:
    changes = changing.of(batch, most=1_000).changes
    assert changes is not None
    return changes


def _batch(store: Store, number: int | None = None) -> Batch:
    return batches(store)[-1 if number is None else number - 1]


def test_changes_are_those_on_arrival(store: Store) -> None:
    add(store, "Soul", date="2021-01-08", source="Disney", on="2020-10-01")
    update(store, "soul", date="2021-01-22", source="Disney", on="2020-12-01")
    update(store, "soul", date="2021-01-15", source="Disney", on="2020-11-01")  # late
    update(store, "soul", status="filming")
    undo(store, "2")
    assert [_changes(store, number) for number in range(1, 6)] == [
        ["soul: added"],
        ["soul: slipped 2021-01-08 -> 2021-01-22, 14 days later"],
        ["soul: noted"],
        ["soul: status scheduled -> filming"],
        ["soul: dated 2021-01-15 again (was 2021-01-22)"],
    ]


def test_undos_and_redos_of_all_or_of_single_titles(store: Store) -> None:
    take(store, says("Akira"), says("Dune"), says("Mank"))
    undo(store)
    redo(store)
    undo(store, "1", only=["dune", "akira"])
    redo(store)
    assert [_changes(store, number) for number in range(1, 6)] == [
        ["akira: added", "dune: added", "mank: added"],
        ["akira: removed", "dune: removed", "mank: removed"],
        ["akira: added", "dune: added", "mank: added"],
        ["akira: removed", "dune: removed"],
        ["akira: added", "dune: added"],
    ]


def test_merges_splits_and_removals(store: Store) -> None:
    add(store, "Soul", source="Disney")
    add(store, "The Soul", date="2021-01-08")
    merge(store, "soul", "the-soul")
    undo(store)
    redo(store)
    assert [_changes(store, number) for number in (3, 4, 5)] == [
        ["soul: dated 2021-01-08, status announced -> scheduled, merged with the-soul"],
        [
            "soul: date withdrawn (was 2021-01-08), status scheduled -> announced",
            "the-soul: added",
        ],
        ["soul: dated 2021-01-08, status announced -> scheduled, merged with the-soul"],
    ]
    with ledger(store) as book:
        book.split("soul", "Disney", says().origin)
    assert "soul: split off what was said by Disney" in _changes(store)
    remove(store, "soul")
    assert _changes(store) == ["soul: removed"]


def test_a_correction_of_a_clock_changes_the_order(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", source="Netflix", on="2021-01-07")
    update(store, "mank", date="2020-11-13", source="Netflix", on="2021-01-07")
    correct(store, ("2", "2021-01-05T12:00:00.000000Z"))
    assert _changes(store) == ["mank: dated 2020-12-04 (was 2020-11-13, Netflix, reported)"]
    undo(store)
    assert _changes(store) == ["mank: dated 2020-11-13 again (was 2020-12-04)"]


def test_changes_of_too_many_titles_are_counted(store: Store) -> None:
    take(store, says("Akira"), says("Dune"), says("Mank"))
    update(store, "akira", date="2021-01-08")
    undo(store, "1", only=["dune", "mank"])
    with store.reading() as connection:
        changing = BatchChanges(connection)
        found = {
            (batch.id, most): changing.of(batch, most)
            for batch in ledger_tables.batches(connection)
            for most in (1, 3)
        }
    assert {key: change.titles for key, change in found.items()} == {
        **{(1, most): 3 for most in (1, 3)},
        **{(2, most): 1 for most in (1, 3)},
        **{(3, most): 2 for most in (1, 3)},
    }
    assert sorted(key for key, change in found.items() if change.changes is None) == [
        (1, 1),
        (3, 1),
    ]


def test_records_have_the_report_or_how_it_came(store: Store) -> None:
    add(store, "Soul", date="2021-01-08", source="Disney", on="2020-10-01", note="as told")
    undo(store)
    redo(store)
    with store.reading() as connection:
        changing = BatchChanges(connection)
        records = [
            each.record for number in (1, 2, 3) for each in changing.records(_batch(store, number))
        ]
    assert [
        (each.day, each.change, each.source, each.batch, each.note, each.how) for each in records
    ] == [
        ("2020-10-01", "added", "Disney", 1, "as told", None),
        ("2021-01-07", "removed", None, 2, None, "undo"),
        ("2021-01-07", "added", None, 3, None, "redo"),
    ]


def test_an_undo_of_itself_changes_nothing() -> None:
    with closing(Store(None)) as store:  # as an imported ledger may have one
        add(store, "Soul")
        undo(store)
        with store.writing() as connection:
            connection.execute("update batches set undoes = uid where id = 2")
        assert _changes(store) == []


# What holds for any history


def _agree(acts: Iterable[Act]) -> None:
    with closing(Store(None)) as store:
        snapshots: list[tuple[Listed, dict[str, str]]] = [({}, {})]
        for said in acts:
            act(store, "tester", said)
            with store.reading() as connection:
                there = (listed(connection), same_work.led(connection))
                (number,) = connection.execute("select count(*) from batches").fetchone()
            snapshots += [there] * (number + 1 - len(snapshots))
        assume(len(snapshots) > 2)
        with store.reading() as connection:
            changing = BatchChanges(connection)
            for number, batch in enumerate(batches(store), 1):
                (was, _), (now, led) = snapshots[number - 1 : number + 1]
                _compare(_each(changing, batch), was, now, led)


def _compare(changes: Iterable[TitleChange], was: Listed, now: Listed, led: dict[str, str]) -> None:
    lines = {found.stands.key: found for found in changes if found.differences}
    # The time of a merge may be corrected: another of its keys then stands for the same title.
    renamed = {key for key in was if key not in now and led.get(key, key) not in was
               and was[key] == now.get(led.get(key, key))}  # fmt: skip
    renamed |= {led[key] for key in renamed}
    for key in (was.keys() | now.keys()) - renamed:
        work = led.get(key, key)
        if key not in now:
            assert work in lines
        elif key not in was:
            assert lines[key].differences[0].name == "added" or led.get(key)
        elif was[key][1] != now[key][1]:
            assert key in lines
    for key, found in lines.items():
        assert (key in now) == (found.after is not None)


# What is split, and where links lead after a merge, is as it is now (see `batch_changes`).
_KEPT = HISTORIES.filter(lambda acts: "split" not in _names(acts)).filter(
    lambda acts: not {"follow", "merge"} <= _names(acts)
)


def _names(acts: list[Act]) -> set[str]:
    return {said[0] for said in acts}


@given(st.tuples(STARTS, _KEPT))
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_changes_agree_with_the_listings_before_and_after(
    acts: tuple[list[Act], list[Act]],
) -> None:
    _agree([*acts[0], *acts[1]])


@pytest.mark.slow
@given(st.tuples(STARTS, _KEPT))
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_changes_of_many_slates_agree_with_the_listings_before_and_after(
    acts: tuple[list[Act], list[Act]],
) -> None:
    _agree([*acts[0], *acts[1]])
