from dataclasses import replace
from typing import Any

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import (
    Credit,
    ExternalId,
    LinkTo,
    ReleaseOn,
)
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.fold import fold
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import NOTHING_STATED, ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from tests.domain.slates import report

DUNE = {"title": "Dune"}
NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")
FIRST = ReleaseOn(NETFLIX, TBA, is_first=True)


def _title(day: str = "05", **said: Any) -> Title:  # noqa: ANN401 -- JSON
    reported = report(
        DUNE | {"status": "filming"} | said, reported_on=f"2021-01-{day}", batch=f"b{day}"
    )
    title = fold("k", [reported])
    assert title is not None
    return title


def _with(*texts: str, day: str = "05") -> Title:
    """Return a title with releases: `streaming||Netflix 2021-01`."""
    releases: dict[str, dict[str, str]] = {}
    for text in texts:
        key, _, when = text.rpartition(" ")
        releases[key] = {} if when == "TBA" else {"date": when}
    return _title(day, releases=releases)


def _on(when: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {"releases": {"streaming||Netflix": {"date": when} | more}}


def test_equal_titles_have_no_differences() -> None:
    assert differences(None, None) == []
    assert differences(_with("tv|| 2021"), _with("tv|| 2021")) == []


def test_added_and_removed_hold_the_title_name() -> None:
    title = _title(season=2)

    assert differences(None, title) == [Difference(ChangeName.ADDED, after="Dune: season 2")]
    assert differences(title, None) == [Difference(ChangeName.REMOVED, before="Dune: season 2")]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            {},
            {"title": "Dune: Part One"},
            [Difference(ChangeName.RETITLED, "Dune", "Dune: Part One")],
        ),
        ({}, {"status": "released"}, [Difference(ChangeName.STATUS, "filming", "released")]),
        ({}, {"kind": "special"}, [Difference(ChangeName.EDITED, "film", "special", "kind")]),
        ({}, {"year": 2021}, [Difference(ChangeName.EDITED, None, 2021, "year")]),
        ({"year": 2020}, {"year": 2021}, [Difference(ChangeName.EDITED, 2020, 2021, "year")]),
        ({"year": 2020}, {}, [Difference(ChangeName.EDITED, 2020, None, "year")]),
        ({}, {"slug": "arrakis"}, [Difference(ChangeName.EDITED, "dune", "arrakis", "slug")]),
        ({"slug": "a"}, {"slug": "b"}, [Difference(ChangeName.EDITED, "a", "b", "slug")]),
        # A slug equal to the derived one changes nothing visible.
        ({}, {"slug": "dune"}, []),
        (
            {"kind": "series"},
            {"kind": "series", "season": 0, "part": 2},
            [
                Difference(ChangeName.EDITED, None, 0, "season"),
                Difference(ChangeName.EDITED, None, 2, "part"),
            ],
        ),
        (
            {"tags": {"a": True, "b": True}},
            {"tags": {"b": True, "c": True}},
            [
                Difference(ChangeName.EDITED, "a", None, "tags"),
                Difference(ChangeName.EDITED, None, "c", "tags"),
            ],
        ),
        (
            {},
            {"credits": {"director|Denis Villeneuve": True}},
            [
                Difference(
                    ChangeName.EDITED, None, Credit("director", "Denis Villeneuve"), "credits"
                )
            ],
        ),
        (
            {},
            {"links": {"remake-of|dune|||film|1984": True}},
            [
                Difference(
                    ChangeName.EDITED, None, LinkTo(Relation.REMAKE_OF, "dune|||film|1984"), "links"
                )
            ],
        ),
        (
            {"ids": {"imdb": "tt1"}},
            {"ids": {"imdb": "tt2"}},
            [
                Difference(ChangeName.EDITED, ExternalId("imdb", "tt1"), None, "ids"),
                Difference(ChangeName.EDITED, None, ExternalId("imdb", "tt2"), "ids"),
            ],
        ),
        ({}, {"aka": {"Duna": True}}, [Difference(ChangeName.EDITED, None, "Duna", "aka")]),
    ],
)
def test_differences_of_titles(
    before: dict[str, Any], after: dict[str, Any], found: list[Difference]
) -> None:
    assert differences(_title(**before), _title(**after)) == found


