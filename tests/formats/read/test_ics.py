import io
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slate.formats.errors import FileError
from slate.formats.read.reader import FileContext, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.recognition import read

TODAY = date(2026, 11, 22)
TOLD = FileContext("f.ics", TODAY, ZoneInfo("America/New_York"))


def event(summary: str, day: str = "20260101", *lines: str) -> str:
    return "\r\n".join(
        ["BEGIN:VEVENT", f"SUMMARY:{summary}", f"DTSTART:{day}", *lines, "END:VEVENT"]
    )


def feed(*events: str, name: str = "") -> bytes:
    """Return a calendar; its first event is on line 4, if the calendar has a name."""
    head = ["BEGIN:VCALENDAR", "PRODID:-//x//EN", *([f"X-WR-CALNAME:{name}"] if name else [])]
    return "\r\n".join([*head, *events, "END:VCALENDAR", ""]).encode()


def found_in(data: bytes, told: FileContext = TOLD) -> list[Any]:
    """Return the records, and the text of every other item; check that each record is valid.

    Remarks have no lines, as these depend on properties that calendars write as they like.
    """
    source, items, *_ = read(io.BytesIO(data), told)
    assert source is None
    found: list[Any] = []
    for item in items:
        if isinstance(item, Row):
            statement_of(item.line, item.record, Defaults(today=TODAY))
        if isinstance(item, Remark):
            item = item._replace(line=None)  # noqa: PLW2901 -- see above
        found.append(item.record if isinstance(item, Row) else str(item))
    return found


def remark(text: str, name: str | None = None) -> str:
    return str(Remark(text, name=name))


def sonarr(number: int, summary: str, day: str, network: str = "HBO") -> str:
    lines = [f"CATEGORIES:{network}", "STATUS:TENTATIVE", "SEQUENCE:0"]
    return event(summary, day, *lines, f"UID:NzbDrone_episode_{number}")


SONARR = feed(
    sonarr(1, "Game of Thrones - 8x01 - Winterfell", "20190415T010000Z"),
    sonarr(2, "Game of Thrones - 8x02 - A Knight of the Seven Kingdoms", "20190422T010000Z"),
    sonarr(3, "Severance - 2x05 - Trojan's Horse", "20250214T020000Z", "Apple TV"),
    sonarr(4, "Severance - 2x06 - Attila", "20270221T020000Z", "Apple TV"),
    sonarr(5, "Ghosts (2021) - 1x01 - Pilot", "20211007T040000Z", "CBS"),
    sonarr(6, "Ghosts (2021) - 5x01 - TBA", "20261015T040000Z", "CBS"),
    sonarr(7, "Sherlock - 0x05 - Many Happy Returns", "20131224", "BBC One"),
    sonarr(8, "Sherlock - 0x06 - TBA", "20270101", ""),
    sonarr(9, "The Daily Show - A Guest", "20260817T030000Z", "Comedy Central"),
    name="Sonarr TV Schedule",
)


def test_feed_of_sonarr() -> None:
    def out(platform: str, release_type: str, **more: str) -> list[dict[str, str]]:
        return [{"platform": platform, "release_type": release_type, **more}]

    assert found_in(SONARR) == [
        {
            "title": "Sherlock: Many Happy Returns",
            "kind": "special",
            "releases": out("BBC One", "tv", date="2013-12-24"),
            "source": "Sonarr",
        },
        remark("skipped a special without a name", "Sherlock"),
        remark("skipped an episode without a season", "The Daily Show - A Guest"),
        {
            "title": "Game of Thrones",
            "kind": "series",
            "season": 8,
            "releases": out("HBO", "tv", date="2019-04-14"),
            "source": "Sonarr",
        },
        {
            "title": "Severance",
            "kind": "series",
            "season": 2,
            "releases": out("Apple TV", "streaming"),
            "status": "released",
            "source": "Sonarr",
        },
        {
            "title": "Ghosts",
            "kind": "series",
            "season": 1,
            "year": 2021,
            "releases": out("CBS", "tv", date="2021-10-07"),
            "source": "Sonarr",
        },
        {
            "title": "Ghosts",
            "kind": "series",
            "season": 5,
            "releases": out("CBS", "tv", date="2026-10-15"),
            "source": "Sonarr",
        },
    ]


