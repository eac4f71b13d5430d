from datetime import UTC, datetime

from slate.store.file.connection import Store
from slate.store.queries import undo_effects
from tests.store.writing import add, correct, ledger, redo, says, take, undo, update


def told(store: Store, after: int) -> list[str]:
    """Return the effects of undos and redos since a batch, as text."""
    with store.reading() as connection:
        found = undo_effects.UndoEffects(connection, after)
        return [
            f"{turn.how} #{entry.arrival.number} by {entry.arrival.author}: "
            f"{entry.key.partition('|')[0]} {change.name}"
            for entry in found.entries()
            for turn in [found.turn(entry)]
            for change in turn.differences
        ]


def test_no_effects_without_an_undo(store: Store) -> None:
    assert told(store, 0) == []
    add(store, "a")
    undo(store)
    assert told(store, 2) == []
    with store.reading() as connection:
        assert undo_effects.UndoEffects(connection).entries() == []


def test_effects_of_undos_since_a_batch(store: Store) -> None:
    add(store, "a", date="2021-01")
    update(store, "a", date="2021-02")
    undo(store, by="desk", name="2")
    assert told(store, 2) == ["undo #3 by desk: a dated"]
    undo(store, "1")
    assert told(store, 2) == ["undo #4 by tester: a removed", "undo #3 by desk: a dated"]
    assert told(store, 3) == ["undo #4 by tester: a removed"]
    assert told(store, 4) == []


def test_batch_recorded_and_undone_since_has_no_effect(store: Store) -> None:
    add(store, "a", date="2021-01")
    update(store, "a", date="2021-02")
    undo(store)
    assert told(store, 1) == []


def test_undo_and_redo_that_cancel_out_have_no_effect(store: Store) -> None:
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


def test_later_reports_are_not_part_of_the_effect(store: Store) -> None:
    add(store, "a", date="2021-01")
    update(store, "a", date="2021-02")
    update(store, "a", status="canceled")
    undo(store, "2")
    assert told(store, 2) == ["undo #4 by tester: a dated"]


def test_undo_of_a_batch_has_an_effect_per_title(store: Store) -> None:
    take(store, says("a"), says("b"))
    add(store, "c")
    undo(store, "1")
    assert told(store, 2) == ["undo #3 by tester: a removed", "undo #3 by tester: b removed"]


def test_undo_of_a_missing_batch_has_no_effect(store: Store) -> None:
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


def test_effects_of_several_undos(store: Store) -> None:
    add(store, "a")
    add(store, "b")
    undo(store, "1")
    undo(store, "2")
    assert told(store, 2) == ["undo #4 by tester: b removed", "undo #3 by tester: a removed"]


def test_undo_and_redo_of_a_merge_splits_and_merges_titles(store: Store) -> None:
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


def test_limited_undos_have_an_effect_on_their_titles_only(store: Store) -> None:
    take(store, says("a"), says("b"), says("c"))
    add(store, "d")
    undo(store, "1", only=("a", "b"))
    assert told(store, 2) == ["undo #3 by tester: a removed", "undo #3 by tester: b removed"]
    undo(store, "1", by="desk")
    assert told(store, 3) == ["undo #4 by desk: c removed"]
    redo(store)  # the undo of two titles; the other undo stands
    assert told(store, 4) == []
    undo(store, "4", by="desk", only=("a",))
    assert told(store, 5) == ["redo #6 by desk: a added"]
    assert told(store, 2) == [
        "undo #5 by tester: b removed",  # the last undo or redo that concerns it
        "undo #4 by desk: c removed",
    ]


def test_corrected_times_decide_what_an_undo_changed(store: Store) -> None:
    add(store, "a", date="2021-01", source="A", on="2021-01-06")
    with ledger(store, now=datetime(2031, 1, 1, tzinfo=UTC)) as book:
        book.update(book.find("a").key, says(date="2021-02", source="A", on="2021-01"))
    correct(store, ("2", "2021-01-05T12:00:00.000000Z"))  # before the other report
    undo(store, "2")
    assert told(store, 3) == []
    assert told(store, 2) == []
