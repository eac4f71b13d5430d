"""The words for each release type on screens, in newsletters and in calendars."""

from collections.abc import Mapping
from typing import NamedTuple

from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Phase, Stage


class ReleaseWords(NamedTuple):
    """The words for one release type; an empty text is left out."""

    noun: str  # among other words, as in the column On: `Netflix (disc, GB)`
    phrase: str  # in a sentence on a screen, if no service is named
    listed: str  # the same in a newsletter, after the service
    event: str  # in the name of a calendar event: `Cobra Kai (Theatrical Release)`
    at: bool  # whether the release is at a place rather than on a service


# Newsletters and calendars have no word for streaming, since most releases are streaming.
WORDS: Mapping[ReleaseType, ReleaseWords] = {
    ReleaseType.STREAMING: ReleaseWords("streaming", "streaming", "", "", at=False),
    ReleaseType.THEATRICAL: ReleaseWords(
        "theaters", "in theaters", "in theaters", "Theatrical", at=True
    ),
    ReleaseType.LIMITED: ReleaseWords(
        "limited theaters", "in limited theaters", "in limited theaters", "Limited", at=True
    ),
    ReleaseType.DIGITAL: ReleaseWords("digital", "on digital", "on digital", "Digital", at=False),
    ReleaseType.PHYSICAL: ReleaseWords("disc", "on disc", "on disc", "Physical", at=False),
    ReleaseType.TV: ReleaseWords("tv", "on TV", "on TV", "TV", at=False),
    ReleaseType.FESTIVAL: ReleaseWords(
        "festival", "at a festival", "at a festival", "Festival", at=True
    ),
}
# The phases in which a title is `on` its service; in the others, it is not on it yet, and the
# name is that of the company that makes the title, which takes `at`.
_ON = frozenset({Phase.PLANNED, Phase.OUT})


def preposition(release_type: ReleaseType | None, status: Stage) -> str:
    """Return the preposition for the name of a service: `on` or `at`."""
    at = release_type is not None and WORDS[release_type].at
    return "on" if status.phase in _ON and not at else "at"
