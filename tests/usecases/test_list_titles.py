import pytest

from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.list_titles import list_titles
from tests.store.writing import TODAY, add


@pytest.fixture(autouse=True)
def titles(store: Store) -> None:
    for title, kind in (("A", "film"), ("B", "film"), ("C", "series"), ("D", "film")):
        add(store, title, kind=kind)


def listed(store: Store, most: int, **filters: object) -> tuple[list[str], int]:
    with open_slate(store, TODAY) as slate:
        records, total = list_titles(slate, Query(**filters), most)  # type: ignore[arg-type]
    return [record.slug for record in records], total


def test_a_short_list_is_complete(store: Store) -> None:
    assert listed(store, 4) == (["a", "b", "c", "d"], 4)


def test_a_long_list_is_cut_off_and_its_total_returned(store: Store) -> None:
    assert listed(store, 3) == (["a", "b", "c"], 4)
    assert listed(store, 2, kinds=("film",)) == (["a", "b"], 3)


@pytest.mark.parametrize(("limit", "slugs"), [(0, []), (1, ["a"]), (4, ["a", "b", "c", "d"])])
def test_the_limit_of_the_query_overrides_the_maximum(
    store: Store, limit: int, slugs: list[str]
) -> None:
    assert listed(store, 2, limit=limit) == (slugs, 4)


def test_no_matches_return_an_empty_list(store: Store) -> None:
    assert listed(store, 2, kinds=("short",)) == ([], 0)
