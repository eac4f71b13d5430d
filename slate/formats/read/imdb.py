"""IMDb's lists, watchlists and ratings as its site exports them: CSV.

Four layouts, which differ in their headers, with samples of 2014 (`position` to `URL`), 2021 (15
columns) and 2024 (`Original Title` is new); from about 2017 to 2023 lists also had `Your Rating`
and `Date Rated` (17 columns), and ratings had 13. Files of 2014, and those with ratings but without
`Original Title`, are sometimes in Latin-1 or cp1252. Lists and ratings share the columns that are
read here. What the list's owner states (when a title was added, how it was rated, and the remark in
`Description`) is not about the title and is ignored.
"""

import re
from collections.abc import Mapping
from typing import Any

from slate.domain.quoting import clip
from slate.domain.titles.kinds import Kind
from slate.formats.read.reader import FileContext, Items, Remark, each, first_release
from slate.formats.read.records.genres import with_genres
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = "IMDb"

_COLUMNS = frozenset({"const", "title", "title type"})
# Despite this header, the cells in the layout of 2014 have ISO dates.
_OLD_RELEASE = "release date (month/day/year)"
# Title types by their letters alone, so that `tvMiniSeries`, `TV Mini Series` and
# `TV Mini-Series` are the same.
_KINDS = {
    **dict.fromkeys(("movie", "featurefilm", "feature", "tvmovie", "video"), Kind.FILM),
    **dict.fromkeys(("tvseries", "tvminiseries", "miniseries"), Kind.SERIES),
    **dict.fromkeys(("short", "shortfilm", "tvshort"), Kind.SHORT),
    "tvspecial": Kind.SPECIAL,
    "documentary": Kind.DOCUMENTARY,
}
_NO_TITLES = frozenset(
    {"tvepisode", "videogame", "musicvideo", "podcastseries", "podcastepisode"},
)


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has one of the layouts, by the columns common to all of them."""
    return {column.lower() for column in first} >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:
    """Yield the titles, without episodes, games and podcasts, which are not titles."""
    columns = set(map(str.lower, found.columns))
    old = _OLD_RELEASE in columns or ("your rating" in columns and "original title" not in columns)
    rows = found.rows(may_be_western=old)
    return each(rows, lambda line, row: _items(line, row, context))


def _items(line: int, row: Mapping[str, str], context: FileContext) -> Items:
    cells = {column.lower(): cell.strip() for column, cell in row.items()}
    said = clip(cells.get("title type", ""))
    type_ = "".join(filter(str.isalnum, said.lower()))
    if type_ in _NO_TITLES:
        yield Remark(f"skipped a title of type {said}", line, cells.get("title"))
        return
    record = _record(cells, with_genres(_KINDS.get(type_), cells.get("genres")))
    if type_ and type_ not in _KINDS:
        yield Remark(f"unknown title type kept in the note: {said}")
        record["note"] = f"IMDb: {said}"
    release = cells.get("release date") or cells.get(_OLD_RELEASE)
    yield typed_row(line, record | first_release(release, context))


def _record(cells: Mapping[str, str], kind: str | None) -> dict[str, Any]:
    """Return what a row states about its title, except the release."""
    title, original = cells.get("title"), cells.get("original title")
    imdb = cells.get("const")
    directors = cells.get("directors", "")
    record = {
        "title": title,
        "names": [original] if original and original != title else None,
        "kind": kind,
        "year": cells.get("year"),
        "ids": {"imdb": imdb} if imdb else None,
        "url": cells.get("url"),
        # Newer files have no space after the comma.
        "credits": {"director": re.split(r",\s*", directors)} if directors else None,
    }
    return {field: value for field, value in record.items() if value}