def test_change_of_a_derived_slug_is_part_of_retitled() -> None:
    assert [change.name for change in differences(_title(), _title(title="Arrakis"))] == [
        "retitled"
    ]


def test_differences_come_in_a_fixed_order() -> None:
    more = {"status": "released", "year": 2021, "tags": {"scifi": True}, "aka": {"Duna": True}}
    after = _title("06", title="Arrakis", slug="a", **more, **_on("2022"))

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
    ("texts", "added", "removed"),
    [
        (
            ["|| 2021"],
            [
                Difference(
                    ChangeName.DATED, None, parse_date("2021"), None, ReleaseKey(None, None, None)
                )
            ],
            [
                Difference(
                    ChangeName.UNDATED, parse_date("2021"), None, None, ReleaseKey(None, None, None)
                )
            ],
        ),
        (
            ["streaming||Netflix 2021"],
            [
                Difference(ChangeName.EDITED, None, FIRST, "release", NETFLIX),
                Difference(ChangeName.DATED, None, parse_date("2021"), None, NETFLIX),
            ],
            [
                Difference(ChangeName.UNDATED, parse_date("2021"), None, None, NETFLIX),
                Difference(ChangeName.EDITED, ReleaseOn(NETFLIX, TBA), None, "release", NETFLIX),
            ],
        ),
        (
            ["streaming||Netflix TBA"],
            [Difference(ChangeName.EDITED, None, FIRST, "release", NETFLIX)],
            [Difference(ChangeName.EDITED, ReleaseOn(NETFLIX, TBA), None, "release", NETFLIX)],
        ),
    ],
)
def test_first_date_of_a_title_is_dated_even_on_a_new_release(
    texts: list[str], added: list[Difference], removed: list[Difference]
) -> None:
    bare, full = _with(), _with(*texts)
    assert differences(bare, full) == added
    assert differences(full, bare) == removed
    # A title with another dated release only gains or loses a release.
    other, both = _with("tv|| 2020"), _with("tv|| 2020", *texts)
    assert {each.name for each in differences(other, both)} == {"edited"}
    assert {each.name for each in differences(both, other)} == {"edited"}


def test_change_of_the_leaving_date() -> None:
    before = _title(releases={"streaming||Netflix": {"date": "2020", "leaves": "2021-01-31"}})
    after = _title(releases={"streaming||Netflix": {"date": "2020"}})

    assert differences(before, after) == [
        Difference(ChangeName.LEAVING, parse_date("2021-01-31"), None, None, NETFLIX)
    ]
    assert differences(after, before) == [
        Difference(ChangeName.LEAVING, None, parse_date("2021-01-31"), None, NETFLIX)
    ]


