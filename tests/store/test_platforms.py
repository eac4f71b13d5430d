from slate.store.connection import Store
from slate.store.platforms import platforms
from tests.store import writing
from tests.store.writing import add, record, update


def known(store: Store) -> list[str]:
    with store.reading() as connection:
        return platforms(connection)


def test_each_platform_once_in_order(store: Store) -> None:
    assert known(store) == []
    add(store, "A")
    add(store, "B", date="2021")
    assert known(store) == []
    for title, platform in (("C", "Zed"), ("D", "Netflix"), ("E", "Zed"), ("F", "alpha")):
        add(store, title, platform=platform)
    assert known(store) == ["Netflix", "Zed", "alpha"]


def test_a_platform_is_spelled_as_the_slate_first_did(store: Store) -> None:
    add(store, "A", platform="MUBI")
    add(store, "B", platform="mubi")
    add(store, "C", platform="netflix")
    update(store, "c", also_on="Mubi")
    with writing.ledger(store) as book:
        book.add(writing.says("D", platform="QUIBI"))
        book.add(writing.says("E", platform="Quibi"))  # in one batch, too
    add(store, "F", platform="Max")
    add(store, "G", platform="HBO Max")  # the same service
    assert known(store) == ["MUBI", "Max", "Netflix", "QUIBI"]
    assert record(store, "b").platform == "MUBI"
    assert record(store, "g").platform == "Max"
