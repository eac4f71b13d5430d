"""Reports as rows of SQL: the one place that lists their columns and searches their JSON."""

import json
import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from slate.domain.ledger.patch import DIFFERS, SAME, SPLIT
from slate.domain.reports.confidences import CONFIDENCES, Confidence
from slate.domain.reports.report import Report
from slate.store.reports.fragments import EFFECTIVE, SPLIT_TO
from slate.store.sql import marks, select_list

# The columns of a Report, from `reports r join batches b on b.id = r.batch`: with the time that
# counts, and with the one that was recorded.
REPORT = select_list(
    Report, "r", recorded_at=EFFECTIVE, batch="b.uid", author="b.author", split_to=SPLIT_TO
)
AS_RECORDED = select_list(
    Report, "r", recorded_at="b.recorded_at", batch="b.uid", author="b.author", split_to=SPLIT_TO
)
# The columns of `reports` itself; the others belong to the batch.
CONTENT = ("n", "title_key", "said", "source", "url", "reported_on", "confidence", "note")
_COLUMNS = ("id", "batch", *CONTENT)
# Its values: the numbers of the report (None for the next one) and its batch, then its `content`.
INSERT_REPORT = f"insert into reports ({', '.join(_COLUMNS)}) values ({marks(_COLUMNS)})"

_SAID, _CONFIDENCE = map(Report._fields.index, ("said", "confidence"))
_SAID_IN_CONTENT, _CONFIDENCE_IN_CONTENT = map(CONTENT.index, ("said", "confidence"))
_content = attrgetter(*CONTENT)
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# Conditions on `said`, the JSON text of a patch, for `reports r`. They find every patch that
# states it, but also those with a similar text elsewhere.
SAYS_SAME = f"""r.said like '%"{SAME}":%'"""
SAYS_SPLIT = f"""instr(r.said, '"{SPLIT}":') > 0"""  # as below
SAYS_DIFFERS = f"""instr(r.said, '"{DIFFERS}":') > 0"""  # the condition of an index
SAYS_DATE = """(r.said like '%"date":"%' or r.said like '%"date": "%')"""
# The end of a patch, from its releases on; the whole patch if it has none.
FROM_RELEASES = """substr(r.said, instr(r.said, '"releases":'))"""
# Reports that version 1 of the ledger's format may not carry: what catalogs list, titles that
# differ or are split, credits with a place, thirds of months.
MAY_BE_NEW = f"""(r.confidence = '{Confidence.LISTED}'
    or r.said like '%"{DIFFERS}":%' or r.said like '%"{SPLIT}":%'
    or r.said glob '*"credits":*":[1-9]*'
    or r.said glob '*-[0-9][0-9]-[elm][ai]*')"""
REMOVES = "r.said = 'null'"


def report_from(row: Sequence[Any]) -> Report:
    """Return the report of a row with the columns REPORT.

    Raises sqlite3.DatabaseError if its patch is not JSON.
    """
    values = list(row)
    try:
        values[_SAID] = json.loads(values[_SAID])
    except ValueError as error:
        raise sqlite3.DatabaseError("a report is not JSON") from error
    values[_CONFIDENCE] = CONFIDENCES[values[_CONFIDENCE]]
    return Report._make(values)


def content(report: Report) -> list[Any]:
    """Return the values to store for a report, with its patch as JSON."""
    values = list(_content(report))
    values[_SAID_IN_CONTENT] = _as_json(report.said)
    values[_CONFIDENCE_IN_CONTENT] = str(report.confidence)  # sqlite3 binds a plain str faster
    return values
