import io
from collections.abc import Mapping
from datetime import UTC, date

import pytest

from slate.domain.errors import FileError, RecordError, WordError
from slate.formats import recognition
from slate.formats.read.reader import FileContext, Hint, Remark, Row

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Soul\r\n"
    "DTSTART;VALUE=DATE:20201225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
IMDB = "Const,Title,Title Type\ntt1,Soul,movie\n"
SOUL = {"title": "Soul"}


def read(
    content: str | bytes,
    as_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    name: str = "a.txt",
    delimiter: str | None = None,
) -> tuple[str | None, list[Row | Remark | Hint | str]]:
    """Give who says it and what is read, with errors as they are printed."""
    data = content.encode() if isinstance(content, str) else content
    told = FileContext(
        name, date(2021, 1, 7), UTC, source="me", columns=columns or {}, delimiter=delimiter
    )
    source, items, _ = recognition.read(io.BytesIO(data), told, as_format)
    return source, [str(item) if isinstance(item, RecordError) else item for item in items]


def refusal(
    content: str | bytes,
    as_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    name: str = "a.txt",
    delimiter: str | None = None,
) -> str:
    with pytest.raises(FileError) as refused:
        read(content, as_format, columns, name=name, delimiter=delimiter)
    return str(refused.value)


# What the content shows


@pytest.mark.parametrize(
    "content",
    [
        "title\nSoul\n",
        "\ufefftitle\nSoul\n",
        "title\nSoul\n".encode("utf-16"),
        "title\tkind\nSoul\n",
        "BEGIN,title\n,Soul\n".replace("BEGIN", ""),
    ],
)
def test_a_table_of_slates_own_columns(content: str | bytes) -> None:
    assert read(content) == (None, [Row(2, SOUL)])


@pytest.mark.parametrize(
    "content",
    [
        '[{"title": "Soul"}]',
        '{"title": "Soul"}\n',
        ' {"title":\t"Soul"}\n',
        '\ufeff{"title": "Soul"}',
        '[{"title": "Soul"}]'.encode("utf-16"),
    ],
)
def test_slates_own_records(content: str | bytes) -> None:
    assert read(content) == (None, [Row(1, SOUL)])


def test_all_records_are_read_not_only_the_one_that_shows_the_format() -> None:
    content = '{"title": 1\n{"title": "Soul"}\n{"title": "Luca"}\n{\n'
    broken, soul, luca, last = read(content)[1]
    assert (soul, luca) == (Row(2, SOUL), Row(3, {"title": "Luca"}))
    assert isinstance(broken, str)
    assert broken.startswith("1: ")
    assert isinstance(last, str)
    assert last.startswith("4: ")


def test_a_file_without_records() -> None:
    assert read("[]") == (None, [])
    assert read("title\n") == (None, [])


def test_a_calendar() -> None:
    pytest.importorskip("icalendar")
    for content in (CALENDAR, f"\ufeff\r\n{CALENDAR}", CALENDAR.replace("BEGIN", "begin")):
        (row,) = read(content)[1]
        assert isinstance(row, Row)
        assert row.record["title"] == "Soul"


@pytest.mark.parametrize(
    ("content", "source", "record"),
    [
        (IMDB, "IMDb", {"title": "Soul", "kind": "film", "ids": {"imdb": "tt1"}}),
        ("Name,Letterboxd URI\nSoul,\n", "Letterboxd", SOUL),
    ],
)
def test_a_table_of_somebody_else(content: str, source: str, record: dict[str, object]) -> None:
    assert read(content) == (source, [Row(2, record)])
    assert read(content.replace(",", "\t")) == (source, [Row(2, record)])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty."),
        (" \n", "is empty."),
        ("\ufeff", "is empty."),
        ("<!DOCTYPE html>\n<html>", "is a web page, not a list."),
        ("\ufeff\n <HTML lang='en'>", "is a web page, not a list."),
        ("<!doctype html>".encode("utf-16"), "is a web page, not a list."),
        (
            "some\nthing",
            ("has no column title (its columns: some)."),
        ),
        (b"\0\1\2\3", "is not UTF-8 text. Save the file as UTF-8."),
    ],
)
def test_what_is_none_of_the_formats(content: str | bytes, reason: str) -> None:
    assert refusal(content) == f"a.txt: {reason}"


# What is said of it


def test_a_format_that_is_said_is_not_looked_for() -> None:
    assert read('{"name": "Soul"}', "tvmaze")[0] == "TVmaze"
    assert refusal(IMDB, "csv").startswith(
        "a.txt: has columns that slate does not know: Const, Title Type."
    )


