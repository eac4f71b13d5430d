"""The sections of a list in SQL; `domain/queries/list_sections.py` has them in Python."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.queries.record_queries import BY_NAME, LATEST, arranged, by_number, tally
from slate.store.titles import list_orders
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
# The same for all titles, whose numbers are in an index. Overdue ones come in the opposite order.
_BY_NUMBER = by_number("t.screen_order")
_COUNT = "select count(*) from titles t where"
_IN_RANGE = "t.screen_order >= {} and t.screen_order < {}"
_NEWEST_OVERDUE = f"""t.screen_order >= (
    select {list_orders.day_begins("min(screen_order)")} from (
        select screen_order from titles where screen_order < {{}}
        order by screen_order desc limit {{}}))"""


def section_totals(
    connection: sqlite3.Connection, query: Query, today: date
) -> dict[ListSection, int]:
    """Return how many titles that fit a query are in each section, in the order of sections."""
    if query.is_filtered:
        found = dict(tally(connection, query, today, _SECTION))
    else:
        counts = ", ".join(f"({_COUNT} {_range(section, today)})" for section in ListSection)
        found = dict(
            zip(ListSection, connection.execute(f"select {counts}").fetchone(), strict=True)
        )
    return {section: found[section] for section in ListSection if found.get(section)}


def in_section(
    connection: sqlite3.Connection, query: Query, section: ListSection, today: date
) -> Iterator[Record]:
    """Yield the titles of a section that fit a query, up to its limit, in the section's order."""
    condition, order = _CONDITIONS[section], SOONEST_FIRST
    if section.is_newest_first:
        order = _NEWEST_FIRST
    if not query.is_filtered:
        condition = _range(section, today)
        if section is not ListSection.OVERDUE:
            order = _BY_NUMBER
        elif query.limit is not None:
            first = list_orders.from_day(today)
            condition = f"{condition} and {_NEWEST_OVERDUE.format(first, query.limit)}"
    return arranged(connection, query, today, condition, order)


def _range(section: ListSection, today: date) -> str:
    """Return the condition that a title is in a section, by its number."""
    return _IN_RANGE.format(*_bounds(section, today))


def _bounds(section: ListSection, today: date) -> tuple[int, int]:
    first, beyond = list_orders.range_of(_PARTS[section])
    match section:
        case ListSection.OVERDUE:
            return first, list_orders.from_day(today)
        case ListSection.TO_COME:
            return list_orders.from_day(today), beyond
        case _:
            return first, beyond


_PARTS = {
    ListSection.OVERDUE: list_orders.COMING,
    ListSection.TO_COME: list_orders.COMING,
    ListSection.NO_DATE: list_orders.NO_DATE,
    ListSection.ON_HOLD: list_orders.ON_HOLD,
    ListSection.OUT: list_orders.OUT,
    ListSection.CANCELED: list_orders.CANCELED,
}
