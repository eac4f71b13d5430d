"""A slate as of a moment: equal to a slate with only the reports of that time."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.dates.as_of import AsOf
from slate.domain.errors import DamagedError
from slate.domain.queries.query import Query
from slate.domain.reports.report import Report
from slate.store import as_of
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from slate.store.reports import ledger_tables
from tests.store import folding
from tests.store.drawn import LATE, DrawnBatch, ledgers, stored
from tests.store.writing import add, ledger, records, redo, remove, says, undo, update


def _shown(store: Store, moment: AsOf) -> list[tuple[str, str | None, str | None]]:
    """Return what a slate showed at a moment: slugs, dates and platforms."""
    with as_of.reading(store, moment) as connection:
        found = list(record_queries.listing(connection, Query(), moment.day))
    return [(record.slug, record.date, record.platform) for record in found]


def _as_of(day: str) -> AsOf:
    return AsOf(date.fromisoformat(day))


def _as_recorded(day: str) -> AsOf:
    """Return the moment at the end of a day in UTC, by arrival."""
    return AsOf(date.fromisoformat(day), f"{day}T24")


@contextmanager
def _recorded_on(store: Store, day: str) -> Iterator[Callable[..., None]]:
    """Yield a function that records statements as a command on that day."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    with ledger(store, now=noon) as book:

        def say(text: str | None = None, **fields: Any) -> None:  # noqa: ANN401 -- as `says`
            statement = says(on=fields.pop("on", day), **fields)
            if text is None:
                book.add(statement)
            else:
                book.update(book.find(text).key, statement)

        yield say


# By the day reported


def test_title_as_of_each_day(store: Store) -> None:
    add(store, "Cobra Kai", season=3, platform="YouTube", on="2019-05-02")
    update(store, "cobra-kai-s3", date="2021-01-08", on="2020-10-02")
    update(store, "cobra-kai-s3", release_type="streaming", also_on="Netflix", on="2020-10-03")
    update(store, "cobra-kai-s3", title="Karate", on="2020-11")
    remove(store, "karate-s3", on="2020-12-24")
    slug, day = "cobra-kai-s3", "2021-01-08"
    expected: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
        ("2019-05-01", []),
        ("2019-05-02", [(slug, None, "YouTube")]),
        ("2020-10-01", [(slug, None, "YouTube")]),
        ("2020-10-02", [(slug, day, "YouTube")]),
        ("2020-11-29", [(slug, day, "YouTube")]),
        ("2020-11-30", [("karate-s3", day, "YouTube")]),  # "in November" counts at its end
        ("2020-12-23", [("karate-s3", day, "YouTube")]),
        ("2020-12-24", []),
        ("2021-01-07", []),
    ]
    assert [(each, _shown(store, _as_of(each))) for each, _ in expected] == expected


def test_undone_reports_are_ignored_as_of_any_day(store: Store) -> None:
    add(store, "Soul", date="2020-12-25", on="2020-10-08")
    update(store, "soul", date="2021-02", on="2020-11-01")
    undo(store)
    add(store, "Gone", on="2020-10-08")
    undo(store)
    for day in ("2020-10-08", "2020-11-01", "2021-01-07"):
        assert _shown(store, _as_of(day)) == [("soul", "2020-12-25", None)]


def test_late_report_counts_on_the_day_reported(store: Store) -> None:
    add(store, "Soul", date="2020-12-25", on="2020-10-08")
    update(store, "soul", date="2020-11-20", on="2020-03-01")
    assert _shown(store, _as_of("2020-02-28")) == []
    assert _shown(store, _as_of("2020-09-30")) == [("soul", "2020-11-20", None)]
    assert _shown(store, _as_of("2020-10-08")) == [("soul", "2020-12-25", None)]


def test_slug_is_the_one_of_that_day(store: Store) -> None:
    add(store, "Dune", year=1984, on="2020-01-01")
    add(store, "Dune", new=True, year=2021, on="2020-01-02")
    undo(store)
    redo(store)
    remove(store, "dune", on="2020-01-03")
    for day, slugs in (("2020-01-01", ["dune"]), ("2020-01-02", ["dune", "dune-2021"])):
        assert sorted(slug for slug, _, _ in _shown(store, _as_of(day))) == slugs


