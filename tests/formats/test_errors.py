import pytest

from slate.domain.ledger.errors import NothingSaidError
from slate.formats.errors import (
    DelimiterError,
    FileError,
    ForeignStatusError,
    ForeignTableError,
    ImportRefusedError,
    MappedTwiceError,
    NoStatusError,
    NoTableError,
    NoTitleError,
    OtherFormatError,
    OtherStateError,
    RecordError,
    RowError,
    StatusWordError,
    TitleLeftOutError,
    TitleTextError,
    TwoColumnsError,
    UnknownColumnsError,
    UnknownRootError,
    UnnamedServiceError,
    WholeLedgerError,
    listed,
    written,
)

XML = "Export the list as CSV or JSON; of XML, slate reads the lists of MyAnimeList."
MESSAGES: list[tuple[FileError, str]] = [
    (WholeLedgerError("a"), "a: is a ledger, which is imported as it is."),
    (NoTableError("a"), "a: is not a table"),
    (ForeignTableError("a"), "a: is not a spreadsheet of your own"),
    (
        OtherFormatError("a", "a list of IMDb", ["b", "c"]),
        "a: is not a list of IMDb: its columns are b, c.",
    ),
    (
        UnknownRootError("a", "work"),
        f"a: is XML that slate does not know; its root is <work>. {XML}",
    ),
    (
        UnknownRootError("a", "RSS"),
        f"a: is XML that slate does not know; its root is <RSS>, a feed. {XML}",
    ),
    (DelimiterError("a", "\t"), "a: has tabs between its columns."),
    (DelimiterError("a", "|"), "a: has | between its columns."),
    (UnnamedServiceError("a"), "a: is a catalogue that does not name its service."),
    (MappedTwiceError("a", "b"), 'a: has one column "b", which is mapped twice.'),
    (NoTitleError("a", ["b"], {"b": "title"}), "a: has no column title (its columns: b)."),
    (TwoColumnsError("a", "date", {"b": "date"}), "a: has two columns for date."),
    (
        UnknownColumnsError("a", ["b"], {"c": "title"}),
        "a: has columns that slate does not know: b.",
    ),
    (ForeignStatusError("a"), "a: is not a list of your own"),
    (NoStatusError("a", ["b", "c"]), "a: has no column status to map (its columns: b, c)."),
    (TitleLeftOutError("a", "b"), 'a: has no title without its column "b".'),
]


@pytest.mark.parametrize(("error", "text"), MESSAGES, ids=lambda given: type(given).__name__)
def test_message_of_each_file_error(error: FileError, text: str) -> None:
    assert (str(error), error.name, error.exit_code) == (text, "a", 1)


def test_error_of_a_record_begins_with_its_line() -> None:
    assert str(FileError("slate.csv", "no such file")) == "slate.csv: no such file"
    assert str(RecordError(12, "no title")) == "12: no title"
    assert str(RowError(12, "results, number 3: ", NothingSaidError())) == (
        "12: results, number 3: No field to update was given."
    )


def test_refused_file_keeps_all_its_unknown_statuses() -> None:
    statuses = [StatusWordError(n, "status: ...", f"w{n}", of_viewer=False) for n in range(20)]
    refused = ImportRefusedError("slate.csv", [RecordError(2, "no title"), *statuses])

    assert (len(refused.problems), refused.statuses) == (10, statuses)


def test_columns_that_an_example_maps_are_counted() -> None:
    example = {"a": "date", "b": "", "title": "title"}
    assert UnknownColumnsError("a", ["a", "b", "c"], example).mapped == 1


def test_refused_file_has_one_problem() -> None:
    refused = ImportRefusedError("slate.csv", [RecordError(2, "no title")])

    assert str(refused) == "1 problem in slate.csv. Nothing was stored."
    assert (refused.name, [str(each) for each in refused.problems]) == (
        "slate.csv",
        ["2: no title"],
    )


def test_refused_file_keeps_ten_problems_and_counts_the_rest() -> None:
    refused = ImportRefusedError("slate.csv", [RecordError(n, "no title") for n in range(1, 13)])

    assert str(refused) == "12 problems in slate.csv (2 more not shown). Nothing was stored."
    assert [each.line for each in refused.problems] == list(range(1, 11))


def test_refused_file_with_ten_problems_keeps_all() -> None:
    refused = ImportRefusedError("slate.csv", [RecordError(n, "no title") for n in range(10)])

    assert str(refused) == "10 problems in slate.csv. Nothing was stored."
    assert len(refused.problems) == 10


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


def test_an_error_in_the_text_of_a_title_names_its_line() -> None:
    error = TitleTextError(7, NothingSaidError())
    assert (str(error), error.exit_code) == ("line 7: No field to update was given.", 1)


def test_an_error_about_another_state_says_how_to_go_on() -> None:
    assert str(OtherStateError("Dune")) == (
        'This text is of another state of "Dune": it would take back what was recorded since. Make '
        "your changes in a new text, or delete this line to record all that differs."
    )
