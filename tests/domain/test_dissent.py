from typing import Any

import pytest

from slate.domain.dissent import dissent
from slate.domain.fold import fold
from slate.domain.reports import Report
from tests.domain.slates import report


def _on(when: str | None, key: str = "streaming||Netflix") -> dict[str, Any]:
    return {"releases": {key: {"date": when}}}


def _said(source: str | None, said: dict[str, Any] | None, day: str, **more: Any) -> Report:  # noqa: ANN401
    return report(said, source=source, reported_on=f"2021-01-{day}", **more)


def _dissent(*reports: Report) -> list[tuple[str | None, str]]:
    """Tell who says what beside the date shown: [(source, date)]."""
    start = report({"title": "Dune", "releases": {"streaming||Netflix": {}}}, source="start")
    title = fold("k", [start._replace(reported_on="2020"), *reports])
    assert title is not None
    (shown,) = title.releases
    return [(other.report.source, other.date.text) for other in dissent(shown, reversed(reports))]


@pytest.mark.parametrize(
    ("other", "shown", "found"),
    [
        ("2021-01-01", "2021-01-08", ["2021-01-01"]),
        ("2021-02", "2021-01-08", ["2021-02"]),
        ("2021-02/..", "2021-01-08", ["2021-02/.."]),
        ("2021-01-08", "2021", ["2021-01-08"]),
        ("2021-H1", "2021-Q2/2021-Q3", ["2021-H1"]),
        # A coarser date that allows the one shown.
        ("2021", "2021-01-08", []),
        ("2021-01-08", "2021-01-08", []),
        ("2021-01-08?", "2021-01-08", []),
        ("2021-01/..", "2021-01-08", []),
        ("../2021", "2021-01-08", []),
        ("2020/..", "2021/..", []),
        ("2021", "2021/..", ["2021"]),
        # No date is shown: any is another one.
        ("2021", None, ["2021"]),
        (None, "2021", []),
    ],
)
def test_who_says_another_date(other: str | None, shown: str | None, found: list[str]) -> None:
    reports = (_said("Deadline", _on(other), "01"), _said("Netflix", _on(shown), "02"))

    assert _dissent(*reports) == [("Deadline", text) for text in found]


def test_the_last_word_of_a_source_counts() -> None:
    assert (
        _dissent(
            _said("Deadline", _on("2021-03"), "01"),
            _said("Deadline", _on("2021-01-08"), "02"),
            _said("Netflix", _on("2021-01-08"), "03"),
        )
        == []
    )


def test_who_is_shown_does_not_contradict_himself() -> None:
    assert (
        _dissent(_said("Netflix", _on("2021-03"), "01"), _said("Netflix", _on("2021-04"), "02"))
        == []
    )


def test_a_rumor_is_dissent_that_is_never_shown() -> None:
    assert _dissent(
        _said("Netflix", _on("2021-01-08"), "01", confidence="official"),
        _said("Deadline", _on("2021-01-01"), "02", confidence="rumor"),
    ) == [("Deadline", "2021-01-01")]


def test_who_spoke_last_comes_first() -> None:
    assert _dissent(
        _said("Deadline", _on("2021-03"), "01"),
        _said("TVLine", _on("2021-04"), "02"),
        _said(None, _on("2021-05"), "03"),
        _said("Deadline", _on("2021-06"), "04"),
        _said("Netflix", _on("2021-01-08"), "05"),
    ) == [("Deadline", "2021-06"), (None, "2021-05"), ("TVLine", "2021-04")]


def test_only_the_release_that_is_shown_is_asked_about() -> None:
    reports = (
        _said("TVLine", {"tags": {"scifi": True}}, "01"),
        _said("TVLine", None, "01", n=2),
        _said("Deadline", _on("2021-03", "streaming||NETFLIX"), "02"),
        _said("Netflix", {"title": "Dune"} | _on("2021-01-08"), "03"),
    )
    title = fold("k", reports)
    assert title is not None

    found = dissent(title.releases[0], [*reports, _said("Hulu", _on("2022", "||Hulu"), "02")])

    assert [other.report.source for other in found] == ["Deadline"]


def test_who_dropped_the_release_says_no_date_of_it_any_more() -> None:
    assert (
        _dissent(
            _said("Deadline", _on("2021-03"), "01"),
            _said("Deadline", {"releases": {"streaming||netflix": None}}, "02"),
            _said("Netflix", _on("2021-01-08"), "03"),
        )
        == []
    )
