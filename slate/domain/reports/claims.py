"""Claims: what each source stated about one thing, and which of these claims is shown.

The rules are in `docs/decisions/claims.md`. A claim is numbered by the report that stated it, in
the order of reports; of two claims, the one with the higher number is newer.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.confidences import Confidence, Rank
from slate.domain.reports.report import Report


def credit_of(report: Report) -> int:
    """Return how much credit a report gets; one that was typed without a source, as if listed."""
    if report.is_typed and not report.confidence.is_official:
        return Confidence.LISTED.level
    return report.confidence.level


class Claim(NamedTuple):
    """A value that a source stated; None withdraws a date, or drops a release.

    Most paths have one claim only, so a claim has the methods of `Claims` that read.
    """

    value: Any
    report: Report
    rank: int  # a Rank; as an int it is compared faster
    number: int
    since: int  # number of the report with which the source began to state this value

    @property
    def date(self) -> ReleaseDate:
        """The date that it states; the claim is on a date, and does not withdraw it."""
        return parse_date(self.value)

    @property
    def kept(self) -> "Sequence[Claim]":
        """The only claim."""
        return (self,)

    def live(self) -> "tuple[Claim, ...]":
        """Return the only claim."""
        return (self,)

    def stated(self) -> "Claim":
        """Return the only claim."""
        return self

    def base(self) -> "Claim | None":
        """Return the claim, or None if it states no value."""
        return None if self.value is None else self

    def credited(self, value: Any) -> "Claim":  # noqa: ANN401 -- JSON
        """Return the only claim, which states the value."""
        del value
        return self

    def settled(self) -> "SettledDate":
        """Return what is shown of the only claim on a date."""
        shown = self.base()
        return SettledDate((self,), shown, shown, self.report, self.report if shown else None)


class Claims:
    """The latest claim of each source at one path, oldest first, and which of them is shown."""

    __slots__ = ("floor", "kept", "retreat", "was_out")

    def __init__(self, *first: Claim) -> None:
        """Start with these claims."""
        self.kept: list[Claim] = list(first)
        self.floor = 0  # only claims after this number can be shown
        self.retreat = 0  # only claims after this number can narrow a date
        self.was_out = False  # whether the date was past when it was stated, before the last one

    def add(self, value: Any, report: Report, number: int) -> bool:  # noqa: ANN401 -- JSON
        """Add the claim of the newest report, in place of its source's earlier one.

        Return False if it makes no claim newer: the source repeats a value with less confidence,
        or is a catalog that repeats one. A source's rumor does not replace its own firmer claim.
        """
        kept = self.kept
        since = number
        for place, claim in enumerate(kept):
            if claim.report.source != report.source or claim.value != value:
                continue
            if claim.report.confidence.level > report.confidence.level:
                if not report.is_typed:
                    return False
                # What is typed is shown; it was only typed without --official this time.
                report, since = claim.report, claim.since
            if claim.report.confidence is report.confidence:
                since = claim.since
                if report.confidence is Confidence.LISTED and not report.is_typed:
                    # An unchanged catalog is no news, even if another slate recorded it again.
                    # The value equals, but may state a place, which is no bool.
                    kept[place] = claim._replace(value=value, report=report)
                    return False
        rank = rank_of(report, kept)
        source = report.source
        self.kept = [
            # Most are of other sources.
            claim
            for claim in kept
            if claim.report.source != source or not is_replaced(claim, report)
        ]
        self.kept.append(Claim(value, report, rank, number, since))
        return True

    def add_date(self, value: str | None, report: Report, number: int) -> None:
        """Add a claim on a date, and note if it is a retreat, or ends what was shown."""
        former = self.base()
        # What is shown is needed only where it can matter: to find it takes longer.
        shown = None if former is None or not report.is_typed else self._narrowed(former)
        was_out = former is not None and self._was_out(former, report)
        if not self.add(value, report, number):
            return
        newest = self.kept[-1]
        if value is None:
            if report.is_typed or newest.rank == Rank.REPORTED:
                self.floor = self.retreat = number
                self.was_out = False
            return
        if former is None or self.base() is not newest:
            return
        self.was_out = self.was_out or was_out
        when = newest.date
        own = former.report.source == report.source
        widens = (former.rank == Rank.REPORTED or own) and is_within(former.date, when)
        if widens or (shown is not None and is_within(shown.date, when)):
            self.retreat = number

    def _was_out(self, former: Claim, report: Report) -> bool:
        """Whether the date shown, no rumor, was past when it was last stated.

        What somebody typed and corrects on the same day was a mistake.
        """
        latest, day = former.date.latest, report.day.earliest
        if self.was_out or latest is None or day is None or latest >= day:
            return False  # it is not past even now
        settled = self.settled()
        if settled.shown is None or settled.latest is None or settled.latest.rumored:
            return False
        when, stated = settled.shown.date, settled.latest.day.earliest
        own = settled.shown.report
        is_typed = own.source is report.source is None
        is_correction = is_typed and own.reported_on == report.reported_on
        is_past = when.latest is not None and stated is not None and when.latest < stated
        return is_past and not when.marked and not is_correction

    def join(self, other: "Claims") -> None:
        """Add the claims on the date of a release that moved here."""
        latest: dict[tuple[str | None, bool], Claim] = {}
        for claim in sorted((*other.kept, *self.kept), key=lambda claim: claim.number):
            latest[claim.report.source, claim.report.rumored] = claim
        self.kept = sorted(latest.values(), key=lambda claim: claim.number)
        self.floor = max(self.floor, other.floor)
        self.retreat = max(self.retreat, other.retreat)
        self.was_out = self.was_out or other.was_out

    def without(self, report: Report) -> "Claims":
        """Return these claims without that of a report's source."""
        left = Claims()
        left.kept = [claim for claim in self.kept if not is_replaced(claim, report)]
        left.floor, left.retreat, left.was_out = self.floor, self.retreat, self.was_out
        return left

    def live(self) -> tuple[Claim, ...]:
        """Return the claims that were not withdrawn or dropped since."""
        return tuple(claim for claim in self.kept if claim.number > self.floor)

    def stated(self) -> Claim:
        """Return the newest claim of the highest rank, where None is a value like others."""
        newest: Claim = max(reversed(self.kept), key=_rank)
        return newest

    def base(self) -> Claim | None:
        """Return the newest claim of the highest rank that states a value and can be shown."""
        found: Claim | None = None
        for claim in reversed(self.kept):
            if claim.value is None or claim.number <= self.floor:
                continue
            if found is None or claim.rank > found.rank:
                found = claim
            if found.rank == Rank.REPORTED:  # there is no higher one
                break
        return found

    def credited(self, value: Any) -> Claim:  # noqa: ANN401 -- JSON
        """Return the claim that gets the credit for a value that is shown.

        It is the most confident one that states it and, among equals, the first.
        """
        return _most_credited(self._stating(value))

    def _stating(self, value: Any) -> list[Claim]:  # noqa: ANN401 -- JSON
        """Return the claims that state a value, and were not withdrawn or dropped since."""
        return [claim for claim in self.kept if claim.value == value and claim.number > self.floor]

    def settled(self) -> "SettledDate":
        """Return what is shown of the claims on a date."""
        kept = tuple(self.kept)
        base = self.base()
        if base is None:
            withdrawn = next((claim for claim in reversed(kept) if claim.value is None), None)
            said_by = withdrawn.report if withdrawn else None
            return SettledDate(kept, None, None, said_by, None, was_out=self.was_out)
        shown = self._narrowed(base)
        stating = self._stating(shown.value)
        return SettledDate(
            kept=kept,
            shown=shown,
            base=base,
            said_by=_most_credited(stating).report,
            latest=_latest(stating).report,
            within=None if shown is base else self.credited(base.value),
            was_out=self.was_out,
        )

    def _narrowed(self, base: Claim) -> Claim:
        """Return the listed claim that narrows a date, from the newest on, or the base itself."""
        # What was typed is shown as it was typed: only a newer claim narrows it.
        after = max(self.floor, self.retreat, base.number if base.report.is_typed else 0)
        shown, when = base, None
        for claim in reversed(self.kept):
            if claim.rank == Rank.LISTED and claim.value is not None and claim.number > after:
                when = when or base.date
                finer = claim.date
                if not finer.marked and is_within(finer, when):
                    shown, when = claim, finer
        return shown


