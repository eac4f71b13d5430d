import io
from collections.abc import Mapping
from datetime import date

import pytest

from slate.domain.titles.record import COLUMNS
from slate.formats.errors import (
    FileError,
    NoHeaderError,
    NoStatusError,
    NoTitleError,
    RecordError,
    TitleLeftOutError,
    TwoColumnsError,
    UnknownColumnsError,
    ViewingHistoryError,
)
from slate.formats.formula_guard import Guarded
from slate.formats.read import slate_table
from slate.formats.read.reader import FileContext, Hint, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.tables.tables import Table
from slate.formats.write.delimited import csv_lines, tsv_lines

DAY = date(2021, 1, 7)


def items(
    content: str, columns: Mapping[str, str] | None = None
) -> list[Row | Remark | Hint | str]:
    """Return the items read, with errors as printed."""
    table = Table(io.BytesIO(content.encode()), "a.csv")
    found = slate_table.items(table, FileContext("a.csv", DAY, source="me", columns=columns or {}))
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def refusal(content: str, columns: Mapping[str, str] | None = None) -> str:
    with pytest.raises(FileError) as refused:
        items(content, columns)
    return str(refused.value)


def test_any_table_is_recognized() -> None:
    assert slate_table.recognises({"whatever": None})
    assert slate_table.SOURCE is None


# Columns of slate

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


def test_exported_rows_read_back() -> None:
    cells = [tuple(CELLS.values())]
    assert items("".join(csv_lines(COLUMNS, cells))) == [Row(2, SAID)]
    assert items("".join(tsv_lines(COLUMNS, cells))) == [Row(1, SAID)]


def test_name_is_left_out_only_beside_a_slug() -> None:
    """Slate's own tables have both; elsewhere a column `name` may hold anything."""
    (row,) = items("slug,title,name\ncobra-kai-s3,Cobra Kai,Cobra Kai: season 3\n")
    assert row == Row(2, {"slug": "cobra-kai-s3", "title": "Cobra Kai"})
    with pytest.raises(UnknownColumnsError):
        items("title,name\nCobra Kai,Johnny\n")


def test_exported_rows_that_are_safe_for_spreadsheets_read_back() -> None:
    """What was put before formulas, and before cells that begin with it, is removed."""
    columns = ["title", "note", "tags", "date"]
    rows = [
        ("'Salem's Lot", "=1+1", ("-a", "b"), "2021"),
        ("+1", "'=1", ("'x",), "2022"),
        ("@midnight", "''", (), "2023"),
        ("Don't", "-", ("y",), "2024"),
    ]
    guarded = Guarded(columns, rows)
    found = items("".join(csv_lines(columns, guarded)))
    assert guarded.number == 9
    assert [
        (row.record["title"], row.record["note"], row.record.get("tags", ""), row.record["date"])
        for row in found
        if isinstance(row, Row)
    ] == [(title, note, ",".join(tags), date) for title, note, tags, date in rows]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("'Salem's Lot", "'Salem's Lot"),  # as others write it
        ("''Salem's Lot", "'Salem's Lot"),
        ("'-1", "-1"),
        ("'1984'", "'1984'"),
        ("'", "'"),
    ],
)
def test_mark_before_a_cell_is_removed_if_slate_put_it_there(cell: str, title: str) -> None:
    assert items(f"title,status\n{cell},announced\n") == [
        Row(2, {"title": title, "status": "announced"})
    ]
    (row,) = items(f"Name,status\n{cell},announced\n", {"Name": "title"})
    assert isinstance(row, Row)
    assert row.record["title"] == title


def test_empty_cells_of_an_export_state_only_a_missing_date() -> None:
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


def test_cells_are_trimmed_and_blank_ones_ignored() -> None:
    assert items('title,year,On\n  Soul , 2020 ,  \n"a\nb",,Hulu\n') == [
        Row(2, {"title": "Soul", "year": 2020}),
        Row(3, {"title": "a\nb", "platform": "Hulu"}),
    ]


def test_numeric_titles_stay_text() -> None:
    assert items("title,year,season\n007,,\n1917,2019,\n2:22,,02\n") == [
        Row(2, {"title": "007"}),
        Row(3, {"title": "1917", "year": 2019}),
        Row(4, {"title": "2:22", "season": 2}),
    ]


