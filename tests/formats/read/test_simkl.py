from datetime import date
from typing import Any

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.reader import FileContext, Remark, Row
from slate.formats.read.records.anime import NO_KIND
from slate.formats.read.simkl import SOURCE, items, recognises
from tests.formats.odd import read_as_missing, read_or_refused

TOLD = FileContext("SimklBackup.json", date(2026, 11, 22))


def entry(work: dict[str, Any], wrapped: str = "show", **more: object) -> dict[str, Any]:
    return {
        "added_to_watchlist_at": "2023-01-01T00:00:00Z",
        "last_watched_at": "2023-01-02T00:00:00Z",
        "user_rated_at": "2023-01-02T00:00:00Z",
        "user_rating": 8,
        "status": "completed",
        "last_watched": "S01E02",
        "watched_episodes_count": 2,
        "total_episodes_count": 12,
        "not_aired_episodes_count": 0,
        wrapped: work,
        "seasons": [{"number": 1, "episodes": [{"number": 1}, {"number": 2}]}],
        "memo": {"text": "Again!", "is_private": True},
    } | more


SERIES = {
    "title": "Sky Pantry",
    "poster": "12/123",
    "year": 2019,
    "ids": {
        "simkl": 901,
        "slug": "sky-pantry",
        "imdb": "tt0000071",
        "tmdb": "71",
        "tvdb": "7100",
        "tvdbslug": "sky-pantry",
        "traktslug": "sky-pantry",
        "tw": "skypantry",
    },
}
FILM = {"title": "Glass Pier", "year": "2016", "ids": {"simkl": 902, "tmdb": 72, "tvdb": 0}}
ANIME = {
    "title": "Kite Weather Season 2",
    "year": 2020,
    "ids": {"simkl": 903, "mal": "227", "anidb": 5, "imdb": "tt0000073", "tmdb": "73"},
}


def read(*found: dict[str, Any] | RecordError, told: FileContext = TOLD) -> list[object]:
    lines = (i if isinstance(i, RecordError) else (n, i) for n, i in enumerate(found, 1))
    return [str(i) if isinstance(i, RecordError) else i for i in items(lines, told)]


def test_titles_become_records_without_what_concerns_the_viewer() -> None:
    lists = {
        "shows": [entry(SERIES)],
        "movies": [entry(FILM, "movie")],
        "anime": [entry(ANIME, anime_type="tv")],
    }
    assert read(lists) == [
        Row(
            1,
            {
                "title": "Sky Pantry",
                "kind": "series",
                "year": 2019,
                "ids": {"simkl": "901", "imdb": "tt0000071", "tmdb": "71", "tvdb": "7100"},
            },
            "shows, number 1: ",
        ),
        Row(
            1,
            {
                "title": "Glass Pier",
                "kind": "film",
                "year": 2016,
                "ids": {"simkl": "902", "tmdb": "72"},
            },
            "movies, number 1: ",
        ),
        Row(
            1,
            {
                "title": "Kite Weather Season 2",
                "kind": "series",
                "year": 2020,
                "ids": {"simkl": "903", "mal": "227", "anidb": "5"},
            },
            "anime, number 1: ",
        ),
    ]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"anime_type": "movie"}, "film"),
        ({"anime_type": "special"}, "special"),
        ({"anime_type": "ova"}, "series"),
        ({"anime_type": "ona", "total_episodes_count": "1"}, "special"),
        ({"anime_type": "ona", "total_episodes_count": 0}, None),
        ({"anime_type": None}, None),
    ],
)
def test_anime_have_kinds_by_their_types(more: dict[str, Any], kind: str | None) -> None:
    *remarks, row = read({"anime": [entry(ANIME, **more)]})
    assert isinstance(row, Row)
    assert remarks == ([] if kind else [NO_KIND])
    assert row.record.get("kind") == kind
    assert ("imdb" in row.record["ids"]) is (kind == "film")


def test_music_videos_are_named() -> None:
    assert read({"anime": [entry(ANIME, anime_type="music video")]}) == [
        Remark("skipped a music video", 1, "Kite Weather Season 2")
    ]


def test_unknown_type_is_kept_in_the_note() -> None:
    remark, row = read({"anime": [entry(ANIME | {"status": "tba"}, anime_type="Play")]})
    assert remark == Remark("unknown type kept in the note: Play")
    assert isinstance(row, Row)
    assert row.record["note"] == "Simkl: Play. Simkl: tba"


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("tba", {"note": "Simkl: tba"}),
        ("upcoming", {"note": "Simkl: upcoming"}),
        ("airing", {"status": "released"}),
        ("ongoing", {"status": "released"}),
        ("released", {"status": "released"}),
        ("ended", {"status": "ended"}),
        ("canceled", {"status": "canceled"}),
    ],
)
def test_status_of_a_title_is_read(word: str, fields: dict[str, str]) -> None:
    (row,) = read({"shows": [entry(SERIES | {"status": word})]})
    assert isinstance(row, Row)
    assert {name: row.record.get(name) for name in ("status", "note")} == {
        "status": None,
        "note": None,
    } | fields


def test_entries_of_another_type_are_refused() -> None:
    assert read(
        RecordError(1, "is broken."), {"shows": ["x", entry(SERIES, "x")], "anime": None}
    ) == [
        "1: is broken.",
        '2: shows, number 1 is "x", but should be an object.',
        "2: shows, number 2: the show or the movie of this entry is missing.",
    ]


def test_other_spelling_of_the_id_is_read() -> None:
    (row,) = read({"movies": [entry({"title": "A", "ids": {"simkl_id": 5}}, "movie")]})
    assert row == Row(
        1, {"title": "A", "kind": "film", "ids": {"simkl": "5"}}, "movies, number 1: "
    )


def test_platform_of_the_command_applies() -> None:
    (row,) = read(
        {"shows": [entry(SERIES)]}, told=FileContext("a.json", TOLD.day, platform="Netflix")
    )
    assert isinstance(row, Row)
    assert row.record["releases"] == [{"platform": "Netflix"}]


@pytest.mark.parametrize(
    ("first", "own"),
    [
        ({"shows": [entry(SERIES)]}, True),
        ({"movies": ["x", entry(FILM, "movie")]}, True),
        ({"shows": [], "movies": [], "anime": []}, True),
        ({"shows": [], "movies": []}, False),
        ({"movies": [{"movie": {"title": "A", "ids": {"trakt": 1}}}]}, False),
        ({"anime": {"lists": []}}, False),
        ({"title": "A"}, False),
    ],
)
def test_recognises_lists_of_simkl(*, first: dict[str, Any], own: bool) -> None:
    assert recognises(first) is own
    assert SOURCE == "Simkl"


SAMPLE = {"anime": [entry(ANIME | {"status": "ended"}, anime_type="ova")]}


def test_odd_values_are_read_or_refused() -> None:
    assert read_or_refused(items, SAMPLE, TOLD) > 100


def test_wrong_type_is_never_missing() -> None:
    assert read_as_missing(items, SAMPLE, TOLD) == []
