"""Sonarr: its series and its calendar, as its API returns them.

The layout is that of `/api/v3` (and of its predecessor `/api`): `/series` (sample of 2020)
and `/calendar?includeSeries=true` (sample of 2014), according to the resource classes in
Sonarr's source code up to version 4. `airDate` is the local day where the episode is shown;
`airDateUtc` is the time in UTC, which may be on another day. `firstAired` is a day, written as
midnight UTC by newer versions and as midnight of the server by older ones. Ids that are
specific to one installation (`id`, `seriesId`) are not recorded.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    filled,
    known_ids,
    object_at,
    objects_at,
    text_at,
    whole_at,
)
from slate.formats.read.reader import FileContext, Found, Item, Items, Row, each, first_release
from slate.formats.read.records.episodes import Episode, seasons, without_year
from slate.formats.read.records.genres import with_genres
from slate.formats.read.records.local_days import day_at, is_out_by, local_day
from slate.formats.read.records.status_words import said_status

SOURCE = "Sonarr"
_STAGES: Mapping[str, Stage | None] = {
    "continuing": Stage.RELEASED,
    "ended": Stage.ENDED,
    "upcoming": None,
}
_EPISODE = frozenset({"seriesId", "seasonNumber", "episodeNumber"})
_IDS = {"tvdb": "tvdbId", "imdb": "imdbId", "tmdb": "tmdbId", "tvmaze": "tvMazeId"}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is an episode, by its numbers, or a series, by `tvdbId` and `seasons`."""
    return first.keys() >= _EPISODE or first.keys() >= {"tvdbId", "seasons"}


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each series, and for each season with an episode or a coming premiere."""
    return seasons(each(found, lambda line, entry: _items(line, entry, context)), context)


def _items(line: int, entry: Object, context: FileContext) -> Iterator[Episode | Item]:
    if "episodeNumber" in entry:
        yield _episode(line, entry, context)
    else:
        yield from _series(line, entry, context)


def _named(series: Object) -> dict[str, Any]:
    title, year = series.get("title"), series.get("year")
    if isinstance(title, str):
        title, named_year = without_year(title)
        year = year or named_year
    ids = known_ids({scheme: series.get(key) for scheme, key in _IDS.items()})
    kind = with_genres(Kind.SERIES, series.get("genres"))
    # 0 is "unknown".
    return filled({"title": title, "year": year or None, "kind": kind, "ids": ids})


def _release(series: Object) -> dict[str, Any]:
    """Return the platform of a series: a well-known streaming service, or else a TV channel."""
    network = text_at(series, "network")
    if network is None:
        return filled({"platform": series.get("network")})
    streams = platform_key(network) in WELL_KNOWN_PLATFORMS
    return {"platform": network, "release_type": ReleaseType.STREAMING if streams else "tv"}


def _episode(line: int, episode: Object, context: FileContext) -> Episode | RecordError:
    series = object_at(episode, "series")
    if series is None:
        reason = "an episode without its series. Ask Sonarr for the calendar with"
        return RecordError(line, f"{reason} includeSeries=true.")
    season = whole_at(episode, "seasonNumber")
    if season is None:
        return RecordError(line, "an episode without the number of its season.")
    number, name = whole_at(episode, "episodeNumber"), text_at(episode, "title")
    day = episode.get("airDate") or local_day(text_at(episode, "airDateUtc") or "", context.zone)
    return Episode(line, _named(series), season, number, name, day, _release(series))


def _series(line: int, series: Object, context: FileContext) -> Iterator[Episode | Item]:
    named, release = _named(series), _release(series)
    first = day_at(series, "firstAired", context.zone)
    # Older versions have "continuing" for every series that has not ended, even before it
    # begins, so it only means released if the date confirms that.
    stages = _STAGES if is_out_by(context.day, first) else {**_STAGES, "continuing": None}
    said = said_status(SOURCE, series.get("status"), stages, {"continuing"})
    places = {"releases": [release | filled({"date": first})]} if release else {}
    yield Row(line, named | (places or first_release(first, context)) | said.fields)
    yield from said.remarks
    for season in objects_at(series, "seasons"):
        number, comes = whole_at(season, "seasonNumber"), _premiere(season, context)
        # The next episode of a first season that has begun is not its premiere.
        if number and comes and not (number == 1 and is_out_by(context.day, first)):
            yield Episode(line, named, number, 1, None, comes, release)


def _premiere(season: Object, context: FileContext) -> str | None:
    """Return the day of a season's next episode if none aired before it, else None.

    Sonarr counts only monitored episodes, so if the user monitors only the rest of a season,
    its next episode is mistaken for the first.
    """
    statistics = object_at(season, "statistics") or {}
    comes = text_at(statistics, "nextAiring")
    return (
        local_day(comes, context.zone) if comes and not statistics.get("previousAiring") else None
    )
