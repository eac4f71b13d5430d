"""How the date of a release changed: whether it slipped or advanced, or was dated anew.

The rules are in `docs/decisions/claims.md`.
"""

from datetime import date

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference, date_difference, date_name
from slate.domain.reports.claims import SettledDate
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report
from slate.domain.titles.title import Release, Title


def moved_date(before: Title, after: Title, old: Release, new: Release) -> Difference:
    """Return how the date of a release changed.

    It slipped, or advanced, only if a source corrected itself, or what a named source had
    reported; otherwise the release was `dated` anew.
    """
    change = date_difference(old.date, new.date, new.key)
    if not change.name.has_a_distance or (
        _is_move(old.dates, new.dates, change.name) and not _is_rerun(before, after, old, new)
    ):
        return change
    former = old.said_by.attribution if old.said_by else None
    return change._replace(name=ChangeName.DATED, by=None, former=former)


def _is_move(old: SettledDate, new: SettledDate, name: ChangeName) -> bool:
    """Whether a date that slipped or advanced is that of a source which knew the former one."""
    was, now = old.shown, new.shown
    if was is None or now is None or old.base is None or new.base is None:
        return False
    is_same = new.base.report is old.base.report or new.base.report.order == old.base.report.order
    moved = now if is_same else new.base
    report = moved.report
    if report.order <= was.report.order or report.batch == was.report.batch:
        return False
    own = [claim for claim in old.kept if claim.value and claim.report.source == report.source]
    if any(_are_two_lists(claim.report, report) for claim in own):
        return False
    former = [claim for claim in old.kept if claim.value in (was.value, old.base.value)]
    if any(_is_known(claim.report, report) for claim in former):
        return True
    return any(date_name(claim.date, moved.date) is name for claim in own)


def _is_known(former: Report, report: Report) -> bool:
    """Whether a report corrects a former one: its own source's, or one of a named source."""
    return former.source == report.source or (
        former.source is not None and former.confidence.rank is Rank.REPORTED
    )


def _are_two_lists(one: Report, other: Report) -> bool:
    """Whether a source has two lists of one day, which may state two dates."""
    listed = one.confidence.rank is other.confidence.rank is Rank.LISTED
    return listed and one.reported_on == other.reported_on


def _is_rerun(before: Title, after: Title, old: Release, new: Release) -> bool:
    """Whether a release of a title that was out is shown again, on a day still to come."""
    latest = new.dates.latest
    if latest is None or not (before.status.out and after.status.out):
        return False
    day = latest.day.latest or date.max
    return (old.date.latest or date.max) <= day < (new.date.latest or date.max)
