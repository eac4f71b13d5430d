from datetime import date
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
from slate.domain.dates.day_span import Span
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from tests.domain.slates import report

NETFLIX = "streaming||Netflix"
THEATERS = "theatrical|US|"
APART = Unmeasured(parse_date("2021-01/2021-02"), parse_date("2021-03"))


def _told(*said: dict[str, Any] | None) -> list[Report]:
    """Return reports on a title, one per day, each in a batch of its own."""
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


def test_empty_history_has_empty_slips() -> None:
    assert summary_of([]) == Slips()
    assert (Slips().days, Slips().wait) == (0, None)


@pytest.mark.parametrize(
    ("dates", "each", "others", "advanced"),
    [
        (["2021-01-08"], (), (), 0),
        (["2021-01-08", "2021-01-22", "2021-04-15"], (14, 83), (), 0),
        # An advance does not reduce the slips.
        (["2021-01-08", "2021-01-22", "2021-01-08", "2021-01-10"], (14, 2), (), 1),
        # A slip between coarser dates is not measured in days.
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
        # A finer or vaguer date is not later, nor is a date after a withdrawn one.
        (["2021", "2021-06", "2021-06-05", "2021-06", "2021"], (), (), 0),
        (["2021-01-08", "TBA", "2021-06-01"], (), (), 0),
    ],
)
def test_slips_count_how_often_and_how_far(
    dates: list[str], each: tuple[int, ...], others: tuple[HowFar, ...], advanced: int
) -> None:
    slips = _slips(*_on(*dates))
    assert (slips.times, slips.each, slips.others) == (len(each + others), each, others)
    assert (slips.days, slips.advanced) == (sum(each), advanced)


def test_wait_runs_from_first_report_to_first_date() -> None:
    slips = _slips({"status": "announced"}, {"tags": {"a": True}}, *_on("2021", "2021-05"))
    assert slips.first_said == "2020-01-01"
    assert (slips.first_dated, slips.first_date) == ("2020-01-03", "2021")
    assert slips.first_release == ReleaseKey(ReleaseType.STREAMING, None, "Netflix")
    assert slips.wait == 2
    assert _slips(*_on("2021")).wait == 0
    assert _slips({"status": "announced"}).wait is None


def test_wait_is_none_when_the_first_day_is_inexact() -> None:
    first, second = _told({}, *_on("2021"))
    steps = list(history_of("k", [first._replace(reported_on="2019-05"), second]))
    assert (summary_of(steps).first_said, summary_of(steps).wait) == ("2019-05", None)


def test_slips_in_one_batch_on_one_day_count_once() -> None:
    both = {NETFLIX: {"date": "2021-01-08"}, THEATERS: {"date": "2021-01-01"}}
    later = {NETFLIX: {"date": "2021-02-08"}, THEATERS: {"date": "2021-01-11"}}
    assert _slips({"releases": both}, {"releases": later}).each == (31,)
    # An import may store a report for each release.
    first, second = _told({"releases": both}, {"releases": {NETFLIX: later[NETFLIX]}})
    third = second._replace(said={"releases": {THEATERS: later[THEATERS]}}, n=2)
    assert summary_of(history_of("k", [first, second, third])).each == (31,)
    another_day = third._replace(reported_on="2020-02-01")
    assert summary_of(history_of("k", [first, second, another_day])).each == (31, 10)
    another_batch = third._replace(batch="b3")
    assert summary_of(history_of("k", [first, second, another_batch])).each == (31, 10)


def test_summary_counts_only_slips_reported_in_a_span() -> None:
    reports = _told({}, *_on("2021-01-08", "2021-01-22", "2021-01-15", "2021-04-15"))
    third = Span(date(2020, 1, 3), date(2020, 1, 3))
    later = Span(date(2020, 1, 3))
    steps = list(history_of("k", reports))
    assert summary_of(steps, span=third).each == (14,)
    slips = summary_of(steps, span=later)
    assert (slips.times, slips.each, slips.advanced) == (2, (14, 90), 1)
    # What is known of the title stays, but the wait ended before the span.
    assert (slips.first_said, slips.first_date, slips.wait) == ("2020-01-01", "2021-01-08", None)
    assert summary_of(steps, span=Span(date(2020, 1, 2))).wait == 1


