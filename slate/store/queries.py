"""The questions of `list` and `upcoming` in SQL; `domain/query.py` asks the same in Python.

Filters come as named parameters, never as text. A month is looked for in two indexes: no
span but a range is longer than a year, so most lie in a bounded stretch of `earliest`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from slate.domain.dates import parse_date
from slate.domain.query import Query
from slate.domain.records import Record
from slate.domain.status import StatusFilter, due_label
from slate.domain.text import folded
from slate.domain.vocabulary import GROUPS, platform_key
from slate.domain.windows import Window, from_today
from slate.store.ledger import platforms

_OVERDUE = """(r.latest < :today
    and t.status not in ('released', 'ended', 'canceled', 'on-hold'))"""
_CERTAIN = """(r.doubtful = 0 and p.confidence <> 'rumor'
    and (:first is null or r.earliest >= :first) and (:last is null or r.latest <= :last))"""
_RECORD = f"""
    select t.slug, t.title, t.label, t.status, t.kind, r.date,
        coalesce(r.precision, 'tba'), t.year, t.season, t.part, r.platform, r.type, r.region,
        r.earliest, r.latest, {{certain}}, r.leaves, t.tags,
        p.source, p.url, p.reported_on, p.confidence, {_OVERDUE} as overdue
"""
_REPORT = "join reports p on p.id = coalesce(r.said_by, t.said_by)"
_HEADLINES = f"""
    from titles t left join releases r on r.title = t.id and r.headline = 1 {_REPORT}
"""
# The headline among the releases that fit: their places are in its order.
_FITTING = f"""
    from (select r.title, min(r.place) as place from releases r where {{where}} group by r.title) f
    join titles t on t.id = f.title
    join releases r on r.title = f.title and r.place = f.place {_REPORT}
"""
_EACH_RELEASE = f"""
    from releases r join titles t on t.id = r.title {_REPORT}
"""
_IN_WINDOW = """r.id in (
    select id from releases where precision <> 'range'
        and earliest >= :reach and (:last is null or earliest <= :last)
        and (:first is null or latest >= :first)
    union all
    select id from releases where precision = 'range'
        and (earliest is null or :last is null or earliest <= :last)
        and (latest is null or :first is null or latest >= :first))"""
_LONGEST = timedelta(days=366)  # but for ranges

_BY_NAME = "t.folded, coalesce(t.season, -1), coalesce(t.part, -1), t.slug"
_SECTION = """case when t.status in ('released', 'ended') then 2 when t.status = 'canceled' then 3
    when r.date is null then 1 else 0 end"""
_LIST_ORDER = f"""order by {_SECTION},
    case when {_SECTION} < 2 then coalesce(r.earliest, '') end,
    case when {_SECTION} < 2 then coalesce(r.latest, '9999-99') end,
    case when {_SECTION} >= 2 then coalesce(r.latest, r.earliest) end desc nulls last,
    {_BY_NAME}"""
_UPCOMING_ORDER = f"""order by certain desc, case when certain then 0 else coalesce(r.span, 10000000) end,
    coalesce(r.earliest, ''), coalesce(r.latest, '9999-99'), {_BY_NAME}"""
_SORTS = {
    "date": "coalesce(r.earliest, r.latest)",
    "title": "t.folded",
    "status": "t.status",
    "platform": "r.platform",
    "kind": "t.kind",
    "year": "t.year",
    "reported": "p.reported_on",
    "latest": "coalesce(r.latest, '9999-99'), r.earliest",  # for `soonest`, not offered
}
_TITLE_FOLDED = "t.folded like {text} escape '\\'"
_NAME_FOLDED = """exists (select 1 from names n
    where n.title = t.id and n.type <> 'former slug' and n.folded like {text} escape '\\')"""
_PERSON = "exists (select 1 from credits c where c.title = t.id and c.folded like {text} escape '\\')"
_TAG = "exists (select 1 from tags g where g.title = t.id and g.tag in ({marks}))"


class Counts(NamedTuple):
    """What is in a slate."""

    titles: int
    releases: int
    reports: int
    batches: int


_COUNTS = """
    select (select count(*) from titles), (select count(*) from releases),
        (select count(*) from reports), (select count(*) from batches)
