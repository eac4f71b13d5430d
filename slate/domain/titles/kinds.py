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

_SYNONYMS = {
    Kind.FILM: ("films", "movie", "movies", "feature", "feature film", "tv movie", "tv film"),
    Kind.SERIES: (
        *("tv", "tv series", "show", "shows", "tv show", "tv shows", "television series"),
        *("tv mini series", "tv miniseries", "mini series", "miniseries", "limited series"),
    ),
    Kind.SPECIAL: ("specials", "tv special"),
    Kind.DOCUMENTARY: ("documentaries", "doc", "documentary film", "feature documentary"),
    Kind.DOCUSERIES: ("docu series", "documentary series"),
    Kind.SHORT: ("shorts", "short film"),
}
_WORDS = {plain(word): kind for kind in Kind for word in (kind, *_SYNONYMS[kind])}


def parse_kind(text: str) -> Kind:
    """Return the kind that a word means; raise WordError, which lists the known ones."""
    if (kind := _WORDS.get(plain(text))) is None:
        raise WordError("kind", text, tuple(Kind))
    return kind
