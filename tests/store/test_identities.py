from typing import Any

import pytest

from slate.store import identities
from slate.store.connection import Store
from tests.store.writing import add, remove, says, update


def matches(store: Store, title: str, **fields: Any) -> list[str]:  # noqa: ANN401
    with store.reading() as connection:
        return [found.slug for found in identities.matches(connection, says(title, **fields))]


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({}, True),
        ({"year": 2020}, True),
        ({"year": 2019}, True),
        ({"year": 2021}, True),
        ({"year": 2022}, False),
        ({"date": "2020-12-04"}, True),
        ({"date": "2022"}, False),
        ({"date": "../2022"}, True),  # no first day
        ({"date": "2022", "year": 2020}, True),
        ({"date": "TBA"}, True),
        ({"kind": "film"}, True),
        ({"kind": "documentary"}, True),
        ({"kind": "series"}, False),
        ({"season": 1}, False),
        ({"part": 1}, False),
        ({"ids": (("imdb", "tt1"),)}, True),
        ({"ids": (("imdb", "tt2"),)}, False),
        ({"ids": (("tmdb", "7"),)}, True),
        ({"ids": (("tmdb", "7"), ("imdb", "tt2"))}, False),
    ],
)
def test_one_name_and_what_goes_with_it(
    store: Store, fields: dict[str, Any], *, same: bool
) -> None:
    add(store, "Mank", kind="film", year=2020, ids=(("imdb", "tt1"),))
    assert matches(store, "MANK", **fields) == (["mank"] if same else [])
    assert matches(store, "Roma", **(fields | {"ids": ()})) == []


def test_an_equal_id_decides_for_the_same_season(store: Store) -> None:
    add(store, "Dark", season=1, ids=(("imdb", "tt1"),))
    add(store, "Dark", season=2, ids=(("imdb", "tt1"),))
    add(store, "Other")
    assert matches(store, "Other", season=2, ids=(("imdb", "tt1"),)) == ["dark-s2"]
    assert matches(store, "Other", ids=(("imdb", "tt1"),)) == ["other"]
    assert matches(store, "Nothing", season=3, ids=(("imdb", "tt1"),)) == []


def test_a_former_name_and_another_name_will_do(store: Store) -> None:
    add(store, "Untitled", aka=("Citizen M",))
    update(store, "untitled", title="Mank", slug="m")
    for name in ("Mank", "UNTITLED", "citizen  m"):
        assert matches(store, name) == ["m"]
    assert matches(store, "m") == []  # a handle is no name


def test_the_year_of_the_earliest_release_stands_for_the_year(store: Store) -> None:
    add(store, "Dune", date="1984-12-14", platform="Hulu")
    update(store, "dune", also_on="Netflix", date="2021")
    assert matches(store, "Dune", year=1985) == ["dune"]
    assert matches(store, "Dune", year=2021) == []


def test_a_kind_that_was_only_derived_keeps_nobody_away(store: Store) -> None:
    add(store, "Mank")
    assert matches(store, "Mank", kind="series") == ["mank"]


@pytest.mark.parametrize(
    ("fields", "removed"),
    [({}, True), ({"year": 2021}, True), ({"year": 1999}, False), ({"season": 1}, False)],
)
def test_what_was_removed_is_known_by_its_name(
    store: Store, fields: dict[str, Any], *, removed: bool
) -> None:
    add(store, "Mank", date="2020-12-04", kind="film")
    remove(store, "mank")
    assert matches(store, "Mank") == []
    with store.reading() as connection:
        assert identities.was_removed(connection, says("MANK", **fields)) is removed
        assert not identities.was_removed(connection, says("Mank", kind="series"))
        assert not identities.was_removed(connection, says("Roma"))
