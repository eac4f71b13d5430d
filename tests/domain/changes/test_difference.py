from typing import Any

import pytest

from slate.domain.changes.difference import (
    Difference,
    date_difference,
    differences,
    member_text,
    release_text,
)
from slate.domain.dates.release_date import parse_date
from slate.domain.ledger.fold import fold
from slate.domain.titles.title import Release, ReleaseKey, Title
from tests.domain.slates import report

DUNE = {"title": "Dune"}
NETFLIX = ReleaseKey("streaming", None, "Netflix")


def _title(**said: Any) -> Title:  # noqa: ANN401 -- JSON
    title = fold("k", [report(DUNE | {"status": "filming"} | said)])
    assert title is not None
    return title


def _with(*texts: str) -> Title:
    """Make a title with releases: `streaming||Netflix 2021-01`."""
    releases: dict[str, dict[str, str]] = {}
    for text in texts:
        key, _, when = text.rpartition(" ")
        releases[key] = {} if when == "TBA" else {"date": when}
    return _title(releases=releases)


def _on(when: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {"releases": {"streaming||Netflix": {"date": when} | more}}


# Titles


def test_what_is_the_same_has_no_differences() -> None:
    assert differences(None, None) == []
    assert differences(_with("tv|| 2021"), _with("tv|| 2021")) == []


def test_added_and_removed_give_the_name() -> None:
    title = _title(season=2)

    assert differences(None, title) == [Difference("added", after="Dune: season 2")]
    assert differences(title, None) == [Difference("removed", before="Dune: season 2")]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            {},
            {"title": "Dune: Part One"},
            [Difference("retitled", "Dune", "Dune: Part One")],
        ),
        ({}, {"status": "released"}, [Difference("status", "filming", "released")]),
        ({}, {"kind": "special"}, [Difference("edited", "film", "special", "kind")]),
        ({}, {"year": 2021}, [Difference("edited", None, "2021", "year")]),
        ({"year": 2020}, {"year": 2021}, [Difference("edited", "2020", "2021", "year")]),
        ({"year": 2020}, {}, [Difference("edited", "2020", None, "year")]),
        ({}, {"slug": "arrakis"}, [Difference("edited", "dune", "arrakis", "slug")]),
        ({"slug": "a"}, {"slug": "b"}, [Difference("edited", "a", "b", "slug")]),
        # Said as it was: nothing that anybody sees.
        ({}, {"slug": "dune"}, []),
        (
            {"kind": "series"},
            {"kind": "series", "season": 0, "part": 2},
            [
                Difference("edited", None, "0", "season"),
                Difference("edited", None, "2", "part"),
            ],
        ),
        (
            {"tags": {"a": True, "b": True}},
            {"tags": {"b": True, "c": True}},
            [Difference("edited", "a", None, "tags"), Difference("edited", None, "c", "tags")],
        ),
        (
            {},
            {"credits": {"director|Denis Villeneuve": True}},
            [Difference("edited", None, "director=Denis Villeneuve", "credits")],
        ),
        (
            {},
            {"links": {"remake-of|dune|||film|1984": True}},
            [Difference("edited", None, "remake-of dune|||film|1984", "links")],
        ),
        (
            {"ids": {"imdb": "tt1"}},
            {"ids": {"imdb": "tt2"}},
            [
                Difference("edited", "imdb=tt1", None, "ids"),
                Difference("edited", None, "imdb=tt2", "ids"),
            ],
        ),
        ({}, {"aka": {"Duna": True}}, [Difference("edited", None, "Duna", "aka")]),
    ],
)
def test_differences_of_titles(
    before: dict[str, Any], after: dict[str, Any], found: list[Difference]
) -> None:
    assert differences(_title(**before), _title(**after)) == found


def test_a_slug_that_follows_from_the_title_is_told_with_it() -> None:
    assert [change.name for change in differences(_title(), _title(title="Arrakis"))] == [
        "retitled"
    ]


def test_differences_come_in_one_order() -> None:
    more = {"status": "released", "year": 2021, "tags": {"scifi": True}, "aka": {"Duna": True}}
    after = _title(title="Arrakis", slug="a", **more, **_on("2022"))

    assert [(each.name, each.field) for each in differences(_title(**_on("2021")), after)] == [
        ("retitled", None),
        ("slipped", None),
        ("status", None),
        ("edited", "year"),
        ("edited", "slug"),
        ("edited", "tags"),
        ("edited", "aka"),
    ]


