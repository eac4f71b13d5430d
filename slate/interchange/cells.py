"""Values as the cells of a text format: what stands in csv, tsv and markdown alike."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.dates import TBA

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def texts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    """Word each row: what is not known is empty, and the date `TBA`.

    So a file that is read again says of the date what the slate says: an empty cell
    would say nothing.
    """
    dates = [index for index, name in enumerate(columns) if name == "date"]
    for row in rows:
        # Most cells are texts or empty; the call is kept for the few others.
        cells = [
            "" if value is None else value if value.__class__ is str else _text(value)
            for value in row
        ]
        for index in dates:
            cells[index] = cells[index] or TBA.text
        yield cells


class Guarded:
    """Rows in which no spreadsheet finds a formula: a `'` stands before what would be one.

    What is read again has it, too: this is for people's eyes, and not for slate.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Take the rows; `number` counts the cells that were changed, as the rows pass."""
        self.number = 0
        self._rows = texts(columns, rows)

    def __iter__(self) -> Iterator[list[str]]:
        """Pass the rows on, guarded."""
        return ([self._guarded(cell) for cell in cells] for cells in self._rows)

    def _guarded(self, cell: str) -> str:
        if not cell.startswith(_FORMULA):
            return cell
        self.number += 1
        return f"'{cell}"


def _text(value: object) -> str:
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)
