"""Undo and redo: undoing a batch, and restoring it."""

from slate.domain.ledger.errors import AlreadyUndoneError, NothingToUndoError, UndoRefusedError
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.identity import title_in
from slate.store.ledger import Ledger, OnChange


def undo(ledger: Ledger, name: str | None, on_change: OnChange) -> Batch:
    """Undo a batch, the one named or the author's newest, and return it.

    Raises NothingToUndoError, BatchNotFoundError, AlreadyUndoneError, and
    UndoRefusedError if other batches have reported on a title that it created.
    """
    batch = ledger.newest_batch() if name is None else ledger.find_batch(name)
    if batch is None:
        raise NothingToUndoError("undo", ledger.author)
    if batch.undone:
        raise AlreadyUndoneError(batch.id, "already undone")
    return _take_back(ledger, batch, [batch], on_change)


def redo(ledger: Ledger, name: str | None, on_change: OnChange) -> Batch:
    """Restore a batch that was undone, the one named or the author's last, and return it.

    Raises NothingToUndoError, BatchNotFoundError, AlreadyUndoneError, and
    UndoRefusedError as `undo` does, since the redo of an undo undoes its batch once more.
    """
    if name is None:
        last = ledger.newest_undo()
        if last is None or last.undoes is None:
            raise NothingToUndoError("redo", ledger.author)
        name = last.undoes
    batch = ledger.find_batch(name)
    if not batch.undone:
        raise AlreadyUndoneError(batch.id, "in force: it was not undone")
    return _take_back(ledger, batch, ledger.undos_of(batch), on_change)


def _take_back(ledger: Ledger, batch: Batch, undone: list[Batch], on_change: OnChange) -> Batch:
    root = ledger.root_of(batch)
    _refuse_while_needed(ledger, root)
    ledger.take_back(undone, root, on_change)
    return batch


def _refuse_while_needed(ledger: Ledger, batch: Batch) -> None:
    """Raise UndoRefusedError if other batches report on a title that this one created."""
    needed: dict[str, list[int]] = {}
    for key, other in ledger.others_on_titles_of(batch):
        needed.setdefault(key, []).append(other)
    names, others = [], set[int]()
    for key, numbers in needed.items():
        reports = ledger.reports_on(key)
        own = [report for report in reports if report.batch == batch.uid]
        rest = [report for report in reports if report.batch != batch.uid]
        if any(map(_names_title, own)) and not any(map(_names_title, rest)):
            names.append(ledger.slug_of(key) or title_in(key))
            others.update(numbers)
    if names:
        raise UndoRefusedError(batch.id, sorted(names), sorted(others))


def _names_title(report: Report) -> bool:
    return report.said is not None and "title" in report.said
