import pytest

from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.log import read_log
from tests.store.writing import TODAY, add, undo


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


def test_the_log_of_an_empty_slate_is_empty(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert read_log(slate, 5) == ([], {}, 0)
