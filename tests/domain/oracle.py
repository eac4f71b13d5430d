"""`list` and `upcoming` in plain Python, to compare with the SQL of the store."""

from collections.abc import Iterable
from datetime import date

from slate.domain.dates.windows import Window, window_between
from slate.domain.queries.list_sections import ListSection, list_section_of
from slate.domain.queries.query import OPEN_END, OPEN_SPAN, Query
from slate.domain.queries.selection import (
    NO_SETS,
    TitleSets,
    by_name,
    fits_release,
    fits_title,
    list_order,
    record_of,
)
from slate.domain.titles.record import Record, iso
from slate.domain.titles.stages import Phase
from slate.domain.titles.title import Release, Title

Titles = Iterable[tuple[str, Title]]  # each with its slug


def select(titles: Titles, query: Query, today: date, sets: TitleSets = NO_SETS) -> list[Record]:
    """Return one record per title as `list` does."""
    found = []
    for slug, title in titles:
        if query.chooses_releases:
            fitting = tuple(r for r in title.releases if fits_release(query, r))
            if not fitting:
                continue
            shown: Release | None = fitting[0]
        else:
            shown = title.headline
        if fits_title(query, title, shown, today, sets):
            found.append(record_of(slug, title, shown, today, query.window))
    return sorted(found, key=list_order)[: query.limit]


def in_sections(
    titles: Titles, query: Query, today: date, sets: TitleSets = NO_SETS
) -> dict[ListSection, list[Record]]:
    """Return the records of `list` by section, each in the order of a screen."""
    every = select(titles, query._replace(limit=None), today, sets)
    found = {
        section: [record for record in every if list_section_of(record) is section]
        for section in ListSection
    }
    for section, records in found.items():
        records.sort(key=_newest_order if section.is_newest_first else _soonest_order)
    return {section: records for section, records in found.items() if records}


def _soonest_order(record: Record) -> tuple[object, ...]:
    last, first = record.latest or OPEN_END, record.earliest or ""
    return (record.date is None, last, first, *by_name(record))


def _newest_order(record: Record) -> tuple[object, ...]:
    year = record.year and f"{record.year:04}-12-31"
    newest = record.latest or record.earliest or year
    age = -date.fromisoformat(newest).toordinal() if newest else 0
    return (age, *by_name(record))


def upcoming(
    titles: Titles, query: Query, window: Window, today: date, sets: TitleSets = NO_SETS
) -> list[Record]:
    """Return one record per release as `upcoming` does: certain ones, then possible ones."""
    found = [
        record_of(slug, title, release, today, window)
        for slug, title in titles
        for release in title.releases
        if title.status.phase is not Phase.CANCELED
        and fits_release(query, release)
        and window.touches(release.date)
        and fits_title(query, title, release, today, sets)
    ]
    shown = [record for record in found if record.certain or not record.status.out]
    return sorted(shown, key=upcoming_order)[: query.limit]


def leaving(titles: Titles, query: Query, today: date, sets: TitleSets = NO_SETS) -> list[Record]:
    """Return one record per release that leaves in the window of the query, soonest first."""
    window = query.window or window_between(None, None, today)
    query = query._replace(window=None)
    found = [
        _leaving_record(record_of(slug, title, release, today, None), release, window)
        for slug, title in titles
        for release in title.releases
        if title.status.phase is not Phase.CANCELED
        and window.touches(release.leaves)
        and fits_release(query, release)
        and fits_title(query, title, release, today, sets)
    ]
    found.sort(
        key=lambda pair: (
            iso(pair[0].leaves.earliest) or "",
            iso(pair[0].leaves.latest) or OPEN_END,
            *by_name(pair[1]),
        )
    )
    return [record for _, record in found][: query.limit]


def _leaving_record(record: Record, release: Release, window: Window) -> tuple[Release, Record]:
    report = release.leave_dates.said_by
    assert report is not None
    return release, record._replace(
        certain=window.holds(release.leaves) and not report.rumored and not release.contested,
        source=report.source,
        url=report.url,
        reported_on=report.reported_on,
        confidence=report.confidence,
        within=None,  # these are about the date of release
        placed_by=None,
    )


def upcoming_order(record: Record) -> tuple[object, ...]:
    """Return a sort key: certain releases by date, then possible ones by the narrowest span."""
    earliest, latest = record.earliest or "", record.latest or OPEN_END
    if record.certain:
        return (0, 0, earliest, latest, *by_name(record))
    if record.earliest is None or record.latest is None:
        return (1, OPEN_SPAN, earliest, latest, *by_name(record))
    span = date.fromisoformat(record.latest) - date.fromisoformat(record.earliest)
    return (1, span.days, earliest, latest, *by_name(record))
