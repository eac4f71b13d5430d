import io
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from slate.formats import recognition
from slate.formats.errors import OtherEncodingError, RecordError
from slate.formats.read import imdb
from slate.formats.read.reader import FileContext, Hint, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of

TOLD = FileContext("watchlist.csv", date(2021, 1, 7))
Item = Row | Remark | Hint | str

LAYOUT_2014 = (
    '"position","const","created","modified","description","Title","Title type","Directors",'
    '"You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes",'
    '"Release Date (month/day/year)","URL"\n'
)
LAYOUT_2017 = (
    "Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated\n"
)
RATINGS_2017 = (
    "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,"
    "Num Votes,Release Date,Directors\n"
)
LAYOUT_2021 = (
    "Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
)
LAYOUT_2024 = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,"
    "IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,"
    "Your Rating,Date Rated\n"
)
RATINGS = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
)


def items(content: str | bytes, told: FileContext = TOLD) -> list[Item]:
    """Read a file recognized as one of IMDb; errors are returned as printed."""
    data = content.encode() if isinstance(content, str) else content
    source, found, *_ = recognition.read(io.BytesIO(data), told)
    assert source == "IMDb"
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def test_layout_of_2014() -> None:
    content = LAYOUT_2014 + (
        '"1","tt1302006","Fri Nov  7 09:07:24 2014","Fri Nov  7 09:07:24 2014","","The Irishman",'
        '"Feature Film","Martin Scorsese","","8.0","209","2019","crime","1","2019-09-27",'
        '"http://www.imdb.com/title/tt1302006/"\n'
        '"2","tt0048434","Fri Nov  7 09:07:24 2014","","on a big screen","Nuit et brouillard",'
        '"Documentary","Alain Resnais","9","8.6","32","1956","documentary","1","1956-05",'
        '"http://www.imdb.com/title/tt0048434/"\n'
        '"3","tt0074006","Fri Nov  7 09:07:24 2014","","","I, Claudius","Mini-Series","",'
        '"","","","1976","","","1976","http://www.imdb.com/title/tt0074006/"\n'
    )
    assert items(content) == [
        Row(
            2,
            {
                "title": "The Irishman",
                "kind": "film",
                "year": 2019,
                "ids": {"imdb": "tt1302006"},
                "url": "http://www.imdb.com/title/tt1302006/",
                "credits": {"director": ["Martin Scorsese"]},
                "releases": [{"date": "2019-09-27"}],
            },
        ),
        Row(
            3,
            {
                "title": "Nuit et brouillard",
                "kind": "documentary",
                "year": 1956,
                "ids": {"imdb": "tt0048434"},
                "url": "http://www.imdb.com/title/tt0048434/",
                "credits": {"director": ["Alain Resnais"]},
                "releases": [{"date": "1956-05"}],
            },
        ),
        Row(
            4,
            {
                "title": "I, Claudius",
                "kind": "series",
                "year": 1976,
                "ids": {"imdb": "tt0074006"},
                "url": "http://www.imdb.com/title/tt0074006/",
                "releases": [{"date": "1976"}],
            },
        ),
    ]


OLDER = [
    f'{LAYOUT_2014}"1","tt1","","","","Malèna","Feature Film","","","","","2000"\n',
    f"{LAYOUT_2017}1,tt1,,,,Malèna,,movie,,,2000,,,,,9,2018-01-02\n",
    f"{RATINGS_2017}tt1,9,2018-01-02,Malèna,,movie,,,2000,,,,\n",
]


@pytest.mark.parametrize("content", OLDER)
def test_older_layout_may_be_western(content: str) -> None:
    expected = {"title": "Malèna", "kind": "film", "year": 2000, "ids": {"imdb": "tt1"}}
    assert items(content.encode("latin-1")) == items(content) == [Row(2, expected)]
    quoted = content.replace("Malèna", "\u2018Malèna\u2019")
    expected["title"] = "\u2018Malèna\u2019"
    assert items(quoted.encode("cp1252")) == items(quoted) == [Row(2, expected)]


@pytest.mark.parametrize("layout", [LAYOUT_2021, LAYOUT_2024, RATINGS])
def test_later_layout_must_be_utf8(layout: str) -> None:
    row = dict.fromkeys(layout.strip().split(","), "") | {"Const": "tt1", "Title": "Malèna"}
    content = f"{layout}{','.join(row.values())}\n".encode("latin-1")
    with pytest.raises(OtherEncodingError) as refused:
        items(content)
    assert str(refused.value) == "watchlist.csv: is not in UTF-8: byte 0xE8 on line 2."
    expected = [Row(2, {"title": "Malèna", "ids": {"imdb": "tt1"}})]
    assert items(content, replace(TOLD, encoding="cp1252")) == expected


