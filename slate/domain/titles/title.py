"""A title and its releases, as computed from the reports in force."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from slate.domain.dates.release_date import PRECISIONS, TBA, ReleaseDate
from slate.domain.reports.claims import NO_CLAIMS, Claim, SettledDate
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report
from slate.domain.text import folded, slugify
from slate.domain.titles.fields import PlainFields
from slate.domain.titles.kinds import Kind
from slate.domain.titles.names import derive_slug, distinct_name, full_name
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import at_home
from slate.domain.titles.stages import Stage


class Release(NamedTuple):
    """When and where a title comes out; `said_by` gets the credit for the date, or withdrew it."""

    key: ReleaseKey
    date: ReleaseDate = TBA
    leaves: ReleaseDate = TBA
    said_by: Report | None = None
    named_by: Report | None = None  # gets the credit for the release itself
    rank: int = Rank.REPORTED  # the highest at which it is named
    contested: bool = False  # whether another service is named more firmly in its place
    dates: SettledDate = NO_CLAIMS
    leave_dates: SettledDate = NO_CLAIMS
    names: tuple[Claim, ...] = ()

    @property
    def rumored(self) -> bool:
        """Whether the release itself is only a rumor."""
        return self.rank == Rank.RUMOR

    @property
    def is_in_doubt(self) -> bool:
        """Whether it is only a rumor, or named less firmly than another service in its place."""
        return self.rumored or self.contested

    @property
    def report(self) -> Report | None:
        """The report cited for it: that of its date or, without a date, that of the release itself.

        Whoever withdrew the date of a release that is in doubt does not vouch for the release.
        """
        if self.date.known or not self.is_in_doubt:
            return self.said_by or self.named_by
        return self.named_by

    @property
    def placed_by(self) -> Report | None:
        """The report on the service, if whoever is cited for the date has never named it.

        A date moves with its release, and stays the claim of who stated it.
        """
        dated, named = self.said_by, self.named_by
        if dated is named or dated is None or not self.date.known:  # true of most releases
            return None
        if self.contested or self.key.platform is None:
            return None
        sources = [claim.report.source for claim in self.names if claim.value is not None]
        return None if not sources or dated.source in sources else named

    @property
    def can_be_headline(self) -> bool:
        """Whether it can be the headline release: a festival cannot."""
        return self.key.type is None or self.key.type.headline

    @property
    def is_sure_to_leave(self) -> bool:
        """Whether a last day is known, no rumor and without a ? or ~, and it does not come back."""
        day = self.leaves.latest
        if day is None or self.leaves.marked:  # true of most releases
            return False
        said_by = self.leave_dates.said_by
        if said_by is not None and said_by.rumored:
            return False
        return (self.date.earliest or dt.date.min) <= day

    @property
    def order(self) -> tuple[int, dt.date, int, str, str, str]:
        """Sort key: the headline release first, the earliest one to watch at home.

        A date without a stated type, such as that of a film in a catalog, sorts after one that
        is known to be of a service: it is usually the date in theaters.
        """
        rank = 3 * (not self.date.known)
        if self.key.type is None:
            rank += 1
        elif not at_home(self.key.type):
            rank += 2
        if not self.can_be_headline:
            rank += 12
        if self.contested:  # behind all others
            rank += 24
        elif self.rumored:  # behind what is reported
            rank += 6
        return (
            rank,
            self.date.earliest or dt.date.min,
            PRECISIONS.index(self.date.precision),
            self.key.region or "",
            folded(self.key.platform or ""),
            self.key.type or "",
        )

    @property
    def date_order(self) -> tuple[bool, bool, dt.date]:
        """Sort key of a list: the soonest first, those without a date last, contested behind."""
        return (self.contested, not self.date.known, self.date.earliest or dt.date.min)


class DroppedRelease(NamedTuple):
    """A release that was dropped, although other sources' latest claims still name it."""

    key: ReleaseKey
    names: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Title(PlainFields):
    """A tracked title. Collections are sorted, releases by `Release.order`, credits by place."""

    key: str
    title: str
    kind: Kind
    kind_said: bool
    status: Stage
    status_why: str | None  # why the status was derived; None if it was stated
    said_by: Report  # gets the credit for the status or, if none was stated, for the name
    created: tuple[str, str, int]  # (recorded_at, batch, n) of the report that created it
    slug: str | None = None  # as stated; None if it is derived from the title
    releases: tuple[Release, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()  # (role, name), those of a role in their order
    links: tuple[tuple[Relation, str], ...] = ()  # (relation, key of the other title)
    ids: tuple[tuple[str, str], ...] = ()  # (scheme, id)
    aka: tuple[str, ...] = ()
    former_titles: tuple[str, ...] = ()
    former_slugs: tuple[str, ...] = ()
    status_claims: tuple[Claim, ...] = ()
    dropped: tuple[DroppedRelease, ...] = ()

    @property
    def status_said(self) -> bool:
        """Whether the status was stated, not derived."""
        return self.status_why is None

    @property
    def name(self) -> str:
        """The title as the screen names it: `Cobra Kai: season 3`."""
        return full_name(self.title, self.season, self.part)

    def name_with(self, slug: str) -> str:
        """Return the name as lists print it: with the year, if the slug tells it from others."""
        return distinct_name(self.name, self.year, slug)

    @property
    def wanted_slug(self) -> str:
        """The slug that was stated, or the one derived from title, season and part.

        Another program may have put any text into a ledger, and scripts read slugs line by line.
        """
        if self.slug is None:
            return derive_slug(self.title, self.season, self.part)
        return slugify(self.slug)

    @property
    def release_keys(self) -> tuple[ReleaseKey, ...]:
        """The keys of the releases, in their order."""
        return tuple(release.key for release in self.releases)

    @property
    def headline(self) -> Release | None:
        """The headline release: never a festival."""
        return headline(self.releases)

    def cited(self, release: Release | None) -> Report:
        """Return the report that a record of this title and one of its releases cites.

        It is that of the release (`Release.report`). But a release that is not in doubt and never
        had a date leaves the citation to the status, if that was stated; and without a release
        there is only the title's own.
        """
        if release is None or self.is_cited_for_status(release):
            return self.said_by
        return release.report or self.said_by

    def is_cited_for_status(self, release: Release) -> bool:
        """Whether a record of this release cites the report on the status."""
        return not release.said_by and self.status_said and not release.is_in_doubt

    @property
    def last_to_leave(self) -> Release | None:
        """The release that leaves last, if the title is out and every release that counts leaves.

        Contested releases do not count.
        """
        found = []
        for release in self.releases if self.status.out else ():
            if not release.contested:
                if not release.is_sure_to_leave:  # true of most
                    return None
                found.append(release)
        return max(found, key=lambda release: release.leaves.latest or dt.date.min, default=None)

    def has_left(self, today: dt.date) -> bool:
        """Whether the title is out, and all its releases left before today."""
        last = self.last_to_leave
        return last is not None and (last.leaves.latest or dt.date.max) < today

    @property
    def relation(self) -> str | None:
        """`sequel`, `spin-off` or `remake`, if the title is one."""
        if not self.links:  # true of most titles
            return None
        found = {relation for relation, _ in self.links}
        return next((relation.noun for relation in Relation if relation in found), None)

    @property
    def earliest_year(self) -> int | None:
        """The stated year, otherwise that of the earliest release."""
        if self.year is not None:
            return self.year
        return min((r.date.earliest.year for r in self.releases if r.date.earliest), default=None)


def headline(releases: tuple[Release, ...]) -> Release | None:
    """Return the headline release, if any, of releases in order: it can only be the first."""
    return releases[0] if releases and releases[0].can_be_headline else None
