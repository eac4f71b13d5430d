"""Regions as lists write them, in `January 5, 2021 (U.S.)` or in the map of a table."""

import re

from slate.domain.text import folded
from slate.domain.titles.regions import REGION_NAMES, region_of

_SEPARATOR = re.compile(r"\s*[,/&]\s*|\s+and\s+")
_NO_WORDS = ("US", "GB")


def regions_of(text: str) -> list[str]:
    """Return the codes of one or several regions, such as `US & Canada`; none if one is unknown."""
    codes = [region_of(part) for part in _SEPARATOR.split(text)]
    return [code for code in codes if code] if all(codes) else []


def named_region(text: str) -> str | None:
    """Return the code of a region that a column is named after: `US`, `U.K.`, `Japan`.

    Other codes than these are common words, and count only in capitals: `IT`, not `it`.
    """
    code = region_of(text)
    if code is None or code not in REGION_NAMES.values():
        return None
    is_word = code not in _NO_WORDS and folded(text) == code.lower()
    return None if is_word and not text.isupper() else code
