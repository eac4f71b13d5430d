from collections.abc import Mapping
from typing import Any

import pytest

from slate.domain.ledger.fold import fold
from tests.domain.patches import DUNE, on, stated, title_of
from tests.domain.slates import report


def test_null_withdraws_a_status_which_is_derived_again() -> None:
    title = title_of(DUNE | {"status": "filming"}, {"status": None})

    assert (title.status, title.status_said) == ("announced", False)
    assert title.status_why == "there is no date"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "announced"),
        (on("2021-01-05"), "scheduled"),  # reported on the 1st
        (on("2020-12-31"), "released"),
        (on("2020"), "released"),
        (on("2021"), "scheduled"),
        ({"links": {"sequel-of|a": True}}, "in-development"),
        ({"links": {"sequel-of|a": True}} | on("2022"), "scheduled"),
        ({"releases": {"festival||": {"date": "2020-09"}}}, "announced"),
        # The headline release decides: one to watch at home.
        ({"releases": {"theatrical||": {"date": "2020"}, "tv||": {"date": "2022"}}}, "scheduled"),
        (on("2020") | {"status": "filming"}, "filming"),
    ],
)
def test_status_is_derived_from_the_headline_release(said: dict[str, Any], status: str) -> None:
    title = title_of(DUNE | said)

    assert (title.status, title.status_said) == (status, "status" in said)


PAST = "its year is past"


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"year": 2020}, "released", PAST),  # reported on 2021-01-01
        ({"year": 1917, "season": 1}, "released", PAST),
        ({"year": 2021}, "announced", "there is no date"),
        ({"year": 2022}, "announced", "there is no date"),
        # A date takes precedence over the year, past or not; so does a status.
        ({"year": 2019} | on("2022"), "scheduled", "there is a date"),
        ({"year": 2019} | on("2020?"), "scheduled", "there is a date"),
        ({"year": 2019} | on("2020"), "released", "the date is past"),
        ({"year": 2019, "status": "filming"}, "filming", None),
        # A release without a date, or one that is never the headline, does not matter.
        ({"year": 2019, "releases": {"streaming||Netflix": {}}}, "released", PAST),
        ({"year": 2019} | on(None), "released", PAST),
        ({"year": 2019, "releases": {"festival||": {"date": "2022"}}}, "released", PAST),
        # A link to another title does not matter.
        ({"year": 2019, "links": {"sequel-of|a": True}}, "released", PAST),
        (
            {"year": 2021, "links": {"sequel-of|a": True}},
            *("in-development", "it follows another title, and has no date"),
        ),
    ],
)
def test_past_year_without_a_date_means_released(
    said: dict[str, Any], status: str, why: str | None
) -> None:
    title = title_of(DUNE | said)

    assert (title.status, title.status_why, title.status_said) == (status, why, why is None)


@pytest.mark.parametrize(
    ("reported_on", "status"),
    [
        ("2019-12-31", "announced"),
        ("2020-01-01", "released"),
        ("2019-12", "announced"),
        ("2020-01", "released"),
        ("2019", "announced"),
        ("2020", "released"),
    ],
)
def test_year_must_be_past_on_the_day_reported(reported_on: str, status: str) -> None:
    title = fold("k", [report(DUNE | {"year": 2019}, reported_on=reported_on)])

    assert title is not None
    assert title.status == status


def test_day_of_the_last_report_of_the_year_decides_the_status() -> None:
    early = report(DUNE | {"year": 2020}, reported_on="2020-05-01", n=1)
    more = report({"tags": {"scifi": True}}, reported_on="2021-01-05", n=2)
    again = report({"year": 2020}, reported_on="2021-01-05", n=3)

    statuses = [
        title and title.status for title in (fold("k", [early, more]), fold("k", [early, again]))
    ]
    assert statuses == ["announced", "released"]


def test_year_before_1000_can_be_past() -> None:
    title = fold("k", [report(DUNE | {"year": 9}, reported_on="0010-01-01")])

    assert title is not None
    assert title.status == "released"


def test_rumored_year_does_not_mean_released() -> None:
    rumor = ({"year": 2019}, "rumor")
    title = stated((DUNE, "reported"), rumor)
    assert title is not None
    assert (title.year, title.status, title.status_why) == (2019, "announced", "there is no date")
    # A rumored date is still a date: it takes precedence over the year.
    title = stated((DUNE | {"year": 2019}, "reported"), (on("2020"), "rumor"))
    assert title is not None
    assert (title.status, title.status_why) == ("scheduled", "there is a date")
    # A year that is also reported counts.
    title = stated((DUNE, "rumor"), rumor, ({"year": 2019}, "reported"))
    assert title is not None
    assert (title.status, title.status_why) == ("released", PAST)


def test_withdrawn_year_no_longer_means_released() -> None:
    assert title_of(DUNE | {"year": 2019}, {"year": None}).status == "announced"
    assert title_of(DUNE | {"year": 2019}, {"year": 2030}).status == "announced"
    assert title_of(DUNE | {"year": 2019} | on("2022"), on(None)).status == "released"


def test_day_of_the_last_report_of_the_date_decides_the_status() -> None:
    assert title_of(DUNE | on("2021-01-03"), {}, {}, {}, {"year": 2021}).status == "scheduled"
    assert title_of(DUNE | on("2021-01-03"), {}, {}, {}, on("2021-01-03")).status == "released"


@pytest.mark.parametrize(
    ("before", "status", "said"),
    [
        (on("2021"), "scheduled", False),  # a reported date takes precedence
        ({"status": "filming"}, "filming", True),
        ({}, "on-hold", True),
        ({"releases": {"streaming||Netflix": {}}}, "on-hold", True),
    ],
)
def test_rumored_status_only_fills_blanks(
    before: Mapping[str, Any], status: str, *, said: bool
) -> None:
    title = stated(({**DUNE, **before}, "official"), ({"status": "on-hold"}, "rumor"))
    assert title is not None
    assert (title.status, title.status_said) == (status, said)


def test_rumored_status_takes_precedence_over_a_rumored_date() -> None:
    title = stated((DUNE, "official"), (on("2021") | {"status": "on-hold"}, "rumor"))
    assert title is not None
    assert title.status == "on-hold"
