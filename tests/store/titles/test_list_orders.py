from datetime import date
from typing import Any

import pytest

from slate.domain.queries.query import Query
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.titles import list_orders
from tests.store.sections import NOT_DATED_AHEAD
from tests.store.writing import TODAY, add, records

_TITLES: dict[str, dict[str, Any]] = {
    "Any day": {"date": "../2021-03"},
    "From June": {"date": "2021-06/.."},
    "March day": {"date": "2021-03-31"},
    "March": {"date": "2021-03"},
    "Late": {"date": "2021-01-06", "status": "scheduled"},
    **NOT_DATED_AHEAD,
    "Never dated": {},
    "Paused from": {"status": "on-hold", "date": "2020-12/.."},
    "Never of a year": {"status": "canceled", "year": 2022},
}


@pytest.fixture
def told(store: Store) -> Store:
    for name, fields in _TITLES.items():
        add(store, name, kind="film", **fields)
    return store


def _titles(store: Store, sql: str) -> list[str]:
    with store.reading() as connection:
        rows = connection.execute(f"select title from titles {sql}")  # noqa: S608 -- of this file
        return [title for (title,) in rows]


def test_number_of_a_list_is_its_order(told: Store) -> None:
    by_expressions = [each.title for each in records(told, Query(kinds=(Kind.FILM,)))]
    assert _titles(told, "order by list_order, sorting") == by_expressions
    assert by_expressions[:3] == ["Any day", "Paused", "Paused from"]
    assert by_expressions[-2:] == ["Never", "Never of a year"]


def test_number_of_a_screen_is_its_order(told: Store) -> None:
    assert _titles(told, "order by screen_order, sorting") == [
        *("Late", "Any day", "March", "March day", "From June", "Never dated", "Nothing"),
        *("Paused", "Paused from", "Paused too"),
        *("New", "Since", "Of a year", "Old", "Of no year", "Never of a year", "Never"),
    ]


def test_undated_titles_have_numbers_of_their_own(told: Store) -> None:
    assert _titles(told, f"where {list_orders.IS_UNDATED} order by id") == [
        *("Nothing", "Paused too", "Of a year", "Of no year", "Never dated", "Never of a year")
    ]


def test_ranges_of_a_screen(told: Store) -> None:
    first, beyond = list_orders.range_of(list_orders.ON_HOLD)
    where = f"where screen_order >= {first} and screen_order < {beyond} order by id"
    assert _titles(told, where) == ["Paused", "Paused too", "Paused from"]
    overdue = f"where screen_order < {list_orders.from_day(TODAY)}"
    assert _titles(told, overdue) == ["Late"]


def test_a_day_begins_with_its_earliest_first_day(told: Store) -> None:
    begins = list_orders.day_begins("screen_order")
    found = _titles(told, f"where {begins} = {list_orders.from_day(date(2021, 3, 31))} order by id")
    assert found == ["Any day", "March day", "March"]
