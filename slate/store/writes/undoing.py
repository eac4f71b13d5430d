"""Recording an undo or a redo: each is a batch too, so nothing is lost."""

import sqlite3
from collections.abc import Callable

from slate.domain.changes.change_name import Outcome
from slate.domain.changes.difference import Change, undo_differences
from slate.domain.ledger.fold import fold
from slate.domain.reports.report import Batch
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.recorder import Recorder
from slate.store.sql import chunks
from slate.store.titles import lookup, projections, slugs

_MANY = 500  # titles that are written before their slugs are assigned


def take_back(
    connection: sqlite3.Connection,
    recorder: Recorder,
    batches: list[Batch],
    root: Batch,
    on_change: Callable[[Change], None],
) -> None:
    """Record an undo of each of these batches, which are all about the reports of `root`.

    Each title that this may change is reported to `on_change`.
    """
    keys = ledger_tables.keys_of(connection, root.id)
    if others := same_work.taken_in(connection, root.id):
        _regroup(connection, recorder, {*keys, *others}, batches, on_change)
        return
    before = ledger_tables.undone_batches(connection)
    _record(connection, recorder, batches)
    after = ledger_tables.undone_batches(connection)
    for some in chunks(keys, _MANY):
        changed = []
        for key in some:
            reports = ledger_tables.all_reports_on(connection, key)
            was = fold(key, [report for report in reports if report.batch not in before])
            left = [report for report in reports if report.batch not in after]
            now = fold(key, left)
            slug = lookup.slug_of(connection, key)
            projections.write(connection, key, now, left)
            changed.append((key, slug, was, now))
        slugs.assign(connection)
        for key, slug, was, now in changed:
            named = lookup.slug_of(connection, key) or slug
            on_change(Change(Outcome.CHANGED, named, now, tuple(undo_differences(was, now))))


def _record(connection: sqlite3.Connection, recorder: Recorder, batches: list[Batch]) -> None:
    for batch in batches:
        recorder.begin(undoes=batch.uid)
    projections.decide_undone(connection)


def _regroup(
    connection: sqlite3.Connection,
    recorder: Recorder,
    keys: set[str],
    batches: list[Batch],
    on_change: Callable[[Change], None],
) -> None:
    """Undo or redo a merge: the titles become separate, or one title again."""
    there = {key: _as_it_is(connection, key) for key in sorted(keys)}
    _record(connection, recorder, batches)
    projections.rebuild_works(connection)
    projections.refold(connection, keys)
    for key, (slug, was) in there.items():
        named, now = _as_it_is(connection, key)
        if was is not None or now is not None:
            on_change(
                Change(Outcome.CHANGED, named or slug, now, tuple(undo_differences(was, now)))
            )


def _as_it_is(connection: sqlite3.Connection, key: str) -> tuple[str, Title | None]:
    """Return the slug and the title of a key; neither if another key stands for it."""
    if same_work.leader_of(connection, key) != key:
        return "", None
    return lookup.slug_of(connection, key), fold(key, ledger_tables.reports_on(connection, key))
