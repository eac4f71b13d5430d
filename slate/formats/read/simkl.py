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
from typing import Any

from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    filled,
    known_ids,
    number_in,
    object_at,
    text_at,
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
    return any(_ids(_work(entry)).keys() & {"simkl", "simkl_id"} for entry in entries)


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each series, film and anime."""
    return each(found, lambda line, lists: _items(line, lists, context))


def _items(line: int, lists: Object, context: FileContext) -> Items:
    for name in _KINDS:
        for number, entry in enumerate(fields.items(lists.get(name)), 1):
            yield from _title(line, f"{name}, number {number}: ", name, entry, context)


def _title(line: int, where: str, listed: str, entry: object, context: FileContext) -> Items:
    if not isinstance(entry, dict):
        reason = f"this is {fields.type_of(entry)}, but should be an object."
        yield RecordError(line, f"{where}{reason}")
        return
    work = _work(entry)
    if not work:
        yield RecordError(line, f"{where}the show or the movie of this entry is missing.")
        return
    if what := no_title(entry.get("anime_type")):
        yield Remark(f"skipped {what}", line, text_at(work, "title"))
        return
    kind = _kind(listed, entry)
    said = together(kind, said_status(SOURCE, work.get("status"), _STAGES, {"tba"}))
    yield from said.remarks
    of_franchise = listed != "anime" or said.fields.get("kind") == Kind.FILM
    record = {
        "title": work.get("title"),
        "year": number_in(work.get("year")) or None,  # 0 is "unknown"
        "ids": own_ids(_ids(work), of_franchise=of_franchise),
        **said.fields,
    }
    yield Row(line, filled(record) | first_release(None, context), where)


def _kind(listed: str, entry: Object) -> Said:
    if kind := _KINDS[listed]:
        return Said({"kind": kind})
    return kind_of(SOURCE, entry.get("anime_type"), number_in(entry.get("total_episodes_count")))


def own_ids(ids: Object, *, of_franchise: bool) -> dict[str, str]:
    """Return the ids of a work; those that a franchise may share only where they are its own."""
    schemes = (*_OWN, *_OF_FRANCHISE) if of_franchise else _OWN
    return known_ids({scheme: ids.get(scheme, ids.get(f"{scheme}_id")) for scheme in schemes})


def _work(entry: object) -> Object:
    found = entry if isinstance(entry, dict) else {}
    return object_at(found, "show") or object_at(found, "movie") or {}


def _ids(work: Object) -> Object:
    return object_at(work, "ids") or {}
