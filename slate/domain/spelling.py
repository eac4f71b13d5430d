"""Words that may be meant by a word that is not known."""

from collections.abc import Mapping

from slate.domain.text import within_edits

_SHORTEST_START = 3
# Shorter words are within one edit of too many others: AMC, ABC.
_SHORTEST = 4


def near(key: str, known: Mapping[str, str]) -> list[str]:
    """Return the known names that a word may mean, those within one edit first.

    The words are compared by the keys of the names.
    """
    found = [other for other in known if _may_mean(key, other)]
    found.sort(key=lambda other: not within_edits(key, other, 1))
    return [known[other] for other in found]


def _may_mean(key: str, other: str) -> bool:
    """Whether one or two letters are wrong, or the end is missing.

    Of a word of four letters, one that is not the first: Tubi is not MUBI.
    """
    if other.startswith(key):
        return len(key) >= _SHORTEST_START
    if len(key) > _SHORTEST:
        return within_edits(key, other, 2)
    return len(key) == _SHORTEST and key[0] == other[:1] and within_edits(key, other, 1)