@pytest.mark.parametrize(
    ("name", "item", "text"),
    [
        ("tags", "scifi", "scifi"),
        ("credits", ("cast", "Zendaya"), "cast=Zendaya"),
        ("links", ("sequel-of", "dune"), "sequel-of dune"),
        ("ids", ("imdb", "tt1"), "imdb=tt1"),
    ],
)
def test_a_member_is_written_as_people_type_it(name: str, item: object, text: str) -> None:
    assert member_text(name, item) == text


# Dates


@pytest.mark.parametrize(
    ("old", "new", "name", "by"),
    [
        ("TBA", "2021", "dated", None),
        ("2021", "TBA", "undated", None),
        ("2021", "2021-01-08", "narrowed", None),
        ("2021", "2021-Q1", "narrowed", None),
        ("2021/2023", "2021", "narrowed", None),
        ("2021-01/..", "2021-01-08", "narrowed", None),
        ("2021-01-08", "2021", "widened", None),
        ("2021-Q1", "2021-H1", "widened", None),
        ("2021-01", "../2021-01", "widened", None),
        ("2021-01-08", "2021-01-22", "slipped", "14 days later"),
        ("2021", "2022", "slipped", "1 year later"),
        ("2021-12-25", "2022", "slipped", "1 year later"),
        ("2021-Q1", "2021-Q2", "slipped", "1 quarter later"),
        ("2021-01/2021-03", "2021-02/2021-05", "slipped", None),
        ("2021-01/..", "2021-02/..", "narrowed", None),
        ("2021-01-22", "2021-01-08", "advanced", "14 days earlier"),
        ("2022", "2021-12", "advanced", "1 year earlier"),
        ("2021-02/2021-05", "2021-01/2021-03", "advanced", None),
        # The same days in other words, or with less certainty.
        ("2021-01-08", "2021-01-08?", "edited", None),
        ("2021-Q1", "2021-01/2021-03", "edited", None),
    ],
)
def test_how_a_date_changed(old: str, new: str, name: str, by: str | None) -> None:
    change = date_difference(parse_date(old), parse_date(new), NETFLIX)

    assert change == Difference(
        name,
        None if old == "TBA" else old,
        None if new == "TBA" else new,
        "date" if name == "edited" else None,
        NETFLIX,
        by,
    )


@pytest.mark.parametrize(
    ("texts", "added", "removed"),
    [
        (
            ["|| 2021"],
            [Difference("dated", None, "2021", None, ReleaseKey(None, None, None))],
            [Difference("undated", "2021", None, None, ReleaseKey(None, None, None))],
        ),
        (
            ["streaming||Netflix 2021"],
            [
                Difference("edited", None, "Netflix", "release", NETFLIX),
                Difference("dated", None, "2021", None, NETFLIX),
            ],
            [
                Difference("undated", "2021", None, None, NETFLIX),
                Difference("edited", "Netflix", None, "release", NETFLIX),
            ],
        ),
        (
            ["streaming||Netflix TBA"],
            [Difference("edited", None, "Netflix", "release", NETFLIX)],
            [Difference("edited", "Netflix", None, "release", NETFLIX)],
        ),
    ],
)
def test_a_title_without_any_date_gets_one_with_a_release(
    texts: list[str], added: list[Difference], removed: list[Difference]
) -> None:
    bare, full = _with(), _with(*texts)
    assert differences(bare, full) == added
    assert differences(full, bare) == removed
    # One that has a date elsewhere gets, or loses, a release.
    other, both = _with("tv|| 2020"), _with("tv|| 2020", *texts)
    assert {each.name for each in differences(other, both)} == {"edited"}
    assert {each.name for each in differences(both, other)} == {"edited"}


def test_when_it_leaves_is_edited() -> None:
    before = _title(releases={"streaming||Netflix": {"date": "2020", "leaves": "2021-01-31"}})
    after = _title(releases={"streaming||Netflix": {"date": "2020"}})

    assert differences(before, after) == [
        Difference("edited", "2021-01-31", None, "leaves", NETFLIX)
    ]
    assert differences(after, before) == [
        Difference("edited", None, "2021-01-31", "leaves", NETFLIX)
    ]


