"""The filters of a query for one title, in plain Python: the reference for the store's SQL."""

from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from slate.domain.dates.windows import Window
from slate.domain.queries.query import OPEN_END, Query, section_of
from slate.domain.reports.claims import SettledDate
from slate.domain.text import search_key, searched
from slate.domain.titles.names import sort_key
from slate.domain.titles.record import Record, Within, iso
from slate.domain.titles.release_key import NOTHING_STATED
from slate.domain.titles.status import due_label, is_overdue, label_of, left_label, noun_of
from slate.domain.titles.title import Release, Title
from slate.domain.titles.vocabulary import platform_key


class TitleSets(NamedTuple):
    """The keys of the titles that filters look up: they do not depend on the title alone."""

    disputed: Container[str] = ()  # on which sources disagree
    franchises: Container[str] = ()  # in the franchises of the query


NO_SETS = TitleSets()


def fits_release(query: Query, release: Release) -> bool:
    """Whether a release passes the filters about releases."""
    key = release.key
    platforms = {platform_key(name) for name in query.platforms}
    return (
        (not platforms or platform_key(key.platform or "") in platforms)
        and (not query.release_types or key.type in query.release_types)
        and (not query.regions or key.region in query.regions)
        and (query.window is None or query.window.touches(release.date))
    )


def fits_title(
    query: Query,
    title: Title,
    shown: Release | None,
    today: date,
    sets: TitleSets = NO_SETS,
) -> bool:
    """Whether a title, of which the release `shown` is shown, passes the filters about titles."""
    overdue = shown is not None and is_overdue(title.status, shown.date, today)
    label = label_of(title.status, noun_of(title.kind, title.season, title.part, title.relation))
    return (
        (
            not query.status
            or title.status in query.status.stages
            or label in query.status.labels
            or (query.status.overdue and overdue)
            or (query.status.left and title.has_left(today))
        )
        and (not query.kinds or title.kind in query.kinds)
        and (not query.tags or any(tag in title.tags for tag in query.tags))
        and (not query.persons or _is_part(query.persons, (name for _, name in title.credits)))
        and (not query.search or _is_part(query.search, names_of(title)))
        and (not query.undated or shown is None or not shown.date.known)
        and (not query.overdue or overdue)
        and (not query.franchises or title.key in sets.franchises)
        and (not query.disputed or title.key in sets.disputed)
    )


def _is_part(texts: Iterable[str], names: Iterable[str]) -> bool:
    found = [searched(name) for name in names]
    return any(search_key(text) in name for text in texts for name in found)


def names_of(title: Title) -> tuple[str, ...]:
    """Return the names by which a title is found."""
    return (title.title, *title.aka, *title.former_titles)


def record_of(
    slug: str, title: Title, release: Release | None, today: date, window: Window | None
) -> Record:
    """Create the record of a title and the one of its releases that is shown."""
    shown = release or Release(NOTHING_STATED)
    report = title.cited(release)
    leaves_said_by = shown.leave_dates.said_by if shown.leaves.known else None
    overdue = is_overdue(title.status, shown.date, today)
    certain = window and window.holds(shown.date) and not report.rumored and not shown.contested
    return Record(
        slug=slug,
        title=title.title,
        label=due_label(shown.date) if overdue else label_on(title, today),
        status=title.status,
        kind=title.kind,
        date=shown.date.text if shown.date.known else None,
        precision=shown.date.precision,
        year=title.year,
        season=title.season,
        part=title.part,
        platform=shown.key.platform,
        release_type=shown.key.type,
        region=shown.key.region,
        earliest=iso(shown.date.earliest),
        latest=iso(shown.date.latest),
        certain=certain,
        leaves=shown.leaves.text if shown.leaves.known else None,
        tags=title.tags,
        source=report.source,
        url=report.url,
        reported_on=report.reported_on,
        confidence=report.confidence,
        leaves_source=leaves_said_by.source if leaves_said_by else None,
        leaves_confidence=leaves_said_by.confidence if leaves_said_by else None,
        name=title.name_with(slug),
        overdue=overdue,
        contested=shown.contested,
        within=within_of(shown.dates),
        placed_by=shown.placed_by.attribution if shown.placed_by else None,
        has_left=title.has_left(today),
    )


def label_on(title: Title, today: date) -> str:
    """Return the label of a title on a day, for a release that is not overdue."""
    last = title.last_to_leave
    if last is not None and title.has_left(today):
        return left_label(last.key.platform, last.leaves)
    return label_of(title.status, noun_of(title.kind, title.season, title.part, title.relation))


def within_of(settled: SettledDate) -> Within | None:
    """Return the coarser date that a date of a release narrows, if it does."""
    claim = settled.within
    if claim is None:
        return None
    return Within(claim.date.text, claim.report.source, claim.report.confidence)


def list_order(record: Record) -> tuple[object, ...]:
    """Sort key: to come (soonest first, finer first), no date, out (newest first), canceled."""
    section = section_of(record)
    if section.is_soonest_first:
        latest = record.latest or OPEN_END
        return (section.place, record.earliest or "", latest, *by_name(record))
    newest = record.latest or record.earliest
    age = -date.fromisoformat(newest).toordinal() if newest else 0
    return (section.place, age, "", *by_name(record))


def by_name(record: Record) -> tuple[object, ...]:
    """Sort key: by title without its article, season and part."""
    season = -1 if record.season is None else record.season
    part = -1 if record.part is None else record.part
    return (sort_key(record.title), season, part, record.slug)
