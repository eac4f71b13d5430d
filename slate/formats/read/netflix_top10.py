"""Netflix's own Top 10 lists: titles and seasons that were out by a given week.

TSV files from netflix.com/tudum/top10 with all weeks since June 2021: `all-weeks-global`
(sample: January to June 2024), `all-weeks-countries`, and `most-popular`, which has no
weeks. Only columns that all of them have had in every year are read. A week is given as the
Sunday that ends it. A title listed in a week is out by then, but its date is not known.

The lists have neither ids nor years. But a work is either in the list of films in English or in
that of other films, and it is the same with TV. So the list and the name together are its id: works
of one name in both lists are two titles, also if only one of them is in next week's file. The lists
by country do not distinguish languages, so their rows have no id.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError
from slate.domain.quoting import clip
from slate.domain.text import folded, plain, slugify
from slate.domain.titles.kinds import Kind
from slate.domain.titles.names import full_name
from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError
from slate.formats.read.reader import FileContext, Found, Items, Remark, Row
from slate.formats.read.tables.tables import Table

SOURCE = "Netflix Top 10"

_COLUMNS = frozenset({"category", "show_title", "season_title"})
_SCHEME = "netflix-top10"
_BY_LANGUAGE = re.compile(r"(?:films|tv) \((?:non )?english\)")
_NONE = "N/A"  # as a season: it has none; a show may have this name
_LIMITED = ": Limited Series"
# As in Bridgerton: Season 3, Ozark: Season 4 Part 1, Love Is Blind: S6: Charlotte, Rebelde
# Way: Temporada 1, Money Heist: Part 1. The name of a season after its number is dropped.
# Volumes, books and arcs stay in the title, as they may be numbered differently from seasons.
_NUMBERED = re.compile(
    r"(.+?): (?:(?:Season |Temporada |S)(\d{1,3})(?:[: ]+Part (\d{1,3}))?|Part (\d{1,3}))(?::.*)?",
    re.ASCII,
)
_BARE = re.compile(r" (\d\d?)", re.ASCII)  # after the name of the show: "Stranger Things 4"


class _Name(NamedTuple):
    """What a row is about: a season, a part, or a whole title."""

    title: str
    season: int | None = None
    part: int | None = None


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table is one of the lists, by the columns common to all of them."""
    return first.keys() >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:  # noqa: ARG001 -- required by `Format`
    """Yield one row for each title or season, however many weeks and countries list it.

    Its report date is the first of its weeks in the file.
    """
    return _items(found.rows())


def _items(rows: Iterable[Found | RecordError]) -> Items:
    found: dict[tuple[Kind | None, str | None, str], Row] = {}
    for item in rows:
        if isinstance(item, RecordError):
            yield item
            continue
        line, cells = item
        try:
            week = _week(cells)
        except DateError as error:
            yield RecordError(line, f"week: {error}")
            continue
        kind, doubt = _kind(cells)
        name = _name(cells, kind)
        own_id = _id(cells, name)
        key = kind, own_id, folded(full_name(*name))
        there = found.get(key)
        if there is None:
            found[key] = Row(line, _record(name, kind, week, own_id))
            if doubt:
                yield doubt
        elif week:
            there.record["reported_on"] = min(week, there.record.get("reported_on", week))
    yield from found.values()


def _id(cells: Mapping[str, str], name: _Name) -> str | None:
    """Return the id of a work: its list, if that is of one language, and its name."""
    category = cells.get("category", "")
    if not _BY_LANGUAGE.fullmatch(plain(category)):
        return None
    return f"{slugify(category)}/{folded(full_name(*name))}"


def _record(name: _Name, kind: Kind | None, week: str | None, own_id: str | None) -> dict[str, Any]:
    record = {
        **name._asdict(),
        "kind": kind,
        "ids": {_SCHEME: own_id} if own_id else None,
        "status": Stage.RELEASED,
        "platform": "Netflix",
        "reported_on": week,
    }
    return {field: value for field, value in record.items() if value is not None}


def _week(cells: Mapping[str, str]) -> str | None:
    """Return the week as a canonical date; None if there is none.

    It is parsed here because weeks are compared, and `record_parser` sees only the first.
    Raises DateError for a text that is not a date.
    """
    week = cells.get("week", "").strip()
    return parse_date(week).text if week else None


def _season(cells: Mapping[str, str]) -> str:
    season = " ".join(cells.get("season_title", "").split())
    return "" if season == _NONE else season


def _kind(cells: Mapping[str, str]) -> tuple[Kind | None, Remark | None]:
    """Return the kind that a category means, and a remark if the kind is not clear.

    Comedy specials are listed under TV. They have no season, but neither do a few series: one of 14
    in the first half of 2024.
    """
    category = cells.get("category", "")
    list_ = plain(category).partition(" ")[0]
    if list_ == "films":
        return Kind.FILM, None
    if list_ != "tv":
        return None, Remark(f"unknown category: {clip(category) or 'none'}")
    if not _season(cells):
        return Kind.SPECIAL, Remark("TV without a season: recorded as a special, may be a series")
    return Kind.SERIES, None


def _name(cells: Mapping[str, str], kind: Kind | None) -> _Name:
    show, season = " ".join(cells.get("show_title", "").split()), _season(cells)
    if kind is Kind.FILM or not season:
        return _Name(show)
    if numbered := _NUMBERED.fullmatch(season):
        title, number, part, alone = numbered.groups()
        return _Name(title, _whole(number), _whole(part or alone))
    if season.startswith(show) and (bare := _BARE.fullmatch(season, len(show))):
        return _Name(show, int(bare[1]))
    return _Name(season.removesuffix(_LIMITED))


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None
