"""The titles whose dates moved, or that waited for one.

SQL selects candidates, and their histories decide.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date

from slate.domain.changes.history import history_of
from slate.domain.changes.league_tables import SlipHistory
from slate.domain.changes.slips import may_have_moved, may_have_waited
from slate.domain.dates.day_span import ANY_TIME, Span
from slate.domain.queries.query import Query
from slate.domain.reports.report import in_order
from slate.store.queries.candidates import candidates
from slate.store.reports.fragments import in_force, key_of
from slate.store.reports.report_rows import FROM_RELEASES, SAYS_DATE

# Of reports with a date, the patches are compared from their releases on. If these parts are all
# equal, no date moved.
_MAY_HAVE_MOVED = f"""
    select coalesce(w.leader, {key_of("r")}) as work,
        min(case when {SAYS_DATE} then {FROM_RELEASES} end) as one,
        max(case when {SAYS_DATE} then {FROM_RELEASES} end) as other,
        min(r.reported_on) as said_on,
        min(case when {SAYS_DATE} then r.reported_on end) as dated_on
    from reports r left join one_work w on w.key = {key_of("r")}
    where {in_force("r")}
    group by work
    having one <> other or said_on < dated_on
"""


def lives(
    connection: sqlite3.Connection,
    query: Query,
    today: date,
    span: Span = ANY_TIME,
    *,
    waits: bool,
) -> Iterator[SlipHistory]:
    """Yield the titles that fit the query and whose dates moved, each with its history.

    With `waits`, also yield those that were reported before they had a date. Titles without a
    report in the span are left out. Filters on releases are left to the caller, except the window.
    """
    for record, key, found in candidates(connection, _MAY_HAVE_MOVED, query, today):
        reports = in_order(found)
        if not any(span.holds(report.last_day) for report in reports):
            continue
        if may_have_moved(reports) or (waits and may_have_waited(reports)):
            yield record, list(history_of(key, reports))
