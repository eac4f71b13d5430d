"""The stages that a title reaches, what follows from each, and the words of trackers for them.

The stages, and the words that map to them, are those of the trackers that people come from
(TMDB, TVmaze, TheTVDB, Trakt, Simkl, AniList, Sonarr, Radarr) and of the trade press.
"""

from enum import Enum, StrEnum
from typing import Self

from slate.domain.text import plain
from slate.domain.words import Words


class Phase(Enum):
    """The meaning of a stage: other code depends only on a stage's phase and its words."""

    RUMORED = "rumored"  # there may be such a title
    PLANNED = "planned"  # there will be
    ACTIVE = "active"  # people work on it
    PAUSED = "paused"  # no date that was stated counts any longer
    OUT = "out"
    CANCELED = "canceled"


class Stage(StrEnum):
    """The status of a title, in the order in which titles reach the stages."""

    phase: Phase
    phrase: str  # as part of a label: `Sequel in development`, `On hold`

    RUMORED = "rumored", Phase.RUMORED
    ANNOUNCED = "announced", Phase.PLANNED
    IN_DEVELOPMENT = "in-development", Phase.ACTIVE
    PRE_PRODUCTION = "pre-production", Phase.ACTIVE, "in pre-production"
    FILMING = "filming", Phase.ACTIVE
    POST_PRODUCTION = "post-production", Phase.ACTIVE, "in post-production"
    SCHEDULED = "scheduled", Phase.PLANNED
    RELEASED = "released", Phase.OUT
    ENDED = "ended", Phase.OUT
    ON_HOLD = "on-hold", Phase.PAUSED
    CANCELED = "canceled", Phase.CANCELED

    def __new__(cls, word: str, phase: Phase, phrase: str = "") -> Self:
        """Create a stage from the word that is stored, its phase and its phrase."""
        stage = str.__new__(cls, word)
        stage._value_ = word
        stage.phase = phase
        stage.phrase = phrase or word.replace("-", " ")
        return stage

    @property
    def out(self) -> bool:
        """Whether the title has come out."""
        return self.phase is Phase.OUT

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come: the title is out or canceled."""
        return self.phase is Phase.OUT or self.phase is Phase.CANCELED

    @property
    def can_be_overdue(self) -> bool:
        """Whether the title should be out once its date has passed."""
        return not self.settled and self.phase is not Phase.PAUSED


STAGES = Words.of(Stage)  # by stored word
# The values of `--status` that mean several stages.
GROUPS = {
    "upcoming": tuple(stage for stage in Stage if not stage.settled),
    "active": tuple(stage for stage in Stage if stage.phase is Phase.ACTIVE),
}

_WORDS = {
    "rumour": Stage.RUMORED,
    "rumoured": Stage.RUMORED,
    "planned": Stage.ANNOUNCED,
    "greenlit": Stage.ANNOUNCED,
    "ordered": Stage.ANNOUNCED,
    "renewed": Stage.ANNOUNCED,
    "in the works": Stage.IN_DEVELOPMENT,
    "development": Stage.IN_DEVELOPMENT,
    "pilot": Stage.IN_DEVELOPMENT,
    "preproduction": Stage.PRE_PRODUCTION,
    "in production": Stage.FILMING,
    "shooting": Stage.FILMING,
    "filming / post production": Stage.FILMING,
    "post": Stage.POST_PRODUCTION,
    "postproduction": Stage.POST_PRODUCTION,
    "dated": Stage.SCHEDULED,
    "out": Stage.RELEASED,
    "premiered": Stage.RELEASED,
    "streaming": Stage.RELEASED,
    "airing": Stage.RELEASED,
    "returning": Stage.RELEASED,
    "returning series": Stage.RELEASED,
    "running": Stage.RELEASED,
    "continuing": Stage.RELEASED,
    "ongoing": Stage.RELEASED,
    "releasing": Stage.RELEASED,
    "in cinemas": Stage.RELEASED,
    "incinemas": Stage.RELEASED,
    "finished": Stage.ENDED,
    "paused": Stage.ON_HOLD,
    "hold": Stage.ON_HOLD,
    "delayed indefinitely": Stage.ON_HOLD,
    "hiatus": Stage.ON_HOLD,
    "shelved": Stage.ON_HOLD,
    "to be determined": Stage.ON_HOLD,
    "axed": Stage.CANCELED,
    "scrapped": Stage.CANCELED,
    "cancelled": Stage.CANCELED,
} | {plain(stage): stage for stage in Stage}


def stage_of(text: str) -> Stage | None:
    """Return the stage that a word of any tracker means, or None if it does not mean one."""
    return _WORDS.get(plain(text))
