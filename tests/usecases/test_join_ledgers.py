"""Joining as commands call it; the results are tested with `store/writes/union.py`."""

import pytest

from slate.domain.changes.change import Change
from slate.domain.ledger.errors import UndoneBeforeError
from slate.domain.reports.report import Batch
from slate.store.file.connection import Store
from slate.usecases.join_ledgers import join_ledgers
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.joining import entries, exported
from tests.store.writing import ledger


def test_everything_is_written_when_join_ledgers_returns(store: Store, new_store: NewStore) -> None:
    """The caller need not read the changes first."""
    there = new_store()
    writing.add(there, "Heat")
    writing.add(there, "Dune", year=2021)
    changes: list[Change] = []
    with ledger(store) as book:
        joined = join_ledgers(book, entries(exported(there)), changes.append)
        assert joined.batches == 2
        assert book.find("heat").slug == "heat"
    assert sorted(change.outcome for change in changes) == ["added", "added"]
    assert sorted(writing.slugs(store)) == ["dune", "heat"]


def test_a_refused_ledger_stores_nothing(store: Store) -> None:
    circle = Batch(0, "beef", "2021-01-07T12:00:00.000000Z", "ann", "undo", "beef")
    with pytest.raises(UndoneBeforeError), ledger(store) as book:
        join_ledgers(book, [circle], lambda _: None)
    assert writing.batches(store) == []
