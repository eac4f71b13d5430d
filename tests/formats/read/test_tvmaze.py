from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import FileContext, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.tvmaze import SOURCE, items, recognises
from tests.formats.odd import read_as_missing, read_or_refused

TOLD = FileContext("shows.json", date(2021, 1, 7), ZoneInfo("America/New_York"))
US = {"name": "United States", "code": "US", "timezone": "America/New_York"}
FX = {"id": 13, "name": "FX", "country": US}
HULU = {"id": 2, "name": "Hulu", "country": US}
NETFLIX = {"id": 1, "name": "Netflix", "country": None, "officialSite": "https://www.netflix.com/"}
IDS = {"tvmaze": "71", "imdb": "tt0000071", "tvdb": "7100"}
ON_NETFLIX = {"platform": "Netflix", "release_type": "streaming"}


def show(**more: object) -> dict[str, Any]:
    return {
        "id": 71,
        "url": "https://www.tvmaze.com/shows/71/the-lighthouse",
        "name": "The Lighthouse",
        "type": "Scripted",
        "language": "English",
        "genres": ["Drama"],
        "status": "Ended",
        "runtime": None,
        "premiered": "2018-05-02",
        "schedule": {"time": "", "days": []},
        "rating": {"average": 7.5},
        "weight": 90,
        "network": None,
        "webChannel": NETFLIX,
        "externals": {"tvrage": None, "thetvdb": 7100, "imdb": "tt0000071"},
        "image": None,
        "summary": "<p>It is <b>dark</b>.</p>",
        "updated": 1610000000,
        "_links": {"self": {"href": "https://api.tvmaze.com/shows/71"}},
    } | more


def episode(**more: object) -> dict[str, Any]:
    return {
        "id": 900,
        "url": "https://www.tvmaze.com/episodes/900/the-lighthouse-3x01-fog",
        "name": "Fog",
        "season": 3,
        "number": 1,
        "type": "regular",
        "airdate": "2021-01-08",
        "airtime": "",
        "airstamp": "2021-01-09T03:00:00+00:00",
        "runtime": 40,
        "_links": {"show": {"href": "https://api.tvmaze.com/shows/71"}},
    } | more


def record(**more: object) -> dict[str, Any]:
    """Return the fields common to all records of the show."""
    return {
        "title": "The Lighthouse",
        "kind": "series",
        "ids": IDS,
        "url": "https://www.tvmaze.com/shows/71/the-lighthouse",
    } | more


def season(number: int, **more: object) -> dict[str, Any]:
    ids = {scheme: f"{value}/season/{number}" for scheme, value in IDS.items()}
    return record(season=number, ids=ids, releases=[ON_NETFLIX]) | more


def dated(day: str) -> list[dict[str, str]]:
    return [ON_NETFLIX | {"date": day}]


def read(*found: dict[str, Any] | RecordError, told: FileContext = TOLD) -> list[object]:
    """Read objects, one per line; an error is returned as its text."""
    lines = (i if isinstance(i, RecordError) else (n, i) for n, i in enumerate(found, 1))
    return [str(i) if isinstance(i, RecordError) else i for i in items(lines, told)]


def test_page_of_shows() -> None:
    found = read(
        show(),
        show(
            id=72,
            url="https://www.tvmaze.com/shows/72/tides",
            name="Tides",
            type="Documentary",
            status="Running",
            premiered="2020-10-01",
            network=FX,
            webChannel=HULU,
            externals={"tvrage": None, "thetvdb": None, "imdb": None},
        ),
        show(status="In Development", premiered=None, network=FX, webChannel=None),
        show(name="A & B", network=None, webChannel=None),
    )
    assert found == [
        Row(1, record(releases=dated("2018-05-02"), status="ended")),
        Row(
            2,
            {
                "title": "Tides",
                "kind": "docuseries",
                "ids": {"tvmaze": "72"},
                "url": "https://www.tvmaze.com/shows/72/tides",
                "releases": [
                    {
                        "platform": "FX",
                        "release_type": "tv",
                        "region": "US",
                        "date": "2020-10-01",
                    },
                    {"platform": "Hulu", "release_type": "streaming", "region": "US"},
                ],
                "status": "released",
                "note": "TVmaze: Running",
            },
        ),
        Row(
            3,
            record(
                releases=[{"platform": "FX", "release_type": "tv", "region": "US"}],
                status="in-development",
                note="TVmaze: In Development",
            ),
        ),
        Row(4, record(title="A & B", releases=[{"date": "2018-05-02"}], status="ended")),
    ]


