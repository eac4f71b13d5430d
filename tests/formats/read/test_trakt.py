from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slate.formats.errors import RecordError
from slate.formats.read import trakt
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from tests.formats.odd import read_as_missing, read_or_refused

NEW_YORK = ZoneInfo("America/New_York")
TOLD = FileContext("trakt.json", date(2026, 8, 20), NEW_YORK)
ON_HULU = FileContext("trakt.json", date(2026, 8, 20), NEW_YORK, platform="Hulu")
MOVIE = {
    "title": "The Quiet Sea",
    "year": 2026,
    "ids": {"trakt": 42, "slug": "the-quiet-sea-2026", "imdb": "tt0000042", "tmdb": 4200},
}
SHOW = {
    "title": "Harbour Lights",
    "year": 2024,
    "ids": {
        "trakt": 78,
        "slug": "harbour-lights",
        "tvdb": 7800,
        "imdb": "tt0000078",
        "tmdb": None,
        "tvrage": 0,
    },
}
MOVIE_RECORD = {
    "title": "The Quiet Sea",
    "year": 2026,
    "kind": "film",
    "ids": {"trakt": "42", "imdb": "tt0000042", "tmdb": "4200"},
    "url": "https://trakt.tv/movies/the-quiet-sea-2026",
}
SHOW_RECORD = {
    "title": "Harbour Lights",
    "year": 2024,
    "kind": "series",
    "ids": {"trakt": "78", "imdb": "tt0000078", "tvdb": "7800"},
    "url": "https://trakt.tv/shows/harbour-lights",
}
FULL_MOVIE = {
    **MOVIE,
    "original_title": "Stilla havet",
    "tagline": "",
    "released": "2026-08-07",
    "country": "se",
    "status": "released",
    "rating": 8,
}
FULL_SHOW = {
    **SHOW,
    "original_title": "HARBOUR LIGHTS",
    "first_aired": "2024-02-02T02:00:00.000Z",
    "airs": {"day": "Thursday", "time": "21:00", "timezone": "America/New_York"},
    "network": "AMC",
    "country": "us",
    "status": "returning series",
    "aired_episodes": 20,
}


def episode(season: int, number: int, title: str = "", **more: object) -> dict[str, Any]:
    ids = {"trakt": 9000 + number, "tvdb": None, "imdb": None, "tmdb": None}
    return {"season": season, "number": number, "title": title, "ids": ids, **more}


def season_record(number: int, **more: object) -> dict[str, Any]:
    ids = {"trakt": "78", "imdb": "tt0000078", "tvdb": "7800"}
    return {
        "title": "Harbour Lights",
        "kind": "series",
        "season": number,
        "ids": {scheme: f"{value}/season/{number}" for scheme, value in ids.items()},
        "url": f"https://trakt.tv/shows/harbour-lights/seasons/{number}",
        **more,
    }


def read(*answers: dict[str, Any], told: FileContext = TOLD) -> list[Item]:
    return list(trakt.items(enumerate(answers, 1), told))


def records(*answers: dict[str, Any], told: FileContext = TOLD) -> list[dict[str, Any]]:
    return [item.record for item in read(*answers, told=told) if isinstance(item, Row)]


def problems(found: list[Item]) -> list[str]:
    return [str(item) for item in found if isinstance(item, RecordError)]


def test_calendar_of_films() -> None:
    found = read({"released": "2026-09-02", "movie": MOVIE}, {"released": "", "movie": MOVIE})
    dated = MOVIE_RECORD | {"releases": [{"date": "2026-09-02"}]}
    assert found == [Row(1, dated), Row(2, MOVIE_RECORD)]


def test_calendar_date_takes_precedence_over_the_film_date() -> None:
    [record] = records({"released": "2026-11-03", "movie": FULL_MOVIE})
    assert record["releases"] == [{"date": "2026-11-03"}]


def test_calendar_of_episodes_gives_seasons_with_local_days() -> None:
    found = read(
        {"first_aired": "2026-09-01T01:00:00.000Z", "episode": episode(3, 1), "show": SHOW},
        {"released": "2026-09-02", "movie": MOVIE},
        {"first_aired": "2026-09-08T01:00:00.000Z", "episode": episode(3, 2), "show": SHOW},
        {"first_aired": "2024-02-02T02:00:00.000Z", "episode": episode(1, 1), "show": SHOW},
        {"first_aired": "2025-02-08T02:00:00.000Z", "episode": episode(2, 2), "show": SHOW},
    )
    assert found == [
        Row(2, MOVIE_RECORD | {"releases": [{"date": "2026-09-02"}]}),
        Row(1, season_record(3, releases=[{"date": "2026-08-31"}])),
        Row(4, season_record(1, year=2024, releases=[{"date": "2024-02-01"}])),
        Row(5, season_record(2, status="released")),
    ]


