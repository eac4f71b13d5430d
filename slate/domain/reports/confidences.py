"""The confidence of a report, as stated by whoever reported it."""

from enum import StrEnum

from slate.domain.errors import WordError
from slate.domain.text import plain
from slate.domain.words import Words


class Confidence(StrEnum):
    """The confidence of a report, lowest first."""

    RUMOR = "rumor"  # fills gaps and replaces nothing
    REPORTED = "reported"
    OFFICIAL = "official"

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


CONFIDENCES = Words.of(Confidence)  # by stored word


def parse_confidence(text: str) -> Confidence:
    """Return the confidence that a word means; raise WordError, which lists the known ones."""
    if (confidence := CONFIDENCES.get(plain(text))) is None:
        raise WordError("confidence", text, tuple(Confidence))
    return confidence
