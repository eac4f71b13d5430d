from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.radarr import SOURCE, items, recognises
from slate.formats.read.reader import FileContext, Remark, Row
from tests.formats.odd import read_as_missing, read_or_refused

TOLD = FileContext("movies.json", date(2021, 1, 7), ZoneInfo("America/New_York"))
THEATRICAL = {"date": "2020-12-25", "release_type": "theatrical"}
DIGITAL = {"date": "2021-03-02", "release_type": "digital"}
PHYSICAL = {"date": "2021-03-16", "release_type": "physical"}


def film(**more: object) -> dict[str, Any]:
    return {
        "title": "The Harbor",
        "originalTitle": "Hamnen",
        "originalLanguage": {"id": 14, "name": "Swedish"},
        "alternateTitles": [{"sourceType": "tmdb", "title": "Harbour"}],
        "secondaryYearSourceId": 0,
        "sortTitle": "harbor",
        "sizeOnDisk": 0,
        "status": "inCinemas",
        "overview": "Ships come in.",
        "inCinemas": "2020-12-25T00:00:00Z",
        "physicalRelease": "2021-03-16T00:00:00Z",
        "digitalRelease": "2021-03-02T00:00:00Z",
        "images": [],
        "website": "",
        "year": 2020,
        "hasFile": False,
        "studio": "Harbor Films",
        "path": "/movies/The Harbor (2020)",
        "monitored": True,
        "minimumAvailability": "released",
        "isAvailable": False,
        "runtime": 0,
        "cleanTitle": "theharbor",
        "imdbId": "tt0000081",
        "tmdbId": 81,
        "titleSlug": "81",
        "genres": ["Drama"],
        "added": "2020-09-10T18:24:21Z",
        "ratings": {"tmdb": {"votes": 12, "value": 6.1, "type": "user"}},
        "id": 7,
    } | more


def undated(**more: object) -> dict[str, Any]:
    return film(inCinemas=None, digitalRelease=None, physicalRelease=None) | more


def record(**more: object) -> dict[str, Any]:
    """Return the record of the film's row; a value of None removes the field."""
    said = {
        "title": "The Harbor",
        "names": ["Hamnen"],
        "kind": "film",
        "year": 2020,
        "releases": [THEATRICAL, DIGITAL, PHYSICAL],
        "ids": {"tmdb": "81", "imdb": "tt0000081"},
        "status": "released",
    } | more
    return {name: value for name, value in said.items() if value is not None}


def read(*found: dict[str, Any] | RecordError, told: FileContext = TOLD) -> list[object]:
    """Read objects, one per line; an error is returned as its text."""
    lines = (i if isinstance(i, RecordError) else (n, i) for n, i in enumerate(found, 1))
    return [str(i) if isinstance(i, RecordError) else i for i in items(lines, told)]


def test_films_become_records() -> None:
    found = read(
        film(),
        undated(title="Hamnen", status="announced", year=0, imdbId="", tmdbId=82),
        RecordError(3, "is broken."),
        film(
            title="1917",
            originalTitle=" 1917 ",
            status="announced",
            inCinemas="2021-05-01T00:00:00Z",
            digitalRelease=None,
            physicalRelease=None,
            year=2021,
        ),
    )
    assert found == [
        Row(1, record()),
        Row(
            2,
            {
                "title": "Hamnen",
                "kind": "film",
                "ids": {"tmdb": "82"},
                "status": "announced",
                "note": "Radarr: announced",
            },
        ),
        "3: is broken.",
        Row(
            4,
            {
                "title": "1917",
                "kind": "film",
                "year": 2021,
                "releases": [{"date": "2021-05-01", "release_type": "theatrical"}],
                "ids": {"tmdb": "81", "imdb": "tt0000081"},
                "note": "Radarr: announced",
            },
        ),
    ]