@pytest.mark.parametrize("cell", ["2021-22", "unknown", "-1", "twenty"])
def test_invalid_number_is_refused_with_its_line(cell: str) -> None:
    assert items(f"title,year\nA,2020\nB,{cell}\nC,2021\n") == [
        Row(2, {"title": "A", "year": 2020}),
        f'3: year is "{cell}", but should be a whole number.',
        Row(4, {"title": "C", "year": 2021}),
    ]


def test_errors_of_the_table_parser_are_passed_on() -> None:
    assert items('title\nA\n"B"x\nC\n') == [
        Row(2, {"title": "A"}),
        '3: text follows the quote that closes a cell. A " in a cell is written "".',
        Row(4, {"title": "C"}),
    ]


@pytest.mark.parametrize(
    ("header", "columns", "likely"),
    [
        ("Name,Network", "Name, Network", {"Name": "title", "Network": "platform"}),
        (
            "Rating,Network,,Film,Type,year",
            "Rating, Network, Film, Type, year",
            {"Network": "platform", "Film": "title", "Type": "kind"},
        ),
        ("Type,Thing,date", "Type, Thing, date", {"Type": "title"}),
        ("date,Name,kind", "date, Name, kind", {"Name": "title"}),
        ("date", "date", {}),
        (',"My, ""Title""",date', '"My, ""Title""", date', {'My, "Title"': "title"}),
        ("x" * 50 + ",y", f"{'x' * 37}..., y", {"x" * 50: "title"}),
    ],
)
def test_header_without_a_title_is_refused_with_suggestions(
    header: str, columns: str, likely: Mapping[str, str]
) -> None:
    with pytest.raises(NoTitleError) as refused:
        items(f"{header}\nA,B\n")
    assert str(refused.value) == f"a.csv: has no column title (its columns: {columns})."
    assert list(refused.value.example.items()) == list(likely.items())


@pytest.mark.parametrize(
    ("header", "unknown", "example"),
    [
        ("Title,Rating,date,Seen on", ["Rating", "Seen on"], {"Title": "title", "date": ""}),
        (
            "title,dat,platfrom,kind,Note",
            ["dat", "platfrom"],
            {"dat": "date", "platfrom": "platform"},
        ),
        (
            "title,Release Date,Service,Rating",
            ["Release Date", "Service", "Rating"],
            {"Release Date": "date", "Service": "platform"},
        ),
        ("title,When,date", ["When"], {"title": "title"}),
        ("title,status,Rating", ["Rating"], {"title": "title", "status": ""}),
    ],
)
def test_unknown_columns_are_refused_with_an_example(
    header: str, unknown: list[str], example: Mapping[str, str]
) -> None:
    with pytest.raises(UnknownColumnsError) as refused:
        items(f"{header}\nA,2021,Hulu\n")
    found = refused.value
    assert str(found) == f"a.csv: has columns that slate does not know: {', '.join(unknown)}."
    assert (found.columns, found.example) == (unknown, example)


@pytest.mark.parametrize(
    ("header", "field", "example"),
    [
        ("title,Date,release", "date", {"release": "date"}),
        ("Title,title", "title", {"title": "title"}),
        ("title,release,Region,date", "date", {"release": "date"}),
        ("title,Region,Url,Date,release", "date", {"release": "date"}),
    ],
)
def test_two_columns_for_one_field_are_refused(
    header: str, field: str, example: Mapping[str, str]
) -> None:
    with pytest.raises(TwoColumnsError) as refused:
        items(f"{header}\nA,2021,2022,soon\n")
    assert str(refused.value) == f"a.csv: has two columns for {field}."
    assert (refused.value.field, refused.value.example) == (field, example)


def test_header_is_checked_before_the_first_row_is_read() -> None:
    table = Table(io.BytesIO(b"Name\nSoul\n"), "a.csv")
    with pytest.raises(FileError):
        slate_table.items(table, FileContext("a.csv", DAY))


# Mapped columns


def test_mapped_and_known_columns_are_read_and_others_left_out() -> None:
    content = "My Title,When,platform,Rating,Seen on,label,,Director\nSoul,2020-12-25,Disney+,9,x\n"
    columns = {"My Title": "title", "When": "date", "Director": "credits.director"}
    assert items(content, columns) == [
        Remark("ignored columns: Rating, Seen on"),
        Row(2, {"title": "Soul", "date": "2020-12-25", "platform": "Disney+"}),
    ]


