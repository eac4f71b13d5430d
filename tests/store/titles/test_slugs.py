import pytest

from slate.domain.ledger.errors import SlugTakenError
from slate.store.file.connection import Store
from slate.store.titles.slugs import free_slug, is_free, ousted
from tests.store.writing import add, record, redo, remove, slugs, undo, update


def test_taken_slug_gets_the_year_and_then_a_number(store: Store) -> None:
    for year in (2020, 2020, 1999, None, None):
        add(store, "Mank", new=True, year=year)
    assert sorted(slugs(store)) == ["mank", "mank-1999", "mank-2", "mank-2020", "mank-3"]
    with store.reading() as connection:
        assert free_slug(connection, "mank", 2020) == "mank-4"
        assert free_slug(connection, "mank", 2021) == "mank-2021"
        assert free_slug(connection, "roma", 2021) == "roma"


def test_long_slug_is_cut_before_its_suffix(store: Store) -> None:
    title = "x" * 100
    for _ in range(2):
        add(store, title, new=True, year=2020)
    assert slugs(store) == ["x" * 75 + "-2020", "x" * 80]


def test_used_slug_is_not_free(store: Store) -> None:
    add(store, "Mank")
    with store.reading() as connection:
        assert not is_free(connection, "mank")
        assert is_free(connection, "mank", own=1)
        assert is_free(connection, "mank-2")


def test_requested_slug_is_kept_through_renames(store: Store) -> None:
    add(store, "Mank", slug="citizen")
    update(store, "citizen", title="Mank: a film")
    assert slugs(store) == ["citizen"]
    with pytest.raises(SlugTakenError) as error:
        add(store, "Roma", slug="citizen")
    assert str(error.value) == ('The slug citizen belongs to "Mank: a film". Choose another.')


def test_slug_of_a_removed_title_is_free(store: Store) -> None:
    add(store, "Mank", year=2020)
    remove(store, "mank")
    add(store, "Mank", year=1999, new=True)
    assert slugs(store) == ["mank"]
    undo(store, "2")  # both exist: the first created gets it
    assert [(r, record(store, r).year) for r in slugs(store)] == [
        ("mank", 2020),
        ("mank-1999", 1999),
    ]


def test_titles_can_swap_slugs(store: Store) -> None:
    """Two titles that take each other's slug never clash in between."""
    add(store, "A")
    add(store, "B")
    update(store, "a", slug="c")
    update(store, "b", slug="a")
    update(store, "c", slug="b")
    assert [record(store, slug).title for slug in ("a", "b")] == ["B", "A"]
    undo(store, "3")  # A still wants `b`; its step over `c` is undone
    redo(store, "3")
    undo(store, "4")
    undo(store, "5")
    assert sorted(slugs(store)) == ["b", "c"]


def test_later_title_with_a_taken_slug_uses_its_year(store: Store) -> None:
    add(store, "Mank", year=2020)
    undo(store)
    add(store, "Mank", kind="series", new=True)
    redo(store, "1")
    assert sorted(slugs(store)) == ["mank", "mank-2"]
    update(store, "mank-2", year=1999)
    assert sorted(slugs(store)) == ["mank", "mank-1999"]
    update(store, "mank", title="Another")
    assert slugs(store) == ["another", "mank"]


def test_ousted_slugs_are_those_of_titles_that_want_another(store: Store) -> None:
    add(store, "Late", year=2020)
    undo(store)
    add(store, "Late!", new=True)
    with store.reading() as connection:
        assert ousted(connection) == []
    redo(store, "1")
    with store.reading() as connection:
        assert ousted(connection) == ["late-2"]
