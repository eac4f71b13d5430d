"""csv, which every program reads, and tsv, which a shell takes apart without a parser."""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.titles.cells import texts

_BLANKS = str.maketrans("\t\n\r", "   ")


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write a header and the rows, quoted as RFC 4180 has it, with LF line ends.

    LF, because the CR of the RFC would stick to the last column of whatever `cut`,
    `sort` or `grep` make of it; spreadsheets and parsers read both.
    """
    import csv  # noqa: PLC0415 -- tsv does without

    # The RFC's own ends are asked for and cut off, as only with them is a CR in a cell quoted.
    write = csv.writer(_Line()).writerow
    yield f"{write(columns)[:-2]}\n"
    for cells in texts(columns, rows):
        yield f"{write(cells)[:-2]}\n"


class _Line:
    """A file that hands back what is written to it: `writerow` returns the line."""

    def write(self, line: str) -> str:
        return line


def tsv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write the rows alone, without quotes: a cell is what stands between two tabs."""
    tabs = len(columns) - 1
    for cells in texts(columns, rows):
        line = "\t".join(cells)
        # No text that slate takes in holds a tab or a line's end; another program may
        # have put one there, and must not move the columns.
        if line.count("\t") != tabs or "\n" in line or "\r" in line:
            line = "\t".join(cell.translate(_BLANKS) for cell in cells)
        yield f"{line}\n"
