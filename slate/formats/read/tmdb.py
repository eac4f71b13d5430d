"""TMDB's responses (api.themoviedb.org, versions 3 and 4): films, series and their seasons.

These are pages and lists (`/movie/upcoming`, `/discover`, `/search`, `/trending`, `/find`, lists of
both versions, collections), and details, also with `release_dates` and `external_ids` appended.
The layouts are known from developer.themoviedb.org and from responses of August 2026.
According to TMDB's contribution bible, a film's "release date" is its first release of any
type, so that release gets no type; and the note of a digital release names the service. Notes
also name festivals, at which films are shown, streamed or broadcast before their release.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    day_at,
    each_in,
    filled,
    ids_at,
    object_at,
    objects_at,
    place_of,
    text_at,
    whole_at,
    wholes_at,
)
from slate.formats.read.reader import FileContext, Found, Items, Remark, Row, each, first_release
from slate.formats.read.records.episodes import season_ids
from slate.formats.read.records.genres import with_genres
from slate.formats.read.records.status_words import (
    TMDB_COARSE,
    TMDB_STAGES,
    said_status,
    stages_before,
)

SOURCE = "TMDB"

_SITE = "https://www.themoviedb.org"
_LISTS = ("results", "items", "parts")  # pages and version 4; version 3; collections
# What is found by an id of another catalog. Seasons and episodes do not name their series.
_FOUND = ("movie_results", "tv_results")
# Keys that identify the type of a row without `media_type`.
_SHAPES = {
    "movie": {"title", "original_title", "release_date"},
    "tv": {"first_air_date", "genre_ids", "number_of_seasons"},
    "season": {"season_number"},
    "person": {"profile_path", "known_for"},
}
_TYPES = {
    1: ReleaseType.FESTIVAL,
    2: ReleaseType.LIMITED,
    3: ReleaseType.THEATRICAL,
    4: ReleaseType.DIGITAL,
    5: ReleaseType.PHYSICAL,
    6: ReleaseType.TV,
}

_DOCUMENTARY = 99  # the id of the genre, of films and of series
_MAY_BE_AT_FESTIVAL = frozenset(
    {ReleaseType.LIMITED, ReleaseType.THEATRICAL, ReleaseType.DIGITAL, ReleaseType.TV}
)
# "Sundance Film Festival", "FrightFest", "Internationale Filmfestspiele", in Russian, Chinese,
# Japanese and Korean, and festivals that are known by a name alone. Sundance and Tribeca are also
# the names of channels and services.
_FESTIVAL = re.compile(
    r"\w*fest(?:iv\w*|spiele)?\b|\u0444\u0435\u0441\u0442\u0438\u0432\u0430\u043b"
    r"|\u7535\u5f71\u8282|\u96fb\u5f71\u7bc0|\u6620\u753b\u796d|\uc601\ud654\uc81c"
    r"|\b(?:berlinale|biennale|bfi flare|cannes|hot docs|idfa|iffr|locarno|sitges|slamdance"
    r"|south by southwest|sxsw|telluride|tiff)\b"
    r"|\b(?:sundance|tribeca)\b(?! (?:channel|enterprises|films?\b|now|selects|shortlist|tv))",
    re.IGNORECASE,
)


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is a film, a series or a list, by its poster, or a page of results."""
    is_page = {"results", "total_results"} <= first.keys()
    return is_page or "poster_path" in first or first.keys() >= set(_FOUND)


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each film, series and season, in lists or on their own."""
    return each(found, lambda line, answer: _titles(line, answer, context))


def _titles(line: int, answer: Object, context: FileContext) -> Items:
    listed = [name for name in _LISTS if name in answer][:1]
    listed = listed or [name for name in _FOUND if name in answer]
    if not listed:
        yield from _title(line, answer, context)
    for name in listed:
        yield from each_in(line, answer, name, lambda row: _title(line, row, context))


def _title(line: int, row: Object, context: FileContext) -> Items:
    shape = next((name for name, keys in _SHAPES.items() if keys & row.keys()), None)
    media = text_at(row, "media_type") or shape
    if media == "movie":
        yield from _film(line, row, context)
    elif media == "tv":
        yield from _series(line, row, context)
    elif media in {"person", "collection"}:
        yield Remark(f"skipped a {media}", line, text_at(row, "name"))
    elif media == "season":
        reason = "a season or an episode alone does not show which series it belongs to."
        yield RecordError(line, f"{place_of(row)}{reason}")
    else:
        yield RecordError(line, f"{place_of(row)}this is neither a film nor a series of TMDB.")


def _film(line: int, film: Object, context: FileContext) -> Items:
    day = text_at(film, "release_date")
    releases, unknown = _typed_releases(film)
    yield from unknown
    said = said_status(SOURCE, text_at(film, "status"), stages_before(TMDB_STAGES, context, day))
    yield from said.remarks
    record = _named(film, "title", "original_title") | _identified(film, "movie")
    record["kind"] = with_genres(Kind.FILM, _genres(film))
    record["releases"] = [*first_release(day, context).get("releases", ()), *releases]
    yield Row(line, filled(record | said.fields), place_of(film))


def _series(line: int, show: Object, context: FileContext) -> Items:
    named = _named(show, "name", "original_name")
    named["kind"] = with_genres(Kind.SERIES, text_at(show, "type"), _genres(show))
    identified = _identified(show, "tv")
    day = text_at(show, "first_air_date")
    said = said_status(
        SOURCE, text_at(show, "status"), stages_before(TMDB_STAGES, context, day), TMDB_COARSE
    )
    yield from said.remarks
    releases = [*first_release(day, context).get("releases", ()), *_services(show)]
    # The platform that the command names may also be one of the networks.
    once = {platform_key(release.get("platform", "")): release for release in releases}
    record = named | identified | {"releases": list(once.values())} | said.fields
    yield Row(line, filled(record), place_of(show))
    days: dict[int, str | None] = {}
    yield from each_in(line, show, "seasons", lambda season: _season_day(line, season, days))
    _add_next_premiere(show, days)
    for number, season_day in days.items():
        season = named | {"season": number, "ids": season_ids(identified["ids"], number)}
        if identified["url"]:
            season["url"] = f"{identified['url']}/season/{number}"
        yield Row(line, filled(season | first_release(season_day, context)), place_of(show))


def _genres(found: Object) -> list[Any]:
    """Return the names of the genres; lists have only ids, and names may be in any language."""
    genres = objects_at(found, "genres")
    numbers = [*(whole_at(genre, "id") for genre in genres), *wholes_at(found, "genre_ids")]
    named = "documentary" if _DOCUMENTARY in numbers else None
    return [named, *(text_at(genre, "name") for genre in genres)]


def _named(found: Object, title: str, original: str) -> dict[str, Any]:
    name, first_name = text_at(found, title), text_at(found, original)
    differs = first_name and folded(first_name) != folded(name or "")
    return {"title": name, "names": [first_name] if differs else None}


def _identified(found: Object, media: str) -> dict[str, Any]:
    """Return the ids, and the url of the title's page at TMDB."""
    others = ids_at(object_at(found, "external_ids"), {"imdb": "imdb_id", "tvdb": "tvdb_id"})
    ids = ids_at(found, {"tmdb": "id"}) | others | ids_at(found, {"imdb": "imdb_id"})
    return {"ids": ids, "url": f"{_SITE}/{media}/{ids['tmdb']}" if "tmdb" in ids else None}


