# ruff: noqa: E501 -- a table is easiest to read with one case per line
import io
import json
from collections.abc import Mapping
from datetime import UTC, date

import pytest

from slate.domain.errors import WordError
from slate.formats import recognition
from slate.formats.errors import FileError, RecordError
from slate.formats.read.reader import FileContext, Hint, Remark, Row

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Soul\r\n"
    "DTSTART;VALUE=DATE:20201225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
IMDB = "Const,Title,Title Type\ntt1,Soul,movie\n"
SOUL = {"title": "Soul"}
PAGE = (
    "is a web page, not a list. Save the table in it as CSV, or download its feed, such as a "
    "calendar (.ics)."
)


def read(  # noqa: PLR0913 -- what a command may state
    content: str | bytes,
    as_format: str | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    name: str = "a.txt",
    delimiter: str | None = None,
    encoding: str | None = None,
) -> tuple[str | None, list[Row | Remark | Hint | str]]:
    """Return the source and the items read, with errors as printed."""
    data = content.encode() if isinstance(content, str) else content
    told = FileContext(
        name,
        date(2021, 1, 7),
        UTC,
        source="me",
        columns=columns or {},
        delimiter=delimiter,
        encoding=encoding,
    )
    source, items, *_ = recognition.read(io.BytesIO(data), told, as_format)
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


# The format shown by the content


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
def test_table_with_columns_of_slate_is_recognized(content: str | bytes) -> None:
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
def test_records_of_slate_are_recognized(content: str | bytes) -> None:
    assert read(content) == (None, [Row(1, SOUL)])


def test_all_records_are_read_after_recognition() -> None:
    content = '{"title": 1\n{"title": "Soul"}\n{"title": "Luca"}\n{\n'
    broken, soul, luca, last = read(content)[1]
    assert (soul, luca) == (Row(2, SOUL), Row(3, {"title": "Luca"}))
    assert isinstance(broken, str)
    assert broken.startswith("1: ")
    assert isinstance(last, str)
    assert last.startswith("4: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"data": [{"id": "1", "attributes": {}}], "meta": {}}',
         "is JSON that slate does not know; its keys are data, meta."),
        ('[{"id": 1, "name": "Soul"}]',
         "is JSON that slate does not know; its keys are id, name."),
        ('{"id": 1, "name": "Soul"}\n{"id": 2, "name": "Luca"}\n',
         "is JSON that slate does not know; its keys are id, name."),
        ('{"images": [{"url": "https://example.org/a.jpg"}], "name": "Soul"}',
         "is JSON that slate does not know; its keys are images, name."),
        ('{"titles": [{"title": "Soul"}]}', "is JSON with its records in titles."),
        ('{"title": "My list", "items": [{"title": "Soul", "rank": 1}]}',
         "is JSON with its records in items."),
        ('{"data": {"movies": {"nodes": [{"title": "Soul"}]}}}',
         "is JSON with its records in data.movies.nodes."),
        ('{"results": [{"id": 1, "title": "Soul", "poster_path": null}]}',
         "is JSON with its records in results."),
        ('{"hits": [{"id": 1, "name": "Soul", "_links": {}}]}',
         "is JSON with its records in hits."),
    ],
)  # fmt: skip
def test_json_of_an_unknown_program_is_named_by_its_keys(content: str, reason: str) -> None:
    assert refusal(content, name="a.json") == f"a.json: {reason}"


def test_misspelled_field_of_slate_is_left_to_its_reader() -> None:
    record = {"title": "Soul", "dat": "2021"}
    assert read('[{"title": "Soul", "dat": "2021"}]') == (None, [Row(1, record)])
    assert read('[{"name": "Soul"}]', "json") == (None, [Row(1, {"name": "Soul"})])


def test_file_without_records_is_recognized() -> None:
    assert read("[]") == (None, [])
    assert read("title\n") == (None, [])


def test_calendar_is_recognized() -> None:
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
        (
            "media_id,media_type,title,season_number\n,movie,Soul,\n",
            "Yamtrack",
            SOUL | {"kind": "film"},
        ),
        ("Title,Type,Watchlist,LastEpWatched\nSoul,movie,,\n", "Simkl", SOUL | {"kind": "film"}),
        ("TMDb ID,Type,Name,Release Date\n,,Soul,\n", "TMDB", SOUL),
    ],
)
def test_table_of_another_program_is_recognized(
    content: str, source: str, record: dict[str, object]
) -> None:
    assert read(content) == (source, [Row(2, record)])
    assert read(content.replace(",", "\t")) == (source, [Row(2, record)])


