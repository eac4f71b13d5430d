"""Import: record the rows of files in the ledger, and report what could not be imported."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.errors import SlateError, TitleNotFoundError
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.formats.errors import RecordError, RowError
from slate.formats.read.reader import Hint, Remark
from slate.usecases.join_ledgers import join_ledgers
from slate.usecases.read_files import FileRows, InputFile, OnRow, StatedRow

if TYPE_CHECKING:
    from slate.store.ledger import Ledger, OnChange


class ImportSettings(NamedTuple):
    """What an import may do, and what it reports."""

    restore: bool
    accept_ids: bool
    keeps_rows: bool  # for the report; otherwise only those of which something is to be reported


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
        self, ledger: "Ledger", settings: ImportSettings, on_change: "OnChange", on_row: OnRow
    ) -> None:
        """Import into a ledger; call `on_change` for each change, `on_row` for each row."""
        self.report = ImportReport()
        self._ledger = ledger
        self._settings = settings
        self._on_change = on_change
        self._on_row = on_row
        self._last = ledger.last_number()  # of the titles that were there before
        self._joined: set[str] = set()  # keys of those that were added from ledgers
        self._passed = 0  # rows, to the importer
        self._waiting: dict[int, int] = {}  # lines of rows that wait for the end of their file
        self._importer = ledger.row_importer(
            restore=settings.restore, accept_ids=settings.accept_ids
        )

    def add(self, rows: FileRows) -> None:
        """Record what a file states, row by row; see `check_files`.

        Rows with problems are left out if its settings ask for that. Otherwise LateProblemError
        is raised for a row that cannot be read, and at the end ImportRefusedError, with all
        problems, if rows cannot be recorded.
        """
        if rows.is_ledger:
            self._join(rows)
            return
        problems: list[RecordError] = []
        first = len(self.report.rows)
        file = rows.file
        self._add_rows(rows, problems)
        self._importer.finish(
            lambda change, place: self._report(file, self._waiting[place], change)
        )
        rows.refuse(problems)
        self.report.rows += [RowResult(file.name, one.line, left_out=one) for one in problems]
        self.report.rows[first:] = sorted(self.report.rows[first:], key=_line)

    def finish(self) -> None:
        """Find the possible duplicates of the titles that were added."""
        # A ledger may also remove titles, whose numbers are used again.
        found = self._ledger.possible_duplicates(self._last, self._joined)
        self.report.possible_duplicates = found

    def _report(self, file: InputFile, line: int | None, change: Change) -> None:
        self._on_change(change)
        if self._settings.keeps_rows or is_noteworthy(change):
            self.report.rows.append(RowResult(file.name, line, change))

    def _add_rows(self, rows: FileRows, problems: list[RecordError]) -> None:
        file = rows.file
        waiting: list[StatedRow] = []  # rows with links, maybe to titles of later rows
        for chunk in rows.chunks():
            found = [item for item in chunk if isinstance(item, StatedRow)]
            for item in chunk:
                if not isinstance(item, StatedRow):
                    self._note(rows, item, problems)
            for row, _ in found:
                self._on_row(file, row.line)
            linked = [stated for stated in found if stated.statement.links]
            waiting += linked
            alone = [stated for stated in found if not stated.statement.links] if linked else found
            self._record(file, alone, problems)
        while waiting:
            # First the rows whose linked titles no waiting row creates. If none of these can be
            # recorded, try the others.
            to_come = {stated.statement.handle for stated in waiting} - {None}
            ready: list[StatedRow] = []
            later: list[StatedRow] = []
            for stated in waiting:
                (later if _names(stated, to_come) else ready).append(stated)
            missed: list[StatedRow] = []
            self._record(file, ready, problems, missed)
            if len(missed) == len(ready):
                self._record(file, later, problems, missed)
                later = []
            if len(missed) == len(waiting):
                self._record(file, missed, problems)
                break
            waiting = later + missed

    def _note(
        self, rows: FileRows, item: Remark | Hint | RecordError, problems: list[RecordError]
    ) -> None:
        if isinstance(item, RecordError):
            rows.refuse_late(item)
            problems.append(item)
        elif isinstance(item, Hint):
            self.report.hints[item] = None
        else:
            self.report.remarks[item.text] += 1
            if item.line is not None:
                self.report.rows.append(RowResult(rows.file.name, item.line, left_out=item))

    def _join(self, rows: FileRows) -> None:
        """Import a whole ledger; its reports have their own sources and dates."""

        def report(change: Change) -> None:
            if change.outcome is Outcome.ADDED and change.title is not None:
                self._joined.add(change.title.key)
            self._report(rows.file, None, change)

        joined = join_ledgers(self._ledger, self._counted(rows), report)
        self.report.new_batches += joined.batches
        self.report.renamed.update(joined.renamed)

    def _counted(self, rows: FileRows) -> Iterator[Batch | Report]:
        """Yield the entries of a ledger, counting its batches."""
        for line, entry in enumerate(rows.entries(), 2):  # after the header
            if isinstance(entry, Batch):
                self.report.batches += 1
            self._on_row(rows.file, line)
            yield entry

    def _record(
        self,
        file: InputFile,
        rows: list[StatedRow],
        problems: list[RecordError],
        missed: list[StatedRow] | None = None,
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


def _names(stated: StatedRow, handles: set[str | None]) -> bool:
    """Whether a row links to a title with one of these slugs, other than its own."""
    own, links = stated.statement.handle, stated.statement.links
    return any(text in handles and text != own for _, text in links)
