import io
from collections.abc import Mapping
from datetime import date

import pytest

from slate.domain.errors import FileError, RecordError
from slate.domain.titles.record import COLUMNS
from slate.formats.read import slate_table
from slate.formats.read.reader import Hint, Remark, Row, Told
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.tables.column_maps import parse_map
from slate.formats.read.tables.tables import Table
from slate.formats.write.delimited import csv_lines, tsv_lines

DAY = date(2021, 1, 7)


def items(content: str, columns: Mapping[str, str] | None = None) -> list[Row | Remark | str]:
    """Give what is read, with errors as they are printed."""
    table = Table(io.BytesIO(content.encode()), "a.csv")
    found = slate_table.items(table, Told("a.csv", DAY, source="me", columns=columns or {}))
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def refusal(content: str, columns: Mapping[str, str] | None = None) -> str:
    with pytest.raises(FileError) as refused:
        items(content, columns)
    return str(refused.value)


def test_any_table_is_taken() -> None:
    assert slate_table.recognises({"whatever": None})
    assert slate_table.SOURCE is None


# Slate's own columns

CELLS: dict[str, object] = {
    "slug": "cobra-kai-s3",
    "title": "Cobra Kai",
    "label": "Upcoming season",
    "status": "scheduled",
    "kind": "series",
    "date": "2021-01-08",
    "precision": "day",
    "year": 2018,
    "season": 3,
    "part": 1,
    "platform": "Netflix",
    "release_type": "streaming",
    "region": "US",
    "earliest": "2021-01-08",
    "latest": "2021-01-08",
    "certain": True,
    "leaves": "2022",
    "tags": ("karate", "sequel"),
    "source": "TVLine",
    "url": "https://example.com/a",
    "reported_on": "2020-10-02",
    "confidence": "official",
}
SAID = {
    name: "karate,sequel" if name == "tags" else value
    for name, value in CELLS.items()
    if name not in {"label", "precision", "earliest", "latest", "certain"}
}


def test_what_slate_exports_is_taken_back() -> None:
    cells = [tuple(CELLS.values())]
    assert items("".join(csv_lines(COLUMNS, cells))) == [Row(2, SAID)]
    assert items("".join(tsv_lines(COLUMNS, cells))) == [Row(1, SAID)]


def test_what_is_not_known_says_nothing_but_that_there_is_no_date() -> None:
    record = ("soul", "Soul", "Upcoming film", "announced", "film")
    row = (*record, *[None] * (len(COLUMNS) - len(record)))
    assert items("".join(csv_lines(COLUMNS, [row]))) == [
        Row(
            2,
            {
                "slug": "soul",
                "title": "Soul",
                "status": "announced",
                "kind": "film",
                "date": "TBA",
            },
        )
    ]


def test_every_field_has_a_column() -> None:
    header = "title,note,names,credits.Director,credits.cast,links.Sequel of,ids.imdb"
    cells = "Soul,A note.,Luca,Pete Docter; Kemp Powers,A B,Up,tt2948372"
    (row,) = items(f"{header}\n{cells}\n")
    assert row == Row(
        2,
        {
            "title": "Soul",
            "note": "A note.",
            "names": "Luca",
            "credits": {"director": ["Pete Docter", "Kemp Powers"], "cast": ["A B"]},
            "links": {"sequel-of": "Up"},
            "ids": {"imdb": "tt2948372"},
        },
    )
    assert isinstance(row, Row)
    statement = statement_of(row.line, row.record, Defaults(DAY))
    assert statement.credits == (
        ("director", "Pete Docter"),
        ("director", "Kemp Powers"),
        ("cast", "A B"),
    )


def test_cells_are_trimmed_and_blank_ones_say_nothing() -> None:
    assert items('title,year,On\n  Soul , 2020 ,  \n"a\nb",,Hulu\n') == [
        Row(2, {"title": "Soul", "year": 2020}),
        Row(3, {"title": "a\nb", "platform": "Hulu"}),
    ]


