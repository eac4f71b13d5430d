"""TVmaze: shows, search results and schedules, as its API returns them.

The layout is that of https://www.tvmaze.com/api: pages of `/shows` (samples of 2016),
one show with or without `?embed=seasons` and `?embed=episodes`, `/search/shows` (2017),
`/schedule` and `/schedule/web` (2024). `airdate` is the local day where the episode is shown;
`airstamp` is the time in UTC, which may be on another day. Values that change from day to day
and are not about a release (`rating`, `weight`, `updated`, `summary`) are not read.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.web_address import url_or_none
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    each_in,
    filled,
    ids_at,
    inside,
    object_at,
    place_of,
    text_at,
    texts_at,
    whole_at,
)
from slate.formats.read.reader import FileContext, Found, Item, Items, Row, each, first_release
from slate.formats.read.records.episodes import Episode, seasons
from slate.formats.read.records.genres import with_genres
from slate.formats.read.records.local_days import is_out_by
from slate.formats.read.records.status_words import Said, said_status

SOURCE = "TVmaze"
_STAGES: Mapping[str, Stage | None] = {
    "in development": Stage.IN_DEVELOPMENT,
    "running": Stage.RELEASED,
    "to be determined": Stage.ON_HOLD,
    "ended": Stage.ENDED,
}
_COARSE = frozenset({"in development", "running", "to be determined"})
# Key of a platform -> release type there: networks broadcast, web channels stream.
_PLACES = {"network": ReleaseType.TV, "webChannel": ReleaseType.STREAMING}
_SPECIALS = 0  # TVmaze has no season 0: it lists specials in the other seasons
_ALONE = "without its show. Ask TVmaze for the show with ?embed="


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is a show, episode or season, by its link, or a result with a show."""
    return _is_own(first) or ("score" in first and _is_own(inside(first, "show")))


def _is_own(found: Object) -> bool:
    # A record of slate's own may have a page of TVmaze as its url, but it has no `name`.
    return "name" in found and ("_links" in found or "tvmaze.com/" in str(found.get("url")))


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each show, and for each season with a premiere or an episode in the file."""
    return seasons(each(found, lambda line, entry: _items(line, entry, context)), context)


def _items(line: int, entry: Object, context: FileContext) -> Iterator[Episode | Item]:
    if "airdate" in entry:
        yield _alone(line, entry)
    elif "premiereDate" in entry:
        yield RecordError(line, f"a season {_ALONE}seasons.")
    else:
        yield from _show(line, object_at(entry, "show") or entry, context)


def _alone(line: int, episode: Object) -> Episode | Item:
    """Return an episode that is not in a show: it contains its show, or names it in its links."""
    embedded = object_at(episode, "_embedded")
    for show in (object_at(episode, "show"), object_at(embedded, "show"), _linked(episode)):
        if show:
            return _episode(line, episode, show)
    return RecordError(line, f"an episode {_ALONE}episodes.")


def _show(line: int, show: Object, context: FileContext) -> Iterator[Episode | Item]:
    said = _status(show, context)
    record = _named(show) | _releases(show, context) | said.fields
    yield Row(line, record)
    yield from said.remarks
    embedded = object_at(show, "_embedded")
    yield from each_in(line, embedded, "seasons", lambda season: [_season(line, season, show)])
    yield from each_in(line, embedded, "episodes", lambda found: [_episode(line, found, show)])
    for key in ("previousepisode", "nextepisode"):
        if nearest := object_at(embedded, key):
            yield _episode(line, nearest, show)


def _named(show: Object) -> dict[str, Any]:
    others = ids_at(object_at(show, "externals"), {"imdb": "imdb", "tvdb": "thetvdb"})
    return filled(
        {
            "title": text_at(show, "name"),
            "kind": with_genres(Kind.SERIES, text_at(show, "type"), texts_at(show, "genres")),
            "ids": ids_at(show, {"tvmaze": "id"}) | others,
            "url": url_or_none(text_at(show, "url") or ""),
        }
    )


def _linked(episode: Object) -> Object | None:
    """Return the show that an episode's links name, as some lists have only that; None if none."""
    link = object_at(object_at(episode, "_links"), "show")
    name = text_at(link, "name")
    return {"name": name, "id": (text_at(link, "href") or "").rpartition("/")[2]} if name else None


def _places(found: Object) -> list[dict[str, Any]]:
    return [
        filled(
            {
                "platform": text_at(place, "name"),
                "release_type": release_type,
                "region": text_at(object_at(place, "country"), "code"),
            }
        )
        for key, release_type in _PLACES.items()
        if (place := object_at(found, key))
    ]


def _releases(show: Object, context: FileContext) -> dict[str, Any]:
    """Return the releases of a show. If it has both, it premiered on the network."""
    premiered = text_at(show, "premiered")
    places = _places(show)
    if not places:
        return first_release(premiered, context)
    if premiered:
        places[0]["date"] = premiered
    return {"releases": places}


def _status(show: Object, context: FileContext) -> Said:
    """Return the status, leaving a coarse one to the dates if they state more.

    A running show may not have premiered yet, and one in development may have a date.
    """
    stages = dict(_STAGES)
    out = is_out_by(context.day, text_at(show, "premiered"))
    if out is not None:
        stages["in development"] = None
    if out is False:
        stages["running"] = stages["to be determined"] = None
    return said_status(SOURCE, text_at(show, "status"), stages, _COARSE)


def _season(line: int, season: Object, show: Object) -> Episode | Item:
    """Return a season's premiere as its first episode, or else its end as a later episode."""
    number = whole_at(season, "number")
    if number is None:
        return RecordError(line, f"{place_of(season)}a season without a number.")
    release = next(iter(_places(season) or _places(show)), {})
    day = text_at(season, "premiereDate")
    which, day = (1, day) if day else (2, text_at(season, "endDate"))
    return Episode(line, _named(show), number, which, None, day, release, place_of(season))


def _episode(line: int, episode: Object, show: Object) -> Episode | Item:
    """Return an episode; specials (`significant_special` and so on) have no number."""
    number, season = whole_at(episode, "number"), whole_at(episode, "season")
    if number is None or "special" in (text_at(episode, "type") or ""):
        season = _SPECIALS
    if season is None:
        reason = f"{place_of(episode)}an episode without the number of its season."
        return RecordError(line, reason)
    release = next(iter(_places(show)), {})
    name, day = text_at(episode, "name"), text_at(episode, "airdate")
    return Episode(line, _named(show), season, number, name, day, release, place_of(episode))
