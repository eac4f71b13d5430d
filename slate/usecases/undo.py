"""Undo and redo: undoing a batch, and restoring it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.errors import (
    AlreadyUndoneError,
    NotApartError,
    NothingToUndoError,
    NotInBatchError,
    UndoRefusedError,
)
from slate.domain.quoting import several
from slate.domain.reports.report import Batch, Report
from slate.domain.text import folded
from slate.domain.titles.identity import title_in
from slate.store.writes.undoing import BatchTitle

if TYPE_CHECKING:
    from slate.store.ledger import Ledger, OnChange


def undo(
    ledger: "Ledger", name: str | None, on_change: "OnChange", titles: Sequence[str] = ()
) -> Batch:
    """Undo a batch, the one named or the author's newest, and return it.

    `titles`, if there are any, name the titles to which the undo is limited; a split is undone as a
    whole. Raises NothingToUndoError, BatchNotFoundError, TitleNotFoundError, NotInBatchError,
    NotApartError, AlreadyUndoneError, and UndoRefusedError if other batches have reported on a
    title that it created.
    """
    batch = ledger.newest_batch() if name is None else ledger.find_batch(name)
    if batch is None:
        raise NothingToUndoError("undo", ledger.author)
    if batch.undone:
        raise AlreadyUndoneError(batch.id, "already undone")
    named = _named(ledger, batch, titles)
    if titles and {each.key for each in named} <= ledger.undone_keys(batch):
        raise AlreadyUndoneError(batch.id, f"already undone for {several(titles)}")
    if ledger.is_split(ledger.root_of(batch)):
        named = []
    return _take_back(ledger, batch, [batch], on_change, named)


def redo(ledger: "Ledger", name: str | None, on_change: "OnChange") -> Batch:
    """Restore a batch that was undone, the one named or the author's last, and return it.

    If the author's last undo was limited to some titles, only these are restored; if it was not,
    titles for which the batch was undone before stay undone. Raises NothingToUndoError,
    BatchNotFoundError, AlreadyUndoneError, and UndoRefusedError as `undo` does, since the redo of
    an undo undoes its batch once more.
    """
    last = ledger.newest_undo() if name is None else None
    if last is not None:
        name = last.undoes
    if name is None:
        raise NothingToUndoError("redo", ledger.author)
    batch = ledger.find_batch(name)
    if not (batch.undone or batch.partly_undone):
        raise AlreadyUndoneError(batch.id, "in force: it was not undone")
    undos = ledger.undos_of(batch)
    if last is not None:  # what the list was before it
        undos = [last] if last.only else [undo for undo in undos if not undo.only]
    return _take_back(ledger, batch, undos, on_change)


def _named(ledger: "Ledger", batch: Batch, titles: Sequence[str]) -> list[BatchTitle]:
    """Return the titles of a batch that some texts name.

    Raises TitleNotFoundError, NotInBatchError if a title is not in the batch, or NotApartError if
    the batch reported on it and on one that was split off it as one title.
    """
    there = ledger.titles_in(ledger.root_of(batch)) if titles else []
    found: list[BatchTitle] = []
    for text in titles:
        named = [title for title in there if text == title.slug] or _called(ledger, there, text)
        if not named:
            raise NotInBatchError(text, batch.id, sorted({title.slug for title in there}))
        found += named
    keys = {title.key for title in found}
    missing = [title.slug for title in there if title.key in keys and title not in found]
    if missing and not ledger.is_split(ledger.root_of(batch)):
        raise NotApartError(batch.id, [title.slug for title in found], missing)
    return found


def _called(ledger: "Ledger", there: list[BatchTitle], text: str) -> list[BatchTitle]:
    """Return those of some titles that a text names; one that is removed only by its name."""
    try:
        leader = ledger.find(text).key
    except TitleNotFoundError:
        if found := [title for title in there if folded(text) == folded(title.name)]:
            return found
        raise
    return [title for title in there if title.leader == leader]


def _take_back(
    ledger: "Ledger",
    batch: Batch,
    undone: list[Batch],
    on_change: "OnChange",
    named: Sequence[BatchTitle] = (),
) -> Batch:
    root = ledger.root_of(batch)
    _refuse_while_needed(ledger, root, {title.leader for title in named})
    only = tuple(sorted({title.key for title in named}))
    ledger.take_back(undone, root, on_change, only)
    return batch


def _refuse_while_needed(ledger: "Ledger", batch: Batch, only: set[str]) -> None:
    """Raise UndoRefusedError if other batches report on a title that this one created.

    `only`, if not empty, are the keys that stand for the titles that are undone.
    """
    needed: dict[str, list[int]] = {}
    for key, other in ledger.others_on_titles_of(batch):
        if not only or key in only:
            needed.setdefault(key, []).append(other)
    names, others = [], set[int]()
    targets = {each.target for each in ledger.splits() if each.batch == batch.uid}
    split_off = [
        report
        for target in targets
        for report in ledger.reports_on(target)
        if report.split_to == target
    ]
    for key, reports in ledger.reports_on_each(needed):
        own = [report for report in reports if report.batch == batch.uid]
        rest = [report for report in reports if report.batch != batch.uid]
        # What was split off returns to the title from which it was.
        rest = (
            [report for report in rest if report not in split_off]
            if key in targets
            else rest + split_off
        )
        if rest and any(map(_names_title, own)) and not any(map(_names_title, rest)):
            names.append(ledger.slug_of(key) or title_in(key))
            others.update(needed[key])
    if names:
        raise UndoRefusedError(batch.id, sorted(names), sorted(others))


def _names_title(report: Report) -> bool:
    return report.said is not None and "title" in report.said
