"""Radarr: its films and its calendar, as its API returns them.

The layout is that of `/api/v3`, the same for `/movie` and `/calendar`, according to the
resource classes in Radarr's source code, versions 3 to 5; and of its pages, such as
`/wanted/missing`, `/queue` and `/history`, whose records are films, or downloads with a `movie`.
`inCinemas`, `digitalRelease` and `physicalRelease` are days written as midnight UTC. The `title`
of a download is the name of a file, and is not read. The `id`, which is specific to one
installation, is not recorded, nor is `minimumAvailability`, which is a setting of the user.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    day_at,
    filled,
    ids_at,
    object_at,
    place_of,
    text_at,
    texts_at,
    whole_at,
)
from slate.formats.read.json.pages import each_on_page, first_on_page
from slate.formats.read.reader import FileContext, Found, Item, Items, Row, each
from slate.formats.read.records.genres import with_genres
from slate.formats.read.records.local_days import is_out_by
from slate.formats.read.records.status_words import said_status

SOURCE = "Radarr"
_STAGES: Mapping[str, Stage | None] = {
    "tba": Stage.RUMORED,
    "announced": Stage.ANNOUNCED,
    "incinemas": Stage.RELEASED,
    "released": Stage.RELEASED,
}
_RELEASES = {
    "inCinemas": ReleaseType.THEATRICAL,
    "digitalRelease": ReleaseType.DIGITAL,
    "physicalRelease": ReleaseType.PHYSICAL,
}
_OWN = {*_RELEASES, "minimumAvailability"}
# What a download, a download of the past or a blocked one has besides `movieId`.
_DOWNLOAD = frozenset({"movie", "quality", "sourceTitle"})
_IDS = {"tmdb": "tmdbId", "imdb": "imdbId"}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is a film or a download, or a page of these.

    A film is recognized by TMDB's id together with a key that only Radarr has.
    """
    own = first_on_page(first)
    return ("tmdbId" in own and not own.keys().isdisjoint(_OWN)) or _is_download(own)


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each film, with each of its releases."""
    return each(found, lambda line, answer: _items(line, answer, context))


def _items(line: int, answer: Object, context: FileContext) -> Items:
    return each_on_page(line, answer, lambda entry: _entry(line, entry, context))


def _entry(line: int, entry: Object, context: FileContext) -> Items:
    film = object_at(entry, "movie")
    if not film and _is_download(entry):
        reason = "a download without its film. Ask Radarr for it with includeMovie=true."
        yield RecordError(line, f"{place_of(entry)}{reason}")
    else:
        yield from _film(line, place_of(entry), film or entry, context)


def _is_download(entry: Object) -> bool:
    return "movieId" in entry and not entry.keys().isdisjoint(_DOWNLOAD)


def _film(line: int, where: str, film: Object, context: FileContext) -> Iterator[Item]:
    releases = [
        {"date": day, "release_type": release_type}
        for key, release_type in _RELEASES.items()
        if (day := day_at(film, key, context.zone))
    ]
    said = said_status(SOURCE, text_at(film, "status"), _stages(releases, context), {"announced"})
    if context.platform:
        releases.append({"platform": context.platform})
    record = {
        "title": text_at(film, "title"),
        "names": _names(film),
        "kind": with_genres(Kind.FILM, texts_at(film, "genres")),
        "year": whole_at(film, "year") or None,  # 0 is "unknown"
        "releases": releases,
        "ids": ids_at(film, _IDS),
    }
    yield Row(line, filled(record) | said.fields, where)
    yield from said.remarks


def _names(film: Object) -> list[str]:
    original = text_at(film, "originalTitle")
    if original is None or folded(original) == folded(text_at(film, "title") or ""):
        return []
    return [original]


def _stages(releases: list[dict[str, Any]], context: FileContext) -> Mapping[str, Stage | None]:
    """Return the stage of each status word, None for a word where the release dates decide.

    If there are releases, these are `announced` and, unless one is out, the words for released.
    """
    if not releases:
        return _STAGES
    out = any(is_out_by(context.day, release["date"]) for release in releases)
    undecided = ("announced",) if out else ("announced", "incinemas", "released")
    return {**_STAGES, **dict.fromkeys(undecided)}
