import io
from datetime import date

import pytest

from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.tables.tables import Table
from slate.formats.read.tmdb_table import SOURCE, items, recognises

TOLD = FileContext("ratings.csv", date(2026, 11, 22))
COLUMNS = (
    "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,"
    "Date Rated\n"
)
RATED = "6.976,8,2023-01-07T16:35:52Z\n"


def read(*rows: str, told: FileContext = TOLD, columns: str = COLUMNS) -> list[Item | str]:
    table = Table(io.BytesIO((columns + "".join(rows)).encode()), told.name)
    return [item if isinstance(item, (Row, Remark)) else str(item) for item in items(table, told)]


def test_titles_become_records_without_what_concerns_the_viewer() -> None:
    assert read(
        f"71,tt0000071,tv,Sky Pantry,2019-05-06T00:00:00Z,,,{RATED}",
        f"72,,movie,Glass Pier,2016-07-20T00:00:00Z,,,{RATED}",
        f"0,,Movie,Harbor Lights,,,,{RATED}",
    ) == [
        Row(
            2,
            {
                "title": "Sky Pantry",
                "kind": "series",
                "ids": {"tmdb": "71", "imdb": "tt0000071"},
                "url": "https://www.themoviedb.org/tv/71",
                "releases": [{"date": "2019-05-06"}],
            },
        ),
        Row(
            3,
            {
                "title": "Glass Pier",
                "kind": "film",
                "ids": {"tmdb": "72"},
                "url": "https://www.themoviedb.org/movie/72",
                "releases": [{"date": "2016-07-20"}],
            },
        ),
        Row(4, {"title": "Harbor Lights", "kind": "film"}),
    ]


def test_episodes_become_their_season_without_their_own_ids() -> None:
    season = {"title": "Sky Pantry", "kind": "series"}
    assert read(
        f"801,tt0000801,tv,Sky Pantry S1E2,2019-05-13T00:00:00Z,1,2,{RATED}",
        f"800,tt0000800,tv,Sky Pantry S1E1,2019-05-06T00:00:00Z,1,1,{RATED}",
        f"802,,tv,Sky Pantry S2E3,2020-05-06T00:00:00Z,2,3,{RATED}",
        f"803,,tv,Sky Pantry: Season 3,2021-05-06T00:00:00Z,3,,{RATED}",
    ) == [
        Row(2, season | {"season": 1, "releases": [{"date": "2019-05-06"}]}),
        Row(4, season | {"season": 2, "status": "released"}),
        Row(5, season | {"season": 3, "releases": [{"date": "2021-05-06"}]}),
    ]


def test_episode_that_does_not_name_its_series_is_named() -> None:
    assert read(f"800,,tv,Pilot,2019-05-06T00:00:00Z,1,1,{RATED}") == [
        Remark("skipped an episode that does not name its series", 2, "Pilot")
    ]


def test_season_that_is_no_number_is_refused() -> None:
    assert read(f"800,,tv,Sky Pantry S1E1,,one,1,{RATED}") == [
        '2: season is "one", but should be a whole number.'
    ]


def test_unknown_type_is_kept_in_the_note() -> None:
    assert read(f"71,,play,Sky Pantry,,,,{RATED}", "72\n") == [
        Remark("unknown type kept in the note: play"),
        Row(2, {"title": "Sky Pantry", "ids": {"tmdb": "71"}, "note": "TMDB: play"}),
        Row(3, {"ids": {"tmdb": "72"}}),
    ]


def test_platform_of_the_command_is_a_release_without_a_date() -> None:
    told = FileContext("a.csv", TOLD.day, platform="Netflix")
    (row,) = read(f"72,,movie,Glass Pier,2016-07-20T00:00:00Z,,,{RATED}", told=told)
    assert isinstance(row, Row)
    assert row.record["releases"] == [{"date": "2016-07-20"}, {"platform": "Netflix"}]


@pytest.mark.parametrize(
    ("columns", "own"),
    [
        (COLUMNS, True),
        (COLUMNS.upper(), True),
        ("Name,Date,Year\n", False),
        ("Title,Type,TMDB,Release Date\n", False),
    ],
)
def test_recognises_lists_of_an_account(*, columns: str, own: bool) -> None:
    table = Table(io.BytesIO(columns.encode()), "a.csv")
    assert recognises(dict.fromkeys(table.columns)) is own
    assert SOURCE == "TMDB"
