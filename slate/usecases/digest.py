"""Digest: what is new on the slate, what is coming, leaving and overdue, for a newsletter."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.net_change import cited_report
from slate.domain.changes.severity import badness
from slate.domain.dates.as_of import AsOf
from slate.domain.queries.change_query import ChangeQuery
from slate.domain.queries.digest import (
    Digest,
    DigestChange,
    DigestDays,
    DigestSection,
    TitleNews,
    is_news,
)
from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.slate import Slate

_Item = TypeVar("_Item", TitleNews, Record)
_Sections = Mapping[DigestSection, Sequence[_Item]]


def digest(
    slate: Slate, days: DigestDays, before: AsOf | None, query: Query, *, certain: bool = False
) -> Digest:
    """Return the digest of some days, with at most `query.limit` titles in each section.

    The news are what differs from the slate as it was at `before`; None means no news. With
    `certain`, leave out what only may be coming.
    """
    limit, query = query.limit, query._replace(limit=None, window=None)
    records = _records(slate, days, query, certain=certain)
    news: dict[DigestSection, list[TitleNews]] = {}
    if before is not None:
        leaving = {_leaving_key(record) for record in records[DigestSection.LEAVING]}
        for found in _news(slate, before, query, leaving):
            news.setdefault(found.section, []).append(found)
    for titles in news.values():
        titles.sort(key=lambda each: each.order)
    return Digest(
        days,
        _limited(news, limit),
        _limited(records, limit),
        _left_out(news, limit) | _left_out(records, limit),
    )


def _records(
    slate: Slate, days: DigestDays, query: Query, *, certain: bool
) -> dict[DigestSection, list[Record]]:
    coming = list(slate.upcoming(query, days.ahead, certain=certain))
    leaving = slate.leaving(query._replace(window=days.ahead))
    overdue = slate.listing(query._replace(overdue=True)) if days.since else ()
    return {
        DigestSection.COMING: [record for record in coming if record.certain],
        DigestSection.POSSIBLE: [record for record in coming if not record.certain],
        DigestSection.LEAVING: [record for record, _ in leaving],
        DigestSection.OVERDUE: [record for record in overdue if days.went_overdue(record)],
    }


def _news(
    slate: Slate, before: AsOf, query: Query, leaving: set[tuple[str, str]]
) -> Iterator[TitleNews]:
    """Yield what is new title by title, apart from what is listed as leaving anyway."""
    changes = slate.net_changes(before, ChangeQuery(query, (), slate.today))
    for _, group in groupby(changes, key=lambda each: each.record.slug):
        # That a title was removed is no news: it was a mistake, or does not belong here any more.
        found = [
            DigestChange(change, change.title, cited_report(change.difference, change.title))
            for change in group
            if change.title is not None and is_news(change)
        ]
        found = [each for each in found if _changed_key(each) not in leaving]
        if found:
            found.sort(key=lambda each: badness(each.change.difference))
            yield TitleNews(tuple(found))


def _leaving_key(record: Record) -> tuple[str, str]:
    return record.slug, record.release.folded


def _changed_key(changed: DigestChange) -> tuple[str, str] | None:
    """Return the slug and the release of a change of the date on which one leaves; else None."""
    difference, record = changed.change.difference, changed.change.record
    if difference.name is not ChangeName.LEAVING or difference.release is None:
        return None
    return record.slug, difference.release.folded


def _limited(sections: _Sections[_Item], limit: int | None) -> dict[DigestSection, Sequence[_Item]]:
    """Return the sections that are not empty, each as far as the limit allows."""
    return {section: items[:limit] for section, items in sections.items() if items[:limit]}


def _left_out(sections: _Sections[_Item], limit: int | None) -> dict[DigestSection, int]:
    if limit is None:
        return {}
    return {
        section: len(items) - limit for section, items in sections.items() if len(items) > limit
    }
