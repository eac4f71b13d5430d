"""Helpers for tests: ledgers as files, and joining them."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from slate.domain.changes.change import Change
from slate.domain.ledger.version import version_of
from slate.domain.reports.report import Batch, Report
from slate.formats.errors import RecordError
from slate.formats.ledger import ledger_file
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import FileContext
from slate.store.file.connection import Store
from slate.store.queries import row_counts
from slate.store.reports import ledger_tables
from tests.store.writing import ledger


def exported(store: Store) -> bytes:
    with store.reading() as connection:
        counts = row_counts.counts(connection)
        version = version_of(*ledger_tables.beyond_version_1(connection))
        lines = ledger_file.lines(
            ledger_tables.whole(connection), (counts.batches, counts.reports), version
        )
        return "".join(lines).encode()


def entries(told: bytes) -> Iterator[Batch | Report]:
    for item in ledger_file.items(values(BytesIO(told), "a"), FileContext("a", date(2021, 1, 7))):
        assert not isinstance(item, RecordError), item
        yield item


def unite(store: Store, told: bytes) -> list[Change]:
    with ledger(store) as book:
        return book.joining(entries(told)).changes
