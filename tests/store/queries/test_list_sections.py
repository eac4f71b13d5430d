from typing import Any

import pytest

from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.query import Query
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from tests.store.sections import NOT_DATED_AHEAD
from tests.store.writing import TODAY, add


@pytest.fixture
def told(store: Store) -> Store:
    said: dict[str, dict[str, Any]] = {
        "Any day": {"date": "../2021-03", "platform": "Hulu"},
        "From June": {"date": "2021-06/..", "platform": "Hulu"},
        "From May": {"date": "2021-05/..", "platform": "Netflix"},
        "March day": {"date": "2021-03-31", "platform": "Netflix"},
        "Early": {"date": "2021-03-01"},
        "Spring": {"date": "2021-spring", "status": "rumored"},
        "Today": {"date": "2021-01-07", "status": "scheduled"},
        "Late": {"date": "2021-01-06", "status": "scheduled", "platform": "Netflix"},
        "Later": {"date": "2020-12", "status": "filming"},
        **NOT_DATED_AHEAD,
    }
    for name, fields in said.items():
        add(store, name, kind="film", **fields)
    return store


def _found(store: Store, query: Query) -> dict[ListSection, list[str]]:
    with open_slate(store, TODAY) as slate:
        totals = slate.section_totals(query)
        found = {
            section: [record.title for record in slate.in_section(query, section)]
            for section in ListSection
        }
    if query.limit is None:
        assert list(totals.items()) == [(name, len(its)) for name, its in found.items() if its]
    return {section: titles for section, titles in found.items() if titles}


def test_titles_to_come_are_in_the_order_of_their_last_days(told: Store) -> None:
    assert _found(told, Query())[ListSection.TO_COME] == [
        "Today",
        "Early",
        "Any day",
        "March day",
        "Spring",
        "From May",
        "From June",
    ]


def test_what_has_passed_begins_with_the_newest(told: Store) -> None:
    found = _found(told, Query())
    assert list(found) == list(ListSection)
    assert found[ListSection.OVERDUE] == ["Late", "Later"]
    assert found[ListSection.OUT] == ["New", "Since", "Of a year", "Old", "Of no year"]
    assert found[ListSection.CANCELED] == ["Never"]


def test_what_is_on_hold_is_never_overdue(told: Store) -> None:
    found = _found(told, Query())
    assert found[ListSection.ON_HOLD] == ["Paused", "Paused too"]
    assert found[ListSection.NO_DATE] == ["Nothing"]


def test_filters_choose_the_titles_and_the_limit_is_one_of_a_section(told: Store) -> None:
    asked = Query(platforms=("Netflix",))
    assert _found(told, asked) == {"overdue": ["Late"], "to come": ["March day", "From May"]}
    assert _found(told, asked._replace(limit=1)) == {"overdue": ["Late"], "to come": ["March day"]}
    assert _found(told, asked._replace(limit=0)) == {}


@pytest.mark.parametrize("limit", [None, 0, 1, 2, 3, 20])
def test_all_titles_are_in_the_order_of_a_filter_that_all_fit(
    told: Store, limit: int | None
) -> None:
    """Those are found by their numbers; a filter compares dates."""
    assert _found(told, Query(limit=limit)) == _found(told, Query(kinds=(Kind.FILM,), limit=limit))


def test_an_empty_slate_has_no_sections(store: Store) -> None:
    assert _found(store, Query()) == {}
