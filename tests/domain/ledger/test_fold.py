from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.dates.release_date import TBA
from slate.domain.ledger.fold import fold, fold_existing, words_of
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title
from tests.domain.slates import report, slates, titles_of

DUNE = {"title": "Dune"}


def _told(*said: Mapping[str, Any] | None) -> Title | None:
    """Fold patches, reported one day after another."""
    reports = [report(each, reported_on=f"2021-01-0{n}") for n, each in enumerate(said, 1)]
    return fold("k", reports)


def _title(*said: Mapping[str, Any] | None) -> Title:
    title = _told(*said)
    assert title is not None
    return title


def _on(netflix: str | None) -> dict[str, Any]:
    return {"releases": {"streaming||Netflix": {"date": netflix}}}


def _dates(title: Title | None) -> dict[str, str]:
    return {str(release.key): release.date.text for release in title.releases} if title else {}


# Order


@given(slates(), st.randoms(use_true_random=False))
def test_fold_is_independent_of_input_order(reports: list[Report], random: Random) -> None:
    shuffled = random.sample(reports, len(reports))

    assert dict(titles_of(shuffled)) == dict(titles_of(reports))


def test_report_recorded_late_counts_on_the_day_reported() -> None:
    reports = [
        report(DUNE | _on("2021-10"), reported_on="2020-10-05", n=1),
        report(_on("2021-10-22"), reported_on="2021-01-03", n=2),
        report(_on("2020-12-18") | {"year": 2020}, reported_on="2019-11-01", n=3),
    ]
    title = fold("k", reports)

    # A later report states the date; no later report states the year.
    assert title is not None
    assert (_dates(title), title.year) == ({"streaming||Netflix": "2021-10-22"}, 2020)


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
        report(DUNE | _on("2021"), reported_on="2021-01-06", recorded_at=f"2021-01-06{noon}"),
        report(_on("2022"), reported_on=reported_on, recorded_at=f"{recorded_on}{noon}"),
    ]

    # The first report in fold order creates the title; here either may be first.
    assert _dates(fold("k", reports)) == {"streaming||Netflix": shown}


# What exists


def test_title_exists_while_it_has_a_name() -> None:
    assert _told() is None
    assert _told({"status": "filming"}) is None
    assert _told(DUNE, {"title": None}) is None


def test_reports_wait_for_their_title() -> None:
    assert _title({"status": "filming"}, DUNE).status == "filming"


def test_removal_clears_all_and_a_later_report_restores_the_title() -> None:
    assert _told(DUNE | _on("2021"), None) is None
    assert _told(DUNE, None, {"status": "filming"}) is None

    revived = _title(DUNE | {"year": 2020} | _on("2021"), None, {"title": "Dune: Part One"})

    assert (revived.title, revived.year, revived.releases) == ("Dune: Part One", None, ())
    assert revived.former_titles == ("Dune",)


def test_removal_of_a_missing_title_is_ignored() -> None:
    assert _told(None) is None
    assert _title(None, DUNE).title == "Dune"


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


# Claims


def test_patch_is_split_into_claims() -> None:
    said = {
        "title": "Dune",
        "year": None,
        "releases": {
            "streaming|US|MAX": {"date": "2021", "leaves": None},
            "theatrical||": None,
            "||": {},
        },
        "tags": {"scifi": True, "remake": None},
    }

    assert list(words_of(said)) == [
        (("title",), "Dune"),
        (("year",), None),
        (("releases", "streaming|US|hbo max"), "streaming|US|MAX"),
        (("releases", "streaming|US|hbo max", "date"), "2021"),
        (("releases", "streaming|US|hbo max", "leaves"), None),
        (("releases", "theatrical||"), None),
        (("releases", "||"), "||"),
        (("tags", "scifi"), True),
        (("tags", "remake"), None),
    ]


@pytest.mark.parametrize(
    ("name", "said", "without"),
    [
        ("kind", "special", "film"),
        ("season", 3, None),
        ("part", 2, None),
        ("year", 2020, None),
        ("slug", "arrakis", None),
    ],
)
def test_null_withdraws_a_value(name: str, said: object, without: object) -> None:
    assert getattr(_title(DUNE | {name: said}), name) == said
    assert getattr(_title(DUNE | {name: said}, {name: None}), name) == without


def test_null_withdraws_a_status_which_is_derived_again() -> None:
    title = _title(DUNE | {"status": "filming"}, {"status": None})

    assert (title.status, title.status_said) == ("announced", False)
    assert title.status_why == "there is no date"