@pytest.mark.parametrize(
    ("content", "source", "record"),
    [
        ({"movies": [{"movie": {"title": "Soul", "ids": {"simkl": 1}}}]}, "Simkl", {"simkl": "1"}),
        ({"entries": [{"media": {"id": 1, "format": "MOVIE", "title": {"romaji": "Soul"}}}]}, "AniList", {"anilist": "1"}),
        ({"page": 1, "records": [{"title": "Soul", "tmdbId": 1, "inCinemas": None}]}, "Radarr", {"tmdb": "1"}),
        ({"page": 1, "records": [{"title": "Soul", "tvdbId": 1, "seasons": []}]}, "Sonarr", {"tvdb": "1"}),
    ],
)  # fmt: skip
def test_json_of_another_program_is_recognized(
    content: dict[str, object], source: str, record: dict[str, str]
) -> None:
    found, (row,) = read(json.dumps(content))
    assert isinstance(row, Row)
    assert (found, row.record["title"], row.record["ids"]) == (source, "Soul", record)


@pytest.mark.parametrize("name", ["a.xml", "a.txt", "stdin"])
def test_xml_of_another_program_is_recognized(name: str) -> None:
    film = "<series_title>Soul</series_title><series_type>Movie</series_type>"
    content = f"<myanimelist><anime>{film}</anime></myanimelist>"
    for text in (content, f'<?xml version="1.0"?>\n{content}', f"<!-- -->{content}"):
        assert read(text, name=name)[0] == "MyAnimeList"
        assert read(text.replace("\n", ""), name=name)[1] == [Row(1, SOUL | {"kind": "film"})]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty."),
        (" \n", "is empty."),
        ("\ufeff", "is empty."),
        ("<!DOCTYPE html>\n<html>", PAGE),
        ("\ufeff\n <HTML lang='en'>", PAGE),
        ("<!doctype html>".encode("utf-16"), PAGE),
        (b"PK\x05\x06" + bytes(18), "is a zip archive."),
        (b"\x1f\x8b\x08\0", "is compressed with gzip."),
        ("---\n- title: Soul\n", "is YAML, which slate does not read."),
        (
            "some\nthing",
            ('has no header: its first line is "some".'),
        ),
        (b"\0\1\2\3", "is not UTF-8 text. Save the file as UTF-8."),
    ],
)
def test_unknown_format_is_refused(content: str | bytes, reason: str) -> None:
    assert refusal(content) == f"a.txt: {reason}"


# The format given by the user


def test_given_format_is_not_recognized_by_content() -> None:
    assert read('{"name": "Soul"}', "tvmaze")[0] == "TVmaze"
    assert refusal(IMDB, "csv").startswith(
        "a.txt: has columns that slate does not know: Const, Title Type."
    )


@pytest.mark.parametrize(
    ("as_format", "what"),
    [
        ("imdb", "a list of IMDb"),
        ("letterboxd", "a list of Letterboxd"),
        ("catalogue", "catalogue"),
        ("tvtime", "a list of TV Time"),
        ("yamtrack", "a list of Yamtrack"),
        ("simkl-csv", "a list of Simkl"),
        ("tmdb-csv", "a list of TMDB"),
        ("netflix-top10", "a list of Netflix Top 10"),
    ],
)
def test_table_without_the_columns_of_its_format_is_refused(as_format: str, what: str) -> None:
    assert refusal('Title,,"Year, roughly"\nSoul,,2020\n', as_format) == (
        f'a.txt: is not {what}: its columns are Title, "Year, roughly".'
    )


UNKNOWN_XML = (
    "is XML that slate does not know; its root is <a>. "
    "Export the list as CSV or JSON; of XML, slate reads the lists of MyAnimeList."
)


@pytest.mark.parametrize("as_format", [None, "myanimelist"])
@pytest.mark.parametrize("name", ["a.txt", "a.xml", "a.json"])
def test_xml_of_another_program_is_refused(as_format: str | None, name: str) -> None:
    for content in ("<a/>", '\ufeff<?xml version="1.0"?>\n<a/>', "<a/>".encode("utf-16")):
        assert refusal(content, as_format, name=name) == f"{name}: {UNKNOWN_XML}"


def test_file_given_as_xml_that_is_not_xml_is_refused() -> None:
    reason = "this is not XML: syntax error (column 1)."
    assert refusal("title\nSoul\n", "myanimelist") == f"a.txt:1: {reason}"
    assert refusal("title\nSoul\n", name="a.xml") == f"a.xml:1: {reason}"


@pytest.mark.parametrize("as_format", ["csv", "json", "imdb", "ics", "myanimelist"])
def test_web_page_is_refused_whatever_the_format(as_format: str) -> None:
    assert refusal("<html>", as_format, name="a.csv") == f"a.csv: {PAGE}"


def test_csv_and_tsv_state_the_delimiter() -> None:
    assert read("title,note\nSoul,a\tb\n", "csv") == (None, [Row(2, SOUL | {"note": "a\tb"})])
    assert read("title\nSoul, or not\n", "tsv") == (None, [Row(2, {"title": "Soul, or not"})])
    assert read('title\tnote\n"Soul"\t\n', "tsv") == (None, [Row(2, {"title": '"Soul"'})])


@pytest.mark.parametrize("as_format", ["json", "ndjson"])
def test_json_and_ndjson_have_the_same_reader(as_format: str) -> None:
    assert read('[{"title": "Soul"}]', as_format) == read('{"title": "Soul"}', as_format)
    assert refusal("title\nSoul\n", as_format) == (
        "a.txt: contains no records. They are a JSON array, or one object a line."
    )


