"""Sonarr: its series and its calendar, as its API returns them.

The layout is that of `/api/v3` (and of its predecessor `/api`): `/series` (sample of 2020)
and `/calendar?includeSeries=true` (sample of 2014), according to the resource classes in
Sonarr's source code up to version 4; and of its pages, such as `/wanted/missing`, `/queue` and
`/history`, whose records are episodes, or downloads with a `series` and an `episode`. `airDate` is
the local day where the episode is shown; `airDateUtc` is the time in UTC, which may be on another
day. `firstAired` is a day, written as midnight UTC by newer versions and as midnight of the server
by older ones. The `title` of a download is the name of a file, and is not read, nor are the ids of
one installation (`id`, `seriesId`).
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
    day_at,
    each_in,
    filled,
    ids_at,
    object_at,
    place_of,
    text_at,
    texts_at,
    whole_at,
)
from slate.formats.read.json.pages import each_on_page, first_on_page, is_page
from slate.formats.read.reader import FileContext, Found, Item, Items, Row, each, first_release
from slate.formats.read.records.episodes import Episode, seasons, without_year
from slate.formats.read.records.genres import with_genres
from slate.formats.read.records.local_days import is_out_by, local_day
from slate.formats.read.records.status_words import said_status

SOURCE = "Sonarr"
_STAGES: Mapping[str, Stage | None] = {
    "continuing": Stage.RELEASED,
    "ended": Stage.ENDED,
    "upcoming": None,
}
_EPISODE = frozenset({"seriesId", "seasonNumber", "episodeNumber"})
# What a download, a download of the past or a blocked one has besides `seriesId`.
_DOWNLOAD = frozenset({"episodeId", "episodeIds", "sourceTitle", "series"})
_ASK_FOR_SERIES = "Ask Sonarr for it with includeSeries=true."
_IDS = {"tvdb": "tvdbId", "imdb": "imdbId", "tmdb": "tmdbId", "tvmaze": "tvMazeId"}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is an episode, a series or a download, or a page of these or of nothing.

    An episode is recognized by its numbers, a series by `tvdbId` and `seasons`.
    """
    own = first_on_page(first)
    if first.get("records") == []:
        return is_page(first)
    return own.keys() >= _EPISODE or own.keys() >= {"tvdbId", "seasons"} or _is_download(own)


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each series, and for each season with an episode or a coming premiere."""
    return seasons(each(found, lambda line, answer: _items(line, answer, context)), context)


def _items(line: int, answer: Object, context: FileContext) -> Iterator[Episode | Item]:
    return each_on_page(line, answer, lambda entry: _entry(line, entry, context))


def _entry(line: int, entry: Object, context: FileContext) -> Iterator[Episode | Item]:
    where = place_of(entry)
    series = object_at(entry, "series")
    if "episodeNumber" in entry:
        yield _episode(line, where, entry, series, context)
    elif episode := object_at(entry, "episode"):
        yield _episode(line, where, episode, series, context)
    elif series:
        yield from _series(line, where, series, context)
    elif _is_download(entry):
        yield RecordError(line, f"{where}a download without its series. {_ASK_FOR_SERIES}")
    else:
        yield from _series(line, where, entry, context)


def _is_download(entry: Object) -> bool:
    return "seriesId" in entry and not entry.keys().isdisjoint(_DOWNLOAD)


def _named(series: Object) -> dict[str, Any]:
    title, year = text_at(series, "title"), whole_at(series, "year")
    if title:
        title, named_year = without_year(title)
        year = year or named_year
    kind = with_genres(Kind.SERIES, texts_at(series, "genres"))
    year = year or None  # 0 is "unknown"
    return filled({"title": title, "year": year, "kind": kind, "ids": ids_at(series, _IDS)})


def _release(series: Object) -> dict[str, Any]:
    """Return the platform of a series: a well-known streaming service, or else a TV channel."""
    network = text_at(series, "network")
    if network is None:
        return {}
    streams = platform_key(network) in WELL_KNOWN_PLATFORMS
    return {"platform": network, "release_type": ReleaseType.STREAMING if streams else "tv"}


def _episode(
    line: int, where: str, episode: Object, series: Object, context: FileContext
) -> Episode | RecordError:
    if not series:
        return RecordError(line, f"{where}an episode without its series. {_ASK_FOR_SERIES}")
    season = whole_at(episode, "seasonNumber")
    if season is None:
        return RecordError(line, f"{where}an episode without the number of its season.")
    number, name = whole_at(episode, "episodeNumber"), text_at(episode, "title")
    day = text_at(episode, "airDate") or local_day(
        text_at(episode, "airDateUtc") or "", context.zone
    )
    return Episode(line, _named(series), season, number, name, day, _release(series), where)


def _series(
    line: int, where: str, series: Object, context: FileContext
) -> Iterator[Episode | Item]:
    named, release = _named(series), _release(series)
    first = day_at(series, "firstAired", context.zone)
    # Older versions have "continuing" for every series that has not ended, even before it
    # begins, so it only means released if the date confirms that.
    stages = _STAGES if is_out_by(context.day, first) else {**_STAGES, "continuing": None}
    said = said_status(SOURCE, text_at(series, "status"), stages, {"continuing"})
    places = {"releases": [release | filled({"date": first})]} if release else {}
    yield Row(line, named | (places or first_release(first, context)) | said.fields, where)
    yield from said.remarks

    def season_in(season: Object) -> Iterator[Episode]:
        number, comes = whole_at(season, "seasonNumber"), _premiere(season, context)
        # The next episode of a first season that has begun is not its premiere.
        if number and comes and not (number == 1 and is_out_by(context.day, first)):
            yield Episode(line, named, number, 1, None, comes, release, where)

    yield from each_in(line, series, "seasons", season_in)


def _premiere(season: Object, context: FileContext) -> str | None:
    """Return the day of a season's next episode if none aired before it, else None.

    Sonarr counts only monitored episodes, so if the user monitors only the rest of a season,
    its next episode is mistaken for the first.
    """
    statistics = object_at(season, "statistics")
    comes, before = text_at(statistics, "nextAiring"), text_at(statistics, "previousAiring")
    return local_day(comes, context.zone) if comes and not before else None
