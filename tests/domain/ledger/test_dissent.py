from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.dissent import Dissent, Subject, dissent, is_disputed
from slate.domain.ledger.fold import fold
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Title
from tests.domain.slates import by_key, report, slates

NETFLIX = "streaming||Netflix"


def _on(when: str | None, key: str = NETFLIX) -> dict[str, Any]:
    return {"releases": {key: {"date": when}}}


def _moved(old: str, new: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"releases": {old: None, new: said}}


def _said(source: str | None, said: dict[str, Any] | None, day: str, **more: Any) -> Report:  # noqa: ANN401
    day = f"2021-01-{day}" if len(day) == len("01") else day
    return report(said, source=source, reported_on=day, **more)


def _rumored(source: str | None, said: dict[str, Any] | None, day: str) -> Report:
    return _said(source, said, day, confidence="rumor")


def _title(*reports: Report) -> Title:
    title = fold("k", reports)
    assert title is not None
    return title


def _found(*reports: Report) -> list[Dissent]:
    """Return the dissent on a title named by an earlier report; input order must not matter."""
    start = report({"title": "Dune", "releases": {NETFLIX: {}}}, source="x", reported_on="2018")
    together = [start, *reports]
    return dissent(_title(*reversed(together)))


def _dissent(*reports: Report) -> list[tuple[str | None, str]]:
    """Return the source and the text of each claim that contradicts what is shown."""
    return [(other.report.source, _text(other)) for other in _found(*reports)]


def _text(other: Dissent) -> str:
    match other.said:
        case ReleaseDate() as when:
            return f"leaves {when.text}" if other.subject is Subject.LEAVES else when.text
        case ReleaseKey() as key:
            return (
                f"not {key.platform}" if other.subject is Subject.NO_SERVICE else f"{key.platform}"
            )
        case Stage() as stage:
            return stage.value


@pytest.mark.parametrize(
    ("other", "shown", "found"),
    [
        ("2021-01-01", "2021-01-08", ["2021-01-01"]),
        ("2021-02", "2021-01-08", ["2021-02"]),
        ("2021-02/..", "2021-01-08", ["2021-02/.."]),
        ("2021-01-08", "2021", ["2021-01-08"]),
        ("2021-H1", "2021-Q2/2021-Q3", ["2021-H1"]),
        # A coarser date that includes the one shown.
        ("2021", "2021-01-08", []),
        ("2021-01-08", "2021-01-08", []),
        ("2021-01-08?", "2021-01-08", []),
        ("2021-01/..", "2021-01-08", []),
        ("../2021", "2021-01-08", []),
        ("2020/..", "2021/..", []),
        ("2021", "2021/..", ["2021"]),
        # The date was withdrawn, so any date contradicts it.
        ("2021", None, ["2021"]),
        (None, "2021", []),
        (None, None, []),
    ],
)
def test_source_that_states_another_date_dissents(
    other: str | None, shown: str | None, found: list[str]
) -> None:
    reports = (_said("Deadline", _on(other), "2020-11-01"), _said("Netflix", _on(shown), "2020-12"))

    assert _dissent(*reports) == [("Deadline", text) for text in found]


def test_dissent_holds_claim_report_and_release() -> None:
    other = _said("Deadline", _on("2021-03"), "01")

    [found] = _found(other, _said("Netflix", _on("2021-01-08"), "02"))

    key = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")
    assert found == Dissent(Subject.DATE, found.said, other, key)
    assert _text(found) == "2021-03"


def test_only_the_last_claim_of_a_source_counts() -> None:
    assert (
        _dissent(
            _said("Deadline", _on("2021-03"), "01"),
            _said("Deadline", _on("2021-01-08"), "02"),
            _said("Netflix", _on("2021-01-08"), "03"),
        )
        == []
    )


def test_source_that_is_shown_does_not_contradict_itself() -> None:
    assert (
        _dissent(_said("Netflix", _on("2021-03"), "01"), _said("Netflix", _on("2021-04"), "02"))
        == []
    )


def test_reports_without_a_source_do_not_contradict_each_other() -> None:
    assert _dissent(_said(None, _on("2021-03"), "01"), _said(None, _on("2021-04"), "02")) == []