def test_map_takes_precedence_over_column_names() -> None:
    content = "title,date,Date,Original\nA,1,2021,B\n"
    assert items(content, {"Date": "date", "Original": "title"}) == [
        Remark("ignored columns: title, date"),
        Row(2, {"date": "2021", "title": "B"}),
    ]


def test_known_column_may_be_mapped_to_another_field() -> None:
    assert items("title,date\nA,2021\n", {"date": "reported_on"}) == [
        Row(2, {"title": "A", "reported_on": "2021"})
    ]


def test_mapped_column_matches_any_case_if_unique() -> None:
    said = [Row(2, {"title": "A", "note": "B"})]
    assert items("NAME,my  notes\nA,B\n", {"name": "title", "My Notes": "note"}) == said
    two = "Name,NAME\nA,B\n"
    assert items(two, {"Name": "title", "NAME": "note"}) == said
    assert refusal(two, {"name": "title"}) == (
        'a.csv: has no column "name" (its columns: Name, NAME).'
    )


def test_suggested_map_works_and_keeps_known_columns() -> None:
    content = 'title,year,"Release, date",Premiere,Rating\nSoul,2020,x,2020-12-25,9\n'
    with pytest.raises(UnknownColumnsError) as refused:
        items(content)
    assert refused.value.example == {"Premiere": "date"}
    assert items(content, refused.value.example) == [
        Remark('ignored columns: "Release, date", Rating'),
        Row(2, {"title": "Soul", "year": 2020, "date": "2020-12-25"}),
    ]


# Columns that are left out


def test_column_is_left_out_without_a_remark() -> None:
    content = "Title,When,Status,Rating\nA,2021,Watched,5\n"
    assert items(content, {"When": "date", "STATUS": "", "Rating": ""}) == [
        Row(2, {"title": "A", "date": "2021"})
    ]
    assert items(content, {"Status": ""}) == [
        Remark("ignored columns: When, Rating"),
        Row(2, {"title": "A"}),
    ]


def test_title_may_be_left_out_only_for_another_one() -> None:
    content = "Title,Original\nA,B\n"
    assert items(content, {"Title": "", "Original": "title"}) == [Row(2, {"title": "B"})]
    with pytest.raises(TitleLeftOutError) as refused:
        items(content, {"Title": ""})
    assert str(refused.value) == 'a.csv: has no title without its column "Title".'


def test_map_of_a_table_without_a_title_is_kept_in_the_suggestion() -> None:
    with pytest.raises(NoTitleError) as refused:
        items("Film,Seen,When\nA,yes,2021\n", {"Seen": "", "When": "date"})
    assert refused.value.example == {"Seen": "", "When": "date", "Film": "title"}


def test_map_of_a_table_with_two_columns_is_kept_in_the_suggestion() -> None:
    with pytest.raises(TwoColumnsError) as refused:
        items("Film,date,release\nA,2021,2022\n", {"Film": "title"})
    assert refused.value.example == {"Film": "title", "release": "date"}
    with pytest.raises(TwoColumnsError) as refused:
        items("title,date,release,status\nA,2021,2022,Watched\n")
    assert refused.value.example == {"date": "", "release": "date", "status": ""}


def test_columns_that_may_hold_one_field_are_named() -> None:
    for header in ("title,Network,Where", "Film,Network,Where"):
        with pytest.raises((NoTitleError, UnknownColumnsError)) as refused:
            items(f"{header}\nA,HBO,Hulu\n")
        assert refused.value.rivals == {"platform": ["Network", "Where"]}


def test_table_without_a_header_is_refused_unless_it_is_mapped() -> None:
    with pytest.raises(NoHeaderError) as refused:
        items("Dune\nSoul\n")
    assert str(refused.value) == 'a.csv: has no header: its first line is "Dune".'
    with pytest.raises(NoHeaderError) as refused:
        items("Dune,2021-10-22\nSoul,2020-12-25\n")
    assert str(refused.value) == 'a.csv: has no header: its first line is "Dune, 2021-10-22".'
    assert items("Must see\nDune\n", {"Must see": "title"}) == [Row(2, {"title": "Dune"})]


