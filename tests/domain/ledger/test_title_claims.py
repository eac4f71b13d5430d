from collections.abc import Mapping
from typing import Any

import pytest

from tests.domain.patches import COLLECTIONS, DUNE, dates_of, on, stated, title_of, told


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
    assert getattr(title_of(DUNE | {name: said}), name) == said
    assert getattr(title_of(DUNE | {name: said}, {name: None}), name) == without


@pytest.mark.parametrize("name", COLLECTIONS)
def test_null_removes_one_member(name: str) -> None:
    members = COLLECTIONS[name]
    gone, stays = members

    assert len(getattr(title_of(DUNE | COLLECTIONS), name)) == 2
    one = title_of(DUNE | COLLECTIONS, {name: {gone: None}})
    without = title_of(DUNE | {name: {stays: members[stays]}})
    if name == "releases":
        assert [release.key for release in one.releases] == [
            release.key for release in without.releases
        ]
    else:
        assert getattr(one, name) == getattr(without, name)


def test_new_id_replaces_the_id_of_its_scheme() -> None:
    assert title_of(DUNE | {"ids": {"imdb": "1"}}, {"ids": {"imdb": "2"}}).ids == (("imdb", "2"),)


@pytest.mark.parametrize("sure", ["reported", "official"])
def test_rumor_fills_blanks_but_replaces_no_report(sure: str) -> None:
    title = stated(
        (DUNE | on("2021-10") | {"status": "filming"}, sure),
        (on("2022") | {"status": "canceled", "title": "Arrakis", "year": 2020}, "rumor"),
    )

    assert title is not None
    assert (title.title, title.status, title.year) == ("Dune", "filming", 2020)
    assert dates_of(title) == {"streaming||Netflix": "2021-10"}
    assert title.former_titles == ()


def test_rumor_replaces_a_rumor_and_a_report_replaces_both() -> None:
    first, second = (DUNE | on("2021"), "rumor"), (on("2022"), "rumor")

    assert dates_of(stated(first, second)) == {"streaming||Netflix": "2022"}
    assert dates_of(stated(first, second, (on("2023"), "reported"), second)) == {
        "streaming||Netflix": "2023"
    }


def test_report_replaces_an_official_claim() -> None:
    title = stated((DUNE | on("2021"), "official"), (on("2022"), "reported"))

    assert dates_of(title) == {"streaming||Netflix": "2022"}


def test_rumor_removes_only_rumors() -> None:
    dropped = {"releases": {"streaming||Netflix": None}, "tags": {"scifi": None}}
    told = DUNE | {"tags": {"scifi": True}}

    sure = stated((told, "reported"), (on("2021"), "reported"), (dropped, "rumor"))
    assert (dates_of(sure), sure and sure.tags) == ({"streaming||Netflix": "2021"}, ("scifi",))

    # A report with more confidence on the release keeps it.
    mixed = stated((DUNE | on(None), "rumor"), (on("2021"), "reported"), (dropped, "rumor"))
    assert dates_of(mixed) == {"streaming||Netflix": "2021"}

    unsure = stated((told | on("2021"), "rumor"), (dropped, "rumor"))
    assert (dates_of(unsure), unsure and unsure.tags) == ({}, ())


def test_rumor_does_not_remove_a_reported_title() -> None:
    assert stated((DUNE, "reported"), (None, "rumor")) is not None
    assert stated((DUNE, "rumor"), (None, "rumor")) is None


def test_removal_clears_all_and_a_later_report_restores_the_title() -> None:
    assert told(DUNE | on("2021"), None) is None
    assert told(DUNE, None, {"status": "filming"}) is None

    revived = title_of(DUNE | {"year": 2020} | on("2021"), None, {"title": "Dune: Part One"})

    assert (revived.title, revived.year, revived.releases) == ("Dune: Part One", None, ())
    assert revived.former_titles == ("Dune",)


def test_removal_of_a_missing_title_is_ignored() -> None:
    assert told(None) is None
    assert title_of(None, DUNE).title == "Dune"


def test_removal_clears_reports_of_withdrawn_dates() -> None:
    again: dict[str, Any] = DUNE | {"releases": {"streaming||Netflix": {}}}
    title = title_of(DUNE | on("2021-01"), on(None), None, again)
    assert [release.said_by for release in title.releases] == [None]


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
    assert dates_of(title_of(DUNE | on("2021"), move)) == dates


def test_moved_date_keeps_its_report() -> None:
    netflix = on("2021-01-08")["releases"]["streaming||Netflix"] | {"leaves": "2022"}
    said = DUNE | {"releases": {"streaming||Netflix": netflix}}
    title = stated((said, "rumor"), (MOVED, "official"))
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
    title = stated((DUNE | on("2021"), "official"), (rumor, "rumor"), (MOVED, "reported"))
    assert dates_of(title) == {"streaming||Hulu": "2021"}


def test_rumored_move_does_not_take_the_date() -> None:
    title = stated((DUNE | on("2021"), "official"), (MOVED, "rumor"))
    assert dates_of(title) == {"streaming||Netflix": "2021", "streaming||Hulu": "TBA"}
