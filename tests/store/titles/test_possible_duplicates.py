from contextlib import closing
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.titles.duplicates import Reason
from slate.domain.titles.identity import EVENT_UID
from slate.store.file.connection import Store
from slate.store.titles import lookup
from slate.store.titles import possible_duplicates as duplicates
from slate.store.titles.possible_duplicates import new_possible_duplicates, possible_duplicates
from tests.store import writing
from tests.store.joining import exported, unite
from tests.store.writing import add, create, keys, undo, update

Fields = dict[str, Any]


def pairs(store: Store, *only: str) -> list[tuple[str, str, Reason]]:
    """Return the pairs by slugs, of all titles or of those with these slugs."""
    with store.reading() as connection:
        chosen = {keys(store)[slug] for slug in only} if only else None
        found = possible_duplicates(connection, chosen)
    return [(pair.one.slug, pair.other.slug, pair.reason) for pair in found]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({}, {}, Reason.NAME),
        ({"year": 2020}, {}, Reason.NAME),
        ({"year": 2020}, {"year": 2020}, Reason.NAME),
        ({"year": 2020}, {"year": 2021}, Reason.YEARS),
        ({"year": 2020}, {"year": 2022}, None),
        ({"kind": "film", "year": 2020}, {"kind": "documentary", "year": 2021}, Reason.KINDS),
        ({"kind": "film"}, {"kind": "series"}, None),
        ({"season": 1}, {"season": 1}, Reason.NAME),
        ({"season": 1}, {"season": 2}, None),
        ({"season": 1}, {}, None),
        ({"year": 1984}, {"date": "2022"}, Reason.STILL_TO_COME),
        ({"credits": (("cast", "A"),)}, {"credits": (("cast", "B"),)}, Reason.PEOPLE),
        ({"credits": (("cast", "A"),), "year": 2020},
         {"credits": (("cast", "B"),), "year": 2021}, None),
        # Different ids are different works; events of a calendar are not.
        ({"ids": (("imdb", "1"),)}, {"ids": (("imdb", "2"),)}, None),
        ({"ids": (("imdb", "1"),)}, {"ids": (("tmdb", "2"),)}, Reason.NAME),
        ({"ids": ((EVENT_UID, "1"),)}, {"ids": ((EVENT_UID, "2"),)}, Reason.NAME),
        ({"ids": (("imdb", "1"),)}, {"ids": (("imdb", "1"),)}, Reason.ID),
    ],
)  # fmt: skip
def test_titles_of_one_name(
    store: Store, one: Fields, other: Fields, reason: Reason | None
) -> None:
    add(store, "Dune", **one)
    create(store, "DUNE", **other)
    add(store, "Heat")
    first, second = sorted(set(keys(store)) - {"heat"})
    wanted = [] if reason is None else [(first, second, reason)]
    assert pairs(store) == wanted
    # Whichever of the two is asked for.
    assert pairs(store, first) == pairs(store, second) == wanted
    assert pairs(store, "heat") == []


def test_order_and_reason_of_a_pair_do_not_depend_on_the_store(store: Store) -> None:
    with closing(Store(None)) as theirs:
        add(store, "Heat", year=2020, aka=("Heat!",))
        add(theirs, "Heat!", year=2021)
        unite(theirs, exported(store))
        unite(store, exported(theirs))
        assert pairs(store) == pairs(theirs)
        assert [reason for *_, reason in pairs(store)] == [Reason.YEARS]


def test_different_ids_distinguish_titles_of_other_years_or_names(store: Store) -> None:
    ids = [{"ids": (("imdb", f"tt{number}"),)} for number in range(4)]
    create(store, "Free Guy", year=2021, **ids[0])
    for name, year in (("Free Guy", 2020), ("Free Guy", None), ("Free Guy!", 2021)):
        create(store, name, year=year, **ids[1])
        assert [found for *_, found in pairs(store) if found is Reason.IDS] == []
        writing.undo(store)
    # A mistyped one, perhaps.
    create(store, "Free Guy", year=2021, **ids[1])
    assert [found for *_, found in pairs(store)] == [Reason.IDS]


