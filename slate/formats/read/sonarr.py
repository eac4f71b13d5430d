"""Sonarr: its series and its calendar, as its API answers them.

The layout is that of `/api/v3` (and of `/api`, its predecessor): `/series` (sample of
2020) and `/calendar?includeSeries=true` (sample of 2014), read in the resources of
Sonarr's own code up to version 4. `airDate` is the day where it is shown, `airDateUtc`
the same in UTC, which may be another day. `firstAired` is a day that newer versions
write as midnight UTC, older ones as that of the server. Ids that only this installation
knows (`id`, `seriesId`) are not recorded.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.errors import RecordError
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
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
    """Tell an episode by its numbers, and a series by TheTVDB's id beside its seasons."""
    return first.keys() >= _EPISODE or first.keys() >= {"tvdbId", "seasons"}


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each series and season: for its first episode or for what comes next."""
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
    # 0 is "unknown".
    return filled({"title": title, "year": year or None, "kind": Kind.SERIES, "ids": ids})


def _release(series: Object) -> dict[str, Any]:
    """Word where a series is out: on a service that is known to stream, else on a channel."""
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
    # Older versions say "continuing" of all that has not ended, so the date has to say so, too.
    stages = _STAGES if is_out_by(context.day, first) else {**_STAGES, "continuing": None}
    said = said_status(SOURCE, series.get("status"), stages, {"continuing"})
    places = {"releases": [release | filled({"date": first})]} if release else {}
    yield Row(line, named | (places or first_release(first, context)) | said.fields)
    yield from said.remarks
    for season in objects_at(series, "seasons"):
        number, comes = whole_at(season, "seasonNumber"), _premiere(season, context)
        # What is next of a first season that has begun is not its premiere.
        if number and comes and not (number == 1 and is_out_by(context.day, first)):
            yield Episode(line, named, number, 1, None, comes, release)


def _premiere(season: Object, context: FileContext) -> str | None:
    """Find the day of a season's first episode: what comes next where nothing came before.

    Sonarr counts only episodes that it watches for: a season of which the user wants no
    more than the rest seems to begin with that.
    """
    statistics = object_at(season, "statistics") or {}
    comes = text_at(statistics, "nextAiring")
    return (
        local_day(comes, context.zone) if comes and not statistics.get("previousAiring") else None
    )
