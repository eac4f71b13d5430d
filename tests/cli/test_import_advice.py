import shlex
from collections.abc import Mapping, Sequence

import pytest

from slate.cli.advice import message
from slate.cli.import_advice import hint_text
from slate.domain.dates.number_order import NumberOrder, OrderEvidence
from slate.domain.errors import (
    SlateError,
)
from slate.formats.errors import (
    ArchiveError,
    CompressedError,
    DelimiterError,
    FileError,
    ForeignStatusError,
    ForeignTableError,
    ImportRefusedError,
    MappedTwiceError,
    NoHeaderError,
    NoStatusError,
    NoTableError,
    NoTitleError,
    OtherEncodingError,
    OtherFormatError,
    RecordError,
    SqliteError,
    StatusWordError,
    TitleLeftOutError,
    TomlError,
    TwoColumnsError,
    UnknownColumnsError,
    UnknownJsonError,
    UnnamedServiceError,
    ViewingHistoryError,
    WholeLedgerError,
    WrappedRecordsError,
    YamlError,
)
from slate.formats.read.reader import Hint
from slate.formats.read.tables.column_maps import parse_maps

# Each error, and the message that is printed for it.
MESSAGES: list[tuple[SlateError, str]] = [
    (FileError("a.csv", "is empty."), "a.csv: is empty."),
    (OtherFormatError("a.csv", "a list of IMDb", ["b", "c"]),
     ("a.csv: is not a list of IMDb: its columns are b, c. "
      "Leave out --as, and slate detects the format.")),
    (ForeignTableError("a.ics"),
     "a.ics: is not a spreadsheet of your own: --map is for the columns of CSV and TSV."),
    (NoTableError("a.ics"),
     "a.ics: is not a table: --delimiter is for the columns of CSV and TSV."),
    (UnnamedServiceError("a.csv"),
     ("a.csv: is a catalogue that does not name its service. "
      "Name it, as in --platform Netflix.")),
    (WholeLedgerError("a"),
     ("a: is a ledger, which is imported as it is. "
      "Leave out all options but --dry-run and --accept-clock.")),
    (OtherEncodingError("a.csv", "UTF-8", ": byte 0xE9 on line 2", ("cp1252",)),
     ("a.csv: is not in UTF-8: byte 0xE9 on line 2. "
      "Name its encoding, which may be cp1252: --encoding cp1252")),
    (OtherEncodingError("a.csv", "cp1252", "", ("shift_jis", "gb18030")),
     ("a.csv: is not in cp1252. "
      "Name its encoding, which may be shift_jis or gb18030: --encoding shift_jis")),
    (OtherEncodingError("a.csv", "UTF-8", "", ()),
     "a.csv: is not in UTF-8. Save it as UTF-8."),
    (CompressedError("a b.gz", "gzip", "gunzip"),
     "a b.gz: is compressed with gzip. Unpack it first: gunzip 'a b.gz'"),
    (CompressedError("stdin", "gzip", "gunzip"),
     "stdin: is compressed with gzip. Unpack it first: gunzip FILE"),
    (CompressedError("https://a.example/b c/l.csv.gz", "gzip", "gunzip"),
     ("https://a.example/b c/l.csv.gz: is compressed with gzip. "
      "Download it first: curl -L -o l.csv.gz 'https://a.example/b c/l.csv.gz'")),
    (ArchiveError("webcal://a.example/", "a zip archive", "unzip"),
     ("webcal://a.example/: is a zip archive. "
      "Download it first: curl -L -o list https://a.example/")),
    (SqliteError("http://a.example/-x", is_slate=True),
     ("http://a.example/-x: is a slate, which is imported by its ledger. "
      "Download it first: curl -L -o ./-x http://a.example/-x")),
    (WrappedRecordsError("https://a.example/l.json", ["items"]),
     ("https://a.example/l.json: is JSON with its records in items. "
      "Download it first: curl -L -o l.json https://a.example/l.json")),
    (DelimiterError("https://a.example/l.csv", ","),
     "https://a.example/l.csv: has commas between its columns. Add --delimiter ,"),
    (ArchiveError("a.zip", "a zip archive with a.csv", "unzip"),
     "a.zip: is a zip archive with a.csv. Unpack it first: unzip a.zip"),
    (ArchiveError("-d.zip", "a zip archive", "unzip"),
     "-d.zip: is a zip archive. Unpack it first: unzip ./-d.zip"),
    (SqliteError("-a.db", is_slate=True),
     ("-a.db: is a slate, which is imported by its ledger. "
      "Write that first: slate --db ./-a.db export ./-a.db.slate.ndjson")),
    (SqliteError("a.db", is_slate=True),
     ("a.db: is a slate, which is imported by its ledger. "
      "Write that first: slate --db a.db export a.db.slate.ndjson")),
    (SqliteError("a.db", is_slate=False),
     ("a.db: is an SQLite database. Write one of its tables as CSV: "
      "sqlite3 -csv -header a.db 'select * from NAME' > NAME.csv")),
    (YamlError("a.yml"),
     ("a.yml: is YAML, which slate does not read. "
      "Convert it to JSON first, for example with yq.")),
    (WrappedRecordsError("a.json", ["items"], {"title": "title", "network": "platform"}),
     ("a.json: is JSON with its records in items. Name its fields as slate does, for example: "
      "jq '.items | map({title: .title, platform: .network})' a.json > records.json")),
    (WrappedRecordsError("a b.json", ["data", 'my "list"']),
     ('a b.json: is JSON with its records in data.my "list". '
      "Take them out first: jq '.data.\"my \\\"list\\\"\"' 'a b.json' > records.json")),
    (UnknownJsonError("a.json", ["data", "meta"], ["data"], {"year": "year"}),
     ("a.json: is JSON that slate does not know; its keys are data, meta. Rewrite it as records "
      'of slate, such as {"title": "Soul", "date": "2020-12-25"}; if it is a list of your own, '
      "--as json names what is wrong in it.")),
    (UnknownJsonError("a.json", ["data"], ["data"], {"name": "title", "airs on": "date"}),
     ("a.json: is JSON that slate does not know; its keys are data. "
      "Name its fields as slate does, for example: "
      "jq '.data | map({title: .name, date: .\"airs on\"})' a.json > records.json")),
    (UnknownJsonError("stdin", ["name", ""], [], {"name": "title"}),
     ('stdin: is JSON that slate does not know; its keys are name, "". '
      "Name its fields as slate does, for example: "
      "jq -s 'flatten | map({title: .name})' FILE > records.json")),
    (DelimiterError("a.csv", ";"),
     "a.csv: has semicolons between its columns. Add --delimiter ';'"),
    (DelimiterError("a.csv", ","), "a.csv: has commas between its columns. Add --delimiter ,"),
    (DelimiterError("a.csv", "\t"), "a.csv: has tabs between its columns. Add --delimiter tab"),
    (MappedTwiceError("a.csv", "Name"),
     'a.csv: has one column "Name", which --map names twice.'),
    (ForeignStatusError("a.json"),
     "a.json: is not a list of your own: --map-status is for your own tables and records."),
    (NoStatusError("a.csv", ["b"]), "a.csv: has no column status to map (its columns: b)."),
    (TitleLeftOutError("a.csv", "Film"),
     ('a.csv: has no title without its column "Film". '
      "Do not leave it out, or map another one to title.")),
    (TwoColumnsError("a.csv", "date", {}),
     "a.csv: has two columns for date. Choose one: --map COLUMN=date"),
    (NoHeaderError("a.txt", ["Dune"]),
     ('a.txt: has no header: its first line is "Dune". Write title in the first line, above it; if '
      "it is the header after all: --map COLUMN=title")),
    (NoHeaderError("a.txt", ["Dune", "2021"]),
     ('a.txt: has no header: its first line is "Dune, 2021". '
      "Write the names of the columns in the first line, such as title,date.")),
    (TomlError("a.toml"),
     ("a.toml: is TOML, which slate does not read. "
      "Convert it to JSON first, for example with yq.")),
    (ViewingHistoryError("a.csv"),
     ("a.csv: is a viewing history of Netflix: it says what was watched, not what is coming. If it "
      "is a list of your own, say what its columns hold: --map Title=title,Date=date")),
    (NoTitleError("a.csv", ["Rating"], {}),
     ("a.csv: has no column title (its columns: Rating). "
      "Name the one that holds the titles: --map COLUMN=title")),
    (TwoColumnsError("a.csv", "date", {"release": "date"}),
     "a.csv: has two columns for date. Choose one, as in: --map release=date"),
    (NoTitleError("a.csv", ["Name", "When"], {"Name": "title", "When": "date"}),
     ("a.csv: has no column title (its columns: Name, When). "
      "Name it, as in: --map Name=title,When=date")),
    (NoTitleError("a.csv", ['My, "Title"'], {'My, "Title"': "title"}),
     ('a.csv: has no column title (its columns: "My, ""Title"""). '
      "Name it, as in: --map '\"My, \"\"Title\"\"\"=title'")),
    (UnknownColumnsError("a.csv", ["Rating"], {"My Title": "title"}),
     ("a.csv: has columns that slate does not know: Rating. "
      "To ignore them, map the columns to import, as in: --map 'My Title=title'")),
    (UnknownColumnsError("a.csv", ["dat"], {"dat": "date"}),
     ("a.csv: has columns that slate does not know: dat. "
      "Map them: --map dat=date")),
    (UnknownColumnsError("a.csv", ["dat"], {"dat": "date"}, NumberOrder.DMY),
     ("a.csv: has columns that slate does not know: dat. "
      "Map them: --map dat=date --date-order dmy")),
    (UnknownColumnsError("a.csv", ["dat", "Rating"], {"dat": "date"}),
     ("a.csv: has columns that slate does not know: dat, Rating. "
      "Map them (the others are ignored): --map dat=date")),
    (UnknownColumnsError("a.csv", ["Rating"], {"Title": "title", "Date": ""}),
     ("a.csv: has columns that slate does not know: Rating. "
      "To ignore them, map the columns to import, as in (Date looks like the viewer's, so it is "
      "left out): --map Title=title,Date=")),
    (UnknownColumnsError("a.csv", ["Rating", "Out"], {"Date": "", "Out": "date", "On, off": ""}),
     ("a.csv: has columns that slate does not know: Rating, Out. "
      'Map them (the others are ignored; Date and "On, off" look like the viewer\'s, so they are '
      "left out): --map 'Date=,Out=date,\"On, off\"='")),
    (UnknownColumnsError("a.csv", ["Network", "Where"], {"title": "title"},
                         rivals={"platform": ["Network", "Where"]}),
     ("a.csv: has columns that slate does not know: Network, Where. "
      "Network and Where may both be the platform: map one of them. "
      "To ignore them, map the columns to import, as in: --map title=title")),
    (NoTitleError("a.csv", ["A", "B"], {"A": "title"},
                  rivals={"credits.director": ["B", "C", "D"]}),
     ("a.csv: has no column title (its columns: A, B). "
      "B, C and D may all be the director: map one of them. Name it, as in: --map A=title")),
]  # fmt: skip


