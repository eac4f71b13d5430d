from slate.domain.changes.change_record import Arrival
from slate.store.file.connection import Store
from slate.store.reports.arrivals import arrivals, local_day
from tests.store.writing import add, batches


def test_batches_by_their_uids(store: Store) -> None:
    add(store, "Cobra Kai")
    add(store, "Locked Down", by="desk")
    first, second = (batch.uid for batch in batches(store))
    with store.reading() as connection:
        # One that was recorded elsewhere came here later.
        moment = "2021-02-01T12:00:00.000000Z"
        connection.execute("update batches set arrived = ? where uid = ?", (moment, second))
        assert arrivals(connection, [first, second, second, "unknown"]) == {
            first: Arrival(1, "2021-01-07", "tester"),
            second: Arrival(2, "2021-02-01", "desk"),
        }


def test_the_day_of_a_moment() -> None:
    assert local_day("2021-01-07T12:00:00.000000Z") == "2021-01-07"
