"""Which status of a title is shown: the one stated, or one derived from what is stated."""

from datetime import date

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.title_claims import TitleClaims
from slate.domain.reports.claims import NO_CLAIMS
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report
from slate.domain.titles.stages import STAGES, Phase, Stage
from slate.domain.titles.status import DerivedStage, derive_status
from slate.domain.titles.title import Release


def stated_status(claims: TitleClaims, headline: Release | None) -> Stage | None:
    """Return the stage that is stated, None if there is none that counts.

    One of lower rank than the date of the headline release does not count if it is a rumor, or
    if it denies a date that was still to come. One that was typed counts until a date is stated
    after it.
    """
    stated = claims.at.get(("status",))
    claim = stated.stated() if stated else None
    if claim is None or claim.value is None:
        return None
    stage, report = STAGES[claim.value], claim.report
    when = headline.dates if headline is not None and headline.date.known else NO_CLAIMS
    if when.base is None or claim.rank >= when.rank:
        return stage
    if report.is_typed and claim.number >= when.base.number:
        return stage
    return None if report.rumored or _denies(stage, report, headline) else stage


def derived_status(
    claims: TitleClaims,
    headline: Release | None,
    releases: tuple[Release, ...],
    *,
    follows: bool,
) -> DerivedStage:
    """Return the stage derived from the headline release's date, otherwise from the year.

    A release without a date that leaves its service implies that the title is out. `follows` is
    true of a sequel, spin-off or remake.
    """
    if headline is not None and headline.date.known:
        if headline.dates.was_out:
            return DerivedStage(Stage.RELEASED, "an earlier date was past")
        latest = headline.dates.latest
        day = None if latest is None or latest.rumored else latest.day
        return derive_status(headline.date, day, follows=follows)
    if any(map(_implies_release, releases)):
        return DerivedStage(Stage.RELEASED, "what leaves is out")
    years = claims.at.get(("year",))
    year = years.stated() if years else None
    if year is not None and year.value is not None and not year.report.rumored:
        past = derive_status(parse_date(f"{year.value:04}"), year.report.day, follows=follows)
        if past.stage is Stage.RELEASED:
            return past._replace(why="its year is past")
    return derive_status(TBA, None, follows=follows)


def _implies_release(release: Release) -> bool:
    """Whether the date on which a release leaves, which is no rumor, implies that it is out.

    If that date is withdrawn, the release stays on its service.
    """
    leaves = release.leave_dates
    is_stated = leaves.was_out or (leaves.shown is not None and leaves.rank > Rank.RUMOR)
    return is_stated and not release.date.known and not release.contested


def _denies(stage: Stage, report: Report, shown: Release | None) -> bool:
    """Whether a stage contradicts a date that lay ahead when the stage was stated."""
    when = TBA if shown is None else shown.date
    day = report.day
    if stage.out:  # it may have come out on the first day that the date allows
        return (when.earliest or date.min) > (day.latest or date.max)
    denies = stage.settled or stage.phase in (Phase.PAUSED, Phase.RUMORED)
    return denies and (when.latest or date.max) > (day.earliest or date.min)
