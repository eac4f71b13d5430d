"""Errors about the server of a shared slate, which messages name without a password."""

from slate.domain.errors import StoreError, UsageError
from slate.domain.quoting import quoted


class ServerUnreachableError(StoreError):
    """A server to which there is no connection, or which has broken it off."""

    def __init__(self, name: object, why: str) -> None:
        self.name = name
        super().__init__(f"{name}: cannot be reached: {why}. Nothing was changed.")


class LoginRefusedError(StoreError):
    """A user whom the server does not let in, and what it says."""

    def __init__(self, name: object, why: str) -> None:
        super().__init__(f"{name}: the server refuses the login: {why}.")


class InvalidAddressError(StoreError):
    """An address of which the driver can make nothing, and what it says."""

    def __init__(self, name: object, why: str) -> None:
        super().__init__(f"{name}: this address is not valid: {why}.")


class NoDatabaseError(StoreError):
    """A database that the server does not have, by its name."""

    def __init__(self, name: object, database: str) -> None:
        super().__init__(f"{name}: the server has no database {quoted(database)}.")


class NoSharedSlateError(StoreError):
    """A database without the tables of a slate."""

    def __init__(self, name: object) -> None:
        self.name = name
        super().__init__(f"{name}: there is no slate in this database.")


class NewerServerError(StoreError):
    """A shared slate with a newer format, or batches of a newer version, than this slate knows."""

    def __init__(self, name: object, what: str, found: int, known: int) -> None:
        super().__init__(
            f"{name}: written by a newer slate ({what} {found}; this one knows {known}). "
            "Upgrade slate."
        )


class LedgerError(StoreError):
    """A ledger on a server that is not as slate writes it."""


class GapError(LedgerError):
    """A ledger on a server from which a batch was deleted."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"The ledger on the server has no batch {number}, but later ones, so somebody deleted "
            "it there. Restore the database from a backup."
        )


class OddLedgerError(LedgerError):
    """A ledger on a server in which another program than slate has stored something."""

    def __init__(self, first: int, last: int, why: str) -> None:
        what = f"Batch {first}" if first == last else f"One of the batches {first} to {last}"
        super().__init__(
            f"{what} on the server is not as slate writes it ({why}), so another program stored "
            "it there. Nothing was changed."
        )


class OtherCopyError(StoreError):
    """A copy that another command has changed or replaced meanwhile."""

    def __init__(self) -> None:
        super().__init__("The copy on this machine was replaced meanwhile. Try again.")


class MayNotReadError(StoreError):
    """A user who may not even read a shared slate, and what the server says."""

    def __init__(self, name: object, why: str) -> None:
        super().__init__(f"{name}: you may not read this slate: {why}.")


class MayNotWriteError(StoreError):
    """A user who may read a shared slate, but not write to it."""

    def __init__(self, name: object) -> None:
        super().__init__(
            f"{name}: you may read this slate, but not write to it. Nothing was changed."
        )


class MayNotCreateError(StoreError):
    """A user who may not create the tables of a shared slate, and what the server says."""

    def __init__(self, name: object, why: str) -> None:
        super().__init__(f"{name}: you may not create a slate in this database: {why}.")


class ServerBusyError(StoreError):
    """A shared slate to which others have been writing for longer than slate waits."""

    def __init__(self, name: object, holder: str) -> None:
        super().__init__(
            f"{name}: still in use by {holder}. Nothing was changed. Try again in a moment."
        )


class ServerError(StoreError):
    """Anything else that a server refuses, in its words."""

    def __init__(self, name: object, why: str) -> None:
        super().__init__(f"{name}: the server says: {why}.")


class UncertainError(StoreError):
    """A batch of which nobody knows whether it was stored: the connection broke off meanwhile."""

    def __init__(self, name: object) -> None:
        self.name = name
        super().__init__(
            f"{name}: the connection broke off while the change was being stored. It may be stored."
        )


class NoDriverError(StoreError):
    """The driver for PostgreSQL is not installed."""

    def __init__(self) -> None:
        super().__init__("A shared slate needs the driver for PostgreSQL.")


class OfflineError(UsageError):
    """A command that needs the server, such as one that records something, without it."""

    def __init__(self, what: str = "nothing can be recorded") -> None:
        super().__init__(f"Offline, {what}.")


class NotAFileError(UsageError):
    """A command about the file of a slate, which a shared one does not have."""

    def __init__(self, name: object) -> None:
        super().__init__(f"{name} is on a server, not a file.")


class DamagedCopyError(StoreError):
    """A copy on this machine whose content is not what slate wrote.

    `is_gone` is whether it was discarded, so that the next command makes it anew.
    """

    def __init__(self, name: object, *, is_gone: bool) -> None:
        self.is_gone = is_gone
        super().__init__(
            f"{name}: the copy of it on this machine {'was' if is_gone else 'is'} damaged. "
            "Nothing was changed."
        )


class EncodingError(StoreError):
    """A database that cannot store all characters."""

    def __init__(self, name: object, encoding: str) -> None:
        super().__init__(
            f"{name}: this database has the encoding {encoding}, and a slate needs UTF8."
        )


class NoCopyError(StoreError):
    """A shared slate of which this machine has no copy yet."""

    def __init__(self, name: object) -> None:
        super().__init__(f"{name}: this machine has no copy of it yet.")
