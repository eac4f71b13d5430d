"""Saying that two titles are one work: a report, so that undo takes it back."""

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from slate.domain.changes.difference import Change, differences
from slate.domain.errors import SameTitleError
from slate.domain.ledger.fold import SAME, fold, standing
from slate.domain.ledger.statement import Origin
from slate.domain.reports.report import Report
from slate.domain.titles.names import derive_slug
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, projections


class Merged(NamedTuple):
    """What a merge did: the slug that is gone, what changed of the title that stays."""

    gone: str
    change: Change


def merge(
    connection: sqlite3.Connection, recorder: Recorder, kept: str, other: str, origin: Origin
) -> Merged:
    """Say that another title is the same work as the one that is kept.

    All that was said of either is now said of the one that is kept, which goes on under
    its own name and slug; the other's slug leads to it. Raises TitleNotFoundError,
    TitleAmbiguousError, SameTitleError.
    """
    stays, goes = lookup.find(connection, kept), lookup.find(connection, other)
    if stays.key == goes.key:
        raise SameTitleError(kept, other, stays.slug)
    own, others = (ledger_tables.reports_on(connection, title.key) for title in (stays, goes))
    before = standing(stays.key, own)
    said: dict[str, Any] = {SAME: {goes.key: goes.slug}}
    draft = recorder.draft(stays.key, said, origin)
    said |= _told_again(before, stays.slug, fold(stays.key, [*own, *others, draft]))
    recorder.record(stays.key, said, origin)
    recorder.write()
    projections.settle_works(connection)
    # Where another machine's clock is ahead, its word is still the last one.
    key = same_work.leader_of(connection, stays.key)
    after = standing(key, ledger_tables.reports_on(connection, key))
    # It is called as it was, though that may be said only now.
    news = tuple(news for news in differences(before, after) if news.field != "slug")
    return Merged(goes.slug, Change("changed", lookup.slug_of(connection, key), after, news))


def _told_again(kept: Title, slug: str, after: Title | None) -> dict[str, Any]:
    """Tell what a title is called, where it would be called otherwise by what else is said."""
    said: dict[str, Any] = {
        name: getattr(kept, name)
        for name in ("title", "season", "part")
        if after is None or getattr(after, name) != getattr(kept, name)
    }
    if kept.kind_said and (after is None or after.kind != kept.kind):
        said["kind"] = kept.kind
    if kept.year is not None and (after is None or after.year != kept.year):
        said["year"] = kept.year
    called = (after and after.slug) or derive_slug(kept.title, kept.season, kept.part)
    return said if called == slug else said | {"slug": slug}


def record_removal(
    recorder: Recorder, key: str, reports: Iterable[Report], origin: Origin
) -> list[Report]:
    """Remove a work under its other keys, too: a removal is of what was said under its key."""
    others = sorted({report.title_key for report in reports} - {key})
    return [recorder.record(other, None, origin) for other in others]
