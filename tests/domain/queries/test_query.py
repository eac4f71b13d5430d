from typing import Any

import pytest

from slate.domain.dates.windows import parse_window
from slate.domain.ledger.fold import fold
from slate.domain.queries.query import Query, StatusFilter, section_of
from slate.domain.queries.selection import record_of
from slate.domain.titles.stages import Stage
from tests.domain.slates import TODAY, report

JANUARY = parse_window("2021-01", TODAY)


@pytest.mark.parametrize(
    ("fields", "filtered", "chooses"),
    [
        ({}, False, False),
        ({"sort": "-date", "limit": 3}, False, False),
        ({"status": StatusFilter(overdue=True)}, True, False),
        ({"kinds": ("film",)}, True, False),
        ({"tags": ("scifi",)}, True, False),
        ({"persons": ("Zendaya",)}, True, False),
        ({"search": ("dune",)}, True, False),
        ({"undated": True}, True, False),
        ({"overdue": True}, True, False),
        ({"disputed": True}, True, False),
        ({"platforms": ("Netflix",)}, True, True),
        ({"release_types": ("tv",)}, True, True),
        ({"regions": ("US",)}, True, True),
        ({"window": JANUARY}, True, True),
    ],
)
def test_query_is_filtered_and_chooses_releases(
    fields: dict[str, Any],
    filtered: bool,  # noqa: FBT001 -- a table
    chooses: bool,  # noqa: FBT001
) -> None:
    query = Query(**fields)

    assert (query.is_filtered, query.chooses_releases) == (filtered, chooses)


@pytest.mark.parametrize(
    ("status", "when", "section"),
    [
        ("scheduled", "2021", "to come"),
        ("scheduled", "2019", "to come"),
        ("on-hold", "2021", "to come"),
        ("announced", None, "no date"),
        ("released", "2020", "out"),
        ("released", None, "out"),
        ("ended", "2020", "out"),
        ("canceled", "2021", "canceled"),
        ("canceled", None, "canceled"),
    ],
)
def test_section_of_a_record_in_a_list(status: str, when: str | None, section: str) -> None:
    releases = {"||": {"date": when}}
    title = fold("k", [report({"title": "Dune", "status": status, "releases": releases})])
    assert title is not None

    assert section_of(record_of("dune", title, title.headline, TODAY, None)) == section


def test_status_filter_is_true_unless_empty() -> None:
    assert not StatusFilter()
    assert StatusFilter(stages=frozenset({Stage.FILMING}))
    assert StatusFilter(labels=frozenset({"Upcoming season"}))
    assert StatusFilter(overdue=True)
    assert StatusFilter(left=True)
