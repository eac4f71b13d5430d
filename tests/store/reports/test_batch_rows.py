from slate.domain.reports.report import Batch
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.reports.batch_rows import INSERT_BATCH, batch_values, keys_from, times_from

PLAIN = Batch(1, "u", "2021-01-07T12:00:00.000000Z", "ann", "add", None)
LIMITED = PLAIN._replace(id=2, uid="v", undoes="u", only=("dune|||film|", "é|||film|"))
CORRECTING = PLAIN._replace(id=3, uid="w", corrects=(("u", "1"), ("v", "2")))


def test_columns_that_are_not_set_are_null() -> None:
    values = batch_values(PLAIN)
    assert (values["only"], values["corrects"], values["arrived"]) == (None, None, None)
    assert keys_from(None) == ()
    assert times_from(None) == ()
    assert batch_values(PLAIN, "now")["arrived"] == "now"


def test_batches_are_stored_and_read_back(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        for batch in (PLAIN, LIMITED, CORRECTING):
            connection.execute(INSERT_BATCH, batch_values(batch))
        assert list(ledger_tables.batches(connection))[::-1] == [PLAIN, LIMITED, CORRECTING]
        stored = connection.execute("select only, corrects from batches order by id").fetchall()
    assert stored == [
        (None, None),
        ('["dune|||film|", "é|||film|"]', None),
        (None, '{"u": "1", "v": "2"}'),
    ]
