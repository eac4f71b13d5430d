"""Cells that a spreadsheet would take for formulas, guarded."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.titles.cells import texts

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