def test_titles_stay_text() -> None:
    assert items("title,year,season\n007,,\n1917,2019,\n2:22,,02\n") == [
        Row(2, {"title": "007"}),
        Row(3, {"title": "1917", "year": 2019}),
        Row(4, {"title": "2:22", "season": 2}),
    ]


@pytest.mark.parametrize("cell", ["2021-22", "N/A", "-1", "twenty"])
def test_a_number_that_is_none_is_refused_by_its_line(cell: str) -> None:
    assert items(f"title,year\nA,2020\nB,{cell}\nC,2021\n") == [
        Row(2, {"title": "A", "year": 2020}),
        f'3: year is "{cell}", and should be a whole number.',
        Row(4, {"title": "C", "year": 2021}),
    ]


def test_what_the_parser_refuses_is_passed_on() -> None:
    assert items('title\nA\n"B"x\nC\n') == [
        Row(2, {"title": "A"}),
        '3: text follows the quote that closes a cell. A " in a cell is written "".',
        Row(4, {"title": "C"}),
    ]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "Name,When",
            (
                "has no column title (its columns: Name, When). "
                "Say which one it is, as in: --map Name=title,When=date"
            ),
        ),
        (
            "Rating,Type,,Film,Network,year",
            (
                "has no column title (its columns: Rating, Type, Film, Network, year). "
                "Say which one it is, as in: --map Type=kind,Film=title,Network=platform"
            ),
        ),
        (
            "Type,Thing,date",
            (
                "has no column title (its columns: Type, Thing, date). "
                "Say which one it is, as in: --map Type=kind,Thing=title"
            ),
        ),
        (
            "Type,date",
            (
                "has no column title (its columns: Type, date). "
                "Say which one it is, as in: --map Type=title"
            ),
        ),
        (
            "date,Name,kind",
            (
                "has no column title (its columns: date, Name, kind). "
                "Say which one it is, as in: --map Name=title"
            ),
        ),
        (
            "date",
            (
                "has no column title (its columns: date). "
                "Say which one it is, as in: --map date=title"
            ),
        ),
        (
            ',"My, ""Title""",date',
            (
                'has no column title (its columns: "My, ""Title""", date). '
                'Say which one it is, as in: --map \'"My, ""Title"""=title\''
            ),
        ),
        (
            "x" * 50,
            (
                f"has no column title (its columns: {'x' * 37}...). "
                f"Say which one it is, as in: --map {'x' * 50}=title"
            ),
        ),
        (
            "Title,Rating,date,Seen on",
            (
                "has columns that slate does not know: Rating, Seen on. "
                "To leave them out, name what is to be taken, as in: --map Title=title"
            ),
        ),
        (
            "title,dat,platfrom,kind,Note",
            (
                "has columns that slate does not know: dat, platfrom. "
                "Name what they are: --map dat=date,platfrom=platform"
            ),
        ),
        (
            "title,Release Date,Rating,Service",
            (
                "has columns that slate does not know: Release Date, Rating, Service. Name what "
                "they are, and the rest is left out: --map 'Release Date=date,Service=platform'"
            ),
        ),
        (
            "title,date,When",
            (
                "has columns that slate does not know: When. "
                "To leave them out, name what is to be taken, as in: --map title=title"
            ),
        ),
        (
            "title,Date,release",
            "has two columns for date. Say which, as in: --map release=date",
        ),
        (
            "Title,title",
            "has two columns for title. Say which, as in: --map title=title",
        ),
    ],
)
def test_a_header_that_is_refused(header: str, reason: str) -> None:
    assert refusal(f"{header}\nA,B,C,D\n") == f"a.csv: {reason}"


def test_the_header_is_looked_at_before_the_first_row_is_asked_for() -> None:
    table = Table(io.BytesIO(b"Name\nSoul\n"), "a.csv")
    with pytest.raises(FileError):
        slate_table.items(table, Told("a.csv", DAY))


# Columns that are mapped