def test_layout_of_2021() -> None:
    content = LAYOUT_2021 + (
        "1,tt2948372,2021-06-02,2021-06-02,,Soul,https://www.imdb.com/title/tt2948372/,movie,8.0,"
        '100,2020,"Animation, Adventure",1,2020-10-11,"Pete Docter, Kemp Powers"\n'
        "2,tt9000001,2021-06-02,2021-06-02,,The Long Way,,tvMiniSeries,8.0,"
        "60,2019,Drama,1,2020-01-10,\n"
        "3,tt0094625,2021-06-02,2021-06-02,,Akira,,movie,,,1988,,,,\n"
    )
    assert items(content) == [
        Row(
            2,
            {
                "title": "Soul",
                "kind": "film",
                "year": 2020,
                "ids": {"imdb": "tt2948372"},
                "url": "https://www.imdb.com/title/tt2948372/",
                "credits": {"director": ["Pete Docter", "Kemp Powers"]},
                "releases": [{"date": "2020-10-11"}],
            },
        ),
        # The year in the file is not that of the date: both are kept as stated.
        Row(
            3,
            {
                "title": "The Long Way",
                "kind": "series",
                "year": 2019,
                "ids": {"imdb": "tt9000001"},
                "releases": [{"date": "2020-01-10"}],
            },
        ),
        Row(4, {"title": "Akira", "kind": "film", "year": 1988, "ids": {"imdb": "tt0094625"}}),
    ]


def test_layout_of_2024() -> None:
    content = LAYOUT_2024 + (
        '1,tt0070644,2018-08-08,2018-08-08,,"Scenes from a Marriage","Scener ur ett äktenskap",'
        "https://www.imdb.com/title/tt0070644/,TV Mini Series,8.3,281,1973,Drama,1,1973-04-11,"
        ",9,2020-01-01\n"
        '2,tt0066921,2018-08-08,2018-08-08,,"A Clockwork Orange","A Clockwork Orange",'
        ",Movie,,,1971,,1,1971-12,Stanley Kubrick,,\n"
        "3,tt9999999,2018-08-08,2018-08-08,,Untitled Project,,,Movie,,,,,,,,,\n"
    )
    assert items(content) == [
        Row(
            2,
            {
                "title": "Scenes from a Marriage",
                "names": ["Scener ur ett äktenskap"],
                "kind": "series",
                "year": 1973,
                "ids": {"imdb": "tt0070644"},
                "url": "https://www.imdb.com/title/tt0070644/",
                "releases": [{"date": "1973-04-11"}],
            },
        ),
        Row(
            3,
            {
                "title": "A Clockwork Orange",
                "kind": "film",
                "year": 1971,
                "ids": {"imdb": "tt0066921"},
                "credits": {"director": ["Stanley Kubrick"]},
                "releases": [{"date": "1971-12"}],
            },
        ),
        Row(4, {"title": "Untitled Project", "kind": "film", "ids": {"imdb": "tt9999999"}}),
    ]


def test_ratings_are_read_like_lists() -> None:
    content = f'{RATINGS}tt1,10,2026-06-19,"A","A",,Movie,8.2,1,2026,"B",1,2026-03-20,"C D,E F"\n'
    assert items(content) == [
        Row(
            2,
            {
                "title": "A",
                "kind": "film",
                "year": 2026,
                "ids": {"imdb": "tt1"},
                "credits": {"director": ["C D", "E F"]},
                "releases": [{"date": "2026-03-20"}],
            },
        )
    ]


def test_list_is_recognized_by_three_columns() -> None:
    assert items("Const,Title,TITLE TYPE\ntt1,A,movie\n") == [
        Row(2, {"title": "A", "kind": "film", "ids": {"imdb": "tt1"}})
    ]
    assert not imdb.recognises(dict.fromkeys(["const", "title"]))
    assert not imdb.recognises({})


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("film", ("movie", "Movie", "Feature Film", "tvMovie", "TV Movie", "video", "Video")),
        ("series", ("tvSeries", "TV Series", "tvMiniSeries", "TV Mini Series", "TV Mini-Series")),
        ("series", ("Mini-Series",)),
        ("special", ("tvSpecial", "TV Special")),
        ("short", ("short", "Short", "Short Film", "tvShort", "TV Short")),
        ("documentary", ("Documentary",)),
        (None, ("", " ")),
    ],
)
def test_kind_of_each_title_type(kind: str | None, words: tuple[str, ...]) -> None:
    rows = "".join(f"tt1,A,{word}\n" for word in words)
    record = {"title": "A", "ids": {"imdb": "tt1"}} | ({"kind": kind} if kind else {})
    assert items(f"Const,Title,Title Type\n{rows}") == [
        Row(line, record) for line in range(2, len(words) + 2)
    ]


