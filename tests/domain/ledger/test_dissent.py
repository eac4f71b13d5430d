from typing import Any

import pytest
from hypothesis import given, settings

from slate.domain.ledger.dissent import Dissent, dissent
from slate.domain.ledger.fold import fold
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
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
    """Ask of a title that somebody named before: the order of reports tells nothing."""
    start = report({"title": "Dune", "releases": {NETFLIX: {}}}, source="x", reported_on="2018")
    together = [start, *reports]
    return dissent(_title(*together), reversed(together))


def _dissent(*reports: Report) -> list[tuple[str | None, str]]:
    """Tell who says what beside what is shown."""
    return [(other.report.source, _text(other)) for other in _found(*reports)]


def _text(other: Dissent) -> str:
    return other.said if isinstance(other.said, str) else other.said.text


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
        # The date was withdrawn: any is another one.
        ("2021", None, ["2021"]),
        (None, "2021", []),
        (None, None, []),
    ],
)
def test_who_says_another_date(other: str | None, shown: str | None, found: list[str]) -> None:
    reports = (_said("Deadline", _on(other), "2020-11-01"), _said("Netflix", _on(shown), "2020-12"))

    assert _dissent(*reports) == [("Deadline", text) for text in found]


def test_dissent_tells_what_was_said_by_whom_and_of_which_release() -> None:
    other = _said("Deadline", _on("2021-03"), "01")

    [found] = _found(other, _said("Netflix", _on("2021-01-08"), "02"))

    assert found == Dissent(found.said, other, ReleaseKey(ReleaseType.STREAMING, None, "Netflix"))
    assert _text(found) == "2021-03"


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


def test_nor_does_one_person_who_names_no_source() -> None:
    assert _dissent(_said(None, _on("2021-03"), "01"), _said(None, _on("2021-04"), "02")) == []


def test_a_rumor_is_dissent_that_is_never_shown() -> None:
    official = _said("Netflix", _on("2021-01-08"), "01", confidence="official")
    for source in ("Deadline", "Netflix", None):
        rumor = _rumored(source, _on("2021-01-01"), "02")
        assert _dissent(official, rumor) == [(source, "2021-01-01")]


def test_a_rumor_that_there_is_no_date_any_more() -> None:
    official = _said("Netflix", _on("2021-01-08"), "02", confidence="official")
    assert _dissent(official, _rumored("Deadline", _on(None), "03")) == [("Deadline", "TBA")]
    assert _dissent(_rumored("Deadline", _on(None), "01"), official) == []


def test_who_spoke_last_comes_first() -> None:
    assert _dissent(
        _said("Deadline", _on("2021-03"), "01"),
        _said("TVLine", _on("2021-04"), "02"),
        _said(None, _on("2021-05"), "03"),
        _said("Deadline", _on("2021-06"), "04"),
        _said("Netflix", _on("2021-02-08"), "05"),
    ) == [("Deadline", "2021-06"), (None, "2021-05"), ("TVLine", "2021-04")]


def test_what_time_has_decided_is_no_dissent() -> None:
    """A date that had passed when another one was said, which had not."""
    year = _said("Netflix", _on("2021"), "06")
    assert _dissent(_said("TVLine", _on("2020"), "2019"), year) == []
    late = _said("Netflix", _on("2021-03"), "06")
    assert _dissent(_said("TVLine", _on("2020"), "2019"), late) == []
    assert _dissent(_said("TVLine", _on("2021-01-05"), "01"), late) == []
    assert _dissent(_said("TVLine", _on("2021-01-06"), "01"), late) == [("TVLine", "2021-01-06")]
    # A later rumor may say that it was out.
    rumor = _rumored("TVLine", _on("2021-01-05"), "07")
    assert _dissent(late, rumor) == [("TVLine", "2021-01-05")]
    # Of what is past, two may disagree.
    past = _said("Netflix", _on("2020-06-01"), "06")
    assert _dissent(_said("TVLine", _on("2020-05-01"), "01"), past) == [("TVLine", "2020-05-01")]


