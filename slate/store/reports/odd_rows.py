"""Rows of the ledger that slate does not write, even if the checksum of the ledger includes them.

A checksum shows what was changed since slate wrote it, and not whether slate wrote it: somebody
may have made both with SQL.
"""

import json
import sqlite3
from collections.abc import Iterator

from slate.domain.dates.instants import is_instant_text
from slate.domain.reports.confidences import CONFIDENCES

_MOST = 2**53  # of a row's number; from here on SQLite would soon have none left
_NUMBERS = f"""
    select 'batch', id from batches where id not between 1 and {_MOST}
    union all select 'report', id from reports where id not between 1 and {_MOST}
"""
_LIMITED = "select id, only from batches where only is not null"
_CORRECTING = "select id, corrects from batches where corrects is not null"
_REPORTS = "select id, said, confidence from reports"


def odd_rows(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a phrase for each batch or report that slate has not written as it is."""
    for what, number in connection.execute(_NUMBERS):
        yield f"a {what} has the number {number}"
    for number, text in connection.execute(_LIMITED):
        found = _read(text)
        if not (isinstance(found, list) and found and all(isinstance(key, str) for key in found)):
            yield f"batch {number} is limited to titles that cannot be read"
    for number, text in connection.execute(_CORRECTING):
        found = _read(text)
        if not (isinstance(found, dict) and found and all(map(is_instant_text, found.values()))):
            yield f"batch {number} corrects times that cannot be read"
    for number, text, confidence in connection.execute(_REPORTS):
        if not isinstance(_read(text), dict | None) or confidence not in CONFIDENCES:
            yield f"report {number} cannot be read"


def _read(text: str) -> object:
    """Return the value of a JSON text; of any other text, an empty one."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return ""
