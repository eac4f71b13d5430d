"""Exports from Yamtrack, the self-hosted tracker: CSV.

The layout is that of its source code of 2024 to 2026, and of the samples in its tests:
`media_id`, `source`, `media_type`, `title`, `season_number`, `episode_number`, then the columns
about the viewer (`score`, `progress`, `status`, `start_date`, `end_date`, `notes` ...), which are
not read. Exports before 2025 have no `source`: their ids are of TMDB, or of MyAnimeList for anime.
A season or an episode has the id and the title of its series.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.quoting import clip
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import filled, known_ids
from slate.formats.read.reader import (
    FileContext,
    Item,
    Items,
    Remark,
    Row,
    each,
    first_release,
)
from slate.formats.read.records.anime import NO_KIND
from slate.formats.read.records.episodes import Episode, seasons
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = "Yamtrack"

_COLUMNS = frozenset({"media_id", "media_type", "title", "season_number"})
_SCHEMES = ("tmdb", "mal")
# The file does not state whether an anime is a series or a film.
_KINDS: Mapping[str, Kind | None] = {"tv": Kind.SERIES, "movie": Kind.FILM, "anime": None}
_PARTS = frozenset({"season", "episode"})


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has the layout, by its columns about the title."""
    return first.keys() >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:
    """Yield a row for each series, film and anime, and for each season; the rest is left out."""
    has_source = "source" in found.columns
    rows = each(found.rows(), lambda line, row: _items(line, row, context, has_source=has_source))
    return seasons(rows, context)


def _items(
    line: int, row: Mapping[str, str], context: FileContext, *, has_source: bool
) -> Iterator[Episode | Item]:
    cells = {column: cell.strip() for column, cell in row.items()}
    type_, title = plain(cells.get("media_type", "")), cells.get("title", "")
    source = cells.get("source", "") if has_source else "mal" if type_ == "anime" else "tmdb"
    ids = known_ids({scheme: cells.get("media_id") for scheme in _SCHEMES if scheme == source})
    if type_ in _PARTS:
        yield _episode(line, cells, ids)
    elif type_ in _KINDS:
        if type_ == "anime":
            yield NO_KIND
        record = {"title": title, "kind": _KINDS[type_], "ids": ids}
        yield Row(line, filled(record) | first_release(None, context))
    elif type_:
        yield Remark(f"skipped a title of type {clip(type_)}", line, title)
    else:
        reason = "media_type is missing. It is tv, season, episode, movie or anime."
        yield RecordError(line, reason)


def _episode(line: int, cells: Mapping[str, str], ids: dict[str, str]) -> Episode | RecordError:
    """Return a season as an episode of it without number and date, like those that are listed."""
    typed = typed_row(line, {"season": cells.get("season_number", "")})
    if isinstance(typed, RecordError):
        return typed
    season = typed.record["season"]
    if season is None:
        return RecordError(line, "season_number is missing.")
    show = {"title": cells.get("title"), "kind": Kind.SERIES, "ids": ids}
    return Episode(line, filled(show), season, None, None, None, {})
