from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from slate.formats.errors import RecordError
from slate.formats.read import tmdb
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from tests.formats.odd import read_as_missing, read_or_refused

TOLD = FileContext("tmdb.json", date(2026, 8, 20))
ON_HULU = FileContext("tmdb.json", date(2026, 8, 20), platform="Hulu")
FILM = {
    "adult": False,
    "backdrop_path": None,
    "genre_ids": [18],
    "id": 42,
    "title": "Das Stille Meer",
    "original_language": "en",
    "original_title": "The Quiet Sea",
    "overview": "A film of nobody.",
    "popularity": 3.5,
    "poster_path": "/a.jpg",
    "release_date": "2026-09-02",
    "video": False,
    "vote_average": 0.0,
    "vote_count": 0,
}
SHOW = {
    "genre_ids": [18],
    "id": 77,
    "origin_country": ["KR"],
    "original_name": "조용한 바다",
    "poster_path": None,
    "first_air_date": "2021-12-24",
    "name": "The Silent Sea",
    "vote_count": 0,
}
FILM_RECORD = {
    "title": "Das Stille Meer",
    "names": ["The Quiet Sea"],
    "kind": "film",
    "ids": {"tmdb": "42"},
    "url": "https://www.themoviedb.org/movie/42",
    "releases": [{"date": "2026-09-02"}],
}
SHOW_RECORD = {
    "title": "The Silent Sea",
    "names": ["조용한 바다"],
    "kind": "series",
    "ids": {"tmdb": "77"},
    "url": "https://www.themoviedb.org/tv/77",
    "releases": [{"date": "2021-12-24"}],
}
FILM_DETAILS = {
    "belongs_to_collection": None,
    "budget": 0,
    "homepage": "",
    "id": 43,
    "imdb_id": "tt0000043",
    "original_title": "Loud Hills",
    "poster_path": None,
    "release_date": "2026-03-06",
    "status": "Released",
    "title": "Loud Hills",
    "release_dates": {
        "results": [
            {
                "iso_3166_1": "US",
                "release_dates": [
                    {
                        "certification": "",
                        "note": "Sundance",
                        "release_date": "2026-01-20T00:00:00.000Z",
                        "type": 1,
                    },
                    {"note": "anew", "release_date": "2026-07-01T00:00:00.000Z", "type": 3},
                    {"note": "", "release_date": "2026-03-06T00:00:00.000Z", "type": 3},
                    {"note": "later", "release_date": "2036-03-06T00:00:00.000Z", "type": 3},
                    {"note": "Netflix", "release_date": "2026-05-01T00:00:00.000Z", "type": 4},
                    {"note": "VOD", "release_date": "2026-04-01T00:00:00.000Z", "type": 4},
                ],
            },
            {
                "iso_3166_1": "DE",
                "release_dates": [
                    {"note": "Netflix", "release_date": "2026-04-02T00:00:00.000Z", "type": 2},
                    {"note": "Blu-ray", "release_date": "2026-08-02T00:00:00.000Z", "type": 5},
                    {"note": "ZDF", "release_date": "2027-08-02T00:00:00.000Z", "type": 6},
                    {"note": "", "release_date": "2027-08-02T00:00:00.000Z", "type": 7},
                    {"note": "", "release_date": "2027-08-02T00:00:00.000Z", "type": None},
                ],
            },
            {"iso_3166_1": "", "release_dates": [{"release_date": "", "type": 3}]},
        ]
    },
}
SHOW_DETAILS = {
    "external_ids": {"imdb_id": "tt0000078", "tvdb_id": 789, "tvrage_id": 0},
    "first_air_date": "2024-02-01",
    "id": 78,
    "name": "Harbour Lights",
    "networks": [
        {"id": 174, "name": "AMC", "origin_country": "US"},
        {"id": 213, "name": "Netflix", "origin_country": ""},
    ],
    "next_episode_to_air": {
        "air_date": "2026-10-01",
        "episode_number": 1,
        "id": 1,
        "name": "Episode 1",
        "season_number": 3,
        "show_id": 78,
    },
    "number_of_seasons": 3,
    "original_name": "HARBOUR LIGHTS",
    "poster_path": None,
    "seasons": [
        {"air_date": "2023-12-01", "name": "Specials", "season_number": 0},
        {"air_date": "2024-02-01", "name": "Season 1", "season_number": 1},
        {"air_date": "2025-02-01", "name": "Season 2", "season_number": 2},
        {"air_date": None, "name": "Season 3", "season_number": 3},
        {"air_date": "", "name": "Season 4", "season_number": 4},
    ],
    "status": "Returning Series",
    "type": "Documentary",
}
SPECIALS = Remark("skipped season 0, which holds specials")
UNKNOWN_TYPE = Remark("skipped a release of an unknown type")


