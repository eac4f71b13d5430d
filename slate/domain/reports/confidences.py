"""The confidence of a report, as stated by whoever reported it."""

from enum import IntEnum, StrEnum
from typing import Self

from slate.domain.errors import WordError
from slate.domain.text import plain
from slate.domain.words import Words


class Rank(IntEnum):
    """The rank of a claim: one of higher rank is shown, whichever is newer."""

    RUMOR = 0
    LISTED = 1
    REPORTED = 2


class Confidence(StrEnum):
    """The confidence of a report, lowest first."""

    rank: Rank
    level: int  # 0 is the lowest: a value is confirmed when its level rises

    RUMOR = "rumor", Rank.RUMOR  # fills gaps and replaces nothing
    LISTED = "listed", Rank.LISTED  # what a catalog, feed or other tracker contains
    REPORTED = "reported", Rank.REPORTED
    OFFICIAL = "official", Rank.REPORTED  # of the same rank: the newer one is shown

    def __new__(cls, word: str, rank: Rank) -> Self:
        """Create a confidence from the word that is stored and its rank."""
        confidence = str.__new__(cls, word)
        confidence._value_ = word
        confidence.rank = rank
        confidence.level = len(cls.__members__)
        return confidence

    @property
    def is_rumor(self) -> bool:
        """Whether it is a rumor, which fills gaps and replaces nothing."""
        return self is Confidence.RUMOR

    @property
    def is_default(self) -> bool:
        """Whether it is the confidence of a report for which none was stated."""
        return self is DEFAULT_CONFIDENCE

    @property
    def is_official(self) -> bool:
        """Whether the report comes from those who decide about the title."""
        return self is Confidence.OFFICIAL


DEFAULT_CONFIDENCE = Confidence.REPORTED


CONFIDENCES = Words.of(Confidence)  # by stored word, lowest first


def parse_confidence(text: str) -> Confidence:
    """Return the confidence that a word means; raise WordError, which lists the known ones."""
    if (confidence := CONFIDENCES.get(plain(text))) is None:
        raise WordError("confidence", text, tuple(Confidence))
    return confidence
