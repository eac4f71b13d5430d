from datetime import timedelta

import pytest

from slate.domain.ledger.errors import BatchNotFoundError
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.log import Log, read_batch, read_log
from tests.store.writing import NOW, TODAY, add, ledger, says, undo, update


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


def test_the_log_has_what_batches_changed(store: Store) -> None:
    add(store, "A")
    undo(store, "1")
    with open_slate(store, TODAY) as slate:
        log = read_log(slate, None)
        assert read_log(slate, None, changes=False).changes == {}
    found = [log.changes[batch.uid] for batch in log.batches]
    assert [
        [change.name for title in each.changes or () for change in title.differences]
        for each in found
    ] == [["removed"], ["added"]]


def test_one_batch_with_all_that_it_changed(store: Store) -> None:
    add(store, "A", date="2021-01-08")
    update(store, "a", date="2021-01-22")
    undo(store, "2")
    with open_slate(store, TODAY) as slate:
        found = read_batch(slate, "2")
        assert (found.batch.id, list(found.numbers.values())) == (2, [2])
        assert [each.record.change for each in found.changes] == ["slipped"]
        with pytest.raises(BatchNotFoundError):
            read_batch(slate, "9")


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
        assert read_log(slate, 5) == Log([], {}, 0, {})
