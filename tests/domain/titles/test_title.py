from datetime import date
from itertools import permutations
from typing import Any

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.fold import fold
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report
from slate.domain.text import slugify
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Release, Title, headline
from tests.domain.slates import report


def _release(text: str) -> Release:
    """Parse a release: `streaming|US|Netflix 2021-01`."""
    key, _, when = text.rpartition(" ")
    return Release(ReleaseKey.parse(key), parse_date(when))


def _title(**said: object) -> Title:
    title = fold("k", [report({"title": "Dune"} | said)])
    assert title is not None
    return title


# Each line: releases in their order, so that the first is the headline release.
ORDERS = [
    # The earliest dated one to watch at home, before an earlier one elsewhere.
    ("streaming||Netflix 2021-03", "theatrical|| 2021-01"),
    ("streaming||Netflix 2021-01", "streaming||Hulu 2021-02", "|| 2021-03"),
    ("tv|| 2021-01", "digital|| 2021-02", "streaming|| 2021-03", "physical|| 2020-01"),
    # A date without a type is usually theatrical: before those, after the ones at home.
    ("streaming||Netflix 2021-06", "|| 2021-01", "theatrical|| 2020-12"),
    ("|| 2021-01", "streaming||Netflix TBA"),
    # Otherwise the earliest dated one, before one without a date.
    ("limited|| 2021-01", "theatrical|| 2021-02", "streaming||Netflix TBA"),
    ("streaming||Netflix TBA", "theatrical|| TBA"),
    # Never a festival.
    ("theatrical|| TBA", "festival|| 2020-09"),
    # A span with an open start comes first.
    ("streaming||Netflix ../2021-03", "streaming||Hulu 2020"),
    # Ties: the finer date, then no region, then by name.
    ("streaming||Netflix 2021-01-01", "streaming||Hulu 2021-01", "tv|| 2021", "|| 2021-Q1"),
    ("streaming||Netflix 2021-01", "streaming|JP|Hulu 2021-01", "streaming|US|Hulu 2021-01"),
    ("streaming||Hulu 2021-01", "streaming||netflix 2021-01", "streaming||Peacock 2021-01"),
    ("streaming|| 2021-01", "tv|| 2021-01", "|| 2021-01"),
]


@pytest.mark.parametrize("texts", ORDERS)
def test_releases_sort_with_the_headline_release_first(texts: tuple[str, ...]) -> None:
    releases = tuple(_release(text) for text in texts)

    for shuffled in permutations(releases):
        assert tuple(sorted(shuffled, key=lambda release: release.order)) == releases
    assert headline(releases) is releases[0]


def test_releases_sort_by_date() -> None:
    rumored = _release("streaming||Hulu 2020")._replace(contested=True)
    texts = ("physical|| ../2021-03", "theatrical|| 2021-01", "tv||NBC 2021-02", "|| TBA")
    releases = [*map(_release, texts), rumored]

    for shuffled in permutations(releases):
        assert sorted(shuffled, key=lambda release: release.date_order) == releases


def test_a_title_has_the_keys_of_its_releases_in_their_order() -> None:
    releases = {"theatrical|US|": {"date": "2021-01"}, "streaming||Netflix": {"date": "2021-02"}}
    keys = _title(releases=releases).release_keys
    assert list(map(str, keys)) == ["streaming||Netflix", "theatrical|US|"]


def test_festival_alone_is_no_headline_release() -> None:
    title = _title(releases={"festival||": {"date": "2020-09-10"}})

    assert title.headline is None
    assert title.status == "announced"


def test_release_without_reports_has_no_date() -> None:
    release = Release(ReleaseKey(None, None, None))

    assert (release.date, release.leaves, release.said_by) == (TBA, TBA, None)


def test_name_and_slug_hold_season_and_part() -> None:
    title = _title(season=6, part=2)

    assert (title.name, title.wanted_slug) == ("Dune: season 6, part 2", "dune-s6-p2")
    assert _title(slug="arrakis").wanted_slug == "arrakis"


@pytest.mark.parametrize("text", ["a;touch b", "A\nb", "$(a)", "--all", "", "\u202e"])
def test_slug_that_slate_does_not_write_is_made_one(text: str) -> None:
    slug = _title(slug=text).wanted_slug
    assert slug == slugify(text)
    assert all(part.isalnum() for part in slug.split("-"))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"status": "announced"}, None),
        ({}, "there is no date"),
        ({"year": 2020}, "its year is past"),
        ({"links": {"sequel-of|a": True}}, "it follows another title, and has no date"),
        ({"releases": {"||": {"date": "2022"}}}, "there is a date"),
    ],
)
def test_status_is_reported_or_derived_with_a_reason(
    said: dict[str, object], why: str | None
) -> None:
    title = _title(**said)

    assert (title.status_why, title.status_said) == (why, why is None)


