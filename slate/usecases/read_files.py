"""Reading the files of an import: rows as statements, and problems, without the slate.

They are read and checked before the slate is locked: a bad file keeps nobody waiting. Of a long
file, only the first rows are checked then. The others are read while they are recorded, so that
each row is read once; if one of them has a problem, the slate is released before all are listed.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO, NamedTuple, TypeVar, cast

from slate.domain.dates.number_order import OrderEvidence, evidence_in
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.written_units import winter_note
from slate.domain.ledger.statement import Statement
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Batch, Report
from slate.domain.text import folded, plain
from slate.domain.titles.watching import SHARED_WITH_VIEWERS
from slate.formats.errors import (
    FileError,
    ImportRefusedError,
    RecordError,
    StatusWordError,
    WholeLedgerError,
)
from slate.formats.read.reader import FileContext, Hint, Item, Remark, Row, source_named_after
from slate.formats.read.records.record_parser import Defaults, dates_in, statement_of
from slate.formats.recognition import Reading, read

_CHUNK = 500  # rows that are looked up at once
_MOST_KEPT = 20_000  # rows of a file that are checked first, so as not to fill the memory
_MANY = 50  # rows about one title
_LEDGER = "ledger"
_Item = TypeVar("_Item")


class InputFile(NamedTuple):
    """A file that can be read again from its start, and its name in messages."""

    name: str
    stream: BinaryIO
    is_pipe: bool = False  # the name is not that of a list
    format: str | None = None  # in which it is known to be
    url: str | None = None  # where it is
    adapt: Callable[[Statement], Statement] | None = None  # completes what it states


OnRow = Callable[[InputFile, int], None]  # the file, and the line on which a row begins


class ReadSettings(NamedTuple):
    """How files are read, and values that they do not state themselves."""

    file_context: FileContext
    defaults: Defaults
    confidence: Confidence | None  # None: that of the format
    as_format: str | None
    skip_invalid: bool
    are_chosen: bool  # something was set that does not apply to a ledger


class StatedRow(NamedTuple):
    """A row of a file, and what it states."""

    row: Row
    statement: Statement


Chunk = list[StatedRow | Remark | Hint | RecordError]


class LateProblemError(Exception):
    """A row has a problem that was found while the slate was locked; see `listing_problems`."""

    def __init__(self, rows: "FileRows", problem: RecordError) -> None:
        """Store the problem, and the rows of its file."""
        super().__init__(str(problem))
        self.rows = rows
        self.problem = problem


class FileRows:
    """The rows of one file, which can be read once after they were checked."""

    def __init__(self, file: InputFile, settings: ReadSettings) -> None:
        """Detect the format of a file.

        Raises FileError if it cannot be read, or is in no format that slate knows, and
        WholeLedgerError for a ledger if the settings have anything that does not apply to it.
        """
        self.file = file
        self._settings = settings
        source = None if file.is_pipe else source_named_after(file.name)
        self._context = replace(settings.file_context, name=file.name, file_source=source)
        self._reading: Reading | None = self._read()
        self.is_ledger = self._reading.format == _LEDGER
        if self.is_ledger and settings.are_chosen:
            raise WholeLedgerError(file.name)
        own = settings.defaults
        self._defaults = replace(
            own,
            url=file.url,
            source=own.source or self._reading.source,
            confidence=settings.confidence or self._reading.confidence,
        )
        self._refused_dates: list[str] = []  # those of rows with a problem
        # The chunks, or the entries of a ledger, that `check` has read.
        self._checked: deque[Any] = deque()
        self._rest: Iterator[Any] = self._read_entries() if self.is_ledger else self._read_chunks()

    def check(self, on_row: OnRow) -> None:
        """Read the first rows, or all if there are not many.

        Raises ImportRefusedError, with all problems of the file, if one of these rows has any that
        may not be skipped.
        """
        if self.is_ledger:
            for line, entry in enumerate(islice(self._rest, _MOST_KEPT), 2):  # after the header
                self._checked.append(entry)
                on_row(self.file, line)
            return
        count = 0
        for chunk in self._rest:
            self._checked.append(chunk)
            count += len(chunk)
            for item in chunk:
                if isinstance(item, StatedRow):
                    on_row(self.file, item.row.line)
                elif isinstance(item, RecordError) and not self._settings.skip_invalid:
                    self.refuse_all(item)
            if count > _MOST_KEPT:
                return
        _sort_by_day(self._checked)

    def refuse_late(self, problem: RecordError) -> None:
        """Raise LateProblemError for a problem that `check` did not find, if it is refused."""
        if not self._settings.skip_invalid:
            raise LateProblemError(self, problem)

    def refuse_all(self, first: RecordError) -> None:
        """Read the file again, from its start, and raise ImportRefusedError for its problems.

        `first` is known; should the file have become another one since, it is the only one.
        """
        self._refused_dates.clear()
        items = (item for chunk in self._read_chunks() for item in chunk)
        self.refuse([item for item in items if isinstance(item, RecordError)] or [first])

    def refuse(self, problems: list[RecordError]) -> None:
        """Raise ImportRefusedError for problems in the file, if there are any to be refused."""
        if problems and not self._settings.skip_invalid:
            ordered = sorted(problems, key=lambda problem: problem.line)
            shared = self._shared_statuses(problems)
            raise ImportRefusedError(self.file.name, ordered, self._dates(), shared)

    def chunks(self) -> Iterator[Chunk]:
        """Yield, once, the rows as statements, and remarks and problems, some hundreds at once."""
        yield from _taken(self._checked)
        yield from self._rest

    def entries(self) -> Iterator[Batch | Report]:
        """Yield, once, the entries of a ledger; raise ImportRefusedError for a problem."""
        yield from _taken(self._checked)
        yield from self._rest

    def _read_chunks(self) -> Iterator[Chunk]:
        items = self._items()
        while chunk := self._next(items):
            notes = [note for item in chunk if isinstance(item, Row) for note in _notes(item)]
            yield [*map(self._stated, chunk), *notes]

    def _read_entries(self) -> Iterator[Batch | Report]:
        items = self._items()
        while chunk := self._next(items):
            for entry in cast("list[Batch | Report | RecordError]", chunk):
                if isinstance(entry, RecordError):
                    raise ImportRefusedError(self.file.name, [entry])
                yield entry

    def _read(self) -> Reading:
        self.file.stream.seek(0)
        with _readable(self.file):
            as_format = self._settings.as_format or self.file.format
            return read(self.file.stream, self._context, as_format)

    def _items(self) -> Iterator[Item]:
        """Return an iterator over the file from its start."""
        reading, self._reading = self._reading or self._read(), None
        return reading.items

    def _next(self, items: Iterator[Item]) -> list[Item]:
        with _readable(self.file):
            return list(islice(items, _CHUNK))

    def _stated(self, item: Item) -> StatedRow | Remark | Hint | RecordError:
        if not isinstance(item, Row):
            return item
        try:
            statement = statement_of(item.line, item.record, self._defaults)
        except RecordError as error:
            self._refused_dates += dates_in([item.record])
            where = item.where
            return RecordError(error.line, f"{where}{error.reason}") if where else error
        adapt = self.file.adapt
        return StatedRow(item, adapt(statement) if adapt else statement)

    def _dates(self) -> OrderEvidence | None:
        """Return what the dates of a refused file show about the order of their numbers.

        The file is read again only if a date of a row with a problem is not clear.
        """
        order = self._settings.defaults.date_order
        if order is not None or evidence_in(self._refused_dates).unclear is None:
            return None
        with _readable(self.file):
            rows = self._items()
            return evidence_in(dates_in(row.record for row in rows if isinstance(row, Row)))

    def _shared_statuses(self, problems: Iterable[RecordError]) -> list[str]:
        """Return the status words of a refused watchlist that are also slate's, each once."""
        if not any(isinstance(one, StatusWordError) and one.of_viewer for one in problems):
            return []
        found: dict[str, str] = {}
        with _readable(self.file):
            for row in self._items():
                word = row.record.get("status") if isinstance(row, Row) else None
                if isinstance(word, str) and plain(word) in SHARED_WITH_VIEWERS:
                    found.setdefault(plain(word), word)
        return list(found.values())


