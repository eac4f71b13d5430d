import pytest

from slate.domain.titles.record import COLUMNS, FULL
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.show import changes_of, full_records_of, records_of
from tests.store.writing import TODAY, add, record, update


@pytest.fixture(autouse=True)
def titles(store: Store) -> None:
    add(store, "A", date="2021-10-01", tags=("x",), note="as it says")
    add(store, "B", links=(("sequel-of", "a"),))
    add(store, "C")
    update(store, "a", date="2021-10-02")


def test_records_come_in_the_order_of_the_named_titles(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        found = [slate.choose(text) for text in ("b", "A", "b")]
        assert list(records_of(slate, found)) == [record(store, slug) for slug in ("b", "a", "b")]
        assert list(records_of(slate, [])) == []


def test_full_records_include_links_tags_and_notes(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        rows = list(full_records_of(slate, [slate.choose("b"), slate.choose("a")]))
    second, first = (dict(zip((*COLUMNS, *FULL), row, strict=True)) for row in rows)
    assert (second["slug"], second["links"]) == ("b", {"sequel-of": ["a"]})
    assert (first["slug"], first["tags"]) == ("a", ("x",))
    assert [note["note"] for note in first["notes"]] == ["as it says"]


def test_changes_come_title_by_title(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        found = list(changes_of(slate, [slate.choose("c"), slate.choose("a")]))
    assert [(each.slug, each.change, each.after) for each in found] == [
        ("c", "added", "C"),
        ("a", "added", "A"),
        ("a", "slipped", "2021-10-02"),
    ]