def test_row_has_the_line_of_its_first_event() -> None:
    rows = read(io.BytesIO(SONARR), TOLD).items
    assert [row.line for row in rows if isinstance(row, Row)] == [52, 4, 20, 36, 44]


def radarr(number: int, way: str, summary: str, day: str, *lines: str) -> str:
    uid = f"UID:Radarr_movie_{number}_{way}"
    return event(summary, day, "CATEGORIES:Netflix", "STATUS:CONFIRMED", uid, *lines)


RADARR = feed(
    radarr(1, "cinemas", "The Batman (Theatrical Release)", "20220304", "DTEND:20220305"),
    radarr(2, "physical", "10x10 Season 2 (Physical Release)", "20220102"),
    radarr(1, "digital", "The Batman (Digital Release)", "20220418"),
    radarr(1, "physical", "The Batman (Physical Release)", "20220524"),
    name="Radarr Movies Calendar",
)


def test_feed_of_radarr() -> None:
    assert found_in(RADARR) == [
        {
            "title": "The Batman",
            "kind": "film",
            "ids": {"calendar": "Radarr_movie_1_cinemas"},
            "releases": [
                {"release_type": "theatrical", "date": "2022-03-04"},
                {"release_type": "digital", "date": "2022-04-18"},
                {"release_type": "physical", "date": "2022-05-24"},
            ],
            "source": "Radarr",
        },
        {
            "title": "10x10 Season 2",
            "kind": "film",
            "ids": {"calendar": "Radarr_movie_2_physical"},
            "releases": [{"release_type": "physical", "date": "2022-01-02"}],
            "source": "Radarr",
        },
    ]


def test_feed_is_recognized_by_its_events_or_else_its_name() -> None:
    named = feed(event("Silo - 3x01 - A", "20260101", "CATEGORIES:HBO"), name="Sonarr TV Schedule")
    (record,) = found_in(named)
    assert record["releases"] == [{"platform": "HBO", "release_type": "tv", "date": "2026-01-01"}]
    (record,) = found_in(feed(event("Silo"), name="Radarr Movies Calendar"))
    assert record["kind"] == "film"
    mixed = feed(sonarr(1, "Silo - 3x01 - A", "20260101"), name="Radarr Movies Calendar")
    assert [record["source"] for record in found_in(mixed)] == ["Sonarr"]


def test_episodes_without_a_season_are_left_out_and_their_shows_named() -> None:
    data = feed(
        event("Far Shore - TBA"),
        event("Ice Road \u2013 Ep. 4"),
        event("Ice Road: Episode 1"),
        event("Salt Pier", "20260105"),
    )
    assert found_in(data) == [
        remark("skipped an episode without a season", "Far Shore"),
        remark("skipped an episode without a season", "Ice Road"),
        remark("skipped an episode without a season", "Ice Road"),
        {"title": "Salt Pier", "releases": [{"date": "2026-01-05"}], "source": "iCalendar"},
    ]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["CATEGORIES:Film"], ""),
        (["CATEGORIES:Drama,Movies"], ""),
        (["UID:Radarr_movie_1_cinemas"], ""),
        (["URL:https://www.themoviedb.org/movie/5"], ""),
        ([], "Radarr Movies Calendar"),
        ([], "Upcoming films"),
        ([], "Films: my list"),
    ],
)
def test_a_film_may_be_called_an_episode(lines: list[str], name: str) -> None:
    data = feed(event("Star Wars: Episode 9", "20260101", *lines), name=name)
    assert [(one["title"], one["kind"]) for one in found_in(data)] == [
        ("Star Wars: Episode 9", "film")
    ]


@pytest.mark.parametrize("name", ["Films and series", "My TV shows", "Releases"])
def test_a_calendar_not_only_of_films_does_not_state_the_kind(name: str) -> None:
    skipped, record = found_in(feed(event("Far Shore - Episode 9"), event("Salt Pier"), name=name))
    assert skipped == remark("skipped an episode without a season", "Far Shore")
    assert "kind" not in record


def watchfeed(summary: str, *lines: str) -> str:
    alarm = ["BEGIN:VALARM", f"DESCRIPTION:{summary}", "END:VALARM"]
    return event(summary, "20270305T020000Z", *lines, *alarm)


