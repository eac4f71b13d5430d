from typing import Any

import pytest

from slate.domain.titles.identity import EVENT_UID
from slate.store.file.connection import Store
from slate.store.titles import matching
from tests.store.writing import add, batches, says, update


def matches(store: Store, title: str, **fields: Any) -> list[str]:  # noqa: ANN401
    with store.reading() as connection:
        return [one.slug for one in matching.matches(connection, says(title, **fields)).titles]


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({}, True),
        ({"year": 2020}, True),
        ({"year": 2019}, False),  # one apart needs evidence
        ({"year": 2021}, False),
        ({"year": 2021, "credits": (("director", "DAVID FINCHER"),)}, True),
        ({"year": 2020, "credits": (("director", "Another"),)}, False),
        ({"year": 2020, "credits": (("writer", "Another"),)}, True),
        ({"year": 2022}, False),
        ({"date": "2020-12-04"}, True),
        ({"date": "2019-12-04"}, False),
        ({"date": "2021-12"}, True),  # still to come
        ({"date": "2022-12"}, False),  # when the other was long out
        ({"date": "../2022"}, True),  # open start
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
def test_same_name_matches_if_year_kind_and_ids_agree(
    store: Store, fields: dict[str, Any], *, same: bool
) -> None:
    add(store, "Mank", kind="film", year=2020, ids=(("imdb", "tt1"),),
        credits=(("director", "David Fincher"),))  # fmt: skip
    assert matches(store, "MANK", **fields) == (["mank"] if same else [])
    assert matches(store, "Roma", **(fields | {"ids": ()})) == []


def test_equal_id_matches_only_the_same_season(store: Store) -> None:
    add(store, "Dark", season=1, ids=(("imdb", "tt1"),))
    add(store, "Dark", season=2, ids=(("imdb", "tt1"),))
    add(store, "Other")
    assert matches(store, "Other", season=2, ids=(("imdb", "tt1"),)) == ["dark-s2"]
    assert matches(store, "Other", ids=(("imdb", "tt1"),)) == ["other"]
    assert matches(store, "Nothing", season=3, ids=(("imdb", "tt1"),)) == []


@pytest.mark.parametrize(
    ("there", "said", "found"),
    [
        # Films and series have separate id ranges, if both kinds are known.
        ("film", "film", True),
        ("film", "documentary", True),
        ("film", "series", False),
        ("docuseries", "series", True),
        ("docuseries", "film", False),
        (None, "series", True),
        ("series", None, True),
    ],
)
def test_equal_id_matches_only_the_same_kind_group(
    store: Store, there: str | None, said: str | None, *, found: bool
) -> None:
    add(store, "Dark", kind=there, year=1917, ids=(("tmdb", "1"),))
    named = matches(store, "Other", kind=said, year=2019, ids=(("tmdb", "1"),))
    assert named == (["dark"] if found else [])
    assert matches(store, "Other", kind=said, ids=(("imdb", "1"),)) == []  # another scheme


def test_first_known_id_decides(store: Store) -> None:
    add(store, "One", ids=(("imdb", "1"),))
    add(store, "Two", ids=(("tmdb", "2"),))
    for ids, found in (
        ((("imdb", "1"), ("tmdb", "2")), ["one"]),
        ((("tmdb", "2"), ("imdb", "1")), ["two"]),
        ((("tmdb", "9"), ("imdb", "1")), ["one"]),
        # Without a known id the name decides, unless an id of the same scheme differs.
        ((("tvdb", "1"), ("trakt", "1")), ["two"]),
        ((("tvdb", "1"), ("tmdb", "9")), []),
    ):
        assert matches(store, "Two", ids=ids) == found


@pytest.mark.parametrize(
    ("there", "said", "found"),
    [
        ("1396/season/1", "1396/season/1", True),
        ("1396/season/1", "1396", True),
        ("1396", "1396/season/1", True),
        ("1396/season/1", "1396/season/2", False),
        ("1396/season/1", "139", False),
        ("1396", "13960", False),
    ],
)
def test_season_may_have_the_id_of_its_series(
    store: Store, there: str, said: str, *, found: bool
) -> None:
    add(store, "Breaking Bad", season=1, ids=(("tmdb", there),))
    named = matches(store, "Breaking Bad", season=1, ids=(("tmdb", said),))
    assert named == (["breaking-bad-s1"] if found else [])
    assert matches(store, "Breaking Bad", ids=(("tmdb", said),)) == []


def test_different_id_in_the_same_batch_is_another_title(store: Store) -> None:
    add(store, "One", ids=(("imdb", "1"), ("tmdb", "7")))
    (batch,) = batches(store)
    row = says("One", ids=(("imdb", "1"), ("tmdb", "8")))
    with store.reading() as connection:
        for uid, found in (("", ["one"]), ("another", ["one"]), (batch.uid, [])):
            named = matching.matches(connection, row, batch=uid)
            assert [title.slug for title in named.titles] == found


@pytest.mark.parametrize(
    ("fields", "also", "found"),
    [
        # Another name matches a title of that name in exactly the same year.
        ({"year": 2017}, ("LA  CASA",), True),
        ({"date": "2017-05-02"}, ("La casa",), True),
        ({"year": 2017}, ("Other", "La casa"), True),
        ({"year": 2017}, ("Papel",), True),
        ({"year": 2018}, ("La casa",), False),
        ({}, ("La casa",), False),
        ({"year": 2017, "kind": "film"}, ("La casa",), False),
        ({"year": 2017, "season": 1}, ("La casa",), False),
        ({"year": 2017, "ids": (("imdb", "tt2"),)}, ("La casa",), False),
        ({"year": 2017}, (), False),
        ({"year": 2017}, ("Other",), False),
    ],
)
def test_other_names_match_in_the_same_year(
    store: Store, fields: dict[str, Any], also: tuple[str, ...], *, found: bool
) -> None:
    more: dict[str, Any] = {"aka": ("Papel",), "ids": (("imdb", "tt1"),)}
    add(store, "La casa", year=2017, kind="series", **more)
    add(store, "Papel", kind="series", new=True)  # without a year
    row = says("Money Heist", **fields)
    with store.reading() as connection:
        named = matching.matches(connection, row, also=also)
        assert [title.slug for title in named.titles] == (["la-casa"] if found else [])
        # The row's own name takes precedence and needs no year.
        own = matching.matches(connection, says("Papel"), also=("La casa",))
        assert [title.slug for title in own.titles] == ["la-casa", "papel"]


