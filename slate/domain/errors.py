"""The errors that slate raises, one class per cause; each builds its message from data.

A message is one line that states what is wrong. The command line adds what to type next
(`slate/cli/advice.py`), prefixes `slate: `, makes the text safe to print and exits with the
error's `exit_code`.
"""

from collections.abc import Sequence
from datetime import date

from slate.domain.quoting import clip, either, quoted


class SlateError(Exception):
    """Base class of the errors that a user can act on."""

    exit_code = 1


class UsageError(SlateError):
    """A command called with arguments that are invalid or do not go together."""

    exit_code = 2


class DateError(UsageError):
    """A text that is not a release date, and why."""

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        self.reason = reason
        super().__init__(f"{quoted(text)} is not a date: {reason}")


class WindowError(UsageError):
    """A text that is not a time span, and why."""

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        super().__init__(f"{quoted(text)} is not a date or time span: {reason}")


class FutureSpanError(UsageError):
    """A span of days that begins in the future, where past days are required."""

    def __init__(self, text: str, today: date) -> None:
        super().__init__(f"{quoted(text)} is in the future; today is {today}.")


class NoDaysError(WindowError):
    """A text that means "no date", given where days are required."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "it names no days")


class SpanError(UsageError):
    """A span of days that ends before it begins."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last
        super().__init__(f"the last day, {last}, lies before the first, {first}.")


class TextError(UsageError):
    """A text that is refused, for example as empty, too long or with a control character."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field} {reason}")


class WordError(UsageError):
    """A word that is not among the known ones."""

    def __init__(self, field: str, text: str, known: Sequence[str], hint: str = "") -> None:
        super().__init__(f"{quoted(text)} is not a {field}. Choose from {', '.join(known)}{hint}.")


class StatusError(UsageError):
    """A word that is not a status; `of_viewer` if it is about watching, as in a watchlist."""

    def __init__(
        self, text: str, known: Sequence[str], hint: str = "", *, of_viewer: bool = False
    ) -> None:
        self.word = text
        self.of_viewer = of_viewer
        why = "is about watching, not about the title" if of_viewer else "is not a status"
        super().__init__(f"{quoted(text)} {why}. Choose from {', '.join(known)}{hint}.")


class NoColumnError(UsageError):
    """A column that the rows do not have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no column {quoted(name)}. Choose from {', '.join(known)}.")


class KeyChoiceError(UsageError):
    """A word by which nothing can be sorted, counted, ranked or grouped: `verb` says which."""

    def __init__(self, verb: str, text: str, known: Sequence[str]) -> None:
        super().__init__(f"Cannot {verb} by {quoted(text)}. Choose from {', '.join(known)}.")


class NoServiceError(UsageError):
    """A release type given as the name of a service; `ways` are the types that may be meant."""

    def __init__(self, name: str, ways: Sequence[str]) -> None:
        self.ways = ways
        super().__init__(f"{quoted(name)} is not a service.")


class TitleNotFoundError(SlateError):
    """No title matches a text.

    `removed_by` is the batch that removed a title that did match; `near` are the closest matches.
    """

    exit_code = 3

    def __init__(self, text: str, near: Sequence[str], removed_by: int | None = None) -> None:
        self.near = near
        self.removed_by = removed_by
        why = f". Did you mean {either(near)}?" if near else "."
        if removed_by is not None:
            why = ": it was removed."
        super().__init__(f"No title {quoted(text)}{why}")


class TitleAmbiguousError(SlateError):
    """Several titles match a text."""

    exit_code = 2

    def __init__(self, text: str, slugs: Sequence[str]) -> None:
        super().__init__(f"{quoted(text)} is ambiguous: {either(slugs)}?")


class UnknownWordError(SlateError):
    """A stored word that is missing from the closed list of this version."""

    def __init__(self, word: object) -> None:
        super().__init__(
            f"The slate contains {quoted(str(word))}, which this version of slate does not know. "
            "Upgrade slate."
        )


class StoreError(SlateError):
    """The database file cannot be used."""


class NotASlateError(StoreError):
    """A file or folder that is not a slate database, but may have been one if it has backups."""

    def __init__(self, path: object, backup: object | None = None) -> None:
        self.path = path
        self.backup = backup
        named = f" The newest backup is {backup}." if backup else ""
        super().__init__(f"{path}: not a slate database. Nothing was changed.{named}")


class TriggerError(StoreError):
    """A database to which somebody has added a trigger, which could write unnoticed by slate."""

    def __init__(self, path: object, name: str) -> None:
        super().__init__(
            f"{path}: has the trigger {clip(name)}, which is not slate's. Nothing was changed. "
            "Drop the trigger first."
        )


class OwnRuleError(StoreError):
    """A database with a foreign key or a unique index of the user's own, on slate's tables."""

    def __init__(self, path: object, what: str, remedy: str) -> None:
        super().__init__(f"{path}: {what}. Nothing was changed. {remedy}.")