def test_what_was_foretold_of_a_title_that_is_out_is_no_dissent() -> None:
    foretold = _said("TVLine", _on("2021-03"), "2020-12-01")
    out = _said("Netflix", _on("2021-01-01") | {"status": "released"}, "02")
    assert _dissent(foretold, out) == []
    assert _dissent(foretold, _said("Netflix", _on("2021-01-01"), "2020-12-02")) == [
        ("TVLine", "2021-03")
    ]
    afterwards = _said("TVLine", _on("2020-12-31"), "01")
    assert _dissent(afterwards, out) == [("TVLine", "2020-12-31")]


def test_each_release_is_asked_about_in_its_turn() -> None:
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


def test_who_dropped_the_release_says_no_date_of_it_any_more() -> None:
    assert (
        _dissent(
            _said("Deadline", _on("2021-03"), "01"),
            _said("Deadline", {"releases": {"streaming||netflix": None}}, "02"),
            _said("Netflix", _on("2021-02-08"), "03"),
        )
        == []
    )


def test_what_was_said_before_a_removal_is_said_no_more() -> None:
    other = _said("Deadline", {"title": "Dune", "status": "canceled"} | _on("2021-03"), "01")
    again = _said("Netflix", {"title": "Dune", "status": "scheduled"} | _on("2021-02-08"), "03")

    assert _dissent(other, _said("Netflix", None, "02"), again) == []
    assert _dissent(other, _rumored("Netflix", None, "02"), again) == [
        ("Deadline", "2021-03"),
        ("Deadline", "canceled"),
    ]
    # Of a work with two keys, the other one's words stand.
    elsewhere = _said("Netflix", None, "02")._replace(title_key="other")
    assert _dissent(other, elsewhere, again) == _dissent(other, again)


def test_a_date_goes_along_when_its_release_moves() -> None:
    youtube = "streaming||YouTube"
    reports = (
        _said("Deadline", _on("2021-03", youtube), "01"),
        _said("TVLine", _moved(youtube, "streaming||Hulu"), "02"),
        _said("Netflix", _on("2021-02-08", "streaming||Hulu"), "03"),
    )
    assert _dissent(*reports) == [("Deadline", "2021-03")]
    # A rumor moves nothing that was reported.
    rumor = reports[1]._replace(confidence=Confidence.RUMOR)
    assert _dissent(reports[0], rumor, reports[2]) == []


def test_a_rumor_moves_what_is_only_a_rumor() -> None:
    youtube, hulu = "streaming||YouTube", "streaming||Hulu"
    assert _dissent(
        _rumored("Deadline", _on("2021-03", youtube), "01"),
        _rumored("TVLine", _moved(youtube, hulu), "02"),
        _said("Netflix", _on("2021-02-08", hulu), "03"),
    ) == [("Deadline", "2021-03")]


@pytest.mark.parametrize(
    ("other", "shown", "found"),
    [
        # The other says that nothing more is to come.
        ("canceled", "scheduled", ["canceled"]),
        ("released", "announced", ["released"]),
        # A stage on the way, or one end instead of the other.
        ("announced", "filming", []),
        ("filming", "announced", []),
        ("on-hold", "scheduled", []),
        ("canceled", "released", []),
        ("scheduled", "canceled", []),
        ("scheduled", "released", []),
        (None, "scheduled", []),
        # Nobody says a status any more.
        ("canceled", None, ["canceled"]),
    ],
)
def test_who_says_another_status(other: str | None, shown: str | None, found: list[str]) -> None:
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
def test_a_later_rumor_says_another_status(rumored: str, shown: str, found: list[str]) -> None:
    reports = (
        _said("Netflix", {"status": shown}, "01"),
        _rumored("Deadline", {"status": rumored}, "02"),
    )
    assert _dissent(*reports) == [("Deadline", text) for text in found]


def test_one_report_disputes_nothing() -> None:
    alone = report({"title": "Dune", "status": "scheduled"} | _on("2021"))
    assert dissent(_title(alone), [alone]) == []


@pytest.mark.slow
@settings(max_examples=60)
@given(slates())
def test_of_any_slate_nothing_that_is_shown_is_dissent(reports: list[Report]) -> None:
    for key, own in by_key(reports).items():
        title = fold(key, own)
        if title is None:
            continue
        shown = {release.key: release for release in title.releases}
        for other in dissent(title, own):
            if other.release is None:
                assert other.said != title.status
            else:
                release = shown[other.release]
                assert other.said != release.date
                assert other.report != release.said_by
