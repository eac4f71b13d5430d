from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from slate.cli.advice import message, parts, title_there
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
from slate.formats.errors import RowError, TitleTextError
from slate.store.shared.errors import DamagedCopyError

NETFLIX, TV = ReleaseKey.parse("streaming||Netflix"), ReleaseKey.parse("tv||")
NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
# Each error, and the message that is printed for it.
MESSAGES: list[tuple[SlateError, str]] = [
    (DateError("soon", "it is vague"), '"soon" is not a date: it is vague'),
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
    (IdOfOtherError("$(x);y=1", "Garden Rescue", "Harbor", "harbor"),
     ('$(x);y=1 of "Garden Rescue" is the id of "Harbor" (harbor). If they are one work, accept '
      "the name (import --accept-ids, or update --aka); if the stored ID is wrong, remove it: "
      "slate update harbor --no-id '$(x);y'")),
    (RowError(12, "results, number 3: ", BatchNotFoundError("9")),
     '12: results, number 3: There is no batch "9". For all batches: slate log'),
    (NothingSaidError(),
     ("No field to update was given. For example: "
      "slate update cobra-kai-s3 -d 2021-01-08")),
    (BatchNotFoundError("9"), 'There is no batch "9". For all batches: slate log'),
    (DamagedCopyError("desk", is_gone=True),
     ("desk: the copy of it on this machine was damaged. Nothing was changed. "
      "Run the command again, which makes it anew.")),
    (DamagedCopyError("desk", is_gone=False),
     ("desk: the copy of it on this machine is damaged. Nothing was changed. "
      "Run it without --offline, which makes it anew.")),
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
    (ChangedMeanwhileError("Dune", [("year",), ("kind",), ("year",)], {}),
     '"Dune" was changed while you edited it: year, kind. Nothing was recorded.'),
]  # fmt: skip


@pytest.mark.parametrize(("error", "text"), MESSAGES, ids=lambda given: type(given).__name__)
def test_message_states_the_error_and_the_remedy(error: SlateError, text: str) -> None:
    assert message(error) == text


def test_an_existing_title_gets_an_update_command() -> None:
    error = TitleThereError("Dune", "dune")
    assert parts(title_there(error, "slate update dune -d 2021")) == (
        (
            '"Dune" is already on the slate (dune). '
            "If it is a different work, add --new; otherwise run:"
        ),
        "slate update dune -d 2021",
    )
