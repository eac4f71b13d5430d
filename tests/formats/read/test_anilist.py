from datetime import date
from typing import Any

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.anilist import SOURCE, items, recognises
from slate.formats.read.reader import FileContext, Remark, Row
from tests.formats.odd import read_as_missing, read_or_refused

TOLD = FileContext("anilist.json", date(2021, 3, 1))


def names(english: object = None, romaji: object = None, native: object = None) -> dict[str, Any]:
    return {"english": english, "romaji": romaji, "native": native}


def day(*numbers: object) -> dict[str, Any]:
    return dict(zip(("year", "month", "day"), (*numbers, None, None, None), strict=False))


def media(**more: object) -> dict[str, Any]:
    return {
        "id": 501,
        "idMal": 401,
        "type": "ANIME",
        "title": names("Kite Weather", "Tako Biyori", "凧日和"),
        "format": "TV",
        "status": "FINISHED",
        "season": "SPRING",
        "seasonYear": 2019,
        "startDate": day(2019, 4, 7),
        "endDate": day(2019, 6, 23),
        "episodes": 12,
        "coverImage": {"large": "https://image.example/a.jpg"},
    } | more


def entry(work: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": 1,
        "status": "COMPLETED",
        "score": 8,
        "progress": 12,
        "notes": "Again!",
        "startedAt": day(2020, 1, 2),
        "completedAt": day(2020, 1, 9),
        "media": work,
    }


def collection(*works: dict[str, Any]) -> dict[str, Any]:
    listed = {"name": "Completed", "status": "COMPLETED", "entries": [*map(entry, works)]}
    return {"data": {"MediaListCollection": {"lists": [listed]}}}


def read(*found: dict[str, Any] | RecordError, told: FileContext = TOLD) -> list[object]:
    lines = (i if isinstance(i, RecordError) else (n, i) for n, i in enumerate(found, 1))
    return [str(i) if isinstance(i, RecordError) else i for i in items(lines, told)]


def fields_of(**more: object) -> dict[str, Any]:
    """Return the record of a work."""
    (row,) = (item for item in read(media(**more)) if isinstance(item, Row))
    return row.record


def where(number: int) -> str:
    return f"lists, number 1: entries, number {number}: "


def test_titles_become_records_without_what_concerns_the_viewer() -> None:
    film = media(
        id=502,
        idMal=None,
        title=names(romaji="Garasu no Sanbashi", native="硝子の桟橋"),
        format="MOVIE",
        status="NOT_YET_RELEASED",
        season=None,
        seasonYear=None,
        startDate=day(2021, 7),
        episodes=1,
    )
    season = media(
        id="503",
        idMal="403",
        title=names("Kite Weather Season 2", "Tako Biyori Season 2"),
        status="RELEASING",
        season="WINTER",
        seasonYear="2021",
        startDate=day("2021", "1", "9"),
    )
    assert read(collection(media(), film, season)) == [
        Row(
            1,
            {
                "title": "Kite Weather",
                "names": ["Tako Biyori", "凧日和"],
                "ids": {"anilist": "501", "mal": "401"},
                "url": "https://anilist.co/anime/501",
                "kind": "series",
                "status": "ended",
                "releases": [{"date": "2019-04-07"}],
            },
            where(1),
        ),
        Row(
            1,
            {
                "title": "Garasu no Sanbashi",
                "names": ["硝子の桟橋"],
                "ids": {"anilist": "502"},
                "url": "https://anilist.co/anime/502",
                "kind": "film",
                "note": "AniList: NOT_YET_RELEASED",
                "releases": [{"date": "2021-07"}],
            },
            where(2),
        ),
        Row(
            1,
            {
                "title": "Kite Weather Season 2",
                "names": ["Tako Biyori"],
                "ids": {"anilist": "503", "mal": "403"},
                "url": "https://anilist.co/anime/503",
                "kind": "series",
                "status": "released",
                "releases": [{"date": "2021-01-09"}],
            },
            where(3),
        ),
    ]


LISTS = [{"entries": [entry(media())]}]


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ({"MediaListCollection": {"lists": LISTS}}, where(1)),
        ({"data": {"anime": {"lists": LISTS}}}, where(1)),
        ({"lists": LISTS}, where(1)),
        ({"entries": [entry(media())]}, "entries, number 1: "),
        ({"data": {"Page": {"mediaList": [entry(media())]}}}, "mediaList, number 1: "),
        ({"data": {"Page": {"media": [media()]}}}, "media, number 1: "),
        (entry(media()), ""),
        (media(), ""),
    ],
)
def test_lists_of_any_layout_are_read(answer: dict[str, Any], place: str) -> None:
    assert recognises(answer)
    assert read(answer) == [Row(1, fields_of(), place)]


def test_manga_and_music_videos_are_named() -> None:
    answer = {
        "data": {
            "anime": {"lists": []},
            "manga": {"lists": [{"entries": [entry({"title": {"userPreferred": "Salt"}})]}]},
        }
    }
    assert read(
        answer,
        media(type="MANGA", format="MANGA"),
        media(type=None, format="ONE_SHOT", title=names(native="塩")),
        media(format="MUSIC"),
        media(type="MANGA", title=None),
    ) == [
        Remark("skipped a manga", 1, "Salt"),
        Remark("skipped a manga", 2, "Kite Weather"),
        Remark("skipped a manga", 3, "塩"),
        Remark("skipped a music video", 4, "Kite Weather"),
        Remark("skipped a manga", 5),
    ]


