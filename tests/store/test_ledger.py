import pytest

from slate.domain.errors import SlugTakenError, TitleNotFoundError
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


def test_a_command_is_one_batch_of_its_author(store: Store) -> None:
    _opened(store)
    (batch,) = batches(store)
    assert (batch.author, batch.command, batch.reports, batch.undoes) == ("ann", "add A", 2, None)
    assert batch.recorded_at == "2021-01-07T12:00:00.000000Z"


def test_a_dry_run_stores_nothing(store: Store) -> None:
    _opened(store, dry_run=True)
    assert batches(store) == []


def test_a_command_that_states_nothing_leaves_no_trace(store: Store) -> None:
    with writing.ledger(store):
        pass
    assert batches(store) == []


def test_batches_of_others_are_found_by_what_undoes_them(store: Store) -> None:
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


def test_a_title_of_a_slug_that_is_taken_is_not_made(store: Store) -> None:
    add(store, "Mank")
    with writing.ledger(store) as book:
        with pytest.raises(SlugTakenError):
            book.create(says("Roma", slug="mank"))
        assert book.slug_of("roma|||film|") == ""
        assert book.slug_of("mank|||film|") == "mank"


def test_services_are_spelled_as_they_are_here(store: Store) -> None:
    add(store, "Mank", platform="Netflix")
    with writing.ledger(store) as book:
        assert book.spelled(says("Roma", platform="NETFLIX")).platform == "Netflix"


def test_rows_of_a_file_find_each_other_by_their_slugs_there(store: Store) -> None:
    take(store, says("Roma", handle="r"), says("Roma 2", links=(("sequel-of", "r"),)))
    assert record(store, "roma-2").label == "Sequel in development"


def test_what_merely_makes_the_slug_of_a_title_does_not_name_it(store: Store) -> None:
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


def test_a_report_is_stored_when_the_method_returns(store: Store) -> None:
    writing.add(store, "Mank")
    with store.writing() as connection:
        book = writing.Book(connection, author="tester", command="test", now=writing.NOW)
        key = book.find("mank").key
        book.add_report(key, {"tags": {"x": True}}, says().origin)
        (number,) = connection.execute("select count(*) from reports").fetchone()
        assert number == 2
        connection.execute("delete from reports where n = 1 and batch = 2")
        connection.execute("delete from batches where id = 2")
