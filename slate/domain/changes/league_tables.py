"""The league tables: titles and platforms, ranked by how often and how far dates slipped.

A slip counts for the platform that the release was on when it slipped. With a span of days, only
dates that moved in these days count, and waits for a date that ended in them: on the day on which
that was reported.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.history import Step
from slate.domain.changes.median import median
from slate.domain.changes.slips import (
    Fits,
    HowFar,
    Slips,
    date_changes,
    summary_of,
    without_corrections,
)
from slate.domain.dates.day_span import ANY_TIME, Span
from slate.domain.dates.distance import Distance
from slate.domain.text import folded
from slate.domain.titles.record import Record
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.vocabulary import platform_key

# A title as it stands, and its history.
SlipHistory = tuple[Record, Sequence[Step]]
# The columns of both tables by which they can be sorted, highest first. `days` counts only
# slips between exact days.
SORTS = ("slips", "days", "longest", "median", "wait", "advanced")
# Columns that are never empty come first; new ones are added only at the end.
TITLE_COLUMNS = (
    *("slug", "title", "slips", "days", "advanced"),
    *("first_said", "first_dated", "first_date", "date"),
    *("longest", "median", "wait", "others"),
    *("season", "part", "platform"),
)
PLATFORM_COLUMNS = (
    *("titles", "slips", "days", "advanced"),
    *("platform", "longest", "median", "wait", "others"),
)


class SlipTotals(NamedTuple):
    """How often and how far dates slipped, for one title or for all titles of a platform."""

    slips: int
    advanced: int
    each: tuple[int, ...]  # days of each slip between two exact days
    others: tuple[HowFar, ...]  # how far the other slips went
    wait: int | None  # days from the first report to the first date; for a platform, the longest

    @property
    def days(self) -> int:
        """The total number of days by which dates slipped."""
        return sum(self.each)

    @property
    def longest(self) -> int | None:
        """The longest slip, in days."""
        return max(self.each, default=None)

    @property
    def median(self) -> float | None:
        """The median slip, in days."""
        return median(self.each)


class TitleRow(NamedTuple):
    """The row of a title."""

    record: Record
    slips: Slips
    totals: SlipTotals

    @property
    def name(self) -> str:
        """The name of the title on the screen."""
        return self.record.name

    @property
    def row(self) -> tuple[Any, ...]:
        """The values of TITLE_COLUMNS."""
        record, slips, own = self.record, self.slips, self.totals
        return (
            *(record.slug, record.title, own.slips, own.days, own.advanced),
            *(slips.first_said, slips.first_dated, slips.first_date, record.date),
            *(own.longest, own.median, own.wait, own.others),
            *(record.season, record.part, record.platform),
        )


class PlatformRow(NamedTuple):
    """The row of a platform, or of releases without one, and how many titles slipped on it."""

    platform: str | None
    titles: int
    totals: SlipTotals

    @property
    def name(self) -> str:
        """The name of the service on the screen."""
        return self.platform or "no service"

    @property
    def row(self) -> tuple[Any, ...]:
        """The values of PLATFORM_COLUMNS."""
        own = self.totals
        return (
            *(self.titles, own.slips, own.days, own.advanced),
            *(self.platform, own.longest, own.median, own.wait, own.others),
        )


Ranked = TitleRow | PlatformRow
Row = TypeVar("Row", TitleRow, PlatformRow)


def rank_titles(
    lives: Iterable[SlipHistory], fits: Fits, sort: str | None, span: Span = ANY_TIME
) -> list[TitleRow]:
    """Return the titles that slipped, ranked; if sorted by `wait`, those that waited for a date."""
    found = []
    for record, steps in lives:
        slips = summary_of(steps, fits, span)
        own = SlipTotals(slips.times, slips.advanced, slips.each, slips.others, slips.wait)
        found.append(TitleRow(record, slips, own))
    return _ranked(found, sort)


def rank_platforms(
    lives: Iterable[SlipHistory], fits: Fits, sort: str | None, span: Span = ANY_TIME
) -> list[PlatformRow]:
    """Return the platforms with slips, ranked; if sorted by `wait`, those with waits for a date."""
    names: dict[str, str | None] = {}
    gathered: dict[str, list[Slips]] = {}
    for _, steps in lives:
        for name, platform in _platforms(steps, fits).items():
            names.setdefault(name, platform)
            gathered.setdefault(name, []).append(_summary_on(name, steps, fits, span))
    return _ranked(
        [
            PlatformRow(
                names[name],
                titles=sum(slips.times > 0 for slips in found),
                totals=_sum(found, [slips.wait for slips in found if _waited(slips, name, fits)]),
            )
            for name, found in gathered.items()
        ],
        sort,
    )


def _platforms(steps: Sequence[Step], fits: Fits) -> dict[str, str | None]:
    """Return the platforms, keyed by folded name, on which dates moved or first appeared."""
    keys = [
        key
        for step in without_corrections(steps)
        for name in ChangeName
        if name.has_a_distance
        for _, key in date_changes(step, name)
    ]
    if first := summary_of(steps).first_release:
        keys.append(first)
    return {platform_key(key.platform or ""): key.platform for key in keys if fits(key)}


def _summary_on(name: str, steps: Sequence[Step], fits: Fits, span: Span) -> Slips:
    return summary_of(steps, lambda key: _is_on(name, key) and fits(key), span)


def _is_on(name: str, key: ReleaseKey) -> bool:
    return platform_key(key.platform or "") == name


def _waited(slips: Slips, name: str, fits: Fits) -> bool:
    """Whether the title got its first date on this platform."""
    first = slips.first_release
    return first is not None and _is_on(name, first) and fits(first)


def _sum(found: Iterable[Slips], waits: Iterable[int | None]) -> SlipTotals:
    found = list(found)
    return SlipTotals(
        slips=sum(slips.times for slips in found),
        advanced=sum(slips.advanced for slips in found),
        each=tuple(days for slips in found for days in slips.each),
        others=tuple(sorted((far for slips in found for far in slips.others), key=_as_text)),
        wait=max((wait for wait in waits if wait is not None), default=None),
    )


def _as_text(far: HowFar) -> tuple[str, str]:
    """Sort key: the established order of the column `others`, in which counts sort as text."""
    if isinstance(far, Distance):
        return str(far.count), far.unit
    return far.before.text, far.after.text


def _ranked(rows: list[Row], sort: str | None) -> list[Row]:
    """Return the rows that have anything to show, sorted.

    The order is by `sort`, then by slips and by days, all highest first, then by name.
    """
    by = sort or "slips"
    asked = by if by in {"wait", "advanced"} else "slips"
    shown = [row for row in rows if getattr(row.totals, asked)]
    return sorted(
        shown,
        key=lambda row: (
            -(getattr(row.totals, by) or 0),
            -row.totals.slips,
            -row.totals.days,
            folded(row.name),
        ),
    )
