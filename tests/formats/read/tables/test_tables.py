import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.titles.record import COLUMNS
from slate.formats.errors import FileError, OtherEncodingError, RecordError
from slate.formats.read import encoding
from slate.formats.read.reader import Found, Row
from slate.formats.read.tables.tables import Table, repeated, typed_row
from slate.formats.write.delimited import csv_lines, tsv_lines

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
AS_UTF8 = "Save the file as UTF-8."
QUOTES = 'text follows the quote that closes a cell. A " in a cell is written "".'
NAMELESS = "has no named column. In CSV a cell with a comma must be in quotes."


def table(content: bytes | str, delimiter: str | None = None) -> Table:
    data = content.encode() if isinstance(content, str) else content
    return Table(io.BytesIO(data), "a.csv", delimiter)


def rows(
    content: bytes | str, delimiter: str | None = None, *, may_be_western: bool = False
) -> list[Found | str]:
    """Return rows as they are, and errors as printed."""
    found = table(content, delimiter).rows(may_be_western=may_be_western)
    return [str(row) if isinstance(row, RecordError) else row for row in found]


def refusal(content: bytes | str) -> str:
    with pytest.raises(FileError) as refused:
        table(content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        "title,year\nSoul,2020\n",
        "title,year\nSoul,2020",
        "title,year\r\nSoul,2020\r\n",
        "title,year\rSoul,2020\r",
        "title,year\rSoul,2020",
        "\ufefftitle,year\nSoul,2020\n",
        '"title","year"\n"Soul","2020"\n',
        " title , year\nSoul,2020\n",
        "title\tyear\nSoul\t2020\n",
        "title,year,\nSoul,2020,\n",
        "title,year\nSoul,2020,,\n",
        "title,year\nSoul,2020\n,\n\n , \n\r\n",
        "title,year\nSoul,2020\n".encode("utf-16"),
        "\ufefftitle\tyear\r\nSoul\t2020\r\n".encode("utf-16-be"),
    ],
)
def test_same_table_in_each_spelling(content: bytes | str) -> None:
    assert table(content).columns[:2] == ["title", "year"]
    assert rows(content) == [(2, {"title": "Soul", "year": "2020"})]


@pytest.mark.parametrize("content", ["title", "title\n", "title,year\n\n,\n", "\n\n,,\ntitle\n"])
def test_header_alone_is_a_table_without_rows(content: str) -> None:
    assert rows(content) == []


def test_blank_lines_before_the_header_are_counted() -> None:
    assert rows("\n,,\n\ntitle\n\nSoul\n") == [(6, {"title": "Soul"})]


def test_header_may_span_several_lines() -> None:
    assert rows('title,"Release\n Date"\nSoul,2020\n') == [
        (3, {"title": "Soul", "Release Date": "2020"})
    ]


def test_rows_can_be_iterated_again() -> None:
    found = table("title\nSoul\n")
    assert list(found.rows()) == list(found.rows()) == [(2, {"title": "Soul"})]


def test_short_row_lacks_the_remaining_columns() -> None:
    assert rows("title,kind,year\nSoul\nLuca,film\n") == [
        (2, {"title": "Soul"}),
        (3, {"title": "Luca", "kind": "film"}),
    ]


def test_row_has_the_line_where_it_begins() -> None:
    assert rows('title,note\nA,"one\n\ntwo"\nB,x\n\n"C\r\nc",y\nD,z\n') == [
        (2, {"title": "A", "note": "one\n\ntwo"}),
        (5, {"title": "B", "note": "x"}),
        (7, {"title": "C\r\nc", "note": "y"}),
        (9, {"title": "D", "note": "z"}),
    ]


def test_rows_end_with_cr_and_lines_in_cells_with_lf() -> None:
    assert rows('title,note\rA,"one\ntwo"\rB,x\r') == [
        (2, {"title": "A", "note": "one\ntwo"}),
        (4, {"title": "B", "note": "x"}),
    ]


def test_quotes_follow_the_rfc() -> None:
    assert rows('title\n"The ""Big"" Caper, 1"\n5" Disk\n') == [
        (2, {"title": 'The "Big" Caper, 1'}),
        (3, {"title": '5" Disk'}),
    ]


def test_tsv_has_no_quotes() -> None:
    assert rows('title\tyear\n"Sr."\t2022\n"A\t2021\nB, C\n') == [
        (2, {"title": '"Sr."', "year": "2022"}),
        (3, {"title": '"A', "year": "2021"}),
        (4, {"title": "B, C"}),
    ]


def test_given_delimiter_is_used() -> None:
    assert rows("title,a\tb\nSoul,1\n", ",") == [(2, {"title": "Soul", "a b": "1"})]
    assert rows("title,year\nSoul,2020\n", "\t") == [(2, {"title,year": "Soul,2020"})]


