from datetime import UTC, datetime

import pytest

from slate.domain.ledger.errors import BatchNamedTwiceError, BatchNotFoundError
from slate.store.file.connection import Store
from slate.usecases.correct_clock import correct_clock
from tests.store.writing import add, batches, ledger, record, says, told, update

WRONG = datetime(2031, 1, 7, 12, tzinfo=UTC)
RIGHT = "2021-01-06T12:00:00.000000Z"


def correct(store: Store, *corrections: tuple[str, str]) -> tuple[list[tuple[int, str]], list[str]]:
    """Correct times; return the batches with these, and the changes as text."""
    changes: list[str] = []
    with ledger(store) as book:
        found = correct_clock(
            book, corrections, lambda change: changes.extend([change.slug, *told(change)])
        )
    return [(batch.id, recorded_at) for batch, recorded_at in found], changes


@pytest.fixture
def wrong(store: Store) -> None:
    """Store a report that a wrong clock recorded before a right one did."""
    add(store, "Mank", date="2020-12-04", source="Netflix", on="2021-01-06")
    with ledger(store, now=WRONG) as book:
        key = book.find("mank").key
        book.update(key, says(date="2020-12-11", source="Netflix", on="2021-01"))


@pytest.mark.usefixtures("wrong")
def test_correction_changes_the_order_of_reports(store: Store) -> None:
    assert record(store, "mank").date == "2020-12-11"
    found, changes = correct(store, ("2", "2021-01-05T12:00:00.000000Z"))
    assert found == [(2, "2021-01-05T12:00:00.000000Z")]
    assert changes == ["mank", "dated 2020-12-11 -> 2020-12-04 reverted"]
    assert record(store, "mank").date == "2020-12-04"
    assert [batch.effective_at[:16] for batch in batches(store)] == [
        "2021-01-07T12:00", "2021-01-05T12:00", "2021-01-07T12:00",
    ]  # fmt: skip
    assert batches(store)[1].recorded_at == "2031-01-07T12:00:00.000000Z"


@pytest.mark.usefixtures("wrong")
def test_newest_correction_counts(store: Store) -> None:
    correct(store, ("2", "2021-01-05T12:00:00.000000Z"))
    _, changes = correct(store, ("2", "2021-01-07T12:00:00.000000Z"))
    assert changes == ["mank", "dated 2020-12-04 -> 2020-12-11 reverted"]
    assert record(store, "mank").date == "2020-12-11"


def test_a_time_that_counts_already_is_not_recorded(store: Store) -> None:
    add(store, "Mank")
    (batch,) = batches(store)
    assert correct(store, (batch.uid, batch.recorded_at)) == ([(1, batch.recorded_at)], [])
    assert len(batches(store)) == 1


def test_several_batches_are_corrected_at_once(store: Store) -> None:
    add(store, "Mank")
    add(store, "Tenet")
    update(store, "tenet", tags=("spy",))
    assert correct(store, ("3", RIGHT), ("1", RIGHT)) == ([(3, RIGHT), (1, RIGHT)], [])
    *_, last = batches(store)
    assert dict(last.corrects).keys() == {batches(store)[0].uid, batches(store)[2].uid}
    assert list(last.corrects) == sorted(last.corrects)


def test_unknown_and_repeated_batches_are_refused(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(BatchNotFoundError):
        correct(store, ("9", RIGHT))
    uid = batches(store)[0].uid
    with pytest.raises(BatchNamedTwiceError) as refused:
        correct(store, ("1", RIGHT), (uid, RIGHT))
    assert str(refused.value) == "Batch 1 is named twice. Give each batch one time."
    assert len(batches(store)) == 1