def read(*answers: dict[str, Any], told: FileContext = TOLD) -> list[Item]:
    return list(tmdb.items(enumerate(answers, 1), told))


def records(*answers: dict[str, Any], told: FileContext = TOLD) -> list[dict[str, Any]]:
    return [item.record for item in read(*answers, told=told) if isinstance(item, Row)]


def problems(found: list[Item]) -> list[str]:
    return [str(item) for item in found if isinstance(item, RecordError)]


def page(*rows: object) -> dict[str, Any]:
    return {"page": 1, "results": list(rows), "total_pages": 1, "total_results": len(rows)}


def test_page_of_films_and_series() -> None:
    assert read(page(FILM, SHOW)) == [
        Row(1, FILM_RECORD, "results, number 1: "),
        Row(1, SHOW_RECORD, "results, number 2: "),
    ]


def test_mixed_list_is_read_by_media_type() -> None:
    people = [
        {"media_type": "person", "id": 5, "name": "Nobody"},
        {"id": 6, "name": "No one", "profile_path": None, "known_for": []},
    ]
    film, show = {**FILM, "media_type": "movie"}, {**SHOW, "media_type": "tv"}
    collection = {"media_type": "collection", "id": 7, "name": "Seas"}
    found = read(page(show, people[0], film, people[1], collection))
    assert found == [
        Row(1, SHOW_RECORD, "results, number 1: "),
        Remark("skipped a person", 1, "Nobody"),
        Row(1, FILM_RECORD, "results, number 3: "),
        Remark("skipped a person", 1, "No one"),
        Remark("skipped a collection", 1, "Seas"),
    ]


@pytest.mark.parametrize("key", ["results", "items", "parts"])
def test_lists_of_each_version_and_collections(key: str) -> None:
    assert records({"name": "A list", "poster_path": None, key: [FILM]}) == [FILM_RECORD]


def test_what_is_found_by_an_id_of_another_catalog_is_read() -> None:
    found = {"movie_results": [FILM], "tv_results": [SHOW], "person_results": [{"id": 5}]}
    assert records(found) == [FILM_RECORD, SHOW_RECORD]
    assert tmdb.recognises(found)
    assert records({"movie_results": [], "tv_results": []}) == []


@pytest.mark.parametrize("nothing", [None, [], ""])
def test_empty_page_has_no_items(nothing: object) -> None:
    assert read({"page": 1, "results": nothing, "total_results": 0}) == []


def test_single_objects_are_read() -> None:
    assert read(FILM, SHOW) == [Row(1, FILM_RECORD), Row(2, SHOW_RECORD)]


def test_details_of_a_film_with_its_releases() -> None:
    assert read(FILM_DETAILS) == [
        UNKNOWN_TYPE,
        UNKNOWN_TYPE,
        Row(
            1,
            {
                "title": "Loud Hills",
                "kind": "film",
                "ids": {"tmdb": "43", "imdb": "tt0000043"},
                "url": "https://www.themoviedb.org/movie/43",
                "status": "released",
                "releases": [
                    {"date": "2026-03-06"},
                    {"release_type": "festival", "region": "US", "date": "2026-01-20"},
                    {"release_type": "theatrical", "region": "US", "date": "2026-03-06"},
                    {"platform": "Netflix", "region": "US", "date": "2026-05-01"},
                    {"release_type": "digital", "region": "US", "date": "2026-04-01"},
                    {"release_type": "limited", "region": "DE", "date": "2026-04-02"},
                    {"release_type": "physical", "region": "DE", "date": "2026-08-02"},
                    {"release_type": "tv", "region": "DE", "date": "2027-08-02"},
                    {"release_type": "theatrical"},
                ],
            },
        ),
    ]


def test_first_dated_release_of_a_type_counts() -> None:
    days = [None, "2026-03-06T00:00:00.000Z", "soon", None]
    releases = [{"type": 4, "release_date": day} for day in days]
    appended = {"results": [{"iso_3166_1": "US", "release_dates": releases}]}
    [record] = records({"title": "Loud Hills", "release_dates": appended})
    assert record["releases"] == [{"release_type": "digital", "region": "US", "date": "2026-03-06"}]


