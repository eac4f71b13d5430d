"""Lists of a TMDB account (ratings, watchlist, favorites) as its site exports them: CSV.

The layout is that of the samples of 2023 in Yamtrack's tests: `TMDb ID` to `Date Rated`. A rated
episode is called `Name S1E2`, and its ids and its date are those of the episode. The ratings
and `Date Rated` are the viewer's, and are not read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.quoting import clip
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.name_parsing import season_apart
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import day_at, filled, known_ids
from slate.formats.read.reader import FileContext, Item, Items, Remark, Row, each, first_release
from slate.formats.read.records.episodes import Episode, seasons
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = "TMDB"

_SITE = "https://www.themoviedb.org"
_COLUMNS = frozenset({"tmdb id", "type", "name", "release date"})
_KINDS = {"movie": Kind.FILM, "tv": Kind.SERIES}
_EPISODE = re.compile(r"(.*\S)\s+S(\d{1,4})E(\d{1,5})", re.ASCII | re.DOTALL)


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has the layout, by its columns about the title."""
    return {column.lower() for column in first} >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:
    """Yield a row for each film and series, and for each season with a rated episode."""
    return seasons(each(found.rows(), lambda line, row: _items(line, row, context)), context)


def _items(line: int, row: Mapping[str, str], context: FileContext) -> Iterator[Episode | Item]:
    cells = {column.lower(): cell.strip() for column, cell in row.items()}
    day = day_at(cells, "release date", None)
    if cells.get("season number"):
        yield _season(line, cells, day)
        return
    said = clip(cells.get("type", ""))
    kind = _KINDS.get(plain(said))
    ids = known_ids({"tmdb": cells.get("tmdb id"), "imdb": cells.get("imdb id")})
    record = {"title": cells.get("name"), "kind": kind, "ids": ids}
    if kind and "tmdb" in ids:
        record["url"] = f"{_SITE}/{'movie' if kind is Kind.FILM else 'tv'}/{ids['tmdb']}"
    elif said and not kind:
        yield Remark(f"unknown type kept in the note: {said}")
        record["note"] = f"{SOURCE}: {said}"
    yield Row(line, filled(record) | first_release(day, context))


def _season(line: int, cells: Mapping[str, str], day: Any) -> Episode | Item:  # noqa: ANN401 -- checked later
    """Return an episode, or a season as its first episode, which has the same date.

    The ids are not those of the series, and the name is only if the season follows it.
    """
    typed = typed_row(line, {"season": cells["season number"]})
    if isinstance(typed, RecordError):
        return typed
    season, name = typed.record["season"], cells.get("name", "")
    if episode := _EPISODE.fullmatch(name):
        show, number = episode[1], int(episode[3])
    elif numbered := season_apart(name):
        show, number = numbered.title, 1
    else:
        return Remark("skipped an episode that does not name its series", line, name)
    return Episode(line, {"title": show, "kind": Kind.SERIES}, season, number, None, day, {})
