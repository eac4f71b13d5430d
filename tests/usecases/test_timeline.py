import pytest

from slate.domain.dates.windows import parse_window
from slate.domain.errors import TitleNotFoundError
from slate.domain.queries.query import Query
from slate.domain.queries.timeline import Timeline
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.timeline import timeline, timeline_of
from tests.store.writing import TODAY, add, update


def _some(store: Store) -> None:
    add(store, "Dune", date="2021-01-22", platform="Hulu", source="Hulu", on="2020-12-01")
    update(store, "dune", date="2021-01-29", source="Hulu", on="2020-12-02")
    add(store, "Show", season=1, date="2019-01-01", status="released")
    add(store, "Show", season=2, date="2021-03")
    for day in range(1, 5):
        add(store, f"Late {day}", date=f"2021-01-0{day}", on="2020-12-01")


def _shown(found: Timeline) -> list[tuple[str, str | None, int]]:
    return [(row.record.slug, row.record.date, row.moves.totals.slips) for row in found.rows]


def test_what_is_to_come_with_how_it_moved(store: Store) -> None:
    _some(store)
    with open_slate(store, TODAY) as slate:
        found = timeline(slate, Query(window=parse_window("2021-01-10/..", TODAY)), 50)
        assert _shown(found) == [("dune", "2021-01-29", 1), ("show-s2", "2021-03", 0)]
        assert (found.total, found.is_empty) == (2, False)
        found = timeline(slate, Query(), None)
        assert [len(found.rows), found.total] == [6, 6]


@pytest.mark.parametrize(
    ("most", "slugs"),
    [
        (50, ["late-1", "late-2", "late-3", "late-4", "dune", "show-s2"]),
        (4, ["late-3", "late-4", "dune", "show-s2"]),
        (2, ["dune", "show-s2"]),
        (0, []),
    ],
)
def test_what_is_overdue_gets_the_rows_that_nothing_else_needs(
    store: Store, most: int, slugs: list[str]
) -> None:
    _some(store)
    with open_slate(store, TODAY) as slate:
        found = timeline(slate, Query(), most)
        assert [row.record.slug for row in found.rows] == slugs
        assert found.total == 6
        limited = timeline(slate, Query(limit=2), 2)
        assert [row.record.slug for row in limited.rows] == ["late-1", "late-2"]


def test_a_title_that_is_overdue_has_one_row(store: Store) -> None:
    add(store, "Dune", date="2021-01-01", platform="Hulu", on="2020-12-01")
    update(store, "dune", date="2021-03-01", release_type="physical", region="US")
    with open_slate(store, TODAY) as slate:
        assert _shown(timeline(slate, Query(), 50)) == [("dune", "2021-01-01", 0)]


def test_an_empty_slate(store: Store) -> None:
    with open_slate(store, TODAY) as slate:
        assert timeline(slate, Query(), 50) == Timeline([], 0, is_empty=True)


def test_titles_that_are_named_in_the_order_of_their_dates(store: Store) -> None:
    _some(store)
    add(store, "Aged")
    with open_slate(store, TODAY) as slate:
        found = timeline_of(slate, ["Show", "dune", "aged"], Query(), 3)
        assert _shown(found) == [
            *(("show-s1", "2019-01-01", 0), ("dune", "2021-01-29", 1), ("show-s2", "2021-03", 0)),
        ]
        assert found.total == 4
        by_title = timeline_of(slate, ["Show", "dune"], Query(sort="title"), None)
        assert [row.record.slug for row in by_title.rows] == ["dune", "show-s1", "show-s2"]
        with pytest.raises(TitleNotFoundError):
            timeline_of(slate, ["nobody"], Query(), None)