def test_episode_day_is_local_to_the_zone_of_its_show() -> None:
    airs = {"timezone": "Asia/Tokyo"}
    show = {**SHOW, "airs": airs, "network": "TV Tokyo", "country": "jp"}
    entry = {"first_aired": "2026-08-31T15:30:00.000Z", "episode": episode(3, 1), "show": show}
    release = {"platform": "TV Tokyo", "release_type": "tv", "region": "JP", "date": "2026-09-01"}
    assert records(entry) == [season_record(3, releases=[release])]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../escape", "", None, "A" * 5_000])
def test_unknown_zone_falls_back_to_that_of_the_command(zone: object) -> None:
    show = {**SHOW, "airs": {"timezone": zone}}
    entry = {"first_aired": "2026-09-01T01:00:00.000Z", "episode": episode(3, 1), "show": show}
    [record] = records(entry)
    assert record["releases"] == [{"date": "2026-08-31"}]


def test_special_becomes_a_title_of_its_own() -> None:
    aired = {"first_aired": "2026-12-26T02:00:00.000Z", "show": SHOW}
    found = read(
        {"episode": episode(0, 4, "The Long Night"), **aired}, {"episode": episode(0, 5), **aired}
    )
    title = "Harbour Lights: The Long Night"
    special = {"title": title, "kind": "special", "releases": [{"date": "2026-12-25"}]}
    assert found == [
        Row(1, special),
        Remark("skipped a special without a name", 2, "Harbour Lights"),
    ]


def test_list_with_every_type_of_entry() -> None:
    listed = {"rank": 1, "id": 101, "listed_at": "2026-06-16T06:07:12.000Z", "notes": None}
    found = read(
        {**listed, "type": "movie", "notes": "With the crew.", "movie": MOVIE},
        {**listed, "type": "show", "show": SHOW},
        {**listed, "type": "season", "season": {"number": 3, "ids": {"trakt": 5}}, "show": SHOW},
        {**listed, "type": "episode", "episode": episode(2, 4), "notes": "The storm", "show": SHOW},
        {**listed, "type": "person", "person": {"name": "Nobody", "ids": {"trakt": 1}}},
        {"type": "list", "score": 1.5, "list": {"name": "A list", "ids": {"trakt": 1}}},
    )
    assert found == [
        Row(1, MOVIE_RECORD),
        Row(2, SHOW_RECORD),
        Remark("skipped a person", 5, "Nobody"),
        Remark("skipped a list", 6, "A list"),
        Row(3, season_record(3)),
        Row(4, season_record(2)),
    ]


def test_season_has_the_day_of_its_first_episode() -> None:
    season = {"number": 3, "ids": {"trakt": 5}, "first_aired": "2026-09-01T01:00:00.000Z"}
    [record] = records({"type": "season", "season": season, "show": SHOW})
    assert record == season_record(3, releases=[{"date": "2026-08-31"}])


def test_episode_may_hold_its_own_air_date() -> None:
    first = episode(3, 1, first_aired="2026-09-01T01:00:00.000Z")
    [record] = records({"type": "episode", "episode": first, "show": SHOW})
    assert record == season_record(3, releases=[{"date": "2026-08-31"}])


@pytest.mark.parametrize(
    "wrapper", [{"list_count": 5}, {"watchers": 5}, {"revenue": 5}, {"plays": 4}, {"score": 1.5}]
)
def test_counts_of_trakt_are_ignored(wrapper: dict[str, Any]) -> None:
    assert records({**wrapper, "movie": MOVIE}, {**wrapper, "show": SHOW, "season": None}) == [
        MOVIE_RECORD,
        SHOW_RECORD,
    ]


def test_film_with_all_details() -> None:
    names_and_dates = {"names": ["Stilla havet"], "releases": [{"date": "2026-08-07"}]}
    film = MOVIE_RECORD | names_and_dates | {"status": "released"}
    assert records(FULL_MOVIE, {"movie": FULL_MOVIE}) == [film, film]


def test_series_with_all_details() -> None:
    release = {"date": "2024-02-01", "platform": "AMC", "release_type": "tv", "region": "US"}
    status = {"status": "released", "note": "Trakt: returning series"}
    show = SHOW_RECORD | {"releases": [release]} | status
    assert records(FULL_SHOW, {"show": FULL_SHOW}) == [show, show]


