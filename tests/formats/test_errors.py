import pytest

from slate.domain.errors import FileError
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
    listed,
    written,
)

MESSAGES: list[tuple[FileError, str]] = [
    (WholeLedgerError("a"), "a: is a ledger, which is imported as it is."),
    (NoTableError("a"), "a: is not a table"),
    (ForeignTableError("a"), "a: is not a spreadsheet of your own"),
    (
        OtherFormatError("a", "a list of IMDb", ["b", "c"]),
        "a: is not a list of IMDb: its columns are b, c.",
    ),
    (DelimiterError("a", "\t"), "a: has tabs between its columns."),
    (DelimiterError("a", "|"), "a: has | between its columns."),
    (UnnamedServiceError("a"), "a: is a catalogue that does not name its service."),
    (MappedTwiceError("a", "b"), 'a: has one column "b", which is mapped twice.'),
    (NoTitleError("a", ["b"], {"b": "title"}), "a: has no column title (its columns: b)."),
    (TwoColumnsError("a", "b", "date"), "a: has two columns for date."),
    (UnknownColumnsError("a", ["b"], {}, "c"), "a: has columns that slate does not know: b."),
]


@pytest.mark.parametrize(("error", "text"), MESSAGES, ids=lambda given: type(given).__name__)
def test_message_of_each_file_error(error: FileError, text: str) -> None:
    assert (str(error), error.name, error.exit_code) == (text, "a", 1)


def test_listed_columns_in_a_message() -> None:
    assert listed(["Title", "", "When, exactly", 'The "one"', "x" * 41]) == (
        f'Title, "When, exactly", "The ""one""", {"x" * 37}...'
    )
    assert listed(["c"] * 14) == f"{', '.join('c' * 12)} and 2 more"


@pytest.mark.parametrize(
    ("column", "cell"), [("When", "When"), ("a, b", '"a, b"'), ('5" disk', '"5"" disk"')]
)
def test_written_formats_a_column_as_a_csv_cell(column: str, cell: str) -> None:
    assert written(column) == cell