COLLECTIONS: dict[str, dict[str, Any]] = {
    "releases": {"tv||": {}, "||": {}},
    "tags": {"scifi": True, "desert": True},
    "credits": {"director|Denis Villeneuve": True, "cast|Zendaya": True},
    "links": {"remake-of|dune|||film|1984": True, "sequel-of|a": True},
    "ids": {"imdb": "tt1160419", "tmdb": "438631"},
    "aka": {"Dune: Part One": True, "Duna": True},
}


def test_collections_are_sorted() -> None:
    title = _title(DUNE | COLLECTIONS)

    assert [str(release.key) for release in title.releases] == ["tv||", "||"]
    assert title.tags == ("desert", "scifi")
    assert title.credits == (("cast", "Zendaya"), ("director", "Denis Villeneuve"))
    assert title.links == (("remake-of", "dune|||film|1984"), ("sequel-of", "a"))
    assert title.ids == (("imdb", "tt1160419"), ("tmdb", "438631"))
    assert title.aka == ("Duna", "Dune: Part One")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_null_removes_one_member(name: str) -> None:
    members = COLLECTIONS[name]
    gone, stays = members

    assert len(getattr(_title(DUNE | COLLECTIONS), name)) == 2
    one = _title(DUNE | COLLECTIONS, {name: {gone: None}})
    without = _title(DUNE | {name: {stays: members[stays]}})
    if name == "releases":
        assert [release.key for release in one.releases] == [
            release.key for release in without.releases
        ]
    else:
        assert getattr(one, name) == getattr(without, name)


def test_new_id_replaces_the_id_of_its_scheme() -> None:
    assert _title(DUNE | {"ids": {"imdb": "1"}}, {"ids": {"imdb": "2"}}).ids == (("imdb", "2"),)


# Releases


def test_withdrawn_date_leaves_its_release() -> None:
    title = _title(DUNE | _on("2021"), _on(None))

    assert _dates(title) == {"streaming||Netflix": "TBA"}
    # The withdrawing report stands for the missing date.
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-02"
    title = _title(DUNE | _on("2021"), None, DUNE | _on(None))
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-03"


def test_withdrawn_date_can_be_reported_again() -> None:
    title = _title(DUNE | _on("2021"), _on(None), _on("2022"))
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-03"


def test_dropped_release_returns_without_its_date() -> None:
    drop = {"releases": {"streaming||Netflix": None}}

    assert _dates(_told(DUNE | _on("2021"), drop)) == {}
    again = _title(DUNE | _on("2021"), drop, {"releases": {"streaming||Netflix": {}}})
    assert again.releases[0].date is TBA


def test_platform_matches_any_case_and_keeps_its_first_spelling() -> None:
    title = _title(
        DUNE | {"releases": {"streaming||HBO Max": {"date": "2021-04"}}},
        {"releases": {"streaming||hbo max": {"leaves": "2022"}}},
        {"releases": {"streaming||Max": {"date": "2021-10"}}},
    )

    (release,) = title.releases
    assert str(release.key) == "streaming||HBO Max"
    assert (release.date.text, release.leaves.text) == ("2021-10", "2022")


def test_platform_is_dropped_in_any_case() -> None:
    assert _dates(_told(DUNE | _on("2021"), {"releases": {"streaming||NETFLIX": None}})) == {}


def test_release_holds_the_last_report_of_its_date() -> None:
    first = report(DUNE | _on("2021"), source="Deadline")
    tagged = report({"tags": {"scifi": True}, "releases": {"streaming||Netflix": {}}}, n=2)
    title = fold("k", [first, tagged])

    assert title is not None
    assert title.releases[0].said_by == first


# Rumors


def _rumored(*said: tuple[Mapping[str, Any] | None, str]) -> Title | None:
    return fold("k", [report(each, confidence=c, n=n) for n, (each, c) in enumerate(said, 1)])


@pytest.mark.parametrize("sure", ["reported", "official"])
def test_rumor_fills_blanks_but_replaces_no_report(sure: str) -> None:
    title = _rumored(
        (DUNE | _on("2021-10") | {"status": "filming"}, sure),
        (_on("2022") | {"status": "canceled", "title": "Arrakis", "year": 2020}, "rumor"),
    )

    assert title is not None
    assert (title.title, title.status, title.year) == ("Dune", "filming", 2020)
    assert _dates(title) == {"streaming||Netflix": "2021-10"}
    assert title.former_titles == ()


def test_rumor_replaces_a_rumor_and_a_report_replaces_both() -> None:
    first, second = (DUNE | _on("2021"), "rumor"), (_on("2022"), "rumor")

    assert _dates(_rumored(first, second)) == {"streaming||Netflix": "2022"}
    assert _dates(_rumored(first, second, (_on("2023"), "reported"), second)) == {
        "streaming||Netflix": "2023"
    }


