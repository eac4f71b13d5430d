from typing import Any

from slate.domain.ledger.works import works_of
from slate.domain.reports.report import Report
from tests.domain.slates import report


def _said(key: str, day: int, **said: Any) -> Report:  # noqa: ANN401 -- JSON
    return report(said, key=key, reported_on=f"2020-01-{day:02}", n=day, batch=f"b{day}")


def test_titles_are_folded_by_key() -> None:
    works = works_of([_said("b", 2, title="Heat"), _said("a", 1, title="Dune")])
    assert {key: title.title for key, title in works.titles.items()} == {"a": "Dune", "b": "Heat"}
    assert works.led == {}


def test_merged_titles_are_one() -> None:
    reports = [
        _said("a", 1, title="Dune"),
        _said("b", 2, title="Dune!", tags={"x": True}),
        _said("a", 3, same={"b": "dune-2"}),
    ]
    works = works_of(reports)
    assert list(works.titles) == ["a"]
    assert works.titles["a"].tags == ("x",)
    assert works.led == {"a": "a", "b": "a"}


def test_removed_titles_are_left_out() -> None:
    removal = _said("a", 2)._replace(said=None)
    assert works_of([_said("a", 1, title="Dune"), removal]).titles == {}
    assert works_of([]).titles == {}
