import io
from datetime import date

import pytest

from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.anime import NO_KIND
from slate.formats.read.tables.tables import Table
from slate.formats.read.yamtrack import SOURCE, items, recognises

TOLD = FileContext("yamtrack.csv", date(2026, 11, 22))
COLUMNS = (
    '"media_id","source","media_type","title","image","season_number","episode_number","score",'
    '"progress","status","start_date","end_date","notes","progress_changed"\n'
)
WATCHED = '"8.0","24","Completed","2024-02-09","2024-02-10","Again!","2024-02-09T12:00:00Z"\n'
OLD_COLUMNS = (
    '"media_id","media_type","title","image","score","progress","status","start_date","end_date",'
    '"notes","season_number","episode_number","watch_date"\n'
)
OLD_WATCHED = '"","8.0","24","Completed","2024-02-09","2024-02-10",""'


def row(id_: str, source: str, type_: str, title: str, *numbers: str) -> str:
    season, episode = (*numbers, "", "")[:2]
    cells = (id_, source, type_, title, "https://image.example/a.jpg", season, episode)
    return ",".join(f'"{cell}"' for cell in cells) + f",{WATCHED}"


def read(*rows: str, told: FileContext = TOLD, columns: str = COLUMNS) -> list[Item | str]:
    table = Table(io.BytesIO((columns + "".join(rows)).encode()), told.name)
    return [item if isinstance(item, (Row, Remark)) else str(item) for item in items(table, told)]


def test_titles_become_records_without_what_concerns_the_viewer() -> None:
    assert read(
        row("71", "tmdb", "tv", "Sky Pantry"),
        row("72", "tmdb", "movie", "Glass Pier"),
        row("227", "mal", "anime", "Kite Weather"),
        row("1", "manual", "tv", "Harbor Lights"),
    ) == [
        Row(2, {"title": "Sky Pantry", "kind": "series", "ids": {"tmdb": "71"}}),
        Row(3, {"title": "Glass Pier", "kind": "film", "ids": {"tmdb": "72"}}),
        NO_KIND,
        Row(4, {"title": "Kite Weather", "ids": {"mal": "227"}}),
        Row(5, {"title": "Harbor Lights", "kind": "series"}),
    ]


def test_episodes_become_their_season() -> None:
    first, second = (
        {"title": "Sky Pantry", "kind": "series", "season": n, "ids": {"tmdb": f"71/season/{n}"}}
        for n in (1, 2)
    )
    assert read(
        row("71", "tmdb", "season", "Sky Pantry", "1"),
        row("71", "tmdb", "episode", "Sky Pantry", "1", "24"),
        row("71", "tmdb", "episode", "Sky Pantry", "2", "1"),
        row("1", "manual", "season", "Harbor Lights", "1"),
        row("72", "tmdb", "movie", "Glass Pier"),
    ) == [
        Row(6, {"title": "Glass Pier", "kind": "film", "ids": {"tmdb": "72"}}),
        Row(2, first),
        Row(4, second),
        Row(5, {"title": "Harbor Lights", "kind": "series", "season": 1}),
    ]


def test_season_of_specials_is_named() -> None:
    assert read(row("71", "tmdb", "season", "Sky Pantry", "0")) == [
        Remark("skipped a special without a name", 2, "Sky Pantry")
    ]


@pytest.mark.parametrize("type_", ["game", "manga", "book", "comic", "boardgame"])
def test_what_is_no_film_or_series_is_named(type_: str) -> None:
    assert read(row("3", "igdb", type_, "Salt Run")) == [
        Remark(f"skipped a title of type {type_}", 2, "Salt Run")
    ]


def test_row_without_a_type_or_a_season_is_refused() -> None:
    assert read(
        row("71", "tmdb", "", "Sky Pantry"),
        row("71", "tmdb", "season", "Sky Pantry"),
        row("71", "tmdb", "episode", "Sky Pantry", "one"),
        '"71"\n',
    ) == [
        "2: media_type is missing. It is tv, season, episode, movie or anime.",
        "3: season_number is missing.",
        '4: season is "one", but should be a whole number.',
        "5: media_type is missing. It is tv, season, episode, movie or anime.",
    ]


def test_older_exports_have_no_source() -> None:
    assert read(
        f'"71","tv","Sky Pantry",{OLD_WATCHED},"","",""\n',
        f'"71","season","Sky Pantry",{OLD_WATCHED},"1","",""\n',
        f'"227","anime","Kite Weather",{OLD_WATCHED},"","",""\n',
        columns=OLD_COLUMNS,
    ) == [
        Row(2, {"title": "Sky Pantry", "kind": "series", "ids": {"tmdb": "71"}}),
        NO_KIND,
        Row(4, {"title": "Kite Weather", "ids": {"mal": "227"}}),
        Row(
            3,
            {
                "title": "Sky Pantry",
                "kind": "series",
                "season": 1,
                "ids": {"tmdb": "71/season/1"},
            },
        ),
    ]


def test_platform_of_the_command_applies() -> None:
    told = FileContext("a.csv", TOLD.day, platform="Netflix")
    found = read(
        row("72", "tmdb", "movie", "Glass Pier"),
        row("71", "tmdb", "season", "Sky Pantry", "1"),
        told=told,
    )
    assert [item.record["releases"] for item in found if isinstance(item, Row)] == [
        [{"platform": "Netflix"}],
        [{"platform": "Netflix"}],
    ]


@pytest.mark.parametrize(
    ("columns", "own"),
    [
        (COLUMNS, True),
        (OLD_COLUMNS, True),
        ("title,season,date\n", False),
        ("media_id,title\n", False),
    ],
)
def test_recognises_tables_of_yamtrack(*, columns: str, own: bool) -> None:
    table = Table(io.BytesIO(columns.encode()), "a.csv")
    assert recognises(dict.fromkeys(table.columns)) is own
    assert SOURCE == "Yamtrack"
