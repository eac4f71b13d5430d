from slate.store.file.connection import Store
from slate.store.queries import undo_effects
from tests.store.writing import add, ledger, redo, says, take, undo, update


def told(store: Store, after: int) -> list[str]:
    """Tell what was taken back and given back since a batch."""
    with store.reading() as connection:
        found = undo_effects.UndoEffects(connection, after)
        return [
            f"{turn.how} #{entry.arrival.number} by {entry.arrival.author}: "
            f"{entry.key.partition('|')[0]} {change.name}"
            for entry in found.entries()
            for turn in [found.turn(entry)]
            for change in turn.differences
        ]


def test_nothing_was_taken_back(store: Store) -> None:
    assert told(store, 0) == []
    add(store, "a")
    undo(store)
    assert told(store, 2) == []
    with store.reading() as connection:
        assert undo_effects.UndoEffects(connection).entries() == []


def test_what_was_taken_back(store: Store) -> None:
    add(store, "a", date="2021-01")
    update(store, "a", date="2021-02")
    undo(store, by="desk", name="2")
    assert told(store, 2) == ["undo #3 by desk: a advanced"]
    undo(store, "1")
    assert told(store, 2) == ["undo #4 by tester: a removed", "undo #3 by desk: a advanced"]
    assert told(store, 3) == ["undo #4 by tester: a removed"]
    assert told(store, 4) == []


def test_what_came_and_went_since_was_never_seen(store: Store) -> None:
    add(store, "a", date="2021-01")
    update(store, "a", date="2021-02")
    undo(store)
    assert told(store, 1) == []


def test_what_is_as_it_was_is_nothing_to_tell(store: Store) -> None:
    add(store, "a")
    undo(store)
    redo(store)
    assert told(store, 1) == []
    assert told(store, 2) == ["redo #3 by tester: a added"]
    undo(store)
    assert told(store, 1) == ["undo #4 by tester: a removed"]
    assert told(store, 2) == []
    redo(store)
    assert told(store, 2) == ["redo #5 by tester: a added"]


def test_what_was_said_since_is_left_to_itself(store: Store) -> None:
    add(store, "a", date="2021-01")
    update(store, "a", date="2021-02")
    update(store, "a", status="canceled")
    undo(store, "2")
    assert told(store, 2) == ["undo #4 by tester: a advanced"]


def test_each_title_of_a_batch(store: Store) -> None:
    take(store, says("a"), says("b"))
    add(store, "c")
    undo(store, "1")
    assert told(store, 2) == ["undo #3 by tester: a removed", "undo #3 by tester: b removed"]


def test_of_a_batch_that_never_came(store: Store) -> None:
    add(store, "a")
    with store.writing() as connection:
        for uid, target in (("x", "missing"), ("y", "z"), ("z", "y")):
            connection.execute(
                "insert into batches (uid, recorded_at, author, command, undoes)"
                " values (?, '2021-01-07T13:00:00.000000Z', 'tester', 'undo', ?)",
                (uid, target),
            )
    assert told(store, 1) == []
    with store.writing() as connection:
        connection.execute("delete from batches where id > 1")


def test_several_batches(store: Store) -> None:
    add(store, "a")
    add(store, "b")
    undo(store, "1")
    undo(store, "2")
    assert told(store, 2) == ["undo #4 by tester: b removed", "undo #3 by tester: a removed"]


def test_titles_that_were_one_work_part_and_become_one_again(store: Store) -> None:
    add(store, "Dune", date="2021")
    add(store, "Dune Part One", platform="HBO Max")
    with ledger(store) as book:
        book.merge("dune", "dune-part-one", says().origin)
    undo(store)
    assert told(store, 3) == [
        "undo #4 by tester: dune part one added",
        "undo #4 by tester: dune edited",
    ]
    assert told(store, 2) == []
    redo(store)
    assert told(store, 4) == [
        "redo #5 by tester: dune part one removed",
        "redo #5 by tester: dune edited",
    ]
