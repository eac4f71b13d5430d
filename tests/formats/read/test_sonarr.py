from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import FileContext, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.sonarr import SOURCE, items, recognises
from tests.formats.odd import read_as_missing, read_or_refused

TOLD = FileContext("series.json", date(2021, 1, 7), ZoneInfo("America/New_York"))
IDS = {"tvdb": "7100", "imdb": "tt0000071", "tvmaze": "71"}
ON_FOX = {"platform": "FOX", "release_type": "tv"}
PATH = "/tv/The Lighthouse"


def series(**more: object) -> dict[str, Any]:
    return {
        "title": "The Lighthouse",
        "alternateTitles": [{"title": "Lighthouse Keepers", "seasonNumber": -1}],
        "sortTitle": "lighthouse",
        "status": "ended",
        "ended": True,
        "overview": "It is dark.",
        "network": "FOX",
        "airTime": "21:30",
        "images": [],
        "seasons": [],
        "year": 2018,
        "path": PATH,
        "monitored": True,
        "runtime": 25,
        "tvdbId": 7100,
        "tvRageId": 0,
        "tvMazeId": 71,
        "tmdbId": 0,
        "firstAired": "2018-05-02T00:00:00Z",
        "seriesType": "standard",
        "cleanTitle": "thelighthouse",
        "imdbId": "tt0000071",
        "titleSlug": "the-lighthouse",
        "genres": ["Drama"],
        "added": "2020-04-05T20:40:20.050044Z",
        "ratings": {"votes": 547, "value": 8.6},
        "id": 105,
    } | more


def episode(**more: object) -> dict[str, Any]:
    return {
        "seriesId": 105,
        "tvdbId": 800,
        "episodeFileId": 0,
        "seasonNumber": 3,
        "episodeNumber": 1,
        "title": "Fog",
        "airDate": "2021-01-08",
        "airDateUtc": "2021-01-09T02:30:00Z",
        "overview": "Fog comes.",
        "hasFile": False,
        "monitored": True,
        "series": series(),
        "id": 14402,
    } | more


def listed(number: int, **statistics: object) -> dict[str, Any]:
    counts = {"episodeFileCount": 0, "episodeCount": 0, "totalEpisodeCount": 10}
    return {"seasonNumber": number, "monitored": True, "statistics": counts | statistics}


def record(**more: object) -> dict[str, Any]:
    """Return the record of the series' row."""
    said = {"title": "The Lighthouse", "year": 2018, "kind": "series", "ids": IDS}
    return said | {"releases": [ON_FOX | {"date": "2018-05-02"}], "status": "ended"} | more


def season(number: int, **more: object) -> dict[str, Any]:
    ids = {scheme: f"{value}/season/{number}" for scheme, value in IDS.items()}
    said = {"title": "The Lighthouse", "kind": "series", "season": number, "ids": ids}
    return said | {"releases": [ON_FOX]} | more


def read(*found: dict[str, Any] | RecordError, told: FileContext = TOLD) -> list[object]:
    """Read objects, one per line; an error is returned as its text."""
    lines = (i if isinstance(i, RecordError) else (n, i) for n, i in enumerate(found, 1))
    return [str(i) if isinstance(i, RecordError) else i for i in items(lines, told)]


def test_series_become_records() -> None:
    found = read(
        series(),
        series(
            title="Tides (2020)",
            year=0,
            status="continuing",
            network="Netflix",
            firstAired="2020-10-01T04:00:00Z",
            tvdbId=7200,
            tvMazeId=0,
            tmdbId=72,
            imdbId="",
        ),
        series(title="Dunes (UK)", status="upcoming", network=None, firstAired=None, year=0),
    )
    tides = {
        "title": "Tides",
        "year": 2020,
        "kind": "series",
        "ids": {"tvdb": "7200", "tmdb": "72"},
        "releases": [
            {"platform": "Netflix", "release_type": "streaming", "date": "2020-10-01"},
        ],
        "status": "released",
        "note": "Sonarr: continuing",
    }
    dunes = {"title": "Dunes (UK)", "kind": "series", "ids": IDS, "note": "Sonarr: upcoming"}
    assert found == [Row(1, record()), Row(2, tides), Row(3, dunes)]


@pytest.mark.parametrize(
    ("status", "first", "said"),
    [
        ("ended", "2018-05-02T00:00:00Z", {"status": "ended"}),
        ("continuing", "2021-01-07T00:00:00Z", {"status": "released"}),
        ("continuing", "2021-01-08T00:00:00Z", {}),
        ("continuing", None, {}),
        ("upcoming", "2021-01-08T00:00:00Z", {}),
    ],
)
def test_status_of_each_word(status: str, first: str | None, said: dict[str, str]) -> None:
    release = ON_FOX | ({"date": first[:10]} if first else {})
    note = {} if status == "ended" else {"note": f"Sonarr: {status}"}
    expected = record(releases=[release]) | {"status": None} | said | note
    found = read(series(status=status, firstAired=first))
    assert found == [Row(1, {name: value for name, value in expected.items() if value})]


