import io
from datetime import date
from pathlib import Path

import pytest

from slate.formats import recognition
from slate.formats.errors import RecordError
from slate.formats.read import letterboxd
from slate.formats.read.reader import FileContext, Hint, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of

TOLD = FileContext("watchlist.csv", date(2021, 1, 7))
LIST = "Position,Name,Year,URL,Description\n"
PREAMBLE = (
    "Letterboxd list export v7\n"
    "Date,Name,Tags,URL,Description\n"
    '2025-04-19,"Best, ranked ❤️","a, b",https://boxd.it/AbCdE,"All <i>of them<i>.\n\nReally."\n'
    "\n"
)


def items(content: str | bytes) -> list[Row | Remark | Hint | str]:
    """Read a file recognized as one of Letterboxd; errors are returned as printed."""
    data = content.encode() if isinstance(content, str) else content
    source, found, *_ = recognition.read(io.BytesIO(data), TOLD)
    assert source == "Letterboxd"
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def test_watchlist_rows_become_records() -> None:
    content = (
        "Date,Name,Year,Letterboxd URI\n"
        '2020-05-22,"TÁR, Uncut",2022,https://boxd.it/s8gY\n'
        "2020-06-10,Dune: Part Three,2026,https://boxd.it/ImWe\n"
        "2020-08-24,Some Day,,https://boxd.it/6YA\n"
    )
    assert items(content) == [
        Row(
            2,
            {
                "title": "TÁR, Uncut",
                "year": 2022,
                "ids": {"letterboxd": "s8gY"},
                "url": "https://boxd.it/s8gY",
            },
        ),
        Row(
            3,
            {
                "title": "Dune: Part Three",
                "year": 2026,
                "ids": {"letterboxd": "ImWe"},
                "url": "https://boxd.it/ImWe",
            },
        ),
        Row(
            4,
            {
                "title": "Some Day",
                "ids": {"letterboxd": "6YA"},
                "url": "https://boxd.it/6YA",
            },
        ),
    ]


def test_day_of_listing_is_not_a_release_date() -> None:
    (row,) = items("Date,Name,Year,Letterboxd URI\n2020-05-22,Soul,2020,https://boxd.it/hTha\n")
    assert isinstance(row, Row)
    statement = statement_of(row.line, row.record, Defaults(TOLD.day))
    assert not statement.says_release
    assert statement.origin.reported_on == "2021-01-07"
    assert statement.year == 2020
    assert statement.kind is None


def test_ratings_are_read_like_watchlists() -> None:
    content = (
        "Date,Name,Year,Letterboxd URI,Rating\n2020-05-22,Soul,2020,https://boxd.it/hTha,4.5\n"
    )
    assert items(content) == [
        Row(
            2,
            {
                "title": "Soul",
                "year": 2020,
                "ids": {"letterboxd": "hTha"},
                "url": "https://boxd.it/hTha",
            },
        )
    ]


def test_url_of_a_diary_entry_is_not_an_id_of_the_film() -> None:
    content = (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        "2020-05-22,Soul,2020,https://boxd.it/3Y7xqP,4.5,Yes,,2020-05-21\n"
        "2020-05-23,Luca,2021,https://boxd.it/3Y7xqR\n"
    )
    assert items(content) == [
        Row(2, {"title": "Soul", "year": 2020}),
        Row(3, {"title": "Luca", "year": 2021}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_list_with_a_preamble_and_remarks_of_its_owner(end: str) -> None:
    content = (
        PREAMBLE
        + LIST
        + (
            "1,Love and Robots: Ice,2021,https://boxd.it/vhLu,\n"
            "2,Soul,2020,https://letterboxd.com/film/soul-2020/,seen twice\n"
            "3,Luca,,,\n"
        )
    )
    assert items(content.replace("\n", end)) == [
        Row(
            8,
            {
                "title": "Love and Robots: Ice",
                "year": 2021,
                "ids": {"letterboxd": "vhLu"},
                "url": "https://boxd.it/vhLu",
            },
        ),
        Row(
            9,
            {
                "title": "Soul",
                "year": 2020,
                "url": "https://letterboxd.com/film/soul-2020/",
            },
        ),
        Row(10, {"title": "Luca"}),
    ]


def test_list_is_recognized_without_its_preamble() -> None:
    assert items(f"{LIST}1,Soul,2020,https://boxd.it/hTha/,\n") == [
        Row(
            2,
            {
                "title": "Soul",
                "year": 2020,
                "ids": {"letterboxd": "hTha"},
                "url": "https://boxd.it/hTha/",
            },
        )
    ]


@pytest.mark.parametrize(
    "columns",
    [
        ["Name", "Year"],
        ["Name", "Year", "URL", "Description"],
        ["Position", "Name", "Year", "URL", "Description", "Platform"],
        ["Letterboxd URI"],
        [],
    ],
)
def test_other_tables_are_not_recognized(columns: list[str]) -> None:
    assert not letterboxd.recognises(dict.fromkeys(columns))


def test_problem_names_its_line() -> None:
    content = (
        "Date,Name,Year,Letterboxd URI\n"
        "2020-05-22,Soul,20-20,https://boxd.it/hTha\n"
        '2020-05-22,"Soul"x,2020\n'
        "2020-05-22,,2020\n"
    )
    year, quote, name = items(content)
    assert year == '2: year is "20-20", but should be a whole number.'
    assert quote == ('3: text follows the quote that closes a cell. A " in a cell is written "".')
    assert name == Row(4, {"year": 2020})


@pytest.mark.parametrize(("name", "rows"), [("watchlist.csv", 252), ("list_export_v7.csv", 26)])
def test_real_files(real_data: Path, name: str, rows: int) -> None:
    found = items((real_data / "letterboxd" / name).read_bytes())
    defaults = Defaults(date(2026, 11, 22))
    said = [
        statement_of(item.line, item.record, defaults) for item in found if isinstance(item, Row)
    ]
    assert len(said) == len(found) == rows
    assert len({statement.ids for statement in said}) == rows
    assert {statement.kind for statement in said} == {None}
