"""Parsing of an event's summary: the title, and often a season, an episode, a release type.

The forms are those of programs that write such calendars, taken from their source code or
feeds in 2026: Sonarr and Medusa (`Show - 3x07 - Name`), tools for Trakt (`Show S03E07`) and
TVmaze (`Show - S03E07 - Name`), Radarr (`Film (Digital Release)`), watchfeed (with em dashes:
`[TV] Show - S03E07 - Name`, `[FILM] Film - Theatrical release`), and lists of Douban, where the
number of a season is between its Chinese and its other name.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.name_parsing import season_apart
from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.wording.release_types import WORDS

# The words in brackets before a title, or in the category of an event.
KINDS: Mapping[str, Kind | None] = {
    **dict.fromkeys(("film", "films", "movie", "movies"), Kind.FILM),
    **dict.fromkeys(("tv", "series", "show", "shows", "tv show", "tv shows"), Kind.SERIES),
    "anime": None,
    "game": None,
}
_ANIME, _GAME = "anime", "game"
_SPECIALS = 0  # the number of the season that holds them

_SEPARATORS = " -:,|\u2013\u2014"
_DASH = "[-\u2013\u2014]"
_NUMBER, _SEASON = r"(?P<number>\d{1,4})", r"(?P<season>\d{1,4})"
_BLANKS = re.compile("[ \t\r\n\u00a0]+")  # other separators are refused in titles later
_PREFIX = re.compile(r"\[([^][]{1,20})\] ?(.+)")


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_EPISODES = (
    # The last of several matches counts, as the name of a show may also have dashes.
    _form(rf"\A.+ - (?P<code>{_SEASON}x{_NUMBER})(?= - )"),
    _form(rf"(?<!\w)(?P<code>s{_SEASON}[ .]?e{_NUMBER}(?:-?e\d{{1,4}}|-\d{{1,4}})*)(?!\w)"),
    _form(rf"(?<=[ (])(?P<code>{_SEASON}x(?P<number>\d{{2,4}})(?:-\d{{1,4}})*)(?!\w)"),
    _form(r"(?<=[ (])(?P<code>(?P<season>\d{1,2})x(?P<number>\d))(?=\)?$| - )"),
    _form(rf"(?<!\w)(?P<code>season {_SEASON}(?: |, ?|: ?| ?{_DASH} ?)episode {_NUMBER})(?!\w)"),
)
_UNKNOWN = "tba|tbc|tbd|to be (?:announced|confirmed|determined)"
_OF_A_SEASON = "(?:season|series|mid-?season) (?:finale|premiere)"
# Episodes, unless the event is known to be about a film.
_WITHOUT_SEASON = (
    _form(rf"(?<!\w)(?P<code>(?:episode|ep)s?\.? ?#?{_NUMBER}(?:-\d{{1,4}})?)(?=\)?$|:| {_DASH} )"),
    _form(rf"(?<=[-\u2013\u2014:] )(?P<code>e{_NUMBER})(?=$|:| {_DASH} )"),
    _form(
        r"(?<=[-\u2013\u2014:,|] )"
        rf"(?P<code>(?:(?:episode|title) )?(?:{_UNKNOWN})|new episodes?|{_OF_A_SEASON})$"
    ),
)
# These are episodes only if the event is about a series: a film may have such a name.
_OF_A_SERIES = (_form(rf"(?<= {_DASH} )(?P<code>special)(?= {_DASH} |$)"),)
_NUMBERED = _form(rf"(?<= )(?P<code>#{_NUMBER})$")
# Release types of films. An episode is broadcast, streamed or sold as a download.
_OF_A_FILM = frozenset(
    {ReleaseType.THEATRICAL, ReleaseType.LIMITED, ReleaseType.PHYSICAL, ReleaseType.FESTIVAL}
)
_WHOLE_SEASONS = (
    _form(rf"(?<!\w)(?P<code>season {_SEASON}(?: (?:(?P<last>finale)|premiere))?)\)?$"),
    _form(r"(?<= )(?P<code>s(?P<season>\d\d))(?P<last>)\)?$"),
)
# Release types as slate writes them in events, by their own names, and as "cinema".
_WAYS = "|".join(filter(None, ("cinema", *ReleaseType, *(words.event for words in WORDS.values()))))
_RELEASE = _form(rf"(?: ?\(| {_DASH} )(?:(?P<way>{_WAYS}) release\)?|(?P<streaming>streaming))$")
_NUMERALS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"  # one to ten
_CHINESE_SEASON = re.compile(rf"(.*\S) ?\u7b2c(?:([{_NUMERALS}])|(\d{{1,4}}))\u5b63(.*)", re.ASCII)


class Summary(NamedTuple):
    """A title, and which season, episode or type of release of it an event is about."""

    title: str
    names: tuple[str, ...] = ()  # also known as
    kind: Kind | None = None
    season: int | None = None  # 0: a special
    number: int | None = None  # of the episode
    name: str | None = None  # of the episode
    release_type: ReleaseType | None = None
    lacks_season: bool = False  # an episode whose season is not stated


def read(text: str, kind: Kind | None = None) -> Summary | None:
    """Parse a text that is not blank; `kind` is what the event is known to be about.

    For a film, everything except the release type is the title. Returns None for a game, which
    is not a title.
    """
    text = _BLANKS.sub(" ", text).strip(" ")
    word = ""
    if (prefix := _PREFIX.fullmatch(text)) and (word := plain(prefix[1])) in KINDS:
        text, kind = prefix[2], KINDS[word] or kind
    if word == _GAME:
        return None
    forms = [] if kind is Kind.FILM else list(_EPISODES)
    is_series = kind is Kind.SERIES or word == _ANIME
    if is_series:
        forms += _OF_A_SERIES
    episodes = (_episode(text, found) for form in forms if (found := form.search(text)))
    said = next((episode for episode in episodes if episode), None)
    said = said or _title(text, kind, is_series=is_series)
    if word == _ANIME and said.lacks_season and said.number == 1:
        # Each season of an anime has an entry of its own in lists of anime, so this is its first.
        return said._replace(kind=Kind.SERIES, lacks_season=False)
    return said._replace(kind=kind)


def _episode(text: str, found: re.Match[str]) -> Summary | None:
    """Split a text around the code of an episode; return None if there is no other text."""
    show, name = _around(text, found)
    numbers = {part: int(digits) for part, digits in found.groupdict().items() if part != "code"}
    if not show:
        show, name = name, ""
    season = numbers.get("season") if numbers else _SPECIALS
    number = numbers.get("number")
    return Summary(show, season=season, number=number, name=name or None) if show else None


def _title(text: str, kind: Kind | None, *, is_series: bool) -> Summary:
    """Parse a text without the code of an episode: a title, a season, or an episode without one.

    A season stands for its episode 1.
    """
    way = None
    if (found := _RELEASE.search(text)) and found.start():
        way = parse_release_type(found["way"] or found["streaming"])
        text = text[: found.start()]
    said = None if kind is Kind.FILM else _season(text)
    if said is None and kind is not Kind.FILM and way not in _OF_A_FILM:
        said = _without_season(text, is_series=is_series)
    return (said or Summary(text))._replace(release_type=way)


def _without_season(text: str, *, is_series: bool) -> Summary | None:
    """Parse an episode whose season, if it is stated at all, is in the name before it."""
    forms = (*_WITHOUT_SEASON, _NUMBERED) if is_series else _WITHOUT_SEASON
    for form in forms:
        found = form.search(text)
        show, name = _around(text, found) if found else ("", "")
        if found and show:
            number = found.groupdict().get("number")
            said = Summary(show, number=int(number) if number else None, name=name or None)
            if season := season_apart(show):
                return said._replace(title=season.title, season=season.season)
            return said._replace(lacks_season=True)
    return None


def _season(text: str) -> Summary | None:
    found = next(filter(None, (form.search(text) for form in _WHOLE_SEASONS)), None)
    before = _around(text, found)[0] if found else ""
    if chinese := _CHINESE_SEASON.fullmatch(before or text):
        number = _NUMERALS.index(chinese[2]) + 1 if chinese[2] else int(chinese[3])
        names = tuple(filter(None, [chinese[4].strip(_SEPARATORS)]))
        return Summary(chinese[1], names, season=number, number=1)
    if found and before:
        return Summary(before, season=int(found["season"]), number=None if found["last"] else 1)
    return None


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    """Return the text before and after a code, without the separators around it.

    A hyphen attached to a word, such as the second in `-Another World- Season 4`, is part of
    the name.
    """
    before, behind = text[: found.start("code")], text[found.end("code") :]
    name = before.rstrip(_SEPARATORS + "(")
    hyphen = "-" if name and before.startswith("- ", len(name)) else ""
    return name + hyphen, behind.lstrip(_SEPARATORS + ")")
