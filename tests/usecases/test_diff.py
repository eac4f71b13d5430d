from datetime import date

from slate.domain.changes.change_name import ChangeName
from slate.domain.dates.as_of import AsOf
from slate.domain.queries.query import Query
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.diff import diff
from tests.store.writing import TODAY, add, update

FIFTH = AsOf(date(2020, 12, 5))


def found(
    store: Store, query: Query | None = None, *names: ChangeName, later: AsOf | None = None
) -> list[tuple[str, str]]:
    with open_slate(store, later.day if later else TODAY, later) as slate:
        changes = diff(slate, FIFTH, query or Query(), names).changes
        return [(each.record.slug, each.record.change) for each in changes]


def test_differences_between_two_days(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", on="2020-12-01", kind="film")
    update(store, "dune", date="2021-10-22", on="2020-12-10")
    add(store, "Lupin", on="2020-12-20", season=1)
    assert found(store) == [("dune", "slipped"), ("lupin-s1", "added")]
    assert found(store, None, ChangeName.ADDED) == [("lupin-s1", "added")]
    assert found(store, Query(kinds=(Kind.FILM,))) == [("dune", "slipped")]
    assert found(store, later=AsOf(date(2020, 12, 9))) == []


def test_an_empty_slate_differs_from_no_differences(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert diff(slate, FIFTH, Query(), ()).is_empty
    add(store, "Dune", on="2020-12-01")
    assert found(store) == []
    with open_slate(store, TODAY) as slate:
        assert not diff(slate, FIFTH, Query(), ()).is_empty