def test_feed_of_watchfeed() -> None:
    tmdb, tvmaze = "https://www.themoviedb.org/movie/550", "https://www.tvmaze.com/shows/1/a-show"
    data = feed(
        watchfeed("[FILM] A Film \u2014 Theatrical release", f"URL:{tmdb}", "LOCATION:Theaters"),
        watchfeed("[TV] A Show \u2014 S02E01 \u2014 TBA", f"URL:{tvmaze}", "LOCATION:Prime Video"),
        watchfeed("[TV] A Show \u2014 S02E02 \u2014 TBA", f"URL:{tvmaze}", "LOCATION:Prime Video"),
        watchfeed("[ANIME] One \u2014 Episode 1"),
        watchfeed("[ANIME] Two \u2014 Episode 13"),
        watchfeed("[GAME] A Game \u2014 Release day"),
        name="Watchfeed",
    )
    assert found_in(data) == [
        remark("skipped an episode without a season", "Two"),
        remark("skipped a game", "[GAME] A Game \u2014 Release day"),
        {
            "title": "A Show",
            "kind": "series",
            "season": 2,
            "ids": {"tvmaze": "1/season/2"},
            "url": tvmaze,
            "releases": [
                {"platform": "Prime Video", "release_type": "streaming", "date": "2027-03-04"}
            ],
            "source": "Watchfeed",
        },
        {
            "title": "A Film",
            "kind": "film",
            "ids": {"tmdb": "550"},
            "url": tmdb,
            "releases": [{"release_type": "theatrical", "date": "2027-03-04"}],
            "source": "Watchfeed",
        },
        {
            "title": "One",
            "kind": "series",
            "releases": [{"date": "2027-03-04"}],
            "source": "Watchfeed",
        },
    ]


def titled(*events: str, platform: str | None = None) -> list[Any]:
    """Read events of a calendar without a name, and remove the source of their records."""
    told = FileContext("f.ics", TODAY, TOLD.zone, file_source="f", platform=platform)
    found = found_in(feed(*events), told)
    for record in found:
        if isinstance(record, dict):
            assert record.pop("source") == "f"
    return found


def test_feed_of_any_other_calendar() -> None:
    data = [
        event("We Can Be\\n Heroes", "20201225"),
        event("1917"),
        "BEGIN:VEVENT\nSUMMARY:Dune\nEND:VEVENT",
    ]
    assert titled(*data) == [
        {"title": "We Can Be Heroes", "releases": [{"date": "2020-12-25"}]},
        {"title": "1917", "releases": [{"date": "2026-01-01"}]},
        {"title": "Dune"},
    ]


