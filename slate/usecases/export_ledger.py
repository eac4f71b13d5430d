"""Export of a whole ledger."""

from collections.abc import Iterable, Iterator

from slate.domain.ledger.version import version_of
from slate.domain.reports.report import Batch, Report
from slate.formats.ledger import ledger_file
from slate.store.slate import Slate


def ledger_lines(slate: Slate, batches: Iterable[tuple[Batch, Iterable[Report]]]) -> Iterator[str]:
    """Yield the lines of a ledger; `batches` are those of the slate, with their reports."""
    there = slate.counts()
    version = version_of(*slate.beyond_version_1())
    return ledger_file.lines(batches, (there.batches, there.reports), version)