def check_files(
    files: Iterable[InputFile], settings: ReadSettings, on_row: OnRow
) -> list[FileRows]:
    """Read the first rows of all files, and return their rows; call `on_row` for each row read.

    Raises ImportRefusedError, with all problems, for the first file that has any in these rows,
    unless they may be skipped, and FileError for one that cannot be read.
    """
    found = []
    for file in files:
        rows = FileRows(file, settings)
        rows.check(on_row)
        found.append(rows)
    return found


@contextmanager
def listing_problems() -> Iterator[None]:
    """Raise ImportRefusedError for a LateProblemError, with all problems of its file.

    Enter it before the slate is locked: the whole file is read for that.
    """
    try:
        yield
    except LateProblemError as late:
        late.rows.refuse_all(late.problem)


def _notes(row: Row) -> Iterator[Remark]:
    """Yield remarks on dates that were understood in one of two ways."""
    for text in dates_in([row.record]):
        if note := winter_note(text):
            yield Remark(note)


def _taken(items: "deque[_Item]") -> Iterator[_Item]:
    """Yield items, none of which stays in memory."""
    while items:
        yield items.popleft()


def _sort_by_day(chunks: Sequence[Chunk]) -> None:
    """Sort the rows of each title that has many by the days of their reports.

    The other rows keep their places. Reports that come in order are added to a title in no time;
    each that comes before others makes it start again.
    """
    by_title: dict[tuple[str, int | None, int | None], list[tuple[int, int]]] = {}
    for number, chunk in enumerate(chunks):
        for place, item in enumerate(chunk):
            if isinstance(item, StatedRow):
                said = item.statement
                name = folded(said.title or ""), said.season, said.part
                by_title.setdefault(name, []).append((number, place))
    for places in by_title.values():
        if len(places) > _MANY:
            rows = [cast("StatedRow", chunks[number][place]) for number, place in places]
            rows.sort(key=lambda row: str(parse_date(row.statement.origin.reported_on).latest))
            for (number, place), row in zip(places, rows, strict=True):
                chunks[number][place] = row


@contextmanager
def _readable(file: InputFile) -> Iterator[None]:
    """Raise FileError for an operating system error while a file is read."""
    try:
        yield
    except OSError as error:
        raise FileError(file.name, f"cannot be read: {error.strerror or error}.") from error
