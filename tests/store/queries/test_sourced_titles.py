from typing import Any

from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.queries import sourced_titles
from tests.store.writing import TODAY, add, merge, remove, undo, update

VARIETY: dict[str, Any] = {"source": "Variety"}


def _found(store: Store, query: Query | None = None) -> list[tuple[str, int]]:
    """Return the key of each title, and how many reports there are on it."""
    with store.reading() as connection:
        found = sourced_titles.sourced_titles(connection, query or Query(), TODAY)
        return sorted((key.partition("|")[0], len(reports)) for key, reports in found)


def test_titles_on_which_a_named_source_reported(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", platform="Hulu", tags={"sand": True}, **VARIETY)
    update(store, "dune", date="2021-10-22")
    add(store, "Typed", date="2021")
    add(store, "Roma", date="2021-09", **VARIETY)
    add(store, "Gone", date="2021", **VARIETY)
    remove(store, "gone")
    assert _found(store) == [("dune", 2), ("roma", 1)]
    assert _found(store, Query(tags=("sand",), sort="title", limit=0)) == [("dune", 2)]
    assert _found(store, Query(window=parse_window("2021-09", TODAY))) == [("roma", 1)]
    # Filters on releases apply later: the release of a claim may no longer exist.
    assert _found(store, Query(platforms=("Netflix",))) == [("dune", 2), ("roma", 1)]


def test_undone_reports_are_ignored(store: Store) -> None:
    add(store, "Dune", date="2021-10-01")
    update(store, "dune", date="2021-10-22", **VARIETY)
    undo(store)
    assert _found(store) == []


def test_merged_titles_are_one(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", **VARIETY)
    add(store, "Arrakis", date="2021-10-22")
    merge(store, "arrakis", "dune")
    assert _found(store) == [("arrakis", 3)]
