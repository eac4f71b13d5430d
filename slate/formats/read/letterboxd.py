"""Letterboxd's films as its site exports them: CSV, without dates, kinds and status.

Two layouts: that of the watchlist and of the films watched, rated and liked (`Date` to
`Letterboxd URI`; sample of 2026), and that of a list in its "export v7" (sample of 2025).
`Date` is the day on which a film was added to the list, and `Description` what the list's owner
remarks on it; neither is read. The diary and the reviews have the watchlist's columns and more;
their URI is the address of the entry, not of the film.
"""

import re
from collections.abc import Mapping
from typing import Any

from slate.formats.read.reader import FileContext, Items, each
from slate.formats.read.tables.tables import Table, typed_row

SOURCE = "Letterboxd"

_FILMS = frozenset({"name", "letterboxd uri"})
_LIST = frozenset({"position", "name", "year", "url", "description"})
_ENTRY = "watched date"
# The code of a film, which does not change with its name.
_CODE = re.compile(r"https?://boxd\.it/(\w+)/?", re.ASCII)


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a table is one of films, by its address column, or a list, by its exact columns."""
    columns = {column.lower() for column in first}
    return columns >= _FILMS or columns == _LIST


def items(found: Table, context: FileContext) -> Items:  # noqa: ARG001 -- required by `Format`
    """Yield the titles; a few are series, but the file does not distinguish them from films."""
    of_entries = _ENTRY in map(str.lower, found.columns)

    def read(line: int, row: Mapping[str, str]) -> Items:
        cells = {column.lower(): cell.strip() for column, cell in row.items()}
        url = cells.get("letterboxd uri") or cells.get("url") or ""
        yield typed_row(line, _record(cells, "" if of_entries else url))

    return each(found.rows(), read)


def _record(cells: Mapping[str, str], url: str) -> dict[str, Any]:
    """Return what a row states, with the address of the film."""
    code = _CODE.fullmatch(url)
    record = {
        "title": cells.get("name"),
        "year": cells.get("year"),
        "ids": {"letterboxd": code[1]} if code else None,
        "url": url,
    }
    return {field: value for field, value in record.items() if value}
