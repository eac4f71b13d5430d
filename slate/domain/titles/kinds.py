"""The kinds of titles, and the words that people and catalogs use for them."""

from enum import StrEnum
from typing import Self

from slate.domain.errors import WordError
from slate.domain.text import plain
from slate.domain.words import Words


class KindGroup(StrEnum):
    """The groups of kinds that identity distinguishes: series of any kind, or single works."""

    FILM = "film"
    SERIES = "series"


class Kind(StrEnum):
    """The kind of a title."""

    group: KindGroup

    FILM = "film", KindGroup.FILM
    SERIES = "series", KindGroup.SERIES
    SPECIAL = "special", KindGroup.FILM
    DOCUMENTARY = "documentary", KindGroup.FILM
    DOCUSERIES = "docuseries", KindGroup.SERIES
    SHORT = "short", KindGroup.FILM

    def __new__(cls, word: str, group: KindGroup) -> Self:
        """Create a kind from the word that is stored and its group."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.group = group
        return kind

    @property
    def serial(self) -> bool:
        """Whether titles of this kind have seasons."""
        return self.group is KindGroup.SERIES


KINDS = Words.of(Kind)  # by stored word

_WORDS = {
    "movie": Kind.FILM,
    "feature": Kind.FILM,
    "feature film": Kind.FILM,
    "tv movie": Kind.FILM,
    "tv series": Kind.SERIES,
    "show": Kind.SERIES,
    "tv show": Kind.SERIES,
    "tv mini series": Kind.SERIES,
    "mini series": Kind.SERIES,
    "miniseries": Kind.SERIES,
    "limited series": Kind.SERIES,
    "tv special": Kind.SPECIAL,
    "doc": Kind.DOCUMENTARY,
    "docu series": Kind.DOCUSERIES,
    "short film": Kind.SHORT,
} | {plain(kind): kind for kind in Kind}


def parse_kind(text: str) -> Kind:
    """Return the kind that a word means; raise WordError, which lists the known ones."""
    if (kind := _WORDS.get(plain(text))) is None:
        raise WordError("kind", text, tuple(Kind))
    return kind
