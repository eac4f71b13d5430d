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
    """Fold what was said, one day after the other."""
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
def test_reports_in_any_order_add_up_to_the_same_slate(
    reports: list[Report], random: Random
) -> None:
    shuffled = random.sample(reports, len(reports))

    assert dict(titles_of(shuffled)) == dict(titles_of(reports))


def test_a_report_that_is_entered_late_slots_into_its_day() -> None:
    reports = [
        report(DUNE | _on("2021-10"), reported_on="2020-10-05", n=1),
        report(_on("2021-10-22"), reported_on="2021-01-03", n=2),
        report(_on("2020-12-18") | {"year": 2020}, reported_on="2019-11-01", n=3),
    ]
    title = fold("k", reports)

    # Of the date something was said later; of the year nothing.
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
def test_a_coarse_day_counts_at_the_latest_on_the_day_it_was_recorded(
    reported_on: str, recorded_on: str, shown: str
) -> None:
    noon = "T12:00:00.000000Z"
    reports = [
        report(DUNE | _on("2021"), reported_on="2021-01-06", recorded_at=f"2021-01-06{noon}"),
        report(_on("2022"), reported_on=reported_on, recorded_at=f"{recorded_on}{noon}"),
    ]

    # A title is made by its first word in the order of the fold: either will do here.
    assert _dates(fold("k", reports)) == {"streaming||Netflix": shown}


# What exists


def test_a_title_exists_while_it_has_a_name() -> None:
    assert _told() is None
    assert _told({"status": "filming"}) is None
    assert _told(DUNE, {"title": None}) is None


def test_reports_wait_for_their_title() -> None:
    assert _title({"status": "filming"}, DUNE).status == "filming"


def test_a_removal_takes_all_and_a_later_report_revives() -> None:
    assert _told(DUNE | _on("2021"), None) is None
    assert _told(DUNE, None, {"status": "filming"}) is None

    revived = _title(DUNE | {"year": 2020} | _on("2021"), None, {"title": "Dune: Part One"})

    assert (revived.title, revived.year, revived.releases) == ("Dune: Part One", None, ())
    assert revived.former_titles == ("Dune",)


def test_a_removal_of_what_is_not_there_is_no_trouble() -> None:
    assert _told(None) is None
    assert _title(None, DUNE).title == "Dune"


def test_a_title_was_created_by_the_earliest_record_of_its_name() -> None:
    early, late = "2021-01-06T12:00:00.000000Z", "2021-01-07T12:00:00.000000Z"
    reports = [
        report({"year": 2020}, recorded_at=early, batch="a"),
        report(DUNE, recorded_at=early, batch="b", n=3, reported_on="2021-01-05"),
        report({"title": "DUNE"}, recorded_at=late, batch="c", reported_on="2020"),
    ]
    title = fold("k", reports)

    assert title is not None
    assert title.created == (early, "b", 3)


# Words


