import pytest

from slate.domain.dates.windows import Window, parse_window
from slate.domain.queries.counts import Alike
from slate.domain.queries.query import Query
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.queries.counts import alike, canceled
from tests.store.writing import TODAY, add, update

JANUARY = parse_window("2021-01", TODAY)
NETFLIX = "Netflix"


@pytest.fixture
def told(store: Store) -> Store:
    add(store, "Cobra Kai", season=3, date="2021-01-08", platform=NETFLIX, tags={"karate": True})
    add(store, "Mank", date="2021-Q1", platform=NETFLIX, kind="film")
    add(store, "Roma", date="2021-01-02", platform="Hulu", confidence="rumor", kind="film")
    add(store, "Dune", date="2020-10-01", region="US", kind="film", on="2020-01-05")
    add(store, "Akira", kind="film")
    add(store, "Lost", date="2021-01-20", platform=NETFLIX, status="canceled")
    return store


def _alike(
    store: Store, *keys: str, query: Query | None = None, window: Window | None = None
) -> list[Alike]:
    with store.reading() as connection:
        return list(alike(connection, query or Query(), TODAY, keys, window))


def test_equal_releases_are_counted(told: Store) -> None:
    assert _alike(told, "kind") == [
        Alike(("film",), None, rumored=False, number=1),
        Alike(("film",), "2020-10-01", rumored=False, number=1),
        Alike(("film",), "2021-01-02", rumored=True, number=1),
        Alike(("film",), "2021-Q1", rumored=False, number=1),
        Alike(("series",), "2021-01-08", rumored=False, number=1),
    ]
    assert [each.values for each in _alike(told, "month")] == [()] * 5


def test_count_within_a_window_includes_undated_titles(told: Store) -> None:
    found = _alike(told, "platform", window=JANUARY)
    assert [(*each.values, each.date) for each in found] == [
        ("Hulu", "2021-01-02"),
        (NETFLIX, "2021-01-08"),
        (NETFLIX, "2021-Q1"),
        (None, None),
    ]
    found = _alike(told, "tag", query=Query(platforms=(NETFLIX,)), window=JANUARY)
    assert [(*each.values, each.date) for each in found] == [
        ("", "2021-Q1"),
        ("karate", "2021-01-08"),
    ]


def test_canceled_titles_are_left_out_unless_a_status_is_asked_for(told: Store) -> None:
    assert ("canceled",) not in {each.values for each in _alike(told, "status")}
    assert {each.values for each in _alike(told, "label")} == {
        ("Due, not confirmed",),
        ("Upcoming film",),
        ("Upcoming season",),
    }
    asked = Query(status=parse_status_filter("canceled"))
    assert [each.number for each in _alike(told, "platform", query=asked)] == [1]


def test_canceled_titles_that_are_left_out_are_counted_once(told: Store) -> None:
    update(told, "lost", release_type="theatrical")  # without a date
    for query, window, number in (
        (Query(), None, 1),
        (Query(), JANUARY, 1),
        (Query(), parse_window("2021-02", TODAY), 1),
        (Query(platforms=(NETFLIX,)), parse_window("2021-02", TODAY), 0),
        (Query(kinds=(Kind.SERIES,)), None, 0),
        (Query(status=parse_status_filter("canceled")), None, 0),
    ):
        with told.reading() as connection:
            assert canceled(connection, query, TODAY, window) == number


def test_titles_that_have_left_count_under_a_label_of_their_own(told: Store) -> None:
    add(told, "The Desk", platform=NETFLIX, leaves="2020-12-31")
    add(told, "Lupin", platform=NETFLIX, leaves="2021-01-31")
    label = {each.values: each.number for each in _alike(told, "label")}
    assert (label["Left",], label["Released",]) == (1, 1)
    assert ("Left",) not in {each.values for each in _alike(told, "status")}
