"""The words of a slate that are no closed list: services, regions and tags."""

from slate.domain.errors import NoServiceError, WordError
from slate.domain.text import clean_to_store, folded, plain
from slate.domain.titles.release_types import ReleaseType, release_type_of

# Services that changed their name, or are written in two ways: one service each.
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
# Known before any title is: a first `-p Netflx` can be asked about.
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


def parse_platform(text: str) -> str:
    """Return the name of a service; raises NoServiceError for what is a way of release."""
    name = clean_to_store("platform", text)
    word = plain(name)
    ways = {release_type_of(word), release_type_of(word.removesuffix("s"))}
    if ways & {ReleaseType.THEATRICAL, ReleaseType.LIMITED}:
        raise NoServiceError(name, ("theatrical", "limited"))
    return name


def parse_region(text: str) -> str:
    """Read an ISO 3166-1 alpha-2 code, any case; raises WordError for another shape."""
    code = text.strip()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):  # noqa: PLR2004 -- alpha-2
        raise WordError("region", text, ("US", "GB", "JP"), " or another two-letter code")
    return code.upper()


def parse_tag(text: str) -> str:
    """Read a tag: one text, in lower case, without a comma (lists are joined by it)."""
    tag = folded(clean_to_store("tag", text))
    if "," in tag:
        raise WordError("tag", text, ("words without a comma",))
    return tag


def platform_key(name: str) -> str:
    """Give a platform as platforms are compared: two names of one service are one."""
    key = folded(name)
    return _SAME_PLATFORM.get(key, key)
