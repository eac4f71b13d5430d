from typing import Any

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.ledger.errors import ReleaseTwiceError
from slate.domain.ledger.fold import fold
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.statement import (
    Origin,
    SaidRelease,
    Statement,
    amendment,
    creation,
    further_releases,
    refuse_repeated,
    with_part_parsed,
)
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from tests.domain.slates import report

ORIGIN = Origin("2021-01-05", "Netflix")
JAN, FEB = parse_date("2021-01-08"), parse_date("2021-02")


def _resolve(text: str) -> str:
    return f"key of {text}"


def _statement(**fields: Any) -> Statement:  # noqa: ANN401 -- fields of any type
    return Statement(ORIGIN, **fields)


def _title(*texts: str, **said: Any) -> Title:  # noqa: ANN401 -- JSON
    """Return a title with releases: `streaming||Netflix 2021-01`."""
    releases: dict[str, dict[str, str]] = {}
    for text in texts:
        key, _, when = text.rpartition(" ")
        releases[key] = {} if when == "TBA" else {"date": when}
    title = fold("k", [report({"title": "Dune", "releases": releases} | said)])
    assert title is not None
    return title


# A new title


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, {}),
        ({"kind": "series", "season": 0, "part": 2}, {"kind": "series", "season": 0, "part": 2}),
        ({"year": 2021, "slug": "arrakis"}, {"year": 2021, "slug": "arrakis"}),
        ({"tags": ("scifi", "epic")}, {"tags": {"scifi": True, "epic": True}}),
        (
            {"credits": (("director", "Denis Villeneuve"), ("cast", "Zendaya"))},
            {"credits": {"director|Denis Villeneuve": True, "cast|Zendaya": True}},
        ),
        # Several of a role have places in their order.
        (
            {"credits": (("cast", "Z"), ("director", "B"), ("cast", "A"), ("cast", "M"))},
            {"credits": {"cast|Z": 1, "cast|A": 2, "cast|M": 3, "director|B": True}},
        ),
        (
            {"links": (("remake-of", "dune 1984"),)},
            {"links": {"remake-of|key of dune 1984": True}},
        ),
        ({"ids": (("imdb", "tt1160419"),)}, {"ids": {"imdb": "tt1160419"}}),
        ({"aka": ("Duna",)}, {"aka": {"Duna": True}}),
        # A release: on a platform without a release type it is streaming.
        ({"platform": "Netflix"}, {"releases": {"streaming||Netflix": {}}}),
        ({"date": JAN}, {"releases": {"||": {"date": "2021-01-08"}}}),
        ({"date": TBA}, {"releases": {"||": {"date": None}}}),
        ({"leaves": FEB}, {"releases": {"||": {"leaves": "2021-02"}}}),
        ({"release_type": "theatrical"}, {"releases": {"theatrical||": {}}}),
        ({"region": "US"}, {"releases": {"|US|": {}}}),
        (
            {
                "date": JAN,
                "leaves": FEB,
                "platform": "Prime Video",
                "release_type": "digital",
                "region": "GB",
            },
            {"releases": {"digital|GB|Prime Video": {"date": "2021-01-08", "leaves": "2021-02"}}},
        ),
        # Further releases, beside that one.
        (
            {
                "platform": "Netflix",
                "releases": (
                    SaidRelease(ReleaseKey(ReleaseType.LIMITED, None, None), JAN, FEB),
                    SaidRelease(ReleaseKey(None, "US", "Hulu")),
                ),
            },
            {
                "releases": {
                    "streaming||Netflix": {},
                    "limited||": {"date": "2021-01-08", "leaves": "2021-02"},
                    "streaming|US|Hulu": {},
                }
            },
        ),
        # The status as stated; `upcoming` depends on the date.
        ({"status": "filming"}, {"status": "filming"}),
        ({"status": "upcoming"}, {"status": "announced"}),
        (
            {"status": "upcoming", "date": TBA},
            {"status": "announced", "releases": {"||": {"date": None}}},
        ),
        (
            {
                "status": "upcoming",
                "releases": (
                    SaidRelease(ReleaseKey(ReleaseType.FESTIVAL, None, None), JAN),
                    SaidRelease(ReleaseKey(None, None, "Hulu"), TBA),
                    SaidRelease(ReleaseKey(None, "US", None)),
                ),
            },
            {
                "status": "announced",
                "releases": {
                    "festival||": {"date": "2021-01-08"},
                    "streaming||Hulu": {"date": None},
                    "|US|": {},
                },
            },
        ),
        (
            {"status": "upcoming", "release_type": ReleaseType.FESTIVAL, "date": JAN},
            {"status": "announced", "releases": {"festival||": {"date": "2021-01-08"}}},
        ),
        (
            {
                "status": "upcoming",
                "releases": (SaidRelease(ReleaseKey(None, None, "Hulu"), JAN),),
            },
            {"status": "scheduled", "releases": {"streaming||Hulu": {"date": "2021-01-08"}}},
        ),
        (
            {"status": "upcoming", "date": JAN},
            {"status": "scheduled", "releases": {"||": {"date": "2021-01-08"}}},
        ),
    ],
)
def test_creation_writes_each_field_into_the_patch(
    fields: dict[str, Any], said: dict[str, Any]
) -> None:
    assert creation(_statement(title="Dune", **fields), _resolve) == {"title": "Dune"} | said


