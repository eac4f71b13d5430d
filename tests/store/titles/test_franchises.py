import pytest

from slate.domain.errors import TitleNotFoundError
from slate.store.file.connection import Store
from slate.store.titles.franchises import franchises
from tests.store.writing import add, remove


def slugs(store: Store, *texts: str) -> list[str]:
    with store.reading() as connection:
        numbers = franchises(connection, texts)
        found = connection.execute("select id, slug from titles order by id").fetchall()
    return [slug for number, slug in found if number in numbers]


@pytest.fixture
def scream(store: Store) -> Store:
    add(store, "Scream")
    add(store, "Scream 2", links=(("sequel-of", "scream"),))
    add(store, "Scream 3", links=(("sequel-of", "scream-2"),))
    add(store, "Scream", season=1, links=(("spin-off-of", "scream"),))
    add(store, "Scream", season=2)
    add(store, "Scary Movie")
    return store


@pytest.mark.parametrize("text", ["scream", "Scream 3", "scream-s2"])
def test_franchise_has_all_that_follows_and_all_seasons(scream: Store, text: str) -> None:
    assert slugs(scream, text) == ["scream", "scream-2", "scream-3", "scream-s1", "scream-s2"]


def test_several_franchises_are_joined(scream: Store) -> None:
    assert slugs(scream, "scary", "scream-2")[-1] == "scary-movie"
    assert slugs(scream, "scary") == ["scary-movie"]


def test_removed_title_links_nothing(scream: Store) -> None:
    remove(scream, "scream-2")
    assert slugs(scream, "scream-3") == ["scream-3"]


def test_unknown_title_is_refused(scream: Store) -> None:
    with pytest.raises(TitleNotFoundError):
        slugs(scream, "dune")
