from typing import Any

import pytest

from slate.domain.dates.release_date import parse_date
from slate.domain.errors import ManyMatchError
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


@pytest.mark.parametrize(
    ("there", "said", "found"),
    [
        # A catalogue counts films and series apart, where it is known which is which.
        ("film", "film", True),
        ("film", "documentary", True),
        ("film", "series", False),
        ("docuseries", "series", True),
        ("docuseries", "film", False),
        (None, "series", True),
        ("series", None, True),
    ],
)
def test_an_equal_id_decides_for_the_same_kind(
    store: Store, there: str | None, said: str | None, *, found: bool
) -> None:
    add(store, "Dark", kind=there, year=1917, ids=(("tmdb", "1"),))
    named = matches(store, "Other", kind=said, year=2019, ids=(("tmdb", "1"),))
    assert named == (["dark"] if found else [])
    assert matches(store, "Other", kind=said, ids=(("imdb", "1"),)) == []  # another scheme


def test_the_first_id_that_is_there_decides(store: Store) -> None:
    add(store, "One", ids=(("imdb", "1"),))
    add(store, "Two", ids=(("tmdb", "2"),))
    for ids, found in (
        ((("imdb", "1"), ("tmdb", "2")), ["one"]),
        ((("tmdb", "2"), ("imdb", "1")), ["two"]),
        ((("tmdb", "9"), ("imdb", "1")), ["one"]),
        # Where none is, the name decides, unless one of them is another.
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
def test_a_season_may_have_the_number_of_its_series(
    store: Store, there: str, said: str, *, found: bool
) -> None:
    add(store, "Breaking Bad", season=1, ids=(("tmdb", there),))
    named = matches(store, "Breaking Bad", season=1, ids=(("tmdb", said),))
    assert named == (["breaking-bad-s1"] if found else [])
    assert matches(store, "Breaking Bad", ids=(("tmdb", said),)) == []


def test_what_has_another_id_in_the_same_file_is_another_title(store: Store) -> None:
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
        # A further name finds what is there under it, in the very same year.
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
def test_further_names(
    store: Store, fields: dict[str, Any], also: tuple[str, ...], *, found: bool
) -> None:
    more: dict[str, Any] = {"aka": ("Papel",), "ids": (("imdb", "tt1"),)}
    add(store, "La casa", year=2017, kind="series", **more)
    add(store, "Papel", kind="series", new=True)  # no year is known
    row = says("Money Heist", **fields)
    with store.reading() as connection:
        named = matching.matches(connection, row, also=also)
        assert [title.slug for title in named] == (["la-casa"] if found else [])
        # What is said to be its own name goes first, and does not ask for a year.
        own = matching.matches(connection, says("Papel"), also=("La casa",))
        assert [title.slug for title in own] == ["la-casa", "papel"]


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
    # Who says a date and no year may speak of any of them.
    assert matches(store, "Dune", date="2021-03") == ["dune"]
    assert matches(store, "Dune", date="2010") == []


def test_who_says_no_year_may_mean_any_of_the_releases_of_a_title_of_another(store: Store) -> None:
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
        ({"date": "2020-12-31"}, 2020, False),  # said on 2021-01-07: out
        ({"date": "2020-12-31", "on": "2020"}, 2020, True),
        ({"date": "2020?"}, 2020, True),
        ({"date": "TBA"}, None, False),
        ({"date": "../2019"}, None, False),
        # The earliest of all its releases.
        ({"date": "2021-05", "others": ("2018", "TBA", "2019")}, 2018, False),
        ({"others": (None, "2022-01", "2021-12-31")}, 2021, True),
        ({"others": ("../2019", None)}, None, False),
        ({"year": 1999, "others": ("2018",)}, 1999, False),
    ],
)
def test_the_year_that_a_statement_says_or_implies(
    fields: dict[str, Any], year: int | None, *, comes: bool
) -> None:
    others = (when and parse_date(when) for when in fields.pop("others", ()))
    key = ReleaseKey(ReleaseType.TV, None, None)
    statement = says("Mank", releases=tuple(SaidRelease(key, when) for when in others), **fields)
    found = matching.identity_of(statement)
    assert (found.folded, found.year, found.comes) == ("mank", year, comes)


def test_of_several_the_one_of_the_very_year_is_meant(store: Store) -> None:
    for year in (2019, 2020, 2020, None):
        add(store, "Twin", year=year, new=True)
    with store.reading() as connection:

        def found(**fields: Any) -> list[str]:  # noqa: ANN401 -- what a statement takes
            row = says("Twin", **fields)
            named = matching.matches(connection, row)
            return [title.slug for title in matching.of_its_year(row, named)]

        def meant(**fields: Any) -> str | None:  # noqa: ANN401 -- what a statement takes
            row = says("Twin", **fields)
            title = matching.single(row, matching.matches(connection, row))
            return title and title.slug

        assert found() == ["twin", "twin-2", "twin-2020", "twin-3"]
        assert found(year=2018) == ["twin", "twin-3"]  # none of the very year
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
        assert matching.was_removed(connection, says("MANK", **fields), "") is removed
        assert not matching.was_removed(connection, says("Mank", kind="series"), "")
        assert not matching.was_removed(connection, says("Roma"), "")


@pytest.mark.parametrize(
    ("title", "fields", "removed"),
    [
        # By any name that it had, as titles that are there are.
        ("MANK", {}, True),
        ("Untitled", {}, True),
        ("citizen  m", {}, True),
        ("Mank", {"year": 2021}, True),
        ("Mank", {"year": 1999}, False),
        ("Untitled", {"kind": "series"}, False),
        ("Citizen M", {"season": 1}, False),
        ("M", {}, False),
        # By an id, whatever its name and year, as titles that are there are.
        ("M", {"ids": (("imdb", "tt1"),)}, True),
        ("M", {"ids": (("tmdb", "9"), ("imdb", "tt1")), "year": 1999}, True),
        ("M", {"ids": (("imdb", "tt1"),), "kind": "series"}, False),
        ("M", {"ids": (("imdb", "tt1"),), "season": 1}, False),
        ("M", {"ids": (("imdb", "tt2"), ("tmdb", "tt1"))}, False),
    ],
)
def test_what_was_removed_is_known_by_all_its_names_and_ids(
    store: Store, title: str, fields: dict[str, Any], *, removed: bool
) -> None:
    add(store, "Untitled", kind="film", year=2020, aka=("Citizen M",), ids=(("imdb", "tt1"),))
    update(store, "untitled", title="Mank")
    remove(store, "mank")
    with store.reading() as connection:
        assert matching.was_removed(connection, says(title, **fields), "") is removed


def test_what_was_removed_is_known_by_the_key_that_it_would_get(store: Store) -> None:
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
