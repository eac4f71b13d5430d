"""What others recorded, taken into a copy; no server is needed."""

import json
import sqlite3
from collections.abc import Iterator

import pytest

from slate.store.file import verification
from slate.store.file.connection import Store
from slate.store.reports import bookmarks, ledger_state
from slate.store.shared.errors import GapError, OddLedgerError, OtherCopyError
from slate.store.shared.news import BatchRow, News, Place, ReportRow
from slate.store.shared.take_in import place_of, state_of, take_in
from slate.store.titles import projections
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
    batches: list[BatchRow],
    reports: list[ReportRow],
    bookmarks: dict[str, str] | None = None,
    after: int | None = None,
) -> News:
    """Return news after a batch, by default after the one before the first of them."""
    number = batches[0][0] - 1 if after is None else after
    place = Place(number, f"uid-{number}") if number else Place()
    return News(place, follows=True, batches=batches, reports=reports, bookmarks=bookmarks or {})


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
        taken(copy, news([batch(3)], [], after=1))
    assert slugs(copy) == ["dune"]


def test_an_undo_of_what_is_new_as_well_is_taken_in(copy: Store) -> None:
    taken(copy, news([batch(1)], [report(1, 1, "dune", NAMED)]))
    found = [batch(2), batch(3, undoes="uid-2")]
    taken(copy, news(found, [report(2, 1, "mank", {"title": "Mank"})]))
    assert slugs(copy) == ["dune"]


def test_news_of_another_ledger_are_refused(copy: Store) -> None:
    taken(copy, news([batch(1)], [report(1, 1, "dune", NAMED)]))
    other = ("2", "uid-x", *batch(2)[2:])
    for found in (
        news([batch(3)], []),  # after a batch that is not there
        news([(1, *other[1:])], []),  # the first batch is another one
        news([batch(2)], [])._replace(after=Place(1, "uid-x")),
    ):
        with pytest.raises(OtherCopyError):
            taken(copy, found)
    assert [one.uid for one in batches(copy)] == ["uid-1"]


def test_a_slug_that_slate_does_not_write_is_made_one(copy: Store) -> None:
    taken(copy, news([batch(1)], [report(1, 1, "dune", NAMED | {"slug": "a;touch b\nc"})]))
    assert slugs(copy) == ["a-touch-b-c"]


@pytest.mark.parametrize("said", ["[1]", "{", '{"title": 1}', '{"releases": {"||": 1}}'])
@pytest.mark.parametrize("is_first", [True, False])
def test_what_slate_does_not_write_is_named(copy: Store, said: str, *, is_first: bool) -> None:
    odd = ("dune", said, None, None, "2021-01-07", "reported", None)
    if not is_first:
        taken(copy, news([batch(1)], [report(1, 1, "mank", NAMED)]))
    number = 1 if is_first else 2
    with pytest.raises(OddLedgerError, match=f"^Batch {number} on the server is not as slate"):
        taken(copy, news([batch(number)], [(number, 1, *odd)]))
    assert slugs(copy) == ([] if is_first else ["dune"])


def test_an_error_of_the_file_is_raised_as_it_is(
    copy: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def refold(*_: object) -> None:
        raise full

    monkeypatch.setattr(projections, "rebuild", refold)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        taken(copy, news([batch(1)], []))


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
