import io

import pytest

from slate.formats.errors import RecordError, RepeatedColumnError
from slate.formats.read.tables.tables import Table
from slate.formats.read.tables.wikipedia import WikipediaTable, cleaned, without_footnotes


def table(content: str) -> Table | WikipediaTable:
    return without_footnotes(Table(io.BytesIO(content.encode()), "a.csv"))


def rows(content: str) -> list[list[str] | str]:
    found = table(content).rows()
    return [str(row) if isinstance(row, RecordError) else list(row[1].values()) for row in found]


@pytest.mark.parametrize(
    ("cell", "clean"),
    [
        ("Blue Hour[12]", "Blue Hour"),
        ("Blue Hour [12]", "Blue Hour"),
        ("Blue Hour[1][2] [a]", "Blue Hour"),
        ("Blue Hour[note 1]", "Blue Hour"),
        ("Blue Hour[Nb 2]", "Blue Hour"),
        ("Blue Hour[nb\u00a02]", "Blue Hour"),
        ("2021[citation needed]", "2021"),
        ("2021 (US)[1]\n2022 (UK)[2]", "2021 (US)\n2022 (UK)"),
        ("Netflix[1], Hulu", "Netflix, Hulu"),
        ('"Pilot"', "Pilot"),
        ('"Pilot" [4]', "Pilot"),
        ("\u201cPilot\u201d", "Pilot"),
        ("000000002021-01-05-0000January 5, 2021[3]", "January 5, 2021"),
        ("December 25, 2020 \u2013 present", "December 25, 2020"),
        ("December 25, 2020[1] \u2014 Present[2]", "December 25, 2020"),
        ("2020-12-25 to present", "2020-12-25"),
        ("December 2020 - ongoing", "December 2020"),
        ("January 8 \u2013 15, 2021[3]", "January 8 \u2013 15, 2021"),
    ],
)
def test_footnotes_sort_keys_and_quotes_are_removed(cell: str, clean: str) -> None:
    assert cleaned(cell) == clean


@pytest.mark.parametrize(
    "cell",
    [
        *("[REC]", "[Rec]\u00b2", "[1]", "[a]", "[12][13]", "[1] Alone", "Movie [2021 cut]"),
        *("List[A]", "Hour [ab]", "Blue [note]", "2021-01-05", '"A" and "B"', '"', '""', "\u201cA"),
        *("", "000000002021-01-05-0000", "Blue [note x]", "[citation needed]"),
        *("January 8, 2021 \u2013 February 5, 2021", "January 5\u20138, 2021"),
        *("Spring 2021 \u2013 present", "1917 \u2013 Present", "January\u2013March 2021"),
        *("Area 51 \u2013 present", "Room 2021 - present", "Blade Runner 2049 - Black Out 2022"),
    ],
)
def test_other_text_is_kept(cell: str) -> None:
    assert cleaned(cell) == cell


@pytest.mark.parametrize(
    "content",
    [
        "title[1]\nA\n",
        "title,date\nA,2021[a]\n",
        'title,date\nA,"2021 (US)[note 1]"\n',
        "title\nA[12]\n",
        "title\nA [REC]\nB[REC][1]\n",
        "Title,Ref.\nA,[1]\nB,\n",
        'Title,Refs,References\nA,[1],Variety\nB,"[2][3]",\n',
        "Title,Ref(s)\nA,[a]\n",
    ],
)
def test_table_with_footnotes_is_of_wikipedia(content: str) -> None:
    assert isinstance(table(content), WikipediaTable)


@pytest.mark.parametrize(
    "content",
    [
        "title,date\nA,2021\n",
        "title\n[REC]\nA [1]\n[1]\n",
        "slug,title\na-1,A[1]\n",
        "title,label\nA[1],Released\n",
        "title\n" + "A\n" * 300 + "B[1]\n",
        "title,Ref.\nA,\n",
        "title,Ref.\nA,[1]\nB,Variety\n",
        "title,Source\nA,[1]\n",
    ],
)
def test_any_other_table_stays_as_it_is(content: str) -> None:
    assert isinstance(table(content), Table)


