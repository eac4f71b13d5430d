"""Titles that are new, and what is reported of them: written many at a time.

One statement for many rows takes a third of the time of one for each.
"""

import sqlite3
from typing import Any

from slate.domain.titles.title import Title
from slate.store.reports.recorder import Recorder
from slate.store.titles import projections

_LAST_TITLE = "select coalesce(max(id), 0) from titles"


class BulkInsert:
    """Rows of new titles that wait to be written; `write` has to come before any read."""

    def __init__(self, connection: sqlite3.Connection, recorder: Recorder) -> None:
        """Take the connection, in its write transaction."""
        self._connection = connection
        self._recorder = recorder
        self._waiting: dict[str, list[Any]] = {}
        self._last = 0

    def add(self, title: Title) -> None:
        """Take a title whose slug nobody else has or wants."""
        if not self._waiting:
            (self._last,) = self._connection.execute(_LAST_TITLE).fetchone()
        self._last += 1
        for statement, rows in projections.rows_of(title, self._last):
            self._waiting.setdefault(statement, []).extend(rows)

    def write(self) -> None:
        """Write what waits: first the reports, to which the titles refer."""
        self._recorder.write()
        for statement, rows in self._waiting.items():
            self._connection.executemany(statement, rows)
        self._waiting.clear()