def test_source_is_the_command_or_the_program_or_the_calendar_or_the_file() -> None:
    def sources(data: bytes, source: str | None = None, file: str | None = None) -> set[str]:
        told = FileContext("f.ics", TODAY, TOLD.zone, source=source, file_source=file)
        return {record["source"] for record in found_in(data, told)}

    named, unnamed = feed(event("Dune"), name="My films"), feed(event("Dune"))
    assert sources(named, source="Me", file="f") == {"Me"}
    assert sources(RADARR, source="Me", file="f") == {"Me"}
    assert sources(RADARR, file="f") == {"Radarr"}
    assert sources(named, file="f") == {"My films"}
    assert sources(unnamed, file="f") == {"f"}
    assert sources(unnamed) == {"iCalendar"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.themoviedb.org/movie/550-x", {"kind": "film", "ids": {"tmdb": "550"}}),
        ("https://themoviedb.org/tv/1399", {"kind": "series", "ids": {"tmdb": "1399"}}),
        ("http://www.tvmaze.com/shows/82/x", {"kind": "series", "ids": {"tvmaze": "82"}}),
        ("https://m.imdb.com/title/tt0137523/", {"ids": {"imdb": "tt0137523"}}),
        ("https://x.example/imdb.com/title/tt0137523/", {}),
    ],
)
def test_url_of_a_title_page_states_kind_and_ids(url: str, said: dict[str, Any]) -> None:
    releases = [{"date": "2026-01-01"}]
    expected = {"title": "Dune", **said, "url": url, "releases": releases}
    assert titled(event("Dune", "20260101", f"URL:{url}")) == [expected]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.themoviedb.org/tv/1/season/2/episode/1", {"ids": {"tmdb": "1/season/2"}}),
        ("https://www.imdb.com/title/tt1480055/", None),  # of the episode: changes weekly
        ("https://www.tvmaze.com/episodes/1", None),
    ],
)
def test_url_of_an_episode_page_is_used_if_it_names_the_show(
    url: str, said: dict[str, Any] | None
) -> None:
    shared = {"title": "Dune", "kind": "series", "season": 2, "releases": [{"date": "2026-01-01"}]}
    page = {} if said is None else {**said, "url": url}
    assert titled(event("Dune S02E01", "20260101", f"URL:{url}")) == [{**shared, **page}]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "message:%3Cx@y%3E", "https://ann:my pw@h/x", "https://h/?token=K"],
)
def test_a_url_that_is_not_stored_is_left_out_without_the_rest(url: str) -> None:
    told = remark("left out a url that is not a web address, or has a password or key")
    film = {"title": "Dune", "releases": [{"date": "2026-01-01"}]}
    assert titled(event("Dune", "20260101", f"URL:{url}")) == [told, film]
    show = {"title": "Dune", "kind": "series", "season": 2, "releases": [{"date": "2026-01-01"}]}
    assert titled(event("Dune S02E01", "20260101", f"URL:{url}")) == [told, show]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["CATEGORIES:Drama,Movies"], {"kind": "film"}),
        (["CATEGORIES:TV Shows"], {"kind": "series"}),
        (["CATEGORIES:TV", "URL:https://www.themoviedb.org/movie/"], {"kind": "series"}),
        (["CATEGORIES:Drama"], {}),
        (["CATEGORIES:Anime"], {}),
    ],
)
def test_category_may_state_the_kind(lines: list[str], said: dict[str, str]) -> None:
    (record,) = titled(event("Dune", "20260101", *lines))
    assert {name: word for name, word in record.items() if name == "kind"} == said


def test_film_category_prevents_reading_a_season() -> None:
    (film,) = titled(event("Open Season 2", "20080924", "CATEGORIES:Movies"))
    assert film["title"] == "Open Season 2"
    (show,) = titled(event("Open Season 2", "20080924"))
    assert (show["title"], show["season"]) == ("Open", 2)


def streaming(platform: str) -> dict[str, str]:
    return {"platform": platform, "release_type": "streaming"}


@pytest.mark.parametrize(
    ("summary", "lines", "release"),
    [
        ("Dune", ["CATEGORIES:Drama,Netflix"], streaming("Netflix")),
        ("Dune", ["LOCATION:apple tv plus"], streaming("apple tv plus")),
        ("Dune", ["CATEGORIES: Max ", "LOCATION:Hulu"], streaming("Max")),
        ("Dune", ["CATEGORIES:HBO", "LOCATION:Kodak Theatre"], {}),
        ("Dune - Streaming", ["LOCATION:Hulu"], streaming("Hulu")),
        (
            "Dune - Digital release",
            ["LOCATION:Hulu"],
            {"platform": "Hulu", "release_type": "digital"},
        ),
        ("Dune - Theatrical release", ["CATEGORIES:Hulu"], {"release_type": "theatrical"}),
    ],
)
def test_platform_and_release_type_of_an_event(
    summary: str, lines: list[str], release: dict[str, str]
) -> None:
    expected = {"title": "Dune", "releases": [{**release, "date": "2026-01-01"}]}
    assert titled(event(summary, "20260101", *lines)) == [expected]


@pytest.mark.parametrize(
    ("event_", "releases"),
    [
        (event("Dune"), [{**streaming("Hulu"), "date": "2026-01-01"}]),
        (event("Dune - Streaming"), [{**streaming("Hulu"), "date": "2026-01-01"}]),
        (event("Dune S01E01"), [{**streaming("Hulu"), "date": "2026-01-01"}]),
        (event("Dune", "20260101", "STATUS:CANCELLED"), [{**streaming("Hulu"), "date": "TBA"}]),
        ("BEGIN:VEVENT\nSUMMARY:Dune\nEND:VEVENT", [streaming("Hulu")]),
        (event("Dune", "20260101", "LOCATION:Max"), [{**streaming("Max"), "date": "2026-01-01"}]),
        # The feed does not mention the service.
        (
            event("Dune (Digital Release)"),
            [{"release_type": "digital", "date": "2026-01-01"}, {"platform": "Hulu"}],
        ),
    ],
)
def test_command_platform_is_used_or_added(event_: str, releases: list[Any]) -> None:
    (record,) = titled(event_, platform="Hulu")
    assert record["releases"] == releases


