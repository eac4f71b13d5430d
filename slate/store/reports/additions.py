"""Adding batches and reports to the ledger: the only place that does, as it also counts them."""

import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from slate.domain.reports.report import Batch
from slate.store.reports import ledger_state
from slate.store.reports.batch_rows import INSERT_BATCH, RECORDED, batch_values
from slate.store.reports.ledger_state import LedgerState
from slate.store.reports.report_rows import INSERT_REPORT

_recorded = itemgetter(*RECORDED)


def add_batch(connection: sqlite3.Connection, batch: Batch, arrived: str | None = None) -> int:
    """Store a batch, without its reports, and return its number.

    `arrived` is the time at which it arrived from another slate, None if it is recorded here.
    """
    values = batch_values(batch, arrived)
    number = connection.execute(INSERT_BATCH, values).lastrowid or 0
    _count(connection, batches=1, digest=ledger_state.digests([_recorded(values)]))
    return number


def add_reports(
    connection: sqlite3.Connection, reports: Sequence[tuple[str, int | None, int, list[Any]]]
) -> None:
    """Store reports: (uid of the batch, own number or None, number of the batch, content)."""
    if not reports:
        return
    connection.executemany(
        INSERT_REPORT, [(number, batch, *content) for _, number, batch, content in reports]
    )
    digest = ledger_state.digests([(uid, *content) for uid, _, _, content in reports])
    _count(connection, reports=len(reports), digest=digest)


def _count(
    connection: sqlite3.Connection, *, batches: int = 0, reports: int = 0, digest: int
) -> None:
    before = ledger_state.stored(connection) or LedgerState()
    ledger_state.put(connection, before.plus(batches=batches, reports=reports, digest=digest))
