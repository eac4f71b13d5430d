"""CSV, which every program reads, and TSV, which a shell can split without a parser."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.titles.cells import texts

_BLANKS = str.maketrans("\t\n\r", "   ")


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a header and the rows as CSV, quoted as in RFC 4180, with LF line endings.

    The RFC's CRLF would leave a CR in the last column for `cut`, `sort` or `grep`;
    spreadsheets and parsers read both.
    """
    import csv  # noqa: PLC0415 -- not needed for TSV

    # Only with CRLF endings is a CR in a cell quoted, so they are written and then cut off.
    write = csv.writer(_Line()).writerow
    yield f"{write(columns)[:-2]}\n"
    for cells in texts(columns, rows):
        yield f"{write(cells)[:-2]}\n"


class _Line:
    """A file whose `write` returns the text, so that `writerow` returns the line."""

    def write(self, line: str) -> str:
        return line


def tsv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the rows as TSV without a header or quoting: a cell is the text between two tabs."""
    tabs = len(columns) - 1
    for cells in texts(columns, rows):
        line = "\t".join(cells)
        # Slate stores no text with a tab or a line break, but another program may have put
        # one into the file; it must not shift the columns.
        if line.count("\t") != tabs or "\n" in line or "\r" in line:
            line = "\t".join(cell.translate(_BLANKS) for cell in cells)
        yield f"{line}\n"
