"""A release as people write it: `theatrical US`, `Hulu`, `digital GB`, `Netflix (JP)`.

A release type, a region and a service, of which at least one is stated.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.domain.text import clean_to_store
from slate.domain.titles.regions import REGION_NAMES, REGIONS, region_of
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType, release_type_of
from slate.domain.titles.vocabulary import parse_platform

_IN_PARENTHESES = r"(.*?)\s*\(([^()]*)\)"
_MOST_WORDS = 2  # of a release type: `limited theatrical`
_MOST_OF_REGION = max(len(name.split()) for name in REGION_NAMES)
_LONGEST_CODE = 3  # letters: US, USA
_PREPOSITION = r"^(?:[Oo]n|[Ii]n|[Aa]t) (?=.)"  # as slate prints it; IN is India

IsService = Callable[[str], bool]


class _Parts(NamedTuple):
    """The parts of a release that were found, and the words that are left."""

    type: ReleaseType | None
    region: str | None
    words: Sequence[str]

    @property
    def platform(self) -> str:
        return " ".join(self.words)


def parse_release(text: str, is_service: IsService) -> ReleaseKey:
    """Parse a release: its type and its region, in any order, then its service.

    The region may also come last, and both may stand in parentheses, as slate prints them. Of words
    that could be a region, only codes in capitals are one, unless nothing else is left; the name of
    a country is one beside a known service, too. `is_service` returns whether a text is one:
    `TV Land` is none on TV then, and `BBC America` none in the US.

    Raises UsageError for two regions.
    """
    # Before it is split, as some characters that are refused separate words.
    text = clean_to_store("platform", text)
    said = re.sub(_PREPOSITION, "", text)
    parts = _in_parentheses(said, is_service) or _in_a_row(said.split(), is_service)
    if parts.platform != text and is_service(text):
        return ReleaseKey(None, None, parse_platform(text))
    if parts.region and _is_region(parts.platform) and _is_clear(parts.platform):
        raise UsageError(f"{quoted(text)} has two regions. Write each as a release of its own.")
    platform = parse_platform(parts.platform) if parts.words else None
    return ReleaseKey(parts.type, parts.region, platform)


def _in_parentheses(text: str, is_service: IsService) -> _Parts | None:
    """Return the parts of `theaters (US)` or `Netflix (disc, GB)`; None if it is another text."""
    found = re.fullmatch(_IN_PARENTHESES, text)
    if found is None:
        return None
    before, *inside = found[1].split(), *(part.split() for part in found[2].split(","))
    type_, region, words = _in_a_row(before, is_service)
    for part in inside:
        other = _in_a_row(part, is_service)
        if other.words or (other.type and type_) or (other.region and region):
            return None
        type_, region = type_ or other.type, region or other.region
    return _Parts(type_, region, words)


def _in_a_row(words: Sequence[str], is_service: IsService) -> _Parts:
    """Return the parts of `theatrical US`, `digital GB iTunes` or `Netflix South Korea`."""
    type_: ReleaseType | None = None
    region: str | None = None
    left = list(words)
    while left:
        if type_ is None and (count := _words_of_type(left)):
            type_ = release_type_of(" ".join(left[:count]))
        elif region is None and (count := _words_of_region(left, is_service)):
            region = region_of(" ".join(left[:count]))
        else:
            break
        del left[:count]
    if region is None and (count := _words_of_region(left, is_service, last=True)):
        region = region_of(" ".join(left[-count:]))
        del left[-count:]
    return _Parts(type_, region, left)


def _words_of_type(words: Sequence[str]) -> int:
    """Return how many of the first words are a release type."""
    counts = range(min(_MOST_WORDS, len(words)), 0, -1)
    return next((count for count in counts if release_type_of(" ".join(words[:count]))), 0)


def _words_of_region(words: Sequence[str], is_service: IsService, *, last: bool = False) -> int:
    """Return how many of the first or the last words are a region."""
    for count in range(min(_MOST_OF_REGION, len(words)), 0, -1):
        place = len(words) - count if last else count
        apart = " ".join(words[:place]), " ".join(words[place:])
        rest, text = apart if last else reversed(apart)
        if _is_region(text) and (not rest or _is_clear(text) or _is_beside(text, is_service, rest)):
            return count
    return 0


def _is_region(text: str) -> bool:
    return region_of(text) in REGIONS


def _is_clear(region: str) -> bool:
    """Whether a region is a code in capitals, which is not part of a name."""
    return region.isupper() and len(region.replace(".", "")) <= _LONGEST_CODE


def _is_beside(region: str, is_service: IsService, rest: str) -> bool:
    """Whether a region is the name of a country beside a known service, and not a code."""
    return len(region) > _LONGEST_CODE and is_service(rest)
