import pytest

from slate.store.file.connection import Store
from slate.store.reports.fragments import (
    ARRIVED,
    EFFECTIVE,
    batch_is_undone,
    in_force,
    is_undone,
    keys_of_work,
)
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


def numbers(store: Store, query: str) -> list[int]:
    with store.reading() as connection:
        return [number for (number,) in connection.execute(query)]


def test_batch_is_undone(store: Store) -> None:
    query = f"select b.id from batches b where {batch_is_undone('b.id')}"  # noqa: S608 -- literals
    assert numbers(store, query) == [3]


@pytest.mark.parametrize(
    ("condition", "expected"), [(in_force("r"), [2, 5]), (is_undone("r"), [1, 3])]
)
def test_report_is_in_force_or_undone(store: Store, condition: str, expected: list[int]) -> None:
    with store.writing() as connection:
        connection.execute("insert into undone_titles values (1, ?), (2, 'other')", (A,))
    query = f"select r.batch from reports r where {condition} order by r.batch"  # noqa: S608
    assert numbers(store, query) == expected
    with store.writing() as connection:
        connection.execute("delete from undone_titles")


def test_corrected_time_counts(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        connection.execute("insert into corrected values (2, '2020-02-03T04:05:06Z')")
        connection.execute("update batches set arrived = '2021-02-03T04:05:06Z' where id = 3")
        query = f"select substr({EFFECTIVE}, 1, 10), substr({ARRIVED}, 1, 10) from batches b"  # noqa: S608
        found = connection.execute(f"{query} order by b.id").fetchall()
    assert found[:3] == [
        ("2021-01-07", "2021-01-07"),
        ("2020-02-03", "2020-02-03"),
        ("2021-01-07", "2021-02-03"),
    ]


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
