from typing import Any

from slate.store.file.connection import Store
from slate.store.reports import splits
from tests.store import folding, writing
from tests.store.writing import add, keys, says, undo, update


def _split(store: Store, text: str, source: str) -> None:
    with writing.ledger(store) as book:
        book.split(text, source, says().origin)


def _assigned(store: Store) -> dict[int, str]:
    with store.reading() as connection:
        return splits.assigned(connection)


def test_only_what_the_source_had_reported_by_then_is_assigned(store: Store) -> None:
    add(store, "Dune", source="A")
    update(store, "dune", date="2021", source="B")
    update(store, "dune", tags=("x",), source="B")
    update(store, "dune", tags=("y",), source="C")
    _split(store, "dune", "B")
    new = keys(store)["dune-2"]
    assert _assigned(store) == {2: new, 3: new}
    # A report that comes later, although of an earlier day, is about what it names.
    update(store, "dune", date="2022", source="B", on="2020-01-01")
    with store.writing() as connection:
        assert splits.rebuild(connection) == set()
    assert _assigned(store) == {2: new, 3: new}


def test_a_title_that_was_split_can_be_split_again(store: Store) -> None:
    add(store, "Dune", source="A")
    for source in ("B", "C"):
        update(store, "dune", tags=(source.lower(),), source=source)
    _split(store, "dune", "B")
    first = keys(store)["dune-2"]
    update(store, "dune-2", tags=("d",), source="D")
    _split(store, "dune-2", "B")
    second = keys(store)["dune-3"]
    assert second != first
    assert _assigned(store) == {2: second}
    undo(store)
    assert _assigned(store) == {2: first}
    undo(store, "5")
    undo(store, "4")
    assert _assigned(store) == {}
    with store.reading() as connection:
        folding.check(connection)


def test_targets_are_the_titles_to_which_reports_went(store: Store) -> None:
    add(store, "Dune", source="A")
    update(store, "dune", tags=("b",), source="B")
    there: dict[str, Any] = keys(store)
    with store.reading() as connection:
        assert splits.targets(connection, there.values()) == set()
    _split(store, "dune", "B")
    with store.reading() as connection:
        assert splits.targets(connection, there.values()) == {keys(store)["dune-2"]}
        (uid,) = connection.execute("select uid from batches where id = 3").fetchone()
        assert splits.is_in(connection, uid)
        assert not splits.is_in(connection, "other")
