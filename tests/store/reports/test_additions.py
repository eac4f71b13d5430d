from slate.domain.ledger.statement import Origin
from slate.domain.reports.report import Batch
from slate.store.file.connection import Store
from slate.store.reports import ledger_state, ledger_tables
from slate.store.reports.additions import add_batch, add_reports
from slate.store.reports.recorder import Recorder
from slate.store.reports.report_rows import content
from tests.store.conftest import NewStore
from tests.store.writing import NOW, add

_BATCH = Batch(
    0, "8c5d8a5e-1111-4222-8333-123456789abc", "2021-01-07T12:00:00.000000Z", "ann", "undo 1",
    "8c5d8a5e-1111-4222-8333-123456789abd", only=("é|||film|",),
    corrects=(("8c5d8a5e-1111-4222-8333-123456789abe", "2021-01-06T12:00:00.000000Z"),),
)  # fmt: skip


def test_batch_is_stored_and_counted(new_store: NewStore) -> None:
    with new_store().writing() as connection:
        assert add_batch(connection, _BATCH) == 1
        (stored,) = ledger_tables.batches(connection)
        assert stored._replace(id=0) == _BATCH
        assert ledger_state.stored(connection) == ledger_state.computed(connection)
        other = _BATCH._replace(uid="8c5d8a5e-1111-4222-8333-123456789abf")
        assert add_batch(connection, other, "2021-01-08T12:00:00.000000Z") == 2
        assert connection.execute("select arrived from batches order by id").fetchall() == [
            (None,), ("2021-01-08T12:00:00.000000Z",),
        ]  # fmt: skip
        assert ledger_state.stored(connection) == ledger_state.computed(connection)


def test_reports_are_stored_and_counted_in_one_go(new_store: NewStore) -> None:
    with new_store().writing() as connection:
        recorder = Recorder(connection, author="ann", command="test", now=NOW)
        origin = Origin("2021-01-07", "Süd", note="n")
        made = [recorder.record("é|||film|", {"title": f"É {n}"}, origin) for n in range(3)]
        assert recorder.batch is not None
        number, uid = recorder.batch.id, recorder.batch.uid
        add_reports(
            connection,
            [
                (uid, 9, number, content(made[0])),
                *((uid, None, number, content(each)) for each in made[1:]),
            ],
        )
        assert [row[0] for row in connection.execute("select id from reports")] == [9, 10, 11]
        found = ledger_tables.all_reports_on(connection, "é|||film|")
        assert [content(each) for each in found] == [content(each) for each in made]
        assert ledger_state.stored(connection) == ledger_state.computed(connection)
        assert ledger_state.computed(connection)[:2] == (1, 3)


def test_no_reports_change_nothing(store: Store) -> None:
    add(store, "Mank")
    with store.writing() as connection:
        before = connection.total_changes
        add_reports(connection, [])
        assert connection.total_changes == before


def test_lost_count_begins_again(new_store: NewStore) -> None:
    """So the next check finds that it was lost."""
    store = new_store()
    add(store, "Mank")
    with store.writing() as connection:
        connection.execute("delete from ledger_state")
    add(store, "Roma")
    with store.reading() as connection:
        stored = ledger_state.stored(connection)
        assert stored is not None
        assert stored[:2] == (1, 1)
        assert ledger_state.computed(connection)[:2] == (2, 2)
