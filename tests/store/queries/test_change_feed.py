from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from slate.domain.dates.day_span import Span
from slate.domain.queries.query import Query
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.queries import change_feed
from slate.store.queries.change_feed import Entry
from tests.store.drawn import DrawnBatch, ledgers, stored
from tests.store.writing import add, correct, keys, ledger, merge, remove, says, take, undo, update


def named(found: Iterable[Entry]) -> list[str]:
    return [f"{entry.day} {entry.key.partition('|')[0]}" for entry in found]


def of_days(
    store: Store, first: str | None, last: str | None = None, query: Query | None = None
) -> list[str]:
    span = Span(*(None if day is None else date.fromisoformat(day) for day in (first, last)))
    with store.reading() as connection:
        return named(change_feed.of_days(connection, span, query or Query()))


def test_empty_slate_has_no_entries(store: Store) -> None:
    assert of_days(store, None) == of_days(store, "2021-01-01") == []
    with store.reading() as connection:
        assert list(change_feed.arrived(connection, 0, Query())) == []


def test_newest_days_first_and_a_month_after_its_last_day(store: Store) -> None:
    for name, day in (
        ("a", "2020-11-30"),
        ("b", "2020-11"),
        ("c", "2020"),
        ("d", "2020-12-31"),
        ("e", "2020-12-01"),
        ("f", "2020-12"),
        ("g", "2021-01-02"),
        ("h", "2021-01"),  # counts as of the 7th, when recorded
        ("i", "2021"),
    ):
        add(store, name, on=day)
    assert of_days(store, None) == [
        "2021-01 h", "2021 i", "2021-01-02 g", "2020-12-31 d", "2020-12 f", "2020 c",
        "2020-12-01 e", "2020-11-30 a", "2020-11 b",
    ]  # fmt: skip
    assert of_days(store, "2020-12-31", "2021-01-06") == [
        "2021-01-02 g", "2020-12-31 d", "2020-12 f", "2020 c",
    ]  # fmt: skip
    assert of_days(store, "2021-01-07") == ["2021-01 h", "2021 i"]
    assert of_days(store, "2020-11-30", "2020-12-30") == [
        "2020-12-01 e", "2020-11-30 a", "2020-11 b",
    ]  # fmt: skip


def test_month_recorded_before_it_began_locally_follows_the_fold(store: Store) -> None:
    with ledger(store, now=datetime(2021, 1, 1, 5, tzinfo=UTC)) as book:
        book.add(says("a", on="2021-01"))  # still December in some zones
    add(store, "b", on="2021-01")
    assert of_days(store, None) == ["2021-01 b", "2021-01 a"]
    assert of_days(store, None, "2020-12-31") == ["2021-01 a"]


def test_report_counts_no_later_than_the_day_it_was_recorded(store: Store) -> None:
    with ledger(store, now=datetime(2031, 1, 1, tzinfo=UTC)) as book:
        book.add(says("a", on="2030-12-31"))
    add(store, "b", on="2021-01-06")
    correct(store, ("1", "2021-01-04T09:00:00.000000Z"))
    add(store, "c", on="2021-01-05")
    add(store, "d", on="2021-01-03")
    assert of_days(store, None) == [
        "2021-01-06 b", "2021-01-05 c", "2030-12-31 a", "2021-01-03 d",
    ]  # fmt: skip
    assert of_days(store, "2021-01-04", "2021-01-05") == ["2021-01-05 c", "2030-12-31 a"]
    assert of_days(store, "2021-01-05") == ["2021-01-06 b", "2021-01-05 c"]


def test_on_one_day_newest_batch_first_each_in_its_order(store: Store) -> None:
    take(store, says("a"), says("b"))
    take(store, says("c"), says("d"))
    assert of_days(store, "2021-01-07") == [f"2021-01-07 {name}" for name in "cdab"]


def test_undone_reports_are_left_out(store: Store) -> None:
    add(store, "a")
    add(store, "b")
    undo(store)
    assert of_days(store, None) == ["2021-01-07 a"]


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_what_arrived_is_in_the_order_of_entries(batches: list[DrawnBatch]) -> None:
    with stored(batches) as store, store.reading() as connection:
        found = list(change_feed.arrived(connection, 0, Query()))
        assert found == list(change_feed.of_days(connection, Span(), Query()))
        assert found == sorted(found, key=change_feed.order, reverse=True)
        later = list(change_feed.arrived(connection, 2, Query()))
        assert later == [entry for entry in found if entry.arrival.number > 2]


