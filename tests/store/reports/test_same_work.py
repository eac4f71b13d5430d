import pytest

from slate.store.file.connection import Store
from slate.store.reports import same_work
from tests.store.writing import add, ledger, says, undo

A, B, C = ("a|||film|", "b|||film|", "c|||film|")


@pytest.fixture(autouse=True)
def merged(store: Store) -> None:
    """A, and B that was merged into it; C."""
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


def test_one_key_stands_for_a_work(store: Store) -> None:
    assert leaders(store) == [A, A, C]
    assert led(store) == {A: A, B: A}
    merge(store, "c", "a")
    assert leaders(store) == [C, C, C]


def test_what_was_undone_is_remembered_as_it_ever_was(store: Store) -> None:
    undo(store)
    assert leaders(store) == [A, B, C]
    with store.reading() as connection:
        rows = connection.execute("select key, leader, ever from one_work order by key").fetchall()
    assert rows == [(A, A, A), (B, B, A)]


def test_the_keys_that_a_batch_takes_in(store: Store) -> None:
    with store.reading() as connection:
        assert [same_work.taken_in(connection, batch) for batch in range(1, 7)] == [
            *(set(), set(), set(), set(), {B}, set()),
        ]


def test_settling_tells_which_works_have_changed(store: Store) -> None:
    with store.writing(dry_run=True) as connection:
        assert same_work.rebuild(connection) == set()
        connection.execute("delete from one_work")
        assert same_work.rebuild(connection) == {A, B}
        assert same_work.led(connection) == {A: A, B: A}
        connection.execute("insert into undone select id from batches where id = 5")
        assert same_work.rebuild(connection) == {A, B}
        assert same_work.led(connection) == {A: A, B: B}


def test_a_text_that_only_looks_like_it_is_none(store: Store) -> None:
    add(store, '"same":')
    add(store, "E", note='{"same":{}}')
    assert led(store) == {A: A, B: A}


def test_the_titles_that_follow_others(store: Store) -> None:
    with store.reading() as connection:
        assert same_work.linking(connection, [A, C]) == {"d|||film|"}
        assert same_work.linking(connection, [C]) == set()
        assert same_work.linking(connection, []) == set()
