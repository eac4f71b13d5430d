"""The result of checking a slate."""

from pathlib import Path
from typing import NamedTuple

from slate.domain.reports.report import Batch
from slate.store.file.place import Place
from slate.store.file.verification import Fault
from slate.store.queries.row_counts import Counts
from slate.store.reports.ledger_state import LedgerState


class CheckedContent(NamedTuple):
    """What is in a slate whose file is in order."""

    state: LedgerState
    counts: Counts
    ahead: list[Batch] | None  # batches recorded by a clock well ahead of this machine's
    duplicates: int  # possible ones


class StoreCheck(NamedTuple):
    """The result of a check."""

    format: int  # of the file; 0 if there is none yet
    faults: list[Fault]  # of the first part that is not in order
    content: CheckedContent | None  # None if there are faults, or the format is older
    backups: list[Path]  # beside the slate, the oldest first
    bad_backups: list[Path]  # of these, the ones that are damaged
    place: Place = Place()

    @property
    def is_in_order(self) -> bool:
        """Whether nothing is wrong; possible duplicates are not."""
        is_ahead = bool(self.content and self.content.ahead)
        return not (self.faults or is_ahead or self.bad_backups or self.is_lost)

    @property
    def is_damaged(self) -> bool:
        """Whether anything is wrong but what the user has added."""
        return any(not fault.is_own for fault in self.faults)

    @property
    def is_lost(self) -> bool:
        """Whether there is no slate, although there are backups of one."""
        return not self.format and bool(self.backups)

    @property
    def good_backups(self) -> list[Path]:
        """The backups that can be restored, the oldest first."""
        return [path for path in self.backups if path not in self.bad_backups]

    @property
    def can_rebuild(self) -> bool:
        """Whether everything that is wrong can be derived from the reports again."""
        return bool(self.faults) and all(fault.can_rebuild for fault in self.faults)
