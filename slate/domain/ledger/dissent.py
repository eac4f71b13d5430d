"""Dissent: the claims of other sources that differ from what is shown.

The claims are those that the fold keeps: the latest one of each source. Names, kinds, years, ids,
tags and people are never dissent.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.claims import Claim, SettledDate, contains
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import STAGES, Stage
from slate.domain.titles.title import Release, Title


class Subject(Enum):
    """What a claim that is not shown is about."""

    DATE = auto()
    LEAVES = auto()
    STATUS = auto()
    SERVICE = auto()  # the title comes out there
    NO_SERVICE = auto()  # it does not come out there


class Dissent(NamedTuple):
    """A claim that differs from what is shown: a date (TBA: no date), a status, or a service."""

    subject: Subject
    said: ReleaseDate | Stage | ReleaseKey
    report: Report
    release: ReleaseKey | None = None  # the release to which the date belongs


def dissent(title: Title) -> list[Dissent]:
    """Return the claims that differ from what is shown: on releases, then on the status.

    The releases are in their order; for each release, the newest claim comes first.
    """
    found = list(_claims_against(title))
    # A move that does not count is one claim: that the title comes out elsewhere.
    named = [other.report for other in found if other.subject is Subject.SERVICE]
    if not named:
        return found
    return [
        other
        for other in found
        if other.subject is not Subject.NO_SERVICE or other.report not in named
    ]


def is_disputed(title: Title) -> bool:
    """Whether there is any dissent; to find the first claim takes less time than to list all."""
    return next(_claims_against(title), None) is not None


def _claims_against(title: Title) -> Iterator[Dissent]:
    for release in title.releases:
        if (  # true of few releases
            release.contested
            or len(release.names) > 1
            or len(release.dates.kept) > 1
            or len(release.leave_dates.kept) > 1
        ):
            yield from _on_release(release, title.status)
    for dropped in title.dropped:
        yield from _service(Subject.SERVICE, dropped.key, dropped.names)
    if len(title.status_claims) > 1 or not title.status_said:
        for claim in reversed(title.status_claims):
            if _denies(title, claim):
                yield Dissent(Subject.STATUS, STAGES[claim.value], claim.report)


def _on_release(release: Release, status: Stage) -> Iterator[Dissent]:
    if release.contested:
        claims = tuple(claim for claim in release.names if claim.value is not None)
        yield from _service(Subject.SERVICE, release.key, claims)
        return
    for subject, settled, when in (
        (Subject.DATE, release.dates, release.date),
        (Subject.LEAVES, release.leave_dates, release.leaves),
    ):
        if len(settled.kept) > 1:
            for claim in reversed(settled.kept):
                said = TBA if claim.value is None else claim.date
                foretold = subject is Subject.DATE and _is_foretold(claim.report, when, status)
                if _is_disputed(settled, when, claim, said) and not foretold:
                    yield Dissent(subject, said, claim.report, release.key)
    if len(release.names) > 1:
        drops = tuple(claim for claim in release.names if claim.value is None)
        yield from _service(Subject.NO_SERVICE, release.key, drops)


def _service(subject: Subject, key: ReleaseKey, claims: Iterable[Claim]) -> Iterator[Dissent]:
    for claim in sorted(claims, key=lambda claim: -claim.number):
        yield Dissent(subject, key, claim.report)


def _is_disputed(settled: SettledDate, shown: ReleaseDate, claim: Claim, said: ReleaseDate) -> bool:
    """Whether a claim contradicts the date shown, and time has not settled which is right."""
    if settled.shown is None:  # somebody withdrew the date
        return said.known
    is_newer = claim.number > settled.shown.number
    if not said.known:
        base = settled.base or settled.shown
        return claim.rank > base.rank or is_newer
    if contains(said, shown):
        return False
    return is_newer or not _is_overtaken(said, shown, settled.shown.report)


def _is_overtaken(other: ReleaseDate, shown: ReleaseDate, winner: Report) -> bool:
    """Whether a date had passed when the date shown was stated, which had not passed."""
    said = winner.day.earliest or date.min
    return (other.latest or date.max) < said <= (shown.latest or date.max)


def _is_foretold(report: Report, shown: ReleaseDate, status: Stage) -> bool:
    """Whether a date was stated before the day on which the title then came out."""
    return status.out and (report.day.latest or date.max) < (shown.earliest or date.min)


def _denies(title: Title, claim: Claim) -> bool:
    """Whether a source claims that a title is over when the status shown is not, or the reverse.

    Two stages contradict each other only if just one of them is final. A stage before the final
    one is no contradiction if it was claimed earlier than the final one.
    """
    if claim.value is None:
        return False
    settled = STAGES[claim.value].settled
    if settled == title.status.settled:
        return False
    return settled or claim.report.order > title.said_by.order
