"""Regions as lists write them, in `January 5, 2021 (U.S.)` or in the map of a table."""

import re

from slate.domain.text import folded

_SEPARATOR = re.compile(r"\s*[,/&]\s*|\s+and\s+")
_NAMES = {
    **dict.fromkeys(("usa", "united states", "united states of america", "america"), "US"),
    **dict.fromkeys(("uk", "united kingdom", "great britain", "britain"), "GB"),
    "australia": "AU",
    "brazil": "BR",
    "canada": "CA",
    "china": "CN",
    "france": "FR",
    "germany": "DE",
    "india": "IN",
    "ireland": "IE",
    "italy": "IT",
    "japan": "JP",
    "mexico": "MX",
    "new zealand": "NZ",
    "south korea": "KR",
    "spain": "ES",
    "sweden": "SE",
}
_NO_WORDS = ("US", "GB")


def region_of(text: str) -> str | None:
    """Return the code of a region: a two-letter code, or a name such as `U.S.` or `Japan`."""
    word = folded(text).replace(".", "")
    if word in _NAMES:
        return _NAMES[word]
    return word.upper() if len(word) == 2 and word.isascii() and word.isalpha() else None  # noqa: PLR2004 -- alpha-2


def regions_of(text: str) -> list[str]:
    """Return the codes of one or several regions, such as `US & Canada`; none if one is unknown."""
    codes = [region_of(part) for part in _SEPARATOR.split(text)]
    return [code for code in codes if code] if all(codes) else []


def named_region(text: str) -> str | None:
    """Return the code of a region that a column is named after: `US`, `U.K.`, `Japan`.

    Other codes than these are common words, and count only in capitals: `IT`, not `it`.
    """
    code = region_of(text)
    if code is None or code not in _NAMES.values():
        return None
    is_word = code not in _NO_WORDS and folded(text) == code.lower()
    return None if is_word and not text.isupper() else code
