from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.episodes import Episode, season_ids, seasons, without_year

TOLD = FileContext("f.json", date(2021, 1, 7))
SHOW = {"title": "Cobra Kai", "ids": {"tvmaze": "27557", "imdb": "tt7221388"}}
NETFLIX = {"platform": "Netflix", "release_type": "streaming"}
WITHOUT_NAME = Remark("skipped a special without a name", 1, "Cobra Kai")


def episode(  # noqa: PLR0913 -- one parameter per field
    line: int = 1,
    number: int | None = 1,
    day: str | None = None,
    *,
    season: int = 3,
    show: Mapping[str, Any] = SHOW,
    name: str | None = None,
    release: Mapping[str, Any] = NETFLIX,
) -> Episode:
    return Episode(line, show, season, number, name, day, release)


def rows(*episodes: Episode | Item, told: FileContext = TOLD) -> list[Item]:
    return list(seasons(iter(episodes), told))


def record(day: object = None, **more: object) -> dict[str, Any]:
    ids = {"tvmaze": "27557/season/3", "imdb": "tt7221388/season/3"}
    release = NETFLIX | ({"date": day} if day else {})
    told = {"title": "Cobra Kai", "kind": "series", "season": 3, "ids": ids}
    return told | {"releases": [release]} | more


def test_season_has_the_date_of_its_first_episode() -> None:
    later = [episode(number + 3, number, "2021-01-08") for number in range(2, 11)]
    assert rows(*later, episode(20, 1, "2021-01-01")) == [Row(5, record("2021-01-01"))]


@pytest.mark.parametrize(
    "days", [("2021-01-08", "2021-01-01"), ("2021-01-01", "2021-01-08"), (None, "2021-01-01")]
)
def test_earliest_of_several_first_episodes_counts(days: tuple[str | None, ...]) -> None:
    found = [episode(line, 1, day) for line, day in enumerate(days, 1)]
    assert rows(*found) == [Row(1, record("2021-01-01"))]
    assert rows(*reversed(found)) == [Row(2, record("2021-01-01"))]


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        (2, "2021-01-06", {"status": "released"}),
        (2, "2021-01-07", {"status": "released"}),
        (2, "2020-12", {"status": "released"}),
        (2, "2021-01-08", {}),  # the first one may still be to come
        (2, "2021", {}),
        (2, "2020/..", {}),
        (2, "soon", {}),
        (2, None, {}),
        (0, "2021-01-01", {}),
        (None, "2021-01-01", {}),
    ],
)
def test_season_is_released_when_a_later_episode_has_aired(
    number: int | None, day: str | None, said: dict[str, Any]
) -> None:
    assert rows(episode(1, number, day)) == [Row(1, record(**said))]
    assert rows(episode(1, number, day), episode(2, 1)) == [Row(1, record(**said))]
    dated = rows(episode(1, number, day), episode(2, 1, "2021-01-01"))
    assert dated == [Row(1, record("2021-01-01"))]


def test_invalid_day_is_passed_on_to_the_record_parser() -> None:
    assert rows(episode(1, 1, "soon")) == [Row(1, record("soon"))]
    number: Any = 20210101
    release = NETFLIX | {"date": number}
    assert rows(episode(1, 1, number), episode(2, 2, number)) == [
        Row(1, record(releases=[release]))
    ]


def test_seasons_keep_their_order_of_appearance() -> None:
    other = {"title": "Cobra  KAI", "ids": {"tvmaze": "1"}}
    unnumbered = {"title": "Dickinson"}
    found = rows(
        episode(1, 2),
        episode(2, show=unnumbered),
        episode(3, season=4),
        episode(4, show=other),
        episode(5, show={"title": "DICKINSON"}, number=2),
        episode(6, 3),
    )
    assert [(row.line, row.record["title"], row.record["season"]) for row in found] == [  # type: ignore[union-attr]
        (1, "Cobra Kai", 3),
        (2, "Dickinson", 3),
        (3, "Cobra Kai", 4),
        (4, "Cobra  KAI", 3),
    ]


