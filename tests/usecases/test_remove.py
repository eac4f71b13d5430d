from slate.store.file.connection import Store
from tests.store.writing import add, remove, slugs, told, undo


def test_remove_hides_a_title_and_keeps_its_reports(store: Store) -> None:
    add(store, "Mank", date="2020-12-04")
    change = remove(store, "mank", note="a duplicate")
    assert (change.slug, change.title, told(change)) == ("mank", None, ["removed Mank ->"])
    assert slugs(store) == []
    with store.reading() as connection:
        assert connection.execute("select count(*) from reports").fetchone() == (2,)
        removed = connection.execute("select key, slug, title, kind, year from removed")
        assert removed.fetchall() == [("mank|||film|", "mank", "Mank", None, 2020)]


def test_a_removal_is_sorted_by_its_day(store: Store) -> None:
    add(store, "Mank", on="2021-01-05")
    change = remove(store, "mank", on="2021-01-01")
    assert (change.outcome, told(change)) == ("changed", [])
    assert slugs(store) == ["mank"]
    undo(store)
    assert slugs(store) == ["mank"]
