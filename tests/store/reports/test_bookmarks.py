from slate.store.file.connection import Store
from slate.store.reports import bookmarks
from slate.store.reports.bookmarks import Bookmark
from tests.store.writing import add, batches, ledger


def mark(store: Store, batch: str, author: str = "tester") -> None:
    with ledger(store, author) as book:
        book.mark(batch)


def marked(store: Store, author: str = "tester") -> Bookmark | None:
    with store.reading() as connection:
        return bookmarks.find(connection, author)


def test_newest_batch_as_a_bookmark(store: Store) -> None:
    with store.reading() as connection:
        assert bookmarks.newest(connection) is None
    add(store, "Cobra Kai")
    add(store, "Locked Down")
    last = batches(store)[-1]
    with store.reading() as connection:
        assert bookmarks.newest(connection) == Bookmark(last.uid, 2)


def test_each_author_has_a_bookmark(store: Store) -> None:
    add(store, "Cobra Kai")
    add(store, "Locked Down")
    one, two = (batch.uid for batch in batches(store))
    assert marked(store) is None
    mark(store, one)
    mark(store, two, "desk")
    assert (marked(store), marked(store, "desk")) == (Bookmark(one, 1), Bookmark(two, 2))
    assert len(batches(store)) == 2  # a bookmark is not a batch


def test_bookmark_never_moves_back(store: Store) -> None:
    add(store, "Cobra Kai")
    add(store, "Locked Down")
    one, two = (batch.uid for batch in batches(store))
    mark(store, two)
    mark(store, one)
    assert marked(store) == Bookmark(two, 2)
    mark(store, "unknown")
    assert marked(store) == Bookmark(two, 2)


def test_bookmark_of_a_missing_batch_has_no_number(store: Store) -> None:
    add(store, "Cobra Kai")
    with store.writing() as connection:
        connection.execute("insert into bookmarks (author, batch) values ('tester', 'lost')")
    assert marked(store) == Bookmark("lost", None)
    mark(store, batches(store)[0].uid)
    assert marked(store) == Bookmark(batches(store)[0].uid, 1)


def test_only_bookmarks_that_moved_are_replaced(store: Store) -> None:
    with store.writing() as connection:
        bookmarks.replace(connection, {"ann": "a", "bob": "b"})
        before = connection.total_changes
        bookmarks.replace(connection, {"ann": "a", "bob": "c"})
        assert connection.total_changes == before + 1
        assert bookmarks.everybody(connection) == {"ann": "a", "bob": "c"}
