"""A release as people write it: `theatrical US`, `Hulu`, `digital GB`, `Netflix (JP)`.

A release type, a region and a service, of which at least one is stated.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from slate.domain.text import clean_to_store
from slate.domain.titles.regions import REGIONS, parse_region
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType, release_type_of
from slate.domain.titles.vocabulary import parse_platform

_IN_PARENTHESES = r"(.*?)\s*\(([^()]*)\)"
_MOST_WORDS = 2  # of a release type: `limited theatrical`


class _Parts(NamedTuple):
    """The parts of a release that were found, and the words that are left."""

    type: ReleaseType | None
    region: str | None
    words: Sequence[str]

    @property
    def platform(self) -> str:
        return " ".join(self.words)


def parse_release(text: str, is_service: Callable[[str], bool]) -> ReleaseKey:
    """Parse a release: its type and its region, in any order, then its service.

    The region may also come last, and both may stand in parentheses, as slate prints them. Of words
    that could be a region, only codes in capitals are one, unless nothing else is left.
    `is_service` returns whether all of the text is a known service: `TV Land` is none on TV then.
    """
    # Before it is split, as some characters that are refused separate words.
    text = clean_to_store("platform", text)
    parts = _in_parentheses(text) or _in_a_row(text.split())
    if parts.platform != text and is_service(text):
        return ReleaseKey(None, None, parse_platform(text))
    platform = parse_platform(parts.platform) if parts.words else None
    return ReleaseKey(parts.type, parts.region, platform)


def _in_parentheses(text: str) -> _Parts | None:
    """Return the parts of `theaters (US)` or `Netflix (disc, GB)`; None if it is another text."""
    found = re.fullmatch(_IN_PARENTHESES, text)
    if found is None:
        return None
    before, *inside = found[1].split(), *(part.split() for part in found[2].split(","))
    type_, region, words = _in_a_row(before)
    for part in inside:
        other = _in_a_row(part)
        if other.words or (other.type and type_) or (other.region and region):
            return None
        type_, region = type_ or other.type, region or other.region
    return _Parts(type_, region, words)


def _in_a_row(words: Sequence[str]) -> _Parts:
    """Return the parts of `theatrical US`, `digital GB iTunes` or `Netflix JP`."""
    type_: ReleaseType | None = None
    region: str | None = None
    left = list(words)
    while left:
        count = _words_of_type(left) if type_ is None else 0
        if count:
            type_ = release_type_of(" ".join(left[:count]))
            del left[:count]
        elif region is None and _is_region(left[0], alone=len(left) == 1):
            region = parse_region(left.pop(0))
        else:
            break
    if len(left) > 1 and region is None and _is_region(left[-1]):
        region = parse_region(left.pop())
    return _Parts(type_, region, left)


def _words_of_type(words: Sequence[str]) -> int:
    """Return how many of the first words are a release type."""
    counts = range(min(_MOST_WORDS, len(words)), 0, -1)
    return next((count for count in counts if release_type_of(" ".join(words[:count]))), 0)


def _is_region(word: str, *, alone: bool = False) -> bool:
    return word.upper() in REGIONS and (alone or word.isupper())