@pytest.mark.parametrize(
    ("status", "premiered", "said"),
    [
        ("Ended", "2018-05-02", {"status": "ended"}),
        ("Running", "2018-05-02", {"status": "released", "note": "TVmaze: Running"}),
        ("Running", "2021-01-07", {"status": "released", "note": "TVmaze: Running"}),
        ("Running", "2021-01-08", {"note": "TVmaze: Running"}),
        ("Running", None, {"status": "released", "note": "TVmaze: Running"}),
        (
            "To Be Determined",
            "2018-05-02",
            {"status": "on-hold", "note": "TVmaze: To Be Determined"},
        ),
        ("To Be Determined", "2021-02-01", {"note": "TVmaze: To Be Determined"}),
        ("In Development", None, {"status": "in-development", "note": "TVmaze: In Development"}),
        ("In Development", "2021-02-01", {"note": "TVmaze: In Development"}),
        ("In Development", "2020-02-01", {"note": "TVmaze: In Development"}),
        (None, None, {}),
        ("", None, {}),
    ],
)
def test_status_of_each_word(
    status: str | None, premiered: str | None, said: dict[str, str]
) -> None:
    releases = dated(premiered) if premiered else [ON_NETFLIX]
    found = read(show(status=status, premiered=premiered))
    assert found == [Row(1, record(releases=releases, **said))]


def test_unknown_status_is_kept_in_the_note_and_counted() -> None:
    assert read(show(status="Paused")) == [
        Row(1, record(releases=dated("2018-05-02"), note="TVmaze: Paused")),
        Remark("unknown status kept in the note: Paused"),
    ]


def test_search_results_are_read_as_shows() -> None:
    assert read({"score": 29.3, "show": show()}) == read(show())


@pytest.mark.parametrize("embed", [{"show": show()}, {"_embedded": {"show": show()}}])
def test_schedule_episodes_become_seasons(embed: dict[str, Any]) -> None:
    later = episode(season=2, number=5, name="Wreck", airdate="2021-01-06") | embed
    found = read(later, episode(number=2, airdate="2021-01-15") | embed, episode() | embed)
    assert found == [
        Row(1, season(2, status="released")),
        Row(2, season(3, releases=dated("2021-01-08"))),
    ]


def test_episode_finds_its_show_in_its_links() -> None:
    link = {"href": "https://api.tvmaze.com/shows/71", "name": "The Lighthouse"}
    said = {"title": "The Lighthouse", "kind": "series", "season": 3}
    ids = {"tvmaze": "71/season/3"}
    assert read(episode(_links={"show": link})) == [
        Row(1, said | {"ids": ids, "releases": [{"date": "2021-01-08"}]})
    ]
    assert read(episode(_links={"show": {"name": "The Lighthouse"}}, airdate="")) == [Row(1, said)]


def test_episode_or_season_without_its_show_is_refused() -> None:
    advice = "without its show. Ask TVmaze for the show with ?embed="
    alone = {"id": 7, "url": "https://www.tvmaze.com/seasons/7/x", "number": 1, "name": ""}
    found = read(episode(), episode(_links=None), alone | {"premiereDate": "2018-05-02"})
    assert found == [
        f"1: an episode {advice}episodes.",
        f"2: an episode {advice}episodes.",
        f"3: a season {advice}seasons.",
    ]


@pytest.mark.parametrize(
    "special",
    [
        {"type": "significant_special"},
        {"type": "insignificant_special", "number": None},
        {"number": None, "season": None},
    ],
)
def test_specials_become_titles_of_their_own(special: dict[str, Any]) -> None:
    fog = {"title": "The Lighthouse: Fog", "kind": "special", "releases": dated("2021-01-08")}
    assert read(episode(show=show()) | special) == [Row(1, fog)]
    assert read(episode(show=show(), name="TBA") | special) == [
        Remark("skipped a special without a name", 1, "The Lighthouse")
    ]


def test_show_with_embedded_seasons_and_episodes() -> None:
    seasons = [
        {"number": 1, "premiereDate": "2018-05-02", "endDate": "2018-06-01", "network": None},
        {"number": 2, "premiereDate": None, "endDate": "2020-01-01", "webChannel": HULU},
        {"number": 3, "premiereDate": "2021-01-08", "endDate": None, "webChannel": NETFLIX},
        {"number": 4, "premiereDate": None, "endDate": None},
        {"number": None},
    ]
    embedded = {
        "seasons": seasons,
        "episodes": [
            episode(season=1, airdate="2018-05-02"),
            episode(season=1, number=2, airdate="2018-05-09"),
            episode(season=2, number=2, airdate="2019-12-01"),
        ],
        "previousepisode": episode(season=2, number=8, airdate="2020-01-01"),
        "nextepisode": episode(),
        "cast": [{"person": {"name": "Nobody"}}],
    }
    hulu = {"platform": "Hulu", "release_type": "streaming", "region": "US"}
    assert read(show(_embedded=embedded)) == [
        Row(1, record(releases=dated("2018-05-02"), status="ended")),
        "1: _embedded: seasons, number 5: a season without a number.",
        Row(1, season(1, releases=dated("2018-05-02")), "_embedded: seasons, number 1: "),
        Row(1, season(2, releases=[hulu], status="released"), "_embedded: seasons, number 2: "),
        Row(1, season(3, releases=dated("2021-01-08")), "_embedded: seasons, number 3: "),
        Row(1, season(4), "_embedded: seasons, number 4: "),
    ]


