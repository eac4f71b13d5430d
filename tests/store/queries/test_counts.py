import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.dates.calendar_units import UNITS
from slate.domain.dates.windows import Window, parse_window
from slate.domain.queries.counts import KEYS, Alike, Tally, count
from slate.domain.queries.query import Query
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.reports.report import Report
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from slate.store.queries.counts import alike
from tests.domain import slates
from tests.store.folding import stored
from tests.store.writing import TODAY, add

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


def test_canceled_titles_count_only_by_status(told: Store) -> None:
    assert {each.values for each in _alike(told, "status")} >= {("canceled",)}
    assert {each.values for each in _alike(told, "label")} == {
        ("Canceled",),
        ("Due, not confirmed",),
        ("Upcoming film",),
        ("Upcoming season",),
    }
    canceled = Query(status=parse_status_filter("canceled"))
    assert [each.number for each in _alike(told, "platform", query=canceled)] == [1]


def test_titles_that_have_left_count_under_a_label_of_their_own(told: Store) -> None:
    add(told, "The Desk", platform=NETFLIX, leaves="2020-12-31")
    add(told, "Lupin", platform=NETFLIX, leaves="2021-01-31")
    label = {each.values: each.number for each in _alike(told, "label")}
    assert (label["Left",], label["Released",]) == (1, 1)
    assert ("Left",) not in {each.values for each in _alike(told, "status")}


@settings(suppress_health_check=list(HealthCheck))
@given(slates.slates(titles=8), slates.windows(), slates.queries(), st.permutations(KEYS))
def test_counts_agree_with_upcoming(
    reports: list[Report], window: Window, query: Query, keys: list[str]
) -> None:
    keys = [key for key in keys if key not in UNITS][:2]
    query = query._replace(window=None, undated=False, limit=None)
    with stored(reports) as (connection, _):
        found = count(keys, alike(connection, query, TODAY, keys, window), window)
        for row in found.rows:
            assert found.row_totals[row] != Tally()
        records = [
            record
            for record, _ in record_queries.releases(
                connection, query._replace(window=window), TODAY
            )
            if record.status != "canceled" or query.status or {"status", "label"} & set(keys)
        ]
    certain = sum(bool(record.certain) for record in records)
    assert (found.total.certain, found.total.possible + found.total.year_only) == (
        certain,
        len(records) - certain,
    )
