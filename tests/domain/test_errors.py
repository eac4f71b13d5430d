from datetime import date

import pytest

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DateError,
    DiskFullError,
    FutureSpanError,
    HeldOpenError,
    LostMarksError,
    NewerFormatError,
    NoDaysError,
    NoFolderError,
    NoServiceError,
    NoSlateError,
    NotABackupError,
    NotASlateError,
    NothingToRestoreError,
    NotRestorableError,
    OwnRuleError,
    ReadOnlyError,
    SlateError,
    SoundSlateError,
    SpanError,
    StatusError,
    StoppedWriterError,
    TableError,
    TextError,
    TitleAmbiguousError,
    TitleNotFoundError,
    UnfinishedWriteError,
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
    (StatusError("soon", ("rumored", "released"), " or a label"), 2,
     '"soon" is not a status. Choose from rumored, released or a label.'),
    (StatusError("Watched", ("rumored",), of_viewer=True), 2,
     '"Watched" is about watching, not about the title. Choose from rumored.'),
    (NoDaysError("TBA"), 2, '"TBA" is not a date or time span: it names no days'),
    (FutureSpanError("2021-02", date(2021, 1, 7)), 2,
     '"2021-02" is in the future; today is 2021-01-07.'),
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
    (NotASlateError("/x"), 1, "/x: not a slate database. Nothing was changed."),
    (NotASlateError("/x", "/x.bak"), 1,
     "/x: not a slate database. Nothing was changed. The newest backup is /x.bak."),
    (NewerFormatError("/x", 9, 3), 1,
     "/x: written by a newer slate (format 9; this one knows 3). Upgrade slate."),
    (DamagedError("/x"), 1, "/x: the file is damaged; nothing was changed."),
    (DamagedError("/x", what="it is cut off"), 1,
     "/x: the file is damaged (it is cut off); nothing was changed."),
    (DamagedError("/x", "/x.bak"), 1,
     "/x: the file is damaged; nothing was changed. The newest backup is /x.bak."),
    (LostMarksError("/x", 1, 7), 1,
     ("/x: has the tables of a slate, but lost the numbers that mark it as one "
      "(application_id and user_version), as after .dump. Nothing was changed.")),
    (TableError("/x", "titles", None), 1, "/x: has no table titles. Nothing was changed."),
    (TableError("/x", "titles_folded", "table", "/x.bak", type_="index"), 1,
     ("/x: titles_folded is a table, not slate's index. Nothing was changed. "
      "The newest backup is /x.bak.")),
    (UnfinishedWriteError("/x"), 1,
     ("/x: cannot be read where it or its folder is not writable: an unfinished write must be "
      "rolled back first, or the file uses WAL. Copy it, with its -journal or -wal file, to a "
      "folder of yours, and use the copy.")),
    (OwnRuleError("/x", "the unique index i of titles is not slate's", "Drop it"), 1,
     "/x: the unique index i of titles is not slate's. Nothing was changed. Drop it."),
    (StoppedWriterError("/x", "import a.csv", 7), 1,
     ("/x: slate import a.csv (process 7) is writing, but is stopped. Continue it (fg, or kill "
      "-CONT 7), or end it. Nothing was changed.")),
    (HeldOpenError("/x"), 1,
     ("/x: another program, such as Litestream, has it open. Nothing was changed. Stop that "
      "program first.")),
    (NothingToRestoreError("/x"), 1,
     "/x: nothing of its ledger can be read. Nothing was changed."),
    (NotRestorableError("/x"), 1,
     "/x: is neither a slate nor the ledger of one. Nothing was changed."),
    (SoundSlateError("/x"), 1, "/x: is the slate itself, and nothing is wrong with it."),
    (NoSlateError("/x"), 1, "/x: there is no slate yet."),
    (NotABackupError("/x", "is the slate itself"), 1,
     "/x: is the slate itself, so it is not replaced by a backup."),
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


def test_a_message_holds_a_part_of_what_was_given_never_a_megabyte() -> None:
    message = str(DateError("x" * 1_000_000, "it is not a date"))

    assert message == f'"{"x" * 117}..." is not a date: it is not a date'
