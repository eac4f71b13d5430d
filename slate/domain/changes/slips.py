"""How often and how far the dates of a title slipped, and how long it waited for one.

A slip is a difference `slipped` of a release date. Slips that were reported together, by one
command about one day, count as one, however many releases moved: the slip of the first of
these releases in order. A date that moves back to an earlier day does not cancel a slip.

For a title that is out already, another date in the past is a correction, not a slip: catalogs
disagree about old films by years.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference, date_difference
from slate.domain.changes.history import Step
from slate.domain.dates.day_span import ANY_TIME, Span
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import NOTHING_STATED, ReleaseKey
from slate.domain.titles.title import Release, Title

Fits = Callable[[ReleaseKey], bool]


class Unmeasured(NamedTuple):
    """A slip between two dates that have no common unit: `2021-06/..` to `2021-09/..`."""

    before: ReleaseDate
    after: ReleaseDate


HowFar = Distance | Unmeasured


class Slips(NamedTuple):
    """The slips of one title, and when it was first reported and first dated."""

    times: int = 0
    each: tuple[int, ...] = ()  # days of each slip between two exact days
    others: tuple[HowFar, ...] = ()  # how far the other slips went
    advanced: int = 0
    first_said: str | None = None  # day reported of the first report; may be a month or a year
    first_dated: str | None = None  # day reported of the first report after which it had a date
    first_date: str | None = None  # that date
    first_release: ReleaseKey | None = None  # and the release that had it
    wait_counts: bool = True  # whether the first date was reported in the days that count

    @property
    def days(self) -> int:
        """The total number of days by which it slipped between exact days."""
        return sum(self.each)

    @property
    def wait(self) -> int | None:
        """Days from the first report to the first date, if both days are known and it counts."""
        if self.first_said is None or self.first_dated is None or not self.wait_counts:
            return None
        return days_between(self.first_said, self.first_dated)


def summary_of(steps: Iterable[Step], fits: Fits | None = None, span: Span = ANY_TIME) -> Slips:
    """Return the slips of a history, or only those of the releases that fit.

    Dates that moved, and the wait for one, count on the day on which that was reported, if it is
    in the span.
    """
    times, advanced = 0, 0
    wait_counts = True
    each: list[int] = []
    others: list[HowFar] = []
    first_said: str | None = None
    first_dated: str | None = None
    first: Release | None = None
    for told in _told_at_once(without_corrections(steps)):
        if first_said is None:
            first_said = told[0].report.reported_on
        is_in_span = span.holds(told[0].report.last_day)
        if first is None:
            first = next(filter(None, map(_dated, told)), None)
            first_dated = told[0].report.reported_on if first else None
            wait_counts = is_in_span
        if not is_in_span:
            continue
        if slip := _foremost(ChangeName.SLIPPED, told, fits):
            times += 1
            far = _how_far(slip)
            if isinstance(far, Distance) and far.unit is Unit.DAY:
                each.append(far.count)
            else:
                others.append(far)
        advanced += _foremost(ChangeName.ADVANCED, told, fits) is not None
    return Slips(
        times=times,
        each=tuple(each),
        others=tuple(others),
        advanced=advanced,
        first_said=first_said,
        first_dated=first_dated,
        first_date=first.date.text if first else None,
        first_release=first.key if first else None,
        wait_counts=wait_counts,
    )


def without_corrections(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield the steps of a history without corrections of the dates of a title that was out."""
    before: dict[str, Title | None] = {}  # by key, since merged titles were separate before
    for step in steps:
        kept = step.differences
        if _is_out(before.get(step.key)) and _is_out(step.title):
            kept = tuple(change for change in kept if not _is_past(change, step.report))
        yield step._replace(differences=kept)
        before[step.key] = step.title


def _is_out(title: Title | None) -> bool:
    return title is not None and title.status.out


def _is_past(change: Difference, report: Report) -> bool:
    """Whether a date moved to one that was not in the future when it was reported."""
    latest = change.dates[1].latest if change.name.has_a_distance else None
    return latest is not None and latest.isoformat() <= report.last_day


def _told_at_once(steps: Iterable[Step]) -> Iterator[list[Step]]:
    for _, told in groupby(steps, lambda step: (step.report.batch, step.report.reported_on)):
        yield list(told)


def _dated(step: Step) -> Release | None:
    """Return the first release, in order, that has a date, or None."""
    releases = step.title.releases if step.title else ()
    return next((release for release in releases if release.date.known), None)


def _foremost(name: ChangeName, told: list[Step], fits: Fits | None) -> Difference | None:
    """Return the change of that name whose release is first in its title's order, or None."""
    found = [
        (_place(step, key), change)
        for step in told
        for change, key in date_changes(step, name)
        if fits is None or fits(key)
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def date_changes(step: Step, name: ChangeName) -> Iterator[tuple[Difference, ReleaseKey]]:
    """Yield the changes of that name in a step, each with the key of its release."""
    for change in step.differences:
        if change.name == name and change.release:
            yield change, change.release


def _place(step: Step, key: ReleaseKey) -> int:
    releases = step.title.releases if step.title else ()
    return [release.key for release in releases].index(key)


def _how_far(slip: Difference) -> HowFar:
    return Unmeasured(*slip.dates) if slip.by is None else slip.by


def days_between(before: str, after: str) -> int | None:
    """Return the days between two dates; None unless both are exact, since no day is made up."""
    first, last = parse_date(before), parse_date(after)
    if first.precision == last.precision == "day" and first.earliest and last.earliest:
        return (last.earliest - first.earliest).days
    return None


def may_have_moved(reports: Iterable[Report]) -> bool:
    """Whether any two dates that were stated for a title are apart, as those of a slip are.

    This check is cheap compared with a history, and rules out most titles.
    """
    said: dict[str, ReleaseDate] = {}
    for text in chain.from_iterable(map(_dates, reports)):
        if text not in said:
            new = parse_date(text)
            if any(_are_apart(old, new) for old in said.values()):
                return True
            said[text] = new
    return False


def may_have_waited(reports: Iterable[Report]) -> bool:
    """Whether the first report on a title states no date, and a later one does."""
    first, *later = [any(_dates(report)) for report in reports]
    return not first and any(later)


def _dates(report: Report) -> Iterator[str]:
    for release in ((report.said or {}).get("releases") or {}).values():
        if text := (release or {}).get("date"):
            yield text


def _are_apart(old: ReleaseDate, new: ReleaseDate) -> bool:
    return date_difference(old, new, NOTHING_STATED).name.has_a_distance
