from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.ledger.fold import fold, fold_existing
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Report
from tests.domain.patches import COLLECTIONS, DUNE, dates_of, on, title_of, told
from tests.domain.slates import report, slates, titles_of


@given(slates(), st.randoms(use_true_random=False))
def test_fold_is_independent_of_input_order(reports: list[Report], random: Random) -> None:
    shuffled = random.sample(reports, len(reports))

    assert dict(titles_of(shuffled)) == dict(titles_of(reports))


def test_report_recorded_late_counts_on_the_day_reported() -> None:
    reports = [
        report(DUNE | on("2021-10"), reported_on="2020-10-05", n=1),
        report(on("2021-10-22"), reported_on="2021-01-03", n=2),
        report(on("2020-12-18") | {"year": 2020}, reported_on="2019-11-01", n=3),
    ]
    title = fold("k", reports)

    # A later report states the date; no later report states the year.
    assert title is not None
    assert (dates_of(title), title.year) == ({"streaming||Netflix": "2021-10-22"}, 2020)


@pytest.mark.parametrize(
    ("reported_on", "recorded_on", "shown"),
    [
        ("2021-01", "2021-01-07", "2022"),  # by the 7th: after the 6th
        ("2021-01", "2021-01-05", "2021"),  # by the 5th: before the 6th
        ("2021", "2021-02-01", "2022"),
        ("2020", "2021-02-01", "2021"),  # by the end of 2020
    ],
)
def test_coarse_day_reported_ends_at_the_day_recorded(
    reported_on: str, recorded_on: str, shown: str
) -> None:
    noon = "T12:00:00.000000Z"
    reports = [
        report(DUNE | on("2021"), reported_on="2021-01-06", recorded_at=f"2021-01-06{noon}"),
        report(on("2022"), reported_on=reported_on, recorded_at=f"{recorded_on}{noon}"),
    ]

    # The first report in fold order creates the title; here either may be first.
    assert dates_of(fold("k", reports)) == {"streaming||Netflix": shown}


def test_title_exists_while_it_has_a_name() -> None:
    assert told() is None
    assert told({"status": "filming"}) is None
    assert told(DUNE, {"title": None}) is None


def test_reports_wait_for_their_title() -> None:
    assert title_of({"status": "filming"}, DUNE).status == "filming"


def test_title_is_created_by_the_earliest_recorded_name() -> None:
    early, late = "2021-01-06T12:00:00.000000Z", "2021-01-07T12:00:00.000000Z"
    reports = [
        report({"year": 2020}, recorded_at=early, batch="a"),
        report(DUNE, recorded_at=early, batch="b", n=3, reported_on="2021-01-05"),
        report({"title": "DUNE"}, recorded_at=late, batch="c", reported_on="2020"),
    ]
    title = fold("k", reports)

    assert title is not None
    assert title.created == (early, "b", 3)


def test_collections_are_sorted() -> None:
    title = title_of(DUNE | COLLECTIONS)

    assert [str(release.key) for release in title.releases] == ["tv||", "||"]
    assert title.tags == ("desert", "scifi")
    assert title.credits == (("cast", "Zendaya"), ("director", "Denis Villeneuve"))
    assert title.links == (("remake-of", "dune|||film|1984"), ("sequel-of", "a"))
    assert title.ids == (("imdb", "tt1160419"), ("tmdb", "438631"))
    assert title.aka == ("Duna", "Dune: Part One")


