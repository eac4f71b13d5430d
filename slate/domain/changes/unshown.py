"""Why a report that was recorded changes nothing of what is shown."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from slate.domain.ledger.dissent import Dissent, Subject, dissent
from slate.domain.reports.claims import Claim
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Title


class Reason(Enum):
    """Why the claims of a report are not shown."""

    SAME = auto()  # the same is shown already
    COARSER = auto()  # what is shown is within the date stated
    RANK = auto()  # what is shown was stated more firmly
    OLDER = auto()  # what is shown was stated later


class Unshown(NamedTuple):
    """A report that changed nothing, the reason, and the report that is shown in its place."""

    report: Report
    reason: Reason
    by: Report


def unshown(title: Title, report: Report) -> Unshown | None:
    """Return why a report that changed nothing is not shown; None if it states nothing."""
    if not report.said:
        return None
    against = next((other for other in dissent(title) if _is(other.report, report)), None)
    by = _still_named(title, report) or _shown_instead(title, report, against)
    if against is None and _is_coarser(title, report):
        return Unshown(report, Reason.COARSER, by)
    if against is None and _is_repeated(title, report):
        return Unshown(report, Reason.SAME, by)
    if report.confidence.rank < by.confidence.rank:
        return Unshown(report, Reason.RANK, by)
    if report.order < by.order:
        return Unshown(report, Reason.OLDER, by)
    return None


def _is(one: Report, other: Report) -> bool:
    return one.order == other.order


def _still_named(title: Title, report: Report) -> Report | None:
    """Return the report that gets the credit for a release which a report drops in vain."""
    stated = (report.said or {}).get("releases") or {}
    gone = {ReleaseKey.parse(name).folded for name, item in stated.items() if item is None}
    found = (release.named_by for release in title.releases if release.key.folded in gone)
    return next(found, None)


def _shown_instead(title: Title, report: Report, against: Dissent | None) -> Report:
    """Return the report that gets the credit for what is shown in place of a claim.

    A claim that its source has replaced itself is no dissent: what it is about is then what the
    report states.
    """
    said = report.said or {}
    keys = {ReleaseKey.parse(name).folded for name in said.get("releases") or {}}
    if against is not None:
        keys = {against.release.folded} if against.release else set()
    is_about_status = against.subject is Subject.STATUS if against else "status" in said
    if is_about_status and not keys and title.status_said:
        return title.said_by
    for release in title.releases:
        if not keys or release.key.folded in keys:
            if against is not None and against.subject is Subject.LEAVES:
                return release.leave_dates.said_by or title.said_by
            return release.said_by or release.named_by or title.said_by
    return title.said_by


def _is_coarser(title: Title, report: Report) -> bool:
    """Whether a report states a date that allows the one shown, but is another."""
    return any(
        settled.shown is not None
        and claim.value not in (None, settled.shown.value)
        and _is(claim.report, report)
        for release in title.releases
        for settled in (release.dates, release.leave_dates)
        for claim in settled.kept
    )


def _is_repeated(title: Title, report: Report) -> bool:
    """Whether a report states what is shown: of a date, a service, or the status."""
    shown: list[tuple[object, Iterable[Claim]]] = [(title.status, title.status_claims)]
    for release in title.releases:
        shown += [
            (settled.shown.value, settled.kept)
            for settled in (release.dates, release.leave_dates)
            if settled.shown is not None
        ]
        shown.append((str(release.key), release.names))
    return any(
        claim.value == value and _is(claim.report, report)
        for value, claims in shown
        for claim in claims
    )