def test_rumor_against_an_official_date_is_dissent() -> None:
    official = _said("Netflix", _on("2021-01-08"), "01", confidence="official")
    for source in ("Deadline", "Netflix", None):
        rumor = _rumored(source, _on("2021-01-01"), "02")
        assert _dissent(official, rumor) == [(source, "2021-01-01")]


def test_later_rumor_that_withdraws_the_date_is_dissent() -> None:
    official = _said("Netflix", _on("2021-01-08"), "02", confidence="official")
    assert _dissent(official, _rumored("Deadline", _on(None), "03")) == [("Deadline", "TBA")]
    assert _dissent(_rumored("Deadline", _on(None), "01"), official) == []


def test_latest_dissent_comes_first() -> None:
    assert _dissent(
        _said("Deadline", _on("2021-03"), "01"),
        _said("TVLine", _on("2021-04"), "02"),
        _said(None, _on("2021-05"), "03"),
        _said("Deadline", _on("2021-06"), "04"),
        _said("Netflix", _on("2021-02-08"), "05"),
    ) == [("Deadline", "2021-06"), (None, "2021-05"), ("TVLine", "2021-04")]


def test_date_past_when_a_future_date_was_reported_is_no_dissent() -> None:
    """A date already past when a source reported one still ahead no longer contradicts it."""
    year = _said("Netflix", _on("2021"), "06")
    assert _dissent(_said("TVLine", _on("2020"), "2019"), year) == []
    late = _said("Netflix", _on("2021-03"), "06")
    assert _dissent(_said("TVLine", _on("2020"), "2019"), late) == []
    assert _dissent(_said("TVLine", _on("2021-01-05"), "01"), late) == []
    assert _dissent(_said("TVLine", _on("2021-01-06"), "01"), late) == [("TVLine", "2021-01-06")]
    # A later rumor may state that the title was out.
    rumor = _rumored("TVLine", _on("2021-01-05"), "07")
    assert _dissent(late, rumor) == [("TVLine", "2021-01-05")]
    # Two sources may disagree on a past date.
    past = _said("Netflix", _on("2020-06-01"), "06")
    assert _dissent(_said("TVLine", _on("2020-05-01"), "01"), past) == [("TVLine", "2020-05-01")]


def test_earlier_forecast_for_a_released_title_is_no_dissent() -> None:
    foretold = _said("TVLine", _on("2021-03"), "2020-12-01")
    out = _said("Netflix", _on("2021-01-01") | {"status": "released"}, "02")
    assert _dissent(foretold, out) == []
    assert _dissent(foretold, _said("Netflix", _on("2021-01-01"), "2020-12-02")) == [
        ("TVLine", "2021-03")
    ]
    afterwards = _said("TVLine", _on("2020-12-31"), "01")
    assert _dissent(afterwards, out) == [("TVLine", "2020-12-31")]


def test_dissent_follows_the_order_of_releases() -> None:
    disc = "physical|GB|"
    reports = (
        _said("TVLine", {"tags": {"scifi": True}}, "01"),
        _said("TVLine", _on("2021-06", disc), "01", n=2),
        _said("Deadline", _on("2021-03", "streaming||NETFLIX"), "02"),
        _said("Netflix", _on("2021-02-08"), "03"),
        _said("Netflix", _on("2021-07", disc), "03", n=2),
        _said("Hulu", _on("2022", "||Hulu"), "04"),
    )
    found = _found(*reports)

    assert [(other.report.source, str(other.release)) for other in found] == [
        ("Deadline", "streaming||Netflix"),
        ("TVLine", "physical|GB|"),
    ]


def test_source_that_dropped_a_release_no_longer_dissents() -> None:
    assert (
        _dissent(
            _said("Deadline", _on("2021-03"), "01"),
            _said("Deadline", {"releases": {"streaming||netflix": None}}, "02"),
            _said("Netflix", _on("2021-02-08"), "03"),
        )
        == []
    )


