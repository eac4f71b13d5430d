"""The definition of a slate: the fold of the reports in force, and nothing else."""

from contextlib import closing
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slate.domain.changes.history import history_of
from slate.domain.ledger.fold import fold
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables, same_work
from slate.store.titles import lookup
from tests.domain.replaying import replay, state_of
from tests.store import folding
from tests.store.acting import ACTS, STARTS, Act, act

AUTHORS = st.sampled_from(("ann", "bob"))
DUNE: Act = ("add", "Dune", {}, {}, False)


def update(**facts: Any) -> tuple[str, Act]:  # noqa: ANN401 -- as in a statement
    return "ann", ("update", 0, facts, {})


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(STARTS, st.lists(st.tuples(AUTHORS, ACTS), max_size=16))
# Nothing is stated of a release, which another one takes the place of, or which is dropped.
@example([DUNE], [update(date="TBA"), update(release_type="limited", region="US", date="2021")])
@example([DUNE], [update(date="TBA"), update(drops_release=True)])
def test_state_is_the_fold_and_the_replayed_differences(
    start: list[Act], acts: list[tuple[str, Act]]
) -> None:
    with closing(Store(None)) as store:
        for author, said in [("ann", said) for said in start] + acts:
            act(store, author, said)
        with store.reading() as slate:
            folding.check(slate)
            for key in ledger_tables.keys(slate):
                reports = ledger_tables.reports_on(slate, key)
                title = fold(key, reports)
                found = lookup.by_key(slate, key)
                assert (found is None) is (title is None)
                assert same_work.leader_of(slate, key) == key
                assert replay(history_of(key, reports)).get(key) == state_of(title)
