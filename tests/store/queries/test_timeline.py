from datetime import date

from slate.domain.changes.slips import summary_of
from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.queries import timeline
from tests.store.writing import TODAY, add, update


def _some(store: Store) -> None:
    add(store, "Late", date="2021-01-05", platform="Netflix", on="2020-12-01")
    add(store, "Dune", date="2021-01-22", platform="Hulu", source="Hulu", on="2020-12-01")
    update(store, "dune", date="2021-01-29", source="Hulu", on="2020-12-02")
    add(store, "Year", date="2021", platform="Hulu", source="Hulu")
    add(store, "Open", date="2021-06/..", source="Hulu")
    add(store, "Undated", platform="Hulu")
    add(store, "Out", date="2020-01-01", platform="Hulu", status="released")
    update(store, "out", date="2021-03-01", release_type="physical", region="US")
    add(store, "Gone", date="2021-02-01", status="canceled")
    add(store, "Paused", date="2020-02-01", status="on-hold")


def _slugs(store: Store, query: Query, today: date = TODAY) -> list[str]:
    with store.reading() as connection:
        found = [record.slug for record in timeline.coming(connection, query, today)]
        assert timeline.count_coming(connection, query, today) == len(found)
    return found


def test_what_is_to_come_or_overdue_by_the_last_day_of_its_date(store: Store) -> None:
    _some(store)
    assert _slugs(store, Query()) == ["late", "dune", "out", "year", "open"]
    assert _slugs(store, Query(platforms=("Hulu",))) == ["dune", "year"]
    assert _slugs(store, Query(overdue=True)) == ["late"]
    assert _slugs(store, Query(sort="title")) == ["dune", "late", "open", "out", "year"]


def test_a_window_has_what_may_come_out_in_it(store: Store) -> None:
    _some(store)
    assert _slugs(store, Query(window=parse_window("2020-01", TODAY))) == ["out"]
    assert _slugs(store, Query(window=parse_window("2021-01", TODAY))) == ["late", "dune", "year"]


def test_the_record_has_the_release_that_fits(store: Store) -> None:
    _some(store)
    with store.reading() as connection:
        found = timeline.coming(connection, Query(limit=3), TODAY)
        assert [(record.slug, record.date) for record in found] == [
            *(("late", "2021-01-05"), ("dune", "2021-01-29"), ("out", "2021-03-01")),
        ]


def test_all_releases_of_some_titles(store: Store) -> None:
    _some(store)
    with store.reading() as connection:
        keys = {"out|||film|", "undated|||film|"}
        found = list(timeline.releases_of(connection, Query(), TODAY, keys))
        assert [(record.slug, record.date) for record in found] == [
            *(("undated", None), ("out", "2021-03-01"), ("out", "2020-01-01")),
        ]
        query = Query(window=parse_window("2021", TODAY))
        found = list(timeline.releases_of(connection, query, TODAY, keys))
        assert [record.date for record in found] == ["2021-03-01"]


def test_only_titles_whose_dates_may_have_moved_have_a_history(store: Store) -> None:
    _some(store)
    with store.reading() as connection:
        assert summary_of(timeline.history(connection, "dune")).days == 7
        assert timeline.history(connection, "year") == []
