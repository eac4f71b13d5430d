"""Recording an undo, a redo or a correction: each is a batch too, so nothing is lost."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import undo_differences
from slate.domain.ledger.fold import fold
from slate.domain.ledger.two_states import fold_both
from slate.domain.reports.effects import Effects
from slate.domain.reports.report import Batch
from slate.domain.text import slugify
from slate.domain.titles.identity import name_in, title_in
from slate.domain.titles.names import full_name
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work, splits
from slate.store.reports.fragments import key_of
from slate.store.reports.recorder import Recorder
from slate.store.sql import chunks
from slate.store.titles import lookup, projections, slugs

_TITLES = f"""
    select r.title_key, r.leader, coalesce(t.slug, d.slug), coalesce(t.title, d.title),
        coalesce(t.season, d.season), coalesce(t.part, d.part)
    from (
        select distinct r.title_key, coalesce(w.leader, {key_of("r")}) as leader
        from reports r join batches b on b.id = r.batch
            left join one_work w on w.key = {key_of("r")}
        where b.uid = :uid
    ) r left join titles t on t.key = r.leader left join removed d on d.key = r.leader
    order by r.title_key
"""
_MANY = 500  # titles that are written before their slugs are assigned


class BatchTitle(NamedTuple):
    """A title on which a batch reports."""

    key: str  # as the batch names it
    leader: str  # the key that stands for it now
    slug: str
    name: str


def titles_in(connection: sqlite3.Connection, batch: Batch) -> list[BatchTitle]:
    """Return the titles on which a batch reports, as they are now or before their removal.

    The name of one of which nothing is left is that in its key.
    """
    return [
        BatchTitle(
            key,
            leader,
            slug or slugify(title_in(key)),
            full_name(title, season, part) if title else name_in(key),
        )
        for key, leader, slug, title, season, part in connection.execute(
            _TITLES, {"uid": batch.uid}
        )
    ]


def take_back(  # noqa: PLR0913 -- what is undone, for whom, and where
    connection: sqlite3.Connection,
    recorder: Recorder,
    batches: list[Batch],
    root: Batch,
    on_change: Callable[[Change], None],
    *,
    only: tuple[str, ...] = (),
) -> None:
    """Record an undo of each of these batches, which are all about the reports of `root`.

    `only` are the keys, as `root` reports on them, of the titles to which the undo is limited;
    if it is empty, it is about all of them. Each title that this may change is reported to
    `on_change`.
    """

    def record() -> None:
        for batch in batches:
            recorder.begin(undoes=batch.uid, only=only)

    if root.corrects:
        uids = [uid for uid, _ in root.corrects]
        _apply(connection, uids, frozenset(), record, _if_changed(on_change))
    else:
        _apply(connection, [root.uid], frozenset(only), record, on_change)


def correct(
    connection: sqlite3.Connection,
    recorder: Recorder,
    times: Mapping[str, str],
    on_change: Callable[[Change], None],
) -> None:
    """Record a correction: the times that count for batches, by their uids.

    Each title that this changes is reported to `on_change`.
    """

    def record() -> None:
        recorder.begin(undoes=None, corrects=tuple(sorted(times.items())))

    _apply(connection, list(times), frozenset(), record, _if_changed(on_change))


def _if_changed(on_change: Callable[[Change], None]) -> Callable[[Change], None]:
    """Return a function that reports a change only if there is a difference."""

    def report(change: Change) -> None:
        if change.differences:
            on_change(change)

    return report


def _apply(
    connection: sqlite3.Connection,
    uids: list[str],
    only: frozenset[str],
    record: Callable[[], None],
    on_change: Callable[[Change], None],
) -> None:
    """Record batches that change what the reports of others count for, and apply this.

    `uids` are those of the batches with these reports; `only`, if not empty, are the keys of the
    titles that it may change.
    """
    if only:
        named = only | splits.targets(connection, only)
        keys = {same_work.leader_of(connection, key) for key in named}
    else:
        keys = {key for uid in uids for key in ledger_tables.keys_of(connection, uid)}
    others = {key for uid in uids for key in same_work.taken_in(connection, uid, only)}
    if others or any(splits.is_in(connection, uid) for uid in uids):
        _regroup(connection, record, keys | others, on_change)
        return
    before = ledger_tables.effects_of_all(connection)
    record()
    after = projections.decide_effects(connection)
    if before.undone.limited or after.undone.limited:
        keys = {key for key in keys if _differ(connection, key, before, after)}
    for some in chunks(sorted(keys), _MANY):
        changed = []
        for key, reports in ledger_tables.all_reports_on_each(connection, some):
            in_force = before.in_force(reports)
            left = after.in_force(reports)
            if len(left) < len(in_force):  # undone
                now, was = fold_both(key, left, in_force)
            else:
                was, now = fold_both(key, in_force, left)
            slug = lookup.slug_of(connection, key)
            projections.write(connection, key, now, left)
            changed.append((key, slug, was, now))
        slugs.assign(connection)
        for key, slug, was, now in changed:
            named_now = lookup.slug_of(connection, key) or slug
            on_change(Change(Outcome.CHANGED, named_now, now, tuple(undo_differences(was, now))))


def _differ(connection: sqlite3.Connection, key: str, before: Effects, after: Effects) -> bool:
    """Whether other reports on a title are in force now, or with other times."""
    reports = ledger_tables.all_reports_on(connection, key)
    return before.in_force(reports) != after.in_force(reports)


def _regroup(
    connection: sqlite3.Connection,
    record: Callable[[], None],
    keys: set[str],
    on_change: Callable[[Change], None],
) -> None:
    """Apply batches that may separate merged titles, or merge them again."""
    there = {key: _as_it_is(connection, key) for key in sorted(keys)}
    record()
    projections.decide_effects(connection)
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
