import sqlite3

import pytest

from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.reports.report_rows import INSERT_REPORT, content, report_from
from tests.store.writing import add

_WRITTEN = Report(
    *("key", {"title": "Film", "tags": {"é": True}}, "Variety", "https://v", "2021-01"),
    *(Confidence.RUMOR, "Says so.", "", "", 7),
)


def test_a_report_is_read_as_it_was_written(store: Store) -> None:
    add(store, "Other")
    with store.writing(dry_run=True) as connection:
        (batch,) = ledger_tables.batches(connection)
        connection.execute(INSERT_REPORT, [None, batch.id, *content(_WRITTEN)])
        _, found = ledger_tables.reports_in(connection, batch.id)
    assert found == _WRITTEN._replace(
        batch=batch.uid, recorded_at=batch.recorded_at, author=batch.author, id=found.id
    )


def test_a_patch_is_stored_as_short_json() -> None:
    assert content(_WRITTEN)[2] == '{"title":"Film","tags":{"é":true}}'
    assert content(_WRITTEN._replace(said=None))[2] == "null"


def test_a_patch_that_is_no_json_is_a_fault_of_the_file() -> None:
    row = _WRITTEN._replace(said={})._asdict() | {"said": "{"}
    with pytest.raises(sqlite3.DatabaseError, match="a report is no JSON"):
        report_from(list(row.values()))