def test_titles_are_separate_before_their_merge(store: Store) -> None:
    add(store, "Cobra Kai", season=3, date="2021-01-08", on="2020-10-02")
    add(store, "Karate Kid", kind="film", on="2020-10-03")
    add(store, "After", links=(("sequel-of", "karate-kid"),), on="2020-10-04")
    with ledger(store) as book:
        book.merge("cobra-kai-s3", "karate-kid", says(on="2020-12-01").origin)
    assert [slug for slug, *_ in _shown(store, _as_of("2020-12-01"))] == ["cobra-kai-s3", "after"]
    assert [slug for slug, *_ in _shown(store, _as_of("2020-11-30"))] == [
        *("cobra-kai-s3", "after", "karate-kid"),
    ]
    with as_of.reading(store, _as_of("2020-11-30")) as connection:
        linked = connection.execute("select other_key from links").fetchall()
        assert linked == [("karate kid|||film|",)]
        assert len(ledger_tables.reports_on(connection, "cobra kai|3||series|")) == 1


def test_past_slate_is_read_only(store: Store) -> None:
    add(store, "Soul")
    with (
        as_of.reading(store, _as_of("2021-01-06")) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("delete from batches")
    assert len(records(store)) == 1


# By arrival


def test_slate_as_recorded_on_each_day(store: Store) -> None:
    with _recorded_on(store, "2021-01-02") as say:
        say(title="Soul", date="2020-12-25")
    with _recorded_on(store, "2021-01-03") as say:
        say("soul", date="2021-01-04")
    with ledger(store, now=datetime(2021, 1, 4, 12, tzinfo=UTC)) as book:
        book.undo(None)
    with _recorded_on(store, "2021-01-05") as say:  # recorded late
        say(title="Mank", on="2020-06-01")
    with ledger(store, now=datetime(2021, 1, 6, 12, tzinfo=UTC)) as book:
        book.redo("2")
    mank = ("mank", None, None)
    expected: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
        ("2021-01-01", []),
        ("2021-01-02", [("soul", "2020-12-25", None)]),
        ("2021-01-03", [("soul", "2021-01-04", None)]),
        ("2021-01-04", [("soul", "2020-12-25", None)]),
        ("2021-01-05", [mank, ("soul", "2020-12-25", None)]),
        ("2021-01-06", [mank, ("soul", "2021-01-04", None)]),
    ]
    assert [(day, _shown(store, _as_recorded(day))) for day, _ in expected] == expected
    with as_of.reading(store, _as_recorded("2021-01-03")) as connection:
        assert [batch.undone for batch in ledger_tables.batches(connection)] == [False, False]
    assert _shown(store, _as_of("2020-12-31")) == [mank]


def test_batch_from_elsewhere_counts_from_its_arrival(store: Store) -> None:
    with _recorded_on(store, "2021-01-02") as say:
        say(title="Soul")
    with store.writing() as connection:
        connection.execute("update batches set arrived = ?", (LATE,))
    assert _shown(store, _as_recorded("2021-01-05")) == []
    assert _shown(store, _as_recorded("2021-01-06")) == [("soul", None, None)]


# The first day


def test_beginning_of_a_slate(store: Store) -> None:
    moments = (_as_of("2019-01-01"), _as_recorded("2019-01-01"))
    for moment in moments:
        with store.reading() as connection:
            assert as_of.beginning(connection, moment) is None
    add(store, "Undone", on="2019-02-01")
    undo(store)
    add(store, "Soul", on="2019-06")
    update(store, "soul", tags=("x",), on="2019-07-01")
    with store.reading() as connection:
        assert [as_of.beginning(connection, moment) for moment in moments] == [
            "2019-06",
            "2021-01-07T12:00:00.000000Z",
        ]
    update(store, "soul", tags=("y",), on="2019-06-30")  # the finer of two days with the same end
    with store.reading() as connection:
        assert as_of.beginning(connection, moments[0]) == "2019-06-30"
    for day, holds in (("2019-02-01", False), ("2019-06-29", False), ("2019-06-30", True)):
        with as_of.reading(store, _as_of(day)) as connection:
            assert as_of.holds_reports(connection) is holds