@pytest.mark.parametrize(
    ("status", "format_", "fields"),
    [
        ("FINISHED", "TV", {"status": "ended"}),
        ("FINISHED", "MOVIE", {"status": "released"}),
        ("RELEASING", "TV", {"status": "released"}),
        ("NOT_YET_RELEASED", "TV", {"note": "AniList: NOT_YET_RELEASED"}),
        ("HIATUS", "TV", {"status": "on-hold"}),
        ("CANCELLED", "TV", {"status": "canceled"}),
        ("PAUSED", "TV", {"note": "AniList: PAUSED"}),
        (None, "TV", {}),
    ],
)
def test_status_of_a_title_is_read(
    status: str | None, format_: str, fields: dict[str, str]
) -> None:
    record = fields_of(status=status, format=format_)
    assert {key: record[key] for key in ("status", "note") if key in record} == fields


def test_status_that_the_date_contradicts_is_left_to_the_date() -> None:
    record = fields_of(status="RELEASING", startDate=day(2022, 1, 9))
    assert (record.get("status"), record["note"]) == (None, "AniList: RELEASING")


@pytest.mark.parametrize(
    ("more", "when"),
    [
        ({"startDate": day(2022)}, "2022"),
        ({"startDate": day(2022, None, 5)}, "2022"),
        ({"startDate": day(2022, 0, 0)}, "2022"),
        ({"startDate": day(2022), "season": "FALL", "seasonYear": 2022}, "2022-fall"),
        ({"startDate": day(), "season": "WINTER", "seasonYear": "2022"}, "2022-winter"),
        ({"startDate": None, "season": "SUMMER", "seasonYear": 2022}, "2022-summer"),
        ({"startDate": day(2022, 10), "season": "FALL", "seasonYear": 2022}, "2022-10"),
        ({"startDate": day(), "season": "FALL"}, None),
        ({"startDate": day(None, 10, 5)}, None),
        ({"startDate": "2022-10-05"}, "2022-10-05"),
        ({"startDate": day(2022, 13)}, "2022-13"),
        ({"startDate": day("2022", 10.0)}, "2022-10"),
    ],
)
def test_date_is_known_as_far_as_it_is_stated(more: dict[str, Any], when: object) -> None:
    record = fields_of(**({"season": None, "seasonYear": None} | more))
    assert record.get("releases") == ([{"date": when}] if when else None)


@pytest.mark.parametrize(
    ("year", "shown"), [(True, "true or false"), ("soon", '"soon"'), ([2022], "a list")]
)
def test_date_of_another_type_is_refused_with_its_place(year: object, shown: str) -> None:
    reason = f"startDate: year is {shown}, but should be a whole number."
    (refused,) = read(media(startDate={"year": year}))
    assert isinstance(refused, str)
    assert refused.endswith(reason)


@pytest.mark.parametrize(
    ("title", "shown", "others"),
    [
        ({"userPreferred": "Salt", "romaji": "SALT"}, "Salt", None),
        ({"romaji": "Shio", "english": "Salt", "userPreferred": "Shio"}, "Salt", ["Shio"]),
        (
            names("Salt Season 2", "Shio 2", "塩 Season 3"),
            "Salt Season 2",
            ["Shio 2", "塩 Season 3"],
        ),
        ("Salt", "Salt", None),
        ({}, None, None),
        ("", None, None),
    ],
)
def test_english_name_is_shown_first(title: object, shown: object, others: object) -> None:
    record = fields_of(title=title)
    assert (record.get("title"), record.get("names")) == (shown, others)


def test_film_keeps_the_season_in_its_names() -> None:
    record = fields_of(format="MOVIE", title=names("Salt Season 2", "Shio Season 2"))
    assert record["names"] == ["Shio Season 2"]


def test_unknown_format_is_kept_in_the_note() -> None:
    remark, row = read(media(format="PLAY", status="PAUSED"))[::2]
    assert remark == Remark("unknown type kept in the note: PLAY")
    assert isinstance(row, Row)
    assert (row.record.get("kind"), row.record["note"]) == (None, "AniList: PLAY. AniList: PAUSED")


def test_entries_without_titles_are_refused() -> None:
    why = "this entry does not state its title. Ask AniList for media with its title and id."
    assert read(
        {"lists": ["x", {"series_id": 1, "series_type": 0}]},
        {"data": {"MediaListCollection": None}},
    ) == [
        "1: lists, number 1: this is a text, but should be an object.",
        f"1: lists, number 2: {why}",
        "2: this is null, but should be an object.",
    ]


def test_platform_of_the_command_is_a_release_without_a_date() -> None:
    (row,) = read(media(), told=FileContext("a.json", TOLD.day, platform="Netflix"))
    assert isinstance(row, Row)
    assert row.record["releases"] == [{"date": "2019-04-07"}, {"platform": "Netflix"}]


@pytest.mark.parametrize(
    ("first", "own"),
    [
        (collection(), True),
        (collection(media()), True),
        ({"MediaListCollection": {"lists": []}}, True),
        ({"user": {}, "lists": [{"series_id": 1, "series_type": 0}]}, True),
        ({"data": [{"id": "1", "type": "libraryEntries"}]}, False),
        ({"title": "A", "kind": "series"}, False),
        ({"media": {"title": "A"}}, False),
        ({"lists": ["x"]}, False),
        ({}, False),
    ],
)
def test_recognises_lists_of_anilist(*, first: dict[str, Any], own: bool) -> None:
    assert recognises(first) is own
    assert SOURCE == "AniList"


def test_odd_values_are_read_or_refused() -> None:
    assert read_or_refused(items, collection(media()), TOLD) > 100


def test_wrong_type_is_never_missing() -> None:
    assert read_as_missing(items, collection(media()), TOLD) == []