def test_the_answer_that_a_statement_comes_from_is_not_part_of_what_it_states() -> None:
    answer = LiveAnswer(is_full=True, regions=None, kept_since="2021-01-07T12:00:00.000000Z")
    assert creation(_statement(title="Dune", live=answer), _resolve) == {"title": "Dune"}
    said = amendment(_statement(year=2021, live=answer), _title("|| TBA"), _resolve)
    assert said == {"year": 2021}


# An existing title: which release a date belongs to

THREE = (
    "streaming||Netflix 2021-01",
    "streaming|US|Hulu 2021-03",
    "theatrical|| 2021-02",
)


@pytest.mark.parametrize(
    ("there", "fields", "releases"),
    [
        # The only release, or the headline release.
        (("|| 2020",), {}, {"||": {"date": "2021-01-08"}}),
        (("theatrical|| TBA",), {}, {"theatrical||": {"date": "2021-01-08"}}),
        (THREE, {}, {"streaming||Netflix": {"date": "2021-01-08"}}),
        (
            ("festival|| 2020", "theatrical|| TBA"),
            {},
            {"theatrical||": {"date": "2021-01-08"}},
        ),
        # By platform in any case and under any of its names, by type, by region.
        (THREE, {"platform": "HULU"}, {"streaming|US|Hulu": {"date": "2021-01-08"}}),
        (
            ("streaming||HBO Max TBA", "streaming||Hulu 2020"),
            {"platform": "Max"},
            {"streaming||HBO Max": {"date": "2021-01-08"}},
        ),
        (THREE, {"release_type": "theatrical"}, {"theatrical||": {"date": "2021-01-08"}}),
        (THREE, {"region": "US"}, {"streaming|US|Hulu": {"date": "2021-01-08"}}),
        (
            THREE,
            {"release_type": "streaming", "region": "US", "platform": "Hulu"},
            {"streaming|US|Hulu": {"date": "2021-01-08"}},
        ),
        # No release yet: the first one.
        ((), {}, {"||": {"date": "2021-01-08"}}),
        ((), {"platform": "Netflix"}, {"streaming||Netflix": {"date": "2021-01-08"}}),
        ((), {"release_type": "tv", "region": "GB"}, {"tv|GB|": {"date": "2021-01-08"}}),
        # No release of that type: a new one beside the others.
        (THREE, {"release_type": "physical"}, {"physical||": {"date": "2021-01-08"}}),
        (
            THREE,
            {"release_type": "physical", "platform": "Netflix"},
            {"physical||Netflix": {"date": "2021-01-08"}},
        ),
        (THREE, {"region": "JP"}, {"|JP|": {"date": "2021-01-08"}}),
        # A part not stated so far is added, and the dates are kept.
        (
            ("|| 2020",),
            {"release_type": "theatrical"},
            {"||": None, "theatrical||": {"date": "2021-01-08"}},
        ),
        (("|| 2020",), {"region": "US"}, {"||": None, "|US|": {"date": "2021-01-08"}}),
        (
            ("streaming|| 2020",),
            {"region": "US"},
            {"streaming||": None, "streaming|US|": {"date": "2021-01-08"}},
        ),
        (
            ("|US| 2020",),
            {"release_type": "tv"},
            {"|US|": None, "tv|US|": {"date": "2021-01-08"}},
        ),
        # But not to a release with another type, region or platform.
        (("tv|| 2020",), {"release_type": "digital"}, {"digital||": {"date": "2021-01-08"}}),
        (("|US| 2020",), {"region": "GB"}, {"|GB|": {"date": "2021-01-08"}}),
        (
            ("|US| 2020",),
            {"region": "GB", "release_type": "tv"},
            {"tv|GB|": {"date": "2021-01-08"}},
        ),
    ],
)
def test_date_goes_to_the_matching_release(
    there: tuple[str, ...], fields: dict[str, Any], releases: dict[str, Any]
) -> None:
    statement = _statement(date=JAN, **fields)

    assert amendment(statement, _title(*there), _resolve) == {"releases": releases}


