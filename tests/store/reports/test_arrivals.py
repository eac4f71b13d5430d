from slate.domain.changes.change_record import Arrival
from slate.store.file.connection import Store
from slate.store.reports.arrivals import arrivals, local_day
from tests.store.writing import add, batches


def test_arrivals_by_batch_uid(store: Store) -> None:
    add(store, "Cobra Kai")
    add(store, "Locked Down", by="desk")
    first, second = (batch.uid for batch in batches(store))
    with store.reading() as connection:
        # A batch recorded elsewhere that arrived here later.
        moment = "2021-02-01T12:00:00.000000Z"
        connection.execute("update batches set arrived = ? where uid = ?", (moment, second))
        assert arrivals(connection, [first, second, second, "unknown"]) == {
            first: Arrival(1, "2021-01-07", "tester"),
            second: Arrival(2, "2021-02-01", "desk"),
        }


def test_local_day_of_an_instant() -> None:
    assert local_day("2021-01-07T12:00:00.000000Z") == "2021-01-07"
