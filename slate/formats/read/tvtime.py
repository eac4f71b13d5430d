"""Exports from TV Time, which people made before it closed on 15 July 2026, as CSV.

- The three files of TV Time Out, the browser extension of Refract: `tvtime-series-episodes-*`
  (the sample, of 2026), `tvtime-series-*` and `tvtime-movies-*`, with the columns that its
  `exporter.js` writes. Their `status` is the viewer's progress, not the status of the series.
- The two logs in TV Time's own export of personal data: `tracking-prod-records-v2.csv`
  (episodes, and the series that the user follows) and `tracking-prod-records.csv` (films).
  Their columns differ between users, so only the few that are always present are used.

Ids are those of TheTVDB and IMDb. A title that somebody has watched is out. Only the log of
films has dates.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import known_ids
from slate.formats.read.reader import FileContext, Found, Items, Remark, Row, first_release
from slate.formats.read.records.episodes import season_ids, without_year
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = "TV Time"

_SCHEMES = ("tvdb", "imdb")
_DAY = len("2026-07-15")  # a time of day follows
_WATCHED = frozenset({"true", "watch", "rewatch"})  # before any `-`, if the title was watched


class _Layout(NamedTuple):
    """The columns that identify a layout, the kind of its titles, and its columns by their role."""

    known_by: frozenset[str]
    kind: Kind
    columns: Mapping[str, str]


_LAYOUTS = (
    _Layout(
        frozenset({"series_tvdb_id", "title", "season", "is_watched"}),
        Kind.SERIES,
        {
            "title": "title",
            "season": "season",
            "special": "special",
            "watched": "is_watched",
            "tvdb": "series_tvdb_id",
            "imdb": "series_imdb_id",
        },
    ),
    _Layout(
        frozenset({"uuid", "tvdb_id", "title", "year", "is_watched"}),
        Kind.FILM,
        {
            "title": "title",
            "year": "year",
            "watched": "is_watched",
            "tvdb": "tvdb_id",
            "imdb": "imdb_id",
        },
    ),
    _Layout(
        frozenset({"uuid", "tvdb_id", "title", "status", "created_at"}),
        Kind.SERIES,
        {"title": "title", "tvdb": "tvdb_id", "imdb": "imdb_id"},
    ),
    _Layout(
        frozenset({"key", "s_id", "series_name"}),
        Kind.SERIES,
        {
            "title": "series_name",
            "season": "season_number",
            "special": "is_special",
            "watched": "key",  # watch-episode-..., rewatch-episode-..., user-series-...
            "tvdb": "s_id",
        },
    ),
    _Layout(
        frozenset({"type", "entity_type", "movie_name", "release_date"}),
        Kind.FILM,
        # `type` is what the user did with it: watch, rewatch, towatch, follow.
        {"title": "movie_name", "watched": "type", "date": "release_date"},
    ),
)


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has one of the layouts, by the columns that it always has."""
    return any(first.keys() >= layout.known_by for layout in _LAYOUTS)


def items(found: Table, context: FileContext) -> Items:
    """Yield a row for each film, season and series; episodes become their season."""
    columns = set(found.columns)
    layout = next(layout for layout in _LAYOUTS if columns >= layout.known_by)
    return _titles(found.rows(), layout, context)


def _titles(rows: Iterable[Found | RecordError], layout: _Layout, context: FileContext) -> Items:
    """Yield one row for each title, in the order in which they first appear."""
    found: dict[tuple[str, object, str], Row] = {}
    for item in rows:
        if isinstance(item, RecordError):
            yield item
            continue
        line, cells = item
        named = {role: cells.get(column, "").strip() for role, column in layout.columns.items()}
        made = _made(line, named, layout.kind, context)
        if not isinstance(made, Row):
            yield made
            continue
        there = found.setdefault(_key(made.record, named), made)
        if named.get("watched", "").lower().partition("-")[0] in _WATCHED:
            there.record["status"] = Stage.RELEASED
    yield from found.values()


def _made(
    line: int, named: Mapping[str, str], kind: Kind, context: FileContext
) -> Row | Remark | RecordError:
    title, of_show = without_year(named["title"]) if kind is Kind.SERIES else (named["title"], None)
    if not title:
        return Remark("skipped a row without a title")
    numbers = {field: named[field] for field in ("season", "year") if named.get(field)}
    if numbers.get("year") == "0":  # unknown
        del numbers["year"]
    made = typed_row(line, {"title": title, "kind": kind, **numbers})
    if isinstance(made, RecordError):
        return made
    record = made.record
    season = record.get("season")
    if season == 0 or named.get("special", "").lower() == "true":
        return Remark("skipped a special without a name", line, title)
    if ids := known_ids({scheme: named.get(scheme) for scheme in _SCHEMES}):
        record["ids"] = ids if season is None else season_ids(ids, season)
    if of_show and season in {None, 1}:
        record["year"] = of_show
    return Row(line, record | first_release(named.get("date", "")[:_DAY], context))


def _key(record: Mapping[str, Any], named: Mapping[str, str]) -> tuple[str, object, str]:
    """Return what identifies a title: its id or else its name, its season, and its date."""
    name = record.get("ids", {}).get("tvdb") or folded(record["title"])
    return name, record.get("season"), named.get("date", "")
