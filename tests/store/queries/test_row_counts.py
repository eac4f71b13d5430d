from slate.store.file.connection import Store
from slate.store.queries.row_counts import Counts, counts, first_and_last_date
from tests.store.writing import add, remove, update


def test_each_table_is_counted(store: Store) -> None:
    with store.reading() as connection:
        assert counts(connection) == Counts(titles=0, releases=0, reports=0, batches=0)
    add(store, "Mank", date="2020-12-04", platform="Netflix")
    add(store, "Akira")
    update(store, "mank", also_on="Hulu", date="2021-01-08")
    remove(store, "akira")
    with store.reading() as connection:
        assert counts(connection) == Counts(titles=1, releases=2, reports=4, batches=4)


def test_the_first_and_the_last_date_are_as_stated(store: Store) -> None:
    with store.reading() as connection:
        assert first_and_last_date(connection) is None
    add(store, "Akira")
    add(store, "Mank", date="2020-12-04")
    with store.reading() as connection:
        assert first_and_last_date(connection) == ("2020-12-04", "2020-12-04")
    add(store, "Dune", date="2020")
    add(store, "Soul", date="2021-02")
    add(store, "Heat", date="2021-01-08/..")
    with store.reading() as connection:
        assert first_and_last_date(connection) == ("2020", "2021-02")
