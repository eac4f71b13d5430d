"""Netflix's viewing history as its site exports it: CSV about what was watched, and so refused.

The short file has the columns `Title` and `Date`, and episodes as `Lupin: Part 1: Chapter 1`; the
long one, `ViewingActivity.csv`, has a row for each time that a profile played something.
"""

import re
from itertools import islice
from typing import Final

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import UsageError
from slate.formats.errors import RecordError, ViewingHistoryError
from slate.formats.read.reader import FileContext
from slate.formats.read.tables.tables import Table

_SHORT: Final = ["Title", "Date"]
_LONG = frozenset({"Profile Name", "Start Time", "Title", "Bookmark"})
_SAMPLE = 300  # rows in which an episode is looked for
_EPISODE = re.compile(
    r".+: (?:(?:Season|Series|Part|Volume|Chapter|Book|Collection) \d+|Limited Series): .+"
)
_WATCHED_ON = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}", re.ASCII)


def refuse_viewing_history(table: Table, context: FileContext) -> None:
    """Raise ViewingHistoryError for a table that is one."""
    if set(table.columns) >= _LONG or (table.columns == _SHORT and _is_short(table, context)):
        raise ViewingHistoryError(table.name)


def _is_short(table: Table, context: FileContext) -> bool:
    """Whether the first rows have an episode among them, and no date that is still to come."""
    rows = [row[1] for row in islice(table.rows(), _SAMPLE) if not isinstance(row, RecordError)]
    return any(_EPISODE.fullmatch(row["Title"]) for row in rows) and all(
        _may_be_watched(row.get("Date", ""), context) for row in rows
    )


def _may_be_watched(date: str, context: FileContext) -> bool:
    if not _WATCHED_ON.fullmatch(date.strip()):
        return False
    try:
        earliest = parse_date(date, order=context.date_order).earliest
    except UsageError:  # a year of two digits, or two orders of the numbers
        return True
    return earliest is not None and earliest <= context.day
