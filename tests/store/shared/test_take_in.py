"""What others recorded, taken into a copy; no server is needed."""

import json
from collections.abc import Iterator

import pytest

from slate.store.file import verification
from slate.store.file.connection import Store
from slate.store.reports import bookmarks, ledger_state
from slate.store.shared.errors import GapError
from slate.store.shared.news import BatchRow, News, ReportRow
from slate.store.shared.take_in import place_of, state_of, take_in
from tests.store.writing import batches, records, slugs

NAMED = {"title": "Dune"}


@pytest.fixture
def copy() -> Iterator[Store]:
    store = Store(None)
    yield store
    store.close()


def batch(number: int, *, undoes: str | None = None, arrived: str | None = None) -> BatchRow:
    when = f"2021-01-07T12:00:00.00000{number}Z"
    return (number, f"uid-{number}", when, "ann", "add", undoes, None, None, arrived)


def report(number: int, n: int, key: str, said: object) -> ReportRow:
    text = json.dumps(said, separators=(",", ":"))
    return (number, n, key, text, None, None, "2021-01-07", "reported", None)


def news(
    batches: list[BatchRow], reports: list[ReportRow], bookmarks: dict[str, str] | None = None
) -> News:
    return News(follows=True, batches=batches, reports=reports, bookmarks=bookmarks or {})


def taken(copy: Store, found: News) -> None:
    with copy.writing() as connection:
        take_in(connection, found)
    with copy.reading() as connection:
        assert verification.faults(connection) == []


def test_news_are_stored_with_their_numbers(copy: Store) -> None:
    taken(copy, news([batch(1), batch(2, arrived="2021-01-08T00:00:00.000000Z")], [
        report(1, 1, "dune", NAMED), report(2, 1, "mank", {"title": "Mank"}),
    ], {"ann": "uid-1"}))  # fmt: skip
    assert slugs(copy) == ["dune", "mank"]
    taken(copy, news([batch(3)], [report(3, 1, "dune", {"status": "filming"})]))
    assert records(copy)[0].status == "filming"
    with copy.reading() as connection:
        assert place_of(connection) == (3, "uid-3")
        assert bookmarks.everybody(connection) == {"ann": "uid-1"}


def test_what_another_process_has_taken_in_is_left_out(copy: Store) -> None:
    first = news([batch(1)], [report(1, 1, "dune", NAMED)])
    taken(copy, first)
    taken(copy, first)
    taken(copy, news([batch(1), batch(2)], [*first.reports, report(2, 1, "dune", None)]))
    assert [one.id for one in batches(copy)] == [1, 2]
    assert slugs(copy) == []


def test_a_batch_that_was_deleted_on_the_server_is_missed(copy: Store) -> None:
    taken(copy, news([batch(1)], [report(1, 1, "dune", NAMED)]))
    with pytest.raises(GapError, match="no batch 2"):
        taken(copy, news([batch(3)], []))
    assert slugs(copy) == ["dune"]


def test_the_checksum_of_news_is_that_of_a_copy_with_them(copy: Store) -> None:
    found = news(
        [batch(1), batch(2, undoes="uid-1"), batch(3)],
        [report(1, 1, "dune", NAMED), report(3, 1, "mank", {"title": "Mank"})],
    )
    taken(copy, news(found.batches[:2], found.reports[:1]))
    with copy.reading() as connection:
        assert state_of(found, place_of(connection)) == ledger_state.stored(connection)
    taken(copy, found)
    with copy.reading() as connection:
        assert state_of(found, place_of(connection)) == ledger_state.stored(connection)


def test_an_undo_is_more_than_its_reports(copy: Store) -> None:
    taken(copy, news([batch(1)], [report(1, 1, "dune", NAMED)]))
    taken(copy, news([batch(2, undoes="uid-1"), batch(3)], [
        report(3, 1, "mank", {"title": "Mank"})]))  # fmt: skip
    assert slugs(copy) == ["mank"]
    assert [one.undone for one in batches(copy)] == [True, False, False]
