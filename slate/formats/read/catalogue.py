"""A service's catalogue, in the layout of the data sets of Netflix, Disney+, Hulu and Prime.

CSV with twelve columns and one row per title, as published on Kaggle since 2021. The samples
show the catalogues of September (Netflix), October (Amazon) and November 2021 (Disney+).
`date_added` is the day on which the service added the title, `release_year` the year of the
first release anywhere or, of a series, of its latest season. A title without a day is on the
service all the same, so it is released. A title is a film or a whole series: "2 Seasons" does not
identify a season. `show_id` is a row number, not an id. Columns that other editions lack or call
otherwise are not needed.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from slate.domain.quoting import clip
from slate.domain.text import plain, values_in
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.formats.errors import RecordError, UnnamedServiceError
from slate.formats.read.reader import FileContext, Found, Items, Remark, each
from slate.formats.read.records.fields import whole
from slate.formats.read.records.genres import with_genres
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = None  # each record names its own: the catalogue of the service

# Columns by their plain names.
_COLUMNS = frozenset({"show id", "type", "title"})
_ONE_OF = frozenset({"date added", "release year"})
_GENRES = ("listed in", "genre", "genres")
_SERVICES = {  # beginning of a data set's file name -> service
    "netflix_titles": "Netflix",
    "disney_plus_titles": "Disney+",
    "hulu_titles": "Hulu",
    "amazon_prime_titles": "Prime Video",
}
_KINDS = {"movie": Kind.FILM, "tv show": Kind.SERIES}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has the layout, by `show_id` and a few of the columns that are read."""
    columns = set(map(plain, first))
    return columns >= _COLUMNS and not columns.isdisjoint(_ONE_OF)


def items(found: Table, context: FileContext) -> Items:
    """Yield a title for each row, with its release on the service.

    Raises UnnamedServiceError if neither the command nor the file's name identifies the service.
    """
    service = context.platform or _service(context.name)
    if service is None:
        raise UnnamedServiceError(context.name)
    names = {column: plain(column) for column in found.columns}
    return _items(found.rows(), names, service, context)


def _service(name: str) -> str | None:
    file = PurePath(name).name.lower()
    return next((whose for start, whose in _SERVICES.items() if file.startswith(start)), None)


def _items(
    rows: Iterable[Found | RecordError],
    names: Mapping[str, str],
    service: str,
    context: FileContext,
) -> Items:
    if context.platform is None:
        yield Remark(f"read as the catalogue of {service}, from the file name")
    source = context.source or f"{service} catalogue"

    def read(line: int, row: Mapping[str, str]) -> Items:
        cells = {names[column]: cell.strip() for column, cell in row.items()}
        kind = _kind(cells)
        if kind is None and (word := cells.get("type")):
            yield Remark(f"skipped unknown type: {clip(word)}")
        yield typed_row(line, _record(cells, kind, service, context.day) | {"source": source})

    yield from each(rows, read)


def _record(
    cells: Mapping[str, str], kind: Kind | None, service: str, today: date
) -> dict[str, Any]:
    directors = values_in(cells.get("director", ""))
    record = {
        "title": cells.get("title"),
        "kind": kind,
        # Of a series it is the year of the latest season.
        "year": None if kind and kind.serial else cells.get("release year"),
        "date": cells.get("date added"),
        "status": Stage.RELEASED if _is_out(cells, today) else None,
        "platform": service,
        "release_type": ReleaseType.STREAMING,
        "credits": {"director": directors} if directors else None,
    }
    return {field: value for field, value in record.items() if value}


def _is_out(cells: Mapping[str, str], today: date) -> bool:
    """Whether a title without a day is released: it is listed, unless its year is yet to come."""
    year = whole(cells.get("release year"))
    return not cells.get("date added") and not (year is not None and year > today.year)


def _kind(cells: Mapping[str, str]) -> Kind | None:
    kind = _KINDS.get(plain(cells.get("type", "")))
    return with_genres(kind, *(cells.get(column) for column in _GENRES))
