from datetime import timedelta

import pytest

from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.log import read_log
from tests.store.writing import NOW, TODAY, add, ledger, says, undo


@pytest.mark.parametrize(
    ("most", "numbers"), [(None, [3, 2, 1]), (2, [3, 2]), (0, []), (9, [3, 2, 1])]
)
def test_read_log_returns_the_newest_batches_and_the_total(
    store: Store, most: int | None, numbers: list[int]
) -> None:
    add(store, "A")
    add(store, "B")
    undone = undo(store, "1").batch
    with open_slate(store, TODAY) as slate:
        log = read_log(slate, most)
    assert [batch.id for batch in log.batches] == numbers
    assert log.total == 3
    assert log.numbers == {undone.uid: 1}
    assert [batch.undone for batch in log.batches] == [number == 1 for number in numbers]


def test_batches_from_the_future_are_those_more_than_two_days_ahead(store: Store) -> None:
    add(store, "A")
    for days in (2, 3):
        with ledger(store, now=NOW + timedelta(days=days)) as book:
            book.add(says(f"B{days}"))
    with open_slate(store, TODAY) as slate:
        log = read_log(slate, None)
    assert [batch.id for batch in log.from_the_future(NOW)] == [3]
    assert log.from_the_future(NOW + timedelta(days=1)) == []


def test_the_log_of_an_empty_slate_is_empty(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert read_log(slate, 5) == ([], {}, 0)