def test_new_release_with_a_leaving_date_is_two_differences() -> None:
    said = {"streaming||Netflix": {"leaves": "2022"}}
    leaves = Difference(ChangeName.LEAVING, None, parse_date("2022"), None, NETFLIX)
    come = Difference(ChangeName.EDITED, None, FIRST, "release", NETFLIX)
    assert differences(_title(), _title(releases=said)) == [come, leaves]
    said["streaming||Netflix"]["date"] = "2021"
    dated = Difference(ChangeName.DATED, None, parse_date("2021"), None, NETFLIX)
    assert differences(_title(), _title(releases=said)) == [come, dated, leaves]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # One platform is dropped and another is added: a move.
        (
            ["streaming||YouTube TBA"],
            ["streaming||Netflix TBA"],
            [Difference(ChangeName.MOVED, "YouTube", "Netflix", None, NETFLIX)],
        ),
        (
            ["streaming||YouTube 2021"],
            ["streaming||Netflix 2022"],
            [
                Difference(ChangeName.MOVED, "YouTube", "Netflix", None, NETFLIX),
                Difference(
                    ChangeName.SLIPPED,
                    parse_date("2021"),
                    parse_date("2022"),
                    None,
                    NETFLIX,
                    Distance(1, Unit.YEAR, later=True),
                ),
            ],
        ),
        # A platform stated for the first time is an edit, not a move.
        (
            ["|| 2021"],
            ["streaming||Netflix 2021"],
            [Difference(ChangeName.EDITED, None, "Netflix", "platform", NETFLIX)],
        ),
        (
            ["streaming||Netflix 2021"],
            ["||Netflix 2021"],
            [
                Difference(
                    ChangeName.EDITED,
                    "streaming",
                    None,
                    "release_type",
                    ReleaseKey(None, None, "Netflix"),
                )
            ],
        ),
        # Another spelling or another name of the same service is not a move.
        (
            ["||HBO MAX 2021"],
            ["streaming||Max 2021"],
            [
                Difference(
                    ChangeName.EDITED,
                    None,
                    "streaming",
                    "release_type",
                    ReleaseKey(ReleaseType.STREAMING, None, "Max"),
                )
            ],
        ),
        # Another release type or another region makes it another release.
        (
            ["theatrical|| 2021"],
            ["streaming||Netflix 2021"],
            [
                Difference(
                    ChangeName.EDITED,
                    ReleaseOn(ReleaseKey(ReleaseType.THEATRICAL, None, None), parse_date("2021")),
                    None,
                    "release",
                    ReleaseKey(ReleaseType.THEATRICAL, None, None),
                ),
                Difference(
                    ChangeName.EDITED,
                    None,
                    ReleaseOn(NETFLIX, parse_date("2021")),
                    "release",
                    NETFLIX,
                ),
            ],
        ),
        (
            ["streaming|US|Hulu TBA"],
            ["streaming|GB|Hulu TBA"],
            [
                Difference(
                    ChangeName.EDITED,
                    ReleaseOn(ReleaseKey(ReleaseType.STREAMING, "US", "Hulu"), TBA),
                    None,
                    "release",
                    ReleaseKey(ReleaseType.STREAMING, "US", "Hulu"),
                ),
                Difference(
                    ChangeName.EDITED,
                    None,
                    ReleaseOn(ReleaseKey(ReleaseType.STREAMING, "GB", "Hulu"), TBA),
                    "release",
                    ReleaseKey(ReleaseType.STREAMING, "GB", "Hulu"),
                ),
            ],
        ),
        # Two platforms replacing one are not a move.
        (
            ["streaming||YouTube TBA"],
            ["streaming||Netflix TBA", "streaming||Hulu TBA"],
            [
                Difference(
                    ChangeName.EDITED,
                    ReleaseOn(ReleaseKey(ReleaseType.STREAMING, None, "YouTube"), TBA),
                    None,
                    "release",
                    ReleaseKey(ReleaseType.STREAMING, None, "YouTube"),
                ),
                Difference(
                    ChangeName.EDITED,
                    None,
                    ReleaseOn(ReleaseKey(ReleaseType.STREAMING, None, "Hulu"), TBA),
                    "release",
                    ReleaseKey(ReleaseType.STREAMING, None, "Hulu"),
                ),
                Difference(ChangeName.EDITED, None, ReleaseOn(NETFLIX, TBA), "release", NETFLIX),
            ],
        ),
        # The platform that stays is compared with itself.
        (
            ["streaming||NETFLIX 2021", "streaming||YouTube TBA"],
            ["streaming||netflix 2022", "streaming||Hulu TBA"],
            [
                Difference(
                    ChangeName.MOVED,
                    "YouTube",
                    "Hulu",
                    None,
                    ReleaseKey(ReleaseType.STREAMING, None, "Hulu"),
                ),
                Difference(
                    ChangeName.SLIPPED,
                    parse_date("2021"),
                    parse_date("2022"),
                    None,
                    ReleaseKey(ReleaseType.STREAMING, None, "netflix"),
                    Distance(1, Unit.YEAR, later=True),
                ),
            ],
        ),
    ],
)
def test_differences_of_releases(
    before: list[str], after: list[str], found: list[Difference]
) -> None:
    assert differences(_with(*before), _with(*after, day="06")) == found