def test_file_given_as_a_calendar_that_is_not_one_is_refused() -> None:
    assert refusal("title\nSoul\n", "ics") == (
        "a.txt: is not a calendar, which begins with BEGIN:VCALENDAR."
    )


def test_unknown_format_name_is_refused() -> None:
    with pytest.raises(WordError) as refused:
        read(IMDB, "xlsx")
    assert str(refused.value) == (
        '"xlsx" is not a format. Choose from imdb, letterboxd, catalogue, tvtime, yamtrack, simkl-csv, tmdb-csv, netflix-top10, csv, tsv, ledger, tvmaze, tmdb, trakt, simkl, anilist, sonarr, radarr, vega, json, ndjson, myanimelist, ics.'
    )


# Encodings


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("title\nCafé\n", "a.csv"),
        ('[{"title": "Café"}]', "a.json"),
        (CALENDAR.replace("Soul", "Café"), "a.ics"),
    ],
)
def test_named_encoding_is_for_text_of_any_shape(content: str, name: str) -> None:
    data = content.encode("latin-1")
    assert refusal(data, name=name).startswith(f"{name}: is not in UTF-8: byte 0xE9 on line ")
    (row,) = read(data, name=name, encoding="cp1252")[1]
    assert isinstance(row, Row)
    assert row.record["title"] == "Café"


def test_file_in_utf8_is_read_as_such_with_a_remark() -> None:
    row = Row(2, {"title": "Café"})
    remark = Remark("read as UTF-8, which it is, not as cp1252")
    assert read("title\nCafé\n", encoding="cp1252")[1] == [remark, row]
    assert read("\ufefftitle\nCafé\n".encode("utf-16-le"), encoding="utf-16")[1] == [row]
    assert read("title\nCafé\n", encoding="UTF-8")[1] == [row]
    assert read("title\nCafe\n", encoding="cp1252")[1] == [Row(2, {"title": "Cafe"})]


# Delimiters


@pytest.mark.parametrize("as_format", [None, "csv", "tsv"])
def test_given_delimiter_is_used(as_format: str | None) -> None:
    content = "sep=;\ntitle;note\nSoul;a, b\tc\n"
    assert read(content, as_format, delimiter=";") == (
        None,
        [Row(3, SOUL | {"note": "a, b\tc"})],
    )


@pytest.mark.parametrize("as_format", [None, "imdb"])
def test_delimiter_applies_to_tables_of_other_programs(as_format: str | None) -> None:
    source, (row,) = read(IMDB.replace(",", "|"), as_format, delimiter="|")
    assert source == "IMDb"
    assert row == Row(2, {"title": "Soul", "kind": "film", "ids": {"imdb": "tt1"}})


@pytest.mark.parametrize(
    ("content", "as_format"),
    [('{"title": "Soul"}', None), (CALENDAR, None), ("title\nSoul\n", "json")],
)
def test_a_delimiter_is_for_tables(content: str, as_format: str | None) -> None:
    assert refusal(content, as_format, delimiter=";") == ("a.txt: is not a table")


# Mapped statuses


@pytest.mark.parametrize("content", [CALENDAR, IMDB])
def test_a_status_map_is_for_lists_of_ones_own(content: str) -> None:
    told = FileContext("a.txt", date(2021, 1, 7), UTC, stages={"soon": "announced"})
    with pytest.raises(FileError) as refused:
        recognition.read(io.BytesIO(content.encode()), told)
    assert str(refused.value) == "a.txt: is not a list of your own"


# Mapped columns


def test_map_makes_any_table_a_custom_table() -> None:
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
        ("a.json", "contains no records. They are a JSON array, or one object a line."),
        ("A.NDJSON", "contains no records. They are a JSON array, or one object a line."),
        ("a.ics", "is not a calendar, which begins with BEGIN:VCALENDAR."),
        (
            "a.csv",
            'has no header: its first line is "42".',
        ),
    ],
)
def test_file_name_selects_the_error_message(name: str, reason: str) -> None:
    assert refusal("42", name=name) == f"{name}: {reason}"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.csv", "is empty."),
        ("A.TSV", "is empty."),
        ("a.xml", "is empty."),
        ("a.txt", "is empty."),
        ("a.json", "contains no records. An array without any is written []."),
        ("stdin", "contains no records. An array without any is written []."),
    ],
)
def test_empty_file_is_refused(name: str, reason: str) -> None:
    assert refusal("", name=name) == f"{name}: {reason}"
    assert refusal(" \n", name=name) == f"{name}: {reason}"


def test_columns_of_one_name_are_numbered_only_in_tables_of_wikipedia() -> None:
    content = "Opening,Opening,Title,Ref.\nMAY,1,Soul,[1]\n"
    _, items = read(content)
    assert Remark("ignored columns: Opening, Opening (2)") in items
    assert refusal(content.replace("[1]", "x"), name="a.csv") == (
        'a.csv: has two columns "Opening". Rename one of them.'
    )