@pytest.mark.parametrize("delimiter", [";", "|", ":", "\u00a6"])
def test_other_delimiters_must_be_given(delimiter: str) -> None:
    lines = ["title,year", '"A,B",2020', '"The ""Big, one""",2021', ",,x"]
    content = "\r\n".join(line.replace(",", delimiter) for line in lines)
    sign = "a semicolon" if delimiter == ";" else f"a {delimiter}"
    assert rows(content, delimiter) == [
        (2, {"title": f"A{delimiter}B", "year": "2020"}),
        (3, {"title": f'The "Big{delimiter} one"', "year": "2021"}),
        f'4: cell 3 ("x") has no named column. In CSV a cell with {sign} must be in quotes.',
    ]


@pytest.mark.parametrize("hint", ["sep=;", '"sep=;"', "\ufeffsep=;", "\r\nSEP=;"])
def test_separator_line_of_excel_is_not_a_header(hint: str) -> None:
    content = f"{hint}\r\ntitle;year\r\nSoul;2020\r\nsep=;\r\n"
    first = 3 + hint.count("\n")
    assert rows(content, ";") == [
        (first, {"title": "Soul", "year": "2020"}),
        (first + 1, {"title": "sep=", "year": ""}),
    ]


def test_separator_line_of_a_default_delimiter_is_skipped() -> None:
    assert rows("sep=,\ntitle,year\nSoul,2020\n") == [(3, {"title": "Soul", "year": "2020"})]
    assert rows("sep=\t\ntitle\tyear\nSoul\t2020\n") == [(3, {"title": "Soul", "year": "2020"})]


# A row is refused and reading continues


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"A"x,1', f"2: {QUOTES}"),
        ('"A,1\nB,2\n"C",3', f"2: {QUOTES} Lines 2 to 4 were read as one row."),
        (
            "A\rb,1",
            "2: the row contains a carriage return. Save the file with line ends of one kind.",
        ),
        ("A" * 131_073, "2: a cell is longer than any should be. Is a quote never closed?"),
        ("A,1,x", f'2: cell 3 ("x") {NAMELESS}'),
        ("A,1,,x", f'2: cell 4 ("x") {NAMELESS}'),
        ("A\0B,1", "2: contains a NUL character."),
        (b"A\xe9,1", f"2: byte 0xE9 is not UTF-8. {AS_UTF8}"),
        (b'"A\n\xe9\n\xe8",1', f"3: byte 0xE9 is not UTF-8. {AS_UTF8}"),
        (b'"A\n\xe9"x,1', f"3: byte 0xE9 is not UTF-8. {AS_UTF8}"),
        ("A" * 1_000_001, "2: the line is longer than 1,000,000 bytes."),
        ('"A\n\0\n' + "A" * 1_000_001 + '\n",1', "3: contains a NUL character."),
    ],
)
def test_refused_row_does_not_affect_the_next(row: bytes | str, reason: str) -> None:
    data = row.encode() if isinstance(row, str) else row
    last = 3 + data.count(b"\n")
    assert rows(b"title,year\n" + data + "\nÅÄÖ,9\n".encode()) == [
        reason,
        (last, {"title": "ÅÄÖ", "year": "9"}),
    ]


def test_unclosed_quote_ends_the_table() -> None:
    assert rows('title,year\nA,1\n"B,2\nC,3\n') == [
        (2, {"title": "A", "year": "1"}),
        "3: a quote is opened and never closed. Lines 3 to 4 were read as one row.",
    ]


def test_column_without_a_name_must_be_empty() -> None:
    assert rows("title,,year\nA,,1\nB,x,2\n") == [
        (2, {"title": "A", "year": "1"}),
        f'3: cell 2 ("x") {NAMELESS}',
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", ": is empty."),
        ("\ufeff", ": is empty."),
        ("\n \r\n\t\n", ": is empty."),
        ("\n \n,,\n", ": contains no table. A table has a header that names its columns."),
        ("title,kind,Title,title\n", ': has two columns "title". Rename one of them.'),
        ("title;year\n", ": has semicolons between its columns."),
        ('"title";"year"\n', ": has semicolons between its columns."),
        ("\ntitle|year\n", ": has | between its columns."),
        ("sep=;\ntitle;year\n", ": has semicolons between its columns."),
        ("sep=,\n", ": contains no table. A table has a header that names its columns."),
        ('title,"year\n', ":1: a quote is opened and never closed."),
        (b"title,ann\xe9e\n", ": is not in UTF-8: byte 0xE9 on line 1."),
        (b"title,ann\xe9e\n\xc3\xa9\n", f":1: byte 0xE9 is not UTF-8. {AS_UTF8}"),
        ("title,\0\n", ":1: contains a NUL character."),
        ("\n" + "x" * 1_000_001, ":2: the line is longer than 1,000,000 bytes."),
        (bytes(range(256)), f": is not UTF-8 text. {AS_UTF8}"),
    ],
)
def test_unreadable_file_is_refused(content: bytes | str, reason: str) -> None:
    assert refusal(content) == f"a.csv{reason}"


def test_file_with_cr_line_ends_is_read_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "WHOLE_LIMIT", 9)
    assert rows("title\nA long name\n") == [(2, {"title": "A long name"})]
    assert refusal("title\rA long name\r").startswith("a.csv: contains more than")