def test_details_of_a_series_with_its_seasons() -> None:
    def season(number: int, **dated: object) -> dict[str, Any]:
        ids = {"tmdb": "78", "imdb": "tt0000078", "tvdb": "789"}
        return {
            "title": "Harbour Lights",
            "kind": "docuseries",
            "season": number,
            "ids": {scheme: f"{value}/season/{number}" for scheme, value in ids.items()},
            "url": f"https://www.themoviedb.org/tv/78/season/{number}",
            **dated,
        }

    assert read(SHOW_DETAILS) == [
        Row(
            1,
            {
                "title": "Harbour Lights",
                "kind": "docuseries",
                "ids": {"tmdb": "78", "imdb": "tt0000078", "tvdb": "789"},
                "url": "https://www.themoviedb.org/tv/78",
                "status": "released",
                "note": "TMDB: Returning Series",
                "releases": [{"date": "2024-02-01"}, {"platform": "Netflix"}],
            },
        ),
        SPECIALS,
        Row(1, season(1, releases=[{"date": "2024-02-01"}])),
        Row(1, season(2, releases=[{"date": "2025-02-01"}])),
        Row(1, season(3, releases=[{"date": "2026-10-01"}])),
        Row(1, season(4)),
    ]


@pytest.mark.parametrize(
    ("seasons", "following", "days"),
    [
        (
            [],
            {"season_number": 2, "episode_number": 1, "air_date": "2026-10-01"},
            {2: "2026-10-01"},
        ),
        ([], {"season_number": 2, "episode_number": 2, "air_date": "2026-10-01"}, {}),
        ([], {"season_number": 0, "episode_number": 1, "air_date": "2026-10-01"}, {}),
        ([], None, {}),
        (
            [{"season_number": 2, "air_date": "2026-09-30"}],
            {"season_number": 2, "episode_number": 1, "air_date": "2026-10-01"},
            {2: "2026-09-30"},
        ),
    ],
)
def test_next_episode_dates_the_season_that_it_begins(
    seasons: list[Any], following: object, days: dict[int, str]
) -> None:
    show = {**SHOW, "seasons": seasons, "next_episode_to_air": following}
    _, *found = records(show)
    assert {record["season"]: record["releases"][0]["date"] for record in found} == days


def test_season_of_a_show_without_an_id_has_no_id() -> None:
    show = {"name": "Harbour Lights", "first_air_date": "", "seasons": [{"season_number": 1}]}
    assert records(show) == [
        {"title": "Harbour Lights", "kind": "series"},
        {"title": "Harbour Lights", "kind": "series", "season": 1},
    ]


def test_command_platform_is_a_separate_release() -> None:
    [film] = records(FILM, told=ON_HULU)
    assert film["releases"] == [{"date": "2026-09-02"}, {"platform": "Hulu"}]
    networks = [{"name": "Hulu"}, {"name": "Max"}, {"name": "HBO"}, {"name": None}, {}]
    [show] = records({**SHOW, "networks": networks}, told=ON_HULU)
    assert show["releases"] == [{"date": "2021-12-24"}, {"platform": "Hulu"}, {"platform": "Max"}]


@pytest.mark.parametrize("row", [{**FILM, "release_date": ""}, {**SHOW, "first_air_date": None}])
def test_blank_date_gives_no_release(row: dict[str, Any]) -> None:
    [record] = records(row)
    assert "releases" not in record


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Rumored", "rumored"),
        ("Planned", "announced"),
        ("In Production", "filming"),
        ("Post Production", "post-production"),
        ("Released", "released"),
        ("Canceled", "canceled"),
        ("Cancelled", "canceled"),
    ],
)
def test_status_of_a_film(word: str, status: str) -> None:
    [record] = records({**FILM, "release_date": "2026-08-20", "status": word})
    assert record["status"] == status
    assert "note" not in record


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Returning Series", {"status": "released", "note": "TMDB: Returning Series"}),
        ("Planned", {"status": "announced"}),
        ("In Production", {"status": "filming"}),
        ("Ended", {"status": "ended"}),
        ("Canceled", {"status": "canceled"}),
        ("Pilot", {"status": "in-development", "note": "TMDB: Pilot"}),
        ("", {}),
        (None, {}),
    ],
)
def test_status_of_a_series(word: str | None, said: dict[str, str]) -> None:
    [record] = records({**SHOW, "status": word})
    assert record == SHOW_RECORD | said


@pytest.mark.parametrize("row", [{**FILM, "status": "Released"}, {**SHOW, "status": "Ended"}])
def test_released_status_is_ignored_before_the_date(row: dict[str, Any]) -> None:
    dated = {"release_date": "2026-08-21", "first_air_date": "2026-08-21"}
    [record] = records({**row, **{key: day for key, day in dated.items() if key in row}})
    assert record.get("status") == {"Released": None, "Ended": "ended"}[row["status"]]