FURTHER = remark("skipped a later date of a title: the earliest counts")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["20260101", "20260101"], ["2026-01-01"]),
        (["20260102", "20260101", "20260103"], [FURTHER, FURTHER, "2026-01-01"]),
        (["20260101", "20260102"], [FURTHER, "2026-01-01"]),
        (["", "20260101", ""], ["2026-01-01"]),
        (["off", "20260101", "off"], ["2026-01-01"]),
        (["off", ""], ["TBA"]),
        (["", "off"], ["TBA"]),
        (["", ""], [None]),
    ],
)
def test_several_events_of_one_title_keep_the_earliest_date(
    days: list[str], expected: list[str | None]
) -> None:
    off = {"off": ("20250101", "STATUS:CANCELLED")}
    found = titled(*(event("Dune", *off.get(day, (day,))) for day in days))
    (release,) = found[-1].pop("releases", [{}])
    assert found[-1] == {"title": "Dune"}
    assert [*found[:-1], release.get("date")] == expected


def test_events_of_one_title_are_one_row() -> None:
    assert titled(
        event("Dune (Digital Release)"),
        event("Arrival"),
        event("DUNE (Theatrical Release)", "20251001"),
        event("dune", "20260101", "CATEGORIES:Film"),  # with a kind it may be another title
        event("Dune", "20260102", "CATEGORIES:HBO Max"),
        event("Dune", "20260101", "LOCATION:max"),
    ) == [
        FURTHER,
        {
            "title": "Dune",
            "releases": [
                {"release_type": "digital", "date": "2026-01-01"},
                {"release_type": "theatrical", "date": "2025-10-01"},
                {**streaming("HBO Max"), "date": "2026-01-01"},
            ],
        },
        {"title": "Arrival", "releases": [{"date": "2026-01-01"}]},
        {"title": "dune", "kind": "film", "releases": [{"date": "2026-01-01"}]},
    ]


def test_films_of_one_name_with_different_pages_are_two() -> None:
    one, other = (f"URL:https://www.themoviedb.org/movie/{number}" for number in (438631, 841))
    found = titled(event("Dune", "20211022", one), event("Dune", "19841214", other))
    assert [(record["ids"], record["releases"]) for record in found] == [
        ({"tmdb": "438631"}, [{"date": "2021-10-22"}]),
        ({"tmdb": "841"}, [{"date": "1984-12-14"}]),
    ]


def test_season_with_another_name() -> None:
    assert titled(event("\u5348\u591c \u7b2c\u4e8c\u5b63 Midnight Season 2", "20260105")) == [
        {
            "title": "\u5348\u591c",
            "names": ["Midnight"],
            "kind": "series",
            "season": 2,
            "releases": [{"date": "2026-01-05"}],
        }
    ]


def test_canceled_premiere_withdraws_its_date() -> None:
    lines = ("20260105", "STATUS:CANCELLED")
    (season,) = titled(event("Dune S02E01", *lines), event("Dune S02E02", "20260112"))
    assert season["releases"] == [{"date": "TBA"}]


def test_repeating_event_counts_once() -> None:
    assert titled(event("Dune", "20260101", "RRULE:FREQ=DAILY"), event("Arrival")) == [
        remark("a repeating event: only its first date is used"),
        {"title": "Dune", "releases": [{"date": "2026-01-01"}]},
        {"title": "Arrival", "releases": [{"date": "2026-01-01"}]},
    ]


def test_problems_do_not_affect_other_events() -> None:
    broken = "BEGIN:VEVENT\nSUMMARY: \\n \nEND:VEVENT"
    assert titled(event("Dune"), broken, event("Arrival", "20260230"), event("Tenet")) == [
        "7: title is missing: the event has no SUMMARY.",
        '10: date: "20260230" is not a date: February 2026 has 28 days',
        {"title": "Dune", "releases": [{"date": "2026-01-01"}]},
        {"title": "Tenet", "releases": [{"date": "2026-01-01"}]},
    ]


