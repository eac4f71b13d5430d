from typing import Any

import pytest

from slate.domain.ledger.version import newer_batches, version_of, version_of_batch, versions_of
from slate.domain.reports.report import Batch
from tests.domain.slates import report

BATCH = Batch(1, "u", "2021-01-07T12:00:00.000000Z", "ann", "add", None)


@pytest.mark.parametrize(
    "said",
    [
        None,
        {"title": "2021-12-late"},
        {"aka": {'"differs":': True, "split": True}, "same": {"k": "differs"}},
        {"credits": {"cast|A": True, "cast|B": None}},
        {"releases": {"||": None, "||A": {}, "||B": {"date": None, "leaves": "2021-late"}}},
        {"releases": {"||": {"date": "2021-early/2021-12?"}, "||A": {"date": "../2021-12-01~"}}},
        {"releases": {"||": {"date": "2021-Q1"}}},
    ],
)
def test_version_1_carries_what_older_slates_know(said: Any) -> None:  # noqa: ANN401 -- a patch
    assert list(versions_of(report(said))) == []
    assert version_of([BATCH], [report(said)]) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"differs": {"k": "dune"}}, "differs"),
        ({"split": {"k": ""}}, "split"),
        ({"credits": {"cast|A": True, "cast|B": 2}}, "credits"),
        ({"releases": {"||": {"date": "2021-12-early"}}}, "releases"),
        ({"releases": {"||": {"leaves": "2021-12-mid?"}}}, "releases"),
        ({"releases": {"||": {"date": "2021-12/2022-01-late~"}}}, "releases"),
        ({"releases": {"||": {"date": "2021-12-late/.."}}}, "releases"),
    ],
)
def test_version_2_is_needed_for_new_fields_and_values(said: Any, field: str) -> None:  # noqa: ANN401 -- a patch
    assert list(versions_of(report(said))) == [(f"said: {field}", 2)]
    assert version_of([], [report({}), report(said)]) == 2


def test_version_2_is_needed_for_what_catalogs_list() -> None:
    assert list(versions_of(report({}, confidence="listed"))) == [("confidence", 2)]


def test_version_2_is_needed_for_limited_undos_and_corrections() -> None:
    assert version_of_batch(BATCH) == 1
    for batch in (BATCH._replace(only=("k",)), BATCH._replace(corrects=(("v", "t"),))):
        assert version_of_batch(batch) == 2
        assert version_of([BATCH, batch], []) == 2
    assert version_of([], []) == 1


def test_each_batch_has_the_version_that_it_or_its_reports_need() -> None:
    undo = BATCH._replace(uid="undo", only=("dune||",))
    third = report({"releases": {"||": {"date": "2021-12-late"}}})._replace(batch="third")
    assert newer_batches([BATCH, undo], [report({}), third]) == {"undo": 2, "third": 2}
