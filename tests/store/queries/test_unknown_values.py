from typing import Any

from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.queries.unknown_values import unknown_in
from tests.store.writing import add


def unknown(store: Store, **filters: Any) -> list[tuple[str, str]]:  # noqa: ANN401 -- as in Query
    with store.reading() as connection:
        return [(one.field, one.text) for one in unknown_in(connection, Query(**filters))]


def test_each_filter_is_compared_with_what_the_slate_has(store: Store) -> None:
    add(store, "Dune", platform="HBO Max", region="US", tags=("war",))
    add(store, "Heat", platform="Hulu", tags=("noir",))
    assert unknown(store) == []
    assert unknown(store, platforms=("max", "Hulu"), regions=("US",), tags=("war", "noir")) == []
    assert unknown(store, platforms=("Peacock",), regions=("GB", "US"), tags=("sf",)) == [
        ("platforms", "Peacock"),
        ("tags", "sf"),
        ("regions", "GB"),
    ]
