"""A title and its releases, as the reports in force add up to them."""

import datetime as dt
from dataclasses import dataclass

from slate.domain.dates.release_date import PRECISIONS, TBA, ReleaseDate
from slate.domain.reports.report import Report
from slate.domain.text import folded
from slate.domain.titles.fields import PlainFields
from slate.domain.titles.kinds import Kind
from slate.domain.titles.names import derive_slug, full_name
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import at_home
from slate.domain.titles.stages import Stage


@dataclass(frozen=True, slots=True)
class Release:
    """When and where a title comes out; `said_by` last said the date, or took it back."""

    key: ReleaseKey
    date: ReleaseDate = TBA
    leaves: ReleaseDate = TBA
    said_by: Report | None = None
    rumored: bool = False  # that there is such a release at all

    @property
    def can_be_headline(self) -> bool:
        """Whether it can stand for its title: a festival cannot."""
        return self.key.type is None or self.key.type.headline

    @property
    def order(self) -> tuple[int, dt.date, int, str, str, str]:
        """Sort key: the headline release first, the earliest one to watch at home.

        A date of no said type, such as a catalogue's of films, stands behind one that is
        known to be of a service: it is mostly that of theaters.
        """
        rank = 3 * (not self.date.known)
        if self.key.type is None:
            rank += 1
        elif not at_home(self.key.type):
            rank += 2
        if not self.can_be_headline:
            rank += 12
        elif self.rumored:  # it replaces nothing that somebody reported
            rank += 6
        return (
            rank,
            self.date.earliest or dt.date.min,
            PRECISIONS.index(self.date.precision),
            self.key.region or "",
            folded(self.key.platform or ""),
            self.key.type or "",
        )


@dataclass(frozen=True, slots=True)
class Title(PlainFields):
    """One thing on the slate. Collections are sorted, releases by `Release.order`."""

    key: str
    title: str
    kind: Kind
    kind_said: bool
    status: Stage
    status_why: str | None  # what it follows from; None where it was said
    said_by: Report  # who last said the status or, where none was said, the title
    created: tuple[str, str, int]  # (recorded_at, batch, n) of the report that made it
    slug: str | None = None  # as said; otherwise it follows from the title
    releases: tuple[Release, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()  # (role, name)
    links: tuple[tuple[Relation, str], ...] = ()  # and the key of the other title
    ids: tuple[tuple[str, str], ...] = ()  # (scheme, id)
    aka: tuple[str, ...] = ()
    former_titles: tuple[str, ...] = ()
    former_slugs: tuple[str, ...] = ()

    @property
    def status_said(self) -> bool:
        """Tell whether somebody said the status."""
        return self.status_why is None

    @property
    def name(self) -> str:
        """The title as the screen names it: `Cobra Kai: season 3`."""
        return full_name(self.title, self.season, self.part)

    @property
    def wanted_slug(self) -> str:
        """The handle that was said, or that follows from title, season and part."""
        return self.slug or derive_slug(self.title, self.season, self.part)

    @property
    def headline(self) -> Release | None:
        """The release that stands for the title: never a festival."""
        return headline(self.releases)

    @property
    def relation(self) -> str | None:
        """`sequel`, `spin-off` or `remake`, if it is one."""
        if not self.links:  # as of most titles
            return None
        found = {relation for relation, _ in self.links}
        return next((relation.noun for relation in Relation if relation in found), None)

    @property
    def earliest_year(self) -> int | None:
        """The year said, else that of the earliest release."""
        if self.year is not None:
            return self.year
        return min((r.date.earliest.year for r in self.releases if r.date.earliest), default=None)


def headline(releases: tuple[Release, ...]) -> Release | None:
    """Return the headline of releases that are in order: one that can be it stands first."""
    return releases[0] if releases and releases[0].can_be_headline else None
