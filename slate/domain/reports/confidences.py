"""How sure a report is, by the one who reported it."""

from enum import StrEnum

from slate.domain.errors import WordError
from slate.domain.text import plain
from slate.domain.words import Words


class Confidence(StrEnum):
    """How sure a report is, the least sure first."""

    RUMOR = "rumor"  # fills blanks and replaces nothing
    REPORTED = "reported"
    OFFICIAL = "official"

    @property
    def is_rumor(self) -> bool:
        """Whether it fills blanks and replaces nothing."""
        return self is Confidence.RUMOR

    @property
    def is_default(self) -> bool:
        """Whether it is what holds where nobody says how sure a report is."""
        return self is DEFAULT_CONFIDENCE

    @property
    def is_official(self) -> bool:
        """Whether it comes from those who decide."""
        return self is Confidence.OFFICIAL


DEFAULT_CONFIDENCE = Confidence.REPORTED


CONFIDENCES = Words.of(Confidence)  # each by the word that is stored


def parse_confidence(text: str) -> Confidence:
    """Return the confidence that a word means; raises WordError with the known ones."""
    if (confidence := CONFIDENCES.get(plain(text))) is None:
        raise WordError("confidence", text, tuple(Confidence))
    return confidence
