"""Regions: countries by their ISO 3166-1 alpha-2 codes, and the names that people write."""

import re
from collections.abc import Mapping

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
# The codes that are recognized among other words: those of ISO 3166-1, without TV, which means
# television, with UK. `parse_region` accepts further codes.
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
)
REGIONS = frozenset(_CODES.split())
# All that ISO 3166-1 assigns.
COUNTRIES = REGIONS - SAME_REGION.keys() | {"TV"}
_TERRITORY = re.compile(r"[a-z]{2,3}_([A-Z]{2})(?:[.@].*)?", re.ASCII)


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


def region_of_locale(environment: Mapping[str, str]) -> str | None:
    """Return the region of the locale, as in `en_GB.UTF-8`; None without one, as in `C.UTF-8`."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if text := environment.get(name):
            found = _TERRITORY.fullmatch(text)
            code = region_of(found[1]) if found else None
            return code if code in COUNTRIES else None
    return None
