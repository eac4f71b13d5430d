import pytest

from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.list_titles import list_sections, list_titles
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


def _parts(
    store: Store, most: int, **filters: object
) -> list[tuple[ListSection, list[str], int, int]]:
    with open_slate(store, TODAY) as slate:
        return [
            (part.section, [record.slug for record in part.records], part.shown, part.total)
            for part in list_sections(slate, Query(**filters), most)  # type: ignore[arg-type]
        ]


def test_sections_have_their_first_titles_and_their_totals(store: Store) -> None:
    for number in range(3):
        add(store, f"Out {number}", kind="film", date=f"{2020 - number}", status="released")
    undated = ["a", "b", "c", "d"]
    assert _parts(store, 40) == [
        (ListSection.NO_DATE, undated, 4, 4),
        (ListSection.OUT, ["out-0", "out-1"], 2, 3),
    ]
    assert _parts(store, 3) == [
        (ListSection.NO_DATE, undated[:3], 3, 4),
        (ListSection.OUT, [], 0, 3),
    ]


def test_all_that_is_out_is_shown_if_it_is_asked_for(store: Store) -> None:
    for number in range(3):
        add(store, f"Out {number}", kind="film", date=f"{2020 - number}", status="released")
    every = ["out-0", "out-1", "out-2"]
    assert _parts(store, 40, kinds=("film",))[-1] == (ListSection.OUT, every, 3, 3)
    assert _parts(store, 1, limit=7)[-1] == (ListSection.OUT, every, 3, 3)
    assert _parts(store, 40, limit=0) == [
        (ListSection.NO_DATE, [], 0, 4),
        (ListSection.OUT, [], 0, 3),
    ]
