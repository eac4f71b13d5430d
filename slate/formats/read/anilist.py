"""AniList's lists as its API returns them, and as programs store them: JSON.

The layout is that of the GraphQL API (docs.anilist.co): `{"data": {"MediaListCollection":
{"lists": [{"entries": [{"media": {...}}]}]}}}`, also with `anime` and `manga` instead of
`MediaListCollection` (the sample in Yamtrack's tests), `Page` with `mediaList` or `media`, and any
inner level of these on its own, down to a list of entries or of media.

`media` is about the title: its `status`, `startDate` (the day may be unknown, or the month, too),
and its `season`, whose months are those of slate. What stands beside `media` (`status`,
`startedAt`, `completedAt`, `score`, `notes` ...) is about the viewer, and is not read.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from slate.domain.text import plain
from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    Part,
    filled,
    guarded,
    ids_at,
    inside,
    object_at,
    place_of,
    text_at,
    whole_at,
)
from slate.formats.read.reader import FileContext, Found, Items, Remark, Row, each, first_release
from slate.formats.read.records import fields
from slate.formats.read.records.anime import finished_as, kind_of, no_title, other_names
from slate.formats.read.records.local_days import partial_date
from slate.formats.read.records.status_words import said_status, stages_before, together

SOURCE = "AniList"

_SITE = "https://anilist.co/anime"
_MANGA = "manga"
# The keys that may wrap the entries, from the outside to the inside.
_LEVELS = (
    ("data",),
    ("MediaListCollection", "Page", "anime", _MANGA),
    ("lists", "mediaList", "media"),
    ("entries",),
)
# The names of a work, the one to show first.
_NAMES = ("english", "userPreferred", "romaji", "native")
_PRINTED = frozenset({_MANGA, "novel", "light novel", "one shot"})
_STAGES: Mapping[str, Stage | None] = {
    "releasing": Stage.RELEASED,
    "finished": Stage.ENDED,
    "not yet released": None,
    "hiatus": Stage.ON_HOLD,
    "cancelled": Stage.CANCELED,
    "canceled": Stage.CANCELED,
}
_SEASONS = frozenset({"winter", "spring", "summer", "fall"})


class _Entry(NamedTuple):
    """An entry of a list or a work alone, its place in the file, and whether manga are listed."""

    found: object
    where: str = ""
    is_manga: bool = False


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is a collection, or has a work with the names that AniList states."""
    if "MediaListCollection" in (inside(first, "data") or first):
        return True
    return any(_is_own(entry.found) for entry in _entries(_Entry(first), _LEVELS))


def items(found: Iterator[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each anime; manga are left out."""
    return each(found, lambda line, answer: _items(line, answer, context))


def _is_own(found: object) -> bool:
    """Whether a value is an entry or a work of AniList, or an entry of its export of all data."""
    if not isinstance(found, dict):
        return False
    names = inside(inside(found, "media") or found, "title")
    return not names.keys().isdisjoint(_NAMES) or {"series_id", "series_type"} <= found.keys()


def _items(line: int, answer: Object, context: FileContext) -> Items:
    for entry in _entries(_Entry(answer), _LEVELS):
        yield from _read(line, entry, context)


def _read(line: int, entry: _Entry, context: FileContext) -> Items:
    if isinstance(entry.found, dict):
        found = Part(entry.found, entry.where)
        read = partial(_title, line, context, is_manga=entry.is_manga)
        yield from guarded(line, read, found)
    else:
        reason = f"this is {fields.type_of(entry.found)}, but should be an object."
        yield RecordError(line, f"{entry.where}{reason}")


def _entries(outer: _Entry, levels: tuple[tuple[str, ...], ...]) -> Iterator[_Entry]:
    """Yield the entries in a value that is wrapped in some of the levels."""
    if not levels or not isinstance(outer.found, dict):
        yield outer
        return
    wrapped = [key for key in levels[0] if key in outer.found]
    if not wrapped:
        yield from _entries(outer, levels[1:])
    for key in wrapped:
        found, is_manga = outer.found[key], outer.is_manga or key == _MANGA
        if isinstance(found, list):
            for number, item in enumerate(found, 1):
                where = f"{outer.where}{key}, number {number}: "
                yield from _entries(_Entry(item, where, is_manga), levels[1:])
        else:
            yield from _entries(_Entry(found, outer.where, is_manga), levels[1:])


def _title(line: int, context: FileContext, entry: Object, *, is_manga: bool) -> Items:
    where = place_of(entry)
    media = object_at(entry, "media") or entry
    if "title" not in media:
        reason = "this entry does not state its title. Ask AniList for media with its title and id."
        yield RecordError(line, f"{where}{reason}")
        return
    names = _names(media)
    if what := _left_out(media, is_manga=is_manga):
        yield Remark(f"skipped {what}", line, names[0] if names else None)
        return
    kind = kind_of(SOURCE, text_at(media, "format"), whole_at(media, "episodes"))
    day = _day(media)
    stages = stages_before(finished_as(_STAGES, kind), context, day)
    said = together(kind, said_status(SOURCE, text_at(media, "status"), stages))
    yield from said.remarks
    ids = ids_at(media, {"anilist": "id", "mal": "idMal"})
    record = {
        "title": names[0] if names else None,
        "names": other_names(names[0], names[1:], kind.fields.get("kind")) if names else None,
        "ids": ids,
        "url": f"{_SITE}/{ids['anilist']}" if "anilist" in ids else None,
        **said.fields,
    }
    yield Row(line, filled(record) | first_release(day, context), where)


def _names(media: Object) -> list[str]:
    """Return the names of a work; a title that is a text is its only one."""
    if isinstance(media["title"], str):
        return list(filter(None, [text_at(media, "title")]))
    title = object_at(media, "title")
    return [name for key in _NAMES if (name := text_at(title, key))]


def _left_out(media: Object, *, is_manga: bool) -> str | None:
    """Return what a work is called that is not a title, else None."""
    types = {plain(text_at(media, key) or "") for key in ("type", "format")}
    if is_manga or not types.isdisjoint(_PRINTED):
        return "a manga"
    return no_title(text_at(media, "format"))


def _day(media: Object) -> str | None:
    """Return the first day as far as it is known, or else the season of the year."""
    if isinstance(media.get("startDate"), str):
        return text_at(media, "startDate")
    start = object_at(media, "startDate")
    year, month, day = (whole_at(start, key) or 0 for key in ("year", "month", "day"))
    season, of_year = plain(text_at(media, "season") or ""), whole_at(media, "seasonYear")
    if not month and season in _SEASONS and isinstance(of_year, int) and of_year:
        return f"{of_year:04}-{season}"
    return partial_date(year, month, day)
