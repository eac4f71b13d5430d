from slate.domain.queries.query import Query
from slate.domain.queries.selection import NO_SETS
from slate.store.file.connection import Store
from slate.store.queries.title_sets import title_sets
from tests.store.writing import add, update


def test_only_what_filters_need_is_looked_up(store: Store) -> None:
    add(store, "Dune", date="2021-10", source="Variety")
    update(store, "dune", date="2021-11", source="Deadline", confidence="rumor")
    add(store, "Dune 2", links=(("sequel-of", "dune"),))
    add(store, "Mank")
    with store.reading() as connection:
        assert title_sets(connection, Query()) == (frozenset(), frozenset()) != NO_SETS
        (disputed,) = connection.execute("select key from titles where slug = 'dune'").fetchone()
        found = title_sets(connection, Query(disputed=True, franchises=("dune-2",)))
        keys = connection.execute("select key from titles where slug <> 'mank'").fetchall()
    assert found.disputed == {disputed}
    assert found.franchises == {key for (key,) in keys}
