"""Recording a command's batch, which is created with its first report."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from slate.domain.dates.instants import instant_text
from slate.domain.ledger.statement import Origin
from slate.domain.reports.report import Batch, Report, Said
from slate.store.reports.report_rows import INSERT_REPORT, content

_INSERT_BATCH = """
    insert into batches (uid, recorded_at, author, command, undoes)
    values (:uid, :recorded_at, :author, :command, :undoes)
"""
_LAST_REPORT = "select coalesce(max(id), 0) from reports"
_LAST_RECORDED = "select max(recorded_at) from batches"


class Recorder:
    """Records one command's batch; a command that states nothing stores nothing."""

    def __init__(
        self, connection: sqlite3.Connection, *, author: str, command: str, now: datetime
    ) -> None:
        """Write through a connection in its write transaction; `now` has a time zone."""
        self.author = author
        self.batch: Batch | None = None
        self._connection = connection
        self._command = command
        self._now = now
        self._n = 0
        self._waiting: list[list[Any]] = []
        self._last = 0  # the store's number of the last report

    def draft(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Return the report that would be recorded next, without a number in the store."""
        return self._report(key, said, origin, 0)

    def _report(self, key: str, said: Said | None, origin: Origin, number: int) -> Report:
        return Report(
            title_key=key,
            said=said,
            source=origin.source,
            url=origin.url,
            reported_on=origin.reported_on,
            confidence=origin.confidence,
            note=origin.note,
            recorded_at=self.batch.recorded_at if self.batch else self._recorded_at(),
            batch=self.batch.uid if self.batch else "",
            n=self._n + 1,
            author=self.author,
            id=number,
        )

    def record(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Add a report to the batch and return it; the next `write` stores it."""
        batch = self.batch or self.begin(undoes=None)
        if not self._n:
            (self._last,) = self._connection.execute(_LAST_REPORT).fetchone()
        self._last += 1
        report = self._report(key, said, origin, self._last)
        self._n += 1
        self._waiting.append([report.id, batch.id, *content(report)])
        return report

    def write(self) -> None:
        """Store the reports that were added since the last call."""
        self._connection.executemany(INSERT_REPORT, self._waiting)
        self._waiting.clear()

    @property
    def uid(self) -> str:
        """The batch's uid; empty before its first report."""
        return self.batch.uid if self.batch else ""

    def begin(self, undoes: str | None) -> Batch:
        """Create a batch; one that undoes another has no reports."""
        batch = Batch(0, str(uuid4()), self._recorded_at(), self.author, self._command, undoes)
        row = self._connection.execute(_INSERT_BATCH, batch._asdict())
        self.batch = batch._replace(id=row.lastrowid or 0)
        return self.batch

    def _recorded_at(self) -> str:
        """Return the current time or, if the clock is behind, a time just after the last batch."""
        (last,) = self._connection.execute(_LAST_RECORDED).fetchone()
        now = self._now.astimezone(UTC)
        if last is not None:
            now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
        return instant_text(now)