@pytest.mark.parametrize(
    ("status", "cinemas", "said"),
    [
        ("tba", None, {"status": "rumored"}),
        ("announced", None, {"status": "announced", "note": "Radarr: announced"}),
        ("announced", "2021-05-01", {"note": "Radarr: announced"}),
        ("announced", "2020-12-25", {"note": "Radarr: announced"}),
        ("inCinemas", "2020-12-25", {"status": "released"}),
        ("inCinemas", "2021-01-07", {"status": "released"}),
        ("inCinemas", "2021-01-08", {"note": "Radarr: inCinemas"}),
        ("inCinemas", None, {"status": "released"}),
        ("released", "2020-12-25", {"status": "released"}),
        ("released", "2021-05-01", {"note": "Radarr: released"}),
        ("released", None, {"status": "released"}),
        (None, None, {}),
    ],
)
def test_status_of_each_word(status: str | None, cinemas: str | None, said: dict[str, str]) -> None:
    day = cinemas and f"{cinemas}T00:00:00Z"
    releases = [THEATRICAL | {"date": cinemas}] if cinemas else None
    expected = record(releases=releases, status=None) | said
    assert read(undated(status=status, inCinemas=day)) == [Row(1, expected)]


def test_unknown_status_is_kept_in_the_note_and_counted() -> None:
    assert read(film(status="deleted")) == [
        Row(1, record(status=None, note="Radarr: deleted")),
        Remark("unknown status kept in the note: deleted"),
    ]


def test_command_platform_is_added_without_a_date() -> None:
    told = FileContext("movies.json", date(2021, 1, 7), platform="Netflix")
    releases = [THEATRICAL, DIGITAL, PHYSICAL, {"platform": "Netflix"}]
    assert read(film(), told=told) == [Row(1, record(releases=releases))]
    only = record(releases=[{"platform": "Netflix"}])
    assert read(undated(), told=told) == [Row(1, only)]


@pytest.mark.parametrize("original", [None, "", "THE  HARBOR"])
def test_original_title_equal_to_the_title_is_ignored(original: object) -> None:
    assert read(film(originalTitle=original)) == [Row(1, record(names=None))]


def page(*records: object) -> dict[str, Any]:
    return {"page": 1, "pageSize": 10, "totalRecords": len(records), "records": list(records)}


def download(**more: object) -> dict[str, Any]:
    return {
        "movieId": 7,
        "quality": {"revision": {"version": 1}},
        "size": 734003200,
        "title": "The.Harbor.2020.1080p",
        "status": "paused",
        "id": 31,
    } | more


def test_page_is_read_like_its_records() -> None:
    first, second = read(page(film(), download(movie=film())))
    assert isinstance(first, Row)
    assert first.where == "records, number 1: "
    assert second == first._replace(where="records, number 2: ")
    assert [first._replace(where="")] == read(film()) == read(download(movie=film()))
    assert read(page()) == []


def test_errors_of_a_page_state_the_place() -> None:
    ask = "Ask Radarr for it with includeMovie=true."
    assert read(page(7, download())) == [
        "1: records, number 1 is a number, but should be an object.",
        f"1: records, number 2: a download without its film. {ask}",
    ]


@pytest.mark.parametrize(
    ("first", "own"),
    [
        (film(), True),
        (page(film()), True),
        (page(download()), True),
        (download(), True),
        ({"movieId": 1, "sourceTitle": "A"}, True),
        (page({"title": "A"}), False),
        (page(), False),
        ({"title": "A", "tmdbId": 1, "minimumAvailability": "announced"}, True),
        ({"title": "A", "tmdbId": 1, "inCinemas": "2021-01-08T00:00:00Z"}, True),
        ({}, False),
        ({"title": "A", "date": "2021-01-08", "status": "scheduled"}, False),
        ({"title": "A", "tmdbId": 1, "tvdbId": 2, "seasons": [], "titleSlug": "a"}, False),
        ({"id": 1, "title": "A", "original_title": "A", "release_date": "2021-01-08"}, False),
        ({"title": "A", "year": 2021, "ids": {"trakt": 1, "slug": "a", "tmdb": 1}}, False),
    ],
)
def test_recognises_objects_of_radarr(*, first: dict[str, Any], own: bool) -> None:
    assert recognises(first) is own
    assert SOURCE == "Radarr"


def test_odd_values_are_read_or_refused() -> None:
    assert read_or_refused(items, film(), TOLD) > 100
    assert read_or_refused(items, page(download(movie={"title": "A"})), TOLD) > 100


def test_documentary_by_its_genre() -> None:
    (row,) = read(film(genres=["History", "Documentary"]))
    assert isinstance(row, Row)
    assert row.record["kind"] == "documentary"


def test_wrong_type_is_never_missing() -> None:
    assert read_as_missing(items, film(), TOLD) == []