def test_a_patch_is_taken_apart_into_words() -> None:
    said = {
        "title": "Dune",
        "year": None,
        "releases": {
            "streaming|US|MAX": {"date": "2021", "leaves": None},
            "theatrical||": None,
            "||": {},
        },
        "tags": {"scifi": True, "remake": None},
        "aka": None,
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
        (("aka",), None),
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
def test_null_takes_a_word_back(name: str, said: object, without: object) -> None:
    assert getattr(_title(DUNE | {name: said}), name) == said
    assert getattr(_title(DUNE | {name: said}, {name: None}), name) == without


def test_null_takes_a_status_back_and_it_is_derived_again() -> None:
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
def test_null_removes_a_member_or_all(name: str) -> None:
    members = COLLECTIONS[name]
    gone, stays = members

    assert len(getattr(_title(DUNE | COLLECTIONS), name)) == 2
    one = _title(DUNE | COLLECTIONS, {name: {gone: None}})
    assert getattr(one, name) == getattr(_title(DUNE | {name: {stays: members[stays]}}), name)
    assert getattr(_title(DUNE | COLLECTIONS, {name: None}), name) == ()


def test_an_id_of_a_scheme_is_replaced() -> None:
    assert _title(DUNE | {"ids": {"imdb": "1"}}, {"ids": {"imdb": "2"}}).ids == (("imdb", "2"),)


# Releases


def test_a_date_is_taken_back_and_the_release_stays() -> None:
    title = _title(DUNE | _on("2021"), _on(None))

    assert _dates(title) == {"streaming||Netflix": "TBA"}
    # That there is none, who took it back has said; where a status is said, that is told.
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-02"
    title = _title(DUNE | _on("2021"), _on(None), {"status": "filming"})
    assert title.releases[0].said_by is None
    title = _title(DUNE | _on(None))  # there was none
    assert title.releases[0].said_by is None
    title = _title(DUNE | _on("2021"), None, DUNE | _on(None))
    assert title.releases[0].said_by is None


def test_a_date_that_was_taken_back_comes_back() -> None:
    title = _title(DUNE | _on("2021"), _on(None), _on("2022"))
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-03"


def test_a_dropped_release_comes_back_without_its_date() -> None:
    drop = {"releases": {"streaming||Netflix": None}}

    assert _dates(_told(DUNE | _on("2021"), drop)) == {}
    again = _title(DUNE | _on("2021"), drop, {"releases": {"streaming||Netflix": {}}})
    assert again.releases[0].date is TBA


def test_a_platform_is_matched_in_any_case_and_spelled_as_first_said() -> None:
    title = _title(
        DUNE | {"releases": {"streaming||HBO Max": {"date": "2021-04"}}},
        {"releases": {"streaming||hbo max": {"leaves": "2022"}}},
        {"releases": {"streaming||Max": {"date": "2021-10"}}},
    )

    (release,) = title.releases
    assert str(release.key) == "streaming||HBO Max"
    assert (release.date.text, release.leaves.text) == ("2021-10", "2022")


def test_a_platform_that_is_dropped_in_another_case_is_dropped() -> None:
    assert _dates(_told(DUNE | _on("2021"), {"releases": {"streaming||NETFLIX": None}})) == {}


def test_a_release_knows_who_last_said_its_date() -> None:
    first = report(DUNE | _on("2021"), source="Deadline")
    tagged = report({"tags": {"scifi": True}, "releases": {"streaming||Netflix": {}}}, n=2)
    title = fold("k", [first, tagged])

    assert title is not None
    assert title.releases[0].said_by == first


# Rumors


def _rumored(*said: tuple[Mapping[str, Any] | None, str]) -> Title | None:
    return fold("k", [report(each, confidence=c, n=n) for n, (each, c) in enumerate(said, 1)])


@pytest.mark.parametrize("sure", ["reported", "official"])
def test_a_rumor_never_replaces_and_fills_blanks(sure: str) -> None:
    title = _rumored(
        (DUNE | _on("2021-10") | {"status": "filming"}, sure),
        (_on("2022") | {"status": "canceled", "title": "Arrakis", "year": 2020}, "rumor"),
    )

    assert title is not None
    assert (title.title, title.status, title.year) == ("Dune", "filming", 2020)
    assert _dates(title) == {"streaming||Netflix": "2021-10"}
    assert title.former_titles == ()


def test_a_rumor_replaces_a_rumor_and_is_replaced_by_a_report() -> None:
    first, second = (DUNE | _on("2021"), "rumor"), (_on("2022"), "rumor")

    assert _dates(_rumored(first, second)) == {"streaming||Netflix": "2022"}
    assert _dates(_rumored(first, second, (_on("2023"), "reported"), second)) == {
        "streaming||Netflix": "2023"
    }


def test_a_report_replaces_an_official_word() -> None:
    title = _rumored((DUNE | _on("2021"), "official"), (_on("2022"), "reported"))

    assert _dates(title) == {"streaming||Netflix": "2022"}


def test_a_rumor_removes_only_rumors() -> None:
    dropped = {"releases": {"streaming||Netflix": None}, "tags": {"scifi": None}}
    told = DUNE | {"tags": {"scifi": True}}

    sure = _rumored((told, "reported"), (_on("2021"), "reported"), (dropped, "rumor"))
    assert (_dates(sure), sure and sure.tags) == ({"streaming||Netflix": "2021"}, ("scifi",))

    # What anybody surer said of the release keeps it.
    mixed = _rumored((DUNE | _on(None), "rumor"), (_on("2021"), "reported"), (dropped, "rumor"))
    assert _dates(mixed) == {"streaming||Netflix": "2021"}

    unsure = _rumored((told | _on("2021"), "rumor"), (dropped, "rumor"))
    assert (_dates(unsure), unsure and unsure.tags) == ({}, ())


def test_a_rumor_removes_no_title_that_was_reported() -> None:
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


def test_a_season_that_is_said_later_changes_the_slug() -> None:
    title = _title({"title": "Cobra Kai"}, {"season": 3})

    assert (title.wanted_slug, title.former_slugs) == ("cobra-kai-s3", ("cobra-kai",))


# What follows where nothing was said


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, "film"),
        ({"season": 1}, "series"),
        ({"part": 1}, "series"),
        ({"season": 1, "kind": "docuseries"}, "docuseries"),
    ],
)
def test_the_kind_follows_from_season_and_part(said: dict[str, Any], kind: str) -> None:
    title = _title(DUNE | said)

    assert (title.kind, title.kind_said) == (kind, "kind" in said)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "announced"),
        (_on("2021-01-05"), "scheduled"),  # told on the 1st
        (_on("2020-12-31"), "released"),
        (_on("2020"), "released"),
        (_on("2021"), "scheduled"),
        ({"links": {"sequel-of|a": True}}, "in-development"),
        ({"links": {"sequel-of|a": True}} | _on("2022"), "scheduled"),
        ({"releases": {"festival||": {"date": "2020-09"}}}, "announced"),
        # The headline decides: what one watches at home.
        ({"releases": {"theatrical||": {"date": "2020"}, "tv||": {"date": "2022"}}}, "scheduled"),
        (_on("2020") | {"status": "filming"}, "filming"),
    ],
)
def test_the_status_follows_from_the_headline(said: dict[str, Any], status: str) -> None:
    title = _title(DUNE | said)

    assert (title.status, title.status_said) == (status, "status" in said)


