import pytest

from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.errors import SlugTakenError
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
