"""The types of releases, and the words that people and trackers use for them.

The words for them on screens and in files are in `slate/wording/release_types.py`.
"""

from enum import Enum, StrEnum
from typing import Self

from slate.domain.errors import WordError
from slate.domain.text import plain
from slate.domain.words import Words


class Venue(Enum):
    """Where a release is watched, which decides which one is the headline release."""

    HOME = "home"  # on a service or a channel, on the day itself
    OUTSIDE = "outside"  # people go out for it, to a theater or a shop
    FESTIVAL = "festival"  # shown before it is released


class ReleaseType(StrEnum):
    """The way in which a title is released."""

    venue: Venue

    STREAMING = "streaming", Venue.HOME
    THEATRICAL = "theatrical", Venue.OUTSIDE
    LIMITED = "limited", Venue.OUTSIDE
    DIGITAL = "digital", Venue.HOME
    PHYSICAL = "physical", Venue.OUTSIDE
    TV = "tv", Venue.HOME
    FESTIVAL = "festival", Venue.FESTIVAL

    def __new__(cls, word: str, venue: Venue) -> Self:
        """Create a release type from the word that is stored and its venue."""
        release_type = str.__new__(cls, word)
        release_type._value_ = word
        release_type.venue = venue
        return release_type

    @property
    def headline(self) -> bool:
        """Whether such a release can be the headline release."""
        return self.venue is not Venue.FESTIVAL


# By stored word.
RELEASE_TYPES = Words.of(ReleaseType)

_WORDS = {
    "stream": ReleaseType.STREAMING,
    "theatre": ReleaseType.THEATRICAL,
    "theater": ReleaseType.THEATRICAL,
    "theatres": ReleaseType.THEATRICAL,
    "theaters": ReleaseType.THEATRICAL,
    "in theaters": ReleaseType.THEATRICAL,
    "cinema": ReleaseType.THEATRICAL,
    "cinemas": ReleaseType.THEATRICAL,
    "in cinemas": ReleaseType.THEATRICAL,
    "limited theaters": ReleaseType.LIMITED,
    "limited theatrical": ReleaseType.LIMITED,
    "theatrical limited": ReleaseType.LIMITED,
    "vod": ReleaseType.DIGITAL,
    "dvd": ReleaseType.PHYSICAL,
    "blu ray": ReleaseType.PHYSICAL,
    "disc": ReleaseType.PHYSICAL,
    "television": ReleaseType.TV,
    "broadcast": ReleaseType.TV,
    "premiere": ReleaseType.FESTIVAL,
} | {plain(release_type): release_type for release_type in ReleaseType}


def at_home(release_type: ReleaseType | None) -> bool:
    """Whether a release is watched at home; one without a stated type counts as such."""
    return release_type is None or release_type.venue is Venue.HOME


def release_type_of(text: str) -> ReleaseType | None:
    """Return the release type that a word means, or None if it is not one."""
    return _WORDS.get(plain(text))


def parse_release_type(text: str) -> ReleaseType:
    """Return the release type that a word means; raise WordError, which lists the known ones."""
    if (release_type := release_type_of(text)) is None:
        raise WordError("release type", text, tuple(ReleaseType))
    return release_type
