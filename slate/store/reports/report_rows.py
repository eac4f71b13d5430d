"""A report as a row of SQL: the one place that names its columns and searches its JSON."""

import json
import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from slate.domain.ledger.fold import SAME
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Report
from slate.store.sql import marks, select_list

# The columns of a Report, of `reports r join batches b on b.id = r.batch`.
REPORT = select_list(Report, "r", recorded_at="b.recorded_at", batch="b.uid", author="b.author")
# What is stored in `reports` itself; the rest belongs to the batch.
_CONTENT = ("n", "title_key", "said", "source", "url", "reported_on", "confidence", "note")
_COLUMNS = ("id", "batch", *_CONTENT)
# Takes the numbers of the report (None for the next one) and of its batch, then its `content`.
INSERT_REPORT = f"insert into reports ({', '.join(_COLUMNS)}) values ({marks(_COLUMNS)})"

_SAID, _CONFIDENCE = map(Report._fields.index, ("said", "confidence"))
_SAID_IN_CONTENT, _CONFIDENCE_IN_CONTENT = map(_CONTENT.index, ("said", "confidence"))
_content = attrgetter(*_CONTENT)
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# What SQL asks of `said`, the JSON text of a patch, of `reports r`. None of these misses a
# patch that says it; a text that looks like it elsewhere in a patch may be found as well.
SAYS_SAME = f"""r.said like '%"{SAME}":%'"""
SAYS_DATE = """(r.said like '%"date":"%' or r.said like '%"date": "%')"""
# The end of a patch: its releases and what is said behind them, all of it without releases.
FROM_RELEASES = """substr(r.said, instr(r.said, '"releases":'))"""
REMOVES = "r.said = 'null'"


def report_from(row: Sequence[Any]) -> Report:
    """Return the report of a row whose columns are REPORT."""
    values = list(row)
    try:
        values[_SAID] = json.loads(values[_SAID])
    except ValueError as error:
        raise sqlite3.DatabaseError("a report is no JSON") from error
    values[_CONFIDENCE] = CONFIDENCES[values[_CONFIDENCE]]
    return Report._make(values)


def content(report: Report) -> list[Any]:
    """Return the values that are stored of a report, its patch as JSON."""
    values = list(_content(report))
    values[_SAID_IN_CONTENT] = _as_json(report.said)
    values[_CONFIDENCE_IN_CONTENT] = str(report.confidence)  # sqlite3 takes a text more quickly
    return values