@pytest.mark.parametrize(
    ("as_format", "what"),
    [
        ("imdb", "list of IMDb"),
        ("letterboxd", "list of Letterboxd"),
        ("catalogue", "catalogue"),
        ("tvtime", "list of TV Time"),
        ("netflix-top10", "list of Netflix Top 10"),
    ],
)
def test_a_table_that_has_not_the_columns_of_its_format(as_format: str, what: str) -> None:
    assert refusal('Title,,"Year, roughly"\nSoul,,2020\n', as_format) == (
        f'a.txt: is not {what}: its columns are Title, "Year, roughly".'
    )


@pytest.mark.parametrize("as_format", ["csv", "json", "imdb", "ics"])
def test_a_web_page_is_none_of_the_formats_whatever_is_said(as_format: str) -> None:
    assert refusal("<html>", as_format, name="a.csv") == "a.csv: is a web page, not a list."


def test_csv_and_tsv_say_what_parts_the_columns() -> None:
    assert read("title,note\nSoul,a\tb\n", "csv") == (None, [Row(2, SOUL | {"note": "a\tb"})])
    assert read("title\nSoul, or not\n", "tsv") == (None, [Row(2, {"title": "Soul, or not"})])
    assert read('title\tnote\n"Soul"\t\n', "tsv") == (None, [Row(2, {"title": '"Soul"'})])


@pytest.mark.parametrize("as_format", ["json", "ndjson"])
def test_json_and_ndjson_are_one_reader(as_format: str) -> None:
    assert read('[{"title": "Soul"}]', as_format) == read('{"title": "Soul"}', as_format)
    assert refusal("title\nSoul\n", as_format) == (
        "a.txt: holds no records. They are a JSON array, or one object a line."
    )


def test_what_is_said_to_be_a_calendar_and_is_none() -> None:
    assert refusal("title\nSoul\n", "ics") == (
        "a.txt: is not a calendar, which begins with BEGIN:VCALENDAR."
    )


def test_an_unknown_format() -> None:
    with pytest.raises(WordError) as refused:
        read(IMDB, "xlsx")
    assert str(refused.value) == (
        '"xlsx" is not a format. Choose from imdb, letterboxd, catalogue, tvtime, netflix-top10, '
        "csv, tsv, ledger, tvmaze, tmdb, trakt, sonarr, radarr, vega, json, ndjson, ics."
    )


# What parts the columns


@pytest.mark.parametrize("as_format", [None, "csv", "tsv"])
def test_a_delimiter_that_is_said(as_format: str | None) -> None:
    content = "sep=;\ntitle;note\nSoul;a, b\tc\n"
    assert read(content, as_format, delimiter=";") == (
        None,
        [Row(3, SOUL | {"note": "a, b\tc"})],
    )


@pytest.mark.parametrize("as_format", [None, "imdb"])
def test_a_delimiter_is_for_the_tables_of_others_too(as_format: str | None) -> None:
    source, (row,) = read(IMDB.replace(",", "|"), as_format, delimiter="|")
    assert source == "IMDb"
    assert row == Row(2, {"title": "Soul", "kind": "film", "ids": {"imdb": "tt1"}})


@pytest.mark.parametrize(
    ("content", "as_format"),
    [('{"title": "Soul"}', None), (CALENDAR, None), ("title\nSoul\n", "json")],
)
def test_a_delimiter_is_for_tables(content: str, as_format: str | None) -> None:
    assert refusal(content, as_format, delimiter=";") == ("a.txt: is not a table")


# Columns that are mapped


def test_a_table_that_is_mapped_is_a_table_of_ones_own() -> None:
    assert read(IMDB, columns={"Const": "note"}) == (
        None,
        [Remark("ignored columns: Title Type"), Row(2, SOUL | {"note": "tt1"})],
    )


@pytest.mark.parametrize(
    ("content", "as_format"),
    [
        ('{"title": "Soul"}', None),
        (CALENDAR, None),
        ("title\nSoul\n", "json"),
        (IMDB, "imdb"),
    ],
)
def test_a_map_is_for_tables(content: str, as_format: str | None) -> None:
    assert refusal(content, as_format, {"Name": "title"}) == (
        "a.txt: is not a spreadsheet of your own"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.json", "holds no records. They are a JSON array, or one object a line."),
        ("A.NDJSON", "holds no records. They are a JSON array, or one object a line."),
        ("a.ics", "is not a calendar, which begins with BEGIN:VCALENDAR."),
        (
            "a.csv",
            "has no column title (its columns: 42).",
        ),
    ],
)
def test_the_name_says_what_to_complain_of(name: str, reason: str) -> None:
    assert refusal("42", name=name) == f"{name}: {reason}"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.csv", "is empty."),
        ("A.TSV", "is empty."),
        ("a.txt", "is empty."),
        ("a.json", "holds no records. An array without any is written []."),
        ("stdin", "holds no records. An array without any is written []."),
    ],
)
def test_nothing_in_a_file(name: str, reason: str) -> None:
    assert refusal("", name=name) == f"{name}: {reason}"
    assert refusal(" \n", name=name) == f"{name}: {reason}"
