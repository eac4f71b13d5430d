import pytest

from slate.store.file.connection import Store
from slate.store.reports import same_work
from tests.store.writing import add, batches, ledger, says, undo

A, B, C = ("a|||film|", "b|||film|", "c|||film|")


@pytest.fixture(autouse=True)
def merged(store: Store) -> None:
    """Store A with B merged into it, C, and D as a sequel of B."""
    for title in ("A", "B", "C"):
        add(store, title)
    add(store, "D", links=(("sequel-of", "b"),))
    merge(store, "a", "b")


def merge(store: Store, kept: str, other: str) -> None:
    with ledger(store) as book:
        book.merge(kept, other, says().origin)


def leaders(store: Store) -> list[str]:
    with store.reading() as connection:
        return [same_work.leader_of(connection, key) for key in (A, B, C)]


def led(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return same_work.led(connection)


def test_merged_keys_have_one_leader(store: Store) -> None:
    assert leaders(store) == [A, A, C]
    assert led(store) == {A: A, B: A}
    merge(store, "c", "a")
    assert leaders(store) == [C, C, C]


def test_undone_merge_is_kept_in_the_ever_column(store: Store) -> None:
    undo(store)
    assert leaders(store) == [A, B, C]
    with store.reading() as connection:
        rows = connection.execute("select key, leader, ever from one_work order by key").fetchall()
    assert rows == [(A, A, A), (B, B, A)]


def test_taken_in_keys_of_each_batch(store: Store) -> None:
    uids = [batch.uid for batch in batches(store)]
    with store.reading() as connection:
        assert [same_work.taken_in(connection, uid) for uid in (*uids, "missing")] == [
            *(set(), set(), set(), set(), {B}, set()),
        ]
        assert same_work.taken_in(connection, uids[4], {A}) == {B}
        assert same_work.taken_in(connection, uids[4], {B}) == set()


def test_rebuild_returns_the_keys_that_changed(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        assert same_work.rebuild(connection) == set()
        connection.execute("delete from one_work")
        assert same_work.rebuild(connection) == {A, B}
        assert same_work.led(connection) == {A: A, B: A}
        connection.execute("insert into undone select id from batches where id = 5")
        assert same_work.rebuild(connection) == {A, B}
        assert same_work.led(connection) == {A: A, B: B}


def test_text_that_looks_like_a_merge_is_not_one(store: Store) -> None:
    add(store, '"same":')
    add(store, "E", note='{"same":{}}')
    assert led(store) == {A: A, B: A}


def test_linking_finds_titles_with_links_to_keys(store: Store) -> None:
    with store.reading() as connection:
        assert same_work.linking(connection, [B, C]) == {"d|||film|"}
        assert same_work.linking(connection, [C]) == set()
        assert same_work.linking(connection, []) == set()


def test_linking_finds_links_that_are_removed_while_the_keys_are_one_work(store: Store) -> None:
    with ledger(store) as book:  # a link to B, as D states it, and no link to A
        book.update(book.find("d").key, says(links=(("sequel-of", "a"),)))
        book.update(book.find("d").key, says(unlink=("a",)))
    with store.reading() as connection:
        assert connection.execute("select count(*) from links").fetchone() == (0,)
        assert same_work.linking(connection, [A, B]) == {"d|||film|"}
    undo(store, "5")
    with store.reading() as connection:
        assert connection.execute("select other_key from links").fetchall() == [(B,)]
