from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.export_ledger import ledger_lines
from tests.store.writing import TODAY, add


def test_the_header_has_the_lowest_version_and_the_counts(store: Store) -> None:
    add(store, "Mank")
    add(store, "Roma")
    with open_slate(store, TODAY) as slate:
        header, *lines = ledger_lines(slate, slate.ledger())
    assert header == '{"slate_ledger":1,"batches":2,"reports":2}\n'
    assert [line.partition(":")[0] for line in lines] == ['{"uid"', '{"batch"'] * 2
