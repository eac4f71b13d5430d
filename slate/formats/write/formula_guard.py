"""Protection against cells that a spreadsheet would run as formulas."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.titles.cells import texts

# Characters with which a formula begins in spreadsheets (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Guarded:
    """Rows in which a `'` is added before every cell that would be a formula.

    The `'` stays there when slate reads the file again: the output is for people only.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Wrap the rows; `number` counts the changed cells while the rows are iterated."""
        self.number = 0
        self._rows = texts(columns, rows)

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the rows with their cells as text, each formula guarded."""
        return ([self._guarded(cell) for cell in cells] for cells in self._rows)

    def _guarded(self, cell: str) -> str:
        if not cell.startswith(_FORMULA):
            return cell
        self.number += 1
        return f"'{cell}"