OWN = (
    *("X-SLATE-TITLE:Dune\\, the \u202efilm", "X-SLATE-SLUG:dune-2021", "X-SLATE-KIND:film"),
    *("X-SLATE-YEAR:2021", "X-SLATE-SEASON:0", "X-SLATE-PART:2", "X-SLATE-PLATFORM:A\\, B"),
    *("X-SLATE-RELEASE-TYPE:digital", "X-SLATE-REGION:US", "X-SLATE-DATE:2026-early"),
    *("X-SLATE-LEAVES:2027", "X-SLATE-TAGS:a\\,b", "X-SLATE-SOURCE:The Wrap"),
    *("X-SLATE-REPORTED-ON:2025-12", "X-SLATE-CONFIDENCE:rumor", "URL:https://x.example/"),
    *("CATEGORIES:Anything", "LOCATION:Netflix", "RRULE:FREQ=DAILY"),
)
EARLY = ("20260101", "DTEND:20260501")
OWN_NAMING = {
    "title": "Dune, the \u202efilm",
    "slug": "dune-2021",
    "kind": "film",
    "year": 2021,
    "season": 0,
    "part": 2,
}
OWN_RELEASE = {"platform": "A, B", "release_type": "digital", "region": "US"}
OWN_REPORT = {
    "tags": "a,b",
    "source": "The Wrap",
    "url": "https://x.example/",
    "reported_on": "2025-12",
    "confidence": "rumor",
}


def own(*lines: str, days: tuple[str, ...] = EARLY, told: FileContext = TOLD) -> Any:  # noqa: ANN401
    (record,) = found_in(feed(event("[GAME] A Game", *days, *OWN, *lines), name="slate"), told)
    return record


def test_event_of_slate_reads_back() -> None:
    release = {**OWN_RELEASE, "date": "2026-early", "leaves": "2027"}
    expected = {**OWN_NAMING, **OWN_REPORT, "releases": [release]}
    assert own() == expected
    assert own(told=FileContext("f.ics", TODAY, source="Me", platform="Hulu")) == expected
    assert own("X-SLATE-URL:page 3")["url"] == "page 3"
    assert own("X-SLATE-STATUS:filming")["status"] == "filming"


@pytest.mark.parametrize(
    ("lines", "days", "date_"),
    [
        ((), ("20260102", "DTEND:20260501"), {"date": "2026-01-02/2026-04-30"}),
        ((), ("20260101", "DTEND:20260430"), {"date": "2026-01-01/2026-04-29"}),
        ((), ("20260101",), {"date": "2026-01-01"}),
        ((), ("",), {}),
        (("STATUS:CANCELLED",), EARLY, {"date": "TBA"}),
        (("X-SLATE-STATUS:canceled",), EARLY, {"date": "2026-01-01/2026-04-30"}),
    ],
)
def test_event_of_slate_with_changed_days_loses_its_report(
    lines: tuple[str, ...], days: tuple[str, ...], date_: dict[str, str]
) -> None:
    expected = {**OWN_NAMING, "releases": [{**OWN_RELEASE, **date_}], "source": "slate"}
    assert own(*lines, days=days) == expected


def test_canceled_title_keeps_its_date() -> None:
    record = own("STATUS:CANCELLED", "X-SLATE-STATUS:canceled")
    assert record["status"] == "canceled"
    assert record["releases"][0]["date"] == "2026-early"


def test_event_of_slate_with_missing_properties_is_read() -> None:
    (record,) = found_in(feed("BEGIN:VEVENT\nX-SLATE-TITLE:Dune\nEND:VEVENT"))
    assert record == {"title": "Dune", "url": "", "releases": [{}]}
    (record,) = found_in(feed(event("Dune", "20260101", "X-SLATE-TITLE:Arrival"), name="Mine"))
    assert record == {"title": "Arrival", "releases": [{"date": "2026-01-01"}], "source": "Mine"}
    (record,) = found_in(feed(event("Dune", "20260101", "X-SLATE-KIND:series"), name="Mine"))
    assert record == {"title": "Dune", "releases": [{"date": "2026-01-01"}], "source": "Mine"}


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["X-SLATE-SEASON:three"], 'season is "three", but should be a whole number.'),
        (
            ["X-SLATE-DATE:2021-02-30"],
            'date: "2021-02-30" is not a date: February 2021 has 28 days',
        ),
    ],
)
def test_invalid_slate_property_is_refused(lines: list[str], problem: str) -> None:
    data = feed(event("Dune", "20260101", "X-SLATE-TITLE:Dune", *lines))
    assert found_in(data) == [f"3: {problem}"]