@pytest.mark.parametrize(("error", "text"), MESSAGES, ids=lambda given: type(given).__name__)
def test_message_states_the_error_and_the_remedy(error: SlateError, text: str) -> None:
    assert message(error) == text


@pytest.mark.parametrize(
    "columns",
    [
        {"Name": "title"},
        {"Director's cut": "note"},
        {"When, exactly": "date", 'The "one"': "title"},
    ],
)
def test_the_suggested_map_option_parses_back(columns: Mapping[str, str]) -> None:
    text = message(NoTitleError("a.csv", list(columns), columns))
    assert parse_maps("--map", shlex.split(text.partition("--map ")[2])[:1]) == columns


MAP_THEM = 'Map these words to stages, as in "Soon=announced"; nothing after = leaves one out: '
OR_LEAVE_OUT = "Map its words with --map-status, or leave its column out: --map COLUMN="


def _refused(*words: str, shared: Sequence[str] = ()) -> ImportRefusedError:
    statuses = [StatusWordError(2, "status: ...", word, of_viewer=bool(shared)) for word in words]
    return ImportRefusedError("a.csv", statuses, shared=shared)


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (
            _refused("Soon", "it's out", "SOON"),
            f"""{MAP_THEM}--map-status 'SOON=,it'"'"'s out='""",
        ),
        (
            _refused("Plan  to\nwatch", "Watched", shared=["On-Hold", "Finished"]),
            MAP_THEM.replace(": ", " (On-Hold and Finished are about watching here, too): ")
            + "--map-status 'Plan to watch=,Watched=,On-Hold=,Finished='",
        ),
        (
            _refused("Watched", shared=["Paused"]),
            MAP_THEM.replace(": ", " (Paused is about watching here, too): ")
            + "--map-status Watched=,Paused=",
        ),
        (_refused(*map(str, range(13))), OR_LEAVE_OUT),
        (_refused("x" * 100), OR_LEAVE_OUT),
    ],
)
def test_unknown_statuses_of_a_list_can_be_mapped(error: SlateError, advice: str) -> None:
    assert message(error).partition("Nothing was stored. ")[2] == advice


