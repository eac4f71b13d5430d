"""What is asked of a slate: one frozen value, and the same question as a predicate.

OR within one filter, AND between them. Filters about releases choose the releases, and
the row shows the headline among those. The store asks the same in SQL; the tests hold
one against the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from slate.domain.records import Record, record_of
from slate.domain.status import StatusFilter, is_overdue, label_of, noun_of
from slate.domain.text import folded
from slate.domain.titles import Release, Title
from slate.domain.vocabulary import OUT, platform_key
from slate.domain.windows import Window

SORTS = ("date", "title", "status", "platform", "kind", "year", "reported")


@dataclass(frozen=True, slots=True)
class Query:
    """The filters of every command that reads, and how its rows are ordered."""

    status: StatusFilter = StatusFilter()
    platforms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    release_types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    window: Window | None = None
    undated: bool = False
    overdue: bool = False
    sort: str | None = None  # one of SORTS, with `-` before it to descend
    limit: int | None = None

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything was asked for."""
        return self != Query(sort=self.sort, limit=self.limit)

    def limited(self, limit: int) -> "Query":
        """Give the same question with another limit."""
        return replace(self, limit=limit)

    @property
    def chooses_releases(self) -> bool:
        """Tell whether a filter is about releases rather than titles."""
        return bool(self.platforms or self.release_types or self.regions or self.window)

    def fits_release(self, release: Release) -> bool:
        """Tell whether a release passes the filters about releases."""
        key = release.key
        return (
            (not self.platforms or platform_key(key.platform or "") in self._platform_keys)
            and (not self.release_types or key.type in self.release_types)
            and (not self.regions or key.region in self.regions)
            and (self.window is None or self.window.touches(release.date))
        )

    @property
    def _platform_keys(self) -> set[str]:
        return {platform_key(name) for name in self.platforms}

    def fits_title(self, title: Title, shown: Release | None, today: date) -> bool:
        """Tell whether a title, shown by that release, passes the filters about titles."""
        overdue = shown is not None and is_overdue(title.status, shown.date, today)
        label = label_of(
            title.status, noun_of(title.kind, title.season, title.part, title.relation)
        )
        return (
            (
                not self.status
                or title.status in self.status.stages
                or label in self.status.labels
                or (self.status.overdue and overdue)
            )
            and (not self.kinds or title.kind in self.kinds)
            and (not self.tags or any(tag in title.tags for tag in self.tags))
            and (not self.persons or self._has_person(title))
            and (not self.search or self._is_found(title))
            and (not self.undated or shown is None or not shown.date.known)
            and (not self.overdue or overdue)
        )

    def _has_person(self, title: Title) -> bool:
        names = [folded(name) for _, name in title.credits]
        return any(folded(person) in name for person in self.persons for name in names)

    def _is_found(self, title: Title) -> bool:
        names = [folded(name) for name in (title.title, *title.aka, *title.former_titles)]
        return any(folded(text) in name for text in self.search for name in names)


def select(titles: Iterable[tuple[str, Title]], query: Query, today: date) -> list[Record]:
    """Answer as `list` does, one record a title; `titles` come with their slugs."""
    found = []
    for slug, title in titles:
        if query.chooses_releases:
            fitting = tuple(r for r in title.releases if query.fits_release(r))
            if not fitting:
                continue
            shown: Release | None = fitting[0]
        else:
            shown = title.headline
        if query.fits_title(title, shown, today):
            found.append(record_of(slug, title, shown, today, query.window))
    return sorted(found, key=list_order)[: query.limit]


def upcoming(
    titles: Iterable[tuple[str, Title]], query: Query, window: Window, today: date
) -> list[Record]:
    """Answer as `upcoming` does, one record a release: the certain, then the possible."""
    found = [
        record_of(slug, title, release, today, window)
        for slug, title in titles
        for release in title.releases
        if title.status != "canceled"
        and query.fits_release(release)
        and window.touches(release.date)
        and query.fits_title(title, release, today)
    ]
    shown = [record for record in found if record.certain or record.status not in OUT]
    return sorted(shown, key=upcoming_order)[: query.limit]


def list_order(record: Record) -> tuple[object, ...]:
    """Still to come (soonest first, finer first), no date, out (newest first), canceled."""
    section = section_of(record)
    place = SECTIONS.index(section)
    if section in ("to come", "no date"):
        return (place, record.earliest or "", record.latest or "9999-99", *_by_name(record))
    newest = record.latest or record.earliest
    age = -date.fromisoformat(newest).toordinal() if newest else 0
    return (place, age, "", *_by_name(record))


OPEN_SPAN = 10_000_000  # days: an open end is wider than any span
SECTIONS = ("to come", "no date", "out", "canceled")


def section_of(record: Record) -> str:
    """Find the part of a list in which a record stands."""
    if record.status in OUT:
        return "out"
    if record.status == "canceled":
        return "canceled"
    return "no date" if record.date is None else "to come"


def upcoming_order(record: Record) -> tuple[object, ...]:
    """The certain by date; then the possible, the narrowest span first."""
    earliest, latest = record.earliest or "", record.latest or "9999-99"
    if record.certain:
        return (0, 0, earliest, latest, *_by_name(record))
    if record.earliest is None or record.latest is None:
        return (1, OPEN_SPAN, earliest, latest, *_by_name(record))
    span = date.fromisoformat(record.latest) - date.fromisoformat(record.earliest)
    return (1, span.days, earliest, latest, *_by_name(record))


def _by_name(record: Record) -> tuple[object, ...]:
    season = -1 if record.season is None else record.season
    part = -1 if record.part is None else record.part
    return (folded(record.title), season, part, record.slug)