def test_unknown_status_is_kept_in_the_note_and_counted() -> None:
    expected = record(note="Sonarr: deleted")
    del expected["status"]
    assert read(series(status="deleted")) == [
        Row(1, expected),
        Remark("unknown status kept in the note: deleted"),
    ]


@pytest.mark.parametrize(
    ("network", "release_type"),
    [
        ("Netflix", "streaming"),
        ("Amazon Prime Video", "streaming"),
        ("Max", "streaming"),
        ("Apple TV+", "streaming"),
        ("HBO", "tv"),
        ("BBC One", "tv"),
    ],
)
def test_known_streaming_service_means_streaming(network: str, release_type: str) -> None:
    release = {"platform": network, "release_type": release_type, "date": "2018-05-02"}
    assert read(series(network=network)) == [Row(1, record(releases=[release]))]


def test_command_platform_is_added_without_a_date() -> None:
    told = FileContext("series.json", date(2021, 1, 7), platform="Hulu")
    releases = [{"date": "2018-05-02"}, {"platform": "Hulu"}]
    assert read(series(network=""), told=told) == [Row(1, record(releases=releases))]
    assert read(series(), told=told) == read(series())


def test_next_season_is_the_first_unaired_one() -> None:
    seasons = [
        listed(0, nextAiring="2021-01-20T02:30:00Z"),
        listed(1, previousAiring="2018-08-02T02:30:00Z"),
        listed(2, previousAiring="2021-01-01T02:30:00Z", nextAiring="2021-01-09T02:30:00Z"),
        listed(3, nextAiring="2021-09-02T01:00:00Z"),
        listed(4),
        {"seasonNumber": 5, "monitored": False},
    ]
    premiere = [ON_FOX | {"date": "2021-09-01"}]
    assert read(series(seasons=seasons)) == [Row(1, record()), Row(1, season(3, releases=premiere))]


@pytest.mark.parametrize(
    ("first", "rows"),
    [("2021-01-15T00:00:00Z", 2), (None, 2), ("2021-01-01T00:00:00Z", 1)],
)
def test_next_episode_of_a_begun_season_is_no_premiere(first: str | None, rows: int) -> None:
    seasons = [listed(1, nextAiring="2021-01-16T02:30:00Z")]
    found = read(series(firstAired=first, year=2021, seasons=seasons))
    premiere = season(1, year=2021, releases=[ON_FOX | {"date": "2021-01-15"}])
    assert found[1:] == [Row(1, premiere)][: rows - 1]


def test_calendar_episodes_become_seasons() -> None:
    tides = series(title="Tides (2020)", year=0, network="Hulu", tvdbId=7200, imdbId=None)
    found = read(
        episode(seasonNumber=2, episodeNumber=11, airDate="2021-01-05"),
        episode(),
        episode(episodeNumber=2, airDate="2021-01-15"),
        episode(seasonNumber=0, episodeNumber=4, title="The Making Of"),
        episode(seasonNumber=0, episodeNumber=5, title="TBA"),
        episode(series=tides, seasonNumber=1, airDate=None),
    )
    making = {"title": "The Lighthouse: The Making Of", "kind": "special"}
    release = {"platform": "Hulu", "release_type": "streaming", "date": "2021-01-08"}
    assert found == [
        Row(4, making | {"releases": [ON_FOX | {"date": "2021-01-08"}]}),
        Remark("skipped a special without a name", 5, "The Lighthouse"),
        Row(1, season(2, status="released")),
        Row(2, season(3, releases=[ON_FOX | {"date": "2021-01-08"}])),
        Row(
            6,
            {
                "title": "Tides",
                "year": 2020,
                "kind": "series",
                "season": 1,
                "ids": {"tvdb": "7200/season/1", "tvmaze": "71/season/1"},
                "releases": [release],
            },
        ),
    ]


def test_episode_without_a_day_uses_the_local_day_of_its_instant() -> None:
    bare = episode(airDate="", airDateUtc="2021-01-09T02:30:00Z")
    assert read(bare) == read(episode())
    tokyo = FileContext("calendar.json", date(2021, 1, 7), ZoneInfo("Asia/Tokyo"))
    assert read(bare, told=tokyo) == read(episode(airDate="2021-01-09"))
    assert read(episode(airDate=None, airDateUtc=None)) == [Row(1, season(3))]


