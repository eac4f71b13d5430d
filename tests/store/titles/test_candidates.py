from slate.domain.titles.identity import Identity
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.titles.candidates import (
    Candidate,
    called,
    evidence_on,
    ids_of,
    kind_of,
    names_of,
    release_years_of,
    with_id,
)
from tests.store.writing import add, update


def _one(store: Store, name: str) -> Candidate:
    with store.reading() as connection:
        (found,) = called(connection, name)
    return found


def test_title_is_found_by_each_of_its_names_and_ids(store: Store) -> None:
    add(store, "Untitled", aka=("Citizen M",), ids=(("imdb", "tt1"),), kind="film", year=2020,
        credits=(("director", "David Fincher"),))  # fmt: skip
    update(store, "untitled", title="Mank", slug="m")
    found = _one(store, "mank")
    assert found == _one(store, "untitled") == _one(store, "citizen m")
    with store.reading() as connection:
        assert called(connection, "m") == []
        assert with_id(connection, "imdb", "tt1") == [found]
        assert with_id(connection, "tmdb", "tt1") == []
        assert ids_of(connection, found.id) == {"imdb": "tt1"}
        names = frozenset({"mank", "untitled", "citizen m"})
        assert names_of(connection, found.id) == names
        assert evidence_on(connection, found.id) == (
            names,
            {"director": frozenset({"david-fincher"})},
        )
    assert found.identity("x") == Identity("x", None, None, Kind.FILM, 2020)


def test_year_is_stated_or_that_of_a_date_that_has_passed(store: Store) -> None:
    add(store, "Out", date="2019-05-01")
    add(store, "Coming", date="2022-05")
    add(store, "Stated", year=2018, date="2022-05")
    add(store, "Listed", date="2019-05-01", platform="Netflix", confidence="listed")
    add(store, "Bare")
    years = {name: _one(store, name)[-2:] for name in ("out", "coming", "stated", "listed", "bare")}
    assert years == {
        "out": (2019, None),
        "coming": (None, 2022),
        "stated": (2018, None),
        "listed": (None, None),
        "bare": (None, None),
    }


def test_years_of_releases_are_those_in_which_their_dates_begin(store: Store) -> None:
    add(store, "Home", year=2018, date="2019-05-01", region="US")
    update(store, "home", date="2019-06", region="GB")
    update(store, "home", date="2020-12-31/2021-01-02", region="DE")
    update(store, "home", date="TBA", region="FR")
    with store.reading() as connection:
        assert release_years_of(connection, _one(store, "home").id) == {2019, 2020}


def test_kind_of_a_title_is_stated_or_derived(store: Store) -> None:
    add(store, "Stated", kind=Kind.SPECIAL)
    add(store, "Season", season=1)
    add(store, "Bare")
    with store.reading() as connection:
        kinds = [
            kind_of(connection, title.id)
            for name in ("stated", "season", "bare")
            for title in called(connection, name)
        ]
    assert kinds == [(Kind.SPECIAL, True), (Kind.SERIES, False), (Kind.FILM, False)]