def test_a_slip_reported_by_month_counts_on_the_last_day_of_the_month() -> None:
    first, second = _told(*_on("2021-01-08", "2021-01-22"))
    steps = list(history_of("k", [first, second._replace(reported_on="2020-01")]))
    assert summary_of(steps, span=Span(date(2020, 1, 31), date(2020, 1, 31))).times == 1
    assert summary_of(steps, span=Span(None, date(2020, 1, 30))).times == 0


def test_summary_counts_only_selected_releases() -> None:
    both = {NETFLIX: {"date": "2021-01-08"}, THEATERS: {"date": "2021-01-01"}}
    later = {NETFLIX: {"date": "2021-01-07"}, THEATERS: {"date": "2021-01-11"}}
    steps = list(history_of("k", _told({"releases": both}, {"releases": later})))
    in_theaters = summary_of(steps, lambda key: key.type == "theatrical")
    assert (in_theaters.each, in_theaters.advanced) == ((10,), 0)
    at_home = summary_of(steps, lambda key: key.type == "streaming")
    assert (at_home.each, at_home.advanced) == ((), 1)


def test_removed_title_keeps_its_slips() -> None:
    slips = _slips(*_on("2021-01-08", "2021-01-09"), None)
    assert (slips.times, slips.first_date) == (1, "2021-01-08")


_OUT = {"title": "Laputa", "releases": {THEATERS: {"date": "1986-08-02"}}}


def _corrected(text: str, **more: Any) -> Slips:  # noqa: ANN401 -- JSON
    return _slips(_OUT | more, {"releases": {THEATERS: {"date": text}}})


def test_corrected_past_date_of_a_released_title_is_no_slip() -> None:
    # Catalogues state dates years apart for the same film.
    lists = [{"releases": {THEATERS: {"date": text}}} for text in ("1991-07-19", "1989-04-01")]
    slips = _slips(_OUT, *lists)
    assert (slips.times, slips.advanced, slips.each) == (0, 0, ())
    assert (slips.first_date, slips.wait) == ("1986-08-02", 0)
    # Reports on other fields do not matter, nor does a title without an earlier date.
    assert _slips(_OUT, {"tags": {"a": True}}, *_on("1990-01-01")).times == 0
    # A date on the day of the report itself is no longer in the future.
    assert _corrected("2020-01-02", status="released").times == 0
    assert _corrected("1987").times == 0
    assert _corrected("1986-08-03", status="ended").times == 0


def test_further_showing_of_a_released_title_is_no_slip() -> None:
    assert _corrected("2020-01-03").times == 0
    assert _corrected("2020-01-03", status="released").times == 0
    assert _corrected("2020-01", status="released").times == 0
    assert _corrected("1987/..", status="released").times == 0
    # The title is out in theaters, but still to come on the service.
    said = {"title": "Dune", "status": "released", "releases": {NETFLIX: {"date": "2020-03-01"}}}
    assert _slips(said, *_on("2020-04-01")).each == (31,)


def test_release_later_than_its_scheduled_date_is_a_slip() -> None:
    late = {"status": "released", "releases": {NETFLIX: {"date": "2020-01-02"}}}
    scheduled = {"status": "scheduled", "releases": {NETFLIX: {"date": "2019-12-25"}}}
    assert _slips(scheduled, late).each == (8,)
    # A title reported as released that turns out not to be has slipped, too.
    taken = _OUT | {"status": "released"}
    moved = {"status": "scheduled", "releases": {THEATERS: {"date": "1987"}}}
    assert _slips(taken, moved).times == 1


def test_days_between_is_none_unless_both_are_days() -> None:
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
def test_may_have_moved_for_each_list_of_dates(dates: list[str | None], *, expected: bool) -> None:
    assert may_have_moved(_told({}, *_on(*dates))) is expected


def test_reports_without_a_date_cannot_have_moved() -> None:
    assert not may_have_moved(_told({}, {"releases": {NETFLIX: None}}, {"releases": None}, None))
    assert may_have_waited(_told({}, None, *_on("2021")))
    assert not may_have_waited(_told({}, {"status": "filming"}))
    assert not may_have_waited(_told(*_on("2021", "2022")))


def test_correction_before_a_merge_is_no_slip_after_it() -> None:
    """Reports on the other title in between do not restore the old date of the first."""

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
