from slate.domain.dates.windows import parse_window
from slate.domain.queries.counts import Tally
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.count import Counted, count_releases
from tests.store.writing import TODAY, add


def _counted(store: Store, *keys: str, when: str | None = None, **asked: object) -> Counted:
    window = parse_window(when, TODAY) if when else None
    with open_slate(store, TODAY) as slate:
        return count_releases(slate, Query(**asked), keys, window)  # type: ignore[arg-type]


def _rows(counted: Counted) -> dict[str | None, Tally]:
    return {place[0]: tally for place, tally in counted.pivot.row_totals.items()}


def _some(store: Store) -> None:
    add(store, "A", date="2021-01-08", platform="Hulu")
    add(store, "B", date="2021", platform="Hulu")
    add(store, "C", date="2021-03", platform="Netflix")
    add(store, "D", date="2022-01-01", platform="Netflix", kind="series")


def test_releases_are_counted_by_key(store: Store) -> None:
    _some(store)
    counted = _counted(store, "platform")
    assert _rows(counted) == {"Hulu": Tally(2, 0, 0, 0), "Netflix": Tally(2, 0, 0, 0)}
    assert counted.pivot.keys == ("platform",)
    assert not counted.is_empty


def test_only_releases_in_the_window_are_counted(store: Store) -> None:
    _some(store)
    counted = _counted(store, "platform", when="2021-01")
    assert _rows(counted) == {"Hulu": Tally(1, 0, 1, 0)}


def test_only_titles_that_match_are_counted(store: Store) -> None:
    _some(store)
    assert _rows(_counted(store, "platform", kinds=("series",))) == {"Netflix": Tally(1, 0, 0, 0)}


def test_the_limit_and_window_of_the_query_are_ignored(store: Store) -> None:
    """The window and the limit of a query apply only to lists."""
    _some(store)
    all_of_it = _counted(store, "kind")
    assert _counted(store, "kind", limit=1) == all_of_it
    assert _counted(store, "kind", window=parse_window("2022", TODAY)) == all_of_it


def test_an_empty_slate_differs_from_no_matches(store: Store) -> None:
    assert _counted(store, "platform").is_empty
    _some(store)
    counted = _counted(store, "platform", kinds=("short",))
    assert (_rows(counted), counted.is_empty) == ({}, False)