def test_problem_inside_a_show_names_its_place() -> None:
    embedded = {
        "episodes": [episode(), episode(season=None)],
        "nextepisode": episode(season=4, airdate="soon"),
    }
    assert read(show(_embedded=embedded))[1:] == [
        "1: _embedded: episodes, number 2: an episode without the number of its season.",
        Row(1, season(3, releases=dated("2021-01-08")), "_embedded: episodes, number 1: "),
        Row(1, season(4, releases=dated("soon")), "_embedded: nextepisode: "),
    ]


def test_command_platform_is_added_without_a_date() -> None:
    told = FileContext("shows.json", date(2021, 1, 7), platform="Hulu")
    bare = show(webChannel=None)
    releases = [{"date": "2018-05-02"}, {"platform": "Hulu"}]
    assert read(bare, told=told) == [Row(1, record(releases=releases, status="ended"))]
    assert read(show(), told=told) == read(show())


def test_errors_are_passed_on() -> None:
    assert read(RecordError(1, "is broken."), show(), episode(show=show(), season=None)) == [
        "1: is broken.",
        Row(2, record(releases=dated("2018-05-02"), status="ended")),
        "3: an episode without the number of its season.",
    ]


@pytest.mark.parametrize(
    ("first", "own"),
    [
        (show(), True),
        ({"id": 1, "name": "A", "url": "https://www.tvmaze.com/shows/1/a"}, True),
        ({"score": 1.5, "show": show()}, True),
        (episode(), True),
        ({}, False),
        ({"title": "A", "url": "https://www.tvmaze.com/shows/1/a", "status": "ended"}, False),
        ({"id": 1, "name": "A", "first_air_date": "2021-01-08", "original_name": "A"}, False),
        ({"score": 1.5, "type": "show", "show": {"title": "A", "ids": {"trakt": 1}}}, False),
        ({"score": 1.5, "person": {"name": "Nobody"}}, False),
        ({"tvdbId": 1, "title": "A", "seasons": []}, False),
    ],
)
def test_recognises_objects_of_tvmaze(*, first: dict[str, Any], own: bool) -> None:
    assert recognises(first) is own
    assert SOURCE == "TVmaze"


SAMPLES = [
    show(
        _embedded={
            "seasons": [{"number": 1, "premiereDate": "2018-05-02"}],
            "episodes": [episode()],
        }
    ),
    episode(show=show()),
    episode(_embedded={"show": show(network=FX)}),
    {"score": 1, "show": show()},
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_odd_values_are_read_or_refused(sample: dict[str, Any]) -> None:
    assert read_or_refused(items, sample, TOLD) > 100


@pytest.mark.parametrize("sample", SAMPLES)
def test_wrong_type_is_never_missing(sample: dict[str, Any]) -> None:
    assert read_as_missing(items, sample, TOLD) == []


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("shows_2016.json", 65),
        ("search_in_development.json", 3),
        ("network-schedule.json", 3),
        ("web-schedule.json", 3),
    ],
)
def test_real_files(real_data: Path, name: str, rows: int) -> None:
    told = FileContext(name, date(2026, 11, 22), ZoneInfo("America/New_York"))
    with (real_data / "tvmaze" / name).open("rb") as stream:
        found = list(items(values(stream, name), told))
    assert all(isinstance(item, Row) for item in found)
    assert len(found) == rows
    for item in found:
        assert isinstance(item, Row)
        statement_of(item.line, item.record, Defaults(told.day))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://ann:my pw@h/x", "https://h/?token=K", "a\x1b", "", None]
)
def test_a_url_that_is_not_stored_is_left_out_without_the_rest(url: str | None) -> None:
    (row, *seasons) = read(show(url=url, _embedded={"seasons": [{"id": 1, "number": 1}]}))
    assert isinstance(row, Row)
    without = read(show(url=None, _embedded={"seasons": [{"id": 1, "number": 1}]}))
    assert [row, *seasons] == without
    assert len(seasons) == 1
    assert "url" not in row.record
    assert row.record["title"] == "The Lighthouse"


@pytest.mark.parametrize(
    "said", [{"type": "Documentary"}, {"type": "Scripted", "genres": ["Documentary"]}]
)
def test_docuseries_by_its_type_or_genre(said: dict[str, object]) -> None:
    (row,) = read(show(**said))
    assert isinstance(row, Row)
    assert row.record["kind"] == "docuseries"
