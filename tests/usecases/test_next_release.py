import pytest

from slate.domain.errors import TitleAmbiguousError, TitleNotFoundError
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases import next_release as usecase
from tests.store.writing import TODAY, add


def next_release(store: Store, *titles: str, **filters: object) -> tuple[str | None, bool]:
    with open_slate(store, TODAY) as slate:
        query = Query(**filters)  # type: ignore[arg-type]
        record, is_empty = usecase.next_release(slate, query, titles or None)
    return record.slug if record else None, is_empty


def _some(store: Store) -> None:
    add(store, "Out", date="2020-12-01")
    add(store, "Dune", date="2021-10-01")
    add(store, "Heat", date="2021-02")
    add(store, "Show", season=1, date="2020-01-01")
    add(store, "Show", season=2, date="2021-05-01", platform="Hulu")
    add(store, "Show", season=3, date="2022")


def test_the_next_release_on_the_slate(store: Store) -> None:
    _some(store)
    assert next_release(store) == ("heat", False)
    assert next_release(store, platforms=("Hulu",)) == ("show-s2", False)


def test_the_next_release_of_named_titles(store: Store) -> None:
    _some(store)
    assert next_release(store, "Dune") == ("dune", False)
    assert next_release(store, "Dune", "heat") == ("heat", False)
    assert next_release(store, "out") == (None, False)


@pytest.mark.parametrize("title", ["Show", "show-s1", "show-s3"])
def test_naming_a_series_or_season_finds_the_next_of_all_its_seasons(
    store: Store, title: str
) -> None:
    _some(store)
    assert next_release(store, title) == ("show-s2", False)


def test_an_empty_list_of_titles_finds_nothing(store: Store) -> None:
    """An empty list, as from an empty stdin, does not stand for all titles."""
    _some(store)
    with open_slate(store, TODAY) as slate:
        assert usecase.next_release(slate, Query(), []) == (None, False)


def test_unknown_and_ambiguous_names_are_refused(store: Store) -> None:
    _some(store)
    add(store, "Twin", year=1984)
    add(store, "Twin", year=2021)
    with pytest.raises(TitleNotFoundError):
        next_release(store, "dune", "nobody")
    with pytest.raises(TitleAmbiguousError):
        next_release(store, "Twin")


def test_an_empty_slate_differs_from_nothing_to_come(store: Store) -> None:
    assert next_release(store) == (None, True)
    add(store, "Out", date="2020-12-01")
    assert next_release(store) == (None, False)
