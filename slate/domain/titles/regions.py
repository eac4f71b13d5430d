"""Regions: countries by their ISO 3166-1 alpha-2 codes, and the names that people write."""

from slate.domain.errors import WordError
from slate.domain.text import folded

# Codes that are not those of the standard, though many write them -> the codes that are.
SAME_REGION = {"UK": "GB"}
REGION_NAMES = {
    **dict.fromkeys(("usa", "united states", "united states of america", "america"), "US"),
    **dict.fromkeys(("united kingdom", "great britain", "britain"), "GB"),
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


def region_of(text: str) -> str | None:
    """Return the code of a region: a two-letter code, or a name such as `U.S.` or `Japan`.

    Return None for any other text.
    """
    word = folded(text).replace(".", "")
    if word in REGION_NAMES:
        return REGION_NAMES[word]
    if len(word) != 2 or not (word.isascii() and word.isalpha()):  # noqa: PLR2004 -- alpha-2
        return None
    code = word.upper()
    return SAME_REGION.get(code, code)


def parse_region(text: str) -> str:
    """Return the code of a region as `region_of` does; raise WordError for another text."""
    if (code := region_of(text)) is None:
        raise WordError("region", text, ("US", "GB", "JP"), " or another two-letter code")
    return code
