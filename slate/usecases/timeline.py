"""Timeline: what is to come, or the releases of some titles, and how their dates moved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from slate.domain.changes.release_moves import moves_of
from slate.domain.dates.windows import from_today
from slate.domain.queries.query import Query
from slate.domain.queries.selection import by_name
from slate.domain.queries.timeline import Timeline, TimelineRow
from slate.domain.titles.record import Record
from slate.store.slate import Slate

_of_slug = attrgetter("slug")
_PART = 10  # what is overdue gets this part of the rows, or those that nothing else needs


def timeline(slate: Slate, query: Query, most: int | None) -> Timeline:
    """Return what is to come and what is overdue, one release for each title, the soonest first.

    With a window in the query, return what may come out in that. There are at most `most` rows,
    None means all; only for these it is looked up how their dates moved.
    """
    is_plain = query.window or query.sort or query.overdue or query.limit is not None
    if most is None or is_plain:
        records: Iterable[Record] = slate.coming(query._replace(limit=most))
    else:
        records = _late_and_ahead(slate, query, most)
    rows = list(_rows(slate, records))
    total = len(rows) if most is None else slate.count_coming(query)
    return Timeline(rows, total, is_empty=not rows and not slate.counts().titles)


def _late_and_ahead(slate: Slate, query: Query, most: int) -> list[Record]:
    """Return what is overdue, then what is to come: of many, a tenth is what is overdue last."""
    late = list(slate.coming(query._replace(overdue=True, sort="-date", limit=most)))
    window = from_today(slate.today)
    known = {record.slug for record in late}
    ahead = [
        record
        for record in slate.coming(query._replace(window=window, limit=most))
        if record.slug not in known
    ]
    late = late[: max(most // _PART, most - len(ahead))]
    return sorted(late, key=_last_day) + ahead[: most - len(late)]


def _last_day(record: Record) -> str:
    return record.latest or ""


def timeline_of(slate: Slate, texts: Sequence[str], query: Query, most: int | None) -> Timeline:
    """Return the releases of the titles that texts name, past ones included, title by title.

    Raises TitleNotFoundError, TitleAmbiguousError.
    """
    records = list(slate.releases_of(texts, query._replace(limit=None)))
    if query.sort is None:
        records = _in_order(records)
    return Timeline(list(_rows(slate, islice(records, most))), len(records))


def _in_order(records: Iterable[Record]) -> list[Record]:
    """Return releases title by title, the title that came out first first, without a date last."""
    titles: dict[str, list[Record]] = {}
    for record in sorted(records, key=_date_order):
        titles.setdefault(record.slug, []).append(record)
    return [record for found in titles.values() for record in found]


def _date_order(record: Record) -> tuple[object, ...]:
    first = record.earliest or record.latest or str(date.max)
    return (record.date is None, record.contested, first, record.latest or "", *by_name(record))


def _rows(slate: Slate, records: Iterable[Record]) -> Iterator[TimelineRow]:
    for slug, found in groupby(records, _of_slug):
        steps = slate.moves(slug)
        for record in found:
            yield TimelineRow(record, moves_of(steps, record.release))