def _services(show: Object) -> list[dict[str, str]]:
    """Return releases on the networks that stream, without dates, which TMDB does not state."""
    names = (text_at(network, "name") for network in objects_at(show, "networks"))
    return [{"platform": name} for name in names if name and _streams(name)]


def _streams(name: str) -> bool:
    return platform_key(name) in WELL_KNOWN_PLATFORMS


def _typed_releases(film: Object) -> tuple[list[dict[str, Any]], list[Remark]]:
    """Return the first release for each country and type, and remarks on unknown types.

    A digital or TV release whose note names a streaming service has that platform instead of
    a type, and one whose note names a festival is a festival release. Later runs are left out.
    """
    found: dict[tuple[str | None, str], dict[str, Any]] = {}
    unknown = []
    for country in objects_at(object_at(film, "release_dates"), "results"):
        region = text_at(country, "iso_3166_1")
        for release in objects_at(country, "release_dates"):
            kind = _TYPES.get(whole_at(release, "type") or 0)
            if kind is None:
                unknown.append(Remark("skipped a release of an unknown type"))
                continue
            said = _typed_release(release, kind, region)
            place = platform_key(said.get("platform") or said["release_type"])
            first = found.setdefault((region, place), said)
            if "date" in said and str(said["date"]) < str(first.get("date", "~")):
                first["date"] = said["date"]
    return list(found.values()), unknown


def _typed_release(release: Object, kind: ReleaseType, region: str | None) -> dict[str, Any]:
    note = text_at(release, "note")
    place: dict[str, str] = {"release_type": kind}
    if note and kind in {ReleaseType.DIGITAL, ReleaseType.TV} and _streams(note):
        place = {"platform": note}
    elif note and kind in _MAY_BE_AT_FESTIVAL and _FESTIVAL.search(note):
        place = {"release_type": ReleaseType.FESTIVAL}
    return filled({"date": day_at(release, "release_date", None), "region": region, **place})


def _season_day(line: int, season: Object, days: dict[int, str | None]) -> Items:
    """Add the date of a season to `days` by its number; yield an error if it has no number."""
    number = whole_at(season, "season_number")
    if number is None:
        yield RecordError(line, f"{place_of(season)}the season_number is missing.")
    elif number == 0:
        yield Remark("skipped season 0, which holds specials")
    else:
        days[number] = days.get(number) or text_at(season, "air_date")


def _add_next_premiere(show: Object, days: dict[int, str | None]) -> None:
    """Add the season whose first episode airs next, unless the season has a date of its own."""
    following = object_at(show, "next_episode_to_air")
    number = whole_at(following, "season_number")
    if number and whole_at(following, "episode_number") == 1:
        days[number] = days.get(number) or text_at(following, "air_date")