@pytest.mark.parametrize(
    ("there", "fields", "releases"),
    [
        # Another platform: the release moves there.
        (
            ("streaming||YouTube 2021",),
            {"platform": "Netflix"},
            {"streaming||YouTube": None, "streaming||Netflix": {}},
        ),
        (
            ("streaming||YouTube 2021",),
            {"platform": "Netflix", "date": JAN},
            {"streaming||YouTube": None, "streaming||Netflix": {"date": "2021-01-08"}},
        ),
        (
            ("streaming||YouTube 2021",),
            {"platform": "Netflix", "date": TBA},
            {"streaming||YouTube": None, "streaming||Netflix": {"date": None}},
        ),
        (
            ("tv|GB|Channel 4 TBA",),
            {"platform": "Netflix"},
            {"tv|GB|Channel 4": None, "tv|GB|Netflix": {}},
        ),
        # Of several releases the headline release moves, or the selected one.
        (
            THREE,
            {"platform": "Peacock"},
            {"streaming||Netflix": None, "streaming||Peacock": {}},
        ),
        (
            THREE,
            {"platform": "Peacock", "region": "US"},
            {"streaming|US|Hulu": None, "streaming|US|Peacock": {}},
        ),
        # A release without a platform gets one.
        (
            ("|| 2021",),
            {"platform": "Netflix"},
            {"||": None, "streaming||Netflix": {}},
        ),
        (
            ("tv|US| 2021",),
            {"platform": "HBO"},
            {"tv|US|": None, "tv|US|HBO": {}},
        ),
        (
            ("|| 2021",),
            {"platform": "Netflix", "release_type": "streaming", "region": "US"},
            {"||": None, "streaming|US|Netflix": {}},
        ),
        (
            ("|| 2021", "streaming|US|Hulu 2022"),
            {"platform": "Netflix", "region": "US"},
            {"streaming|US|Hulu": None, "streaming|US|Netflix": {}},
        ),
        (
            ("streaming|GB|Hulu 2021",),
            {"platform": "Netflix", "region": "US"},
            {"streaming|US|Netflix": {}},
        ),
        # A theatrical release neither gets a platform nor moves: a streaming release is added.
        (
            ("theatrical|| 2021",),
            {"platform": "Netflix"},
            {"streaming||Netflix": {}},
        ),
        (
            ("limited|US| 2021", "|| 2021-02"),
            {"platform": "Netflix"},
            {"||": None, "streaming||Netflix": {}},
        ),
        # The platform of the release itself.
        (("streaming||Netflix 2021",), {"platform": "netflix"}, {"streaming||Netflix": {}}),
        # On another platform as well.
        (("streaming||Netflix 2021",), {"also_on": "Hulu"}, {"streaming||Hulu": {}}),
        (
            ("streaming||Netflix 2021",),
            {"also_on": "Hulu", "date": JAN, "region": "US", "release_type": "tv"},
            {"tv|US|Hulu": {"date": "2021-01-08"}},
        ),
        ((), {"also_on": "Hulu"}, {"streaming||Hulu": {}}),
        # Dates are withdrawn.
        (("streaming||Netflix 2021",), {"date": TBA}, {"streaming||Netflix": {"date": None}}),
        (
            ("streaming||Netflix 2021",),
            {"leaves": FEB},
            {"streaming||Netflix": {"leaves": "2021-02"}},
        ),
        (
            ("streaming||Netflix 2021",),
            {"leaves": TBA},
            {"streaming||Netflix": {"leaves": None}},
        ),
    ],
)
def test_platform_moves_or_adds_a_release(
    there: tuple[str, ...], fields: dict[str, Any], releases: dict[str, Any]
) -> None:
    assert amendment(_statement(**fields), _title(*there), _resolve) == {"releases": releases}