def test_notes_of_the_user_are_not_imported() -> None:
    [record] = records({"notes": "After the storm.", "show": FULL_SHOW})
    assert record["note"] == "Trakt: returning series"


def test_popular_list_tells_series_apart_by_their_ids() -> None:
    unsaid = {key: MOVIE_RECORD[key] for key in ("title", "year", "ids")}
    assert records(SHOW, MOVIE) == [SHOW_RECORD, unsaid]


@pytest.mark.parametrize(
    ("place", "release"),
    [
        ({"network": "Netflix", "country": "gb"}, {"platform": "Netflix"}),
        ({"network": "Max", "country": None}, {"platform": "Max"}),
        ({"network": "BBC One", "country": "gb"}, {"platform": "BBC One", "region": "GB"}),
        ({"network": "Arte", "country": ""}, {"platform": "Arte"}),
        ({"network": None, "country": "us"}, {}),
    ],
)
def test_platform_and_region_of_a_series(place: dict[str, Any], release: dict[str, str]) -> None:
    [record] = records({"show": {**SHOW, "first_aired": "2024-02-02T12:00:00.000Z", **place}})
    way = {} if release.get("platform") in {None, "Netflix", "Max"} else {"release_type": "tv"}
    assert record["releases"] == [{"date": "2024-02-02", **release, **way}]


@pytest.mark.parametrize(
    ("network", "releases"),
    [
        (None, [{"date": "2024-02-01"}, {"platform": "Hulu"}]),
        ("hulu", [{"platform": "hulu", "date": "2024-02-01"}]),
        ("Netflix", [{"platform": "Netflix", "date": "2024-02-01"}, {"platform": "Hulu"}]),
    ],
)
def test_command_platform_is_added_unless_the_file_names_it(
    network: str | None, releases: list[dict[str, str]]
) -> None:
    [record] = records({**FULL_SHOW, "network": network}, told=ON_HULU)
    assert record["releases"] == releases
    [film] = records(FULL_MOVIE, told=ON_HULU)
    assert film["releases"] == [{"date": "2026-08-07"}, {"platform": "Hulu"}]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("rumored", {"status": "rumored"}),
        ("planned", {"status": "announced"}),
        ("in production", {"status": "filming"}),
        ("post production", {"status": "post-production"}),
        ("released", {"status": "released"}),
        ("continuing", {"status": "released"}),
        ("returning series", {"status": "released", "note": "Trakt: returning series"}),
        ("pilot", {"status": "in-development", "note": "Trakt: pilot"}),
        ("upcoming", {"note": "Trakt: upcoming"}),
        ("ended", {"status": "ended"}),
        ("canceled", {"status": "canceled"}),
        ("cancelled", {"status": "canceled"}),
        ("", {}),
        (None, {}),
    ],
)
def test_status_of_each_word(word: str | None, said: dict[str, str]) -> None:
    assert records({"movie": {**MOVIE, "status": word}}) == [MOVIE_RECORD | said]


def test_released_status_is_ignored_before_the_date() -> None:
    [film] = records({**FULL_MOVIE, "released": "2026-08-21"})
    [show] = records({**FULL_SHOW, "first_aired": "2026-08-22T01:00:00.000Z"})
    assert ("status" in film, film["note"]) == (False, "Trakt: released")
    assert ("status" in show, show["note"]) == (False, "Trakt: returning series")


def test_unknown_status_is_kept_in_the_note_and_counted() -> None:
    assert read({"show": {**SHOW, "status": "adrift"}}) == [
        Remark("unknown status kept in the note: adrift"),
        Row(1, SHOW_RECORD | {"note": "Trakt: adrift"}),
    ]


def test_title_without_a_slug_has_no_url() -> None:
    show = {"title": "Harbour Lights", "ids": {"trakt": 78}}
    assert records({"show": show}, {"show": show, "season": {"number": 2}}) == [
        {"title": "Harbour Lights", "kind": "series", "ids": {"trakt": "78"}},
        {"title": "Harbour Lights", "kind": "series", "season": 2, "ids": {"trakt": "78/season/2"}},
    ]


def test_object_that_is_not_a_title_is_refused() -> None:
    found = read(
        {"number": 1, "ids": {"trakt": 2, "tvdb": 3, "tmdb": 4}},
        episode(1, 1),
        {"type": "season", "season": {"number": 1}},
        {"show": SHOW, "episode": {"number": 1}},
        {"show": SHOW, "season": {"number": "one"}},
        {"username": "nobody"},
    )
    alone = "a season or an episode alone does not show which series it belongs to."
    assert problems(found) == [
        f"1: {alone}",
        f"2: {alone}",
        f"3: {alone}",
        "4: the number of the season is missing.",
        '5: season: number is "one", but should be a whole number.',
        "6: this is neither a film nor a series of Trakt.",
    ]