def test_columns_and_cells_are_read_without_footnotes() -> None:
    found = table('Film[a],"Release date[1]",\n"""Pilot""[2]",2021[3],\n')
    assert found.columns == ["Film", "Release date"]
    assert list(found.rows()) == [(2, {"Film": "Pilot", "Release date": "2021"})]


def test_columns_of_references_alone_are_left_out() -> None:
    content = "Film,Ref.,Source(s),Sources\nA[1],[1][2],,\nB,[a],[3],[4] Variety\n"
    found = table(content)
    assert found.columns == ["Film", "Sources"]
    assert rows(content) == [["A", "", "", ""], ["B", "", "", "[4] Variety"]]


def test_source_is_kept_and_footnotes_in_it_state_nothing() -> None:
    content = "title,Source\nA[1],[5]\nB,Variety[6]\n"
    assert table(content).columns == ["title", "Source"]
    assert rows(content) == [["A", ""], ["B", "Variety"]]


def test_errors_of_rows_are_passed_on() -> None:
    assert rows('title\nA[1]\n"B"x\n') == [
        ["A"],
        '3: text follows the quote that closes a cell. A " in a cell is written "".',
    ]


def test_columns_of_one_name_are_numbered() -> None:
    content = "Opening[a],Opening[b],Title,Part (2),Ref.\nJANUARY,1,A,B,[1]\n"
    found = table(content)
    assert isinstance(found, WikipediaTable)
    assert found.columns == ["Opening", "Opening (2)", "Title", "Part (2)"]
    assert found.usual_fields({}) == {}
    assert rows(content) == [["JANUARY", "1", "A", "B", ""]]


def test_repeated_columns_are_not_read_as_usual() -> None:
    found = table("Film,Premiere[1],Premiere[2],Network\nA,2021,2022,Hulu\n")
    assert isinstance(found, WikipediaTable)
    assert found.usual_fields({}) == {"Film": "title", "Network": "platform"}


def test_two_columns_of_one_field_are_refused() -> None:
    with pytest.raises(RepeatedColumnError) as refused:
        table("title,date[1],date[2]\n")
    assert str(refused.value) == 'a.csv: has two columns "date". Rename one of them.'


# Its columns


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            "Film,Release date,Network,Genre,Country",
            {"Film": "title", "Release date": "date", "Network": "platform"},
        ),
        ("Series,Original release", {"Series": "title", "Original release": "date"}),
        ("Title,Premiere,Aired", {}),
        ("title,date,Premiere,Name", {}),
        ("Film,Premiere,My rating", {}),
    ],
)
def test_usual_columns_are_known_if_there_is_one_of_a_kind(
    header: str, fields: dict[str, str]
) -> None:
    found = table(f"{header}\nA[1]\n")
    assert isinstance(found, WikipediaTable)
    assert found.usual_fields({}) == fields


def test_columns_that_are_mapped_are_not_read_as_usual() -> None:
    found = table("Film,Premiere,Aired,Network\nA[1]\n")
    assert isinstance(found, WikipediaTable)
    assert found.usual_fields({"Aired": "", "Film": "names"}) == {
        "Premiere": "date",
        "Network": "platform",
    }
    assert found.usual_fields({"Aired": "date", "Network": ""}) == {"Film": "title"}


def test_columns_may_be_ignored_unless_they_may_hold_what_is_missing() -> None:
    found, watchlist = table("title,Genre\nA[1]\n"), table("title,Score\nA[1]\n")
    assert isinstance(found, WikipediaTable)
    assert isinstance(watchlist, WikipediaTable)
    assert found.may_ignore(["Genre", "Country"], ["title"])
    assert found.may_ignore(["Premiere", "Aired"], ["title", "date"])
    assert not found.may_ignore(["Premiere", "Aired"], ["title"])
    assert not watchlist.may_ignore(["Genre"], ["title"])
