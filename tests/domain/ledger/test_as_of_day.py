import pytest

from slate.domain.ledger.as_of_day import last_title, title_as_of_day, was_named_by
from slate.domain.ledger.fold import fold
from tests.domain.slates import report

DUNE = {"title": "Dune"}


def test_last_title_of_a_removed_title_is_its_state_before_removal() -> None:
    first = report(DUNE | {"year": 2020}, reported_on="2021-01-01")
    removal = report(None, reported_on="2021-01-02")
    later = report({"status": "filming"}, reported_on="2021-01-03")

    assert last_title("k", [later, removal, first]) == fold("k", [first])
    assert last_title("k", [removal]) is None


def test_title_as_of_each_day() -> None:
    reports = [
        report({"tags": {"a": True}}, reported_on="2021-01-01"),
        report(DUNE, reported_on="2021-01-02"),
        report({"title": "Dune: Part One"}, reported_on="2021-01-04"),
        report(None, reported_on="2021-01-05"),
        report({"title": "Dune (2021)"}, reported_on="2021-01-06"),
    ]
    days = {
        "2020-12-31": "Dune",  # before its first name: that name
        "2021-01-01": "Dune",
        "2021-01-03": "Dune",
        "2021-01-04": "Dune: Part One",
        "2021-01-05": "Dune: Part One",  # removed: its state before the removal
        "2021-01-06": "Dune (2021)",
        "2021-01-07": "Dune (2021)",
    }
    assert {day: title_as_of_day(day, "k", reports).title for day in days} == days
    assert [day for day in days if was_named_by(day, reports)] == list(days)[2:]


def test_title_as_of_day_raises_for_a_title_never_named() -> None:
    with pytest.raises(LookupError):
        title_as_of_day("2021-01-07", "k", [report({"tags": {"a": True}})])