def test_errors_are_passed_on() -> None:
    error = RecordError(3, "the record is cut off.")
    found = list(trakt.items(iter([error, (4, {"movie": MOVIE})]), TOLD))
    assert found == [error, Row(4, MOVIE_RECORD)]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"movie": {**MOVIE, "title": ""}}, "title is missing."),
        (
            {"show": {**SHOW, "first_aired": "soon"}},
            'releases, number 1: date: "soon" is not a date',
        ),
    ],
)
def test_invalid_field_is_refused_by_name(entry: dict[str, Any], reason: str) -> None:
    [record] = records(entry)
    with pytest.raises(RecordError) as refused:
        statement_of(1, record, Defaults(TOLD.day))
    assert refused.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("first", "ours"),
    [
        (MOVIE, True),
        (SHOW, True),
        ({"released": "2026-09-02", "movie": MOVIE}, True),
        ({"score": 1.5, "show": SHOW}, True),
        ({"type": "person", "person": {"name": "Nobody", "ids": {"trakt": 1}}}, True),
        ({"number": 1, "ids": {"trakt": 2}}, True),
        ({"score": 1.5, "show": {"id": 1, "url": "https://www.tvmaze.com/shows/1/a"}}, False),
        ({"title": "Alien", "date": "1979-05-25", "ids": {"imdb": "tt0078748"}}, False),
        ({"title": "Alien", "kind": "film", "ids": {"trakt": "267", "tmdb": "348"}}, False),
        ({"title": "Alien", "tmdbId": 348, "movie": {"title": "Alien", "tmdbId": 348}}, False),
        ({"Title": "Alien", "Release_Date": "May 25 1979"}, False),
        ({"title": "Alien", "ids": ["trakt"], "show": "trakt"}, False),
        ({}, False),
    ],
)
def test_recognises_objects_of_trakt(first: dict[str, Any], ours: object) -> None:
    assert trakt.recognises(first) is ours


SAMPLES: list[dict[str, Any]] = [
    {"released": "2026-09-02", "notes": "A note.", "movie": FULL_MOVIE},
    {"first_aired": "2026-09-01T01:00:00Z", "episode": episode(1, 1), "show": FULL_SHOW},
    {"first_aired": "2026-09-01T01:00:00Z", "episode": episode(0, 1, "A"), "show": FULL_SHOW},
    {"season": {"number": 2}, "show": SHOW},
    FULL_SHOW,
    MOVIE,
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_odd_values_are_read_or_refused(sample: dict[str, Any]) -> None:
    assert read_or_refused(trakt.items, sample, TOLD) > 30


@pytest.mark.parametrize("sample", SAMPLES)
def test_wrong_type_is_never_missing(sample: dict[str, Any]) -> None:
    assert read_as_missing(trakt.items, sample, TOLD) == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Movie_Full", {"film": 1}),
        ("Show_Full", {"series": 1}),
        ("test_get_all_movies", {"film": 3}),
        ("test_get_calendar_new_shows", {"season": 1}),
        ("test_get_calendar_season_premieres", {"season": 2}),
        ("test_get_most_anticipated_shows", {"series": 10}),
        ("test_get_watchlist", {"film": 2}),
    ],
)
def test_real_answers(real_data: Path, name: str, kinds: dict[str, int]) -> None:
    told = FileContext(name, date(2026, 11, 22), NEW_YORK)
    with (real_data / "trakt" / f"{name}.json").open("rb") as stream:
        found = list(values(stream, name))
    assert not isinstance(found[0], RecordError)
    assert trakt.recognises(found[0][1])
    counted: Counter[str] = Counter()
    for item in trakt.items(iter(found), told):
        assert isinstance(item, Row)
        statement = statement_of(item.line, item.record, Defaults(told.day))
        counted["season" if statement.season else str(statement.kind)] += 1
    assert counted == kinds


def test_documentary_by_its_genre() -> None:
    genres = {"genres": ["documentary", "history"]}
    show = SHOW | genres
    found = records(
        {"movie": MOVIE | genres},
        {"show": show},
        {"episode": episode(1, 1), "show": show},
        told=TOLD,
    )
    assert [record["kind"] for record in found] == ["documentary", "docuseries", "docuseries"]
