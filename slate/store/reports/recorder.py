"""Recording a command's batch, which is created with its first report."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from slate.domain.dates.instants import instant_text
from slate.domain.ledger.errors import ClockBehindError
from slate.domain.ledger.statement import Origin
from slate.domain.reports.report import Batch, Report, Said
from slate.store.reports import ledger_tables
from slate.store.reports.additions import add_batch, add_reports
from slate.store.reports.fragments import EFFECTIVE
from slate.store.reports.report_rows import content

MANY_REPORTS = 1_000  # before more are recorded or undone at once, the slate is backed up
_LAST_REPORT = "select coalesce(max(id), 0) from reports"
# The newest time among the batches whose time is not being corrected.
_LAST_RECORDED = f"""
    select max({EFFECTIVE}) from batches b
    where b.uid not in (select value from json_each(:corrected))
"""
# The newest correction of one of these batches: the one that is recorded next must come after it.
_LAST_CORRECTION = """
    select max(b.recorded_at) from batches b
    where exists (select 1 from json_each(b.corrects) c
        where c.key in (select value from json_each(:corrected)))
"""


class Recorder:
    """Records one command's batch; a command that states nothing stores nothing."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        author: str,
        command: str,
        now: datetime,
        before_many: Callable[[], None] = lambda: None,
    ) -> None:
        """Write through a connection in its write transaction; `now` has a time zone.

        `before_many` is called once, when more than `MANY_REPORTS` are recorded.
        """
        self._before_many = before_many
        self.author = author
        self.batch: Batch | None = None
        self._connection = connection
        self._command = command
        self._now = now
        self._n = 0
        self._waiting: list[tuple[str, int, int, list[Any]]] = []
        self._last = 0  # the store's number of the last report
        self._time = ""  # of the batch, once it was needed: to find it, all batches are read

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
            recorded_at=self.batch.recorded_at if self.batch else self._next_time(),
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
        if self._n == MANY_REPORTS + 1:
            self._before_many()
        self._waiting.append((batch.uid, report.id, batch.id, content(report)))
        return report

    def write(self) -> None:
        """Store the reports that were added since the last call."""
        add_reports(self._connection, self._waiting)
        self._waiting.clear()

    @property
    def uid(self) -> str:
        """The batch's uid; empty before its first report."""
        return self.batch.uid if self.batch else ""

    def begin(
        self,
        undoes: str | None,
        *,
        only: tuple[str, ...] = (),
        corrects: tuple[tuple[str, str], ...] = (),
    ) -> Batch:
        """Create a batch; one that undoes another or corrects times has no reports."""
        corrected = [uid for uid, _ in corrects]
        recorded_at = self._recorded_at(corrected) if corrected else self._next_time()
        batch = Batch(
            0, str(uuid4()), recorded_at, self.author, self._command, undoes,
            only=only, corrects=corrects,
        )  # fmt: skip
        self.batch = batch._replace(id=add_batch(self._connection, batch))
        return self.batch

    def note_joined(self) -> None:
        """Note that batches of another ledger were stored: this one will come after them."""
        self._time = ""

    def _next_time(self) -> str:
        self._time = self._time or self._recorded_at([])
        return self._time

    def _recorded_at(self, corrected: list[str]) -> str:
        """Return the current time or, if the clock is behind, a time just after the last batch.

        `corrected` are the uids of batches to which the new one gives another time. Raises
        ClockBehindError if there is no later time than that of the last batch.
        """
        now = self._now.astimezone(UTC)
        values = {"corrected": json.dumps(corrected)}
        for statement in (_LAST_RECORDED, _LAST_CORRECTION) if corrected else (_LAST_RECORDED,):
            (last,) = self._connection.execute(statement, values).fetchone()
            if last is not None:
                now = max(now, self._just_after(datetime.fromisoformat(last)))
        return instant_text(now)

    def _just_after(self, last: datetime) -> datetime:
        try:
            return last + timedelta(microseconds=1)
        except OverflowError:  # an imported ledger may have a batch of the end of the year 9999
            newest = cast("Batch", ledger_tables.newest_of_all(self._connection))
            raise ClockBehindError(self._now, newest.id, instant_text(last)) from None