def test_arrived_since_a_batch(store: Store) -> None:
    for name, day in (("a", "2021-01-01"), ("b", "2019-01-01"), ("c", "2020"), ("d", "2020-12-31")):
        add(store, name, on=day)
    add(store, "e")
    undo(store)
    with store.reading() as connection:
        assert named(change_feed.arrived(connection, 1, Query())) == [
            "2020-12-31 d", "2020 c", "2019-01-01 b",
        ]  # fmt: skip


def test_reports_on_titles_in_a_span(store: Store) -> None:
    add(store, "a", on="2020-12-01")
    add(store, "b", on="2020-12-02", kind="film")
    update(store, "a", tags={"x": True}, on="2021-01-02")
    update(store, "b", tags={"x": True}, on="2021-01-03")
    update(store, "b", tags={"y": True}, on="2021-01-04")
    undo(store)
    add(store, "c", on="2020-11")
    merge(store, "a", "c")
    by_slug = keys(store)
    with store.reading() as connection:

        def on(*slugs: str, span: Span | None = None, query: Query | None = None) -> list[str]:
            wanted = [by_slug[slug] for slug in slugs]
            found = change_feed.on_titles(connection, wanted, span or Span(), query or Query())
            return named(found)

        assert on("b") == ["2021-01-03 b", "2020-12-02 b"]
        assert on("a", "b", span=Span(date(2020, 12, 2), date(2021, 1, 2))) == [
            "2021-01-02 a",
            "2020-12-02 b",
        ]
        assert on("a") == ["2021-01-07 a", "2021-01-02 a", "2020-12-01 a", "2020-11 a"]
        assert on("a", "b", query=Query(search=("b",))) == on("b")


def test_merged_keys_share_one_key(store: Store) -> None:
    add(store, "a", on="2021-01-01")
    add(store, "b", on="2021-01-02")
    with store.reading() as connection:
        keys = [key for (key,) in connection.execute("select key from titles order by key")]
        connection.execute("insert into one_work values (?, ?, ?)", (keys[1], keys[0], keys[0]))
        assert named(change_feed.of_days(connection, Span(), Query())) == [
            "2021-01-02 a", "2021-01-01 a",
        ]  # fmt: skip
        connection.execute("delete from one_work")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(kinds=(Kind.FILM,)), ["gone", "heroes"]),
        (Query(search=("cobra",)), ["gone", "cobra kai"]),
        (Query(tags=("karate",)), ["gone", "cobra kai"]),
        (Query(persons=("pascal",)), ["gone", "heroes"]),
        (Query(status=parse_status_filter("canceled")), ["gone", "heroes"]),
        (Query(status=parse_status_filter("upcoming season")), ["gone", "cobra kai"]),
        (Query(franchises=("cobra-kai-s3",)), ["gone", "cobra kai"]),
        (Query(disputed=True), ["gone", "heroes"]),
        # Filters on releases are applied later, when the changes of each report are known.
        (Query(platforms=("Hulu",)), ["gone", "heroes", "cobra kai"]),
        (
            Query(status=parse_status_filter("due 2021, not confirmed")),
            ["gone", "heroes", "cobra kai"],
        ),
        (Query(status=parse_status_filter("left")), ["gone", "heroes", "cobra kai"]),
    ],
)
def test_titles_that_cannot_match_are_left_out(
    store: Store, query: Query, found: list[str]
) -> None:
    add(store, "Cobra Kai", season=3, tags=("karate",), on="2021-01-01")
    add(
        store,
        "Heroes",
        status="canceled",
        credits=(("cast", "Pedro Pascal"),),
        on="2021-01-02",
    )
    add(store, "Gone", on="2021-01-03")
    remove(store, "gone", on="2021-01-03")
    update(store, "heroes", status="filming", confidence="rumor", source="x", on="2021-01-02")
    names = list(dict.fromkeys(text[11:] for text in of_days(store, None, None, query)))
    assert names == found
    with store.reading() as connection:
        arrived = {text[11:] for text in named(change_feed.arrived(connection, 0, query))}
    assert arrived == set(found)
