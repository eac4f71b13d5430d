"""A service's catalogue, in the layout of the data sets of Netflix, Disney+, Hulu and Prime.

CSV with twelve columns and one row per title, as published on Kaggle since 2021. The samples
show the catalogues of September (Netflix), October (Amazon) and November 2021 (Disney+).
`date_added` is the day on which the service added the title, `release_year` the year of the
first release anywhere or, of a series, of its latest season. A title is a film or a whole
series: "2 Seasons" does not identify a season. `show_id` is a row number, not an id.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from slate.domain.quoting import clip
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.formats.errors import RecordError, UnnamedServiceError
from slate.formats.read.reader import FileContext, Found, Items, Remark, each
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = None  # each record names its own: the catalogue of the service

_COLUMNS = frozenset({"show_id", "type", "title", "date_added", "release_year", "listed_in"})
_SERVICES = {  # beginning of a data set's file name -> service
    "netflix_titles": "Netflix",
    "disney_plus_titles": "Disney+",
    "hulu_titles": "Hulu",
    "amazon_prime_titles": "Prime Video",
}
_KINDS = {"movie": Kind.FILM, "tv show": Kind.SERIES}
# Values of `listed_in` that make a film or a series a documentary.
_DOCUMENTARY = frozenset({"docuseries", "documentary", "documentaries"})
_SERIAL = frozenset({Kind.SERIES, Kind.DOCUSERIES})
_AS_DOCUMENTARY = {Kind.FILM: Kind.DOCUMENTARY, Kind.SERIES: Kind.DOCUSERIES}


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table has the layout, by `show_id` and most of the columns that are read."""
    return first.keys() >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:
    """Yield a title for each row, with its release on the service.

    Raises UnnamedServiceError if neither the command nor the file's name identifies the service.
    """
    service = context.platform or _service(context.name)
    if service is None:
        raise UnnamedServiceError(context.name)
    return _items(found.rows(), service, context)


def _service(name: str) -> str | None:
    file = PurePath(name).name.lower()
    return next((whose for start, whose in _SERVICES.items() if file.startswith(start)), None)


def _items(rows: Iterable[Found | RecordError], service: str, context: FileContext) -> Items:
    if context.platform is None:
        yield Remark(f"read as the catalogue of {service}, from the file name")
    source = context.source or f"{service} catalogue"

    def read(line: int, row: Mapping[str, str]) -> Items:
        cells = {column: cell.strip() for column, cell in row.items()}
        kind = _kind(cells)
        if kind is None and (word := cells.get("type")):
            yield Remark(f"skipped unknown type: {clip(word)}")
        yield typed_row(line, _record(cells, kind, service) | {"source": source})

    yield from each(rows, read)


def _record(cells: Mapping[str, str], kind: str | None, service: str) -> dict[str, Any]:
    directors = _listed(cells.get("director", ""))
    record = {
        "title": cells.get("title"),
        "kind": kind,
        # Of a series it is the year of the latest season.
        "year": None if kind in _SERIAL else cells.get("release_year"),
        "date": cells.get("date_added"),
        "platform": service,
        "release_type": ReleaseType.STREAMING,
        "credits": {"director": directors} if directors else None,
    }
    return {field: value for field, value in record.items() if value}


def _kind(cells: Mapping[str, str]) -> str | None:
    kind = _KINDS.get(plain(cells.get("type", "")))
    if kind and _DOCUMENTARY.intersection(map(plain, _listed(cells.get("listed_in", "")))):
        return _AS_DOCUMENTARY[kind]
    return kind


def _listed(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]