def test_season_inherits_fields_of_the_show() -> None:
    more: dict[str, Any] = {"kind": "docuseries", "url": "https://example.com/a", "names": ["CK"]}
    assert rows(episode(show=SHOW | more)) == [Row(1, record(**more))]


@pytest.mark.parametrize(("season", "said"), [(1, {"year": 2018}), (2, {})])
def test_only_the_first_season_has_the_year_of_the_show(season: int, said: dict[str, int]) -> None:
    show = {"title": "Cobra Kai", "year": 2018}
    found = rows(episode(show=show, season=season, release={}))
    assert found == [Row(1, {"title": "Cobra Kai", "kind": "series", "season": season} | said)]


def test_special_becomes_a_title_of_its_own() -> None:
    found = rows(episode(4, 3, "2021-01-01", season=0, name="The Making Of"))
    release = NETFLIX | {"date": "2021-01-01"}
    special = {"title": "Cobra Kai: The Making Of", "kind": "special", "releases": [release]}
    assert found == [Row(4, special)]


@pytest.mark.parametrize(
    "name", [None, "", "TBA", "tbd", "Episode 3", "episode", "Special 1", "Special #2"]
)
def test_special_without_a_name_is_skipped(name: str | None) -> None:
    assert rows(episode(season=0, name=name)) == [WITHOUT_NAME]


@pytest.mark.parametrize("title", [None, "", " ", 7])
def test_special_of_an_untitled_show_is_passed_on_to_the_record_parser(title: object) -> None:
    found = rows(episode(season=0, name="Pilot", show={"title": title}, release={}))
    assert found == [Row(1, {"title": title, "kind": "special"})]


def test_command_platform_is_added_when_the_file_names_none() -> None:
    told = FileContext("f.ics", date(2021, 1, 7), platform="Hulu")
    assert rows(episode(day="2021-01-08"), told=told) == [Row(1, record("2021-01-08"))]
    found = rows(episode(day="2021-01-08", release={"region": "US"}), told=told)
    releases = [{"region": "US", "date": "2021-01-08"}, {"platform": "Hulu"}]
    assert found == [Row(1, record(releases=releases))]


def test_other_items_are_passed_on() -> None:
    error, remark, row = RecordError(1, "is broken."), Remark("left out"), Row(3, {"title": "A"})
    assert rows(error, episode(2), remark, row) == [error, remark, row, Row(2, record())]


def test_row_has_the_place_of_the_episode_it_depends_on() -> None:
    third = episode(number=3)._replace(where="episodes, number 1: ")
    first = episode(day="soon")._replace(where="episodes, number 2: ")
    special = episode(season=0, name="A", release={})._replace(where="episodes, number 3: ")
    assert rows(third, first, special) == [
        Row(1, {"title": "Cobra Kai: A", "kind": "special"}, "episodes, number 3: "),
        Row(1, record("soon"), "episodes, number 2: "),
    ]
    assert rows(third) == [Row(1, record(), "episodes, number 1: ")]


def test_ids_of_a_season() -> None:
    assert season_ids({"imdb": "tt1", "tvdb": "7"}, 3) == {
        "imdb": "tt1/season/3",
        "tvdb": "7/season/3",
    }


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lucky (2026)", ("Lucky", 2026)),
        ("Euphoria (US) (2019)", ("Euphoria (US)", 2019)),
        ("Battlestar Galactica (2003) ", ("Battlestar Galactica", 2003)),
        ("1883", ("1883", None)),
        ("(2019)", ("(2019)", None)),
        ("Space: 1999", ("Space: 1999", None)),
        ("House of Cards (US)", ("House of Cards (US)", None)),
        ("Area (5150)", ("Area (5150)", None)),
    ],
)
def test_without_year_splits_off_the_year(name: str, parts: tuple[str, int | None]) -> None:
    assert without_year(name) == parts
