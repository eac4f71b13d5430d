"""The words for each type of release: screens, newsletters and calendars take them from here."""

from collections.abc import Mapping
from typing import NamedTuple

from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Phase, Stage


class ReleaseWords(NamedTuple):
    """How one type of release is worded; an empty text is left out."""

    noun: str  # among other words, as in the column On: `Netflix (disc, GB)`
    phrase: str  # as a sentence on a screen goes on, where no service is named
    listed: str  # the same in a newsletter, behind the service
    event: str  # as an event of a calendar is called: `Cobra Kai (Theatrical Release)`
    at: bool  # it happens at a place rather than on a service


# What streams needs no word in a newsletter or a calendar: most releases do.
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
# Before a service, or the company that makes a title, which is not on it yet.
_ON = frozenset({Phase.PLANNED, Phase.OUT})


def preposition(release_type: ReleaseType | None, status: Stage) -> str:
    """Return `on` or `at`, as it stands before the name of a service."""
    at = release_type is not None and WORDS[release_type].at
    return "on" if status.phase in _ON and not at else "at"