@pytest.mark.parametrize(
    ("reports", "names"),
    [
        # Without places, as in older ledgers: by name.
        ([{"Z": True, "A": True}], "AZ"),
        ([{"Z": 1, "A": 2, "M": 3}], "ZAM"),
        ([{"A": 2, "Z": 1, "M": 10}], "ZAM"),
        # The newest order counts.
        ([{"Z": 1, "A": 2}, {"A": 1, "Z": 2}], "AZ"),
        ([{"Z": True, "A": True}, {"Z": 1, "A": 2}], "ZA"),
        # Who is stated without a place keeps the one that is stated, or comes last.
        ([{"Z": 1, "A": 2}, {"Z": True}, {"A": True}], "ZA"),
        ([{"Z": 1, "B": 2}, {"A": True}], "ZBA"),
        ([{"A": True}, {"Z": 1, "B": 2}], "ZBA"),
        ([{"Z": 1, "B": 2}, {"A": 1}], "AZB"),
        # Who is no longer credited does not leave a gap.
        ([{"Z": 1, "B": 2, "A": 3}, {"B": None}], "ZA"),
    ],
)
@pytest.mark.parametrize("confidence", ["listed", "reported"])
@pytest.mark.parametrize("sources", [("X", "X", "X"), ("X", "Y", "X"), (None, None, None)])
def test_credits_are_in_their_order(
    reports: list[dict[str, Any]], names: str, confidence: str, sources: tuple[str | None, ...]
) -> None:
    stated = [
        report(
            {"title": "Dune"} | {"credits": {f"director|{name}": at for name, at in one.items()}},
            n=n,
            source=sources[n],
            confidence=CONFIDENCES[confidence],
        )
        for n, one in enumerate(reports)
    ]
    title = fold("k", stated)

    assert title is not None
    assert title.credits == tuple(("director", name) for name in names)


def test_the_order_of_a_firmer_source_counts() -> None:
    orders = [
        ({"director|Z": 1, "director|A": 2}, "reported"),
        ({"director|Z": 2, "director|A": 1}, "listed"),
    ]
    stated = [
        report({"title": "Dune", "credits": order}, n=n, source=sure, confidence=CONFIDENCES[sure])
        for n, (order, sure) in enumerate(orders)
    ]
    title = fold("k", stated)

    assert title is not None
    assert title.credits == (("director", "Z"), ("director", "A"))


def test_roles_are_sorted_whatever_the_places() -> None:
    title = title_of({"title": "Dune", "credits": {"writer|A": 1, "writer|B": 2, "cast|Z": True}})

    assert title.credits == (("cast", "Z"), ("writer", "A"), ("writer", "B"))


def test_former_titles_and_slugs_are_remembered() -> None:
    title = title_of(
        {"title": "Wolverine"},
        {"title": "Logan"},
        {"slug": "old-man-logan"},
        {"slug": None},
        {"title": "Logan!"},
    )

    assert (title.title, title.wanted_slug) == ("Logan!", "logan")
    assert title.former_titles == ("Logan", "Wolverine")
    assert title.former_slugs == ("old-man-logan", "wolverine")


def test_season_reported_later_changes_the_slug() -> None:
    title = title_of({"title": "Cobra Kai"}, {"season": 3})

    assert (title.wanted_slug, title.former_slugs) == ("cobra-kai-s3", ("cobra-kai",))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, "film"),
        ({"season": 1}, "series"),
        ({"part": 1}, "series"),
        ({"season": 1, "kind": "docuseries"}, "docuseries"),
    ],
)
def test_kind_is_derived_from_season_and_part(said: dict[str, Any], kind: str) -> None:
    title = title_of(DUNE | said)

    assert (title.kind, title.kind_said) == (kind, "kind" in said)


def test_said_by_is_the_report_of_the_status_or_else_the_name() -> None:
    name = report(DUNE | {"year": 2020}, n=1)
    status = report({"status": "filming"}, n=2)
    more = report({"year": 2021}, n=3)

    without, with_status = fold("k", [name, more]), fold("k", [name, status, more])
    assert without is not None
    assert with_status is not None
    assert (without.said_by, with_status.said_by) == (name, status)


def test_fold_existing_raises_when_there_is_no_title() -> None:
    reports = [report(DUNE)]
    assert fold_existing("k", reports) == fold("k", reports)
    with pytest.raises(LookupError, match="k"):
        fold_existing("k", [report({"tags": {"scifi": True}})])
