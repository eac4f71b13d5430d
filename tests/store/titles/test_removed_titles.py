from typing import Any

import pytest

from slate.store.file.connection import Store
from slate.store.titles import matching, removed_titles
from tests.store.writing import add, remove, says, update


@pytest.mark.parametrize(
    ("fields", "removed"),
    [({}, True), ({"year": 2021}, True), ({"year": 1999}, False), ({"season": 1}, False)],
)
def test_removed_title_matches_by_its_name(
    store: Store, fields: dict[str, Any], *, removed: bool
) -> None:
    add(store, "Mank", date="2020-12-04", kind="film")
    remove(store, "mank")
    with store.reading() as connection:
        assert matching.matches(connection, says("Mank")).titles == []
        assert removed_titles.was_removed(connection, says("MANK", **fields), "") is removed
        assert not removed_titles.was_removed(connection, says("Mank", kind="series"), "")
        assert not removed_titles.was_removed(connection, says("Roma"), "")


@pytest.mark.parametrize(
    ("title", "fields", "removed"),
    [
        # By any name that it had, like existing titles.
        ("MANK", {}, True),
        ("Untitled", {}, True),
        ("citizen  m", {}, True),
        ("Mank", {"year": 2021}, True),
        ("Mank", {"year": 1999}, False),
        ("Untitled", {"kind": "series"}, False),
        ("Citizen M", {"season": 1}, False),
        ("M", {}, False),
        # By an id, whatever the name and year, like existing titles.
        ("M", {"ids": (("imdb", "tt1"),)}, True),
        ("M", {"ids": (("tmdb", "9"), ("imdb", "tt1")), "year": 1999}, True),
        ("M", {"ids": (("imdb", "tt1"),), "kind": "series"}, False),
        ("M", {"ids": (("imdb", "tt1"),), "season": 1}, False),
        ("M", {"ids": (("imdb", "tt2"), ("tmdb", "tt1"))}, False),
    ],
)
def test_removed_title_matches_by_all_its_names_and_ids(
    store: Store, title: str, fields: dict[str, Any], *, removed: bool
) -> None:
    add(store, "Untitled", kind="film", year=2020, aka=("Citizen M",), ids=(("imdb", "tt1"),))
    update(store, "untitled", title="Mank")
    remove(store, "mank")
    with store.reading() as connection:
        assert removed_titles.was_removed(connection, says(title, **fields), "") is removed


def test_removed_title_matches_by_its_key(store: Store) -> None:
    add(store, "Mank", kind="film", year=2020)
    remove(store, "mank")
    cases: list[tuple[dict[str, Any], bool]] = [
        ({}, True),
        ({"season": 1}, False),
        ({"year": 1999}, False),
    ]
    with store.reading() as connection:
        for fields, removed in cases:
            row = says("M", **fields)
            assert removed_titles.was_removed(connection, row, "mank|||film|2020") is removed
            assert not removed_titles.was_removed(connection, row, "mank|||film|")