def test_dropping_a_release_without_a_name_names_its_dates() -> None:
    before = _title(releases={"||": {"date": "2020-11-05", "leaves": "2020-12-25"}})
    bare = ReleaseKey(None, None, None)

    assert differences(before, _title()) == [
        Difference(ChangeName.UNDATED, parse_date("2020-11-05"), None, None, bare),
        Difference(ChangeName.LEAVING, parse_date("2020-12-25"), None, None, bare),
    ]


LIMITED = ReleaseKey(ReleaseType.LIMITED, "US", None)


def _edited(before: ReleaseOn | None, after: ReleaseOn | None) -> Difference:
    is_about = after or before
    assert is_about is not None
    return Difference(ChangeName.EDITED, before, after, "release", is_about.key)


@pytest.mark.parametrize(
    ("texts", "come", "gone"),
    [
        # Those that come are the first, and those that go leave nothing that could be named.
        (
            ["limited|US| TBA"],
            [_edited(None, ReleaseOn(LIMITED, TBA, is_first=True))],
            [_edited(ReleaseOn(LIMITED, TBA), None)],
        ),
        (
            ["limited|US| 2021"],
            [
                _edited(None, ReleaseOn(LIMITED, TBA, is_first=True)),
                Difference(ChangeName.DATED, None, parse_date("2021"), None, LIMITED),
            ],
            [
                Difference(ChangeName.UNDATED, parse_date("2021"), None, None, LIMITED),
                _edited(ReleaseOn(LIMITED, TBA), None),
            ],
        ),
        (
            ["limited|US| TBA", "streaming||Netflix TBA"],
            [
                _edited(None, ReleaseOn(NETFLIX, TBA, is_first=True)),
                _edited(None, ReleaseOn(LIMITED, TBA)),
            ],
            [_edited(ReleaseOn(NETFLIX, TBA), None), _edited(ReleaseOn(LIMITED, TBA), None)],
        ),
        # Alone, it is all that there is to name.
        (
            [],
            [_edited(ReleaseOn(NOTHING_STATED, TBA), None)],
            [_edited(None, ReleaseOn(NOTHING_STATED, TBA, is_first=True))],
        ),
        # Beside others, it stays what it was.
        (
            ["|| TBA", "limited|US| TBA"],
            [_edited(None, ReleaseOn(LIMITED, TBA))],
            [_edited(ReleaseOn(LIMITED, TBA), None)],
        ),
    ],
)
def test_a_release_of_which_nothing_is_stated_gives_way_to_others(
    texts: list[str], come: list[Difference], gone: list[Difference]
) -> None:
    blank, full = _with("|| TBA"), _with(*texts)
    assert differences(blank, full) == come
    assert differences(full, blank) == gone


def test_a_release_with_a_date_on_which_it_leaves_does_not_give_way() -> None:
    before = _title(releases={"||": {"leaves": "2022"}})
    assert differences(before, _with("limited|US| TBA")) == [
        _edited(ReleaseOn(NOTHING_STATED, TBA), None),
        _edited(None, ReleaseOn(LIMITED, TBA)),
    ]


def test_only_the_first_release_of_a_title_that_had_none_is_its_first() -> None:
    found = differences(_with(), _with("streaming||Hulu TBA", "streaming||Netflix TBA"))
    values = [change.after for change in found]
    assert [value.is_first for value in values if isinstance(value, ReleaseOn)] == [True, False]


class _Counted(str):
    """A text that counts how often texts like it are compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        _Counted.compared += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


def test_each_of_many_tags_is_compared_a_few_times() -> None:
    """A ledger may state thousands: each with each would take minutes."""
    before, after = (
        replace(_title(), tags=tuple(_Counted(f"tag {number}") for number in range(first, 2_000)))
        for first in (0, 1)
    )
    assert differences(before, after) == [Difference(ChangeName.EDITED, "tag 0", None, "tags")]
    assert 0 < _Counted.compared < 20_000
