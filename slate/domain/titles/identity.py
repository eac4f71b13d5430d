"""Identity: whether two reports are about the same work, and the key of a new title.

Neither the title nor the date is sufficient: 209 groups of real titles share their folded
text, and the dates of one film in two catalogs can be years apart.
"""

import re
from collections.abc import Container, Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from slate.domain.text import folded, slugify
from slate.domain.titles.credits import by_role
from slate.domain.titles.kinds import Kind, KindGroup
from slate.domain.titles.names import full_name

# Title, season, part, kind group, year; then a number, if another title had that key already.
_KEY = re.compile(r"(.*)\|(\d*)\|(\d*)\|[a-z]+\|(\d*)(?:\|\d+)?", re.ASCII)

# The scheme of the UID of a calendar event: of the same source it identifies a title, but a title
# may have several events, and other calendars have UIDs of their own.
EVENT_UID = "calendar"
_FILM_AND_DOCUMENTARY = {Kind.FILM, Kind.DOCUMENTARY}


class Identity(NamedTuple):
    """The values by which a title is recognized; None is "not stated" and matches anything."""

    folded: str
    season: int | None
    part: int | None
    kind: Kind | None  # if it was stated
    year: int | None  # of the first release: stated, or that of a date that has passed
    comes: int | None = None  # the year of a date that is still to come, where no year is known

    @property
    def group(self) -> KindGroup | None:
        """The kind group, if a kind was stated."""
        return self.kind.group if self.kind else None

    def is_numbered_as(self, other: "Identity") -> bool:
        """Whether equal ids of one scheme mean the same work, by season, part and kind group.

        A catalog numbers its films and its series separately, and its seasons below a series.
        """
        return (self.season, self.part) == (other.season, other.part) and (
            None in (self.group, other.group) or self.group == other.group
        )

    def years_apart(self, other: "Identity") -> int | None:
        """Return how far apart the years are; None if one is not known."""
        if self.year is None or other.year is None:
            return None
        return abs(self.year - other.year)

    def is_out_long_before(self, other: "Identity") -> bool:
        """Whether it was out more than a year before the other is to come."""
        return self.year is not None and other.comes is not None and other.comes - self.year > 1

    def contradicts(self, other: "Identity") -> bool:
        """Whether kind group, season, part or year are not those of the other title."""
        return not self.is_numbered_as(other) or (self.years_apart(other) or 0) > 1


class Evidence(NamedTuple):
    """What is known of a title besides its identity, and supports or contradicts a match."""

    names: frozenset[str] = frozenset()  # folded
    people: Mapping[str, frozenset[str]] = MappingProxyType({})  # role -> names, to compare

    def supports(self, other: "Evidence", names: Container[str] = ()) -> bool:
        """Whether a person is named on both sides, or another name than `names`, which matched."""
        if any(name not in names for name in self.names & other.names):
            return True
        return (
            not frozenset()
            .union(*self.people.values())
            .isdisjoint(frozenset().union(*other.people.values()))
        )

    def contradicts(self, other: "Evidence") -> bool:
        """Whether people are named for one role on both sides, and nobody is in common at all."""
        roles = self.people.keys() & other.people.keys()
        return bool(roles) and not self.supports(other._replace(names=frozenset()))


NO_EVIDENCE = Evidence()


