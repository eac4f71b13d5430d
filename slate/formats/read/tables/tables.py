"""CSV and TSV as rows of cells by column, each row with the line on which it begins.

CSV is read strictly by RFC 4180: invalid rows are refused, not repaired. In TSV a quote has
no special meaning.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, count, zip_longest
from typing import Any, BinaryIO

from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.record import COLUMNS
from slate.domain.titles.stages import STAGES
from slate.formats.errors import FileError, RecordError, RepeatedColumnError
from slate.formats.read.encoding import (
    is_utf8,
    not_utf8,
    raw_lines,
    refuse_other_encoding,
    utf8,
    western,
    whole,
)
from slate.formats.read.reader import Found, Row
from slate.formats.read.records.record_parser import typed
from slate.formats.read.tables.delimiters import TAB, advice, delimiter_of, is_hint

# The beginning of a file that has a table about itself and a blank row before the header.
_BANNER = "Letterboxd list export v"
_STATUS, _KIND = COLUMNS.index("status"), COLUMNS.index("kind")
# How many columns slate's own TSV has, which has no header; older versions wrote fewer.
_OWN = range(COLUMNS.index("confidence") + 1, len(COLUMNS) + 1)
_CHUNK = 65_536  # bytes
# Part of the parser's message -> reason. Parsing continues after the bad row.
_REASONS = {
    "unexpected end": "a quote is opened and never closed.",
    "expected after": 'text follows the quote that closes a cell. A " in a cell is written "".',
    "field larger": "a cell is longer than any should be. Is a quote never closed?",
    "new-line": "the row contains a carriage return. Save the file with line ends of one kind.",
}


class Table:
    """A file's header, and the rows under it."""

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        delimiter: str | None = None,
        *,
        numbers_columns: bool = False,
    ) -> None:
        """Read the header of a seekable stream.

        Slate's own TSV has no header, and is recognized by its columns. Raises FileError if
        there is no header, or if the delimiter is another one, and RepeatedColumnError if it has
        a column twice, unless `numbers_columns`: then these are `Opening` and `Opening (2)`.
        """
        self.name = name
        self._numbers_columns = numbers_columns
        self._stream = _with_line_feeds(utf8(stream, name), name)
        self._start = self._stream.tell()
        self._delimiter = delimiter_of(name, self._first_line(), delimiter)
        self._header_line, self.columns = self._header()

    def rows(self, *, may_be_western: bool = False) -> Iterator[Found | RecordError]:
        """Yield the rows, with an error in place of each that cannot be read.

        A row may be shorter than the header; it has no cells for the other columns. Raises
        FileError for a file that is not UTF-8, unless it may be in cp1252 or Latin-1.
        """
        encoding = "utf-8"
        self._stream.seek(self._start)
        if not may_be_western:
            refuse_other_encoding(self._stream, self.name)
        elif not is_utf8(self._stream):
            self._stream.seek(self._start)
            encoding = western(self._stream, self.name)
        for row in self._parsed(encoding):
            if isinstance(row, RecordError):
                yield row
                continue
            line, cells = row
            if line > self._header_line and any(map(str.strip, cells)):
                yield self._by_column(line, cells)

    def _first_line(self) -> str:
        """Return the first line that is neither blank nor too long, or an empty text."""
        self._stream.seek(self._start)
        found = (
            b"" if isinstance(line, RecordError) else line[1] for line in raw_lines(self._stream)
        )
        return next(filter(bytes.strip, found), b"").decode("utf-8", "replace")

    def _header(self) -> tuple[int, list[str]]:
        """Return the line number of the header, 0 if there is none, and the columns."""
        in_preamble = False
        for row in self._parsed("utf-8"):
            if isinstance(row, RecordError):
                self._stream.seek(self._start)
                refuse_other_encoding(self._stream, self.name)
                raise FileError(f"{self.name}:{row.line}", row.reason)
            line, cells = row
            if not any(map(str.strip, cells)):
                in_preamble = False
            elif cells[0].startswith(_BANNER):
                in_preamble = True
            elif len(cells) in _OWN and cells[_STATUS] in STAGES and cells[_KIND] in KINDS:
                return 0, list(COLUMNS[: len(cells)])
            elif not in_preamble and not is_hint(self._delimiter.join(cells)):
                return line, self._columns(cells)
        if not self._first_line():
            raise FileError(self.name, "is empty.")
        raise FileError(
            self.name, "contains no table. A table has a header that names its columns."
        )

    def _columns(self, cells: list[str]) -> list[str]:
        columns = [" ".join(cell.split()) for cell in cells]
        if self._numbers_columns:
            return numbered(columns)
        if column := repeated(columns):
            raise RepeatedColumnError(self.name, column)
        return columns

    def _by_column(self, line: int, cells: list[str]) -> Found | RecordError:
        """Return the cells by column, or an error if a cell without a named column is not empty."""
        for number, (column, cell) in enumerate(zip_longest(self.columns, cells, fillvalue=""), 1):
            if not column and cell.strip():
                reason = f"cell {number} ({quoted(cell)}) has no named column."
                return RecordError(line, reason + advice(self._delimiter))
        named = zip(self.columns, cells, strict=False)
        return line, {column: cell for column, cell in named if column}

    def _parsed(self, encoding: str) -> Iterator[tuple[int, list[str]] | RecordError]:
        """Yield all rows from the start, even blank ones, with the line on which each begins."""
        self._stream.seek(self._start)
        texts = _Texts(self._stream, encoding)
        reader = csv.reader(
            texts,
            delimiter=self._delimiter,
            quoting=csv.QUOTE_NONE if self._delimiter == TAB else csv.QUOTE_MINIMAL,
            strict=True,
        )
        while True:
            first = texts.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                reason = _reason(str(error), first, texts.number)
                yield texts.fault or RecordError(first, reason)
            else:
                yield texts.fault or (first, cells)
            texts.fault = None