# Encodings


LATIN = "title\nAmélie\nB\n".encode("latin-1")


def test_table_may_be_western() -> None:
    found = [(2, {"title": "Amélie"}), (3, {"title": "B"})]
    assert rows(LATIN, may_be_western=True) == found
    assert rows(LATIN.decode("latin-1"), may_be_western=True) == found
    assert rows(b"title\n\x93Am\xe9lie\x94\n", may_be_western=True) == [
        (2, {"title": "\u201cAmélie\u201d"})
    ]


def test_table_in_another_encoding_is_refused() -> None:
    with pytest.raises(OtherEncodingError) as refused:
        rows(LATIN)
    assert str(refused.value) == "a.csv: is not in UTF-8: byte 0xE9 on line 2."
    assert refused.value.likely == ("cp1252", "cp1250")


def test_damaged_row_of_a_table_in_utf8_is_refused() -> None:
    damaged = "title\nAmélie\n".encode() + b"Caf\xe9\nB\n"
    for may_be_western in (False, True):
        assert rows(damaged, may_be_western=may_be_western) == [
            (2, {"title": "Amélie"}),
            f"3: byte 0xE9 is not UTF-8. {AS_UTF8}",
            (4, {"title": "B"}),
        ]


def test_overlong_line_does_not_affect_the_encoding() -> None:
    content = "title\nAmélie\n" + "x" * 1_000_001
    assert rows(content, may_be_western=True)[0] == (2, {"title": "Amélie"})


# Files that begin with something else


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank", ["", ",,,"])
def test_preamble_of_a_letterboxd_list_is_skipped(end: str, blank: str) -> None:
    lines = [
        f"Letterboxd list export v7{blank}",
        "Date,Name,Tags,URL",
        '2021-01-01,"A list","a, b","One',
        "",
        'two"',
        blank,
        "Position,Name",
        "1,Alien",
    ]
    assert rows(end.join(lines)) == [(8, {"Position": "1", "Name": "Alien"})]


RECORD = ("soul", "Soul", "Upcoming film", "scheduled", "film", None, "tba", 2020)
CELLS = (*RECORD, *[None] * (len(COLUMNS) - len(RECORD)))


def test_tsv_of_slate_has_no_header() -> None:
    text = "".join(tsv_lines(COLUMNS, [CELLS, CELLS]))
    said = {
        "slug": "soul",
        "title": "Soul",
        "label": "Upcoming film",
        "status": "scheduled",
        "kind": "film",
        "date": "TBA",
        "precision": "tba",
        "year": "2020",
    }
    assert table(text).columns == list(COLUMNS)
    assert rows(text) == [(line, dict.fromkeys(COLUMNS, "") | said) for line in (1, 2)]


def test_tsv_of_an_older_slate_has_fewer_columns() -> None:
    older = COLUMNS[: COLUMNS.index("confidence") + 1]
    text = "".join(tsv_lines(older, [CELLS[: len(older)]]))
    assert table(text).columns == list(older)


# Properties of any content


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_written_csv_reads_back(cells: list[tuple[str, str]]) -> None:
    text = "".join(csv_lines(["title", "platform"], cells))
    filled = [pair for pair in cells if any(map(str.strip, pair))]
    found = [tuple(row[1].values()) for row in rows(text) if not isinstance(row, str)]
    assert found == filled


@given(st.binary() | TEXTS.map(str.encode), st.booleans())
def test_any_content_is_read_or_refused(content: bytes, with_header: bool) -> None:  # noqa: FBT001
    try:
        found = list(table(b"a,b\n" + content if with_header else content).rows())
    except FileError:
        return
    lines = [row.line if isinstance(row, RecordError) else row[0] for row in found]
    assert lines == sorted(lines)


def test_typed_row_converts_number_fields() -> None:
    assert typed_row(7, {"title": "1917", "year": "2019", "ids": {"imdb": "tt1"}}) == Row(
        7, {"title": "1917", "year": 2019, "ids": {"imdb": "tt1"}}
    )
    assert str(typed_row(7, {"year": "soon"})) == (
        '7: year is "soon", but should be a whole number.'
    )


def test_columns_of_one_name_may_be_numbered() -> None:
    stream = io.BytesIO(b"Opening,Opening,Opening (2),,,Title\nMAY,1,x,,,Soul\n")
    table = Table(stream, "a.csv", numbers_columns=True)
    assert table.columns == ["Opening", "Opening (2)", "Opening (2) (2)", "", "", "Title"]
    assert list(table.rows()) == [
        (2, {"Opening": "MAY", "Opening (2)": "1", "Opening (2) (2)": "x", "Title": "Soul"})
    ]


@pytest.mark.parametrize(
    ("columns", "name"), [(["a", "b", "c", "b", "c"], "b"), (["", "", "a"], None), ([], None)]
)
def test_repeated_column(columns: list[str], name: str | None) -> None:
    assert repeated(columns) == name
