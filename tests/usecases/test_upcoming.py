from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.domain.queries.upcoming import Upcoming
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases import upcoming as usecase
from tests.store.writing import TODAY, add


def upcoming(
    store: Store, when: str = "2021-01", *, most: int = 100, certain: bool = False, **asked: object
) -> tuple[list[str], tuple[int, int, int, int, bool]]:
    """Return the slugs, and (certain, possible, total, undated, is_empty)."""
    query = Query(**asked)  # type: ignore[arg-type]
    with open_slate(store, TODAY) as slate:
        found = usecase.upcoming(slate, query, parse_window(when, TODAY), most, certain=certain)
    sums = (found.certain, found.possible, found.total, found.undated, found.is_empty)
    return [record.slug for record in found.records], sums


def leaving(
    found: Upcoming,
) -> tuple[list[str], list[str], tuple[int, int, bool]]:
    """Return the slugs of releases and of those that leave, and (leaving, total, is_empty)."""
    records, leaves = ([r.slug for r in its] for its in (found.records, found.leaves))
    return records, leaves, (found.leaving, found.total, found.is_empty)


def _some(store: Store) -> None:
    add(store, "Maybe", date="2021", platform="Hulu")
    add(store, "Sure", date="2021-01-08", platform="Hulu")
    add(store, "Later sure", date="2021-01-20", platform="Netflix")
    add(store, "Next", date="2021-02-01")
    add(store, "Undated", date="TBA")
    add(store, "Undated out", status="released")
    add(store, "Undated series", kind="series")


def test_certain_titles_come_first_and_are_counted(store: Store) -> None:
    _some(store)
    assert upcoming(store) == (["sure", "later-sure", "maybe"], (2, 1, 3, 2, False))


def test_only_certain_titles_on_request(store: Store) -> None:
    _some(store)
    assert upcoming(store, certain=True) == (["sure", "later-sure"], (2, 0, 2, 2, False))


def test_titles_that_do_not_match_are_not_counted(store: Store) -> None:
    _some(store)
    assert upcoming(store, platforms=("Hulu",)) == (["sure", "maybe"], (1, 1, 2, 0, False))
    assert upcoming(store, kinds=("series",)) == ([], (0, 0, 0, 1, False))


def test_a_long_list_is_cut_off_and_its_total_returned(store: Store) -> None:
    _some(store)
    assert upcoming(store, most=1) == (["sure"], (2, 1, 3, 2, False))
    assert upcoming(store, most=1, limit=2) == (["sure", "later-sure"], (2, 1, 3, 2, False))
    assert upcoming(store, limit=0) == ([], (2, 1, 3, 2, False))


def test_an_empty_slate_differs_from_an_empty_window(store: Store) -> None:
    assert upcoming(store) == ([], (0, 0, 0, 0, True))
    add(store, "Next", date="2021-02-01")
    assert upcoming(store) == ([], (0, 0, 0, 0, False))


def test_what_leaves_in_the_window_comes_last(store: Store) -> None:
    window = parse_window("2021-01", TODAY)
    with open_slate(store, TODAY) as slate:
        assert leaving(usecase.upcoming(slate, Query(), window, 3)) == ([], [], (0, 0, True))
        assert leaving(usecase.leaving(slate, Query(), window, 3)) == ([], [], (0, 0, True))
    _some(store)
    add(store, "Old", platform="Hulu", leaves="2021-01-30")
    add(store, "Older", platform="Hulu", leaves="2021-01")
    with open_slate(store, TODAY) as slate:

        def found(most: int, *, certain: bool = False, **asked: object) -> object:
            query = Query(**asked)  # type: ignore[arg-type]
            return leaving(usecase.upcoming(slate, query, window, most, certain=certain))

        assert found(9) == (["sure", "later-sure", "maybe"], ["older", "old"], (2, 5, False))
        assert found(4) == (["sure", "later-sure", "maybe"], ["older"], (2, 5, False))
        assert found(9, limit=3) == (["sure", "later-sure", "maybe"], [], (2, 5, False))
        assert found(9, kinds=("series",)) == ([], [], (0, 0, False))
        assert found(9, certain=True)[1] == ["older", "old"]  # type: ignore[index]
        alone = usecase.leaving(slate, Query(), window, 1)
        assert leaving(alone) == ([], ["older"], (2, 2, False))
        assert (alone.certain, alone.possible, alone.undated) == (0, 0, 0)
        alone = usecase.leaving(slate, Query(limit=2), window, 1, certain=True)
        assert leaving(alone) == ([], ["older", "old"], (2, 2, False))
