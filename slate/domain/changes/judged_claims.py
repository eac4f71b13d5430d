"""What became of the claims that named sources made about a title (`made_claims.py`).

The **truth** about a release is its last reported or official date, as the fold has it: without
the listed date that narrows it. A release without such a date has no truth. Otherwise it is
**settled** if

- the title is out by a stated status, no rumor, that was stated no earlier than the first day of
  the truth: a title that is out in theaters may still be to come on a service; or
- the last day of the truth is 30 days ago, and nobody contradicts it: the title is not stated to
  be canceled or on hold, nor was another status that is not out stated after that day.

A claim on a date is

- **right** if the release is settled, and the truth lies within the days of the claim;
- **slipped** or **advanced** if the truth does not, and the date that was shown did, until it
  moved out of them in this way after the claim was made;
- **wrong** if the release is settled, none of these is true, and no day of the truth lies within
  those of the claim;
- **open** otherwise: also if the release was dropped, if it has no truth, or if the truth is too
  vague to decide.

A claim foretells nothing, and is left out, if its last day had passed when it was made, or the
release was known to be out.

A source is **first** if no other stated the same days for the release on an earlier day. It was
**ahead** by the days from its claim to the first official claim whose days lie within its own.
They are less than 0 if it came later; they are not known if the source made that official claim
itself, or if one of the two days is not exact.

A claim on a status is judged by the status that is shown, if that was stated as reported or
official, and is not on hold. It is right if the status shown is a later stage, or the same and
final (the title is out or canceled). It is wrong if it is that the title is canceled, and the
title is out. It is open otherwise.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.made_claims import MadeClaim, ReleaseClaims, claims_made
from slate.domain.changes.slips import days_between
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.claims import contains
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report
from slate.domain.text import folded
from slate.domain.titles.stages import STAGES, Phase, Stage
from slate.domain.titles.title import Release, Title

_SETTLED_AFTER = timedelta(30)
_STAGES = tuple(Stage)


class Verdict(StrEnum):
    """What became of a claim."""

    RIGHT = "right"
    WRONG = "wrong"
    SLIPPED = "slipped"
    ADVANCED = "advanced"
    OPEN = "open"


_MOVED = {ChangeName.SLIPPED: Verdict.SLIPPED, ChangeName.ADVANCED: Verdict.ADVANCED}


class JudgedClaim(NamedTuple):
    """What became of one claim of a source."""

    title: Title
    source: str
    report: Report  # in which the source stated it first
    verdict: Verdict
    release: Release | None = None  # None: the claim is about the status of the title
    is_first: bool = False
    ahead: int | None = None  # days before the first official claim
    days: int | None = None  # how many its date spans; None if it is open at an end


class _Truth(NamedTuple):
    """The last reported or official date of a release; TBA if there is none."""

    when: ReleaseDate = TBA
    out_by: date | None = None  # a day by which the release was out; None if it is not settled


def judged_claims(key: str, reports: Iterable[Report], today: date) -> Iterator[JudgedClaim]:
    """Yield what became of each claim about a title, from the reports in force on it."""
    made = claims_made(key, reports)
    if made.title is None:
        return
    shown = {release.key.folded: release for release in made.title.releases}
    for claims in made.releases:
        release = shown.get(claims.key.folded, Release(claims.key))
        yield from _on_dates(made.title, release, claims, today)
    for claim in made.stages:
        verdict = _verdict_on_stage(claim.value, made.title)
        yield JudgedClaim(made.title, claim.source, claim.report, verdict)


def _on_dates(
    title: Title, release: Release, claims: ReleaseClaims, today: date
) -> Iterator[JudgedClaim]:
    truth = _truth_about(title, release, today)
    found = [claim for claim in claims.dates.made if _foretells(claim, truth)]
    first: dict[tuple[date | None, date | None], str] = {}
    for claim in found:
        days = (claim.value.earliest, claim.value.latest)
        first[days] = min(first.get(days, claim.report.last_day), claim.report.last_day)
    for claim in found:
        when = claim.value
        yield JudgedClaim(
            title,
            claim.source,
            claim.report,
            _verdict(claim, truth),
            release,
            is_first=claim.report.last_day == first[when.earliest, when.latest],
            ahead=_ahead(claim, claims),
            days=(when.latest - when.earliest).days + 1 if when.earliest and when.latest else None,
        )


def _truth_about(title: Title, release: Release, today: date) -> _Truth:
    base = release.dates.base
    if base is None or base.report.confidence.rank is not Rank.REPORTED:
        return _Truth()
    when, last = base.date, base.date.latest or date.max
    out = [day for day in _days_of(title, is_out=True) if (when.earliest or date.min) <= day]
    if title.status_said and title.status.out and out:
        return _Truth(when, min(last, *out))
    if today - last < _SETTLED_AFTER or _contradicts(title, last):
        return _Truth(when)
    return _Truth(when, last)


def _contradicts(title: Title, last: date) -> bool:
    """Whether the status that is stated denies that a release was out on its last day."""
    if not title.status_said or title.status.out:
        return False
    later = any(last < day for day in _days_of(title, is_out=False))
    return later or not title.status.can_be_overdue


def _days_of(title: Title, *, is_out: bool) -> Iterator[date]:
    """Yield the days of the claims that a title is out, or that it is not; rumors aside."""
    for claim in title.status_claims:
        if (
            claim.value is not None
            and STAGES[claim.value].out is is_out
            and not claim.report.rumored
        ):
            yield claim.report.day.latest or date.max


def _foretells(claim: MadeClaim[ReleaseDate], truth: _Truth) -> bool:
    """Whether a claim was made before its days had passed, and before the release was out."""
    made = claim.report.day.earliest or date.min
    return made <= (claim.value.latest or date.max) and made <= (truth.out_by or date.max)


def _verdict(claim: MadeClaim[ReleaseDate], truth: _Truth) -> Verdict:
    is_settled = truth.out_by is not None
    if truth.when.known and contains(claim.value, truth.when):
        return Verdict.RIGHT if is_settled else Verdict.OPEN
    if claim.moved is not None:
        return _MOVED[claim.moved]
    return Verdict.WRONG if is_settled and _are_apart(claim.value, truth.when) else Verdict.OPEN


def _are_apart(one: ReleaseDate, other: ReleaseDate) -> bool:
    """Whether two dates have no day in common."""
    return (one.latest or date.max) < (other.earliest or date.min) or (other.latest or date.max) < (
        one.earliest or date.min
    )


def _ahead(claim: MadeClaim[ReleaseDate], claims: ReleaseClaims) -> int | None:
    """Return the days from a claim to the first official one, of another source, that it allows."""
    official = next((said for when, said in claims.official if contains(claim.value, when)), None)
    if official is None or folded(official.source or "") == claim.by:
        return None
    return days_between(claim.report.reported_on, official.reported_on)


def _verdict_on_stage(stage: Stage, title: Title) -> Verdict:
    reached = title.status
    is_firm = title.status_said and title.said_by.confidence.rank is Rank.REPORTED
    if not is_firm or reached.phase is Phase.PAUSED:
        return Verdict.OPEN
    if _STAGES.index(stage) < _STAGES.index(reached) or (stage is reached and reached.settled):
        return Verdict.RIGHT
    is_denied = stage.phase is Phase.CANCELED and reached.out
    return Verdict.WRONG if is_denied else Verdict.OPEN