"""


def counts(connection: sqlite3.Connection) -> Counts:
    """Count what is in a slate."""
    return Counts(*connection.execute(_COUNTS).fetchone())


class _Clauses:
    """Conditions joined by AND, and the parameters that they name."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.about_releases: list[str] = []
        self.about_titles: list[str] = []

    def mark(self, value: object) -> str:
        """Name a value and give its placeholder."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def marks(self, values: Iterable[object]) -> str:
        """Name several values, for `in (...)`."""
        return ", ".join(self.mark(value) for value in values)

    def only(self, ids: Iterable[int] | None) -> None:
        """Ask only about the titles with these numbers; None means all."""
        if ids is not None:
            self.about_titles.append(f"t.id in ({self.marks(ids)})")

    def any_like(self, clause: str, texts: Iterable[str]) -> str:
        """Ask whether any of the texts is part of the folded column."""
        return " or ".join(
            clause.replace("{text}", self.mark(f"%{_escaped(folded(text))}%")) for text in texts
        )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _clauses(connection: sqlite3.Connection, query: Query, today: date) -> _Clauses:
    clauses = _Clauses()
    clauses.values["today"] = today.isoformat()
    releases, titles = clauses.about_releases, clauses.about_titles
    if query.platforms:
        wanted = {platform_key(name) for name in query.platforms}
        known = [name for name in platforms(connection) if platform_key(name) in wanted]
        releases.append(f"r.platform in ({clauses.marks(known)})")
    if query.release_types:
        releases.append(f"r.type in ({clauses.marks(query.release_types)})")
    if query.regions:
        releases.append(f"r.region in ({clauses.marks(query.regions)})")
    if query.window is not None:
        releases.append(_IN_WINDOW)
    first, last = query.window.bounds if query.window else (None, None)
    clauses.values |= {"first": first, "last": last, "reach": _reach(query.window)}
    if query.status:
        either = [
            f"t.status in ({clauses.marks(sorted(query.status.stages))})",
            f"t.label in ({clauses.marks(sorted(query.status.labels))})",
        ]
        titles.append(" or ".join([*either, *([_OVERDUE] if query.status.overdue else [])]))
    if query.kinds:
        titles.append(f"t.kind in ({clauses.marks(query.kinds)})")
    if query.tags:
        titles.append(_TAG.replace("{marks}", clauses.marks(query.tags)))
    if query.persons:
        titles.append(clauses.any_like(_PERSON, query.persons))
    if query.search:
        own = clauses.any_like(_TITLE_FOLDED, query.search)
        titles.append(f"{own} or {clauses.any_like(_NAME_FOLDED, query.search)}")
    if query.undated:
        titles.append("r.date is null")
    if query.overdue:
        titles.append(_OVERDUE)
    return clauses


def _reach(window: Window | None) -> str:
    """Give the earliest day on which a span that touches the window can begin."""
    if window is None or window.start is None or window.start - date.min < _LONGEST:
        return ""
    return (window.start - _LONGEST).isoformat()


def _all_of(conditions: list[str]) -> str:
    return " and ".join(f"({condition})" for condition in conditions) or "true"


def listing(
    connection: sqlite3.Connection, query: Query, today: date, ids: list[int] | None = None
) -> Iterator[Record]:
    """Answer as `list` does: one record a title, shown by the headline that fits."""
    clauses = _clauses(connection, query, today)
    clauses.only(ids)
    record = _RECORD.replace("{certain}", _CERTAIN if query.window else "null")
    sql = f"{record} {_source(clauses)} {_order(query, _LIST_ORDER)} limit :limit"
    return _records(connection, sql, clauses.values | {"limit": _limit(query)})


def _source(clauses: _Clauses) -> str:
    where = f"where {_all_of(clauses.about_titles)}"
    if not clauses.about_releases:
        return f"{_HEADLINES} {where}"
    return f"{_FITTING.replace('{where}', _all_of(clauses.about_releases))} {where}"


def count(connection: sqlite3.Connection, query: Query, today: date) -> int:
    """Count the titles that `listing` would give without a limit."""
    clauses = _clauses(connection, query, today)
    (number,) = connection.execute(
        f"select count(*) {_source(clauses)}",  # noqa: S608 -- clauses of our own, values bound
        clauses.values,
    ).fetchone()
    return int(number)


def upcoming(
    connection: sqlite3.Connection,
    query: Query,
    window: Window,
    today: date,
    *,
    certain: bool = False,
    ids: list[int] | None = None,
) -> Iterator[Record]:
    """Answer as `upcoming` does: one record a release, the certain ones first, or alone."""
    clauses = _clauses(connection, replace(query, window=window), today)
    clauses.only(ids)
    record = _RECORD.replace("{certain}", f"{_CERTAIN} as certain")
    order = _order(query, _UPCOMING_ORDER)
    sql = f"{record} {_EACH_RELEASE} {_shown(clauses, certain=certain)} {order} limit :limit"
    return _records(connection, sql, clauses.values | {"limit": _limit(query)})


def count_upcoming(
    connection: sqlite3.Connection,
    query: Query,
    window: Window,
    today: date,
    *,
    certain: bool = False,
) -> tuple[int, int]:
    """Count the certain and the possible releases that `upcoming` gives without a limit."""
    clauses = _clauses(connection, replace(query, window=window), today)
    sql = f"select coalesce(sum({_CERTAIN}), 0), count(*) {_EACH_RELEASE}"
    where = _shown(clauses, certain=certain)
    sure, number = connection.execute(f"{sql} {where}", clauses.values).fetchone()
    return int(sure), int(number - sure)


def _shown(clauses: _Clauses, *, certain: bool) -> str:
    where = [*clauses.about_releases, *clauses.about_titles, "t.status <> 'canceled'"]
    possible = "" if certain else "or t.status not in ('released', 'ended')"
    return f"where {_all_of([*where, f'{_CERTAIN} {possible}'])}"


def _order(query: Query, default: str) -> str:
    if query.sort is None:
        return default
    column = _SORTS[query.sort.removeprefix("-")]
    direction = "desc" if query.sort.startswith("-") else "asc"
    return f"order by {column} {direction} nulls last, {_BY_NAME}"


def _limit(query: Query) -> int:
    return -1 if query.limit is None else query.limit


def _records(
    connection: sqlite3.Connection, sql: str, values: dict[str, Any]
) -> Iterator[Record]:
    for row in connection.execute(sql, values):
        *columns, overdue = row
        if columns[15] is not None:
            columns[15] = bool(columns[15])
        columns[17] = tuple(columns[17].split(",")) if columns[17] else ()
        if overdue:
            columns[2] = due_label(parse_date(columns[5]))
        yield Record(*columns)


def undated(connection: sqlite3.Connection, query: Query, today: date) -> int:
    """Count the titles still to come that have no date, among those that fit otherwise."""
    status = query.status or StatusFilter(stages=frozenset(GROUPS["upcoming"]))
    return count(connection, replace(query, window=None, undated=True, status=status), today)


def soonest(
    connection: sqlite3.Connection, query: Query, today: date, ids: list[int] | None = None
) -> Record | None:
    """Give what comes next of what fits: what will be out first, if its date holds.

    `ids` are the numbers of the titles that are meant; of those one without a date will do.
    """
    status = query.status or StatusFilter(stages=frozenset(GROUPS["upcoming"]))
    window = query.window or from_today(today)
    wanted = replace(query, status=status, sort="latest", limit=1)
    found = next(upcoming(connection, wanted, window, today, ids=ids), None)
    if found is not None or ids is None:
        return found
    undated = replace(query, window=None, status=status, undated=True)
    return next(listing(connection, undated, today, ids=ids), None)
