"""From the rows of files to the ledger: what each became, and what could not be taken."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from slate.cli.files import Opened
from slate.cli.progress import Watch
from slate.domain.differences import Change
from slate.domain.errors import ImportRefusedError, RecordError, SlateError
from slate.domain.statements import Statement
from slate.interchange.items import Item, Remark, Row, Told
from slate.interchange.recognition import read
from slate.interchange.record_statements import Defaults, statement_of
from slate.store.ledger import Ledger

_CHUNK = 500  # rows of which the ledger is asked at once


@dataclass(frozen=True, slots=True)
class Intake:
    """How files are read, and what is to be said of them in the end."""

    told: Told
    defaults: Defaults
    as_format: str | None
    restore: bool
    skip_invalid: bool
    left_out: list[str] = field(default_factory=list)  # `file:line: reason`
    remarks: Counter[str] = field(default_factory=Counter)

    def changes(self, ledger: Ledger, file: Opened, watch: Watch) -> Iterator[Change]:
        """Record row by row what a file says.

        A row that cannot be taken is left out or, unless that was asked for, refuses the
        file: ImportRefusedError at the end names every one.
        """
        reading = read(file.stream, replace(self.told, name=file.name), self.as_format)
        defaults = replace(self.defaults, source=self.defaults.source or reading.source)
        problems: list[RecordError] = []
        while chunk := list(islice(reading.items, _CHUNK)):
            rows = list(self._statements(chunk, defaults, problems))
            taken = ledger.take([statement for _, statement in rows], restore=self.restore)
            for (row, _), change in zip(rows, taken, strict=True):
                watch.at(file, row.line)
                if isinstance(change, SlateError):
                    problems.append(RecordError(row.line, f"{row.where}{change}"))
                else:
                    yield change
        problems.sort(key=lambda problem: problem.line)
        if problems and not self.skip_invalid:
            raise ImportRefusedError(file.name, problems)
        self.left_out.extend(f"{file.name}:{problem}" for problem in problems)

    def _statements(
        self, chunk: list[Item], defaults: Defaults, problems: list[RecordError]
    ) -> Iterator[tuple[Row, Statement]]:
        for item in chunk:
            if isinstance(item, RecordError):
                problems.append(item)
            elif isinstance(item, Remark):
                self.remarks[item.text] += 1
            else:
                try:
                    yield item, statement_of(item.line, item.record, defaults)
                except RecordError as error:
                    problems.append(RecordError(error.line, f"{item.where}{error.reason}"))

    def afterwards(self) -> Iterator[str]:
        """Say what was left out, and what was kept without being understood."""
        yield from self.left_out
        if self.left_out:
            yield f"{_counted(len(self.left_out), 'row')} left out."
        for text, number in self.remarks.items():
            yield text if number == 1 else f"{text} ({number:,})"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
