from typing import Any

import pytest
from hypothesis import given

from slate.domain.changes.comparison import differences
from slate.domain.changes.growing_title import GrowingTitle
from slate.domain.changes.history import history_of
from slate.domain.ledger.fold import fold
from slate.domain.ledger.new_information import SourceStatements, said_before
from slate.domain.reports.report import Report, in_order
from tests.domain.slates import by_key, report, slates

DUNE = {"title": "Dune"}


def _on(day: str, date: str, n: int, **more: Any) -> Report:  # noqa: ANN401 -- fields of a report
    said = DUNE | {"releases": {"streaming||HBO": {"date": date}}}
    return report(said, reported_on=day, n=n, **more)


def _reverted(title: GrowingTitle, added: Report) -> list[bool]:
    return [change.reverted for change in title.add(added)]


@given(slates())
def test_reports_added_one_by_one_fold_to_the_title_of_all(reports: list[Report]) -> None:
    for key, own in by_key(reports).items():
        growing = GrowingTitle(key, own[:1])
        for number, added in enumerate(own[1:], 2):
            before, together = growing.title, own[:number]
            asked = {asked.source: asked for asked in own}
            for draft in asked.values():  # drafts of other days and sources, too
                beside = SourceStatements(draft, said_before(draft, together[:-1]))
                assert growing.beside(draft).news() == beside.news()
                assert growing.beside(draft).has_noted == beside.has_noted
            changed = growing.add(added)
            assert growing.reports == in_order(together)
            assert growing.title == fold(key, together)
            last = list(history_of(key, together))[-1]
            if last.report is added:
                assert changed == list(last.differences)
            else:
                assert changed == differences(before, growing.title)


def test_a_date_that_a_release_had_before_is_recognized() -> None:
    first, second, third = (
        _on("2021-01-01", "2021-03", 1),
        _on("2021-01-02", "2021-05", 2),
        _on("2021-01-03", "2021-03", 3),
    )
    title = GrowingTitle("k", [first])
    assert _reverted(title, second) == [False]
    assert _reverted(title, third) == [True]
    assert _reverted(title, _on("2021-01-04", "2021-05", 4)) == [True]
    # Also if all but the last report were there.
    assert _reverted(GrowingTitle("k", [second, first]), third) == [True]


def test_a_date_that_a_merged_title_had_is_recognized() -> None:
    other = report(
        DUNE | {"releases": {"streaming||HBO": {"date": "2021-05"}}},
        key="o",
        reported_on="2021-01-01",
        n=1,
    )
    first = _on("2021-01-02", "2021-03", 2, key="k")
    merged = report({"same": {"o": "dune-2"}}, key="k", reported_on="2021-01-03", n=3)
    title = GrowingTitle("k", [other, first, merged])
    assert _reverted(title, _on("2021-01-04", "2021-05", 4, key="k")) == [True]


def test_a_report_of_an_earlier_day_is_put_in_its_place() -> None:
    title = GrowingTitle("k", [_on("2021-01-02", "2021-03", 1)])
    (earlier,) = (_on("2021-01-01", "2021-05", 2),)
    assert title.add(earlier) == []
    assert [each.reported_on for each in title.reports] == ["2021-01-01", "2021-01-02"]
    draft = _on("2021-01-01", "2021-05", 3)
    assert title.beside(draft).news() == {}


def test_a_title_that_does_not_exist() -> None:
    title = GrowingTitle("k", [])
    with pytest.raises(LookupError):
        _ = title.existing
    title.add(report(DUNE))
    assert title.existing.title == "Dune"