def test_mapped_columns_and_slates_own_are_taken_and_the_others_left_out() -> None:
    content = "My Title,When,platform,Rating,Seen on,label,,Director\nSoul,2020-12-25,Disney+,9,x\n"
    columns = {"My Title": "title", "When": "date", "Director": "credits.director"}
    assert items(content, columns) == [
        Remark("columns left out: Rating, Seen on"),
        Row(2, {"title": "Soul", "date": "2020-12-25", "platform": "Disney+"}),
    ]


def test_a_map_goes_before_the_name_of_a_column() -> None:
    content = "title,date,Date,Original\nA,1,2021,B\n"
    assert items(content, {"Date": "date", "Original": "title"}) == [
        Remark("columns left out: title, date"),
        Row(2, {"date": "2021", "title": "B"}),
    ]


def test_a_column_that_slate_knows_may_be_mapped_to_another_field() -> None:
    assert items("title,date\nA,2021\n", {"date": "reported_on"}) == [
        Row(2, {"title": "A", "reported_on": "2021"})
    ]


def test_a_column_may_be_named_in_any_case_where_that_is_but_one() -> None:
    said = [Row(2, {"title": "A", "note": "B"})]
    assert items("NAME,my  notes\nA,B\n", {"name": "title", "My Notes": "note"}) == said
    two = "Name,NAME\nA,B\n"
    assert items(two, {"Name": "title", "NAME": "note"}) == said
    assert refusal(two, {"name": "title"}) == (
        'a.csv: has no column "name" (its columns: Name, NAME).'
    )


def test_what_is_suggested_works_and_keeps_what_is_known() -> None:
    content = 'title,year,"Release, date",Premiere,Rating\nSoul,2020,x,2020-12-25,9\n'
    option = refusal(content).partition("--map ")[2]
    assert option == "Premiere=date"
    assert items(content, parse_map(option)) == [
        Remark('columns left out: "Release, date", Rating'),
        Row(2, {"title": "Soul", "year": 2020, "date": "2020-12-25"}),
    ]


# Who says so


def hinted(content: str, source: str | None, columns: Mapping[str, str] | None = None) -> bool:
    told = Told("a.csv", DAY, source=source, columns=columns or {})
    found = slate_table.items(Table(io.BytesIO(content.encode()), "a.csv"), told)
    hint = Hint("No source was named; --source tells this list from others.")
    return [item for item in found if isinstance(item, Hint)] == [hint]


def test_where_nobody_says_who_said_it_a_person_is_told() -> None:
    assert hinted("title\nA\n", None)
    assert hinted("Name\nA\n", None, {"Name": "title"})
    assert not hinted("title\nA\n", "me")
    assert not hinted("title,Source\nA,\n", None)
    assert not hinted("title,Said by\nA,B\n", None, {"Said by": "source"})


def test_nothing_is_said_where_nothing_is_left_out() -> None:
    assert items("Name,precision\nA,day\n", {"Name": "title"}) == [Row(2, {"title": "A"})]


def test_many_columns_that_are_left_out() -> None:
    names = [f"c{number}" for number in range(20)]
    first, _ = items(f"title,{','.join(names)}\nA\n", {"title": "title"})
    assert first == Remark(f"columns left out: {', '.join(names[:12])} and 8 more")


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"Name": "title", "Wen": "date"}, 'has no column "Wen" (its columns: Name, When).'),
        ({"Names": "title"}, 'has no column "Names" (its columns: Name, When).'),
        (
            {"Name": "title", "NAME": "note"},
            'has one column "Name", which --map names twice.',
        ),
        (
            {"When": "date"},
            (
                "has no column title (its columns: Name, When). "
                "Say which one it is, as in: --map When=date,Name=title"
            ),
        ),
    ],
)
def test_a_map_that_does_not_fit_the_header(columns: Mapping[str, str], reason: str) -> None:
    assert refusal("Name,,When\nA,,2021\n", columns) == f"a.csv: {reason}"
