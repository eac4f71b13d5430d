"""The queries of `list` and `upcoming` in SQL; `domain/queries/selection.py` has them in Python."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from slate.domain.queries.query import OPEN_END, OPEN_SPAN, Query, Section, StatusFilter
from slate.domain.titles.record import Record
from slate.domain.titles.stages import GROUPS
from slate.store.queries.filters import Clauses
from slate.store.queries.record_rows import REPORT, REPORTS, record_in, select_records, values_in
from slate.store.queries.sorted_rows import is_few, sorted_rows
from slate.store.titles.word_lists import CANCELED, OUT, RUMOR

if TYPE_CHECKING:
    from slate.domain.dates.windows import Window

_CERTAIN = f"""(r.doubtful = 0 and r.contested = 0 and p.confidence not in {RUMOR}
    and (:first is null or r.earliest >= :first) and (:last is null or r.latest <= :last))"""
# The releases that `upcoming` shows: of what is out, only those that are certain.
IS_UPCOMING = f"(t.status not in {CANCELED} and ({_CERTAIN} or t.status not in {OUT}))"
_HEADLINES = f"""
    from titles t left join releases r on r.title = t.id and r.headline = 1 {REPORTS}
"""
# The headline among the releases that fit is the first of them: places are in headline order.
_FITTING = f"""
    from (select r.title, min(r.place) as place from releases r where {{where}} group by r.title) f
    join titles t on t.id = f.title
    join releases r on r.title = f.title and r.place = f.place {REPORTS}
"""
_RELEASES = "from releases r join titles t on t.id = r.title"
_EACH_RELEASE = f"{_RELEASES} {REPORTS}"
# What leaves is credited to the report of the date on which it leaves.
_EACH_LEAVING = (
    "from releases r join titles t on t.id = r.title join reports p on p.id = r.leaves_said_by"
    " left join reports w on w.id = r.within_by left join reports s on s.id = r.placed_by"
    " join reports l on l.id = r.leaves_said_by"
)
_IS_LEAVING = """(r.leaves is not null
    and (:last is null or r.leaves_earliest is null or r.leaves_earliest <= :last)
    and (:first is null or r.leaves_latest is null or r.leaves_latest >= :first))"""
_LEAVES_FOR_CERTAIN = f"""(r.leaves_doubtful = 0 and r.contested = 0 and p.confidence not in {RUMOR}
    and (:first is null or r.leaves_earliest >= :first)
    and (:last is null or r.leaves_latest <= :last))"""
_ALL_RELEASES = f"""
    from titles t left join releases r on r.title = t.id {REPORTS}