def people_by_role(credited: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the people of each role, from pairs (role, name), in a spelling to compare."""
    return {role: frozenset(map(_spelled, names)) for role, names in by_role(credited).items()}


@lru_cache(maxsize=1024)  # a row and the stored title often name the same people
def _spelled(name: str) -> str:
    """Return the words of the slug, sorted: catalogs list "Jo Sung-hee" as "Sung-hee Jo" too."""
    return "-".join(sorted(slugify(name).split("-")))


class Match(Enum):
    """Whether two titles with the same name are one work, or why that is doubtful."""

    SAME = auto()
    YEARS = auto()  # one year apart, or a season of other years, and nothing else supports it
    PEOPLE = auto()  # people are named on both sides, and nobody in common
    KINDS = auto()  # a film and a documentary of another year
    STILL_TO_COME = auto()  # one was out long before the other is to come
    NONE = auto()  # two works


def match_of(
    one: Identity, other: Identity, ours: Evidence = NO_EVIDENCE, theirs: Evidence = NO_EVIDENCE
) -> Match:
    """Return whether two titles with the same name are one work.

    Season and part must be the same, and kind groups must agree if both were stated. Years one
    apart need evidence, since catalogs differ by one and so do remakes. Dates still to come never
    distinguish titles, except from one that was out long before.
    """
    if not one.is_numbered_as(other):
        return Match.NONE
    apart = one.years_apart(other)
    if apart is None and (one.is_out_long_before(other) or other.is_out_long_before(one)):
        return Match.STILL_TO_COME
    is_contradicted = ours.contradicts(theirs)
    if apart is not None and apart > 1:
        # Of a season, many lists state the year of its series.
        return Match.NONE if one.season is None or is_contradicted else Match.YEARS
    if apart == 1 and not ours.supports(theirs, {one.folded, other.folded}):
        if is_contradicted:
            return Match.NONE
        return Match.KINDS if {one.kind, other.kind} == _FILM_AND_DOCUMENTARY else Match.YEARS
    return Match.PEOPLE if is_contradicted else Match.SAME


def fits_under_another_name(
    one: Identity, other: Identity, ours: Evidence, theirs: Evidence
) -> bool:
    """Whether two titles with an id in common are one work although their names differ.

    Kind group and year must be stated on both sides and agree. Years one apart need a person in
    common, and people of one role with nobody in common are evidence against it.
    """
    apart = one.years_apart(other)
    if one.group is None or one.group is not other.group or ours.contradicts(theirs):
        return False
    return apart == 0 or (apart == 1 and ours.supports(theirs))


def ids_disagree(one: str, other: str) -> bool:
    """Whether two ids of one scheme mean different works.

    `1396/season/1` is a season of the series 1396, and may also be identified by the id of the
    series.
    """
    return (
        one != other
        and not f"{one}/".startswith(f"{other}/")
        and not f"{other}/".startswith(f"{one}/")
    )


def ids_differ(scheme: str, one: str, other: str) -> bool:
    """Whether the ids that two titles have in one scheme distinguish them.

    A title may have several events in a calendar.
    """
    return scheme != EVENT_UID and ids_disagree(one, other)


def make_key(title: str, season: int | None, part: int | None, kind: Kind, year: int | None) -> str:
    """Return the key that reports refer to; it is made once, when a title is created."""
    parts = (folded(title), season, part, kind.group, year)
    return "|".join("" if part is None else str(part) for part in parts)


def name_in(key: str) -> str:
    """Return the name of a title as far as its key contains it: `cobra kai: season 3`."""
    return full_name(*_named_by(key))


def title_in(key: str) -> str:
    """Return the folded title in a key, without its season: `cobra kai`."""
    return _named_by(key)[0]


def year_in(key: str) -> int | None:
    """Return the year in a key, None if it has none."""
    return _parts_of(key)[3]


def distinct_name_in(key: str) -> str:
    """Return the name in a key, with the year if the key has one: `dune (1984)`."""
    year = year_in(key)
    return name_in(key) if year is None else f"{name_in(key)} ({year})"


def _named_by(key: str) -> tuple[str, int | None, int | None]:
    return _parts_of(key)[:3]


def _parts_of(key: str) -> tuple[str, int | None, int | None, int | None]:
    """Return title, season, part and year; a key of another program is returned as the title."""
    if (found := _KEY.fullmatch(key)) is None:
        return key, None, None, None
    season, part, year = (int(number) if number else None for number in found.groups()[1:])
    return found[1], season, part, year
