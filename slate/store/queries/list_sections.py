"""The sections of a list in SQL; `domain/queries/list_sections.py` has them in Python."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.queries.record_queries import BY_NAME, LATEST, arranged, tally
from slate.store.titles.word_lists import CANCELED, NEVER_OVERDUE, OUT, OVERDUE, PAUSED

# Written out, since a case for each row would take longer.
_IS_COMING = f"t.status not in {NEVER_OVERDUE}"
_CONDITIONS = {
    ListSection.OUT: f"t.status in {OUT}",
    ListSection.CANCELED: f"t.status in {CANCELED}",
    ListSection.ON_HOLD: f"t.status in {PAUSED}",
    ListSection.NO_DATE: f"{_IS_COMING} and r.date is null",
    ListSection.OVERDUE: OVERDUE,
    ListSection.TO_COME: f"{_IS_COMING} and r.date is not null and coalesce(r.latest >= :today, 1)",
}
_CASES = " ".join(f"when {condition} then '{name}'" for name, condition in _CONDITIONS.items())
_SECTION = f"case {_CASES} end"
# By the last day that a date allows: it stands under the heading of that day.
SOONEST_FIRST = f"order by r.date is null, {LATEST}, coalesce(r.earliest, ''), {BY_NAME}"
_NEWEST_FIRST = f"""order by coalesce(r.latest, r.earliest, t.year || '-12-31') desc nulls last,
    {BY_NAME}"""


def section_totals(
    connection: sqlite3.Connection, query: Query, today: date
) -> dict[ListSection, int]:
    """Return how many titles that fit a query are in each section, in the order of sections."""
    found = dict(tally(connection, query, today, _SECTION))
    return {section: found[section] for section in ListSection if section in found}


def in_section(
    connection: sqlite3.Connection, query: Query, section: ListSection, today: date
) -> Iterator[Record]:
    """Yield the titles of a section that fit a query, up to its limit, in the section's order."""
    order = _NEWEST_FIRST if section.is_newest_first else SOONEST_FIRST
    return arranged(connection, query, today, _CONDITIONS[section], order)