def test_former_and_other_names_match(store: Store) -> None:
    add(store, "Untitled", aka=("Citizen M",))
    update(store, "untitled", title="Mank", slug="m")
    for name in ("Mank", "UNTITLED", "citizen  m"):
        assert matches(store, name) == ["m"]
    assert matches(store, "m") == []  # a slug is no name


def test_year_of_the_earliest_release_is_used_as_the_year(store: Store) -> None:
    add(store, "Dune", date="1984-12-14", platform="Hulu")
    update(store, "dune", also_on="Netflix", date="2021")
    assert matches(store, "Dune", year=1984) == ["dune"]
    assert matches(store, "Dune", year=1985) == []
    assert matches(store, "Dune", year=2021) == []
    # A statement with a date but no year may mean any release.
    assert matches(store, "Dune", date="2021-03") == ["dune"]
    assert matches(store, "Dune", date="2010") == []


def test_date_without_a_year_matches_any_release_despite_the_stated_year(store: Store) -> None:
    add(store, "Akira", year=1988, date="1988-07-16", platform="Hulu")
    update(store, "akira", also_on="Netflix", date="2020-12")
    assert matches(store, "Akira", date="2020-12-01") == ["akira"]
    assert matches(store, "Akira", year=2020) == []


@pytest.mark.parametrize(
    ("title", "fields", "fits"),
    [
        ("MONEY HEIST!", {}, True),
        ("La casa de papel", {}, True),
        ("Haus des Geldes", {}, False),
        ("Haus des Geldes", {"aka": ("La Casa de Papel",)}, True),
        ("Haus des Geldes", {"kind": "series", "year": 2017}, True),
        ("Haus des Geldes", {"kind": "series", "year": 2018}, False),
        ("Haus des Geldes", {"kind": "series", "year": 2020}, False),
        ("Haus des Geldes", {"year": 2017}, False),
        ("Haus des Geldes", {"kind": "series"}, False),
    ],
)
def test_an_equal_id_needs_a_name_or_kind_and_year(
    store: Store, title: str, fields: dict[str, Any], *, fits: bool
) -> None:
    ids = (("imdb", "tt1"),)
    add(store, "Money Heist", kind="series", year=2017, aka=("La casa de papel",), ids=ids)
    row = says(title, ids=ids, **fields)
    with store.reading() as connection:
        found = matching.matches(connection, row)
        assert (found.titles[0].slug, found.by_id) == ("money-heist", ids[0])
        assert matching.name_fits(connection, row, found.titles[0]) is fits


def test_of_two_titles_with_an_id_the_one_with_the_name_matches(store: Store) -> None:
    ids = (("imdb", "tt1"),)
    for name in ("One", "Two"):
        add(store, name, ids=ids, new=True)
    assert matches(store, "Two", ids=ids) == ["two"]
    assert matches(store, "Three", ids=ids) == ["one", "two"]


def test_event_identifies_a_title_only_for_its_calendar(store: Store) -> None:
    ids = ((EVENT_UID, "1@x"),)
    add(store, "Paper Lighthouse", ids=ids, source="A")
    assert matches(store, "The Last Keeper", ids=ids, source="A") == ["paper-lighthouse"]
    assert matches(store, "The Last Keeper", ids=ids, source="B") == []
    # A calendar may number its events anew: the name goes first.
    add(store, "The Last Keeper")
    assert matches(store, "The Last Keeper", ids=ids, source="A") == ["the-last-keeper"]
    # Another event of the title does not make it another title.
    assert matches(store, "Paper Lighthouse", ids=((EVENT_UID, "2@x"),)) == ["paper-lighthouse"]


def test_day_on_which_a_service_has_a_title_is_not_its_year(store: Store) -> None:
    listed: dict[str, Any] = {"platform": "Netflix", "confidence": "listed"}
    add(store, "Clock Tower", kind="series", date="2020-01-01", **listed, source="A")
    assert matches(store, "Clock Tower", date="2012-05-01", **listed, source="B") == ["clock-tower"]
    assert matches(store, "Clock Tower", year=1999) == ["clock-tower"]
    # A report of the premiere is.
    update(store, "clock-tower", release_type="tv", date="2006-03-01", source="TVLine")
    assert matches(store, "Clock Tower", year=1999) == []
    assert matches(store, "Clock Tower", year=2006) == ["clock-tower"]


def test_film_of_another_year_in_one_file_is_another(store: Store) -> None:
    credited: dict[str, Any] = {"credits": (("director", "A"),)}
    add(store, "Watch Hill", year=2020, **credited)
    (batch,) = batches(store)
    row = says("Watch Hill", year=2021, **credited)
    with store.reading() as connection:
        for uid, found in (("", ["watch-hill"]), (batch.uid, [])):
            named = matching.matches(connection, row, batch=uid)
            assert [title.slug for title in named.titles] == found


def test_derived_kind_does_not_prevent_a_match(store: Store) -> None:
    add(store, "Mank")
    assert matches(store, "Mank", kind="series") == ["mank"]
