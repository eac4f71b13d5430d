from typing import Any

import pytest

from slate.domain.changes.unshown import Reason, Unshown, unshown
from slate.domain.ledger.fold import fold
from slate.domain.reports.report import Report
from tests.domain.slates import report


def _said(said: dict[str, Any], day: str, source: str | None, confidence: str) -> Report:
    return report(
        said, reported_on=f"2021-01-{day}", source=source, confidence=confidence, batch=f"b{day}"
    )


def _on(date: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return more | {"releases": {"streaming||Netflix": {"date": date}}}


def _unshown(first: Report, last: Report) -> Unshown | None:
    title = fold("k", [first, last])
    assert title is not None
    return unshown(title, last)


DUNE = _said(_on("2021-10-01", title="Dune"), "05", "Netflix", "official")


@pytest.mark.parametrize(
    ("said", "day", "confidence", "reason"),
    [
        (_on("2021-10-22"), "06", "rumor", Reason.RANK),
        (_on("2021-10-22"), "06", "listed", Reason.RANK),
        (_on("2021-10-22"), "04", "reported", Reason.OLDER),
        (_on("2021-10-01"), "06", "reported", Reason.SAME),
        (_on("2021-10-01"), "06", "rumor", Reason.SAME),
        (_on("2021"), "06", "listed", Reason.COARSER),
        (_on("2021-10"), "04", "reported", Reason.COARSER),
        ({"status": "canceled"}, "06", "rumor", Reason.RANK),
        ({"title": "Dune!"}, "06", "listed", Reason.RANK),
        ({"title": "Dune!"}, "04", "reported", Reason.OLDER),
    ],
)
def test_why_a_report_is_not_shown(
    said: dict[str, Any], day: str, confidence: str, reason: Reason
) -> None:
    last = _said(said, day, "Variety", confidence)

    assert _unshown(DUNE, last) == Unshown(last, reason, DUNE)


def test_a_report_that_states_nothing_needs_no_reason() -> None:
    assert _unshown(DUNE, _said({}, "06", "Variety", "rumor")) is None
    assert _unshown(DUNE, _said({"tags": {"sf": None}}, "06", "Variety", "official")) is None


def test_the_report_shown_instead_is_that_of_the_value() -> None:
    first = _said({"title": "Dune", "status": "filming"}, "05", "Netflix", "official")
    rumor = _said({"status": "canceled"}, "06", "Variety", "rumor")
    assert _unshown(first, rumor) == Unshown(rumor, Reason.RANK, first)

    leaving = {"title": "Dune", "releases": {"streaming||Netflix": {"leaves": "2021-10-01"}}}
    first = _said(leaving, "05", "Netflix", "official")
    rumor = _said(
        {"releases": {"streaming||Netflix": {"leaves": "2021-11-01"}}}, "06", "Variety", "rumor"
    )
    assert _unshown(first, rumor) == Unshown(rumor, Reason.RANK, first)

    named = _said({"title": "Dune"}, "05", None, "reported")
    older = _said({"title": "Dune!"}, "04", None, "reported")
    assert _unshown(named, older) == Unshown(older, Reason.OLDER, named)


def test_the_report_shown_instead_is_that_of_a_release_dropped_in_vain() -> None:
    first = _said(_on("2021-10-01", title="Dune"), "04", "Netflix", "official")
    further = _said({"releases": {"theatrical||": {}}}, "05", "Warner", "official")
    rumor = _said({"releases": {"theatrical||": None}}, "06", "Reddit", "rumor")
    title = fold("k", [first, further, rumor])
    assert title is not None
    assert unshown(title, rumor) == Unshown(rumor, Reason.RANK, further)


def test_the_report_shown_instead_is_that_of_the_release() -> None:
    first = _said(
        {
            "title": "Dune",
            "releases": {
                "streaming||HBO Max": {"date": "2021-10-01"},
                "theatrical||": {"date": "2021-10-22"},
            },
        },
        "05",
        "Netflix",
        "official",
    )
    rumor = _said({"releases": {"theatrical||": {"date": "2021-11-01"}}}, "06", "Variety", "rumor")

    assert _unshown(first, rumor) == Unshown(rumor, Reason.RANK, first)


def test_the_report_shown_instead_of_a_sources_own_older_claim_is_on_the_same_release() -> None:
    theaters = {"releases": {"theatrical|US|": {"date": "2021-12-18"}}}
    newer = _said(theaters | {"title": "Dune"}, "05", "Warner Bros.", "reported")
    own = _said(
        {"releases": {"theatrical|US|": {"date": "2021-10-01"}}}, "04", "Warner Bros.", "reported"
    )
    other = _said(_on("2021-12-20"), "06", "Variety", "reported")
    title = fold("k", [newer, other, own])
    assert title is not None
    assert unshown(title, own) == Unshown(own, Reason.OLDER, newer)


def test_the_report_shown_instead_of_a_status_is_that_on_the_status() -> None:
    typed = _said({"status": "ended"}, "06", None, "reported")
    rumor = _said({"status": "canceled"}, "07", "a forum", "rumor")
    title = fold("k", [DUNE, typed, rumor])
    assert title is not None
    assert unshown(title, rumor) == Unshown(rumor, Reason.RANK, typed)
