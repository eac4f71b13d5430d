"""Trakt's responses (api.trakt.tv, version 2): calendars, lists and summaries.

Most objects wrap a `movie`, or a `show` with a `season` or an `episode`, together with
statements of Trakt or the user about it. Summaries and lists of popular titles are not wrapped.
The layouts are known from the API's documentation (trakt.docs.apiary.io, contracts in
trakt/trakt-api) and from the responses in TraktKit's tests, of 2014 to 2016. A calendar of
films does not state whether it is about theaters, streaming or discs, so its dates are of
releases without a type. The `notes` in a list are its owner's words, and are not read.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    filled,
    ids_at,
    inside,
    object_at,
    text_at,
    texts_at,
    whole_at,
)
from slate.formats.read.reader import (
    FileContext,
    Found,
    Item,
    Items,
    Remark,
    Row,
    each,
    first_release,
)
from slate.formats.read.records.episodes import Episode, seasons
from slate.formats.read.records.genres import with_genres
from slate.formats.read.records.local_days import local_day
from slate.formats.read.records.status_words import (
    TMDB_COARSE,
    TMDB_STAGES,
    said_status,
    stages_before,
)

SOURCE = "Trakt"

_SITE = "https://trakt.tv"
_WRAPPED = ("movie", "show", "season", "episode", "person", "list")
_SCHEMES = ("trakt", "imdb", "tmdb", "tvdb")
_STAGES = {**TMDB_STAGES, "upcoming": None, "continuing": Stage.RELEASED}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object has Trakt's own id, or wraps an object that has it.

    A record of slate may have that id, too, but neither a slug among its ids nor a number.
    """
    ids = inside(first, "ids")
    if "trakt" in ids:
        return "slug" in ids or "number" in first
    return any("trakt" in inside(first, key, "ids") for key in _WRAPPED)


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each film and series, and for each season with an episode in the file."""
    return seasons(each(found, lambda line, entry: _items(line, entry, context)), context)


def _items(line: int, entry: Object, context: FileContext) -> Iterator[Episode | Item]:
    show = object_at(entry, "show")
    if show and (object_at(entry, "episode") or object_at(entry, "season")):
        yield _episode(line, entry, show, context)
    else:
        yield from _title(line, entry, context)


def _title(line: int, entry: Object, context: FileContext) -> Items:
    movie, show = object_at(entry, "movie"), object_at(entry, "show")
    if movie:
        yield from _film(line, entry, movie, context)
    elif show:
        yield from _series(line, show, context)
    elif {"season", "episode", "number"} & entry.keys():
        reason = "a season or an episode alone does not show which series it belongs to."
        yield RecordError(line, reason)
    elif left_out := next((key for key in ("person", "list") if key in entry), None):
        name = text_at(object_at(entry, left_out), "name")
        yield Remark(f"skipped a {left_out}", line, name)
    elif "ids" not in entry:
        yield RecordError(line, "this is neither a film nor a series of Trakt.")
    elif "tvdb" in object_at(entry, "ids") or "first_aired" in entry:  # films have neither
        yield from _series(line, entry, context)
    elif "released" in entry:
        yield from _film(line, entry, entry, context)
    else:
        yield Row(line, filled(_named(entry)))


def _film(line: int, entry: Object, movie: Object, context: FileContext) -> Items:
    # The date in the calendar takes precedence over the film's general release date.
    day = text_at(entry, "released") or text_at(movie, "released")
    kind = with_genres(Kind.FILM, texts_at(movie, "genres"))
    record = _named(movie, "movies") | {"kind": kind} | first_release(day, context)
    yield from _row(line, movie, record, stages_before(_STAGES, context, day))


def _series(line: int, show: Object, context: FileContext) -> Items:
    day, place = _day(text_at(show, "first_aired"), show, context), _place(show)
    released = first_release(day, context)
    if place:
        own = platform_key(context.platform or "") in {"", platform_key(place["platform"])}
        others = [] if own else [{"platform": context.platform}]
        released = {"releases": [filled({"date": day, **place}), *others]}
    kind = with_genres(Kind.SERIES, texts_at(show, "genres"))
    record = _named(show, "shows") | {"kind": kind} | released
    yield from _row(line, show, record, stages_before(_STAGES, context, day))


def _row(line: int, found: Object, record: Object, stages: Mapping[str, Stage | None]) -> Items:
    """Yield a row with the status from Trakt added."""
    said = said_status(SOURCE, text_at(found, "status"), stages, TMDB_COARSE)
    yield from said.remarks
    yield Row(line, filled({**record, **said.fields}))


def _episode(line: int, entry: Object, show: Object, context: FileContext) -> Episode | RecordError:
    """Return an episode; a season counts as its first episode, which airs on the same day.

    Returns an error if the number of the season is missing.
    """
    episode, season = object_at(entry, "episode"), object_at(entry, "season")
    which = whole_at(episode, "season") if episode else whole_at(season, "number")
    if which is None:
        return RecordError(line, "the number of the season is missing.")
    dated = (text_at(found, "first_aired") for found in (entry, episode, season))
    aired = next(filter(None, dated), None)
    named = _named(show, "shows")
    kind = with_genres(Kind.SERIES, texts_at(show, "genres"))
    if named["url"]:
        named["url"] += f"/seasons/{which}"
    return Episode(
        line=line,
        show=filled({**named, "kind": kind}),
        season=which,
        number=whole_at(episode, "number") if episode else 1,
        name=text_at(episode, "title"),
        day=_day(aired, show, context),
        release=_place(show),
    )


def _named(found: Object, folder: str | None = None) -> dict[str, Any]:
    """Return the names of a film or a show, its year, its ids, and the url of its page."""
    ids = object_at(found, "ids")
    title, original = text_at(found, "title"), text_at(found, "original_title")
    differs = original and folded(original) != folded(title or "")
    slug = text_at(ids, "slug")
    return {
        "title": title,
        "names": [original] if differs else None,
        "year": whole_at(found, "year"),
        "ids": ids_at(ids, {scheme: scheme for scheme in _SCHEMES}),
        "url": f"{_SITE}/{folder}/{slug}" if folder and slug else None,
    }


def _place(show: Object) -> dict[str, str]:
    """Return the platform of a show.

    The country is that of its network, and is not used for a streaming service, which has its
    own regions.
    """
    network, country = text_at(show, "network"), text_at(show, "country")
    if network is None:
        return {}
    if platform_key(network) in WELL_KNOWN_PLATFORMS:
        return {"platform": network}
    region = {"region": country.upper()} if country else {}
    return {"platform": network, "release_type": ReleaseType.TV, **region}


def _day(aired: str | None, show: Object, context: FileContext) -> str | None:
    """Return the day of a time in the show's own time zone."""
    return local_day(aired, _zone(show, context)) if aired else None


def _zone(show: Object, context: FileContext) -> tzinfo | None:
    name = text_at(object_at(show, "airs"), "timezone")
    try:
        return ZoneInfo(name) if name else context.zone
    except (KeyError, OSError, ValueError):  # an unknown or invalid name
        return context.zone
