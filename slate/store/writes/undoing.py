"""Taking batches back, and giving them back: batches too, so nothing is lost."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from slate.domain.changes.difference import Change, differences
from slate.domain.errors import AlreadyUndoneError, NothingToUndoError, UndoRefusedError
from slate.domain.ledger.fold import fold
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, projections, slugs

_MANY = 500  # titles that are written before their slugs are settled


class Undone(NamedTuple):
    """What an undo or a redo did, or would do."""

    batch: Batch  # the one that was taken back, or given back
    changes: Iterator[Change]


def undo(connection: sqlite3.Connection, recorder: Recorder, name: str | None) -> Undone:
    """Take back a batch: the one named, or the author's newest.

    Raises NothingToUndoError, BatchNotFoundError, AlreadyUndoneError, and
    UndoRefusedError while others have reported on a title that it created.
    """
    if name is None:
        batch = ledger_tables.newest_batch(connection, recorder.author)
    else:
        batch = ledger_tables.find_batch(connection, name)
    if batch is None:
        raise NothingToUndoError("undo", recorder.author)
    if batch.undone:
        raise AlreadyUndoneError(batch.id, "undone already")
    _refuse_while_needed(connection, _root(connection, batch))
    return Undone(batch, _take_back(connection, recorder, batch, [batch]))


def redo(connection: sqlite3.Connection, recorder: Recorder, name: str | None) -> Undone:
    """Give back a batch that was undone: the one named, or that of the author's last undo.

    Raises NothingToUndoError, BatchNotFoundError, AlreadyUndoneError, and
    UndoRefusedError as `undo` does: to give an undo back is to undo once more.
    """
    if name is None:
        last = ledger_tables.newest_undo(connection, recorder.author)
        if last is None or last.undoes is None:
            raise NothingToUndoError("redo", recorder.author)
        name = last.undoes
    batch = ledger_tables.find_batch(connection, name)
    if not batch.undone:
        raise AlreadyUndoneError(batch.id, "in force: it was not undone")
    _refuse_while_needed(connection, _root(connection, batch))
    takers = ledger_tables.undoing(connection, batch.uid)
    return Undone(batch, _take_back(connection, recorder, batch, takers))


def _root(connection: sqlite3.Connection, batch: Batch) -> Batch:
    """Give the batch with the reports: an undo, or the undo of one, has none of its own."""
    while batch.undoes is not None:
        batch = ledger_tables.find_batch(connection, batch.undoes)
    return batch


def _refuse_while_needed(connection: sqlite3.Connection, batch: Batch) -> None:
    """Refuse to take a title from under the reports of other batches."""
    if batch.undone:
        return  # it is to be given back
    needed: dict[str, list[int]] = {}
    for key, other in ledger_tables.others_on_titles_of(connection, batch.id):
        needed.setdefault(key, []).append(other)
    names, others = [], set[int]()
    for key, numbers in needed.items():
        reports = ledger_tables.reports_on(connection, key)
        own = [report for report in reports if report.batch == batch.uid]
        rest = [report for report in reports if report.batch != batch.uid]
        if any(map(_names_title, own)) and not any(map(_names_title, rest)):
            names.append(lookup.slug_of(connection, key) or key.partition("|")[0])
            others.update(numbers)
    if names:
        raise UndoRefusedError(batch.id, sorted(names), sorted(others))


def _names_title(report: Report) -> bool:
    return report.said is not None and "title" in report.said


def _take_back(
    connection: sqlite3.Connection, recorder: Recorder, about: Batch, batches: list[Batch]
) -> Iterator[Change]:
    """Record what takes these batches back; tell title by title what that changes."""
    root = _root(connection, about)
    keys = ledger_tables.keys_of(connection, root.id)
    if others := same_work.taken_in(connection, root.id):
        yield from _regrouped(connection, recorder, {*keys, *others}, batches)
        return
    before = ledger_tables.undone_batches(connection)
    _record(connection, recorder, batches)
    after = ledger_tables.undone_batches(connection)
    waiting = iter(keys)
    while some := list(islice(waiting, _MANY)):
        changed = []
        for key in some:
            reports = ledger_tables.all_reports_on(connection, key)
            was = fold(key, [report for report in reports if report.batch not in before])
            left = [report for report in reports if report.batch not in after]
            now = fold(key, left)
            slug = lookup.slug_of(connection, key)
            projections.write(connection, key, now, left)
            changed.append((key, slug, was, now))
        slugs.settle(connection)
        for key, slug, was, now in changed:
            named = lookup.slug_of(connection, key) or slug
            yield Change("changed", named, now, tuple(differences(was, now)))


def _record(connection: sqlite3.Connection, recorder: Recorder, batches: list[Batch]) -> None:
    for batch in batches:
        recorder.begin(undoes=batch.uid)
    projections.decide_undone(connection)


def _regrouped(
    connection: sqlite3.Connection, recorder: Recorder, keys: set[str], batches: list[Batch]
) -> Iterator[Change]:
    """Take back, or give back, that keys are one work: titles part, or become one again."""
    there = {key: _as_it_is(connection, key) for key in sorted(keys)}
    _record(connection, recorder, batches)
    projections.settle_works(connection)
    projections.refold(connection, keys)
    for key, (slug, was) in there.items():
        named, now = _as_it_is(connection, key)
        if was is not None or now is not None:
            yield Change("changed", named or slug, now, tuple(differences(was, now)))


def _as_it_is(connection: sqlite3.Connection, key: str) -> tuple[str, Title | None]:
    """Give the slug and the title that stand under a key of their own."""
    if same_work.leader_of(connection, key) != key:
        return "", None
    return lookup.slug_of(connection, key), fold(key, ledger_tables.reports_on(connection, key))
