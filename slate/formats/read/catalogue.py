"""The catalogue of a service, in the layout of the data sets of Netflix, Disney+, Hulu and Prime.

CSV of twelve columns, one row a title, as Kaggle has had them since 2021: the samples say
what was there in September (Netflix), October (Amazon) and November 2021 (Disney+).
`date_added` is the day on that service, `release_year` that of the first release anywhere.
A title is a film or a whole series: "2 Seasons" names none of them. `show_id` is the number
of a row, and no id.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from slate.domain.errors import RecordError, clip
from slate.domain.text import plain
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.formats.errors import UnnamedServiceError
from slate.formats.read.reader import FileContext, Found, Items, Remark, each
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = None  # that of each record: the service

_COLUMNS = frozenset({"show_id", "type", "title", "date_added", "release_year", "listed_in"})
_SERVICES = {  # how the data sets are named -> whose they are
    "netflix_titles": "Netflix",
    "disney_plus_titles": "Disney+",
    "hulu_titles": "Hulu",
    "amazon_prime_titles": "Prime Video",
}
_KINDS = {"movie": Kind.FILM, "tv show": Kind.SERIES}
# What the lists in which a title stands add to its type.
_DOCUMENTARY = frozenset({"docuseries", "documentary", "documentaries"})
_AS_DOCUMENTARY = {Kind.FILM: Kind.DOCUMENTARY, Kind.SERIES: Kind.DOCUSERIES}


def recognises(first: Mapping[str, Any]) -> bool:
    """Tell the layout by the columns that are read, and the one that numbers the rows."""
    return first.keys() >= _COLUMNS


def items(found: Table, context: FileContext) -> Items:
    """Yield a title for each row, with its release on the service.

    Raises UnnamedServiceError where neither the command nor the file's name says whose it is.
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
        yield Remark(f"taken for the catalogue of {service}, by the file's name")
    source = context.source or f"{service} catalogue"

    def read(line: int, row: Mapping[str, str]) -> Items:
        cells = {column: cell.strip() for column, cell in row.items()}
        kind = _kind(cells)
        if kind is None and (word := cells.get("type")):
            yield Remark(f"type that slate does not know, left out: {clip(word)}")
        yield typed_row(line, _record(cells, kind, service) | {"source": source})

    yield from each(rows, read)


def _record(cells: Mapping[str, str], kind: str | None, service: str) -> dict[str, Any]:
    directors = _listed(cells.get("director", ""))
    record = {
        "title": cells.get("title"),
        "kind": kind,
        "year": cells.get("release_year"),
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
