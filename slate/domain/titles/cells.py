"""Values as the cells of a table: the same in csv, tsv, Markdown and on every screen."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.dates.release_date import TBA


def texts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    """Yield the cells of each row as text: what is not known is empty, and the date `TBA`.

    So a file that is read again says of the date what the slate says: an empty cell
    would say nothing.
    """
    dates = [index for index, name in enumerate(columns) if name == "date"]
    for row in rows:
        # Most cells are texts, words of closed lists among them, or empty.
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
