from slate.domain.dates.windows import parse_window
from slate.domain.queries.counts import Tally
from slate.domain.queries.query import Query
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.count import Counted, canceled_left_out, count_releases
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
    assert _rows(counted) == {"Hulu": Tally(1, 1, 0, 0)}


def test_only_titles_that_match_are_counted(store: Store) -> None:
    _some(store)
    assert _rows(_counted(store, "platform", kinds=("series",))) == {"Netflix": Tally(1, 0, 0, 0)}


def test_the_limit_and_window_of_the_query_are_ignored(store: Store) -> None:
    """The window and the limit of a query apply only to lists."""
    _some(store)
    all_of_it = _counted(store, "kind")
    assert _counted(store, "kind", limit=1) == all_of_it
    assert _counted(store, "kind", window=parse_window("2022", TODAY)) == all_of_it


def test_a_wide_count_has_numbers_that_add_up(store: Store) -> None:
    _some(store)
    with open_slate(store, TODAY) as slate:
        found = count_releases(
            slate, Query(), ["month"], parse_window("2021-01", TODAY), wide=True, once=True
        )
    assert found.pivot.columns == (("2021-01",), ("possible",))
    assert found.pivot.rows == ((),)


def test_canceled_titles_are_left_out_and_counted(store: Store) -> None:
    _some(store)
    add(store, "E", date="2021-01-08", status="canceled")
    add(store, "F", status="canceled", kind="series")
    add(store, "G", date="2022", status="canceled")
    canceled = parse_status_filter("canceled")
    with open_slate(store, TODAY) as slate:
        assert canceled_left_out(slate, Query(limit=1), None) == 3
        assert canceled_left_out(slate, Query(kinds=(Kind.SERIES,)), None) == 1
        january = parse_window("2021-01", TODAY)
        assert canceled_left_out(slate, Query(window=january), january) == 2
        assert canceled_left_out(slate, Query(status=canceled), None) == 0
    assert _counted(store, "kind").pivot.total == Tally(4)
    assert _counted(store, "kind", status=canceled).pivot.total == Tally(2, 0, 0, 1)


def test_an_empty_slate_differs_from_no_matches(store: Store) -> None:
    assert _counted(store, "platform").is_empty
    _some(store)
    counted = _counted(store, "platform", kinds=("short",))
    assert (_rows(counted), counted.is_empty) == ({}, False)
