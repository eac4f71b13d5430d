"""The number of batches and reports, and a checksum of them, which the slate keeps beside them.

The checksum is the sum, modulo 2^128, of a digest of each batch and each report, so it does not
depend on their order: two slates with the same ledger have the same checksum. What is particular to
one slate, such as the number of a batch, is not included.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from slate.store.reports.batch_rows import RECORDED
from slate.store.reports.report_rows import CONTENT

_BYTES = 16
_STORED = "select batches, reports, checksum from ledger_state"
_PUT = """
    insert into ledger_state (id, batches, reports, checksum)
    values (1, :batches, :reports, :checksum)
    on conflict (id) do update set batches = excluded.batches, reports = excluded.reports,
        checksum = excluded.checksum
"""
_BATCHES = f"select {', '.join(RECORDED)} from batches"
_REPORTS = f"""
    select b.uid, {", ".join(f"r.{name}" for name in CONTENT)}
    from reports r left join batches b on b.id = r.batch
"""
_encode = json.JSONEncoder(separators=(",", ":")).encode


class LedgerState(NamedTuple):
    """How much is recorded in a ledger, and its checksum."""

    batches: int = 0
    reports: int = 0
    checksum: str = "0" * 2 * _BYTES  # hexadecimal

    def plus(self, *, batches: int = 0, reports: int = 0, digest: int) -> "LedgerState":
        """Return the state after batches and reports with this sum of digests were added."""
        total = (int(self.checksum, 16) + digest) % (1 << 8 * _BYTES)
        return LedgerState(
            self.batches + batches, self.reports + reports, f"{total:0{2 * _BYTES}x}"
        )


def digests(rows: Iterable[Sequence[Any]]) -> int:
    """Return the sum of the digests of rows.

    A row is what was recorded with a batch, or the uid of a batch and the content of a report.
    """
    try:  # not needed for reading; hashlib also loads OpenSSL, which takes 4 ms of each write
        from _blake2 import blake2b  # noqa: PLC0415
    except ImportError:  # the module is private
        from hashlib import blake2b  # noqa: PLC0415

    return sum(
        int.from_bytes(blake2b(_encode(row).encode(), digest_size=_BYTES).digest()) for row in rows
    )


def stored(connection: sqlite3.Connection) -> LedgerState | None:
    """Return the state that is kept beside the ledger, None if that row was deleted."""
    row = connection.execute(_STORED).fetchone()
    return LedgerState(*row) if row else None


def put(connection: sqlite3.Connection, state: LedgerState) -> None:
    """Store a state beside the ledger."""
    connection.execute(_PUT, state._asdict())


def computed(connection: sqlite3.Connection) -> LedgerState:
    """Return the state of the batches and reports that are there."""
    batches = connection.execute(_BATCHES).fetchall()
    total = digests(batches)
    number = 0
    rows = connection.execute(_REPORTS)
    while some := rows.fetchmany(1_000):
        number += len(some)
        total += digests(some)
    return LedgerState().plus(batches=len(batches), reports=number, digest=total)
