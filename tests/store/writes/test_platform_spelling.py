from slate.domain.ledger.statement import Origin, OtherStatement, SaidRelease
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.store.file.connection import Store
from slate.store.titles.platforms import platforms
from tests.store import writing
from tests.store.writing import add, record, update


def known(store: Store) -> list[str]:
    with store.reading() as connection:
        return platforms(connection)


def test_platform_keeps_its_first_spelling(store: Store) -> None:
    add(store, "A", platform="MUBI")
    add(store, "B", platform="mubi")
    add(store, "C", platform="netflix")
    update(store, "c", also_on="Mubi")
    with writing.ledger(store) as book:
        book.add(writing.says("D", platform="QUIBI"))
        book.add(writing.says("E", platform="Quibi"))  # within one batch, too
    add(store, "F", platform="Max")
    add(store, "G", platform="HBO Max")  # the same service
    assert known(store) == ["MUBI", "Max", "Netflix", "QUIBI"]
    assert record(store, "b").platform == "MUBI"
    assert record(store, "g").platform == "Max"


def test_platforms_in_a_list_of_releases_keep_the_first_spelling(store: Store) -> None:
    add(store, "A", platform="MUBI")
    key = ReleaseKey(ReleaseType.STREAMING, "GB", "mubi")
    others = (OtherStatement(Origin("2021-01-07", "Reddit"), (SaidRelease(key),)),)
    writing.take(store, writing.says("B", releases=(SaidRelease(key),)))
    writing.take(store, writing.says("C", by_others=others))
    assert known(store) == ["MUBI"]
