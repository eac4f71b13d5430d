import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from slate.cli.advice import hint_text, message, parts, title_there
from slate.domain.dates.number_order import NumberOrder, OrderEvidence
from slate.domain.errors import (
    DamagedError,
    DateError,
    LostMarksError,
    NoDaysError,
    NoFolderError,
    NoFormatError,
    NoServiceError,
    NotASlateError,
    SlateError,
    SpanError,
    TableError,
    TitleNotFoundError,
)
from slate.domain.ledger.errors import (
    AmbiguousRowError,
    BatchNotFoundError,
    ChangedMeanwhileError,
    ClockAheadError,
    ClockBehindError,
    FutureBatchError,
    IdOfOtherError,
    ManyMatchError,
    ManyReleasesError,
    NothingSaidError,
    NothingToUndoError,
    TitleThereError,
)
from slate.domain.titles.release_key import ReleaseKey
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
    RowError,
    SqliteError,
    StatusWordError,
    TitleLeftOutError,
    TitleTextError,
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

NETFLIX, TV = ReleaseKey.parse("streaming||Netflix"), ReleaseKey.parse("tv||")
NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
# Each error, and the message that is printed for it.
MESSAGES: list[tuple[SlateError, str]] = [
    (DateError("soon", "it is vague"), '"soon" is not a date: it is vague'),
    (FileError("a.csv", "is empty."), "a.csv: is empty."),
    (TitleTextError(7, BatchNotFoundError("9")),
     'line 7: There is no batch "9". For all batches: slate log'),
    (NoDaysError("TBA"),
     ('"TBA" is not a date or time span: it names no days. '
      "For titles without a date: slate list --undated")),
    (SpanError(date(2021, 1, 2), date(2021, 1, 1)),
     "--until 2021-01-01 lies before --since 2021-01-02."),
    (ManyReleasesError("Dune", ["Netflix, 2021", "tv, 2021"], [NETFLIX, TV]),
     '"Dune" has 2 releases: Netflix, 2021; tv, 2021. Say which: -p Netflix or --release-type tv'),
    (NoServiceError("theaters", ("theatrical", "limited")),
     ('"theaters" is not a service. '
      "Choose from --release-type theatrical, --release-type limited.")),
    (TitleNotFoundError("cobra", ["cobra-kai-s3", "cobra-kai-s4"]),
     'No title "cobra". Did you mean cobra-kai-s3 or cobra-kai-s4?'),
    (TitleNotFoundError("cobra", []),
     'No title "cobra". For all titles: slate list'),
    (TitleNotFoundError("cobra", ["cobra-kai-s3"], removed_by=9),
     ('No title "cobra": it was removed. '
      "To bring it back: slate undo 9")),
    (ManyMatchError("Dune", ["dune", "dune-1984"]),
     ('"Dune" could be dune or dune-1984. Update one of them by its slug, '
      "give its year or kind, or add --new.")),
    (AmbiguousRowError("Dune", ["dune", "dune-1984"]),
     ('"Dune" could be dune or dune-1984. Add what distinguishes them to the file, '
      "for example its slug, or skip the row with --skip-invalid.")),
    (IdOfOtherError("imdb=tt1", "Garden Rescue", "Harbor", "harbor"),
     ('imdb=tt1 of "Garden Rescue" is the id of "Harbor" (harbor). If they are one work, accept '
      "the name (import --accept-ids, or update --aka); if the stored ID is wrong, remove it: "
      "slate update harbor --no-id imdb")),
    (RowError(12, "results, number 3: ", BatchNotFoundError("9")),
     '12: results, number 3: There is no batch "9". For all batches: slate log'),
    (NothingSaidError(),
     ("No field to update was given. For example: "
      "slate update cobra-kai-s3 -d 2021-01-08")),
    (BatchNotFoundError("9"), 'There is no batch "9". For all batches: slate log'),
    (ClockBehindError(NOW, 4, "2021-01-10T12:00:00.000000Z"),
     ("This machine's clock is at 2021-01-07, more than two days behind the newest batch "
      "(4, of 2021-01-10). Nothing was changed. If the clock is right, correct all batches of the "
      "future; the log says how (or add --accept-clock): slate log")),
    (ClockAheadError(NOW, "2010-12-31T12:00:00.000000Z"),
     ("This machine's clock is at 2021-01-07, more than ten years ahead of the newest batch "
      "(of 2010-12-31). Nothing was changed. If the clock is right, add --accept-clock.")),
    (FutureBatchError("9f", "2021-01-10T12:00:00.000000Z", NOW),
     ("Batch 9f was recorded on 2021-01-10, more than two days ahead of this machine's clock "
      "(2021-01-07). Nothing was stored. If that is right, add --accept-clock.")),
    (NothingToUndoError("redo", "desk"),
     "There is nothing of desk's to redo. For all batches: slate log"),
    (NoFolderError("/x"), "There is no folder /x. Create it first: mkdir -p /x"),
    (NoFormatError("/x", 0, None),
     ("/x: its format number was lost (user_version is 0). Nothing was changed. "
      "If you have no backup elsewhere, recover what can be read: slate restore /x")),
    (NoFormatError("/a b", 0, 3),
     ("/a b: its format number was lost (user_version is 0). Nothing was changed. "
      "To repair it: sqlite3 '/a b' 'pragma user_version = 3'")),
    (LostMarksError("/a b", 1936482676, 7),
     ("/a b: has the tables of a slate, but lost the numbers that mark it as one "
      "(application_id and user_version), as after .dump. Nothing was changed. To mark it again: "
      "sqlite3 '/a b' 'pragma application_id = 1936482676; pragma user_version = 7'")),
    (DamagedError("/a b", None, "it is cut off"),
     ("/a b: the file is damaged (it is cut off); nothing was changed. "
      "If you have no backup elsewhere, recover what can be read: slate restore '/a b'")),
    (NotASlateError("/x"), "/x: not a slate database. Nothing was changed."),
    (NotASlateError("/x", Path("/a b.bak")),
     ("/x: not a slate database. Nothing was changed. The newest backup is /a b.bak. "
      "To go back to it: slate restore '/a b.bak'")),
    (DamagedError("/x", Path("/a b.bak")),
     ("/x: the file is damaged; nothing was changed. The newest backup is /a b.bak. "
      "To go back to it: slate restore '/a b.bak'")),
    (DamagedError("/x", Path("/x.bak"), "titles: 1 row differs", can_rebuild=True),
     ("/x: the file is damaged (titles: 1 row differs); nothing was changed. "
      "The newest backup is /x.bak. To repair it: slate check --rebuild")),
    (TableError("/x", "reports", None),
     ("/x: has no table reports. Nothing was changed. "
      "If you have no backup elsewhere, recover what can be read: slate restore /x")),
    (TableError("/x", "reports", "view", Path("/x.bak")),
     ("/x: reports is a view, not slate's table. Nothing was changed. "
      "The newest backup is /x.bak. To go back to it: slate restore /x.bak")),
    (TableError("/x", "titles_folded", None, Path("/x.bak"), type_="index", can_rebuild=True),
     ("/x: has no index titles_folded. Nothing was changed. The newest backup is /x.bak. "
      "To repair it: slate check --rebuild")),
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
    (ArchiveError("a.zip", "a zip archive with a.csv", "unzip"),
     "a.zip: is a zip archive with a.csv. Unpack it first: unzip a.zip"),
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
    (ChangedMeanwhileError("Dune", [("year",), ("kind",), ("year",)], {}),
     '"Dune" was changed while you edited it: year, kind. Nothing was recorded.'),
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


def test_an_existing_title_gets_an_update_command() -> None:
    error = TitleThereError("Dune", "dune")
    assert parts(title_there(error, "slate update dune -d 2021")) == (
        (
            '"Dune" is already on the slate (dune). '
            "If it is a different work, add --new; otherwise run:"
        ),
        "slate update dune -d 2021",
    )


@pytest.mark.parametrize("hint", Hint)
def test_every_hint_is_a_sentence(hint: Hint) -> None:
    assert hint_text(hint).endswith(".")
