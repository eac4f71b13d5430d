"""What a batch changed when it arrived, whatever was reported or undone since."""

from typing import NamedTuple

from slate.domain.changes.difference import Difference
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title


class TitleChange(NamedTuple):
    """What a batch changed about one title; there may be no differences."""

    slug: str
    differences: tuple[Difference, ...]
    stands: Title  # after the change or, if it was removed, before
    after: Title | None
    report: Report | None  # the last one of the batch on the title; None for an undo


class BatchChange(NamedTuple):
    """How many titles a batch is about, and what it changed; None if these are too many."""

    titles: int
    changes: tuple[TitleChange, ...] | None
