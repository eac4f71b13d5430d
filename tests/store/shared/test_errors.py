import pytest

from slate.domain.errors import StoreError, UsageError
from slate.store.shared.errors import (
    DamagedCopyError,
    EncodingError,
    GapError,
    InvalidAddressError,
    LoginRefusedError,
    MayNotCreateError,
    MayNotReadError,
    MayNotWriteError,
    NewerServerError,
    NoCopyError,
    NoDatabaseError,
    NoDriverError,
    NoSharedSlateError,
    NotAFileError,
    OddLedgerError,
    OfflineError,
    OtherCopyError,
    ServerBusyError,
    ServerError,
    ServerUnreachableError,
    UncertainError,
)

DESK = "postgresql://desk/slate"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            ServerUnreachableError(DESK, "connection refused"),
            f"{DESK}: cannot be reached: connection refused. Nothing was changed.",
        ),
        (LoginRefusedError(DESK, "no"), f"{DESK}: the server refuses the login: no."),
        (InvalidAddressError(DESK, "no"), f"{DESK}: this address is not valid: no."),
        (NoDatabaseError(DESK, "film"), f'{DESK}: the server has no database "film".'),
        (NoSharedSlateError(DESK), f"{DESK}: there is no slate in this database."),
        (
            NewerServerError(DESK, "format", 2, 1),
            f"{DESK}: written by a newer slate (format 2; this one knows 1). Upgrade slate.",
        ),
        (
            MayNotWriteError(DESK),
            f"{DESK}: you may read this slate, but not write to it. Nothing was changed.",
        ),
        (MayNotReadError(DESK, "no"), f"{DESK}: you may not read this slate: no."),
        (
            MayNotCreateError(DESK, "no"),
            f"{DESK}: you may not create a slate in this database: no.",
        ),
        (
            ServerBusyError(DESK, "ann"),
            f"{DESK}: still in use by ann. Nothing was changed. Try again in a moment.",
        ),
        (ServerError(DESK, "no"), f"{DESK}: the server says: no."),
        (
            UncertainError(DESK),
            (
                f"{DESK}: the connection broke off while the change was being stored. "
                "It may be stored."
            ),
        ),
        (
            GapError(12),
            (
                "The ledger on the server has no batch 12, but later ones, so somebody deleted it "
                "there. Restore the database from a backup."
            ),
        ),
        (
            OddLedgerError(12, 12, "no date"),
            (
                "Batch 12 on the server is not as slate writes it (no date), so another program "
                "stored it there. Nothing was changed."
            ),
        ),
        (
            OddLedgerError(12, 15, "no date"),
            (
                "One of the batches 12 to 15 on the server is not as slate writes it (no date), so "
                "another program stored it there. Nothing was changed."
            ),
        ),
        (OtherCopyError(), "The copy on this machine was replaced meanwhile. Try again."),
        (
            EncodingError(DESK, "LATIN1"),
            f"{DESK}: this database has the encoding LATIN1, and a slate needs UTF8.",
        ),
        (NoDriverError(), "A shared slate needs the driver for PostgreSQL."),
        (
            DamagedCopyError(DESK, is_gone=True),
            f"{DESK}: the copy of it on this machine was damaged. Nothing was changed.",
        ),
        (
            DamagedCopyError(DESK, is_gone=False),
            f"{DESK}: the copy of it on this machine is damaged. Nothing was changed.",
        ),
        (NoCopyError(DESK), f"{DESK}: this machine has no copy of it yet."),
    ],
)
def test_errors_of_a_server_say_what_is_wrong(error: StoreError, text: str) -> None:
    assert (str(error), error.exit_code) == (text, 1)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OfflineError(), "Offline, nothing can be recorded."),
        (OfflineError("x cannot be done"), "Offline, x cannot be done."),
        (NotAFileError(DESK), f"{DESK} is on a server, not a file."),
    ],
)
def test_wrong_usage_says_so(error: UsageError, text: str) -> None:
    assert (str(error), error.exit_code) == (text, 2)