@pytest.mark.parametrize(
    ("proofs", "advice"),
    [
        ({NumberOrder.MDY: "01/25/2021"},
         'Dates begin with the month, as "01/25/2021" shows. Add --date-order mdy'),
        ({}, ('If dates such as "10/02/2021" begin with the day, add --date-order dmy; '
              "if they begin with the month, --date-order mdy")),
        ({NumberOrder.DMY: "25/01/2021", NumberOrder.MDY: "01/25/2021"},
         ('Dates have two orders, as "25/01/2021" and "01/25/2021" show: '
          "write them like 2008-10-07.")),
    ],
)  # fmt: skip
def test_unclear_dates_of_a_list_get_an_order(
    proofs: Mapping[NumberOrder, str], advice: str
) -> None:
    dates = OrderEvidence("10/02/2021", dict(proofs))
    problem = RecordError(2, "date is unclear.")
    told = message(ImportRefusedError("a.csv", [problem], dates))
    assert told.partition("Nothing was stored. ")[2] == advice


def test_dates_and_statuses_of_a_list_get_advice_together() -> None:
    dates = OrderEvidence("10/02/2021", {NumberOrder.DMY: "25/01/2021"})
    status = StatusWordError(2, "status: ...", "Soon", of_viewer=False)
    assert message(ImportRefusedError("a.csv", [status], dates)) == (
        '1 problem in a.csv. Nothing was stored. Dates begin with the day, as "25/01/2021" shows. '
        f"Add --date-order dmy. {MAP_THEM}--map-status Soon="
    )


def test_a_list_with_other_problems_gets_no_advice_on_its_status() -> None:
    error = ImportRefusedError("a.csv", [RecordError(2, "title is missing.")])
    assert message(error) == "1 problem in a.csv. Nothing was stored."


@pytest.mark.parametrize("hint", Hint)
def test_every_hint_is_a_sentence(hint: Hint) -> None:
    assert hint_text(hint).endswith(".")