def test_episode_without_series_or_season_is_refused() -> None:
    without = episode()
    del without["series"]
    found = read(RecordError(1, "is broken."), without, episode(seasonNumber=None))
    assert found == [
        "1: is broken.",
        "2: an episode without its series. Ask Sonarr for it with includeSeries=true.",
        "3: an episode without the number of its season.",
    ]


def page(*records: object) -> dict[str, Any]:
    return {"page": 1, "pageSize": 10, "totalRecords": len(records), "records": list(records)}


def download(**more: object) -> dict[str, Any]:
    return {
        "seriesId": 105,
        "episodeId": 14402,
        "quality": {"revision": {"version": 1}},
        "size": 734003200,
        "title": "The.Lighthouse.S03E01.1080p",
        "status": "downloading",
        "id": 31,
    } | more


def test_page_is_read_like_its_records() -> None:
    for records in ([episode(), episode(episodeNumber=2)], [series(), series(title="B", tvdbId=2)]):
        rows = [row._replace(line=1, where="") for row in read(*records) if isinstance(row, Row)]
        paged = [row for row in read(page(*records)) if isinstance(row, Row)]
        assert [row._replace(where="") for row in paged] == rows
    assert [row.where for row in paged] == ["records, number 1: ", "records, number 2: "]
    assert read(page()) == []


def test_downloads_state_their_series_and_seasons() -> None:
    bare = episode()
    del bare["series"]
    with_both = download(series=series(), episode=bare)
    with_series = download(series=series())

    assert read(page(with_both)) == [
        row._replace(where="records, number 1: ") for row in read(episode()) if isinstance(row, Row)
    ]
    assert read(with_both) == read(episode())
    assert read(with_series) == read(series())


def test_errors_of_a_page_state_the_place() -> None:
    bare = episode()
    del bare["series"]
    ask = "Ask Sonarr for it with includeSeries=true."
    found = read(page(7, bare, download(), episode(seasonNumber=None), download(episode=bare)))
    assert found == [
        "1: records, number 1 is a number, but should be an object.",
        f"1: records, number 2: an episode without its series. {ask}",
        f"1: records, number 3: a download without its series. {ask}",
        "1: records, number 4: an episode without the number of its season.",
        f"1: records, number 5: an episode without its series. {ask}",
    ]


@pytest.mark.parametrize(
    ("first", "own"),
    [
        (series(), True),
        (episode(), True),
        (page(series()), True),
        (page("x", episode()), True),
        (page(), True),
        (page(download()), True),
        (download(), True),
        ({"seriesId": 1, "episodeIds": [2], "sourceTitle": "A"}, True),
        (page({"movieId": 1, "movie": {}}), False),
        (page({"title": "A"}), False),
        ({"records": []}, False),
        ({"title": "A", "tvdbId": 1, "seasons": []}, True),
        ({}, False),
        ({"title": "A", "season": 1, "date": "2021-01-08", "status": "scheduled"}, False),
        ({"title": "A", "tmdbId": 1, "imdbId": "tt1", "minimumAvailability": "tba"}, False),
        ({"id": 1, "name": "A", "seasons": [], "first_air_date": "2021-01-08"}, False),
        ({"episode": {"season": 1, "number": 1}, "show": {"ids": {"trakt": 1}}}, False),
    ],
)
def test_recognises_objects_of_sonarr(*, first: dict[str, Any], own: bool) -> None:
    assert recognises(first) is own
    assert SOURCE == "Sonarr"


SAMPLES = [
    episode(),
    series(status="continuing", seasons=[listed(3, nextAiring="2021-09-02")]),
    page({"seriesId": 1, "episode": {"seasonNumber": 1}, "series": {"title": "A"}}),
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_odd_values_are_read_or_refused(sample: dict[str, Any]) -> None:
    assert read_or_refused(items, sample, TOLD) > 90


@pytest.mark.parametrize("sample", SAMPLES)
def test_wrong_type_is_never_missing(sample: dict[str, Any]) -> None:
    assert read_as_missing(items, sample, TOLD) == []


@pytest.mark.parametrize("name", ["sonarr_calendar.json", "sonarr_series.json"])
def test_real_files(real_data: Path, name: str) -> None:
    told = FileContext(name, date(2026, 11, 22), ZoneInfo("America/New_York"))
    with (real_data / "sonarr_radarr" / name).open("rb") as stream:
        found = list(items(values(stream, name), told))
    (row,) = found
    assert isinstance(row, Row)
    assert statement_of(row.line, row.record, Defaults(told.day)).kind == "series"


def test_docuseries_by_its_genre() -> None:
    found = series(genres=["Documentary"])
    rows = [*read(found), *read(episode(series=found))]
    assert {row.record["kind"] for row in rows if isinstance(row, Row)} == {"docuseries"}
