from typing import Any

import pytest

from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.upcoming_stage import upcoming_stage
from tests.domain.patches import DUNE, stated, title_of
from tests.domain.slates import report

NETFLIX, HULU, FESTIVAL = "streaming||Netflix", "streaming||Hulu", "festival||"
DATED: dict[str, Any] = {"date": "2021-05"}


@pytest.mark.parametrize(
    ("there", "patches", "stage"),
    [
        ({}, [], "announced"),
        ({NETFLIX: {}}, [], "announced"),
        ({NETFLIX: DATED}, [], "scheduled"),
        ({FESTIVAL: DATED}, [], "announced"),
        ({FESTIVAL: DATED, NETFLIX: DATED}, [], "scheduled"),
        # What is stated about them, in this order
        ({}, [{NETFLIX: DATED}], "scheduled"),
        ({}, [{FESTIVAL: DATED}], "announced"),
        ({}, [{FESTIVAL: {}, NETFLIX: DATED}], "scheduled"),
        ({NETFLIX: {}}, [{"streaming||NETFLIX": DATED}], "scheduled"),
        ({NETFLIX: DATED}, [{NETFLIX: {"date": None}}], "announced"),
        ({NETFLIX: DATED}, [{NETFLIX: {"leaves": "2022"}}], "scheduled"),
        ({NETFLIX: DATED}, [{FESTIVAL: {"date": None}}], "scheduled"),
        ({NETFLIX: DATED}, [{HULU: {}}], "scheduled"),
        ({NETFLIX: {}}, [{HULU: DATED}, {HULU: {"date": None}}], "announced"),
        ({NETFLIX: DATED}, [{NETFLIX: None}], "announced"),
        ({NETFLIX: {}}, [{HULU: None}, {NETFLIX: DATED}], "scheduled"),
        # A date moves with its release.
        ({NETFLIX: DATED}, [{NETFLIX: None, HULU: {}}], "scheduled"),
        ({NETFLIX: DATED}, [{HULU: {}, NETFLIX: None}], "scheduled"),
        ({NETFLIX: DATED}, [{NETFLIX: None, HULU: {"date": None}}], "announced"),
        ({NETFLIX: DATED}, [{NETFLIX: None, FESTIVAL: {}}], "announced"),
        ({FESTIVAL: DATED}, [{FESTIVAL: None, NETFLIX: {}}], "scheduled"),
    ],
)
def test_a_title_is_scheduled_if_its_headline_release_has_a_date(
    there: dict[str, Any], patches: list[dict[str, Any]], stage: str
) -> None:
    title = title_of(DUNE | {"releases": there})
    assert upcoming_stage(title.releases, patches) == stage
    # The same stage is derived.
    said: list[dict[str, Any]] = [{"releases": each} for each in (there, *patches)]
    typed = [report(DUNE | each, source=None, n=n) for n, each in enumerate(said, 1)]
    assert fold_existing("k", typed).status == stage


def test_the_date_on_which_a_release_leaves_does_not_count() -> None:
    title = title_of(DUNE | {"releases": {NETFLIX: {"leaves": "2022"}}})
    assert upcoming_stage(title.releases, [{HULU: {"leaves": "2022"}}]) == "announced"


def test_a_rumored_date_does_not_count_beside_a_reported_release() -> None:
    title = stated(
        (DUNE | {"releases": {NETFLIX: {}}}, "reported"), ({"releases": {HULU: DATED}}, "rumor")
    )
    assert title is not None
    assert upcoming_stage(title.releases, []) == title.status == "announced"