class TableError(StoreError):
    """A database that lacks a table or an index, or has something else (`instead`) in its place.

    With `can_rebuild`, it is one that can be derived from the reports.
    """

    def __init__(  # noqa: PLR0913 -- what is missing, and what can be done about it
        self,
        path: object,
        name: str,
        instead: str | None,
        backup: object | None = None,
        *,
        type_: str = "table",
        can_rebuild: bool = False,
    ) -> None:
        self.path = path
        self.backup = backup
        self.can_rebuild = can_rebuild
        what = f"has no {type_} {name}"
        if instead:
            what = f"{name} is a {instead}, not slate's {type_}"
        named = f" The newest backup is {backup}." if backup else ""
        super().__init__(f"{path}: {what}. Nothing was changed.{named}")


class NoFormatError(StoreError):
    """A database whose format number was lost: it is not treated as an empty one.

    `applied` is the format that its record of schema steps shows, or None if it has no record.
    """

    def __init__(self, path: object, found: int, applied: int | None) -> None:
        self.path = path
        self.applied = applied
        super().__init__(
            f"{path}: its format number was lost (user_version is {found}). Nothing was changed."
        )


class NewerFormatError(StoreError):
    """A file written by a newer version of slate."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            f"{path}: written by a newer slate (format {found}; this one knows {known}). "
            "Upgrade slate."
        )


class DamagedError(StoreError):
    """A database file whose content is not what slate wrote.

    `what` says what is wrong, as far as it is known. With `can_rebuild`, only tables that are
    derived from the reports are affected.
    """

    def __init__(
        self,
        path: object,
        backup: object | None = None,
        what: str = "",
        *,
        can_rebuild: bool = False,
    ) -> None:
        self.path = path
        self.backup = backup
        self.can_rebuild = can_rebuild
        why = f" ({clip(what)})" if what else ""
        named = f" The newest backup is {backup}." if backup else ""
        super().__init__(f"{path}: the file is damaged{why}; nothing was changed.{named}")


class LostMarksError(StoreError):
    """A slate without the numbers that mark a file as one, as after `sqlite3 .dump`.

    `application` is the identification of slate's files, `applied` the format of this one.
    """

    def __init__(self, path: object, application: int, applied: int) -> None:
        self.path = path
        self.application = application
        self.applied = applied
        super().__init__(
            f"{path}: has the tables of a slate, but lost the numbers that mark it as one "
            "(application_id and user_version), as after .dump. Nothing was changed."
        )


class UnfinishedWriteError(StoreError):
    """A file that cannot be read where it is: SQLite would have to write beside it first."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: cannot be read where it or its folder is not writable: an unfinished write "
            "must be rolled back first, or the file uses WAL. Copy it, with its -journal or -wal "
            "file, to a folder of yours, and use the copy."
        )


class BusyError(StoreError):
    """Another process locked the file for longer than slate waits."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: the store is busy (another slate is writing?). Try again in a moment."
        )


class StoppedWriterError(StoreError):
    """Another slate on this machine holds the lock, but was stopped, as with Ctrl-Z."""

    def __init__(self, path: object, command: str, process: int) -> None:
        super().__init__(
            f"{path}: slate {clip(command, 80)} (process {process}) is writing, but is stopped. "
            f"Continue it (fg, or kill -CONT {process}), or end it. Nothing was changed."
        )


class HeldOpenError(StoreError):
    """A file that another program keeps open, where slate has to be alone."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path}: another program, such as Litestream, has it open. Nothing was changed. "
            "Stop that program first."
        )


class DiskFullError(StoreError):
    """No space left to write; the file is unchanged."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: the disk is full. Nothing was changed.")


class ReadOnlyError(StoreError):
    """A file that may not be written, or whose folder may not."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: is not writable. Nothing was changed.")


class UnreadableError(StoreError):
    """A file that cannot be opened or read, and the operating system's reason."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: cannot be used: {reason}. Nothing was changed.")


class NoSlateError(StoreError):
    """There is no slate yet, so it cannot be copied."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: there is no slate yet.")


class NotRestorableError(StoreError):
    """A file from which no slate can be restored: neither a slate nor a ledger."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: is neither a slate nor the ledger of one. Nothing was changed.")


class SoundSlateError(StoreError):
    """A slate that is to be restored from itself, although nothing is wrong with it."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: is the slate itself, and nothing is wrong with it.")


class NothingToRestoreError(StoreError):
    """A damaged slate of which not even one batch can be read."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path}: nothing of its ledger can be read. Nothing was changed.")


class NotABackupError(StoreError):
    """A file that a backup would replace, although it is none."""

    def __init__(self, path: object, what: str) -> None:
        super().__init__(f"{path}: {what}, so it is not replaced by a backup.")


class NoFolderError(StoreError):
    """The folder in which the database would be created does not exist."""

    def __init__(self, folder: object) -> None:
        self.folder = folder
        super().__init__(f"There is no folder {folder}.")
