"""The titles that rows of a file were about last, with their reports."""

import sqlite3

from slate.domain.changes.growing_title import GrowingTitle
from slate.store.reports import ledger_tables

_MOST = 1_000  # titles; they take some kilobytes each


class RecentTitles:
    """The titles that were needed last: a file may have many rows about one.

    Every report on one of them has to be added to it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start without any title."""
        self._connection = connection
        self._titles: dict[str, GrowingTitle] = {}  # by key, the one needed last at the end

    def of(self, key: str) -> GrowingTitle:
        """Return the title with this key; its reports are read if it is not here."""
        found = self._titles.pop(key, None)
        if found is None:
            found = GrowingTitle(key, ledger_tables.reports_on(self._connection, key))
            if len(self._titles) >= _MOST:
                del self._titles[next(iter(self._titles))]
        self._titles[key] = found
        return found
