# ruff: noqa: E501 -- a table reads best with one case per line

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.joining import entries, exported
from tests.store.writing import ledger, says


@pytest.mark.parametrize(
    ("here", "there", "alike"),
    [
        ({}, {}, []),  # same key: the same title
        ({"year": 2021}, {}, [("dune", "dune-2")]),
        ({"year": 2021}, {"year": 2022}, [("dune", "dune-2022")]),
        ({"year": 2021}, {"year": 1984}, []),
        ({"year": 2021, "ids": (("imdb", "tt1"),)}, {"ids": (("imdb", "tt2"),)}, []),
        ({"kind": "film"}, {"kind": "series"}, []),
        ({"season": 1}, {"season": 2}, []),
        ({"aka": ("Heat",), "year": 2020}, {"title": "Heat"}, [("dune", "heat")]),
        ({"title": "Heat"}, {"aka": ("Heat",)}, [("heat", "dune")]),
        ({"title": "Dune: Part One"}, {"title": "Dune, Part One"}, [("dune-part-one", "dune-part-one-2")]),
        ({"title": "Pokemon", "kind": "film"}, {"title": "Pok\u00e9mon", "kind": "series"}, []),
        ({"title": "A.I.", "year": 2001}, {"title": "A I", "year": 1990}, []),
        ({"title": "A.I.", "ids": (("imdb", "tt1"),)}, {"title": "A I", "ids": (("imdb", "tt2"),)}, []),
        ({"title": "Fargo!", "season": 1}, {"title": "Fargo", "season": 1}, [("fargo-s1", "fargo-s1-2")]),
        ({"title": "Dune (2021)"}, {}, [("dune-2021", "dune")]),
        ({}, {"title": "Dune (2021)"}, [("dune", "dune-2021")]),
        ({"title": "Dune (2021)"}, {"date": "2022-01-05"}, [("dune-2021", "dune")]),
        ({"year": 1984}, {"title": "Dune (2021)"}, []),
        ({"title": "Dune (1984)"}, {"title": "Dune (2021)"}, []),
        ({"title": "Dune 2021"}, {"title": "Dune (2021)"}, [("dune-2021", "dune-2021-2")]),
        ({"title": "Dune 2"}, {}, []),
        ({"title": "Dune 2021"}, {}, []),
        ({"title": "Dune (2021)", "season": 1}, {"season": 1}, [("dune-2021-s1", "dune-s1")]),
        ({"title": "Dune (2021)", "season": 1}, {"season": 2}, []),
        ({"title": "A", "slug": "same"}, {"title": "B", "slug": "same"}, []),
        ({"title": "A", "ids": (("imdb", "tt1"),)}, {"ids": (("imdb", "tt1"),)}, [("a", "dune")]),
        ({"title": "A", "ids": (("tmdb", "1"),), "kind": "series"}, {"ids": (("tmdb", "1"),)}, [("a", "dune")]),
        ({"title": "A", "ids": (("tmdb", "1"),), "kind": "series"}, {"ids": (("tmdb", "1"),), "kind": "film"}, []),
    ],
)  # fmt: skip
def test_possible_duplicates_after_joining_ledgers(
    new_store: NewStore, here: dict[str, Any], there: dict[str, Any], alike: list[tuple[str, str]]
) -> None:
    one, other = new_store(), new_store()
    for hour, store, said in ((12, one, here), (13, other, there)):
        with ledger(store, now=datetime(2021, 1, 7, hour, tzinfo=UTC)) as book:
            book.add(says(**{"title": "Dune", **said}))
    with ledger(one) as book:
        joined, _ = book.joining(entries(exported(other)))
        assert joined.possible_duplicates == alike


def test_duplicates_within_one_ledger_are_not_reported(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    writing.add(there, "Dune")
    writing.add(there, "Dune", new=True)
    with ledger(here) as book:
        joined, changes = book.joining(entries(exported(there)))
        assert len(changes) == 2
        assert joined.possible_duplicates == []
