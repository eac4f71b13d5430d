from slate.store.file.connection import Store
from slate.store.titles.platforms import platforms
from tests.store.writing import add


def known(store: Store) -> list[str]:
    with store.reading() as connection:
        return platforms(connection)


def test_platforms_are_listed_once_in_order(store: Store) -> None:
    assert known(store) == []
    add(store, "A")
    add(store, "B", date="2021")
    assert known(store) == []
    for title, platform in (("C", "Zed"), ("D", "Netflix"), ("E", "Zed"), ("F", "alpha")):
        add(store, title, platform=platform)
    assert known(store) == ["Netflix", "Zed", "alpha"]
