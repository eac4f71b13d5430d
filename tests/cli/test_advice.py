import shlex
from collections.abc import Mapping
from datetime import date

import pytest

from slate.cli.advice import hint_text, message, title_there
from slate.domain.errors import (
    AmbiguousRowError,
    BatchNotFoundError,
    DateError,
    FileError,
    ManyMatchError,
    NoDaysError,
    NoFolderError,
    NoFormatError,
    NoServiceError,
    NothingSaidError,
    NothingToUndoError,
    RowError,
    SlateError,
    SpanError,
    TitleNotFoundError,
    TitleThereError,
)
from slate.formats.errors import (
    DelimiterError,
    ForeignTableError,
    MappedTwiceError,
    NoTableError,
    NoTitleError,
    OtherFormatError,
    TwoColumnsError,
    UnknownColumnsError,
    UnnamedServiceError,
    WholeLedgerError,
)
from slate.formats.read.reader import Hint
from slate.formats.read.tables.column_maps import parse_map

# Each error, and the message that is printed for it.
MESSAGES: list[tuple[SlateError, str]] = [
    (DateError("soon", "it is vague"), '"soon" is no date: it is vague'),
    (FileError("a.csv", "is empty."), "a.csv: is empty."),
    (NoDaysError("TBA"),
     '"TBA" is no time span: it names no days; slate list --undated shows what has no date'),
    (SpanError(date(2021, 1, 2), date(2021, 1, 1)),
     "--until 2021-01-01 lies before --since 2021-01-02."),
    (NoServiceError("theaters", ("theatrical", "limited")),
     ('"theaters" is no service. '
      "Choose from --release-type theatrical, --release-type limited.")),
    (TitleNotFoundError("cobra", ["cobra-kai-s3", "cobra-kai-s4"]),
     'no title "cobra" on the slate. Near it: cobra-kai-s3, cobra-kai-s4.'),
    (TitleNotFoundError("cobra", []),
     'no title "cobra" on the slate. slate list shows what there is.'),
    (TitleNotFoundError("cobra", ["cobra-kai-s3"], removed_by=9),
     ('no title "cobra" on the slate: it was removed. '
      "slate log tells by which command, slate undo 9 brings it back.")),
    (ManyMatchError("Dune", ["dune", "dune-1984"]),
     ('"Dune" could be dune or dune-1984. Update one of them by its slug, '
      "say its year or kind, or add --new.")),
    (AmbiguousRowError("Dune", ["dune", "dune-1984"]),
     ('"Dune" could be dune or dune-1984. Say its slug, year or kind in the file, '
      "or leave the row out with --skip-invalid.")),
    (RowError(12, "results, number 3: ", BatchNotFoundError("9")),
     '12: results, number 3: no batch "9" in the log. slate log lists them.'),
    (NothingSaidError(),
     ("nothing to update was given. Say what is new, as in: "
      "slate update cobra-kai-s3 -d 2021-01-08")),
    (BatchNotFoundError("9"), 'no batch "9" in the log. slate log lists them.'),
    (NothingToUndoError("redo", "desk"), "nothing to redo by desk. slate log lists all batches."),
    (NoFolderError("/x"), "there is no folder /x. Make it first: mkdir -p /x"),
    (NoFormatError("/x", 0, None),
     ("/x: its format number was lost (user_version is 0). Nothing was changed. "
      "Put back a copy of it.")),
    (NoFormatError("/a b", 0, 3),
     ("/a b: its format number was lost (user_version is 0). Nothing was changed. "
      "To repair it: sqlite3 '/a b' 'pragma user_version = 3'")),
    (OtherFormatError("a.csv", "list of IMDb", ["b", "c"]),
     ("a.csv: is no list of IMDb: its columns are b, c. "
      "Without --as, slate finds out what it is.")),
    (ForeignTableError("a.ics"),
     "a.ics: is no table of one's own: --map is for the columns of CSV and TSV."),
    (NoTableError("a.ics"),
     "a.ics: is no table: --delimiter is for the columns of CSV and TSV."),
    (UnnamedServiceError("a.csv"),
     ("a.csv: is a service's catalogue, and does not say whose. "
      "Add --platform Netflix, or whose it is.")),
    (WholeLedgerError("a"),
     "a: is a ledger: it goes in as it is. Leave out all options but --dry-run."),
    (DelimiterError("a.csv", ";"),
     "a.csv: has semicolons between its columns. Add --delimiter ';'"),
    (DelimiterError("a.csv", ","), "a.csv: has commas between its columns. Add --delimiter ,"),
    (DelimiterError("a.csv", "\t"), "a.csv: has tabs between its columns. Add --delimiter tab"),
    (MappedTwiceError("a.csv", "Name"),
     'a.csv: has one column "Name", which --map names twice.'),
    (TwoColumnsError("a.csv", "release", "date"),
     "a.csv: has two columns for date. Say which, as in: --map release=date"),
    (NoTitleError("a.csv", ["Name", "When"], {"Name": "title", "When": "date"}),
     ("a.csv: has no column title (its columns: Name, When). "
      "Say which one it is, as in: --map Name=title,When=date")),
    (NoTitleError("a.csv", ['My, "Title"'], {'My, "Title"': "title"}),
     ('a.csv: has no column title (its columns: "My, ""Title"""). '
      "Say which one it is, as in: --map '\"My, \"\"Title\"\"\"=title'")),
    (UnknownColumnsError("a.csv", ["Rating"], {}, "My Title"),
     ("a.csv: has columns that slate does not know: Rating. "
      "To leave them out, name what is to be taken, as in: --map 'My Title=title'")),
    (UnknownColumnsError("a.csv", ["dat"], {"dat": "date"}, "title"),
     ("a.csv: has columns that slate does not know: dat. "
      "Name what they are: --map dat=date")),
    (UnknownColumnsError("a.csv", ["dat", "Rating"], {"dat": "date"}, "title"),
     ("a.csv: has columns that slate does not know: dat, Rating. "
      "Name what they are, and the rest is left out: --map dat=date")),
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
    assert parse_map("--map", shlex.split(text.partition("--map ")[2])[0]) == columns


def test_an_existing_title_gets_an_update_command() -> None:
    error = TitleThereError("Dune", "dune")
    assert title_there(error, "slate update dune -d 2021") == (
        '"Dune" is on the slate already (dune). '
        "Run: slate update dune -d 2021 (or add --new, if it is another work)."
    )


@pytest.mark.parametrize("hint", Hint)
def test_every_hint_is_a_sentence(hint: Hint) -> None:
    assert hint_text(hint).endswith(".")
