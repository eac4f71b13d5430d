from datetime import date
from typing import Any

import pytest

from slate.domain.changes.history import history_of
from slate.domain.dates.windows import parse_window
from slate.domain.queries.change_selection import fits_as_it_stands, fits_change
from slate.domain.queries.query import Query
from slate.domain.queries.selection import TitleSets
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title

TODAY = date(2021, 1, 7)


def reports(*said: dict[str, Any]) -> list[Report]:
    return [
        Report(
            "key", patch, "X", None, f"2020-01-{n:02}", Confidence.REPORTED, None, "", f"b{n}", n
        )
        for n, patch in enumerate(said, 1)
    ]


NETFLIX, HULU, CINEMA = "streaming||Netflix", "streaming|GB|Hulu", "theatrical|US|"
LIFE = reports(
    {"title": "Cobra Kai", "releases": {NETFLIX: {}, CINEMA: {"date": "2021-02"}}},
    {"releases": {NETFLIX: {"date": "2021-01-08"}}},
    {"releases": {NETFLIX: {"date": "2021-03-01"}}},
    {"releases": {NETFLIX: None, "streaming||Hulu": {}}},
    {"releases": {CINEMA: {"date": "2021-02-05"}}, "status": "scheduled", "tags": {"karate": True}},
    {"releases": {CINEMA: None, "digital|US|": {}}},
)


def told(query: Query, life: list[Report] = LIFE) -> list[str]:
    """Return the number of the report and the name of each change that a query selects."""
    steps = list(history_of("key", life))
    now = steps[-1].title
    assert now is not None
    found, before = [], None
    for step in steps:
        found += [
            f"{step.report.n} {change.name}"
            for change in step.differences
            if fits_change(query, change, before, step.title, now)
        ]
        before = step.title
    return found


@pytest.mark.parametrize(
    ("query", "changes"),
    [
        (Query(platforms=("netflix",)), ["1 added", "2 dated", "3 slipped", "4 moved"]),
        (Query(platforms=("Hulu",)), ["1 added", "4 moved", "5 edited"]),
        (
            Query(release_types=(ReleaseType.THEATRICAL,)),
            ["1 added", "5 narrowed", "5 edited", "6 edited"],
        ),
        (Query(release_types=(ReleaseType.DIGITAL,)), ["1 added", "5 edited", "6 edited"]),
        (Query(regions=("US",)), ["1 added", "5 narrowed", "5 edited", "6 edited", "6 edited"]),
        (Query(regions=("GB",)), []),
        (Query(window=parse_window("2021-01", TODAY)), ["2 dated", "3 slipped"]),
        (Query(window=parse_window("2021-04", TODAY)), []),
        (
            Query(window=parse_window("2021-03", TODAY)),
            ["1 added", "3 slipped", "4 moved", "5 edited"],
        ),
    ],
)
def test_release_filters_select_changes(query: Query, changes: list[str]) -> None:
    assert sorted(told(query)) == sorted(changes)


def test_release_type_filter_selects_the_change_that_adds_the_type() -> None:
    life = reports(
        {"title": "X", "releases": {"||Peacock": {}}},
        {"releases": {"||Peacock": None, "tv||Peacock": {}}},
    )
    assert told(Query(release_types=(ReleaseType.TV,)), life) == ["1 added", "2 edited"]
    assert told(Query(release_types=(ReleaseType.DIGITAL,)), life) == []
    assert told(Query(platforms=("Peacock",)), life) == ["1 added", "2 edited"]


def test_release_filter_selects_the_change_that_drops_the_release() -> None:
    life = reports(
        {"title": "X", "releases": {"tv||": {}, "streaming||": {}}},
        {"releases": {"tv||": None}},
        {"title": "Y"},
    )
    assert told(Query(release_types=(ReleaseType.TV,)), life) == ["1 added", "2 edited"]


def test_title_change_matches_releases_of_its_time() -> None:
    life = reports(
        {"title": "X", "releases": {"streaming||YouTube": {}}},
        {"status": "filming"},
        {"releases": {"streaming||YouTube": None, NETFLIX: {}}},
        {"status": "post-production"},
    )
    assert told(Query(platforms=("YouTube",)), life) == ["1 added", "2 status", "3 moved"]
    found = ["1 added", "2 status", "3 moved", "4 status"]
    assert told(Query(platforms=("Netflix",)), life) == found


def test_without_release_filters_every_change_is_selected() -> None:
    assert "3 slipped" in told(Query(tags=("other",)))


def stands() -> Title:
    now = list(history_of("key", LIFE))[-1].title
    assert now is not None
    return now


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        (Query(), True),
        (Query(tags=("karate",)), True),
        (Query(tags=("kids",)), False),
        (Query(kinds=(Kind.SERIES,)), False),
        (Query(platforms=("Netflix",)), True),
        (Query(platforms=("Hulu",), undated=True), False),
        (Query(disputed=True), False),
    ],
)
def test_fits_as_it_stands_checks_title_filters(query: Query, fits: bool) -> None:  # noqa: FBT001
    assert fits_as_it_stands(query, stands(), TODAY) is fits


def test_fits_as_it_stands_accepts_disputed_keys() -> None:
    assert fits_as_it_stands(Query(disputed=True), stands(), TODAY, TitleSets({"key"}))
