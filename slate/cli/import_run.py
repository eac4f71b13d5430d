"""From the rows of files to the ledger: what each became, and what could not be taken."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple, cast

from slate.cli.input_files import Opened
from slate.cli.output.progress import Watch
from slate.domain.changes.difference import Change
from slate.domain.errors import (
    FileError,
    ImportRefusedError,
    RecordError,
    SlateError,
    TitleNotFoundError,
)
from slate.domain.ledger.statement import Statement
from slate.domain.reports.report import Batch, Report
from slate.formats.read.reader import Hint, Item, Remark, Row, Told
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.recognition import read
from slate.store.ledger import Ledger

Entries = Iterator[Batch | Report | RecordError]  # of a ledger
_CHUNK = 500  # rows of which the ledger is asked at once
_REMARKS = 20  # kinds of them that are told


class _Worded(NamedTuple):
    row: Row
    statement: Statement


@dataclass(frozen=True, slots=True)
class Intake:
    """How files are read, and what is to be said of them in the end."""

    told: Told
    defaults: Defaults
    as_format: str | None
    restore: bool
    skip_invalid: bool
    says_more: bool = False  # than which files to read
    left_out: list[str] = field(default_factory=list)  # `file:line: reason`
    remarks: Counter[str] = field(default_factory=Counter)
    ledgers: Counter[str] = field(default_factory=Counter)  # their batches, those that are new
    alike: dict[tuple[str, str], None] = field(default_factory=dict)  # slugs of what may be one
    renamed: dict[str, str] = field(default_factory=dict)  # slug before a ledger came -> now
    hints: dict[str, None] = field(default_factory=dict)  # not a set: they keep their order

    def changes(self, ledger: Ledger, file: Opened, watch: Watch) -> Iterator[Change]:
        """Record row by row what a file says.

        A row that cannot be taken is left out or, unless that was asked for, refuses the
        file: ImportRefusedError at the end names every one. Raises FileError where the
        file cannot be read, or is none that slate knows.
        """
        with _readable(file):
            reading = read(file.stream, replace(self.told, name=file.name), self.as_format)
        if reading.format == "ledger":
            yield from self._united(ledger, file, cast("Entries", reading.items), watch)
            return
        defaults = replace(self.defaults, source=self.defaults.source or reading.source)
        problems: list[RecordError] = []
        waiting: list[_Worded] = []  # rows that name other titles, which may come later
        while chunk := _chunk(file, reading.items):
            rows = list(self._worded(chunk, defaults, problems))
            for row, _ in rows:
                watch.at(file, row.line)
            waiting += [worded for worded in rows if worded.statement.links]
            alone = [worded for worded in rows if not worded.statement.links]
            yield from self._taken(ledger, alone, problems)
        while waiting:
            # First those whose titles are all there; of a circle, whatever can be taken.
            unheard = {worded.statement.handle for worded in waiting} - {None}
            ready: list[_Worded] = []
            later: list[_Worded] = []
            for worded in waiting:
                (later if _names(worded, unheard) else ready).append(worded)
            if not ready:
                ready, later = later, ready
            missed: list[_Worded] = []
            yield from self._taken(ledger, ready, problems, missed)
            if len(missed) == len(waiting):
                yield from self._taken(ledger, missed, problems)
                break
            waiting = later + missed
        yield from ledger.settle()
        problems.sort(key=lambda problem: problem.line)
        if problems and not self.skip_invalid:
            raise ImportRefusedError(file.name, problems)
        self.left_out.extend(f"{file.name}:{problem}" for problem in problems)

    def _united(
        self, ledger: Ledger, file: Opened, entries: Entries, watch: Watch
    ) -> Iterator[Change]:
        """Take in another ledger, whole: what it says needs no saying by the command."""
        if self.says_more:
            reason = "is a ledger: it goes in as it is. Leave out all options but --dry-run."
            raise FileError(file.name, reason)
        union = ledger.union()
        yield from union.take(self._passed(entries, file, watch))
        self.ledgers["new"] += union.came
        self.renamed.update(union.renamed)
        self.alike.update(dict.fromkeys(union.doubles()))

    def _passed(self, entries: Entries, file: Opened, watch: Watch) -> Iterator[Batch | Report]:
        """Count the batches of a ledger on their way; raises ImportRefusedError."""
        for line, entry in enumerate(entries, 2):
            if isinstance(entry, RecordError):
                raise ImportRefusedError(file.name, [entry])
            if isinstance(entry, Batch):
                self.ledgers["batches"] += 1
            watch.at(file, line)
            yield entry

    def _worded(
        self, chunk: list[Item], defaults: Defaults, problems: list[RecordError]
    ) -> Iterator[_Worded]:
        for item in chunk:
            if isinstance(item, RecordError):
                problems.append(item)
            elif isinstance(item, Hint):
                self.hints[item.text] = None
            elif isinstance(item, Remark):
                self.remarks[item.text] += 1
            else:
                try:
                    yield _Worded(item, statement_of(item.line, item.record, defaults))
                except RecordError as error:
                    problems.append(RecordError(error.line, f"{item.where}{error.reason}"))

    def _taken(
        self,
        ledger: Ledger,
        rows: list[_Worded],
        problems: list[RecordError],
        missed: list[_Worded] | None = None,
    ) -> Iterator[Change]:
        """Record rows; `missed` takes those that name a title of which nothing was heard."""
        taken = ledger.take([statement for _, statement in rows], restore=self.restore)
        for worded, change in zip(rows, taken, strict=True):
            if isinstance(change, TitleNotFoundError) and missed is not None:
                missed.append(worded)
            elif isinstance(change, SlateError):
                row = worded.row
                problems.append(RecordError(row.line, f"{row.where}{change}"))
            elif change is not None:
                yield change

    def afterwards(self) -> Iterator[str]:
        """Say what was left out, and what was kept without being understood."""
        yield from self.left_out
        if self.left_out:
            yield f"{_counted(len(self.left_out), 'row')} left out."
        for text, number in islice(self.remarks.items(), _REMARKS):
            yield text if number == 1 else f"{text} ({number:,})"
        if (more := len(self.remarks) - _REMARKS) > 0:
            yield f"{_counted(more, 'further remark')} not shown."
        for before, now in islice(self.renamed.items(), _REMARKS):
            yield f"{before} is called {now} now: another title has that slug."
        if (more := len(self.renamed) - _REMARKS) > 0:
            yield f"{_counted(more, 'further slug')} that changed not shown."
        for one, other in islice(self.alike, _REMARKS):
            yield f"{one} and {other} may be one work. If they are: slate merge {one} {other}"
        if (more := len(self.alike) - _REMARKS) > 0:
            yield f"{_counted(more, 'further pair')} that may be one work not shown."


def _names(worded: _Worded, handles: set[str | None]) -> bool:
    """Tell whether a row names one of these titles, other than its own."""
    own, links = worded.statement.handle, worded.statement.links
    return any(text in handles and text != own for _, text in links)


def _chunk(file: Opened, items: Iterator[Item]) -> list[Item]:
    with _readable(file):
        return list(islice(items, _CHUNK))


@contextmanager
def _readable(file: Opened) -> Iterator[None]:
    """Word what a disk says while a file is read."""
    try:
        yield
    except OSError as error:
        raise FileError(file.name, f"cannot be read: {error.strerror or error}.") from error


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