@pytest.mark.parametrize(
    "word",
    ["TV Episode", "tvEpisode", "Video Game", "Music Video", "Podcast Series", "Podcast Episode"],
)
def test_episodes_games_and_podcasts_are_skipped(word: str) -> None:
    assert items(f"Const,Title,Title Type\ntt1,A,{word}\ntt2,B,movie\n") == [
        Remark(f"skipped a title of type {word}", 2, "A"),
        Row(3, {"title": "B", "kind": "film", "ids": {"imdb": "tt2"}}),
    ]


def test_unknown_type_is_kept_in_the_note() -> None:
    content = "Const,Title,Title Type,Description\ntt1,A,Radio Play,\ntt2,B,Radio Play,for later\n"
    remark = Remark("unknown title type kept in the note: Radio Play")
    assert items(content) == [
        remark,
        Row(2, {"title": "A", "ids": {"imdb": "tt1"}, "note": "IMDb: Radio Play"}),
        remark,
        Row(3, {"title": "B", "ids": {"imdb": "tt2"}, "note": "IMDb: Radio Play"}),
    ]


def test_command_platform_is_a_separate_release() -> None:
    content = "Const,Title,Title Type,Release Date\ntt1,A,movie,2020-10\n"
    assert items(content, replace(TOLD, platform="Disney+")) == [
        Row(
            2,
            {
                "title": "A",
                "kind": "film",
                "ids": {"imdb": "tt1"},
                "releases": [{"date": "2020-10"}, {"platform": "Disney+"}],
            },
        )
    ]


def test_problem_names_its_line() -> None:
    content = (
        "Const,Title,Title Type,Year,Release Date\n"
        "tt1,A,movie,2013-2023,\n"
        "tt2,B,movie,2020,2020-02-30\n"
        'tt3,"C"x,movie,2020\n'
        "tt4,,movie\n"
        "tt5,D,,2020\n"
    )
    year, date_, quote, name, last = items(content)
    assert year == '2: year is "2013-2023", but should be a whole number.'
    assert quote == ('4: text follows the quote that closes a cell. A " in a cell is written "".')
    assert last == Row(6, {"title": "D", "year": 2020, "ids": {"imdb": "tt5"}})
    for item, reason in ((date_, "3: releases, number 1:"), (name, "5: title is missing.")):
        assert isinstance(item, Row)
        with pytest.raises(RecordError) as refused:
            statement_of(item.line, item.record, Defaults(TOLD.day))
        assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(
    ("name", "rows", "remarks", "kinds"),
    [
        (
            "watchlist_2014_layout.csv",
            250,
            {},
            {"film": 234, "documentary": 6, "short": 5, "series": 5},
        ),
        (
            "watchlist_2021_layout.csv",
            342,
            {},
            {"film": 315, "documentary": 4, "series": 18, "short": 5},
        ),
        (
            "watchlist_2024_layout.odd.csv",
            773,
            {"skipped a title of type TV Episode": 2},
            {
                "film": 531,
                "documentary": 14,
                "series": 211,
                "docuseries": 5,
                "short": 11,
                "special": 1,
            },
        ),
    ],
)
def test_real_files(
    real_data: Path, name: str, rows: int, remarks: dict[str, int], kinds: dict[str, int]
) -> None:
    found = items((real_data / "imdb" / name).read_bytes())
    defaults = Defaults(date(2026, 11, 22))
    said = [
        statement_of(item.line, item.record, defaults) for item in found if isinstance(item, Row)
    ]
    assert len(said) == rows
    assert Counter(item.text for item in found if isinstance(item, Remark)) == remarks
    assert Counter(statement.kind for statement in said) == kinds
    assert rows + sum(remarks.values()) == len(found)


@pytest.mark.parametrize(
    ("type_", "genres", "kind"),
    [
        ("Movie", '"Documentary, History"', "documentary"),
        ("movie", '"History,Documentary"', "documentary"),
        ("TV Mini Series", "Documentary", "docuseries"),
        ("tvSeries", "Documentary", "docuseries"),
        ("TV Special", "Documentary", "special"),
        ("Short", "Documentary", "short"),
        ("Movie", "History", "film"),
    ],
)
def test_documentary_by_its_genre(type_: str, genres: str, kind: str) -> None:
    (row,) = items(f"Const,Title,Title Type,Genres\ntt1,Reed Beds,{type_},{genres}\n")
    assert isinstance(row, Row)
    assert row.record["kind"] == kind
