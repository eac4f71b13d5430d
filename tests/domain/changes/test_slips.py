from typing import Any

import pytest

from slate.domain.changes.history import history_of
from slate.domain.changes.slips import (
    HowFar,
    Slips,
    Unmeasured,
    days_between,
    may_have_moved,
    may_have_waited,
    summary_of,
)
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.release_date import parse_date
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from tests.domain.slates import report

NETFLIX = "streaming||Netflix"
THEATERS = "theatrical|US|"
APART = Unmeasured(parse_date("2021-01/2021-02"), parse_date("2021-03"))


def _told(*said: dict[str, Any] | None) -> list[Report]:
    """Make reports of a title, one a day and a batch each."""
    reports = [
        report(each, reported_on=f"2020-01-{n:02}", batch=f"b{n}") for n, each in enumerate(said, 1)
    ]
    return [reports[0]._replace(said={"title": "Dune"} | (said[0] or {})), *reports[1:]]


def _on(*dates: str | None) -> list[dict[str, Any]]:
    return [{"releases": {NETFLIX: {"date": each}}} for each in dates]


def _later(count: int, unit: Unit) -> Distance:
    return Distance(count, unit, later=True)


def _slips(*said: dict[str, Any] | None) -> Slips:
    return summary_of(history_of("k", _told(*said)))


def test_nothing_is_known_of_no_history() -> None:
    assert summary_of([]) == Slips()
    assert (Slips().days, Slips().wait) == (0, None)


@pytest.mark.parametrize(
    ("dates", "each", "others", "advanced"),
    [
        (["2021-01-08"], (), (), 0),
        (["2021-01-08", "2021-01-22", "2021-04-15"], (14, 83), (), 0),
        # What came back earlier takes nothing away.
        (["2021-01-08", "2021-01-22", "2021-01-08", "2021-01-10"], (14, 2), (), 1),
        # Never days that nobody said.
        (
            ["2021-Q1", "2021-Q2", "2021-10"],
            (),
            (_later(1, Unit.QUARTER), _later(2, Unit.QUARTER)),
            0,
        ),
        (["2021", "2022-05-01"], (), (_later(1, Unit.YEAR),), 0),
        (["2021-01/2021-02", "2021-03"], (), (APART,), 0),
        (
            ["2021-01-08", "2021-02", "2021-03-01?"],
            (),
            (_later(1, Unit.MONTH), _later(1, Unit.MONTH)),
            0,
        ),
        # Neither finer nor vaguer is later; and what was withdrawn was not.
        (["2021", "2021-06", "2021-06-05", "2021-06", "2021"], (), (), 0),
        (["2021-01-08", "TBA", "2021-06-01"], (), (), 0),
    ],
)
def test_how_often_and_how_far(
    dates: list[str], each: tuple[int, ...], others: tuple[HowFar, ...], advanced: int
) -> None:
    slips = _slips(*_on(*dates))
    assert (slips.times, slips.each, slips.others) == (len(each + others), each, others)
    assert (slips.days, slips.advanced) == (sum(each), advanced)


def test_since_when_it_was_told_of() -> None:
    slips = _slips({"status": "announced"}, {"tags": {"a": True}}, *_on("2021", "2021-05"))
    assert slips.first_said == "2020-01-01"
    assert (slips.first_dated, slips.first_date) == ("2020-01-03", "2021")
    assert slips.first_release == ReleaseKey(ReleaseType.STREAMING, None, "Netflix")
    assert slips.wait == 2
    assert _slips(*_on("2021")).wait == 0
    assert _slips({"status": "announced"}).wait is None


def test_no_wait_is_told_between_days_that_nobody_said() -> None:
    first, second = _told({}, *_on("2021"))
    steps = list(history_of("k", [first._replace(reported_on="2019-05"), second]))
    assert (summary_of(steps).first_said, summary_of(steps).wait) == ("2019-05", None)


def test_what_is_told_at_once_is_one_slip() -> None:
    both = {NETFLIX: {"date": "2021-01-08"}, THEATERS: {"date": "2021-01-01"}}
    later = {NETFLIX: {"date": "2021-02-08"}, THEATERS: {"date": "2021-01-11"}}
    assert _slips({"releases": both}, {"releases": later}).each == (31,)
    # By an import it may be a report for each release.
    first, second = _told({"releases": both}, {"releases": {NETFLIX: later[NETFLIX]}})
    third = second._replace(said={"releases": {THEATERS: later[THEATERS]}}, n=2)
    assert summary_of(history_of("k", [first, second, third])).each == (31,)
    another_day = third._replace(reported_on="2020-02-01")
    assert summary_of(history_of("k", [first, second, another_day])).each == (31, 10)
    another_batch = third._replace(batch="b3")
    assert summary_of(history_of("k", [first, second, another_batch])).each == (31, 10)


