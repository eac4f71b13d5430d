import io
from datetime import date
from pathlib import Path

import pytest

from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.tables.tables import Table
from slate.formats.read.tvtime import items, recognises

TODAY = date(2026, 11, 22)
TOLD = FileContext("tvtime.csv", TODAY)
EPISODES = (
    "series_tvdb_id,series_imdb_id,series_uuid,title,season,episode,tvdb_id,is_watched,"
    "watched_at,rewatch_count,special\n"
)
SERIES = "uuid,tvdb_id,imdb_id,title,status,is_followed,created_at\n"
FILMS = "uuid,tvdb_id,imdb_id,title,year,created_at,watched_at,is_watched,rewatch_count\n"
EPISODE_LOG = (
    "created_at,user_id,key,s_id,is_followed,ep_id,is_special,series_name,season_number,"
    "episode_number\n"
)
FILM_LOG = "created_at,type-uuid-n,type,entity_type,uuid,release_date,movie_name,series_name\n"
NO_TITLE = Remark("skipped a row without a title")


def no_name(line: int) -> Remark:
    return Remark("skipped a special without a name", line, "Salt")


def found_in(text: str, told: FileContext = TOLD) -> list[Item]:
    return list(items(Table(io.BytesIO(text.encode()), told.name), told))


def test_episodes_become_their_season() -> None:
    text = (
        f"{EPISODES}"
        '900,,a,"Salt, the Show (2026)",1,1,10,true,2026-02-08T16:33:13Z,0,false\r\n'
        '900,,a,"Salt, the Show (2026)",1,2,11,false,,0,false\r\n'
        '900,,a,"Salt, the Show (2026)",2,1,12,false,,0,false\r\n'
        "901,tt0000901,b,Harbor Lights,3,1,20,false,,0,false\r\n"
        "901,tt0000901,b,Harbor Lights,3,2,21,true,2019-08-24 08:03:55,1,false\r\n"
        '900,,a,"Salt, the Show (2026)",2,2,13,false,,0,false\r\n'
    )
    assert found_in(text) == [
        Row(
            2,
            {
                "title": "Salt, the Show",
                "kind": "series",
                "season": 1,
                "year": 2026,
                "ids": {"tvdb": "900/season/1"},
                "status": "released",
            },
        ),
        Row(
            4,
            {
                "title": "Salt, the Show",
                "kind": "series",
                "season": 2,
                "ids": {"tvdb": "900/season/2"},
            },
        ),
        Row(
            5,
            {
                "title": "Harbor Lights",
                "kind": "series",
                "season": 3,
                "ids": {"tvdb": "901/season/3", "imdb": "tt0000901/season/3"},
                "status": "released",
            },
        ),
    ]


def test_specials_are_skipped_without_names() -> None:
    text = (
        f"{EPISODES}"
        "900,,a,Salt,0,1,10,true,2026-02-08T16:33:13Z,0,true\n"
        "900,,a,Salt,1,1,11,true,2026-02-08T16:33:13Z,0,TRUE\n"
        "900,,a,Salt,0,2,12,false,,0,false\n"
    )
    assert found_in(text) == [no_name(line) for line in (2, 3, 4)]


def test_shows_without_an_id_are_distinguished_by_name() -> None:
    text = (
        f"{EPISODES}"
        ",,a,Salt,1,1,,false,,0,false\n"
        "0,,b,SALT,1,2,,true,,0,false\n"
        ",,c,Harbor Lights,1,1,,false,,0,false\n"
    )
    assert found_in(text) == [
        Row(2, {"title": "Salt", "kind": "series", "season": 1, "status": "released"}),
        Row(4, {"title": "Harbor Lights", "kind": "series", "season": 1}),
    ]


def test_series_become_records() -> None:
    text = (
        f"{SERIES}"
        "a,900,tt0000900,Salt (2026),not_started_yet,true,2018-09-08T10:16:19Z\n"
        "b,901,,Harbor Lights,up_to_date,false,2018-09-08T10:16:19Z\n"
    )
    assert found_in(text) == [
        Row(
            2,
            {
                "title": "Salt",
                "kind": "series",
                "year": 2026,
                "ids": {"tvdb": "900", "imdb": "tt0000900"},
            },
        ),
        Row(3, {"title": "Harbor Lights", "kind": "series", "ids": {"tvdb": "901"}}),
    ]


def test_films_become_records() -> None:
    text = (
        f"{FILMS}"
        "a,285,tt0000285,The Glass Ferry,1993,2022-11-14T15:45:28Z,2022-11-14T15:46:27Z,true,0\n"
        "b,286,,Salt (2049),,2022-11-14T15:45:28Z,,false,0\n"
        "c,287,,,,2022-11-14T15:45:28Z,,false,0\n"
        "d,288,,The Glass Ferry,2024,2022-11-14T15:45:28Z,,false,0\n"
    )
    assert found_in(text) == [
        NO_TITLE,
        Row(
            2,
            {
                "title": "The Glass Ferry",
                "kind": "film",
                "year": 1993,
                "ids": {"tvdb": "285", "imdb": "tt0000285"},
                "status": "released",
            },
        ),
        Row(3, {"title": "Salt (2049)", "kind": "film", "ids": {"tvdb": "286"}}),
        Row(
            5,
            {"title": "The Glass Ferry", "kind": "film", "year": 2024, "ids": {"tvdb": "288"}},
        ),
    ]


