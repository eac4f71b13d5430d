import sqlite3
from datetime import date

import pytest

from slate.domain.dates.windows import Window, parse_window, window_between
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.queries.filters import Clauses
from slate.store.queries.record_queries import listing, upcoming
from tests.store.plans import plans
from tests.store.writing import TODAY, add, ledger, says

_DATES = (
    *("2020-12-01", "2021-01-31", "2021-02-28", "2021-03-01", "2024-02-29", "9999-12-31"),
    *("0001-01-01", "2020-11-30", "2021-winter", "2021-01", "2020", "2024", "2021-early", "9999"),
    *("2018/2023", "2021-06/..", "../2020-06", "2024-02-28/2024-03-01", "9999-12/.."),
    "TBA",
)


@pytest.fixture
def dated(store: Store) -> Store:
    """Return a slate with one title per date, named after it."""
    for text in _DATES:
        add(store, text, slug=f"t{_DATES.index(text)}", date=text)
    return store


def _found(store: Store, window: Window) -> list[str]:
    with store.reading() as connection:
        found = listing(connection, Query(window=window), TODAY)
        return sorted((record.title for record in found), key=_DATES.index)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "winter 2020/21",
            [
                *("2020-12-01", "2021-01-31", "2021-02-28", "2021-winter", "2021-01", "2020"),
                *("2021-early", "2018/2023"),
            ],
        ),
        (
            "2021/2023",
            [
                *("2021-01-31", "2021-02-28", "2021-03-01", "2021-winter", "2021-01"),
                *("2021-early", "2018/2023", "2021-06/.."),
            ],
        ),
        ("2024-02-29", ["2024-02-29", "2024", "2021-06/..", "2024-02-28/2024-03-01"]),
        ("9999-12-31", ["9999-12-31", "9999", "2021-06/..", "9999-12/.."]),
        ("0001-01-01", ["0001-01-01", "../2020-06"]),
        (
            "2021-01",
            ["2021-01-31", "2021-winter", "2021-01", "2021-early", "2018/2023"],
        ),
        ("../0001-12-31", ["0001-01-01", "../2020-06"]),
        ("2025/..", ["9999-12-31", "9999", "2021-06/..", "9999-12/.."]),
    ],
)
def test_window_finds_titles_by_date(dated: Store, text: str, expected: list[str]) -> None:
    assert _found(dated, parse_window(text, TODAY)) == expected


def test_unbounded_window_finds_all_dated_titles(dated: Store) -> None:
    assert _found(dated, window_between(None, None, TODAY)) == list(_DATES[:-1])


def test_without_a_window_undated_titles_are_found(dated: Store) -> None:
    with dated.reading() as connection:
        assert len(list(listing(connection, Query(), TODAY))) == len(_DATES)
        found = listing(connection, Query(undated=True), TODAY)
        assert [record.title for record in found] == ["TBA"]


def _plan(connection: sqlite3.Connection, query: Query, window: Window | None) -> str:
    """Return the query plan of the statement that a query sends."""
    if window is None:
        (plan,) = plans(connection, lambda: list(listing(connection, query, TODAY)))
    else:
        (plan,) = plans(connection, lambda: list(upcoming(connection, query, window, TODAY)))
    return plan


def test_window_of_a_month_uses_two_indexes(dated: Store) -> None:
    month = parse_window("2021-01", TODAY)
    with dated.reading() as connection:
        plans = (
            _plan(connection, Query(window=month), None),
            _plan(connection, Query(), month),
        )
    for plan in plans:
        assert "USING INDEX releases_days (earliest>? AND earliest<?)" in plan
        assert "USING INDEX releases_ranges" in plan
        assert "SCAN r\n" not in f"{plan}\n"
        assert "SCAN t\n" not in f"{plan}\n"


def test_large_analyzed_slate_uses_the_indexes(store: Store) -> None:
    with ledger(store) as book:
        for number in range(600):
            book.add(says(f"T{number}", date=f"{1900 + number // 5}-{number % 12 + 1:02}"))
        for number in range(20):
            book.add(says(f"R{number}", date=f"{1900 + number}/.."))
    with store.writing() as connection:
        connection.execute("analyze")
    with store.reading() as connection:
        plan = _plan(connection, Query(), parse_window("2021-01", TODAY))
    assert "USING INDEX releases_days (earliest>? AND earliest<?)" in plan
    assert "USING INDEX releases_ranges" in plan


def test_values_are_bound_as_parameters(store: Store) -> None:
    hostile = "'); drop table titles; --"
    with store.reading() as connection:
        query = Query(
            platforms=(hostile,),
            regions=(hostile,),
            tags=(hostile,),
            persons=(hostile,),
            search=(hostile,),
        )
        clauses = Clauses(connection, query, date(2021, 1, 7))
        assert hostile not in clauses.about_titles + clauses.about_releases
        assert list(listing(connection, query, TODAY)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%", ["%"]),
        ("_", ["_"]),
        ("\\", ["\\"]),
        ("100%", ["100"]),
        ("STRASSE", ["Straße"]),
    ],
)
def test_like_wildcards_match_literally(store: Store, text: str, expected: list[str]) -> None:
    for title in ("%", "_", "\\", "100", "Straße", "x"):
        add(store, title, credits=(("cast", title),))
    for query in (Query(search=(text,)), Query(persons=(text,))):
        with store.reading() as connection:
            assert [record.title for record in listing(connection, query, TODAY)] == expected


def test_listing_of_given_ids(store: Store) -> None:
    for title in ("A", "B", "C"):
        add(store, title)
    with store.reading() as connection:
        for ids, expected in (([1, 3], ["a", "c"]), ([], []), (None, ["a", "b", "c"])):
            found = listing(connection, Query(), TODAY, ids)
            assert [record.slug for record in found] == expected
