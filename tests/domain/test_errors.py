from datetime import date

import pytest

from slate.domain.errors import (
    AlreadyUndoneError,
    BatchNotFoundError,
    BusyError,
    DamagedError,
    DateError,
    DiskFullError,
    FileError,
    ImportRefusedError,
    LinkToItselfError,
    ManyMatchError,
    NewerFormatError,
    NoDaysError,
    NoFolderError,
    NoServiceError,
    NotASlateError,
    NothingSaidError,
    NothingToUndoError,
    ReadOnlyError,
    RecordError,
    RowError,
    SlateError,
    SlugTakenError,
    SpanError,
    TextError,
    TitleAmbiguousError,
    TitleNotFoundError,
    TitleThereError,
    UndoRefusedError,
    UnreadableError,
    WindowError,
    WordError,
)

# The message that a user reads, with the exit status.
MESSAGES: list[tuple[SlateError, int, str]] = [
    (DateError("soon", "it is vague"), 2, '"soon" is not a date: it is vague'),
    (WindowError("TBA", "it is empty"), 2, '"TBA" is not a date or time span: it is empty'),
    (TextError("title", "is empty."), 2, "title is empty."),
    (WordError("kind", "opera", ("film", "series")), 2,
     '"opera" is not a kind. Choose from film, series.'),
    (WordError("region", "USA", ("US",), " or another"), 2,
     '"USA" is not a region. Choose from US or another.'),
    (NoDaysError("TBA"), 2, '"TBA" is not a date or time span: it names no days'),
    (SpanError(date(2021, 1, 2), date(2021, 1, 1)), 2,
     "the last day, 2021-01-01, lies before the first, 2021-01-02."),
    (NoServiceError("theaters", ["theatrical"]), 2, '"theaters" is not a service.'),
    (TitleNotFoundError("cobra", ["cobra-kai-s3", "cobra-kai-s4"]), 3,
     'No title "cobra". Did you mean cobra-kai-s3 or cobra-kai-s4?'),
    (TitleNotFoundError("cobra", []), 3, 'No title "cobra".'),
    (TitleNotFoundError("cobra", ["cobra-kai-s3"], removed_by=9), 3,
     'No title "cobra": it was removed.'),
    (TitleAmbiguousError("cobra", ["cobra-kai-s3", "cobra-kai-s4"]), 2,
     '"cobra" is ambiguous: cobra-kai-s3 or cobra-kai-s4?'),
    (TitleThereError("Cobra Kai: season 3", "cobra-kai-s3"), 1,
     '"Cobra Kai: season 3" is already on the slate (cobra-kai-s3).'),
    (ManyMatchError("Dune", ["dune", "dune-1984", "dune-2"]), 1,
     '"Dune" could be dune, dune-1984 or dune-2.'),
    (SlugTakenError("dune", "Dune"), 1, 'The slug dune belongs to "Dune". Choose another.'),
    (LinkToItselfError("Dune"), 2, '"Dune" cannot follow itself.'),
    (NothingSaidError(), 2, "No field to update was given."),
    (BatchNotFoundError("9"), 3, 'There is no batch "9".'),
    (NothingToUndoError("redo", "desk"), 3, "There is nothing of desk's to redo."),
    (AlreadyUndoneError(4, "taken back already"), 1,
     "Batch 4 is taken back already. Nothing was changed."),
    (UndoRefusedError(1, ["dune"], [2]), 1,
     "Batch 1 created dune; batch 2 has reported on it since. Undo batch 2 first."),
    (UndoRefusedError(1, ["a", "b", "c", "d", "e", "f", "g"], [2, 5]), 1,
     ("Batch 1 created a, b, c, d, e and 2 more; batches 2, 5 have reported on them since. "
     "Undo batches 2, 5 first.")),
    (RecordError(12, "no title"), 1, "12: no title"),
    (RowError(12, "results, number 3: ", NothingSaidError()), 1,
     "12: results, number 3: No field to update was given."),
    (FileError("slate.csv", "no such file"), 1, "slate.csv: no such file"),
    (NotASlateError("/x"), 1, "/x: not a slate database. Nothing was changed."),
    (NewerFormatError("/x", 9, 3), 1,
     "/x: written by a newer slate (format 9; this one knows 3). Upgrade slate."),
    (DamagedError("/x"), 1,
     "/x: the file is damaged; nothing was changed. Restore a copy of it."),
    (DamagedError("/x", "/x.bak"), 1,
     "/x: the file is damaged; nothing was changed. The newest backup is /x.bak."),
    (BusyError("/x"), 1,
     "/x: the store is busy (another slate is writing?). Try again in a moment."),
    (DiskFullError("/x"), 1, "/x: the disk is full. Nothing was changed."),
    (ReadOnlyError("/x"), 1, "/x: is not writable. Nothing was changed."),
    (UnreadableError("/x", "Permission denied"), 1,
     "/x: cannot be used: Permission denied. Nothing was changed."),
    (NoFolderError("/x"), 1, "There is no folder /x."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "exit_code", "message"), MESSAGES, ids=lambda given: type(given).__name__
)
def test_each_error_has_a_one_line_message_and_an_exit_status(
    error: SlateError, exit_code: int, message: str
) -> None:
    assert (str(error), error.exit_code) == (message, exit_code)


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


def test_a_message_holds_a_part_of_what_was_given_never_a_megabyte() -> None:
    message = str(DateError("x" * 1_000_000, "it is not a date"))

    assert message == f'"{"x" * 117}..." is not a date: it is not a date'
    assert len(str(NothingToUndoError("undo", "x" * 1_000))) < 200
