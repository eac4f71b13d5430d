from datetime import UTC, datetime
from typing import Any

import pytest

from slate.domain.errors import SlateError, TitleNotFoundError
from slate.domain.ledger.errors import (
    BatchNotFoundError,
    ClockAheadError,
    ClockBehindError,
    SlugTakenError,
)
from slate.store.file.connection import Store
from slate.store.ledger import open_ledger
from slate.usecases.add import add as add_title
from tests.store import writing
from tests.store.writing import NOW, add, batches, record, says, take, undo


def _opened(store: Store, *, dry_run: bool = False) -> None:
    options = {"author": "ann", "command": "add A", "now": NOW}
    with open_ledger(store, dry_run=dry_run, **options) as ledger:  # type: ignore[arg-type]
        add_title(ledger, says("A"))
        ledger.create(says("B"))


def test_command_is_one_batch_of_its_author(store: Store) -> None:
    _opened(store)
    (batch,) = batches(store)
    assert (batch.author, batch.command, batch.reports, batch.undoes) == ("ann", "add A", 2, None)
    assert batch.recorded_at == "2021-01-07T12:00:00.000000Z"


def test_dry_run_stores_nothing(store: Store) -> None:
    _opened(store, dry_run=True)
    assert batches(store) == []


def test_command_without_statements_records_nothing(store: Store) -> None:
    with writing.ledger(store):
        pass
    assert batches(store) == []


def test_undos_by_other_authors_are_found(store: Store) -> None:
    add(store, "A", by="ann")
    add(store, "B", by="bob")
    with writing.ledger(store, "ann") as book:
        first = book.find_batch("1")
        assert book.newest_batch() == first
        assert (book.newest_undo(), book.undos_of(first), book.root_of(first)) == (None, [], first)
    undo(store, "1", by="bob")
    with writing.ledger(store, "bob") as book:
        (taker,) = book.undos_of(first)
        assert book.newest_undo() == taker
        assert (taker.undoes, book.root_of(taker).uid) == (first.uid, first.uid)
        newest = book.newest_batch()
        assert newest is not None
        assert newest.id == 2
    with writing.ledger(store, "ann") as book:
        assert (book.newest_batch(), book.newest_undo()) == (None, None)


def test_title_with_a_taken_slug_is_not_created(store: Store) -> None:
    add(store, "Mank")
    with writing.ledger(store) as book:
        with pytest.raises(SlugTakenError):
            book.create(says("Roma", slug="mank"))
        assert book.slug_of("roma|||film|") == ""
        assert book.slug_of("mank|||film|") == "mank"


def test_platforms_are_spelled_as_in_the_slate(store: Store) -> None:
    add(store, "Mank", platform="Netflix")
    with writing.ledger(store) as book:
        assert book.spelled(says("Roma", platform="NETFLIX")).platform == "Netflix"


def test_rows_of_a_file_link_by_their_slugs_in_the_file(store: Store) -> None:
    take(store, says("Roma", handle="r"), says("Roma 2", links=(("sequel-of", "r"),)))
    assert record(store, "roma-2").label == "Sequel in development"


def test_text_that_only_slugifies_to_a_slug_does_not_match(store: Store) -> None:
    for title in ("C", "Untitled", "Cobra Kai S3"):
        add(store, title)
    add(store, "Cobra Kai", season=3, new=True)
    add(store, "C++")
    with writing.ledger(store) as book:
        for text in ("C#", "!!!", "C!"):
            with pytest.raises(TitleNotFoundError):
                book.find(text)
        assert book.find("C++").name == "C++"
        assert book.find("Cobra Kai S3").season is None
        assert book.find("Cobra Kai: season 3").season == 3


def test_report_is_stored_when_add_report_returns(store: Store) -> None:
    writing.add(store, "Mank")
    with store.writing() as connection:
        book = writing.Book(connection, author="tester", command="test", now=writing.NOW)
        key = book.find("mank").key
        book.add_report(key, {"tags": {"x": True}}, says().origin)
        (number,) = connection.execute("select count(*) from reports").fetchone()
        assert number == 2
        connection.execute("delete from reports where n = 1 and batch = 2")
        connection.execute("delete from batches where id = 2")


FUTURE = datetime(2031, 1, 7, 12, tzinfo=UTC)


def _open(store: Store, now: datetime, **options: Any) -> None:  # noqa: ANN401 -- of any type
    with open_ledger(store, author="ann", command="add", now=now, **options) as ledger:
        add_title(ledger, says("Heat"))


@pytest.mark.parametrize(
    ("now", "error"),
    [
        (datetime(2021, 1, 5, 11, tzinfo=UTC), ClockBehindError),
        (datetime(2031, 1, 9, tzinfo=UTC), ClockAheadError),
    ],
)
def test_wrong_clock_is_refused_before_anything_is_written(
    store: Store, now: datetime, error: type[SlateError]
) -> None:
    add(store, "Mank")
    with pytest.raises(error):
        _open(store, now)
    assert len(batches(store)) == 1
    _open(store, now, checks_clock=False)
    assert len(batches(store)) == 2


def test_batches_that_are_about_to_be_corrected_do_not_count(store: Store) -> None:
    add(store, "Mank")
    with writing.ledger(store, now=FUTURE) as book:
        book.add(says("Tenet"))
    with pytest.raises(ClockBehindError):
        _open(store, NOW)
    with pytest.raises(BatchNotFoundError):
        _open(store, NOW, corrected=("9",))
    _open(store, NOW, corrected=("2",))


def test_corrected_time_is_compared_with_the_clock(store: Store) -> None:
    with writing.ledger(store, now=FUTURE) as book:
        book.add(says("Tenet"))
    writing.correct(store, ("1", "2021-01-06T12:00:00.000000Z"))
    _open(store, NOW)
    assert [batch.effective_at[:10] for batch in batches(store)] == [
        "2021-01-06", "2021-01-07", "2021-01-07",
    ]  # fmt: skip


def test_newest_batch_of_an_author_is_the_newest_by_the_times_that_count(store: Store) -> None:
    with writing.ledger(store, now=FUTURE) as book:
        book.add(says("Tenet"))
    writing.correct(store, ("1", "2021-01-06T12:00:00.000000Z"))
    add(store, "Mank")
    assert undo(store).batch.id == 3
    undo(store, "2")
    with writing.ledger(store) as book:
        newest = book.newest_batch()
        assert newest is not None
        assert newest.id == 1


def test_titles_and_limited_undos_of_a_batch(store: Store) -> None:
    take(store, says("Show", season=2), says("Mank"), says("Tenet"))
    add(store, "Mank 2")
    writing.remove(store, "tenet")
    with writing.ledger(store) as book:
        book.merge("mank-2", "mank", says().origin)
    undo(store, "1", only=("show-s2",))
    with writing.ledger(store) as book:
        batch = book.find_batch("1")
        assert batch.partly_undone
        assert book.undone_keys(batch) == {"show|2||series|"}
        assert book.titles_in(batch) == [
            ("mank|||film|", "mank 2|||film|", "mank-2", "Mank 2"),
            ("show|2||series|", "show|2||series|", "show", "show: season 2"),
            ("tenet|||film|", "tenet|||film|", "tenet", "Tenet"),
        ]
