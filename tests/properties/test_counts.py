"""Compare each cell of `count` with what `list` and `upcoming` show with the same filters."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.dates.calendar_units import UNITS
from slate.domain.dates.windows import Named, Window, parse_window, window_between
from slate.domain.queries.counts import KEYS, Count, Place, Tally, count, rows_of
from slate.domain.queries.query import Query, StatusFilter
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.queries.wide_counts import wide_rows
from slate.domain.reports.report import Report
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Phase, Stage
from slate.store.queries import record_queries
from slate.store.queries.counts import alike
from tests.domain import slates
from tests.domain.slates import TODAY
from tests.store.folding import stored

_ANY_TIME = window_between(None, None, TODAY)


class _Asked(NamedTuple):
    """A count: its keys, filters and window."""

    keys: tuple[str, ...]
    query: Query
    window: Window | None


_FILTERS = st.one_of(st.just(Query()), st.just(Query()), slates.queries())  # few match much


@st.composite
def _counts(draw: st.DrawFn) -> _Asked:
    """Draw a count, at most one of its keys a date; no filter is about the same as a key."""
    units = draw(st.sampled_from(([], *([unit] for unit in UNITS))))
    others = [key for key in KEYS if key not in UNITS]
    chosen = draw(st.lists(st.sampled_from(others), min_size=not units, max_size=2, unique=True))
    keys = draw(st.permutations([*units, *chosen]))
    query = draw(_FILTERS)._replace(window=None, undated=False, limit=None)
    for key in keys:
        query = _asking(query, key, None)
    return _Asked(tuple(keys), query, draw(st.none() | slates.windows()))


_RELEASE_KEYS = ("streaming||Netflix", "|US|netflix", "theatrical|US|", "||Max", "||")
_TITLE = st.fixed_dictionaries(
    {
        "releases": st.dictionaries(
            st.sampled_from(_RELEASE_KEYS),
            st.fixed_dictionaries({"date": st.sampled_from(slates.DATES) | st.none()}),
            max_size=2,
        ),
        "kind": st.sampled_from(("film", "series")),
        "status": st.none() | st.sampled_from(Stage),
        "tags": st.dictionaries(st.sampled_from(("kids", "music")), st.just(value=True)),
    }
)


@st.composite
def _dated_slates(draw: st.DrawFn) -> list[Report]:
    """Draw titles with one report each, most of them with dates, so that they share cells."""
    titles = draw(st.lists(_TITLE, min_size=3, max_size=8))
    rumors = draw(st.lists(st.booleans(), min_size=len(titles), max_size=len(titles)))
    return [
        slates.report(
            {"title": f"Title {n}", **title},
            key=f"title {n}|||film|",
            confidence="rumor" if rumor else "reported",
            n=n,
        )
        for n, (title, rumor) in enumerate(zip(titles, rumors, strict=True), 1)
    ]


def _asking(query: Query, key: str, value: str | None) -> Query:
    """Return a query with the filter for a value of a key, or with none."""
    texts = () if value is None else (value,)
    match key:
        case "platform":
            return query._replace(platforms=texts)
        case "kind":
            return query._replace(kinds=tuple(map(KINDS.__getitem__, texts)))
        case "region":
            return query._replace(regions=texts)
        case "tag":
            return query._replace(tags=texts)
        case "status" | "label":
            return query._replace(
                status=parse_status_filter(value) if value is not None else StatusFilter()
            )
        case _:  # a date, for which the window stands
            return query


class _Cell(NamedTuple):
    """The filters that a cell stands for, and the records that `list` and `upcoming` show."""

    connection: sqlite3.Connection
    asked: _Asked
    values: dict[str, str | None]

    @property
    def query(self) -> Query:
        """The filters of the count, and those for the values of the keys."""
        query = self.asked.query
        for key, value in self.values.items():
            query = _asking(query, key, value)
        return query

    @property
    def window(self) -> Window:
        """The days that the window and the period of the cell have in common."""
        period = next((self.values[key] for key in UNITS if key in self.values), None)
        window = self.asked.window or _ANY_TIME
        if period is None:
            return window
        other = parse_window(period, TODAY)
        starts = [start for start in (window.start, other.start) if start]
        ends = [end for end in (window.end, other.end) if end]
        return Window(max(starts, default=None), min(ends, default=None), "", Named.BY_BOTH_ENDS)

    def has(self, record: Record) -> bool:
        """Whether a record belongs to the cell, as far as no filter can say so.

        A status and a label are one filter, of which either may fit.
        """
        if record.status.phase is Phase.CANCELED and not self.query.status:
            return False
        stated = {
            "platform": record.platform,
            "region": record.region,
            "tag": record.tags or None,
            "status": record.status,
            "label": _label(record),
        }
        return all(
            stated[key] == value
            for key, value in self.values.items()
            if key in stated and (value is None or key in {"status", "label"})
        )

    def dated(self) -> list[Record]:
        """Return the releases that may come out in the window, and check them against `upcoming`.

        `upcoming` leaves out what is canceled, and what is only possible of a title that is out.
        """
        query = self.query
        asked = query._replace(window=self.window)
        found = list(record_queries.releases(self.connection, asked, TODAY))
        shown = list(record_queries.upcoming(self.connection, query, self.window, TODAY))
        assert sorted(map(repr, shown)) == sorted(
            repr(record)
            for record, _ in found
            if record.status.phase is not Phase.CANCELED
            and (record.certain or not record.status.out)
        )
        if not (query.overdue or query.status.overdue):  # these are about one release of a title
            titles = record_queries.count(self.connection, asked, TODAY)
            assert titles == len({key for _, key in found})
        return list(filter(self.has, (record for record, _ in found)))

    def undated(self) -> int:
        """Return how many releases and titles without a date there are."""
        query = self.query._replace(undated=True)
        found = record_queries.releases(self.connection, query, TODAY)
        return sum(self.has(record) for record, _ in found)

    def tally(self) -> Tally:
        """Return the numbers that the cell should contain."""
        units = [key for key in UNITS if key in self.values]
        if not units:
            return self._in_window()._replace(no_date=self.undated())
        if self.values[units[0]] is not None:
            return self._in_window()
        vague = [record for record in self.dated() if _is_vague(record, units[0])]
        return Tally(year_only=len(vague), no_date=self.undated())

    def _in_window(self) -> Tally:
        certain = [bool(record.certain) for record in self.dated()]
        return Tally(sum(certain), len(certain) - sum(certain))


def _label(record: Record) -> str:
    if record.overdue:
        return "Due, not confirmed"
    return "Left" if record.has_left else record.label


def _is_vague(record: Record, unit: str) -> bool:
    """Whether a date is as coarse as a year, or open at an end, and not within one unit."""
    first = date.fromisoformat(record.earliest or date.min.isoformat())
    last = date.fromisoformat(record.latest or date.max.isoformat())
    is_open = record.earliest is None or record.latest is None
    units = {(day.year, (day.month - 1) // UNITS[unit]) for day in (first, last)}
    return (is_open or last - first >= timedelta(364)) and len(units) > 1


def _tallies(found: Count) -> Iterator[tuple[dict[str, str | None], Tally]]:
    """Yield all numbers of a count, with the values of the keys for which they are."""
    across, down = found.keys[: found.split], found.keys[found.split :]
    totals: Sequence[tuple[tuple[str, ...], dict[Place, Tally]]] = (
        (across, dict(found.row_totals)),
        (down, dict(found.column_totals)),
        ((), {(): found.total}),
    )
    for *values, certain, possible, year_only, no_date in rows_of(found):
        tally = Tally(certain, possible, year_only, no_date)
        yield dict(zip(found.keys, values, strict=True)), tally
    for keys, tallies in totals:
        for place, tally in tallies.items():
            yield dict(zip(keys, place, strict=True)), tally


def _check(reports: list[Report], asked: _Asked) -> None:
    keys, query, window = asked
    with stored(reports) as (connection, _):
        rows = list(alike(connection, query, TODAY, keys, window))
        for values, tally in _tallies(count(keys, rows, window)):
            assert tally == _Cell(connection, asked, values).tally(), values
        _check_sums(count(keys, rows, window, wide=True, once=True))


def _check_sums(found: Count) -> None:
    """Check that the numbers of a wide count add up, apart from titles with several tags."""
    if "tag" in found.keys:
        return
    totals = []
    for row in wide_rows(found):
        *numbers, total = row[found.split :]
        assert sum(numbers) == total
        totals.append(total)
    assert sum(totals) == sum(found.total)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(_dated_slates(), _counts())
def test_each_cell_is_what_list_and_upcoming_show(reports: list[Report], asked: _Asked) -> None:
    _check(reports, asked)


@pytest.mark.slow
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(slates.slates(titles=8) | _dated_slates(), _counts())
def test_each_cell_of_many_slates_is_what_list_and_upcoming_show(
    reports: list[Report], asked: _Asked
) -> None:
    _check(reports, asked)
