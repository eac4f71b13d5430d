"""Compare the filters in SQL with those of `domain/queries/selection.py` in plain Python."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.dates.windows import Window
from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.query import Query
from slate.domain.queries.selection import TitleSets
from slate.domain.reports.report import Report
from slate.domain.text import folded
from slate.domain.titles.title import Title
from slate.store.queries import list_sections, record_queries
from slate.store.queries.title_sets import title_sets
from tests.domain import oracle, slates
from tests.domain.slates import TODAY
from tests.store import folding

pytestmark = pytest.mark.slow  # together they take seconds


def _same_listing(reports: list[Report], asked: list[Query]) -> None:
    sets = TitleSets(slates.disputed_of(reports))
    with folding.stored(reports) as (connection, titles):
        for query in asked:
            expected = oracle.select(titles, query, TODAY, sets)
            assert list(record_queries.listing(connection, query, TODAY)) == expected
            unlimited = query._replace(limit=None)
            number = len(oracle.select(titles, unlimited, TODAY, sets))
            assert record_queries.count(connection, unlimited, TODAY) == number


def _same_sections(reports: list[Report], asked: list[Query]) -> None:
    sets = TitleSets(slates.disputed_of(reports))
    with folding.stored(reports) as (connection, titles):
        for query in asked:
            expected = oracle.in_sections(titles, query, TODAY, sets)
            totals = list_sections.section_totals(connection, query, TODAY)
            assert list(totals.items()) == [(name, len(its)) for name, its in expected.items()]
            for section in ListSection:
                found = list(list_sections.in_section(connection, query, section, TODAY))
                assert found == expected.get(section, [])[: query.limit]


def _same_upcoming(reports: list[Report], asked: list[Query], window: Window) -> None:
    sets = TitleSets(slates.disputed_of(reports))
    with folding.stored(reports) as (connection, titles):
        for query in (each._replace(window=None) for each in asked):
            expected = oracle.upcoming(titles, query, window, TODAY, sets)
            assert list(record_queries.upcoming(connection, query, window, TODAY)) == expected
            unlimited = query._replace(limit=None)
            every = oracle.upcoming(titles, unlimited, window, TODAY, sets)
            sure = [record for record in every if record.certain]
            found = record_queries.count_upcoming(connection, query, window, TODAY)
            assert found == (len(sure), len(every) - len(sure))
            alone = record_queries.upcoming(connection, query, window, TODAY, certain=True)
            assert list(alone) == sure[: query.limit]
            found = record_queries.count_upcoming(connection, query, window, TODAY, certain=True)
            assert found == (len(sure), 0)


def _same_leaving(reports: list[Report], asked: list[Query], window: Window) -> None:
    sets = TitleSets(slates.disputed_of(reports))
    with folding.stored(reports) as (connection, titles):
        for query in (each._replace(window=window) for each in asked):
            expected = oracle.leaving(titles, query, TODAY, sets)
            found = list(record_queries.leaving(connection, query, TODAY))
            assert [record for record, _ in found] == expected
            every = oracle.leaving(titles, query._replace(limit=None), TODAY, sets)
            assert record_queries.count_leaving(connection, query, TODAY) == len(every)
            sure = [record for record in every if record.certain]
            alone = record_queries.leaving(connection, query, TODAY, certain=True)
            assert [record for record, _ in alone] == sure[: query.limit]
            number = record_queries.count_leaving(connection, query, TODAY, certain=True)
            assert number == len(sure)


_asked = st.lists(slates.queries(), min_size=8, max_size=8)
_moderate = settings(max_examples=10, suppress_health_check=list(HealthCheck))
_many = settings(max_examples=100, suppress_health_check=list(HealthCheck))


@_moderate
@given(slates.slates(), _asked)
def test_list_in_sql_agrees_with_python(reports: list[Report], asked: list[Query]) -> None:
    _same_listing(reports, [Query(), *asked])


@_moderate
@given(slates.slates(), _asked)
def test_sections_in_sql_agree_with_python(reports: list[Report], asked: list[Query]) -> None:
    _same_sections(reports, [Query(), *asked])


@_moderate
@given(slates.slates(), _asked, slates.windows())
def test_upcoming_in_sql_agrees_with_python(
    reports: list[Report], asked: list[Query], window: Window
) -> None:
    _same_upcoming(reports, [Query(), *asked], window)


@_moderate
@given(slates.slates(), _asked, slates.windows())
def test_leaving_in_sql_agrees_with_python(
    reports: list[Report], asked: list[Query], window: Window
) -> None:
    _same_leaving(reports, [Query(), *asked], window)


@_moderate
@given(slates.slates(titles=8))
def test_projections_do_not_depend_on_how_they_were_built(reports: list[Report]) -> None:
    with folding.stored(reports) as (connection, _):
        folding.check(connection)


@pytest.mark.slow
@_many
@given(slates.slates(titles=8), _asked)
def test_list_in_sql_agrees_with_python_on_many_slates(
    reports: list[Report], asked: list[Query]
) -> None:
    _same_listing(reports, [Query(), *asked])


@pytest.mark.slow
@_many
@given(slates.slates(titles=8), _asked)
def test_sections_in_sql_agree_with_python_on_many_slates(
    reports: list[Report], asked: list[Query]
) -> None:
    _same_sections(reports, [Query(), *asked])


@pytest.mark.slow
@_many
@given(slates.slates(titles=8), _asked, slates.windows())
def test_upcoming_in_sql_agrees_with_python_on_many_slates(
    reports: list[Report], asked: list[Query], window: Window
) -> None:
    _same_upcoming(reports, asked, window)


@pytest.mark.slow
@_many
@given(slates.slates(titles=8), _asked, slates.windows())
def test_leaving_in_sql_agrees_with_python_on_many_slates(
    reports: list[Report], asked: list[Query], window: Window
) -> None:
    _same_leaving(reports, asked, window)


@pytest.mark.slow
@_many
@given(slates.slates(titles=12))
def test_projections_of_many_slates_do_not_depend_on_how_they_were_built(
    reports: list[Report],
) -> None:
    with folding.stored(reports) as (connection, _):
        folding.check(connection)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(slates.slates())
def test_franchises_in_sql_are_what_links_and_seasons_connect(reports: list[Report]) -> None:
    with folding.stored(reports) as (connection, titles):
        for slug, title in titles:
            asked = Query(franchises=(slug,))
            sets = TitleSets(franchises=_connected(title, [each for _, each in titles]))
            expected = oracle.select(titles, asked, TODAY, sets)
            assert list(record_queries.listing(connection, asked, TODAY)) == expected
            assert title_sets(connection, asked).franchises == sets.franchises


def _connected(start: Title, titles: list[Title]) -> frozenset[str]:
    found = {start.key}
    while True:
        more = {
            other.key
            for title in titles
            if title.key in found
            for other in titles
            if _is_next_to(title, other)
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _is_next_to(one: Title, other: Title) -> bool:
    are_linked = any(key == other.key for _, key in one.links) or any(
        key == one.key for _, key in other.links
    )
    are_seasons = one.kind.serial and other.kind.serial and folded(one.title) == folded(other.title)
    return are_linked or are_seasons
