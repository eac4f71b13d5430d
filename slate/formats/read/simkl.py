"""Simkl's lists as its API returns them, and as its backup stores them: JSON.

The layout is that of `/sync/all-items` (simkl.docs.apiary.io, and the responses in the tests of
programs that use it, of 2023 to 2026): an object with `shows`, `movies` and `anime`. An entry
wraps a `show` or a `movie`, which has a title, a year and ids. What stands beside it (`status`,
`user_rating`, `seasons` with the episodes watched ...) is about the viewer, and is not read.

An entry of `anime` is often one season of a series. Its ids at Simkl and the databases of anime
are those of the entry, but those at IMDb, TMDB and TheTVDB are shared with the other seasons, so
they are recorded only for films.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
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
    whole_at,
)
from slate.formats.read.reader import FileContext, Found, Items, Remark, Row, each, first_release
from slate.formats.read.records import fields
from slate.formats.read.records.anime import kind_of, no_title
from slate.formats.read.records.status_words import Said, said_status, together

SOURCE = "Simkl"

_KINDS: Mapping[str, Kind | None] = {
    "shows": Kind.SERIES,
    "movies": Kind.FILM,
    "anime": None,  # by `anime_type`
}
_OWN = ("simkl", "mal", "anilist", "anidb", "kitsu")
_OF_FRANCHISE = ("imdb", "tmdb", "tvdb")
_STAGES: Mapping[str, Stage | None] = {
    "tba": None,
    "upcoming": None,
    "released": Stage.RELEASED,
    "airing": Stage.RELEASED,
    "ongoing": Stage.RELEASED,
    "ended": Stage.ENDED,
    "canceled": Stage.CANCELED,
    "cancelled": Stage.CANCELED,
}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object has lists with a work that has Simkl's id, or a list of anime."""
    if isinstance(first.get("anime"), list):
        return True
    entries = (entry for name in _KINDS for entry in fields.items(first.get(name)))
    objects = [entry for entry in entries if isinstance(entry, dict)]
    found = [inside(entry, key, "ids") for entry in objects for key in ("show", "movie")]
    return any(ids.keys() & {"simkl", "simkl_id"} for ids in found)


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each series, film and anime."""
    return each(found, lambda line, lists: _items(line, lists, context))


def _items(line: int, lists: Object, context: FileContext) -> Items:
    for name in _KINDS:
        yield from each_in(line, lists, name, partial(_title, line, name, context))


def _title(line: int, listed: str, context: FileContext, entry: Object) -> Items:
    where = place_of(entry)
    work = object_at(entry, "show") or object_at(entry, "movie")
    if not work:
        yield RecordError(line, f"{where}the show or the movie of this entry is missing.")
        return
    if what := no_title(text_at(entry, "anime_type")):
        yield Remark(f"skipped {what}", line, text_at(work, "title"))
        return
    kind = _kind(listed, entry)
    said = together(kind, said_status(SOURCE, text_at(work, "status"), _STAGES, {"tba"}))
    yield from said.remarks
    of_franchise = listed != "anime" or said.fields.get("kind") == Kind.FILM
    record = {
        "title": text_at(work, "title"),
        "year": whole_at(work, "year") or None,  # 0 is "unknown"
        "ids": own_ids(object_at(work, "ids"), of_franchise=of_franchise),
        **said.fields,
    }
    yield Row(line, filled(record) | first_release(None, context), where)


def _kind(listed: str, entry: Object) -> Said:
    if kind := _KINDS[listed]:
        return Said({"kind": kind})
    return kind_of(SOURCE, text_at(entry, "anime_type"), whole_at(entry, "total_episodes_count"))


def own_ids(ids: Object, *, of_franchise: bool) -> dict[str, str]:
    """Return the ids of a work; those that a franchise may share only where they are its own."""
    schemes = (*_OWN, *_OF_FRANCHISE) if of_franchise else _OWN
    return ids_at(ids, {scheme: scheme if scheme in ids else f"{scheme}_id" for scheme in schemes})
