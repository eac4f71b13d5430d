from datetime import datetime, timedelta, timezone

import pytest

from slate.domain.errors import SlateError
from slate.domain.ledger.errors import (
    AlreadyUndoneError,
    AmbiguousRowError,
    BatchNamedTwiceError,
    BatchNotFoundError,
    ChangedMeanwhileError,
    ClockAheadError,
    ClockBehindError,
    FutureBatchError,
    IdOfOtherError,
    LinkToItselfError,
    ManyMatchError,
    ManyReleasesError,
    NoIdError,
    NoReleaseError,
    NotApartError,
    NothingSaidError,
    NothingToSplitError,
    NothingToUndoError,
    NotInBatchError,
    OtherBatchError,
    ReleaseTwiceError,
    SameTitleError,
    SlugTakenError,
    TitleThereError,
    UndoneBeforeError,
    UndoRefusedError,
)
from slate.domain.titles.release_key import ReleaseKey

NETFLIX = ReleaseKey.parse("streaming||Netflix")
HULU = ReleaseKey.parse("streaming||Hulu")
NOW = datetime(2021, 1, 6, 20, tzinfo=timezone(timedelta(hours=-8)))  # the 7th in UTC
# The message that a user reads, with the exit status.
MESSAGES: list[tuple[SlateError, int, str]] = [
    (TitleThereError("Cobra Kai: season 3", "cobra-kai-s3"), 1,
     '"Cobra Kai: season 3" is already on the slate (cobra-kai-s3).'),
    (ManyMatchError("Dune", ["dune", "dune-1984", "dune-2"]), 1,
     '"Dune" could be dune, dune-1984 or dune-2.'),
    (SlugTakenError("dune", "Dune"), 1, 'The slug dune belongs to "Dune". Choose another.'),
    (ChangedMeanwhileError("Dune", [("year",)], {}), 1,
     '"Dune" was changed while you edited it. Nothing was recorded.'),
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
    (SameTitleError("dune", "dune-2021", "dune"), 2,
     '"dune" and "dune-2021" are already the same title (dune).'),
    (AmbiguousRowError("Dune", ["dune", "dune-1984"]), 1, '"Dune" could be dune or dune-1984.'),
    (NotInBatchError("dune", 4, ["heat", "mank"]), 3,
     'Batch 4 does not report on "dune". It is about heat, mank.'),
    (IdOfOtherError("imdb=tt1", "Garden Rescue", "Harbor", "harbor"), 1,
     'imdb=tt1 of "Garden Rescue" is the id of "Harbor" (harbor).'),
    (NothingToSplitError("Dune", "TMDB", ["IMDb", "Netflix"]), 3,
     'TMDB has not reported on "Dune". IMDb, Netflix did.'),
    (NothingToSplitError("Dune", "TMDB", []), 3, 'TMDB has not reported on "Dune".'),
    (NothingToSplitError("Dune", "TMDB", ["TMDB"]), 3, 'Only TMDB has reported on "Dune".'),
    (NoReleaseError("Dune", "Hulu", ["Netflix, 2021-03", "theatrical, US, no date"]), 3,
     '"Dune" has no such release (Hulu). It has Netflix, 2021-03; theatrical, US, no date.'),
    (NoReleaseError("Dune", "Hulu", []), 3, '"Dune" has no release.'),
    (ManyReleasesError("Dune", ["Netflix, 2021-03", "Hulu, 2021-04"], [NETFLIX, HULU]), 2,
     '"Dune" has 2 releases: Netflix, 2021-03; Hulu, 2021-04.'),
    (ManyReleasesError("Dune", [f"Netflix, {n}" for n in range(12)], [NETFLIX] * 12, [HULU]), 2,
     ('"Dune" has 12 such releases: Netflix, 0; Netflix, 1; Netflix, 2; Netflix, 3; Netflix, 4; '
      "Netflix, 5; Netflix, 6; Netflix, 7; Netflix, 8; Netflix, 9 and 2 more.")),
    (ReleaseTwiceError("Hulu, US"), 2,
     'The release "Hulu, US" is given twice. Give each release once.'),
    (NoIdError("Dune", "tmdb", ["imdb"]), 1, '"Dune" has no tmdb id. It has imdb.'),
    (NoIdError("Dune", "tmdb", []), 1, '"Dune" has no tmdb id.'),
    (NotInBatchError("dune", 4, []), 3, 'Batch 4 does not report on "dune".'),
    (NotApartError(4, ["dune"], ["dune-2", "heat"]), 2,
     ("Batch 4 reported on these as on one title, which was split later: dune, dune-2, heat. "
      "Name all of them, or undo the split first.")),
    (BatchNamedTwiceError(4), 2, "Batch 4 is named twice. Give each batch one time."),
    (ClockBehindError(NOW, 4, "2021-01-10T12:00:00.000000Z"), 1,
     ("This machine's clock is at 2021-01-07, more than two days behind the newest batch "
      "(4, of 2021-01-10). Nothing was changed.")),
    (ClockAheadError(NOW, "2010-12-31T12:00:00.000000Z"), 1,
     ("This machine's clock is at 2021-01-07, more than ten years ahead of the newest batch "
      "(of 2010-12-31). Nothing was changed.")),
    (FutureBatchError("9f", "2021-01-10T12:00:00.000000Z", NOW), 1,
     ("Batch 9f was recorded on 2021-01-10, more than two days ahead of this machine's clock "
      "(2021-01-07). Nothing was stored.")),
    (OtherBatchError("9f"), 1,
     "Batch 9f is already on the slate with different content. Nothing was stored."),
    (UndoneBeforeError("9f"), 1,
     "Batch 9f undoes one that was recorded after it. Nothing was stored."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "exit_code", "message"), MESSAGES, ids=lambda given: type(given).__name__
)
def test_each_error_has_a_one_line_message_and_an_exit_status(
    error: SlateError, exit_code: int, message: str
) -> None:
    assert (str(error), error.exit_code) == (message, exit_code)


def test_a_message_holds_a_part_of_a_long_name() -> None:
    assert len(str(NothingToUndoError("undo", "x" * 1_000))) < 200
