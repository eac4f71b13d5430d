"""Services and tags: vocabularies that are not closed lists."""

from slate.domain.errors import NoServiceError, UsageError
from slate.domain.quoting import quoted
from slate.domain.text import clean_to_store, folded, plain
from slate.domain.titles.release_types import ReleaseType, release_type_of

# Services that changed their name, or have two spellings -> the name that is compared.
_SAME_PLATFORM = {
    "max": "hbo max",
    "apple tv": "apple tv+",
    "apple tv plus": "apple tv+",
    "disney plus": "disney+",
    "paramount plus": "paramount+",
    "amazon prime video": "prime video",
    "amazon prime": "prime video",
    "amazon": "prime video",
    "prime": "prime video",
}
# Known even before the first title, so that slate can question a first `-p Netflx`.
WELL_KNOWN_PLATFORMS = {
    folded(name): name
    for name in (
        "Netflix",
        "Hulu",
        "Disney+",
        "HBO Max",
        "Prime Video",
        "Apple TV+",
        "Peacock",
        "Paramount+",
        "YouTube",
        "Crunchyroll",
        "Shudder",
        "BritBox",
    )
}


# What stands for a release without a service.
NO_SERVICE = "none"


def parse_platform(text: str) -> str:
    """Return the name of a service.

    Raises NoServiceError for a release type, and UsageError for `none` and for a comma, which
    separates services in lists and filters.
    """
    name = clean_to_store("platform", text)
    if "," in folded(name):
        raise UsageError(f"{quoted(name)} is not one service: a service has no comma.")
    if folded(name) == NO_SERVICE:
        raise UsageError(f"{quoted(name)} is no service. If none is known, leave it out.")
    word = plain(name)
    ways = {release_type_of(word), release_type_of(word.removesuffix("s"))}
    if ways & {ReleaseType.THEATRICAL, ReleaseType.LIMITED}:
        raise NoServiceError(name, ("theatrical", "limited"))
    return name


def parse_tag(text: str) -> str:
    """Parse a tag: text in lower case, without a comma, which separates tags in lists.

    Raises UsageError for a tag with a comma.
    """
    tag = folded(clean_to_store("tag", text))
    if "," in tag:
        raise UsageError(f"{quoted(text)} is not a tag: a tag has no comma.")
    return tag


def platform_key(name: str) -> str:
    """Return the text by which platforms are compared: the same for all names of a service."""
    key = folded(name)
    return _SAME_PLATFORM.get(key, key)
