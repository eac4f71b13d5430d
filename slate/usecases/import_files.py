"""Import: record the rows of files in the ledger, and report what could not be imported."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import BinaryIO, NamedTuple, cast

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.dates.number_order import OrderEvidence, evidence_in
from slate.domain.errors import SlateError, TitleNotFoundError
from slate.domain.ledger.statement import Statement
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.formats.errors import (
    FileError,
    ImportRefusedError,
    RecordError,
    RowError,
    WholeLedgerError,
)
from slate.formats.read.reader import (
    FileContext,
    Hint,
    Item,
    Remark,
    Row,
    source_named_after,
)
from slate.formats.read.records.record_parser import Defaults, dates_in, statement_of
from slate.formats.recognition import read
from slate.store.ledger import Ledger, OnChange
from slate.usecases.join_ledgers import join_ledgers

_CHUNK = 500  # rows that are looked up at once


class InputFile(NamedTuple):
    """A file that can be read again from its start, and its name in messages."""

    name: str
    stream: BinaryIO
    is_pipe: bool = False  # the name is not that of a list


OnRow = Callable[[InputFile, int], None]  # the file, and the line on which a row begins
_Entries = Iterator[Batch | Report | RecordError]  # of a ledger


class _StatedRow(NamedTuple):
    row: Row
    statement: Statement


class ImportSettings(NamedTuple):
    """How files are read, and values that they do not state themselves."""

    file_context: FileContext
    defaults: Defaults
    confidence: Confidence | None  # None: that of the format
    as_format: str | None
    restore: bool
    accept_ids: bool
    skip_invalid: bool
    keeps_rows: bool  # for the report; otherwise only those of which something is to be reported
    are_chosen: bool  # something was set that does not apply to a ledger


class RowResult(NamedTuple):
    """What became of a row: a change, or the reason for which it was left out."""

    file: str
    line: int | None  # None for a title of a ledger
    change: Change | None = None
    left_out: RecordError | Remark | None = None


@dataclass(slots=True)
class ImportReport:
    """What to report about an import besides the numbers of changes."""

    rows: list[RowResult] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)
    hints: dict[Hint, None] = field(default_factory=dict)  # not a set, to keep their order
    batches: int = 0  # in ledgers
    new_batches: int = 0
    renamed: dict[str, str] = field(default_factory=dict)  # slug before a ledger's import -> now
    possible_duplicates: list[PossibleDuplicate] = field(default_factory=list)


class FileImport:
    """The import of files into one batch: call `add` for each, then `finish`; read `report`."""

    def __init__(
        self, ledger: Ledger, settings: ImportSettings, on_change: OnChange, on_row: OnRow
    ) -> None:
        """Import into a ledger; call `on_change` for each change, `on_row` for each row read."""
        self.report = ImportReport()
        self._ledger = ledger
        self._settings = settings
        self._on_change = on_change
        self._on_row = on_row
        self._added: set[str] = set()  # keys
        self._passed = 0  # rows, to the importer
        self._waiting: dict[int, int] = {}  # lines of rows that wait for the end of their file
        self._importer = ledger.row_importer(
            restore=settings.restore, accept_ids=settings.accept_ids
        )

    def add(self, file: InputFile) -> None:
        """Record what a file states, row by row.

        Rows with problems are left out if the settings ask for that. Otherwise
        ImportRefusedError is raised at the end, with all problems. Raises FileError if the file
        cannot be read, or is in no format that slate knows.
        """
        source = None if file.is_pipe else source_named_after(file.name)
        context = replace(self._settings.file_context, name=file.name, file_source=source)
        with _readable(file):
            reading = read(file.stream, context, self._settings.as_format)
        if reading.format == "ledger":
            self._join(file, cast("_Entries", reading.items))
            return
        problems: list[RecordError] = []
        first = len(self.report.rows)
        own = self._settings.defaults
        defaults = replace(
            own,
            source=own.source or reading.source,
            confidence=self._settings.confidence or reading.confidence,
        )
        self._add_rows(file, reading.items, defaults, problems)
        self._importer.finish(
            lambda change, place: self._report(file, self._waiting[place], change)
        )
        problems.sort(key=lambda problem: problem.line)
        if problems and not self._settings.skip_invalid:
            raise ImportRefusedError(file.name, problems, self._dates(file, context))
        self.report.rows += [RowResult(file.name, one.line, left_out=one) for one in problems]
        self.report.rows[first:] = sorted(self.report.rows[first:], key=_line)

    def _dates(self, file: InputFile, context: FileContext) -> OrderEvidence | None:
        """Return what the dates of a refused file show about the order of their numbers."""
        if self._settings.defaults.date_order is not None:
            return None
        file.stream.seek(0)
        with _readable(file):
            rows = read(file.stream, context, self._settings.as_format).items
            return evidence_in(dates_in(row.record for row in rows if isinstance(row, Row)))

    def finish(self) -> None:
        """Find the possible duplicates of the titles that were added."""
        self.report.possible_duplicates = self._ledger.possible_duplicates(self._added)

    def _report(self, file: InputFile, line: int | None, change: Change) -> None:
        self._on_change(change)
        if change.outcome is Outcome.ADDED and change.title is not None:
            self._added.add(change.title.key)
        if self._settings.keeps_rows or is_noteworthy(change):
            self.report.rows.append(RowResult(file.name, line, change))

    def _add_rows(
        self,
        file: InputFile,
        items: Iterator[Item],
        defaults: Defaults,
        problems: list[RecordError],
    ) -> None:
        waiting: list[_StatedRow] = []  # rows with links, maybe to titles of later rows
        while chunk := _chunk(file, items):
            rows = list(self._stated(file, chunk, defaults, problems))
            for row, _ in rows:
                self._on_row(file, row.line)
            linked = [stated for stated in rows if stated.statement.links]
            waiting += linked
            alone = [stated for stated in rows if not stated.statement.links] if linked else rows
            self._record(file, alone, problems)
        while waiting:
            # First the rows whose linked titles no waiting row creates. If none of these can be
            # recorded, try the others.
            to_come = {stated.statement.handle for stated in waiting} - {None}
            ready: list[_StatedRow] = []
            later: list[_StatedRow] = []
            for stated in waiting:
                (later if _names(stated, to_come) else ready).append(stated)
            missed: list[_StatedRow] = []
            self._record(file, ready, problems, missed)
            if len(missed) == len(ready):
                self._record(file, later, problems, missed)
                later = []
            if len(missed) == len(waiting):
                self._record(file, missed, problems)
                break
            waiting = later + missed

    def _join(self, file: InputFile, entries: _Entries) -> None:
        """Import a whole ledger; its reports have their own sources and dates.

        Raises WholeLedgerError if the settings have anything that does not apply to it.
        """
        if self._settings.are_chosen:
            raise WholeLedgerError(file.name)
        joined = join_ledgers(
            self._ledger,
            self._counted(file, entries),
            lambda change: self._report(file, None, change),
        )
        self.report.new_batches += joined.batches
        self.report.renamed.update(joined.renamed)

    def _counted(self, file: InputFile, entries: _Entries) -> Iterator[Batch | Report]:
        """Yield the entries of a ledger, counting its batches; raise ImportRefusedError."""
        line = 1  # the header
        while (entry := _next(file, entries)) is not None:
            line += 1
            if isinstance(entry, RecordError):
                raise ImportRefusedError(file.name, [entry])
            if isinstance(entry, Batch):
                self.report.batches += 1
            self._on_row(file, line)
            yield entry

    def _stated(
        self,
        file: InputFile,
        chunk: Iterable[Item],
        defaults: Defaults,
        problems: list[RecordError],
    ) -> Iterator[_StatedRow]:
        for item in chunk:
            if isinstance(item, RecordError):
                problems.append(item)
            elif isinstance(item, Hint):
                self.report.hints[item] = None
            elif isinstance(item, Remark):
                self.report.remarks[item.text] += 1
                if item.line is not None:
                    self.report.rows.append(RowResult(file.name, item.line, left_out=item))
            else:
                try:
                    yield _StatedRow(item, statement_of(item.line, item.record, defaults))
                except RecordError as error:
                    where = item.where
                    at = RecordError(error.line, f"{where}{error.reason}") if where else error
                    problems.append(at)

    def _record(
        self,
        file: InputFile,
        rows: list[_StatedRow],
        problems: list[RecordError],
        missed: list[_StatedRow] | None = None,
    ) -> None:
        """Record rows; add to `missed`, if given, those that link to a title not stored yet."""
        changes = self._importer.add([statement for _, statement in rows])
        for place, (stated, change) in enumerate(zip(rows, changes, strict=True), self._passed):
            if isinstance(change, TitleNotFoundError) and missed is not None:
                missed.append(stated)
            elif isinstance(change, SlateError):
                row = stated.row
                problems.append(RowError(row.line, row.where, change))
            elif change is not None:
                self._report(file, stated.row.line, change)
            else:
                self._waiting[place] = stated.row.line
        self._passed += len(rows)


def is_noteworthy(change: Change) -> bool:
    """Whether there is more to report about the row of a change than that it was recorded."""
    return bool(change.joined_with or change.known_as or change.two_dates) or any(
        difference.name is ChangeName.RETITLED
        or (difference.field in {"year", "kind"} and difference.before is not None)
        for difference in change.differences
    )


def _line(row: RowResult) -> tuple[bool, int]:
    return row.line is None, row.line or 0


def _names(stated: _StatedRow, handles: set[str | None]) -> bool:
    """Whether a row links to a title with one of these slugs, other than its own."""
    own, links = stated.statement.handle, stated.statement.links
    return any(text in handles and text != own for _, text in links)


def _chunk(file: InputFile, items: Iterator[Item]) -> list[Item]:
    with _readable(file):
        return list(islice(items, _CHUNK))


def _next(file: InputFile, entries: _Entries) -> Batch | Report | RecordError | None:
    with _readable(file):
        return next(entries, None)


@contextmanager
def _readable(file: InputFile) -> Iterator[None]:
    """Raise FileError for an operating system error while a file is read."""
    try:
        yield
    except OSError as error:
        raise FileError(file.name, f"cannot be read: {error.strerror or error}.") from error