def test_a_dropped_release_is_null_in_the_patch() -> None:
    statement = _statement(drops_release=True, platform="hulu")
    assert amendment(statement, _title(*THREE), _resolve) == {
        "releases": {"streaming|US|Hulu": None}
    }


def test_further_releases_are_a_patch_of_their_own() -> None:
    further = (
        SaidRelease(ReleaseKey(ReleaseType.THEATRICAL, "US", None), JAN),
        SaidRelease(ReleaseKey(None, None, "Hulu"), TBA),
    )
    statement = _statement(date=FEB, releases=further)
    assert amendment(statement, _title(), _resolve) == {"releases": {"||": {"date": "2021-02"}}}
    assert further_releases(statement) == {
        "theatrical|US|": {"date": "2021-01-08"},
        "streaming||Hulu": {"date": None},
    }


def test_one_release_is_stated_once() -> None:
    keys = list(map(ReleaseKey.parse, ("streaming||Max", "streaming|US|Max", "tv||Max")))
    refuse_repeated(keys)
    with pytest.raises(ReleaseTwiceError, match='"HBO Max" is given twice'):
        refuse_repeated([*keys, ReleaseKey.parse("streaming||HBO Max")])


# An existing title: all other fields

LINKED = {
    "sequel-of|key of dune": True,
    "spin-off-of|key of dune": True,
    "remake-of|key of other": True,
}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, {}),
        ({"title": "Arrakis", "slug": "arrakis"}, {"title": "Arrakis", "slug": "arrakis"}),
        ({"kind": "special", "year": 2021}, {"kind": "special", "year": 2021}),
        (
            {"tags": ("scifi",), "untag": ("epic", "desert")},
            {"tags": {"scifi": True, "epic": None, "desert": None}},
        ),
        ({"links": (("sequel-of", "x"),)}, {"links": {"sequel-of|key of x": True}}),
        # Whatever the relation of the link.
        (
            {"unlink": ("dune",)},
            {"links": {"sequel-of|key of dune": None, "spin-off-of|key of dune": None}},
        ),
        (
            {"unlink": ("other",), "links": (("sequel-of", "x"),)},
            {"links": {"sequel-of|key of x": True, "remake-of|key of other": None}},
        ),
    ],
)
def test_amendment_writes_each_field_into_the_patch(
    fields: dict[str, Any], said: dict[str, Any]
) -> None:
    assert amendment(_statement(**fields), _title(links=LINKED), _resolve) == said


@pytest.mark.parametrize(
    ("there", "when", "status"),
    [
        (("streaming||Netflix 2021",), None, "scheduled"),
        (("streaming||Netflix TBA",), None, "announced"),
        ((), None, "announced"),
        (("festival|| 2021",), None, "announced"),
        (("streaming||Netflix 2021",), TBA, "announced"),
        (("streaming||Netflix TBA",), JAN, "scheduled"),
    ],
)
def test_upcoming_means_scheduled_with_a_date(
    there: tuple[str, ...], when: ReleaseDate | None, status: str
) -> None:
    said = amendment(_statement(status="upcoming", date=when), _title(*there), _resolve)

    assert said["status"] == status