def noted(type_: int, note: str) -> object:
    """Return the release type that a release of this type with a note gets, or its platform."""
    release = {"note": note, "release_date": "2022-01-22T00:00:00.000Z", "type": type_}
    countries = [{"iso_3166_1": "US", "release_dates": [release]}]
    (row,) = read(FILM | {"release_date": "", "release_dates": {"results": countries}})
    assert isinstance(row, Row)
    (found,) = row.record["releases"]
    return found.get("release_type") or found["platform"]


@pytest.mark.parametrize("type_", [1, 2, 3, 4, 6])
@pytest.mark.parametrize(
    "note",
    [
        *("Sundance Film Festival", "Sundance", "SUNDANCE 2022", "Cannes", "Cannes premiere"),
        *(
            "TIFF",
            "Berlinale",
            "SXSW",
            "South by Southwest",
            "Tribeca",
            "Festival",
            "Fantastic Fest",
        ),
        *("FrightFest", "Filmfest M\u00fcnchen", "Internationale Filmfestspiele Berlin"),
        *("Festival de Cannes", "\u6771\u4eac\u56fd\u969b\u6620\u753b\u796d", "Telluride"),
        *(
            "\u043a\u0438\u043d\u043e\u0444\u0435\u0441\u0442\u0438\u0432\u0430\u043b\u044c",
            "Tribeca Film Festival",
        ),
    ],
)
def test_release_at_a_festival(type_: int, note: str) -> None:
    assert noted(type_, note) == "festival"


@pytest.mark.parametrize(
    ("type_", "note", "expected"),
    [
        (4, "Sundance Now", "digital"),
        (6, "Sundance TV", "tv"),
        (6, "SundanceTV", "tv"),
        (4, "Tribeca Shortlist", "digital"),
        (3, "Sundance Selects", "theatrical"),
        (3, "Los Angeles, New York", "theatrical"),
        (3, "festooned", "theatrical"),
        (4, "Tiffany", "digital"),
        (4, "Hulu", "Hulu"),
        (5, "Festival edition", "physical"),
    ],
)
def test_release_that_is_at_no_festival(type_: int, note: str, expected: str) -> None:
    assert noted(type_, note) == expected


def test_release_at_a_festival_does_not_hide_the_one_at_home() -> None:
    releases = [
        {"note": "SXSW", "release_date": "2022-03-12", "type": 4},
        {"note": "Sundance", "release_date": "2022-01-22", "type": 1},
        {"note": "", "release_date": "2022-06-17", "type": 4},
    ]
    countries = [{"iso_3166_1": "US", "release_dates": releases}]
    (row,) = read(FILM | {"release_date": "", "release_dates": {"results": countries}})
    assert isinstance(row, Row)
    assert row.record["releases"] == [
        {"release_type": "festival", "region": "US", "date": "2022-01-22"},
        {"release_type": "digital", "region": "US", "date": "2022-06-17"},
    ]


def test_unknown_status_is_kept_in_the_note_and_counted() -> None:
    found = read({**FILM, "status": "Melting"}, {**SHOW, "status": "Frozen"})
    remark = "unknown status kept in the note"
    assert found == [
        Remark(f"{remark}: Melting"),
        Row(1, FILM_RECORD | {"note": "TMDB: Melting"}),
        Remark(f"{remark}: Frozen"),
        Row(2, SHOW_RECORD | {"note": "TMDB: Frozen"}),
    ]


@pytest.mark.parametrize("original", ["the silent  SEA", "", None])
def test_original_name_equal_to_the_name_is_ignored(original: object) -> None:
    [record] = records({**SHOW, "original_name": original})
    assert "names" not in record


def test_object_that_is_not_a_title_is_refused_with_its_place() -> None:
    season = {"air_date": "", "id": 9, "name": "Season 1", "poster_path": "/a", "season_number": 1}
    shelf = {"seasons": [{"season_number": None}, {"season_number": "two"}], **SHOW}
    alone = "a season or an episode alone does not show which series it belongs to."
    found = read(season, page(FILM, season, "Alien", {"id": 1, "name": "A company"}, shelf))
    assert problems(found) == [
        f"1: {alone}",
        f"2: results, number 2: {alone}",
        '2: results, number 3 is "Alien", but should be an object.',
        "2: results, number 4: this is neither a film nor a series of TMDB.",
        "2: results, number 5: seasons, number 1: the season_number is missing.",
        (
            "2: results, number 5: seasons, number 2: "
            'season_number is "two", but should be a whole number.'
        ),
    ]


