from typing import Any

import pytest

from slate.domain.dates.release_date import parse_date
from slate.domain.ledger.errors import ManyMatchError
from slate.domain.ledger.statement import SaidRelease
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.store.file.connection import Store
from slate.store.titles import matching
from tests.store.writing import add, batches, remove, says, update


def matches(store: Store, title: str, **fields: Any) -> list[str]:  # noqa: ANN401
    with store.reading() as connection:
        return [found.slug for found in matching.matches(connection, says(title, **fields))]


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
    add(store, "Mank", kind="film", year=2020, ids=(("imdb", "tt1"),))
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
            assert [title.slug for title in named] == found


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
        assert [title.slug for title in named] == (["la-casa"] if found else [])
        # The row's own name takes precedence and needs no year.
        own = matching.matches(connection, says("Papel"), also=("La casa",))
        assert [title.slug for title in own] == ["la-casa", "papel"]


def test_former_and_other_names_match(store: Store) -> None:
    add(store, "Untitled", aka=("Citizen M",))
    update(store, "untitled", title="Mank", slug="m")
    for name in ("Mank", "UNTITLED", "citizen  m"):
        assert matches(store, name) == ["m"]
    assert matches(store, "m") == []  # a slug is no name


def test_year_of_the_earliest_release_is_used_as_the_year(store: Store) -> None:
    add(store, "Dune", date="1984-12-14", platform="Hulu")
    update(store, "dune", also_on="Netflix", date="2021")
    assert matches(store, "Dune", year=1985) == ["dune"]
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
    ("fields", "year", "comes"),
    [
        ({}, None, False),
        ({"year": 2019, "date": "2021-05"}, 2019, False),
        ({"date": "2021-05"}, 2021, True),
        ({"date": "2020-12-31"}, 2020, False),  # already past on 2021-01-07
        ({"date": "2020-12-31", "on": "2020"}, 2020, True),
        ({"date": "2020?"}, 2020, True),
        ({"date": "TBA"}, None, False),
        ({"date": "../2019"}, None, False),
        # The earliest of all releases.
        ({"date": "2021-05", "others": ("2018", "TBA", "2019")}, 2018, False),
        ({"others": (None, "2022-01", "2021-12-31")}, 2021, True),
        ({"others": ("../2019", None)}, None, False),
        ({"year": 1999, "others": ("2018",)}, 1999, False),
    ],
)
def test_year_of_a_statement_is_stated_or_implied_by_dates(
    fields: dict[str, Any], year: int | None, *, comes: bool
) -> None:
    others = (when and parse_date(when) for when in fields.pop("others", ()))
    key = ReleaseKey(ReleaseType.TV, None, None)
    statement = says("Mank", releases=tuple(SaidRelease(key, when) for when in others), **fields)
    found = matching.identity_of(statement)
    assert (found.folded, found.year, found.comes) == ("mank", year, comes)


def test_exact_year_decides_between_several_matches(store: Store) -> None:
    for year in (2019, 2020, 2020, None):
        add(store, "Twin", year=year, new=True)
    with store.reading() as connection:

        def found(**fields: Any) -> list[str]:  # noqa: ANN401 -- fields of any type
            row = says("Twin", **fields)
            named = matching.matches(connection, row)
            return [title.slug for title in matching.of_its_year(row, named)]

        def meant(**fields: Any) -> str | None:  # noqa: ANN401 -- fields of any type
            row = says("Twin", **fields)
            title = matching.single(row, matching.matches(connection, row))
            return title and title.slug

        assert found() == ["twin", "twin-2", "twin-2020", "twin-3"]
        assert found(year=2018) == ["twin", "twin-3"]  # none of exactly that year
        assert found(year=2019) == ["twin"]
        assert found(year=2020) == found(date="2020-01") == ["twin-2", "twin-2020"]
        assert found(year=2030) == ["twin-3"]
        assert found(year=2030, season=1) == []
        assert (meant(year=2019), meant(year=2030)) == ("twin", "twin-3")
        assert meant(year=2030, season=1) is None
        for fields in ({}, {"year": 2020}, {"year": 2018}):
            with pytest.raises(ManyMatchError) as error:
                meant(**fields)
            assert str(error.value) == str(ManyMatchError("Twin", found(**fields)))
        (title,) = matching.matches(connection, says("Twin", year=2017, season=None))
        several = [title._replace(slug=slug) for slug in ("a", "b")]
        with pytest.raises(ManyMatchError, match='"Twin: season 1" could be a or b'):
            matching.single(says("Twin", season=1), several)


def test_derived_kind_does_not_prevent_a_match(store: Store) -> None:
    add(store, "Mank")
    assert matches(store, "Mank", kind="series") == ["mank"]


@pytest.mark.parametrize(
    ("fields", "removed"),
    [({}, True), ({"year": 2021}, True), ({"year": 1999}, False), ({"season": 1}, False)],
)
def test_removed_title_matches_by_its_name(
    store: Store, fields: dict[str, Any], *, removed: bool
) -> None:
    add(store, "Mank", date="2020-12-04", kind="film")
    remove(store, "mank")
    assert matches(store, "Mank") == []
    with store.reading() as connection:
        assert matching.was_removed(connection, says("MANK", **fields), "") is removed
        assert not matching.was_removed(connection, says("Mank", kind="series"), "")
        assert not matching.was_removed(connection, says("Roma"), "")


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
        assert matching.was_removed(connection, says(title, **fields), "") is removed


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
            assert matching.was_removed(connection, row, "mank|||film|2020") is removed
            assert not matching.was_removed(connection, row, "mank|||film|")