def test_claims_from_before_a_removal_are_no_dissent() -> None:
    other = _said("Deadline", {"title": "Dune", "status": "canceled"} | _on("2021-03"), "01")
    again = _said("Netflix", {"title": "Dune", "status": "scheduled"} | _on("2021-02-08"), "03")

    assert _dissent(other, _said("Netflix", None, "02"), again) == []
    assert _dissent(other, _rumored("Netflix", None, "02"), again) == [
        ("Deadline", "2021-03"),
        ("Deadline", "canceled"),
    ]
    # The removal of one key leaves the claims on the other key of a merged work in place.
    elsewhere = _said("Netflix", None, "02")._replace(title_key="other")
    assert _dissent(other, elsewhere, again) == _dissent(other, again)


def test_claimed_date_follows_a_moved_release() -> None:
    youtube = "streaming||YouTube"
    reports = (
        _said("Deadline", _on("2021-03", youtube), "01"),
        _said("TVLine", _moved(youtube, "streaming||Hulu"), "02"),
        _said("Netflix", _on("2021-02-08", "streaming||Hulu"), "03"),
    )
    assert _dissent(*reports) == [("Deadline", "2021-03"), ("Deadline", "YouTube")]
    # A rumor does not move what was reported.
    rumor = reports[1]._replace(confidence=Confidence.RUMOR)
    assert _dissent(reports[0], rumor, reports[2]) == [("TVLine", "not YouTube")]


def test_rumor_moves_a_rumored_claim() -> None:
    youtube, hulu = "streaming||YouTube", "streaming||Hulu"
    assert _dissent(
        _rumored("Deadline", _on("2021-03", youtube), "01"),
        _rumored("TVLine", _moved(youtube, hulu), "02"),
        _said("Netflix", _on("2021-02-08", hulu), "03"),
    ) == [("Deadline", "2021-03"), ("Deadline", "YouTube")]


@pytest.mark.parametrize(
    ("other", "shown", "found"),
    [
        # The other source states that the title is settled.
        ("canceled", "scheduled", ["canceled"]),
        ("released", "announced", ["released"]),
        # Two stages before the release, or one settled stage instead of another.
        ("announced", "filming", []),
        ("filming", "announced", []),
        ("on-hold", "scheduled", []),
        ("canceled", "released", []),
        ("scheduled", "canceled", []),
        ("scheduled", "released", []),
        (None, "scheduled", []),
        # The status was withdrawn.
        ("canceled", None, ["canceled"]),
    ],
)
def test_source_that_states_another_status_dissents(
    other: str | None, shown: str | None, found: list[str]
) -> None:
    reports = (
        _said("Deadline", {"status": other}, "01"),
        _said("Netflix", {"status": shown}, "02"),
    )
    assert _dissent(*reports) == [("Deadline", text) for text in found]


@pytest.mark.parametrize(
    ("rumored", "shown", "found"),
    [
        ("canceled", "scheduled", ["canceled"]),
        ("scheduled", "canceled", ["scheduled"]),
        ("scheduled", "released", ["scheduled"]),
        ("filming", "scheduled", []),
    ],
)
def test_later_rumor_of_another_status_dissents(rumored: str, shown: str, found: list[str]) -> None:
    reports = (
        _said("Netflix", {"status": shown}, "01"),
        _rumored("Deadline", {"status": rumored}, "02"),
    )
    assert _dissent(*reports) == [("Deadline", text) for text in found]


def test_single_report_has_no_dissent() -> None:
    alone = report({"title": "Dune", "status": "scheduled"} | _on("2021"))
    assert dissent(_title(alone)) == []


@pytest.mark.slow
@settings(max_examples=60)
@given(slates())
def test_shown_values_are_never_dissent_on_any_slate(reports: list[Report]) -> None:
    for key, own in by_key(reports).items():
        title = fold(key, own)
        if title is None:
            continue
        assert is_disputed(title) == bool(dissent(title))
        shown = {release.key: release for release in title.releases}
        for other in dissent(title):
            if other.subject is Subject.STATUS:
                assert other.said != title.status
            elif other.subject is Subject.DATE and other.release is not None:
                release = shown[other.release]
                assert other.said != release.date
                assert other.report != release.said_by