def test_events_of_slate_come_before_others_in_file_order() -> None:
    other, *mine = (event(name, "20260101") for name in ("Dune", "", ""))
    mine = [
        text.replace("SUMMARY:", f"X-SLATE-TITLE:{name}\nX-SLATE-DATE:2026-01-01\nSUMMARY:")
        for name, text in zip("BA", mine, strict=True)
    ]
    found = found_in(feed(mine[0], other, mine[1], name="Mine"))
    assert [(record["title"], record.get("source")) for record in found] == [
        *(("B", None), ("A", None), ("Dune", "Mine")),
    ]


def test_volatile_properties_do_not_change_the_records() -> None:
    later = SONARR.replace(b"TENTATIVE", b"CONFIRMED").replace(b"SEQUENCE:0", b"SEQUENCE:1")
    later = later.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\nDTSTAMP:20261122T000000Z\nDESCRIPTION:a")
    assert found_in(later) == found_in(SONARR)


def counts_in(path: Path) -> tuple[int, dict[str, int], int]:
    """Return the number of rows, of remarks by their text, and of problems in a file."""
    items = list(read(io.BytesIO(path.read_bytes()), TOLD, "ics").items)
    rows = [item for item in items if isinstance(item, Row)]
    for row in rows:
        statement_of(row.line, row.record, Defaults(today=TODAY))
    remarks = Counter(item.text for item in items if isinstance(item, Remark))
    return len(rows), dict(remarks), len(items) - len(rows) - remarks.total()


def test_real_feeds(real_data: Path) -> None:
    feeds = {path.name: counts_in(path) for path in (real_data / "ics_feeds").iterdir()}
    assert feeds == {
        "douban_cjk.ics": (26, {}, 0),
        "radarr_crlf.ics": (3, {}, 0),
        "sonarr_lf.ics": (13, {}, 0),
        "watchfeed_movies.ics": (22, {}, 0),
    }


def test_real_conformance_files(real_data: Path) -> None:
    found: Counter[str] = Counter()
    for path in (real_data / "ics_conformance").iterdir():
        try:
            rows, remarks, problems = counts_in(path)
        except FileError:
            found["refused"] += 1
        else:
            found += Counter(rows=rows, remarks=sum(remarks.values()), problems=problems)
    assert found == {"refused": 20, "rows": 17, "remarks": 13, "problems": 15}


LEAVING = (
    *("X-SLATE-TITLE:Mank", "X-SLATE-PLATFORM:Netflix", "X-SLATE-LEAVES:2021-01-31"),
    "X-SLATE-SOURCE:Netflix",
)


@pytest.mark.parametrize(
    ("line", "day", "leaves", "source"),
    [
        ("", "20210131", "2021-01-31", "Netflix"),
        ("", "20210201", "2021-02-01", "slate"),
        ("STATUS:CANCELLED", "20210131", "TBA", "slate"),
    ],
)
def test_the_day_on_which_a_release_leaves_is_no_release_date(
    line: str, day: str, leaves: str, source: str
) -> None:
    lines = tuple(filter(None, (line, *LEAVING)))
    (record,) = found_in(feed(event("Mank leaves Netflix", day, *lines), name="slate"))
    assert record["releases"] == [{"platform": "Netflix", "leaves": leaves}]
    assert record["source"] == source


def test_an_unreadable_day_on_which_a_release_leaves_is_a_problem() -> None:
    lines = ("X-SLATE-TITLE:Mank", "X-SLATE-LEAVES:soon")
    (problem,) = found_in(feed(event("Mank leaves", "20210131", *lines), name="slate"))
    assert problem.startswith('4: leaves: "soon" is not a date')