@pytest.mark.parametrize(
    ("there", "fields", "status"),
    [
        # A festival date neither dates a title, nor takes the place of the date that it has.
        (("festival|| TBA",), {"date": JAN}, "announced"),
        ((), {"release_type": ReleaseType.FESTIVAL, "date": JAN}, "announced"),
        (
            ("streaming||Netflix 2021",),
            {"release_type": ReleaseType.FESTIVAL, "date": JAN},
            "scheduled",
        ),
        (("streaming||Netflix 2021",), {"also_on": "Hulu", "date": TBA}, "scheduled"),
        (("streaming||Netflix 2021",), {"platform": "Hulu"}, "scheduled"),
        (("streaming||Netflix 2021",), {"drops_release": True}, "announced"),
        # A further release, beside one that moves
        (
            ("streaming||Netflix TBA",),
            {"platform": "Hulu", "releases": (SaidRelease(ReleaseKey(None, "GB", "Max"), JAN),)},
            "scheduled",
        ),
    ],
)
def test_upcoming_depends_on_the_releases_that_the_title_will_have(
    there: tuple[str, ...], fields: dict[str, Any], status: str
) -> None:
    said = amendment(_statement(status="upcoming", **fields), _title(*there), _resolve)
    assert said["status"] == status


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, False),
        ({"title": "Dune", "status": "filming", "year": 2021}, False),
        ({"date": TBA}, True),
        ({"leaves": FEB}, True),
        ({"platform": "Netflix"}, True),
        ({"release_type": "tv"}, True),
        ({"region": "US"}, True),
    ],
)
def test_says_release_when_any_release_field_is_set(
    fields: dict[str, Any],
    says: bool,  # noqa: FBT001 -- a table
) -> None:
    assert _statement(**fields).says_release is says


# Rumors do not change the dates of reported releases


def _title_and_rumor(rumor: dict[str, Any]) -> Title:
    reports = [
        report({"title": "Dune", "releases": {"streaming||Max": {"date": "2021-01-08"}}}),
        report({"releases": rumor}, confidence="rumor", n=2),
    ]
    title = fold("k", reports)
    assert title is not None
    return title


def _amended(title: Title, confidence: str, **fields: Any) -> object:  # noqa: ANN401 -- as above
    statement = Statement(
        Origin("2021-01-05", "Variety", confidence=CONFIDENCES[confidence]), **fields
    )
    return amendment(statement, title, _resolve)["releases"]


def test_rumor_of_another_platform_does_not_move_the_release() -> None:
    title = _title("streaming||Max 2021-01-08")
    assert _amended(title, "rumor", platform="Hulu") == {"streaming||Hulu": {}}
    assert _amended(_title("|| 2021"), "rumor", platform="Hulu") == {"streaming||Hulu": {}}
    # A report of the same platform needs no move.
    assert _amended(title, "reported", platform="Max") == {"streaming||Max": {}}


def test_report_moves_a_release_that_was_rumored_to_move() -> None:
    title = _title_and_rumor({"streaming||Hulu": {}})
    assert _amended(title, "reported", platform="Hulu") == {
        "streaming||Max": None,
        "streaming||Hulu": {},
    }
    assert _amended(title, "rumor", platform="Hulu", date=FEB) == {
        "streaming||Hulu": {"date": "2021-02"}
    }


def test_report_gives_a_rumored_release_its_platform() -> None:
    rumored = report({"title": "Dune", "releases": {"||": {"date": "2021"}}}, confidence="rumor")
    title = fold("k", [rumored])
    assert title is not None
    assert _amended(title, "official", platform="Netflix") == {
        "||": None,
        "streaming||Netflix": {},
    }


def test_part_is_split_off_only_where_nothing_else_is_stated() -> None:
    def parsed(**fields: Any) -> tuple[str | None, int | None]:  # noqa: ANN401 -- of any type
        statement = with_part_parsed(Statement(ORIGIN, **fields), {"Lupin"}.__contains__)
        return statement.title, statement.part

    assert parsed(title="Lupin Part 2") == ("Lupin", 2)
    assert parsed(title="Dune Part 2") == ("Dune Part 2", None)
    assert parsed(title="Lupin Party") == ("Lupin Party", None)
    for stated in ({"kind": Kind.FILM}, {"season": 1}, {"handle": "lupin-part-2"}, {"part": 4}):
        assert parsed(title="Lupin Part 2", **stated)[0] == "Lupin Part 2"
    assert parsed() == (None, None)
