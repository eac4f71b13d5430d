import io
from datetime import date

import pytest

from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.anime import NO_KIND
from slate.formats.read.simkl_table import SOURCE, items, recognises
from slate.formats.read.tables.tables import Table

TOLD = FileContext("SimklBackup.csv", date(2026, 11, 22))
COLUMNS = (
    "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB\n"
)
TO_IMPORT = (
    "simkl_id,TVDB_ID,TMDB,IMDB_ID,MAL_ID,Type,Title,Year,LastEpWatched,Watchlist,WatchedDate,"
    "Rating,Memo\n"
)


def read(*rows: str, told: FileContext = TOLD, columns: str = COLUMNS) -> list[Item | str]:
    table = Table(io.BytesIO((columns + "".join(rows)).encode()), told.name)
    return [item if isinstance(item, (Row, Remark)) else str(item) for item in items(table, told)]


def test_titles_become_records_without_what_concerns_the_viewer() -> None:
    assert read(
        "901,Sky Pantry,tv,2019,completed,S03E07,2024-02-09,8,again,7100,71,tt0000071\n",
        "902,Glass Pier,movie,2016,plantowatch,,,,,,72,tt0000072\n",
        "903,Kite Weather Season 2,anime,2020,watching,E05,,7,,7103,73,tt0000073\n",
        "904,Harbor Lights,Movie,0,,,,,,,,\n",
    ) == [
        Row(
            2,
            {
                "title": "Sky Pantry",
                "kind": "series",
                "year": 2019,
                "ids": {"simkl": "901", "imdb": "tt0000071", "tmdb": "71", "tvdb": "7100"},
            },
        ),
        Row(
            3,
            {
                "title": "Glass Pier",
                "kind": "film",
                "year": 2016,
                "ids": {"simkl": "902", "imdb": "tt0000072", "tmdb": "72"},
            },
        ),
        NO_KIND,
        # The other ids are shared with season 1.
        Row(4, {"title": "Kite Weather Season 2", "year": 2020, "ids": {"simkl": "903"}}),
        Row(5, {"title": "Harbor Lights", "kind": "film", "ids": {"simkl": "904"}}),
    ]


def test_files_for_the_import_of_simkl_have_other_columns() -> None:
    assert read(
        "901,7100,71,tt0000071,,show,Sky Pantry,2019,S01E02,watching,2024-02-09,8,again\n",
        ",,,,227,anime,Kite Weather,2003,,plantowatch,,,\n",
        columns=TO_IMPORT,
    ) == [
        Row(
            2,
            {
                "title": "Sky Pantry",
                "kind": "series",
                "year": 2019,
                "ids": {"simkl": "901", "imdb": "tt0000071", "tmdb": "71", "tvdb": "7100"},
            },
        ),
        NO_KIND,
        Row(3, {"title": "Kite Weather", "year": 2003, "ids": {"mal": "227"}}),
    ]


def test_unknown_type_is_kept_in_the_note() -> None:
    assert read("901,Sky Pantry,game,2019,completed,,,,,,,\n", "902,Glass Pier\n") == [
        Remark("unknown type kept in the note: game"),
        Row(
            2,
            {
                "title": "Sky Pantry",
                "year": 2019,
                "ids": {"simkl": "901"},
                "note": "Simkl: game",
            },
        ),
        Row(3, {"title": "Glass Pier", "ids": {"simkl": "902"}}),
    ]


def test_year_that_is_no_number_is_refused() -> None:
    assert read("901,Sky Pantry,tv,soon,,,,,,,,\n") == [
        '2: year is "soon", but should be a whole number.'
    ]


def test_platform_of_the_command_applies() -> None:
    told = FileContext("a.csv", TOLD.day, platform="Netflix")
    (row,) = read("902,Glass Pier,movie,2016,,,,,,,,\n", told=told)
    assert isinstance(row, Row)
    assert row.record["releases"] == [{"platform": "Netflix"}]


@pytest.mark.parametrize(
    ("columns", "own"),
    [
        (COLUMNS, True),
        (TO_IMPORT, True),
        ("Title,Type,Year,Rating\n", False),
        ("Title,Watchlist,LastEpWatched\n", False),
    ],
)
def test_recognises_backups_of_simkl(*, columns: str, own: bool) -> None:
    table = Table(io.BytesIO(columns.encode()), "a.csv")
    assert recognises(dict.fromkeys(table.columns)) is own
    assert SOURCE == "Simkl"