# Files


def test_past_of_a_slate_in_a_file(kept: Store) -> None:
    assert _shown(kept, _as_of("2021-01-06")) == []
    assert kept.path is not None
    assert not kept.path.exists()
    add(kept, "Soul", on="2021-01-05")
    update(kept, "soul", date="2021-02", on="2021-01-06")
    with as_of.reading(kept, _as_of("2021-01-05")):
        update(kept, "soul", tags=("x",))  # writers do not wait
    assert _shown(kept, _as_of("2021-01-05")) == [("soul", None, None)]


def test_damaged_report_is_reported(path: Path) -> None:
    store = Store(path)
    add(store, "Soul", on="2021-01-05")
    update(store, "soul", date="2021-02", on="2021-01-06")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update reports set said = '{' where id = 1")
    with pytest.raises(DamagedError), as_of.reading(store, _as_of("2021-01-05")):
        pass


# Properties of any slate


def _same(batches: Sequence[DrawnBatch], moment: AsOf, expected: Store) -> None:
    with (
        stored(batches) as today,
        as_of.reading(today, moment) as then,
        expected.reading() as fresh,
    ):
        shown, wanted = folding.contents(then), folding.contents(fresh)
        if moment.arrived_before is None:  # undos stay as they are, of reports that may be gone
            for table in ("undone", "undone_titles"):
                del shown[table], wanted[table]
        assert shown == wanted
        assert then.execute("pragma foreign_key_check").fetchall() == []


_moderate = settings(max_examples=8, suppress_health_check=list(HealthCheck))
_many = settings(max_examples=100, suppress_health_check=list(HealthCheck))
_days = st.sampled_from(
    ("2019-05-01", "2019-05-02", "2020-12-19", "2020-12-31", "2021-01-05", "2021-01-06")
)


def _as_if_only_said_by(batches: Sequence[DrawnBatch], day: str) -> None:
    with stored(batches) as store, store.reading() as connection:
        effects = ledger_tables.effects_of_all(connection)

    def counts(report: Report) -> bool:
        return any(each.last_day <= day for each in effects.in_force([report]))

    with stored(batches, counts) as said:
        _same(batches, _as_of(day), said)


def _as_if_only_arrived_by(batches: Sequence[DrawnBatch], day: str) -> None:
    moment = _as_recorded(day)
    until = moment.arrived_before or ""
    with stored(batches) as store, store.reading() as connection:
        times = ledger_tables.effects_of_all(connection).times

    def arrived_at(batch: DrawnBatch) -> str:
        return batch.arrived or times.get(batch.uid, batch.recorded_at)

    with stored([each for each in batches if arrived_at(each) < until]) as arrived:
        _same(batches, moment, arrived)


def _in_force(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return all projections except undone merges, and splits of undone reports."""
    found = folding.contents(connection)
    del found["split_reports"]
    found["one_work"] = [row[:2] for row in found["one_work"] if row[0] != row[1]]
    return found


@given(ledgers())
@_moderate
def test_slate_as_of_today_equals_the_current_slate(batches: list[DrawnBatch]) -> None:
    with stored(batches) as store, store.reading() as today:
        for moment in (_as_of("2021-01-07"), _as_recorded("2021-01-08")):
            with as_of.reading(store, moment) as then:
                assert _in_force(then) == _in_force(today)


@given(ledgers(), _days)
@_moderate
def test_past_slate_equals_a_slate_of_the_reports_of_that_time(
    batches: list[DrawnBatch], day: str
) -> None:
    _as_if_only_said_by(batches, day)
    _as_if_only_arrived_by(batches, day)


@pytest.mark.slow
@given(ledgers(), _days)
@_many
def test_past_of_many_slates_equals_slates_of_the_reports_of_that_time(
    batches: list[DrawnBatch], day: str
) -> None:
    _as_if_only_said_by(batches, day)
    _as_if_only_arrived_by(batches, day)