def test_report_replaces_an_official_claim() -> None:
    title = _rumored((DUNE | _on("2021"), "official"), (_on("2022"), "reported"))

    assert _dates(title) == {"streaming||Netflix": "2022"}


def test_rumor_removes_only_rumors() -> None:
    dropped = {"releases": {"streaming||Netflix": None}, "tags": {"scifi": None}}
    told = DUNE | {"tags": {"scifi": True}}

    sure = _rumored((told, "reported"), (_on("2021"), "reported"), (dropped, "rumor"))
    assert (_dates(sure), sure and sure.tags) == ({"streaming||Netflix": "2021"}, ("scifi",))

    # A report with more confidence on the release keeps it.
    mixed = _rumored((DUNE | _on(None), "rumor"), (_on("2021"), "reported"), (dropped, "rumor"))
    assert _dates(mixed) == {"streaming||Netflix": "2021"}

    unsure = _rumored((told | _on("2021"), "rumor"), (dropped, "rumor"))
    assert (_dates(unsure), unsure and unsure.tags) == ({}, ())


def test_rumor_does_not_remove_a_reported_title() -> None:
    assert _rumored((DUNE, "reported"), (None, "rumor")) is not None
    assert _rumored((DUNE, "rumor"), (None, "rumor")) is None


# Names and slugs


def test_former_titles_and_slugs_are_remembered() -> None:
    title = _title(
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
    title = _title({"title": "Cobra Kai"}, {"season": 3})

    assert (title.wanted_slug, title.former_slugs) == ("cobra-kai-s3", ("cobra-kai",))


# Derived where nothing is reported


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
    title = _title(DUNE | said)

    assert (title.kind, title.kind_said) == (kind, "kind" in said)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "announced"),
        (_on("2021-01-05"), "scheduled"),  # reported on the 1st
        (_on("2020-12-31"), "released"),
        (_on("2020"), "released"),
        (_on("2021"), "scheduled"),
        ({"links": {"sequel-of|a": True}}, "in-development"),
        ({"links": {"sequel-of|a": True}} | _on("2022"), "scheduled"),
        ({"releases": {"festival||": {"date": "2020-09"}}}, "announced"),
        # The headline release decides: one to watch at home.
        ({"releases": {"theatrical||": {"date": "2020"}, "tv||": {"date": "2022"}}}, "scheduled"),
        (_on("2020") | {"status": "filming"}, "filming"),
    ],
)
def test_status_is_derived_from_the_headline_release(said: dict[str, Any], status: str) -> None:
    title = _title(DUNE | said)

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
        ({"year": 2019} | _on("2022"), "scheduled", "there is a date"),
        ({"year": 2019} | _on("2020?"), "scheduled", "there is a date"),
        ({"year": 2019} | _on("2020"), "released", "the date is past"),
        ({"year": 2019, "status": "filming"}, "filming", None),
        # A release without a date, or one that is never the headline, does not matter.
        ({"year": 2019, "releases": {"streaming||Netflix": {}}}, "released", PAST),
        ({"year": 2019} | _on(None), "released", PAST),
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
    title = _title(DUNE | said)

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
    title = _rumored((DUNE, "reported"), rumor)
    assert title is not None
    assert (title.year, title.status, title.status_why) == (2019, "announced", "there is no date")
    # A rumored date is still a date: it takes precedence over the year.
    title = _rumored((DUNE | {"year": 2019}, "reported"), (_on("2020"), "rumor"))
    assert title is not None
    assert (title.status, title.status_why) == ("scheduled", "there is a date")
    # A year that is also reported counts.
    title = _rumored((DUNE, "rumor"), rumor, ({"year": 2019}, "reported"))
    assert title is not None
    assert (title.status, title.status_why) == ("released", PAST)


def test_withdrawn_year_no_longer_means_released() -> None:
    assert _title(DUNE | {"year": 2019}, {"year": None}).status == "announced"
    assert _title(DUNE | {"year": 2019}, {"year": 2030}).status == "announced"
    assert _title(DUNE | {"year": 2019} | _on("2022"), _on(None)).status == "released"


def test_day_of_the_last_report_of_the_date_decides_the_status() -> None:
    assert _title(DUNE | _on("2021-01-03"), {}, {}, {}, {"year": 2021}).status == "scheduled"
    assert _title(DUNE | _on("2021-01-03"), {}, {}, {}, _on("2021-01-03")).status == "released"


def test_said_by_is_the_report_of_the_status_or_else_the_name() -> None:
    name = report(DUNE | {"year": 2020}, n=1)
    status = report({"status": "filming"}, n=2)
    more = report({"year": 2021}, n=3)

    without, with_status = fold("k", [name, more]), fold("k", [name, status, more])
    assert without is not None
    assert with_status is not None
    assert (without.said_by, with_status.said_by) == (name, status)