def repeated(columns: Iterable[str]) -> str | None:
    """Return the first name that several columns have, None if there is none."""
    counts = Counter(columns)
    return next((column for column, number in counts.items() if column and number > 1), None)


def numbered(columns: Sequence[str]) -> list[str]:
    """Return the names of columns with a number behind each that repeats: `Opening (2)`."""
    found: list[str] = []
    for column in columns:
        names = chain([column], (f"{column} ({number})" for number in count(2)))
        found.append(next(name for name in names if not column or name not in found))
    return found


class _Texts:
    """The lines of a file as an iterator of text, which the CSV parser requires.

    `fault` is the first error in a line of the current row. Even a bad line is passed to the
    parser as far as possible, so that the row still ends at the right line.
    """

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._lines = raw_lines(stream)
        self._encoding = encoding
        self.number = 0
        self.fault: RecordError | None = None

    def __iter__(self) -> "_Texts":
        return self

    def __next__(self) -> str:
        found = next(self._lines)
        self.number += 1
        if isinstance(found, RecordError):
            self.fault = self.fault or found
            return ""
        _, raw = found
        if b"\0" in raw:
            fault = RecordError(self.number, "contains a NUL character.")
            self.fault = self.fault or fault
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError as error:
            self.fault = self.fault or not_utf8(error, self.number)
            return raw.decode(self._encoding, "replace")


def typed_row(line: int, record: dict[str, Any]) -> Row | RecordError:
    """Convert the numbers in a record of texts, and return it as a row, or an error."""
    try:
        return Row(line, typed(record))
    except UsageError as error:
        return RecordError(line, str(error))


def _with_line_feeds(stream: BinaryIO, name: str) -> BinaryIO:
    """Convert the line endings of a file with only CRs, as old spreadsheets write, to LF."""
    start = stream.tell()
    head = stream.read(_CHUNK)
    stream.seek(start)
    first = head.find(b"\r")
    if first < 0 or b"\n" in head[: first + 2]:
        return stream
    return BytesIO(whole(stream, name).replace(b"\r", b"\n"))


def _reason(message: str, first: int, last: int) -> str:
    """Return what is wrong with a row, and which lines were read as that row."""
    reason = next((reason for word, reason in _REASONS.items() if word in message), message)
    return reason if first == last else f"{reason} Lines {first} to {last} were read as one row."