@pytest.mark.parametrize(
    ("links", "relation"),
    [
        ((), None),
        (("sequel-of|a",), "sequel"),
        (("spin-off-of|a",), "spin-off"),
        (("remake-of|a", "spin-off-of|b"), "spin-off"),
        (("remake-of|a", "spin-off-of|b", "sequel-of|c"), "sequel"),
        (("remake-of|a",), "remake"),
    ],
)
def test_relation_of_a_title_with_links(links: tuple[str, ...], relation: str | None) -> None:
    assert _title(links=dict.fromkeys(links, True)).relation == relation


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ({}, None),
        ({"releases": {"||": {}}}, None),
        ({"releases": {"||": {"date": "../2021"}}}, None),
        ({"releases": {"||": {"date": "2021"}, "festival||": {"date": "2020-09"}}}, 2020),
        ({"year": 2019, "releases": {"||": {"date": "2021"}}}, 2019),
    ],
)
def test_earliest_year_is_reported_or_taken_from_a_release(
    said: dict[str, object], year: int | None
) -> None:
    assert _title(**said).earliest_year == year


@pytest.mark.parametrize("key", ["theatrical||", "||", "tv|US|HBO", "digital||"])
@pytest.mark.parametrize("when", ["2021-01", "TBA"])
def test_rumored_release_never_precedes_a_reported_one(key: str, when: str) -> None:
    rumored = Release(
        ReleaseKey.parse("streaming||Netflix"), parse_date("2021-01"), rank=Rank.RUMOR
    )
    reported = _release(f"{key} {when}")
    assert headline(tuple(sorted((rumored, reported), key=lambda each: each.order))) is reported


VARIETY: dict[str, Any] = {"source": "Variety", "n": 1}
REDDIT: dict[str, Any] = {"source": "Reddit", "confidence": "rumor", "n": 3}


def _folded(*reports: Report) -> Title:
    title = fold("k", reports)
    assert title is not None
    return title


def _named(key: str, when: str | None = None) -> dict[str, object]:
    return {"title": "Dune", "releases": {key: {"date": when} if when else {}}}


def test_release_with_a_date_cites_the_report_on_the_date() -> None:
    dated = report(_named("streaming||Netflix", "2021-03-01"), source="Netflix", n=2)
    title = _folded(report(_named("streaming||Netflix"), **VARIETY), dated)
    (release,) = title.releases

    assert release.report == title.cited(release) == dated
    assert title.cited(None) == title.said_by != dated


def test_release_in_doubt_cites_the_report_that_names_it() -> None:
    known = report(_named("streaming||Netflix", "2021-03-01") | {"status": "filming"}, **VARIETY)
    rumor = report(_named("streaming||Hulu"), **REDDIT)
    title = _folded(known, rumor)
    shown, other = title.releases

    assert [each.is_in_doubt for each in title.releases] == [False, True]
    assert (other.contested, other.rumored) == (True, True)
    assert [title.cited(each) for each in (shown, other)] == [known, rumor]


def test_lone_rumor_of_a_service_is_in_doubt() -> None:
    known = report({"title": "Dune", "status": "filming"}, **VARIETY)
    rumor = report(_named("streaming||Hulu"), **REDDIT)
    title = _folded(known, rumor)
    (release,) = title.releases

    assert (release.is_in_doubt, release.contested) == (True, False)
    assert title.cited(release) == rumor


def test_whoever_withdraws_a_date_does_not_vouch_for_a_rumored_release() -> None:
    rumor = report(_named("streaming||Hulu", "2021-03-01"), **REDDIT)
    release = _folded(rumor).releases[0]
    withdrawn = release._replace(date=TBA, said_by=report({}, **VARIETY))

    assert (release.report, withdrawn.report) == (rumor, rumor)


def test_undated_release_cites_the_status_if_it_was_stated() -> None:
    named = report(_named("streaming||Netflix"), source="Netflix", n=2)
    stated = report({"title": "Dune", "status": "filming"}, **VARIETY)
    bare = report({"title": "Dune"}, **VARIETY)

    for first, cited in ((stated, stated), (bare, named)):
        title = _folded(first, named)
        (release,) = title.releases
        assert release.report == named
        assert title.cited(release) == cited


def test_withdrawn_date_cites_who_withdrew_it() -> None:
    stated = report(_named("streaming||Netflix", "2021") | {"status": "filming"}, **VARIETY)
    withdrawn = report({"releases": {"streaming||Netflix": {"date": None}}}, source="Netflix", n=2)
    title = _folded(stated, withdrawn)
    (release,) = title.releases

    assert not release.date.known
    assert title.cited(release) == release.report == withdrawn