PAST = "its year is past"


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"year": 2020}, "released", PAST),  # told on 2021-01-01
        ({"year": 1917, "season": 1}, "released", PAST),
        ({"year": 2021}, "announced", "there is no date"),
        ({"year": 2022}, "announced", "there is no date"),
        # A date says more, past or not; so does a status.
        ({"year": 2019} | _on("2022"), "scheduled", "there is a date"),
        ({"year": 2019} | _on("2020?"), "scheduled", "there is a date"),
        ({"year": 2019} | _on("2020"), "released", "the date is past"),
        ({"year": 2019, "status": "filming"}, "filming", None),
        # A release without a date, or one that stands for no title, says nothing of it.
        ({"year": 2019, "releases": {"streaming||Netflix": {}}}, "released", PAST),
        ({"year": 2019} | _on(None), "released", PAST),
        ({"year": 2019, "releases": {"festival||": {"date": "2022"}}}, "released", PAST),
        # It is out, whatever it follows.
        ({"year": 2019, "links": {"sequel-of|a": True}}, "released", PAST),
        (
            {"year": 2021, "links": {"sequel-of|a": True}},
            *("in-development", "it follows another title, and has no date"),
        ),
    ],
)
def test_a_year_that_is_past_means_released_where_there_is_no_date(
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
def test_the_year_has_to_be_past_on_the_day_it_was_said(reported_on: str, status: str) -> None:
    title = fold("k", [report(DUNE | {"year": 2019}, reported_on=reported_on)])

    assert title is not None
    assert title.status == status


def test_the_day_of_who_said_the_year_decides_and_no_clock() -> None:
    early = report(DUNE | {"year": 2020}, reported_on="2020-05-01", n=1)
    more = report({"tags": {"scifi": True}}, reported_on="2021-01-05", n=2)
    again = report({"year": 2020}, reported_on="2021-01-05", n=3)

    statuses = [
        title and title.status for title in (fold("k", [early, more]), fold("k", [early, again]))
    ]
    assert statuses == ["announced", "released"]


def test_a_year_is_past_before_the_first_of_all_years() -> None:
    title = fold("k", [report(DUNE | {"year": 9}, reported_on="0010-01-01")])

    assert title is not None
    assert title.status == "released"


def test_a_rumored_year_releases_nothing() -> None:
    rumor = ({"year": 2019}, "rumor")
    title = _rumored((DUNE, "reported"), rumor)
    assert title is not None
    assert (title.year, title.status, title.status_why) == (2019, "announced", "there is no date")
    # A rumored date is a date: it stands, and the year beside it says nothing.
    title = _rumored((DUNE | {"year": 2019}, "reported"), (_on("2020"), "rumor"))
    assert title is not None
    assert (title.status, title.status_why) == ("scheduled", "there is a date")
    # What a report says of it counts.
    title = _rumored((DUNE, "rumor"), rumor, ({"year": 2019}, "reported"))
    assert title is not None
    assert (title.status, title.status_why) == ("released", PAST)


def test_a_year_that_is_taken_back_releases_no_longer() -> None:
    assert _title(DUNE | {"year": 2019}, {"year": None}).status == "announced"
    assert _title(DUNE | {"year": 2019}, {"year": 2030}).status == "announced"
    assert _title(DUNE | {"year": 2019} | _on("2022"), _on(None)).status == "released"


def test_the_day_of_who_said_the_date_decides_and_no_clock() -> None:
    assert _title(DUNE | _on("2021-01-03"), {}, {}, {}, {"year": 2021}).status == "scheduled"
    assert _title(DUNE | _on("2021-01-03"), {}, {}, {}, _on("2021-01-03")).status == "released"


def test_the_title_stands_on_who_said_its_status_or_its_name() -> None:
    name = report(DUNE | {"year": 2020}, n=1)
    status = report({"status": "filming"}, n=2)
    more = report({"year": 2021}, n=3)

    without, with_status = fold("k", [name, more]), fold("k", [name, status, more])
    assert without is not None
    assert with_status is not None
    assert (without.said_by, with_status.said_by) == (name, status)


def test_a_rumored_release_stands_behind_those_that_are_reported() -> None:
    hulu = {"releases": {"streaming||Hulu": {"date": "2020"}}}
    title = _rumored((DUNE | _on("2021"), "official"), (hulu, "rumor"))
    assert title is not None
    assert title.headline is not None
    assert [(str(r.key), r.rumored) for r in title.releases] == [
        ("streaming||Netflix", False),
        ("streaming||Hulu", True),
    ]
    # A report of it makes it one of them.
    title = _rumored((DUNE | _on("2021"), "official"), (hulu, "rumor"), (hulu, "reported"))
    assert title is not None
    assert [str(r.key) for r in title.releases] == ["streaming||Hulu", "streaming||Netflix"]


@pytest.mark.parametrize(
    ("before", "status", "said"),
    [
        (_on("2021"), "scheduled", False),  # a date that is no rumor says more
        ({"status": "filming"}, "filming", True),
        ({}, "on-hold", True),
        ({"releases": {"streaming||Netflix": {}}}, "on-hold", True),
    ],
)
def test_a_rumored_status_fills_blanks_only(
    before: Mapping[str, Any], status: str, *, said: bool
) -> None:
    title = _rumored(({**DUNE, **before}, "official"), ({"status": "on-hold"}, "rumor"))
    assert title is not None
    assert (title.status, title.status_said) == (status, said)


def test_a_rumored_status_beside_a_rumored_date() -> None:
    title = _rumored((DUNE, "official"), (_on("2021") | {"status": "on-hold"}, "rumor"))
    assert title is not None
    assert title.status == "on-hold"


# A move takes its dates along, each the word of who said it

MOVED: dict[str, Any] = {"releases": {"streaming||Netflix": None, "streaming||Hulu": {}}}


@pytest.mark.parametrize(
    ("move", "dates"),
    [
        (MOVED, {"streaming||Hulu": "2021"}),
        ({"releases": MOVED["releases"] | {"streaming||Hulu": {"date": "2022"}}},
         {"streaming||Hulu": "2022"}),
        ({"releases": MOVED["releases"] | {"streaming||Hulu": {"date": None}}},
         {"streaming||Hulu": "TBA"}),
        # Two that come, or none, are no move.
        ({"releases": MOVED["releases"] | {"streaming||Max": {}}},
         {"streaming||Hulu": "TBA", "streaming||Max": "TBA"}),
        ({"releases": {"streaming||Netflix": None}}, {}),
    ],
)  # fmt: skip
def test_a_move_takes_its_dates_along(move: Mapping[str, Any], dates: dict[str, str]) -> None:
    assert _dates(_title(DUNE | _on("2021"), move)) == dates


def test_what_moves_is_still_said_by_who_said_it() -> None:
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


def test_a_report_moves_to_where_it_was_rumored_to_go() -> None:
    rumor = {"releases": {"streaming||Hulu": {"date": "2030"}}}
    title = _rumored((DUNE | _on("2021"), "official"), (rumor, "rumor"), (MOVED, "reported"))
    assert _dates(title) == {"streaming||Hulu": "2021"}


def test_a_rumor_takes_nothing_along() -> None:
    title = _rumored((DUNE | _on("2021"), "official"), (MOVED, "rumor"))
    assert _dates(title) == {"streaming||Netflix": "2021", "streaming||Hulu": "TBA"}


def test_a_title_that_stands() -> None:
    reports = [report(DUNE)]
    assert fold_existing("k", reports) == fold("k", reports)
    with pytest.raises(LookupError, match="k"):
        fold_existing("k", [report({"tags": {"scifi": True}})])


def test_a_removal_ends_what_was_known_of_dates_that_were_taken_back() -> None:
    again: dict[str, Any] = DUNE | {"releases": {"streaming||Netflix": {}}}
    title = _title(DUNE | _on("2021-01"), _on(None), None, again)
    assert [release.said_by for release in title.releases] == [None]
