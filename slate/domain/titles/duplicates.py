"""Possible duplicates: pairs of titles that may be one work, and what speaks for and against it."""

from enum import StrEnum
from typing import NamedTuple

from slate.domain.titles.identity import Match


class Reason(StrEnum):
    """Why two titles may be one work; the text is that of data formats."""

    ID = "id"  # they have an id in common
    IDS = "ids"  # the same name and year, but different ids of one catalog
    NAME = "name"  # the same name, and nothing distinguishes them
    SPELLING = "spelling"  # names that differ only in punctuation
    OTHER_NAME = "other-name"  # one has the other's name as a further name
    YEARS = "years"  # the same name, but other years
    PEOPLE = "people"  # the same name, but other people
    KINDS = "kinds"  # a film and a documentary of one name, of other years
    STILL_TO_COME = "still-to-come"  # the same name; one was out long before


_OF_MATCH = {
    Match.SAME: Reason.NAME,
    Match.YEARS: Reason.YEARS,
    Match.PEOPLE: Reason.PEOPLE,
    Match.KINDS: Reason.KINDS,
    Match.STILL_TO_COME: Reason.STILL_TO_COME,
}


class Twin(NamedTuple):
    """One of two titles that may be one work."""

    key: str
    slug: str
    name: str
    year: int | None


class PossibleDuplicate(NamedTuple):
    """Two titles that may be one work; the first was stored first."""

    one: Twin
    other: Twin
    reason: Reason


def reason_of(match: Match) -> Reason | None:
    """Return why titles of one name may be one work; None if they are two."""
    return _OF_MATCH.get(match)