def test_rumored_release_sorts_after_reported_ones() -> None:
    hulu = {"releases": {"streaming||Hulu": {"date": "2020"}}}
    title = _rumored((DUNE | _on("2021"), "official"), (hulu, "rumor"))
    assert title is not None
    assert title.headline is not None
    assert [(str(r.key), r.rumored) for r in title.releases] == [
        ("streaming||Netflix", False),
        ("streaming||Hulu", True),
    ]
    # A report of the same release makes it a reported one.
    title = _rumored((DUNE | _on("2021"), "official"), (hulu, "rumor"), (hulu, "reported"))
    assert title is not None
    assert [str(r.key) for r in title.releases] == ["streaming||Hulu", "streaming||Netflix"]


@pytest.mark.parametrize(
    ("before", "status", "said"),
    [
        (_on("2021"), "scheduled", False),  # a reported date takes precedence
        ({"status": "filming"}, "filming", True),
        ({}, "on-hold", True),
        ({"releases": {"streaming||Netflix": {}}}, "on-hold", True),
    ],
)
def test_rumored_status_only_fills_blanks(
    before: Mapping[str, Any], status: str, *, said: bool
) -> None:
    title = _rumored(({**DUNE, **before}, "official"), ({"status": "on-hold"}, "rumor"))
    assert title is not None
    assert (title.status, title.status_said) == (status, said)


def test_rumored_status_takes_precedence_over_a_rumored_date() -> None:
    title = _rumored((DUNE, "official"), (_on("2021") | {"status": "on-hold"}, "rumor"))
    assert title is not None
    assert title.status == "on-hold"


# A move keeps the dates, each with the report that stated it

MOVED: dict[str, Any] = {"releases": {"streaming||Netflix": None, "streaming||Hulu": {}}}


@pytest.mark.parametrize(
    ("move", "dates"),
    [
        (MOVED, {"streaming||Hulu": "2021"}),
        ({"releases": MOVED["releases"] | {"streaming||Hulu": {"date": "2022"}}},
         {"streaming||Hulu": "2022"}),
        ({"releases": MOVED["releases"] | {"streaming||Hulu": {"date": None}}},
         {"streaming||Hulu": "TBA"}),
        # Two new releases, or none, are not a move.
        ({"releases": MOVED["releases"] | {"streaming||Max": {}}},
         {"streaming||Hulu": "TBA", "streaming||Max": "TBA"}),
        ({"releases": {"streaming||Netflix": None}}, {}),
    ],
)  # fmt: skip
def test_move_keeps_the_dates(move: Mapping[str, Any], dates: dict[str, str]) -> None:
    assert _dates(_title(DUNE | _on("2021"), move)) == dates


def test_moved_date_keeps_its_report() -> None:
    netflix = _on("2021-01-08")["releases"]["streaming||Netflix"] | {"leaves": "2022"}
    said = DUNE | {"releases": {"streaming||Netflix": netflix}}
    title = _rumored((said, "rumor"), (MOVED, "official"))
    assert title is not None
    (moved,) = title.releases
    assert (str(moved.key), moved.date.text, moved.leaves.text) == (
        *("streaming||Hulu", "2021-01-08"),
        "2022",
    )
    assert moved.said_by is not None
    assert moved.said_by.confidence == "rumor"
    assert not moved.rumored


def test_reported_move_replaces_a_rumored_release() -> None:
    rumor = {"releases": {"streaming||Hulu": {"date": "2030"}}}
    title = _rumored((DUNE | _on("2021"), "official"), (rumor, "rumor"), (MOVED, "reported"))
    assert _dates(title) == {"streaming||Hulu": "2021"}


def test_rumored_move_does_not_take_the_date() -> None:
    title = _rumored((DUNE | _on("2021"), "official"), (MOVED, "rumor"))
    assert _dates(title) == {"streaming||Netflix": "2021", "streaming||Hulu": "TBA"}


def test_fold_existing_raises_when_there_is_no_title() -> None:
    reports = [report(DUNE)]
    assert fold_existing("k", reports) == fold("k", reports)
    with pytest.raises(LookupError, match="k"):
        fold_existing("k", [report({"tags": {"scifi": True}})])


def test_removal_clears_reports_of_withdrawn_dates() -> None:
    again: dict[str, Any] = DUNE | {"releases": {"streaming||Netflix": {}}}
    title = _title(DUNE | _on("2021-01"), _on(None), None, again)
    assert [release.said_by for release in title.releases] == [None]
