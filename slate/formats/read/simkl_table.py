"""Simkl's backup of a list as CSV, and the CSV that it imports.

The backup has the columns `SIMKL_ID, Title, Type, Year, Watchlist, LastEpWatched, WatchedDate,
Rating, Memo, TVDB, TMDB, IMDB` (as other programs that read and write it document); files for its
import have some of them as `TVDB_ID`, `IMDB_ID` and `MAL_ID`. Only the title, the type, the year
and the ids are not about the viewer.
"""

from collections.abc import Mapping
from typing import Any

from slate.domain.quoting import clip
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.formats.read.json.json_access import filled
from slate.formats.read.reader import FileContext, Items, Remark, each, first_release
from slate.formats.read.records.anime import NO_KIND
from slate.formats.read.simkl import SOURCE, own_ids
from slate.formats.read.tables.tables import Table, typed_row

__all__ = ["SOURCE", "items", "recognises"]

_COLUMNS = frozenset({"title", "type", "watchlist", "lastepwatched"})
_ANIME = "anime"  # a series or a film, which the file does not state
_KINDS: Mapping[str, Kind | None] = {
    "movie": Kind.FILM,
    "movies": Kind.FILM,
    "tv": Kind.SERIES,
    "show": Kind.SERIES,
    "shows": Kind.SERIES,
    _ANIME: None,
}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has the layout, by the columns that all variants have."""
    return {column.lower() for column in first} >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:
    """Yield the titles, without anything about watching them."""
    return each(found.rows(), lambda line, row: _items(line, row, context))


def _items(line: int, row: Mapping[str, str], context: FileContext) -> Items:
    cells = {column.lower().removesuffix("_id"): cell.strip() for column, cell in row.items()}
    said = clip(cells.get("type", ""))
    type_ = plain(said)
    record = {
        "title": cells.get("title"),
        "kind": _KINDS.get(type_),
        "year": year if (year := cells.get("year")) != "0" else None,
        "ids": own_ids(cells, of_franchise=type_ != _ANIME),
    }
    if type_ == _ANIME:
        yield NO_KIND
    elif said and type_ not in _KINDS:
        yield Remark(f"unknown type kept in the note: {said}")
        record["note"] = f"{SOURCE}: {said}"
    yield typed_row(line, filled(record) | first_release(None, context))