def test_errors_are_passed_on() -> None:
    error = RecordError(3, "the record is cut off.")
    assert list(tmdb.items(iter([error, (4, FILM)]), TOLD)) == [error, Row(4, FILM_RECORD)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**FILM, "title": None}, "title is missing. Every record names the title it is about."),
        ({**SHOW, "first_air_date": "someday"}, None),
    ],
)
def test_invalid_field_is_refused_by_name(row: dict[str, Any], reason: str | None) -> None:
    [item] = read(row)
    assert isinstance(item, Row)
    with pytest.raises(RecordError) as refused:
        statement_of(item.line, item.record, Defaults(TOLD.day))
    assert refused.value.reason.startswith(
        reason or 'releases, number 1: date: "someday" is not a date'
    )


@pytest.mark.parametrize(
    ("first", "ours"),
    [
        (FILM, True),
        (SHOW, True),
        (FILM_DETAILS, True),
        (page(), True),
        ({"poster_path": None, "items": []}, True),
        ({"score": 1.5, "show": {"id": 1, "url": "https://www.tvmaze.com/shows/1/a"}}, False),
        ({"title": "Alien", "tmdbId": 348, "hasFile": True}, False),
        ({"title": "Aliens", "seriesId": 1, "seasonNumber": 1}, False),
        ({"Title": "Alien", "Release_Date": "May 25 1979"}, False),
        ({"title": "Alien", "date": "1979-05-25", "ids": {"tmdb": "348"}}, False),
        ({}, False),
    ],
)
def test_recognises_objects_of_tmdb(first: dict[str, Any], ours: object) -> None:
    assert tmdb.recognises(first) is ours


SAMPLES: list[dict[str, Any]] = [page(FILM, SHOW), FILM_DETAILS, SHOW_DETAILS]


@pytest.mark.parametrize("sample", SAMPLES)
def test_odd_values_are_read_or_refused(sample: dict[str, Any]) -> None:
    assert read_or_refused(tmdb.items, sample, TOLD) > 30


@pytest.mark.parametrize("sample", SAMPLES)
def test_wrong_type_is_never_missing(sample: dict[str, Any]) -> None:
    assert read_as_missing(tmdb.items, sample, TOLD) == []


@pytest.mark.parametrize(
    ("name", "kinds", "remarks"),
    [
        ("discover_tv_1", {"series": 20}, {}),
        ("movie-blank-homepage-release-date", {"film": 1}, {}),
        ("movie_upcoming_1", {"film": 20}, {}),
        ("search_movie_blank_date", {"film": 11, "documentary": 9}, {}),
        ("trending_all_week", {"film": 11, "series": 9}, {}),
        ("tv-season-empty-air-date", {"problem": 1}, {}),
        ("tv-series-pageable-list", {"series": 2}, {}),
        ("tv_details_breaking_bad", {"series": 1, "season": 5}, {SPECIALS.text: 1}),
        ("tv_latest_next_episode", {"series": 1, "season": 1}, {}),
        ("tv_on_the_air_1", {"series": 19, "docuseries": 1}, {}),
        ("v4-list", {"film": 1, "series": 1}, {}),
    ],
)
def test_real_answers(
    real_data: Path, name: str, kinds: dict[str, int], remarks: dict[str, int]
) -> None:
    told = FileContext(name, date(2026, 11, 22))
    with (real_data / "tmdb" / f"{name}.json").open("rb") as stream:
        found = list(values(stream, name))
    [first] = found
    assert not isinstance(first, RecordError)
    assert tmdb.recognises(first[1])
    counted: Counter[str] = Counter()
    for item in tmdb.items(iter(found), told):
        if isinstance(item, Row):
            statement = statement_of(item.line, item.record, Defaults(told.day))
            counted["season" if statement.season else str(statement.kind)] += 1
        else:
            counted[item.text if isinstance(item, Remark) else "problem"] += 1
    assert counted == Counter(kinds | remarks)


@pytest.mark.parametrize(
    "said",
    [
        {"genre_ids": [36, 99]},
        {"genres": [{"id": 99, "name": "Dokumentarfilm"}]},
        {"genres": [{"id": 36, "name": "History"}, {"name": "Documentary"}]},
    ],
)
def test_documentary_by_its_genre(said: dict[str, Any]) -> None:
    rows = read({**FILM, **said}, {**SHOW, **said})
    kinds = [row.record["kind"] for row in rows if isinstance(row, Row)]
    assert kinds == ["documentary", "docuseries"]


@pytest.mark.parametrize("said", [{"genre_ids": None}, {"genre_ids": [18]}, {"genres": [{}, None]}])
def test_no_documentary_without_its_genre(said: dict[str, Any]) -> None:
    (row,) = read({**FILM, **said})
    assert isinstance(row, Row)
    assert row.record["kind"] == "film"
