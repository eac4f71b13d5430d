"""What differs between two days: equal to what their listings say."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.net_change import NetChange
from slate.domain.dates.as_of import AsOf
from slate.domain.ledger.fold import fold_existing
from slate.domain.queries.change_query import ChangeQuery
from slate.domain.queries.query import Query
from slate.domain.reports.report import Report
from slate.domain.titles.kinds import Kind
from slate.domain.titles.title import Title
from slate.store import as_of
from slate.store.file.connection import Store
from slate.store.queries import net_changes
from slate.store.reports import same_work
from slate.wording.changes import difference_text
from tests.domain import slates
from tests.store.drawn import DrawnBatch, ledgers, stored
from tests.store.listing import listed
from tests.store.writing import TODAY, add, ledger, remove, says, take, undo, update


def _as_of(day: str) -> AsOf:
    return AsOf(date.fromisoformat(day))


def _as_recorded(day: str) -> AsOf:
    """Return the moment at the end of a day in UTC, by arrival."""
    return AsOf(date.fromisoformat(day), f"{day}T24")


def _reading(store: Store, moment: AsOf | None) -> AbstractContextManager[sqlite3.Connection]:
    return as_of.reading(store, moment) if moment else store.reading()


def _worded(changes: Iterable[NetChange]) -> list[str]:
    return [f"{each.record.slug}: {difference_text(each.difference)}" for each in changes]


def _since(
    store: Store,
    first: AsOf,
    second: AsOf | None = None,
    names: Iterable[str] = (),
    **query: object,
) -> list[str]:
    asked = Query(**query)  # type: ignore[arg-type]
    wanted = ChangeQuery(asked, [ChangeName(name) for name in names], TODAY)
    with (
        _reading(store, second) as connection,
        as_of.earlier(connection, first) as (earlier, keys),
    ):
        return _worded(net_changes.between(earlier, connection, keys, wanted))


def test_a_date_that_moved_twice_is_one_difference(store: Store) -> None:
    add(store, "Tidewater", date="2021-03-01", source="Variety", on="2020-12-01")
    update(store, "tidewater", date="2021-03-08", source="Variety", on="2020-12-10")
    update(store, "tidewater", date="2021-03-15", source="Variety", on="2020-12-20")
    slipped = "tidewater: slipped 2021-03-01 -> {}, {} days later"
    assert _since(store, _as_of("2020-12-05")) == [slipped.format("2021-03-15", 14)]
    assert _since(store, _as_of("2020-12-05"), _as_of("2020-12-10")) == [
        slipped.format("2021-03-08", 7)
    ]
    assert _since(store, _as_of("2020-11-30")) == ["tidewater: added"]
    assert _since(store, _as_of("2020-12-20")) == []


def test_differences_of_many_titles_are_read_by_few_statements(store: Store) -> None:
    names = [f"Title {number}" for number in range(600)]
    for day in ("2020-12-01", "2020-12-10"):
        take(
            store, *(says(name, date=f"2021{day[4:]}", source="Variety", on=day) for name in names)
        )
    sent: list[str] = []
    asked = ChangeQuery(Query(), (), TODAY)
    with (
        store.reading() as later,
        as_of.earlier(later, _as_of("2020-12-05")) as (earlier, keys),
    ):
        for connection in (earlier, later):
            connection.set_trace_callback(sent.append)
        assert len(list(net_changes.between(earlier, later, keys, asked))) == 600
        for connection in (earlier, later):
            connection.set_trace_callback(None)
    assert len(sent) == 7  # merges, the titles of both states, and twice the reports of each


def test_what_moved_back_is_no_difference(store: Store) -> None:
    add(store, "Tidewater", date="2021-03-01", platform="Hulu", on="2020-12-01")
    update(store, "tidewater", date="2021-03-08", on="2020-12-10")
    update(store, "tidewater", date="2021-03-01", on="2020-12-20")
    remove(store, "tidewater", on="2020-12-21")
    undo(store)
    assert _since(store, _as_of("2020-12-05")) == []


@pytest.fixture
def several(store: Store) -> Store:
    """Return a slate with one difference of each common kind since 2020-12-05, by title."""
    early: dict[str, Any] = {"on": "2020-12-01", "source": "Variety"}
    late: dict[str, Any] = {"on": "2020-12-10", "source": "Variety"}
    for name, facts in (
        ("Élite", {"platform": "Netflix", "date": "2021-03-01"}),
        ("Gone", {"platform": "Hulu"}),
        ("Bosch", {"platform": "Hulu", "season": 2}),
        ("Bosch", {"platform": "Hulu", "season": 1}),
        ("Mank", {"platform": "Hulu", "date": "2021-02"}),
        ("Same", {}),
    ):
        add(store, name, **facts, **early)
    for slug, facts in (
        ("elite", {"date": "2021-02-01"}),
        ("bosch-s2", {"status": "filming"}),
        ("bosch-s1", {"platform": "Netflix"}),
        ("mank", {"date": "TBA", "title": "Mank!"}),
        ("same", {"note": "as it was"}),
    ):
        update(store, slug, **facts, **late)
    remove(store, "gone", **late)
    add(store, "Attica", kind="documentary", **late)
    return store


ALL = [
    "attica: added",
    "bosch-s1: moved Hulu -> Netflix",
    "bosch-s2: status announced -> filming",
    "elite: advanced 2021-03-01 -> 2021-02-01, 28 days earlier",
    "gone: removed",
    "mank: retitled Mank -> Mank!",
    "mank: date withdrawn (was Feb 2021)",
    "mank: status scheduled -> announced",
]


def test_differences_are_in_the_order_of_titles(several: Store) -> None:
    assert _since(several, _as_of("2020-12-05")) == ALL


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"kinds": (Kind.DOCUMENTARY,)}, ["attica"]),
        ({"search": ("bosch",)}, ["bosch-s1", "bosch-s2"]),
        # A release that left Hulu matches Hulu; a status is that of the releases.
        ({"platforms": ("hulu",)}, ["bosch-s1", "bosch-s2", "gone", "mank", "mank", "mank"]),
        ({"disputed": True}, []),
        ({"names": ("removed", "added")}, ["attica", "gone"]),
    ],
)
def test_filters_select_differences(
    several: Store, query: dict[str, object], slugs: list[str]
) -> None:
    found = _since(several, _as_of("2020-12-05"), **query)  # type: ignore[arg-type]
    assert [line.partition(":")[0] for line in found] == slugs


def test_title_is_disputed_as_it_stands_or_last_stood(store: Store) -> None:
    for name in ("Gone", "Mank", "Settled"):
        add(store, name, date="2021-03-01", source="Variety", on="2020-12-01")
        update(
            store, name, date="2021-05-01", source="Deadline", on="2020-12-02", confidence="rumor"
        )
    for name in ("mank", "settled"):
        update(store, name, date="2021-03-08", source="Variety", on="2020-12-10")
    update(store, "settled", date="2021-03-08", source="Deadline", on="2020-12-11")
    remove(store, "gone", on="2020-12-10")
    found = _since(store, _as_of("2020-12-05"), disputed=True)
    assert [line.partition(",")[0] for line in found] == [
        "gone: removed",
        "mank: slipped 2021-03-01 -> 2021-03-08",
    ]


def test_merged_title_is_named_by_the_one_that_it_was_merged_with(store: Store) -> None:
    add(store, "Cobra Kai", season=3, date="2021-01-08", on="2020-10-02")
    add(store, "Karate Kid", season=3, on="2020-10-03")
    add(store, "After", links=(("sequel-of", "karate-kid-s3"),), on="2020-10-04")
    with ledger(store) as book:
        book.merge("cobra-kai-s3", "karate-kid-s3", says(on="2020-12-01").origin)
    assert _since(store, _as_of("2020-11-30")) == ["cobra-kai-s3: merged with karate-kid-s3"]
    # The title that it was merged with was not there then: it has another name now.
    assert _since(store, _as_of("2020-10-01")) == ["after: added", "cobra-kai-s3: added"]


def test_title_that_was_merged_into_a_new_one_is_compared_with_it(store: Store) -> None:
    add(store, "Kid", kind="film", date="2021-01-08", on="2020-10-02")
    add(store, "Karate Kid", kind="film", on="2020-11-03")
    with ledger(store) as book:
        book.merge("karate-kid", "kid", says(on="2020-12-01").origin)
    assert _since(store, _as_of("2020-10-30")) == ["karate-kid: retitled Kid -> Karate Kid"]


def test_split_title_is_added(store: Store) -> None:
    add(store, "Midnight", year=2020, source="Variety", on="2020-10-01")
    update(store, "midnight", date="2021-05-01", source="Reddit", on="2020-10-02")
    with ledger(store) as book:
        book.split("midnight", "Reddit", says().origin)
    found = _since(store, _as_recorded("2021-01-06"), None)
    assert sorted(found) == ["midnight-2: added", "midnight: added"]


def test_undo_and_redo_differ_as_recorded_only(store: Store) -> None:
    def on(day: int) -> datetime:
        return datetime(2021, 1, day, 12, tzinfo=UTC)

    with ledger(store, now=on(2)) as book:
        book.add(says("Soul", date="2020-12-25", source="Variety", on="2020-10-08"))
    with ledger(store, now=on(3)) as book:
        key = book.find("soul").key
        book.update(key, says(date="2021-02-01", source="Variety", on="2020-11-01"))
    with ledger(store, now=on(4)) as book:
        book.undo(None)
    with ledger(store, now=on(5)) as book:
        book.redo()
    moments = [_as_recorded(f"2021-01-0{day}") for day in range(2, 6)]
    assert [_since(store, moments[0], later) for later in moments[1:]] == [
        ["soul: slipped 2020-12-25 -> 2021-02-01, 38 days later"],
        [],
        ["soul: slipped 2020-12-25 -> 2021-02-01, 38 days later"],
    ]
    assert _since(store, moments[1], moments[2]) == [
        "soul: dated 2020-12-25 (was 2021-02-01, Variety, reported)"
    ]
    assert _since(store, _as_of("2021-01-02")) == []


# Properties of any slate

_DAYS = ("2019-05-01", "2019-05-02", "2020-12-19", "2020-12-31", "2021-01-05", "2021-01-06")
_TWO_DAYS = st.tuples(st.sampled_from(_DAYS), st.sampled_from((*_DAYS, "today"))).map(sorted)


def _agree(batches: Sequence[DrawnBatch], first: AsOf, second: AsOf | None) -> None:
    with stored(batches) as store:
        with _reading(store, first) as connection:
            was = listed(connection)
        with _reading(store, second) as connection:
            now, led = listed(connection), same_work.led(connection)
            asked = ChangeQuery(Query(), (), TODAY)
            with as_of.earlier(connection, first) as (earlier, keys):
                changes = list(net_changes.between(earlier, connection, keys, asked))
    lines: dict[str, list[NetChange]] = {}
    for change in changes:
        lines.setdefault(change.record.slug, []).append(change)
    came = {slug for key, (slug, _) in now.items() if key not in {led.get(k, k) for k in was}}
    assert {slug for slug, own in lines.items() if own[0].record.change == "added"} == came
    gone = [slug for key, (slug, _) in was.items() if led.get(key, key) not in now]
    removed = [each.record.slug for each in changes if each.record.change == "removed"]
    assert sorted(removed) == sorted(gone)
    merged = {each.record.after for each in changes if each.record.field == "merged"}
    for key, (slug, facts) in was.items():
        work = led.get(key, key)
        if work in now and (key == work or work not in was) and slug not in merged:
            slug_now, facts_now = now[work]
            assert facts == facts_now or slug_now in lines
        elif work in now:
            assert slug in merged


def _both(batches: Sequence[DrawnBatch], days: Sequence[str]) -> None:
    first, second = days
    later = None if second == "today" else second
    _agree(batches, _as_of(first), _as_of(later) if later else None)
    _agree(batches, _as_recorded(first), _as_recorded(later) if later else None)


@given(ledgers(), _TWO_DAYS)
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_differences_agree_with_the_listings_of_both_days(
    batches: list[DrawnBatch], days: list[str]
) -> None:
    _both(batches, days)


@pytest.mark.slow
@given(ledgers(), _TWO_DAYS)
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_differences_of_many_slates_agree_with_the_listings_of_both_days(
    batches: list[DrawnBatch], days: list[str]
) -> None:
    _both(batches, days)


@pytest.mark.slow
@given(ledgers(), _TWO_DAYS, slates.queries())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_titles_that_sql_leaves_out_do_not_fit(
    batches: list[DrawnBatch], days: list[str], query: Query
) -> None:
    first, second = days
    later = None if second == "today" else _as_of(second)
    with (
        stored(batches) as store,
        _reading(store, later) as connection,
        as_of.earlier(connection, _as_of(first)) as (earlier, keys),
    ):
        slugs = [slug for (slug,) in connection.execute("select slug from titles order by id")]
        for each in (query, *(Query(franchises=(slug,)) for slug in slugs[:2])):
            asked = ChangeQuery(each, (), TODAY)
            found = list(net_changes.between(earlier, connection, keys, asked))
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(net_changes, "of_titles_alone", lambda _: Query())
                assert list(net_changes.between(earlier, connection, keys, asked)) == found


def test_titles_that_do_not_fit_are_not_folded(
    several: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[str] = []

    def noted(key: str, reports: list[Report]) -> Title | None:
        folded.append(key.partition("|")[0])
        return fold_existing(key, reports)

    monkeypatch.setattr(net_changes, "fold_existing", noted)
    for query in ({"search": ("attica",)}, {"franchises": ("attica",)}):
        folded.clear()
        assert _since(several, _as_of("2020-12-05"), **query) == ["attica: added"]  # type: ignore[arg-type]
        assert sorted(folded) == ["attica", "gone"]  # a removed title is not stored