class SettledDate(NamedTuple):
    """The claims on a date of a release, and what is shown of them."""

    kept: tuple[Claim, ...] = ()
    shown: Claim | None = None  # the base, or the claim that narrows it
    base: Claim | None = None
    said_by: Report | None = None  # gets the credit for the date, or withdrew it
    latest: Report | None = None  # the latest that states the date shown, rumors aside
    within: Claim | None = None  # gets the credit for the base, if it is narrowed
    was_out: bool = False

    @property
    def rank(self) -> int:
        """The rank of the date that is shown, or narrowed."""
        return Rank.RUMOR if self.base is None else self.base.rank


NO_CLAIMS = SettledDate()


def _most_credited(claims: list[Claim]) -> Claim:
    """Return the most confident of some claims and, among equals, the first."""
    if len(claims) == 1:  # true of most values
        return claims[0]
    return max(claims, key=lambda claim: (credit_of(claim.report), -claim.since))


def _latest(claims: list[Claim]) -> Claim:
    """Return the latest of some claims, rumors aside if there are others."""
    if len(claims) == 1:
        return claims[0]
    return max(claims, key=lambda claim: (not claim.report.rumored, claim.number))


def _rank(claim: Claim) -> int:
    return claim.rank


def rank_of(report: Report, claims: Iterable[Claim]) -> int:
    """Return the rank of a claim: what is typed without a source ranks with what it finds."""
    rank: int = report.confidence.rank
    if report.is_typed and not report.confidence.is_official:
        rank = max((claim.rank for claim in claims), default=0) or Rank.LISTED
    return rank


def is_within(finer: ReleaseDate, coarser: ReleaseDate) -> bool:
    """Whether the days of a date lie strictly within those of another."""
    return contains(coarser, finer) and (finer.earliest, finer.latest) != (
        coarser.earliest,
        coarser.latest,
    )


def contains(coarser: ReleaseDate, finer: ReleaseDate) -> bool:
    """Whether the days of a date are among those of another: "2021" contains 2021-01-08."""
    return (coarser.earliest or date.min) <= (finer.earliest or date.min) and (
        finer.latest or date.max
    ) <= (coarser.latest or date.max)


def is_replaced(claim: Claim, report: Report) -> bool:
    """Whether a newer claim of a report replaces a claim: its own, unless only it is a rumor."""
    own = claim.report
    return own.source == report.source and (own.rumored or not report.rumored)
