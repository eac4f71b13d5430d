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


def test_what_comes_next(store: Store) -> None:
    _some(store)
    assert next_release(store) == ("heat", False)
    assert next_release(store, platforms=("Hulu",)) == ("show-s2", False)


def test_of_titles_that_are_named(store: Store) -> None:
    _some(store)
    assert next_release(store, "Dune") == ("dune", False)
    assert next_release(store, "Dune", "heat") == ("heat", False)
    assert next_release(store, "out") == (None, False)


@pytest.mark.parametrize("title", ["Show", "show-s1", "show-s3"])
def test_of_a_series_with_all_its_seasons(store: Store, title: str) -> None:
    _some(store)
    assert next_release(store, title) == ("show-s2", False)


def test_no_title_is_named(store: Store) -> None:
    """Nothing, as of a list on stdin that holds none, is not everything."""
    _some(store)
    with open_slate(store, TODAY) as slate:
        assert usecase.next_release(slate, Query(), []) == (None, False)


def test_names_that_are_nobodys_or_several_titles(store: Store) -> None:
    _some(store)
    add(store, "Twin", year=1984)
    add(store, "Twin", year=2021)
    with pytest.raises(TitleNotFoundError):
        next_release(store, "dune", "nobody")
    with pytest.raises(TitleAmbiguousError):
        next_release(store, "Twin")


def test_an_empty_slate_is_told_from_nothing_to_come(store: Store) -> None:
    assert next_release(store) == (None, True)
    add(store, "Out", date="2020-12-01")
    assert next_release(store) == (None, False)
