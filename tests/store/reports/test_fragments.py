import pytest

from slate.store.file.connection import Store
from slate.store.reports.fragments import ARRIVED, in_force, is_undone, keys_of_work
from tests.store.writing import add, ledger, says, undo

A, B, C = ("a|||film|", "b|||film|", "c|||film|")


@pytest.fixture(autouse=True)
def merged(store: Store) -> None:
    """Store A, with B merged into it, and C, which was undone."""
    for title in ("A", "B", "C"):
        add(store, title)
    undo(store)
    with ledger(store) as book:
        book.merge("a", "b", says().origin)


@pytest.mark.parametrize(
    ("condition", "expected"), [(in_force("b.id"), [1, 2, 4, 5]), (is_undone("b.id"), [3])]
)
def test_batch_is_in_force_or_undone(store: Store, condition: str, expected: list[int]) -> None:
    with store.reading() as connection:
        query = f"select b.id from batches b where {condition} order by b.id"  # noqa: S608
        found = connection.execute(query)
        assert [number for (number,) in found] == expected


@pytest.mark.parametrize(("leader", "keys"), [(A, [A, B]), (B, [B]), (C, [C])])
def test_keys_of_a_merged_work_without_repetition(
    store: Store, leader: str, keys: list[str]
) -> None:
    with store.reading() as connection:
        found = connection.execute(keys_of_work(":key"), {"key": leader})
        assert sorted(key for (key,) in found) == keys


def test_arrival_is_the_recording_time_unless_recorded_elsewhere(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        connection.execute("update batches set arrived = '2021-02-03T04:05:06Z' where id = 2")
        query = f"select {ARRIVED} = b.recorded_at, {ARRIVED} = b.arrived from batches b"  # noqa: S608
        found = connection.execute(f"{query} order by b.id").fetchall()
    assert found[:2] == [(1, None), (0, 1)]