@pytest.mark.parametrize(
    ("one", "other", "fields", "reason"),
    [
        ("Godzilla vs. Kong", "Godzilla vs Kong", {}, Reason.SPELLING),
        ("WALL\u00b7E", "WALL-E", {}, Reason.SPELLING),
        ("Am\u00e9lie", "Amelie", {}, Reason.SPELLING),
        ("Dune", "Dune (2021)", {}, Reason.SPELLING),
        ("Dune", "Dune (2021)", {"year": 2020}, Reason.YEARS),
        ("Dune", "Dune (2021)", {"year": 1984}, None),
        ("Dune", "Dune 2021", {}, None),
        ("Dune", "Dunes", {}, None),
        # No letters: they have the same slug, but not the same name.
        ("???", "!!!", {}, None),
        ("???", "???", {}, Reason.NAME),
    ],
)
def test_names_that_are_spelled_alike(
    store: Store, one: str, other: str, fields: Fields, reason: Reason | None
) -> None:
    add(store, one, **fields)
    create(store, other)
    assert [found for *_, found in pairs(store)] == ([] if reason is None else [reason])


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"aka": ("Papel",), "year": 2017}, {"year": 2017}, Reason.OTHER_NAME),
        ({"year": 2017}, {"aka": ("La casa",), "year": 2017}, Reason.OTHER_NAME),
        ({"aka": ("Heist",), "year": 2017}, {"aka": ("HEIST",), "year": 2017}, Reason.OTHER_NAME),
        # A further name counts only in the same year.
        ({"aka": ("Papel",)}, {"year": 2017}, None),
        ({"aka": ("Papel",), "year": 2016}, {"year": 2017}, None),
    ],
)
def test_titles_with_a_further_name_in_common(
    store: Store, one: Fields, other: Fields, reason: Reason | None
) -> None:
    add(store, "La casa", **one)
    create(store, "Papel", **other)
    wanted = [] if reason is None else [("la-casa", "papel", reason)]
    assert pairs(store) == pairs(store, "papel") == pairs(store, "la-casa") == wanted


def test_equal_ids_of_other_numbers_are_no_duplicates(store: Store) -> None:
    for season in (None, 1, 2):
        create(store, "Dark", season=season, kind="series", ids=(("imdb", "tt1"),))
    create(store, "Darkness", kind="series", ids=(("imdb", "tt1"),))
    assert pairs(store) == [("dark", "darkness", Reason.ID)]


def test_former_names_count_and_former_slugs_do_not(store: Store) -> None:
    add(store, "Untitled", year=2020)
    update(store, "untitled", title="Mank", slug="fincher")
    create(store, "Untitled", year=2020)
    create(store, "Fincher", year=2020)
    assert pairs(store) == [("fincher", "untitled", Reason.OTHER_NAME)]


def test_dismissed_pairs_are_left_out_until_that_is_undone(store: Store) -> None:
    add(store, "Dune")
    create(store, "Dune")
    with writing.ledger(store) as book:
        book.dismiss("dune", "dune-2")
    assert pairs(store) == []
    undo(store)
    assert pairs(store) == [("dune", "dune-2", Reason.NAME)]


def test_pairs_are_sorted_and_each_is_listed_once(store: Store) -> None:
    for slug in ("c", "a", "b"):
        create(store, "Dune", slug=slug, aka=("Arrakis",), year=2021)
    assert [pair[:2] for pair in pairs(store)] == [("a", "b"), ("c", "a"), ("c", "b")]


_TITLE = st.fixed_dictionaries(
    {"title": st.sampled_from(["Home", "HOME", "Home!"])},
    optional={
        "year": st.integers(2018, 2022),
        "season": st.integers(1, 2),
        "kind": st.sampled_from(["film", "series", "documentary"]),
        "credits": st.sampled_from([(("director", "A"),), (("director", "B"),)]),
        "ids": st.dictionaries(
            st.sampled_from(["imdb", "tmdb", EVENT_UID]), st.sampled_from("12"), max_size=2
        ).map(lambda ids: tuple(sorted(ids.items()))),
    },
)


@given(st.lists(_TITLE, min_size=2, max_size=8), st.booleans())
def test_many_titles_of_a_name_are_compared_as_few_are_except_by_different_ids(
    titles: list[Fields],
    asks: bool,  # noqa: FBT001
) -> None:
    with closing(Store(None)) as store:
        for fields in titles:
            create(store, **fields)
        only = [next(iter(keys(store)))] if asks else []
        few = pairs(store, *only)
        with patch.object(duplicates, "_MANY", 0):
            many = pairs(store, *only)
    assert many == [pair for pair in few if pair[2] is not Reason.IDS]


def test_duplicates_among_new_titles(store: Store) -> None:
    """Those after a number, as of an import, or with a key, as those of a joined ledger."""
    add(store, "Dune")
    add(store, "Mank")
    with store.reading() as connection:
        last = lookup.last_number(connection)
    for name in ("DUNE", "Heat", "HEAT", "MANK"):
        create(store, name)

    def found(after: int, *slugs: str) -> list[tuple[str, str]]:
        chosen = {keys(store)[slug] for slug in slugs}
        with store.reading() as connection:
            pairs = new_possible_duplicates(connection, after, chosen)
        return [(pair.one.slug, pair.other.slug) for pair in pairs]

    dune, heat, mank = ((name, f"{name}-2") for name in ("dune", "heat", "mank"))
    assert found(last) == [dune, heat, mank]
    assert found(last + 1) == [heat, mank]
    assert found(last + 4) == []
    assert found(last + 3, "dune") == [dune, mank]