def test_a_release_may_come_with_the_day_on_which_it_leaves() -> None:
    said = {"streaming||Netflix": {"leaves": "2022"}}
    leaves = Difference("edited", None, "2022", "leaves", NETFLIX)
    come = Difference("edited", None, "Netflix", "release", NETFLIX)
    assert differences(_title(), _title(releases=said)) == [come, leaves]
    said["streaming||Netflix"]["date"] = "2021"
    dated = Difference("dated", None, "2021", None, NETFLIX)
    assert differences(_title(), _title(releases=said)) == [come, dated, leaves]


# Releases


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # One platform goes, another comes.
        (
            ["streaming||YouTube TBA"],
            ["streaming||Netflix TBA"],
            [Difference("moved", "YouTube", "Netflix", None, NETFLIX)],
        ),
        (
            ["streaming||YouTube 2021"],
            ["streaming||Netflix 2022"],
            [
                Difference("moved", "YouTube", "Netflix", None, NETFLIX),
                Difference("slipped", "2021", "2022", None, NETFLIX, "1 year later"),
            ],
        ),
        # What was not said is said: no move.
        (
            ["|| 2021"],
            ["streaming||Netflix 2021"],
            [Difference("edited", None, "Netflix", "platform", NETFLIX)],
        ),
        (
            ["streaming||Netflix 2021"],
            ["||Netflix 2021"],
            [
                Difference(
                    "edited",
                    "streaming",
                    None,
                    "release_type",
                    ReleaseKey(None, None, "Netflix"),
                )
            ],
        ),
        # A service in other letters, or by another of its names, stays where it is.
        (
            ["||HBO MAX 2021"],
            ["streaming||Max 2021"],
            [
                Difference(
                    "edited", None, "streaming", "release_type",
                    ReleaseKey("streaming", None, "Max"),
                )
            ],
        ),
        # Another way of release, or another region, is another release.
        (
            ["theatrical|| 2021"],
            ["streaming||Netflix 2021"],
            [
                Difference(
                    "edited", "theatrical, 2021", None, "release",
                    ReleaseKey("theatrical", None, None),
                ),
                Difference("edited", None, "Netflix, 2021", "release", NETFLIX),
            ],
        ),
        (
            ["streaming|US|Hulu TBA"],
            ["streaming|GB|Hulu TBA"],
            [
                Difference(
                    "edited", "Hulu, US", None, "release", ReleaseKey("streaming", "US", "Hulu")
                ),
                Difference(
                    "edited", None, "Hulu, GB", "release", ReleaseKey("streaming", "GB", "Hulu")
                ),
            ],
        ),
        # Two for one is no move.
        (
            ["streaming||YouTube TBA"],
            ["streaming||Netflix TBA", "streaming||Hulu TBA"],
            [
                Difference(
                    "edited", "YouTube", None, "release", ReleaseKey("streaming", None, "YouTube")
                ),
                Difference(
                    "edited", None, "Hulu", "release", ReleaseKey("streaming", None, "Hulu")
                ),
                Difference("edited", None, "Netflix", "release", NETFLIX),
            ],
        ),
        # The one that stays is compared with itself.
        (
            ["streaming||NETFLIX 2021", "streaming||YouTube TBA"],
            ["streaming||netflix 2022", "streaming||Hulu TBA"],
            [
                Difference(
                    "moved", "YouTube", "Hulu", None, ReleaseKey("streaming", None, "Hulu")
                ),
                Difference(
                    "slipped", "2021", "2022", None,
                    ReleaseKey("streaming", None, "netflix"), "1 year later",
                ),
            ],
        ),
    ],
)  # fmt: skip
def test_differences_of_releases(
    before: list[str], after: list[str], found: list[Difference]
) -> None:
    assert differences(_with(*before), _with(*after)) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("streaming||Netflix TBA", "Netflix"),
        ("streaming|US|Netflix 2021-03", "Netflix, US, 2021-03"),
        ("theatrical|US| TBA", "theatrical, US"),
        ("limited|| TBA", "limited"),
        ("digital||Prime Video 2021", "Prime Video, digital, 2021"),
        ("streaming|| TBA", "streaming"),
        ("|| TBA", "of no said kind"),
    ],
)
def test_a_release_in_a_few_words(text: str, words: str) -> None:
    key, _, when = text.rpartition(" ")

    assert release_text(Release(ReleaseKey.parse(key), parse_date(when))) == words