def test_log_of_episodes() -> None:
    text = (
        f"{EPISODE_LOG}"
        "2021-11-12 17:11:33,7,tracking-stats,,,,,,,\n"
        "2024-11-02 11:53:58,7,watch-episode-a,900,,10,,Salt (2005),1,5\n"
        "2024-11-01 10:00:00,7,rewatch-episode-b,900,,9,false,Salt (2005),1,4\n"
        "2024-11-01 10:00:00,7,watch-episode-c,900,,8,true,Salt (2005),0,4\n"
        "2020-01-01 00:00:00,7,user-series-d,900,true,,,Salt (2005),,\n"
    )
    assert found_in(text) == [
        NO_TITLE,
        no_name(5),
        Row(
            3,
            {
                "title": "Salt",
                "kind": "series",
                "season": 1,
                "year": 2005,
                "ids": {"tvdb": "900/season/1"},
                "status": "released",
            },
        ),
        Row(6, {"title": "Salt", "kind": "series", "year": 2005, "ids": {"tvdb": "900"}}),
    ]


def test_log_without_watched_episodes_has_fewer_columns() -> None:
    assert found_in("key,s_id,series_name\nuser-series-d,900,Salt\n") == [
        Row(2, {"title": "Salt", "kind": "series", "ids": {"tvdb": "900"}})
    ]


def test_a_film_of_the_year_0_has_no_known_year() -> None:
    (row,) = found_in(f"{FILMS}u1,5,,Salt,0,2020-01-01,,false,0\n")
    assert row == Row(2, {"title": "Salt", "kind": "film", "ids": {"tvdb": "5"}})


def test_log_of_films() -> None:
    text = (
        f"{FILM_LOG}"
        "2023-03-17 14:10:43,follow-a,follow,movie,a,2014-10-22 00:00:00,The Glass Ferry,\n"
        "2023-03-17 14:10:43,towatch-b,towatch,movie,b,2027-01-15 00:00:00,Salt,\n"
        "2023-03-18 14:10:43,watch-a,watch,movie,a,2014-10-22 00:00:00,The Glass Ferry,\n"
        "2023-03-18 14:10:43,watch-c,watch,episode,c,,,Harbor Lights\n"
        "2023-03-18 14:10:43,towatch-d,towatch,movie,d,1954-10-22 00:00:00,Salt,\n"
    )
    assert found_in(text) == [
        NO_TITLE,
        Row(
            2,
            {
                "title": "The Glass Ferry",
                "kind": "film",
                "releases": [{"date": "2014-10-22"}],
                "status": "released",
            },
        ),
        Row(3, {"title": "Salt", "kind": "film", "releases": [{"date": "2027-01-15"}]}),
        Row(6, {"title": "Salt", "kind": "film", "releases": [{"date": "1954-10-22"}]}),
    ]


@pytest.mark.parametrize("word", ["true", "TRUE"])
def test_watched_episode_is_out(word: str) -> None:
    (row,) = found_in(f"{EPISODES}900,,a,Salt,1,1,10,{word},,0,false\n")
    assert isinstance(row, Row)
    assert row.record["status"] == "released"


@pytest.mark.parametrize("word", ["", "false", "watching", "watchlist", "untrue", "rewatching"])
def test_other_words_that_begin_like_watched_say_nothing_about_the_title(word: str) -> None:
    rows = [
        *found_in(f"{EPISODES}900,,a,Salt,1,1,10,{word},,0,false\n"),
        *found_in(f"{FILM_LOG}2023-03-17 14:10:43,{word}-a,{word},movie,a,,Salt,\n"),
        *found_in(f"{EPISODE_LOG}2024-11-02,7,{word}-episode-a,900,,10,,Salt,1,5\n"),
    ]
    assert len(rows) == 3
    assert not any("status" in row.record for row in rows if isinstance(row, Row))


def test_problem_of_a_row_names_its_line() -> None:
    text = (
        f"{EPISODES}900,,a,Salt,one,1,10,true,,0,false\n900,,a,S\udcffalté,1,1,10,true,,0,false\n"
    )
    stream = io.BytesIO(text.encode("utf-8", "surrogateescape"))
    assert [str(item) for item in items(Table(stream, TOLD.name), TOLD)] == [
        '2: season is "one", but should be a whole number.',
        "3: byte 0xFF is not UTF-8. Save the file as UTF-8.",
    ]


@pytest.mark.parametrize("header", [EPISODES, SERIES, FILMS, EPISODE_LOG, FILM_LOG])
def test_layouts_are_recognized_by_their_columns(header: str) -> None:
    assert recognises(dict.fromkeys(header.strip().split(",")))


def test_other_table_is_not_recognized() -> None:
    assert not recognises({"title": None, "season": None, "uuid": None, "status": None})


def test_real_episodes(real_data: Path) -> None:
    with (real_data / "tvtime" / "refract-episodes.csv").open("rb") as stream:
        found = list(items(Table(stream, TOLD.name), TOLD))
    assert [type(item).__name__ for item in found] == ["Remark", "Row"]
    (said,) = [
        statement_of(item.line, item.record, Defaults(TODAY))
        for item in found
        if isinstance(item, Row)
    ]
    assert (said.title, said.season, said.year, said.ids, said.status) == (
        "Our Universe",
        1,
        2026,
        (("tvdb", "459616/season/1"),),
        "released",
    )
