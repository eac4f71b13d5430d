"""Protection against cells that a spreadsheet would run as formulas.

A `'` is put before them, which spreadsheets do not show. It is also put before cells that begin
with a `'` themselves, so that it can be removed when slate reads the file again.
"""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.titles.cells import texts

_MARK = "'"
# Characters with which a formula begins in spreadsheets (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = (*_FORMULA, _MARK)
_WITH_MARK = tuple(_MARK + start for start in _GUARDED)


class Guarded:
    """Rows in which a `'` is added before every cell that would be a formula."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Wrap the rows; `number` counts the changed cells while the rows are iterated."""
        self.number = 0
        self._rows = texts(columns, rows)

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the rows with their cells as text, each formula guarded."""
        return ([self._guarded(cell) for cell in cells] for cells in self._rows)

    def _guarded(self, cell: str) -> str:
        if not cell.startswith(_GUARDED):
            return cell
        self.number += 1
        return f"{_MARK}{cell}"


def unguarded(cell: str) -> str:
    """Return a cell without the `'` that `Guarded` put before it.

    A `'` before anything else belongs to the cell: `'Salem's Lot`.
    """
    return cell.removeprefix(_MARK) if cell.startswith(_WITH_MARK) else cell