def test_viewing_history_is_refused_unless_it_is_mapped() -> None:
    content = "Title,Date\nLupin: Part 1: Chapter 1,2021-01-05\n"
    with pytest.raises(ViewingHistoryError):
        items(content)
    assert items(content, {"Date": "date"}) == [
        Row(2, {"title": "Lupin: Part 1: Chapter 1", "date": "2021-01-05"})
    ]


def test_users_own_map_of_a_watchlist_is_kept_in_the_suggestion() -> None:
    with pytest.raises(NoTitleError) as refused:
        items("Film,date,note,Rating\nA,2021,x,5\n", {"date": "date"})
    assert refused.value.example == {"date": "date", "Film": "title", "note": ""}


def test_titles_in_a_column_of_series_are_series() -> None:
    assert items("Series,Kind\nA,\nB,special\n", {"Series": "title"}) == [
        Row(2, {"title": "A", "kind": "series"}),
        Row(3, {"title": "B", "kind": "special"}),
    ]


# Several releases in a row


def test_columns_for_several_releases() -> None:
    content = "title,US date,UK date,platform\nA,2021-01,2021-02,Hulu\nB,,,Hulu\nC,2021,,\n"
    assert items(content, {"US date": "date@US", "UK date": "date@GB"}) == [
        Row(
            2,
            {
                "title": "A",
                "releases": [
                    {"region": "US", "date": "2021-01", "platform": "Hulu"},
                    {"region": "GB", "date": "2021-02", "platform": "Hulu"},
                ],
            },
        ),
        Row(3, {"title": "B", "platform": "Hulu"}),
        Row(4, {"title": "C", "releases": [{"region": "US", "date": "2021"}]}),
    ]


def test_platform_of_the_command_holds_for_several_releases() -> None:
    told = FileContext(
        "a.csv", DAY, source="me", platform="Hulu", columns={"US": "date@US", "UK": "date@GB"}
    )
    table = Table(io.BytesIO(b"title,US,UK\nA,2021,2022\n"), "a.csv")
    (row,) = slate_table.items(table, told)
    assert isinstance(row, Row)
    assert [one["platform"] for one in row.record["releases"]] == ["Hulu", "Hulu"]


def test_two_dates_for_one_release_are_refused_with_the_line() -> None:
    assert items("title,region,date,US\nA,US,2021,2022\n", {"US": "date@US"}) == [
        '2: date@US has a second date for one release: "2021" and "2022".'
    ]


# Status words of the user


def mapped_statuses(content: str, stages: Mapping[str, str]) -> list[object]:
    told = FileContext("a.csv", DAY, source="me", stages=stages)
    return list(slate_table.items(Table(io.BytesIO(content.encode()), "a.csv"), told))


def test_words_of_the_status_are_mapped() -> None:
    content = "title,Status\nA,Soon\nB,Watched\nC,released\n"
    assert mapped_statuses(content, {"soon": "announced", "watched": ""}) == [
        Row(2, {"title": "A", "status": "announced"}),
        Row(3, {"title": "B"}),
        Row(4, {"title": "C", "status": "released"}),
    ]


def test_map_of_a_status_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoStatusError) as refused:
        mapped_statuses("title,date\nA,2021\n", {"soon": ""})
    assert str(refused.value) == "a.csv: has no column status to map (its columns: title, date)."


# Tables of Wikipedia


REMOVED = "removed the footnotes of a table of Wikipedia"


def test_table_of_wikipedia_is_read_by_its_usual_columns() -> None:
    content = (
        'Film[a],Release date,Network,Genre,Ref.\n"""Pilot""[1]",2021 (US)[2],Hulu,Drama,[3]\n'
        "[REC],TBA[b],,,[4]\n"
    )
    assert items(content) == [
        Remark(f"{REMOVED}; read Film as title, Release date as date, Network as platform"),
        Remark("ignored columns: Genre"),
        Row(
            2,
            {"title": "Pilot", "releases": [{"region": "US", "date": "2021", "platform": "Hulu"}]},
        ),
        Row(3, {"title": "[REC]", "date": "TBA"}),
    ]