"""
# With a plus, or SQLite may read titles by an index on their names and sort them all the same.
_AFTER_NAME = "coalesce(t.season, -1), coalesce(t.part, -1), +t.slug, r.place"
BY_NAME = f"+t.sorting, {_AFTER_NAME}"
LATEST = f"coalesce(r.latest, '{OPEN_END}')"
# The place of the section that `section_of` returns in Python.
_SECTION = f"""case when t.status in {OUT} then {Section.OUT.place}
    when t.status in {CANCELED} then {Section.CANCELED.place}
    when r.date is null then {Section.NO_DATE.place} else {Section.TO_COME.place} end"""
_SOONEST_FIRST = ", ".join(str(section.place) for section in Section if section.is_soonest_first)
_IS_SOONEST_FIRST = f"{_SECTION} in ({_SOONEST_FIRST})"
_LIST_ORDER = f"""order by {_SECTION},
    case when {_IS_SOONEST_FIRST} then coalesce(r.earliest, '') end,
    case when {_IS_SOONEST_FIRST} then {LATEST} end,
    case when not {_IS_SOONEST_FIRST} then coalesce(r.latest, r.earliest) end desc nulls last,
    {BY_NAME}"""
_UPCOMING_ORDER = f"""order by certain desc,
    case when certain then 0 else coalesce(r.span, {OPEN_SPAN}) end,
    coalesce(r.earliest, ''), {LATEST}, {BY_NAME}"""
# First the release that will be out first, if its date holds; contested ones come last.
_SOONEST_ORDER = f"order by r.contested, {LATEST}, r.earliest asc nulls last, {BY_NAME}"
_IS_SOON = "r.contested = 0 and r.latest <= :until"
_FIRST_DAYS = (7, 70, 700)  # from the start of a window
_LEAVING_ORDER = f"""order by coalesce(r.leaves_earliest, ''),
    coalesce(r.leaves_latest, '{OPEN_END}'), {BY_NAME}"""
_SORTS = {  # the column of each of SORTS
    "date": "coalesce(r.earliest, r.latest)",
    "title": "t.sorting",
    "status": "t.status",
    "platform": "r.platform",
    "kind": "t.kind",
    "year": "t.year",
    "reported": "p.reported_on",
}


def listing(
    connection: sqlite3.Connection, query: Query, today: date, ids: list[int] | None = None
) -> Iterator[Record]:
    """Yield one record per title, showing the headline of its releases that fit the query.

    `ids` limits the titles to those with these numbers.
    """
    clauses = Clauses(connection, query, today)
    clauses.only(ids)
    return map(record_in, _listed(connection, query, clauses, "", _order(query, clauses)))


def rows(connection: sqlite3.Connection, query: Query, today: date) -> Iterator[Sequence[Any]]:
    """Yield the records of `listing` as rows of COLUMNS, with plain strings for enums."""
    clauses = Clauses(connection, query, today)
    return map(values_in, _listed(connection, query, clauses, "", _order(query, clauses)))


def _order(query: Query, clauses: Clauses) -> str:
    """Return the order of a list: by number, unless releases are chosen and the headline differs.

    An index on the number is used for the first of all titles only. With conditions, few titles
    may fit, and to read many from all over the file takes longer than sorting them.
    """
    if clauses.about_releases:
        return order_of(query, _LIST_ORDER)
    if clauses.are_none and is_few(query.limit):
        return order_of(query, by_number("t.list_order"))
    return order_of(query, f"order by +t.list_order, {BY_NAME}")


def by_number(column: str) -> str:
    """Return the order of a column that has an index, with the name after it."""
    return f"order by {column}, t.sorting, {_AFTER_NAME}"


def arranged(  # noqa: PLR0913 -- one is keyword-only
    connection: sqlite3.Connection,
    query: Query,
    today: date,
    condition: str,
    order: str,
    *,
    fits: str = "",
) -> Iterator[Record]:
    """Yield the records of `listing` that meet a further condition, in another order, as SQL.

    `fits` is a further condition on releases, of which the headline is shown.
    """
    clauses = Clauses(connection, query, today)
    return map(record_in, _listed(connection, query, clauses, f"and ({condition})", order, fits))


def _listed(  # noqa: PLR0913, PLR0917 -- the parts of a statement
    connection: sqlite3.Connection,
    query: Query,
    clauses: Clauses,
    condition: str,
    order: str,
    fits: str = "",
) -> Iterator[Any]:
    sql = f"{_select(query)} {_source(clauses, fits)} {condition} {order}"
    return sorted_rows(connection, sql, clauses.values, query.limit)


def tally(  # noqa: PLR0913 -- one is keyword-only
    connection: sqlite3.Connection,
    query: Query,
    today: date,
    group: str,
    condition: str = "true",
    *,
    fits: str = "",
) -> Iterator[tuple[Any, int]]:
    """Yield how many records of `arranged` are in each group; `group` is an expression in SQL."""
    clauses = Clauses(connection, query, today)
    sql = f"select {group}, count(*) {_source(clauses, fits)} and ({condition}) group by 1"
    yield from connection.execute(sql, clauses.values)


def _select(query: Query, further: str = "") -> str:
    return select_records(_CERTAIN if query.window else "null", further)


def _source(clauses: Clauses, fits: str = "") -> str:
    where = f"where {clauses.about_titles}"
    about_releases = " and ".join(filter(None, (clauses.about_releases, fits)))
    if not about_releases:
        return f"{_HEADLINES} {where}"
    return f"{_FITTING.replace('{where}', about_releases)} {where}"


def releases(
    connection: sqlite3.Connection, query: Query, today: date, ids: list[int] | None = None
) -> Iterator[tuple[Record, str]]:
    """Yield one record per release, whatever the status, with the key of its title.

    A title without releases yields one record, too, unless the query filters releases. `ids`
    limits the titles to those with these numbers.
    """
    clauses = Clauses(connection, query, today)
    clauses.only(ids)
    where = " and ".join(filter(None, (clauses.about_releases, clauses.about_titles)))
    order = order_of(query, _LIST_ORDER)
    select = _select(query, further="t.key, ")
    source = _EACH_RELEASE if clauses.about_releases else _ALL_RELEASES
    sql = f"{select} {source} where {where} {order}"
    rows = sorted_rows(connection, sql, clauses.values, query.limit)
    return ((record_in(row), key) for key, *row in rows)


def count(connection: sqlite3.Connection, query: Query, today: date) -> int:
    """Return how many titles `listing` yields without a limit."""
    clauses = Clauses(connection, query, today)
    source = "from titles" if clauses.are_none else _source(clauses)
    (number,) = connection.execute(f"select count(*) {source}", clauses.values).fetchone()
    return int(number)


def upcoming(  # noqa: PLR0913 -- two are keyword-only
    connection: sqlite3.Connection,
    query: Query,
    window: "Window",
    today: date,
    *,
    certain: bool = False,
    ids: list[int] | None = None,
) -> Iterator[Record]:
    """Yield one record per release in a window, the certain ones first.

    With `certain`, yield only the certain ones. `ids` limits the titles to those with these
    numbers.
    """
    query = query._replace(window=window)
    clauses = Clauses(connection, query, today)
    clauses.only(ids)
    where = _shown(clauses, certain=certain)
    order = order_of(query, _UPCOMING_ORDER)
    soonest = "" if query.sort else _CERTAIN
    return map(record_in, _upcoming(connection, query, clauses, where, order, soonest))


def _upcoming(  # noqa: PLR0913, PLR0917 -- the parts of a statement
    connection: sqlite3.Connection,
    query: Query,
    clauses: Clauses,
    where: str,
    order: str,
    soonest: str,
) -> Iterator[Any]:
    """Return the rows of releases in an order, up to the limit of the query.

    In that order, the releases that meet the condition `soonest` and whose dates begin by the day
    `:until` come before all others. If there are enough of them, no others are read.
    """
    sql = f"{_select(query)} {_EACH_RELEASE} {where}"
    if soonest and query.limit is not None and is_few(query.limit):
        for until in _first_days(query.window):
            values = clauses.values | {"until": until}
            rows = sorted_rows(connection, f"{sql} and {soonest} {order}", values, query.limit)
            if len(found := list(rows)) == query.limit:
                return iter(found)
    return sorted_rows(connection, f"{sql} {order}", clauses.values, query.limit)


def _first_days(window: "Window | None") -> Iterator[str]:
    """Yield the days up to which the first releases in a window are looked for."""
    if window is None or window.start is None:
        return
    for days in map(timedelta, _FIRST_DAYS):
        if (window.end or date.max) - window.start > days:
            yield (window.start + days).isoformat()


def count_upcoming(
    connection: sqlite3.Connection,
    query: Query,
    window: "Window",
    today: date,
    *,
    certain: bool = False,
) -> tuple[int, int]:
    """Return how many certain and possible releases `upcoming` yields without a limit."""
    clauses = Clauses(connection, query._replace(window=window), today)
    sql = f"select coalesce(sum({_CERTAIN}), 0), count(*) {_RELEASES} {REPORT}"
    where = _shown(clauses, certain=certain)
    sure, number = connection.execute(f"{sql} {where}", clauses.values).fetchone()
    return int(sure), int(number - sure)


def _shown(clauses: Clauses, *, certain: bool) -> str:
    shown = f"{IS_UPCOMING} and {_CERTAIN}" if certain else IS_UPCOMING
    return f"where {clauses.about_releases} and {clauses.about_titles} and {shown}"


def order_of(query: Query, default: str, date: str = _SORTS["date"]) -> str:
    """Return the order of a query; `date` is the column of the date that the rows are about."""
    if query.sort is None:
        return default
    column = (_SORTS | {"date": date})[query.sort.removeprefix("-")]
    direction = "desc" if query.sort.startswith("-") else "asc"
    return f"order by {column} {direction} nulls last, {BY_NAME}"


def undated(connection: sqlite3.Connection, query: Query, today: date) -> int:
    """Return how many titles still to come have no date but fit the rest of the query."""
    status = query.status or StatusFilter(stages=frozenset(GROUPS["upcoming"]))
    return count(connection, query._replace(window=None, undated=True, status=status), today)


def soonest(
    connection: sqlite3.Connection, query: Query, today: date, ids: list[int] | None = None
) -> Record | None:
    """Return the next release that fits: the one that will be out first if its date holds.

    `ids` limits the titles to those with these numbers; if none of them has such a release, one
    that is overdue, or has no date, is returned. Return None if nothing fits.
    """
    from slate.domain.dates.windows import from_today  # noqa: PLC0415 -- only for this

    status = query.status or StatusFilter(stages=frozenset(GROUPS["upcoming"]))
    window = query.window or from_today(today)
    wanted = query._replace(status=status, window=window, limit=1)
    clauses = Clauses(connection, wanted, today)
    clauses.only(ids)
    where = _shown(clauses, certain=False)
    found = next(_upcoming(connection, wanted, clauses, where, _SOONEST_ORDER, _IS_SOON), None)
    if found is not None or ids is None:
        return None if found is None else record_in(found)
    return next(listing(connection, query._replace(status=status), today, ids=ids), None)


def leaving(
    connection: sqlite3.Connection, query: Query, today: date, *, certain: bool = False
) -> Iterator[tuple[Record, str]]:
    """Yield one record per release that leaves in the window of the query, soonest first.

    Each comes with the key of its title. The source, the day reported and the confidence are
    those of the date on which it leaves. Without a window, yield all that leave; with `certain`,
    only those that are certain to leave in the window.
    """
    clauses, where = _leaving(connection, query, today, certain=certain)
    select = select_records(_LEAVES_FOR_CERTAIN if query.window else "null", "t.key, ")
    order = order_of(query, _LEAVING_ORDER, "coalesce(r.leaves_earliest, r.leaves_latest)")
    sql = f"{select} {_EACH_LEAVING} {where} {order}"
    rows = sorted_rows(connection, sql, clauses.values, query.limit)
    # What the release date lies within does not concern the date on which it leaves.
    return ((record_in(row)._replace(within=None, placed_by=None), key) for key, *row in rows)


def count_leaving(
    connection: sqlite3.Connection, query: Query, today: date, *, certain: bool = False
) -> int:
    """Return how many releases `leaving` yields without a limit."""
    clauses, where = _leaving(connection, query, today, certain=certain)
    sql = f"select count(*) {_EACH_LEAVING} {where}"
    (number,) = connection.execute(sql, clauses.values).fetchone()
    return int(number)


def _leaving(
    connection: sqlite3.Connection, query: Query, today: date, *, certain: bool
) -> tuple[Clauses, str]:
    """Return the clauses of a query, whose window is when releases leave, and the condition."""
    clauses = Clauses(connection, query._replace(window=None), today)
    first, last = query.window.bounds if query.window else (None, None)
    clauses.values |= {"first": first, "last": last}
    conditions = [_IS_LEAVING, clauses.about_titles, f"t.status not in {CANCELED}"]
    conditions += [clauses.about_releases] * bool(clauses.about_releases)
    conditions += [_LEAVES_FOR_CERTAIN] * certain
    return clauses, f"where {' and '.join(conditions)}"
