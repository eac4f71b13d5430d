"""Fields of columns that are named after a release: `US date`, `Release (UK)`, `Theaters`."""

import re

from slate.domain.text import plain
from slate.domain.titles.release_types import ReleaseType, release_type_of
from slate.formats.read.tables.qualifiers import Qualifier
from slate.formats.read.tables.regions import named_region

# Words for a date that do not say whose it is.
_FILLERS = frozenset(
    {
        *("date", "dates", "day", "release", "releases", "released", "premiere", "premieres"),
        *("premiered", "debut", "launch", "air", "aired", "on", "in", "the"),
    }
)
_TYPES = {
    **dict.fromkeys(("theaters", "theatres", "cinemas", "kinostart"), ReleaseType.THEATRICAL),
    **dict.fromkeys(("disc", "discs", "dvds", "bluray", "blu rays"), ReleaseType.PHYSICAL),
    **dict.fromkeys(("dvd/blu ray", "dvd & blu ray", "blu ray/dvd"), ReleaseType.PHYSICAL),
    "limited theaters": ReleaseType.LIMITED,
}


def qualified_date(column: str) -> str | None:
    """Return the field of a column for dates in one country or of one type, such as `date@US`.

    None if the name states neither, or anything else besides.
    """
    words = [word for word in re.split(r"[\s()\[\]_:,-]+", column) if word]
    rest = [word for word in words if plain(word) not in _FILLERS]
    for place in range(len(rest)):
        first, second = _named(rest[:place]), _named(rest[place:])
        if first is None or second is None or first.meets(second):
            continue
        found = first.completed_by(second)
        return "@".join(("date", *filter(None, found)))
    return None


def _named(words: list[str]) -> Qualifier | None:
    """Return the release that words name, without any if there are none; None if unknown."""
    text = " ".join(words)
    if not text:
        return Qualifier()
    if type_ := _TYPES.get(plain(text)) or release_type_of(text):
        return Qualifier(release_type=type_)
    return Qualifier(region=region) if (region := named_region(text)) else None