def test_own_columns_and_a_map_are_used_for_a_table_of_wikipedia() -> None:
    assert items("title,date,Premiere,Genre\nA[1],2021[2],2020,x\n") == [
        Remark(REMOVED),
        Remark("ignored columns: Premiere, Genre"),
        Row(2, {"title": "A", "date": "2021"}),
    ]
    for film in ("Film", "film[a]"):
        assert items("Film[a],Premiere,Aired\nA[1],2021,2022\n", {film: "title"}) == [
            Remark(REMOVED),
            Remark("ignored columns: Premiere, Aired"),
            Row(2, {"title": "A"}),
        ]


def test_map_that_leaves_a_column_out_is_used_with_the_usual_columns() -> None:
    assert items("Series,Premiere,Status\nA[1],2021,Pending\n", {"Status": ""}) == [
        Remark(f"{REMOVED}; read Series as title, Premiere as date"),
        Row(2, {"title": "A", "date": "2021", "kind": "series"}),
    ]


@pytest.mark.parametrize(
    "header", ["title,Premiere,Release date", "title,Premiere,Rating", "title,Premiere,Watched"]
)
def test_columns_of_wikipedia_that_leave_a_doubt_are_refused(header: str) -> None:
    with pytest.raises(UnknownColumnsError):
        items(f"{header}\nA[1],2021,2022\n")


def test_source_of_a_table_of_wikipedia_is_its_file() -> None:
    told = FileContext("a.csv", DAY, file_source="a")
    found = slate_table.items(Table(io.BytesIO(b"title\nA[1]\n"), "a.csv"), told)
    assert list(found) == [Remark(REMOVED), Row(2, {"source": "a", "title": "A"})]


# The source


def hinted(
    content: str,
    source: str | None,
    columns: Mapping[str, str] | None = None,
    file_source: str | None = None,
) -> bool:
    told = FileContext("a.csv", DAY, source=source, file_source=file_source, columns=columns or {})
    found = slate_table.items(Table(io.BytesIO(content.encode()), "a.csv"), told)
    return [item for item in found if isinstance(item, Hint)] == [Hint.NO_SOURCE]


def test_hint_when_no_source_is_given() -> None:
    assert hinted("title\nA\n", None)
    assert hinted("Name\nA\n", None, {"Name": "title"})
    assert not hinted("title\nA\n", "me")
    assert not hinted("title,Source\nA,\n", None)
    assert not hinted("title,Said by\nA,B\n", None, {"Said by": "source"})
    assert hinted("title\nA\n", None, file_source="a")
    assert not hinted("Name\nA\n", None, {"Name": "title"}, file_source="a")


def test_source_of_a_mapped_table_is_its_file() -> None:
    def sources(
        content: str,
        columns: Mapping[str, str],
        source: str | None = None,
        file: str | None = None,
    ) -> list[str | None]:
        told = FileContext("a.csv", DAY, source=source, file_source=file, columns=columns)
        found = slate_table.items(Table(io.BytesIO(content.encode()), "a.csv"), told)
        return [item.record.get("source") for item in found if isinstance(item, Row)]

    table, mapped = "Name,By\nA,Variety\nB,\n", {"Name": "title", "By": "source"}
    assert sources(table, mapped, file="a") == ["Variety", "a"]
    assert sources(table, mapped, file="a", source="me") == ["Variety", None]
    assert sources(table, mapped) == ["Variety", None]
    assert sources("title,source\nA,Variety\nB,\n", {}, file="a") == ["Variety", None]


def test_no_remark_when_no_column_is_left_out() -> None:
    assert items("Name,precision\nA,day\n", {"Name": "title"}) == [Row(2, {"title": "A"})]


def test_remark_on_many_left_out_columns_is_shortened() -> None:
    names = [f"c{number}" for number in range(20)]
    first, _ = items(f"title,{','.join(names)}\nA\n", {"title": "title"})
    assert first == Remark(f"ignored columns: {', '.join(names[:12])} and 8 more")


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"Name": "title", "Wen": "date"}, 'has no column "Wen" (its columns: Name, When).'),
        ({"Names": "title"}, 'has no column "Names" (its columns: Name, When).'),
        (
            {"Name": "title", "NAME": "note"},
            'has one column "Name", which is mapped twice.',
        ),
        (
            {"When": "date"},
            ("has no column title (its columns: Name, When)."),
        ),
    ],
)
def test_map_that_does_not_fit_the_header_is_refused(
    columns: Mapping[str, str], reason: str
) -> None:
    assert refusal("Name,,When\nA,,2021\n", columns) == f"a.csv: {reason}"
