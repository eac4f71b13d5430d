from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.changes.history import history_of
from slate.domain.changes.slips import summary_of
from slate.domain.dates.day_span import Span
from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.domain.reports.report import Report
from slate.store.file.connection import Store
from slate.store.queries import slips
from tests.domain import slates
from tests.store.folding import stored
from tests.store.writing import TODAY, add, remove, undo, update


def _told(store: Store, query: Query | None = None, *, waits: bool = False) -> list[str]:
    with store.reading() as connection:
        found = slips.lives(connection, query or Query(), TODAY, waits=waits)
        return sorted(record.slug for record, _ in found)


def test_titles_whose_dates_moved_or_that_waited(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", platform="Hulu", tags={"sand": True}, on="2020-01-01")
    update(store, "dune", date="2021-10-22")
    add(store, "Akira", date="2021", on="2020-01-01")
    update(store, "akira", date="2021-05")  # narrowed
    add(store, "Mank", on="2020-01-01")
    update(store, "mank", date="2021-05")  # waited
    add(store, "Roma", date="2021-10-01", on="2020-01-01")
    update(store, "roma", date="2021-09-01")
    add(store, "Gone", date="2021-10-01", on="2020-01-01")
    update(store, "gone", date="2021-10-02")
    remove(store, "gone")
    assert _told(store) == ["dune", "roma"]
    assert _told(store, waits=True) == ["dune", "mank", "roma"]
    assert _told(store, Query(tags=("sand",), sort="title", limit=0)) == ["dune"]
    assert _told(store, Query(window=parse_window("2021-09", TODAY))) == ["roma"]
    # Filters on releases apply later: the release that slipped may no longer exist.
    assert _told(store, Query(platforms=("Netflix",))) == ["dune", "roma"]


def test_undone_slips_are_ignored(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", on="2020-01-01")
    update(store, "dune", date="2021-10-22")
    undo(store)
    assert _told(store) == []


def test_titles_without_a_report_in_the_span_are_left_out(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", on="2020-01-01")
    update(store, "dune", date="2021-10-22", on="2020-02-01")
    with store.reading() as connection:
        for span, expected in (
            (Span(date(2020, 2, 1)), ["dune"]),
            (Span(date(2020, 2, 2)), []),
        ):
            found = slips.lives(connection, Query(), TODAY, span, waits=False)
            assert [record.slug for record, _ in found] == expected


_DATES = ("2021-01-08", "2021-01-22", "2021-01", "2021-02", "2021-Q2", "2021", "2021-06/..")
_RELEASES = st.dictionaries(
    st.sampled_from(["||Netflix", "||Hulu", "theatrical|US|"]),
    st.sampled_from([*({"date": text} for text in _DATES), None, {}, {"date": None}]),
    min_size=1,
    max_size=2,
)


@st.composite
def _moving(draw: st.DrawFn) -> list[Report]:
    """Draw reports on titles whose dates are added, moved and removed."""
    return [
        slates.report(
            {"title": key, "releases": draw(_RELEASES)} if draw(st.integers(0, 9)) < 9 else None,
            key=key,
            reported_on=draw(st.sampled_from(["2020-05", "2020-05-02", "2020-06-01"])),
            confidence=draw(st.sampled_from(["official", "reported", "rumor"])),
            batch=f"b{n}",
            recorded_at=f"2021-01-07T12:00:00.{n:06}Z",
        )
        for n, key in enumerate(draw(st.lists(st.sampled_from("ab"), min_size=8, max_size=12)))
    ]


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(_moving())
def test_every_title_that_slipped_is_found(reports: list[Report]) -> None:
    with stored(reports) as (connection, titles):
        there = {title.key: slug for slug, title in titles}
        lives = list(slips.lives(connection, Query(), TODAY, waits=False))
    told = {record.slug: summary_of(steps) for record, steps in lives}
    expected = {
        there[key]: summary_of(history_of(key, its))
        for key, its in slates.by_key(reports).items()
        if key in there
    }
    assert {slug: its for slug, its in told.items() if its.times} == {
        slug: its for slug, its in expected.items() if its.times
    }
