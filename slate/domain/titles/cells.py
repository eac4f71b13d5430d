"""Conversion of values to table cells, the same for CSV, TSV, Markdown and every screen."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.dates.release_date import TBA


def texts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    """Yield the cells of each row as text: empty for an unknown value, `TBA` for an unknown date.

    When the file is imported again, `TBA` states that there is no date; an empty cell would
    state nothing.
    """
    dates = [index for index, name in enumerate(columns) if name == "date"]
    for row in rows:
        # Most cells are strings (members of closed lists are, too) or None.
        cells = [
            "" if value is None else value if isinstance(value, str) else _text(value)
            for value in row
        ]
        for index in dates:
            cells[index] = cells[index] or TBA.text
        yield cells


def _text(value: object) -> str:
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)
