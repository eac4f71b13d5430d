"""Letterboxd's films as its site exports them: CSV, without dates, kinds and status.

Two layouts: a watchlist, as are the films watched, rated and liked (`Date` to
`Letterboxd URI`; sample of 2026), and a list in its "export v7" (sample of 2025). `Date`
is when a film was put on the list. Diary and reviews have the watchlist's columns and
further ones; their URI is that of the entry, not of the film.
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
# The code of a film, which stays when its name changes.
_CODE = re.compile(r"https?://boxd\.it/(\w+)/?", re.ASCII)


def recognises(first: Mapping[str, Any]) -> bool:
    """Know films by the column with their address, a list by all of its columns."""
    columns = {column.lower() for column in first}
    return columns >= _FILMS or columns == _LIST


def items(found: Table, context: FileContext) -> Items:  # noqa: ARG001 -- every reader takes it
    """Yield the titles. A few are series, which the file does not tell from the films."""
    of_entries = _ENTRY in map(str.lower, found.columns)

    def read(line: int, row: Mapping[str, str]) -> Items:
        cells = {column.lower(): cell.strip() for column, cell in row.items()}
        url = cells.get("letterboxd uri") or cells.get("url") or ""
        yield typed_row(line, _record(cells, "" if of_entries else url))

    return each(found.rows(), read)


def _record(cells: Mapping[str, str], url: str) -> dict[str, Any]:
    """Word what a row says, with the address of the film."""
    code = _CODE.fullmatch(url)
    record = {
        "title": cells.get("name"),
        "year": cells.get("year"),
        "ids": {"letterboxd": code[1]} if code else None,
        "url": url,
        "note": cells.get("description"),
    }
    return {field: value for field, value in record.items() if value}
