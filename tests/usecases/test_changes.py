from datetime import date

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.dates.day_span import Span
from slate.domain.errors import TitleNotFoundError
from slate.domain.queries.change_query import BatchLimit
from slate.domain.queries.query import Query
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.changes import Wanted, find_changes, mark_seen
from tests.store.writing import TODAY, add, ledger, says, undo, update

NEW = Wanted(None, frozenset(), mark=False)
ALL_DAYS = Wanted(Span(), frozenset(), mark=False)


def found(
    store: Store,
    wanted: Wanted = NEW,
    query: Query | None = None,
    limit: BatchLimit | None = None,
    *,
    author: str = "tester",
) -> list[tuple[str, str]]:
    with open_slate(store, TODAY) as slate:
        changes = find_changes(slate, wanted, query or Query(), author, limit).changes
        return [(each.record.slug, each.record.change) for each in changes]


def seen(store: Store, wanted: Wanted = NEW, *, author: str = "tester") -> tuple[bool, int]:
    """Return whether a bookmark was read, and the number of the last batch seen."""
    with open_slate(store, TODAY) as slate:
        asked = find_changes(slate, wanted, Query(), author, None)
        return asked.bookmark is not None, asked.seen


def mark(store: Store, *, author: str = "tester") -> None:
    with open_slate(store, TODAY) as slate:
        newest = find_changes(slate, NEW, Query(), author, None).newest
    assert newest is not None
    with ledger(store, author) as book:
        mark_seen(book, newest)


def test_changes_since_the_bookmark_of_the_author(store: Store) -> None:
    add(store, "A", date="2021-10-01", on="2020-01-01")
    assert found(store) == [("a", "added")]
    assert seen(store) == (False, 0)
    mark(store)
    assert found(store) == []
    assert seen(store) == (True, 1)
    update(store, "a", date="2021-10-02", on="2020-01-02")
    assert found(store) == [("a", "slipped")]
    assert seen(store) == (True, 1)
    assert found(store, author="ann") == [("a", "slipped"), ("a", "added")]
    assert seen(store, author="ann") == (False, 0)


def test_changes_reported_in_a_span_of_days(store: Store) -> None:
    add(store, "A", date="2021-10-01", on="2020-01-01")
    update(store, "a", date="2021-10-02", on="2020-01-02")
    mark(store)
    days = Wanted(Span(last=date(2020, 1, 1)), frozenset(), mark=False)
    assert found(store, days) == [("a", "added")]
    assert found(store, ALL_DAYS) == [("a", "slipped"), ("a", "added")]
    # A span of days needs no bookmark; it is read only if it is to be set.
    assert seen(store, ALL_DAYS) == (False, 0)
    assert seen(store, ALL_DAYS._replace(mark=True)) == (True, 2)


def test_changes_are_filtered_by_kind_and_title(store: Store) -> None:
    add(store, "A", date="2021-10-01", on="2020-01-01")
    add(store, "B", kind="series", on="2020-01-01")
    update(store, "a", date="2021-10-02")
    for wanted in (NEW, ALL_DAYS):
        slipped = wanted._replace(names=frozenset({ChangeName.SLIPPED}))
        assert found(store, slipped) == [("a", "slipped")]
        assert found(store, wanted, Query(kinds=(Kind.SERIES,))) == [("b", "added")]


def test_changes_of_titles_that_are_named(store: Store) -> None:
    add(store, "Fargo", kind="series", on="2020-01-01")
    add(store, "Fargo", season=5, on="2020-01-02")
    add(store, "Dune", on="2020-01-03")
    update(store, "dune", date="2021-10-01", on="2020-01-04")

    def of(*titles: str, days: Wanted = ALL_DAYS) -> list[str]:
        return [" ".join(each) for each in found(store, days._replace(titles=titles))]

    assert of("fargo") == ["fargo-s5 added", "fargo added"]
    assert of("fargo-s5") == ["fargo-s5 added"]
    assert of("dune", "Fargo: season 5") == [
        "dune dated",
        "dune status",
        "dune added",
        "fargo-s5 added",
    ]
    assert of() == []
    with pytest.raises(TitleNotFoundError):
        of("dune", "mank")
    assert of("dune", days=NEW) == ["dune dated", "dune status", "dune added"]


def test_undos_of_titles_that_are_named(store: Store) -> None:
    for name in ("Dune", "Mank"):
        add(store, name, date="2021-01-01", on="2020-01-01")
        update(store, name, date="2021-10-01", on="2020-01-02")
    mark(store)
    undo(store, "4")
    undo(store, "2")
    update(store, "mank", tags={"x": True})
    assert found(store, NEW._replace(titles=("dune",))) == [("dune", "dated")]
    assert found(store, NEW._replace(titles=("mank",))) == [("mank", "edited"), ("mank", "dated")]


def test_the_batch_limit_leaves_out_the_rest_of_a_batch(store: Store) -> None:
    with ledger(store) as book:
        for title in ("A", "B", "C"):
            book.add(says(title))
    for wanted in (NEW, ALL_DAYS):
        limit = BatchLimit(2)
        assert len(found(store, wanted, limit=limit)) == 2
        assert sum(limit.left_out.values()) == 1


def test_the_newest_batch_is_the_last_recorded(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert find_changes(slate, NEW, Query(), "tester", None).newest is None
    add(store, "A")
    add(store, "B", by="ann")
    with open_slate(store, TODAY) as slate:
        newest = find_changes(slate, ALL_DAYS, Query(), "tester", None).newest
        assert newest is not None
        assert newest.number == 2