def test_release_without_any_report_cites_the_title() -> None:
    title = _title()

    assert title.cited(Release(ReleaseKey(None, None, None))) == title.said_by


# Having left


@pytest.mark.parametrize(
    ("releases", "last"),
    [
        ({"||Netflix": {"leaves": "2020-12-31"}}, "Netflix"),
        ({"||Netflix": {"date": "2019-05-01", "leaves": "2020-12"}}, "Netflix"),
        # The one that leaves last, whichever is the headline release.
        ({"||Hulu": {"leaves": "2020-12-31"}, "||Netflix": {"leaves": "2020-12-30"}}, "Hulu"),
        # Doubtful dates do not count; a last day is enough.
        ({"||Netflix": {"leaves": "2020-12-31?"}}, None),
        ({"||Netflix": {"leaves": "2020-12-31~"}}, None),
        ({"||Netflix": {"leaves": "2020-12/.."}}, None),
        ({"||Netflix": {"leaves": "../2020-12"}}, "Netflix"),
        # Another release stays.
        ({"||Hulu": {}, "||Netflix": {"leaves": "2020-12-31"}}, None),
        # It comes back.
        ({"||Netflix": {"date": "2021-05-01", "leaves": "2020-12-31"}}, None),
        ({"||Netflix": {"date": "2020-12-31", "leaves": "2020-12-31"}}, "Netflix"),
        ({}, None),
    ],
)
def test_last_release_to_leave(releases: dict[str, object], last: str | None) -> None:
    found = _title(status="released", releases=releases).last_to_leave

    assert (found and found.key.platform) == last


@pytest.mark.parametrize(
    ("day", "has_left"), [((2020, 12, 31), False), ((2021, 1, 1), True), ((2021, 1, 2), True)]
)
def test_a_title_has_left_after_the_last_possible_day(
    day: tuple[int, int, int], *, has_left: bool
) -> None:
    title = _title(status="ended", releases={"||Netflix": {"leaves": "2020-12"}})

    assert title.has_left(date(*day)) is has_left


def test_a_title_that_is_not_out_has_not_left() -> None:
    title = _title(status="canceled", releases={"||Netflix": {"leaves": "2020-12-31"}})

    assert title.last_to_leave is None
    assert not title.has_left(date(2021, 1, 7))


def test_a_rumor_that_a_release_leaves_does_not_count() -> None:
    said = {"title": "Dune", "status": "released", "releases": {"||Netflix": {}}}
    rumor = {"releases": {"||Netflix": {"leaves": "2020-12-31"}}}
    title = fold("k", [report(said), report(rumor, source="Reddit", confidence="rumor", n=2)])

    assert title is not None
    assert title.releases[0].leaves.known
    assert title.last_to_leave is None


def test_a_contested_release_does_not_keep_a_title_from_having_left() -> None:
    left = {"releases": {"||Netflix": {"leaves": "2020-12-31"}}, "status": "released"}
    rumor: dict[str, object] = {"releases": {"||Hulu": {}}}
    title = fold(
        "k",
        [
            report({"title": "Dune"} | left),
            report(rumor, source="Reddit", confidence="rumor", n=2),
        ],
    )

    assert title is not None
    assert [release.contested for release in title.releases] == [False, True]
    assert title.last_to_leave is title.releases[0]


# Who names the service of a date


@pytest.mark.parametrize(
    ("said", "placed_by"),
    [
        # The date moved there with the release.
        ({"streaming||Netflix": None, "streaming||Hulu": {}}, "Variety"),
        ({"streaming||Netflix": None, "streaming||": {}}, None),
        # Both name the service.
        ({"streaming||Netflix": {}}, None),
        ({"streaming||Netflix": {"date": "2021-05-01"}}, None),
    ],
)
def test_report_on_the_service_of_a_date(said: dict[str, object], placed_by: str | None) -> None:
    first = report(_named("streaming||Netflix", "2021-04-01"), source="Netflix", n=1)
    title = _folded(first, report({"releases": said}, source="Variety", n=2))
    (release,) = title.releases

    assert (release.placed_by and release.placed_by.source) == placed_by
    assert release._replace(contested=True).placed_by is None
    assert release._replace(names=()).placed_by is None


def test_contested_releases_come_after_all_others() -> None:
    contested = _release("streaming||Hulu 2021-01")._replace(contested=True)
    rumored = _release("theatrical||AMC TBA")._replace(rank=Rank.RUMOR)
    festival = _release("festival|US| 2020-11")

    for other in (rumored, festival, festival._replace(rank=Rank.RUMOR)):
        assert sorted((contested, other), key=lambda each: each.order) == [other, contested]