def test_only_the_releases_that_fit() -> None:
    both = {NETFLIX: {"date": "2021-01-08"}, THEATERS: {"date": "2021-01-01"}}
    later = {NETFLIX: {"date": "2021-01-07"}, THEATERS: {"date": "2021-01-11"}}
    steps = list(history_of("k", _told({"releases": both}, {"releases": later})))
    in_theaters = summary_of(steps, lambda key: key.type == "theatrical")
    assert (in_theaters.each, in_theaters.advanced) == ((10,), 0)
    at_home = summary_of(steps, lambda key: key.type == "streaming")
    assert (at_home.each, at_home.advanced) == ((), 1)


def test_a_removed_title_has_slipped_before() -> None:
    slips = _slips(*_on("2021-01-08", "2021-01-09"), None)
    assert (slips.times, slips.first_date) == (1, "2021-01-08")


_OUT = {"title": "Laputa", "releases": {THEATERS: {"date": "1986-08-02"}}}


def _corrected(text: str, **more: Any) -> Slips:  # noqa: ANN401 -- JSON
    return _slips(_OUT | more, {"releases": {THEATERS: {"date": text}}})


def test_a_correction_of_what_is_out_is_no_slip() -> None:
    # Three lists, three years: of one film catalogues give dates years apart.
    lists = [{"releases": {THEATERS: {"date": text}}} for text in ("1991-07-19", "1989-04-01")]
    slips = _slips(_OUT, *lists)
    assert (slips.times, slips.advanced, slips.each) == (0, 0, ())
    assert (slips.first_date, slips.wait) == ("1986-08-02", 0)
    # Whatever else is said of it, and of what was never dated.
    assert _slips(_OUT, {"tags": {"a": True}}, *_on("1990-01-01")).times == 0
    # On the day on which it is said it does not lie ahead any more.
    assert _corrected("2020-01-02", status="released").times == 0
    assert _corrected("1987").times == 0
    assert _corrected("1986-08-03", status="ended").times == 0


def test_what_still_lies_ahead_slips_also_when_a_title_is_out() -> None:
    assert _corrected("2020-01-03", status="released").times == 1
    assert _corrected("2020-01", status="released").times == 1
    assert _corrected("1987/..", status="released").times == 1
    # In theaters; on the service it is still to come.
    said = {"title": "Dune", "status": "released", "releases": {NETFLIX: {"date": "2020-03-01"}}}
    assert _slips(said, *_on("2020-04-01")).each == (31,)


def test_what_comes_out_later_than_was_said_has_slipped() -> None:
    late = {"status": "released", "releases": {NETFLIX: {"date": "2020-01-02"}}}
    scheduled = {"status": "scheduled", "releases": {NETFLIX: {"date": "2019-12-25"}}}
    assert _slips(scheduled, late).each == (8,)
    # And what was taken for released, and is not out, has slipped, too.
    taken = _OUT | {"status": "released"}
    moved = {"status": "scheduled", "releases": {THEATERS: {"date": "1987"}}}
    assert _slips(taken, moved).times == 1


def test_days_between() -> None:
    assert days_between("2021-01-08", "2021-01-01") == -7
    assert days_between("2021-01", "2021-01-08") is None
    assert days_between("2021-01-08", "TBA") is None


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], False),
        (["2021-01-08", "2021-01-08"], False),
        (["2021", "2021-01", "2021-01-08", None, "TBA"], False),
        (["2021-01-08", "2021-01-09"], True),
        (["2021-01-08", None, "2021-01-07"], True),
    ],
)
def test_dates_that_are_apart(dates: list[str | None], *, expected: bool) -> None:
    assert may_have_moved(_told({}, *_on(*dates))) is expected


def test_reports_that_say_no_date() -> None:
    assert not may_have_moved(_told({}, {"releases": {NETFLIX: None}}, {"releases": None}, None))
    assert may_have_waited(_told({}, None, *_on("2021")))
    assert not may_have_waited(_told({}, {"status": "filming"}))
    assert not may_have_waited(_told(*_on("2021", "2022")))


def test_a_correction_of_one_of_two_titles_that_became_one() -> None:
    """What the other one was told in between does not bring the first one back."""

    def said(key: str, day: int, said: dict[str, Any]) -> Report:
        return report(said, key=key, reported_on=f"2021-01-{day:02}", n=day)

    out = {"releases": {"streaming||Hulu": {"date": "1986"}}}
    corrected = {"releases": {"streaming||Hulu": {"date": "1991"}}}
    steps = history_of(
        "a",
        [
            said("a", 1, {"title": "Castle"} | out),
            said("b", 2, {"title": "Laputa", "status": "announced"}),
            said("a", 3, corrected),
            said("a", 4, {"same": {"b": "laputa"}}),
        ],
    )
    assert summary_of(steps).times == 0
