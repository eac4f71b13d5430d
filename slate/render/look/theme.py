"""The visual language of all screens: what each color and sign means.

Color marks the exception. No meaning depends on it: the word or the sign beside it says the same.
Meanings have basic colors, whose look the user's theme decides: whoever chose a background has
chosen colors for it. Services need more colors than that. Theirs are chosen by their luminance, so
that they are equally visible on black and on white: a terminal does not tell which it has.
"""

from collections.abc import Iterator
from enum import StrEnum
from zlib import crc32

from rich.theme import Theme

from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key

_SERVICE = "slate.service"  # the beginning of the names of their styles
_PLACES = 60  # divisible by the number of colors of each system
_WELL_KNOWN = tuple(WELL_KNOWN_PLATFORMS)


class Meaning(StrEnum):
    """What a text means; its value is the name of a style of the theme."""

    HEADING = "slate.heading"  # of a day, a group or a screen
    HEADER = "slate.header"  # of a column
    TODAY = "slate.today"  # the number of the day in a calendar
    OFFICIAL = "slate.official"  # an exact day that the service itself stated
    VAGUE = "slate.vague"  # a date coarser than a day
    RUMOR = "slate.rumor"  # a rumor, or what only a weaker report names
    LATE = "slate.late"  # overdue, slipped, wrong
    GOOD = "slate.good"  # advanced, confirmed, right
    CANCELED = "slate.canceled"  # also a date that no longer counts
    QUIET = "slate.quiet"  # what is out, sources, slugs, zeros
    PLAIN = "slate.plain"  # everything else


_WEIGHTS = {
    Meaning.HEADING: "bold",
    Meaning.HEADER: "dim",
    Meaning.TODAY: "bold reverse",
    Meaning.OFFICIAL: "bold",
    Meaning.CANCELED: "dim strike",
    Meaning.QUIET: "dim",
    Meaning.PLAIN: "none",
}
_COLORS = {
    Meaning.VAGUE: "cyan",
    Meaning.RUMOR: "yellow",
    Meaning.LATE: "red",
    Meaning.GOOD: "green",
}
# The colors of services. Only the first ones differ for certain: those of well-known services.
_HUES: dict[str, tuple[str, ...]] = {
    "standard": ("magenta", "green", "blue", "cyan", "yellow", "red"),
    "256": tuple(f"color({number})" for number in (162, 28, 27, 98, 31, 130, 64, 129, 30, 196)),
    "truecolor": (
        *("#d92981", "#188818", "#2477cb", "#9850e0", "#178383", "#ab641e"),
        *("#4d8317", "#6666e4", "#797915", "#c924c9", "#18864f", "#db3535"),
    ),
}

SERVICE_SIGN = "▌"  # before a service, in its color
# What the style of a sign is marked with that only carries a color: it is blank without any.
ONLY_COLOR = "slate.only_color"
TITLE = "slate.title"  # what the style of the name of another title is marked with: its slug
OFFICIAL_SIGN = RIGHT_SIGN = "✓"
WRONG_SIGN = "✗"
ARROW = "→"
LINE = "─"
DOT = "·"
TIMES = "×"  # noqa: RUF001 -- the sign is meant
# The parts of bars: what is certain, or came true; what is vague, or not decided; what did not come
# true, or came later or earlier.
BAR, OPEN_BAR, MISSED, LATER, EARLIER = "■", "□", TIMES, "»", "«"
INSIDE, OUTSIDE = "▓", "░"  # the days of a span, in the time asked for and before or after it
POINT = "●"  # an exact day on an axis
TODAY = "│"
LISTED_SIGN, RUMOR_SIGN, LINE_DOWN = "○", "?", "│"  # of a graph of reports
BEFORE, BEYOND = "«", "»"  # before and behind a span that goes on
# In calendars and timelines: what is overdue, a date that is about right, the day of leaving.
OVERDUE_SIGN, ABOUT_SIGN, LEAVES_SIGN = "!", "~", "◇"
# Behind a day of a small month.
RELEASES, IS_TODAY, TODAY_WITH_RELEASES = "•", "›", "◆"  # noqa: RUF001 -- the signs are meant
# Of a timeline: a certain day, and a span that has the day.
DAY, SPAN = "█", "▒"
NOW = "▼"  # over the line of today
FROM_LEFT, TO_RIGHT = "├", "▶"  # an arrow from the date that slipped to its new one
FROM_RIGHT, TO_LEFT = "┤", "◀"  # and of one that advanced
CROSSING = "┼"  # of an arrow and the line of today
# For a terminal that is not in UTF-8.
_IN_ASCII = str.maketrans(
    {
        **dict.fromkeys("▌│", "|"),
        **dict.fromkeys("✓●•", "*"),
        "✗": "x",
        **dict.fromkeys(f"→»▶{IS_TODAY}", ">"),
        **dict.fromkeys("«◀", "<"),
        "─": "-",
        **dict.fromkeys("├┤┼", "+"),
        "▼": "v",
        **dict.fromkeys("▓■█◆", "#"),
        "▒": "=",
        TIMES: "x",
        **dict.fromkeys("░·", "."),
        **dict.fromkeys("○□◇", "o"),
        "…": ".",
    }
)


def theme_for(colors: str | None) -> Theme:
    """Return the styles for a color system of Rich; for None, which prints none, any will do."""
    styles = {str(meaning): style for meaning, style in (_WEIGHTS | _COLORS).items()}
    hues = _HUES.get(colors or "", _HUES["standard"])
    services = {f"{_SERVICE}{place}": hues[place % len(hues)] for place in range(_PLACES)}
    return Theme(styles | services)


def service_style(name: str) -> str:
    """Return the name of the style of a service, the same one wherever and whenever it is shown."""
    key = platform_key(name)
    if key in _WELL_KNOWN:
        return f"{_SERVICE}{_WELL_KNOWN.index(key)}"
    return f"{_SERVICE}{crc32(key.encode(errors='surrogatepass')) % _PLACES}"


def service_colors() -> Iterator[tuple[str, str]]:
    """Yield the name of the style of each service, without the prefix, and its color in CSS."""
    hues = _HUES["truecolor"]
    for place in range(_PLACES):
        yield f"service{place}", hues[place % len(hues)]


def in_ascii(text: str) -> str:
    """Return a text with signs of slate's own replaced by ASCII characters of the same width."""
    return text.translate(_IN_ASCII)
