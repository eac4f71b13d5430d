"""The fixed words of a slate, and the words of others that mean the same.

The stages and what maps to them follow the trackers that people come from (TMDB,
TVmaze, TheTVDB, Trakt, Simkl, AniList, Sonarr, Radarr) and the trade press. Matching
takes any case, and blank, `_` and `-` alike.
"""

from slate.domain.errors import NoServiceError, WordError
from slate.domain.text import clean_to_store, folded

STAGES = (
    "rumored",
    "announced",
    "in-development",
    "pre-production",
    "filming",
    "post-production",
    "scheduled",
    "released",
    "ended",
    "on-hold",
    "canceled",
)
OUT = frozenset({"released", "ended"})
# Nothing more is to come of these.
SETTLED = OUT | {"canceled"}
GROUPS = {
    "upcoming": tuple(stage for stage in STAGES if stage not in SETTLED),
    "active": ("in-development", "pre-production", "filming", "post-production"),
}

KINDS = ("film", "series", "special", "documentary", "docuseries", "short")
SERIAL = frozenset({"series", "docuseries"})

RELEASE_TYPES = ("streaming", "theatrical", "limited", "digital", "physical", "tv", "festival")
# Where one watches at home; a release of no said type is taken for one.
HOME = frozenset({"streaming", "tv", "digital", None})

CONFIDENCES = ("rumor", "reported", "official")
RELATIONS = ("sequel-of", "spin-off-of", "remake-of")

_STAGE_WORDS = {
    "rumour": "rumored",
    "rumoured": "rumored",
    "planned": "announced",
    "greenlit": "announced",
    "ordered": "announced",
    "renewed": "announced",
    "in the works": "in-development",
    "development": "in-development",
    "pilot": "in-development",
    "preproduction": "pre-production",
    "in production": "filming",
    "shooting": "filming",
    "filming / post production": "filming",
    "post": "post-production",
    "postproduction": "post-production",
    "completed": "post-production",
    "dated": "scheduled",
    "out": "released",
    "premiered": "released",
    "streaming": "released",
    "airing": "released",
    "returning": "released",
    "returning series": "released",
    "running": "released",
    "continuing": "released",
    "ongoing": "released",
    "releasing": "released",
    "in cinemas": "released",
    "incinemas": "released",
    "finished": "ended",
    "paused": "on-hold",
    "hold": "on-hold",
    "delayed indefinitely": "on-hold",
    "hiatus": "on-hold",
    "shelved": "on-hold",
    "to be determined": "on-hold",
    "axed": "canceled",
    "scrapped": "canceled",
    "cancelled": "canceled",
} | {stage.replace("-", " "): stage for stage in STAGES}

_KIND_WORDS = {
    "movie": "film",
    "feature": "film",
    "feature film": "film",
    "tv movie": "film",
    "tv series": "series",
    "show": "series",
    "tv show": "series",
    "tv mini series": "series",
    "mini series": "series",
    "miniseries": "series",
    "limited series": "series",
    "tv special": "special",
    "doc": "documentary",
    "docu series": "docuseries",
    "short film": "short",
} | {kind: kind for kind in KINDS}

_RELEASE_WORDS = {
    "stream": "streaming",
    "theatre": "theatrical",
    "theater": "theatrical",
    "cinema": "theatrical",
    "in cinemas": "theatrical",
    "limited theatrical": "limited",
    "theatrical limited": "limited",
    "vod": "digital",
    "dvd": "physical",
    "blu ray": "physical",
    "television": "tv",
    "broadcast": "tv",
    "premiere": "festival",
} | {kind: kind for kind in RELEASE_TYPES}

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


def plain(word: str) -> str:
    """Give a word as vocabularies are compared: folded, `_` and `-` as blanks."""
    return " ".join(folded(word).replace("_", " ").replace("-", " ").split())


def parse_kind(text: str) -> str:
    """Find the kind that a word means; raises WordError with the known ones."""
    if (kind := _KIND_WORDS.get(plain(text))) is None:
        raise WordError("kind", text, KINDS)
    return kind


def parse_release_type(text: str) -> str:
    """Find the release type that a word means; raises WordError."""
    if (kind := _RELEASE_WORDS.get(plain(text))) is None:
        raise WordError("release type", text, RELEASE_TYPES)
    return kind


def parse_confidence(text: str) -> str:
    """Find the confidence that a word means; raises WordError."""
    if (word := plain(text)) not in CONFIDENCES:
        raise WordError("confidence", text, CONFIDENCES)
    return word


def parse_platform(text: str) -> str:
    """Return the name of a service; raises NoServiceError for what is a way of release."""
    name = clean_to_store("platform", text)
    word = plain(name)
    ways = {_RELEASE_WORDS.get(word), _RELEASE_WORDS.get(word.removesuffix("s"))}
    if ways & {"theatrical", "limited"}:
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


def stage_of(text: str) -> str | None:
    """Find the stage that a word of any tracker means, None if it is not one."""
    return _STAGE_WORDS.get(plain(text))


def platform_key(name: str) -> str:
    """Give a platform as platforms are compared: two names of one service are one."""
    key = folded(name)
    return _SAME_PLATFORM.get(key, key)
