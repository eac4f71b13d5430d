from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.file.connection import Store
from slate.store.queries.calendar_rows import CalendarRow, calendar_rows
from slate.store.reports.revisions import Revision
from tests.store.conftest import NewStore
from tests.store.writing import TODAY, add, says, take, update


def found(store: Store, query: Query | None = None) -> list[CalendarRow]:
    with store.reading() as connection:
        return list(calendar_rows(connection, query or Query(), TODAY))


def test_empty_slate_has_no_calendar_rows(store: Store) -> None:
    assert found(store) == []


def test_each_dated_release_is_a_row(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", platform="HBO Max")
    update(store, "dune", date="2021-Q3", release_type="theatrical")
    update(store, "dune", also_on="Hulu")
    add(store, "Roma")
    add(store, "Mank", platform="Netflix", year=2020)
    add(store, "Heat", date="2021", season=2)
    dune, heat = "dune|||film|", "heat|2||series|"
    assert [(*_place(each.record), each.key, each.stamp.number) for each in found(store)] == [
        ("heat-s2", None, "2021", heat, 1),
        ("dune", None, "2021-Q3", dune, 3),
        ("dune", "HBO Max", "2021-10-01", dune, 3),
    ]
    window = Query(window=parse_window("2021-10", TODAY), platforms=("hbo max",))
    assert [each.record.date for each in found(store, window)] == ["2021-10-01"]


def test_many_rows_are_read_page_by_page(new_store: NewStore) -> None:
    store, count = new_store(), 1_200  # several pages
    take(store, *(says(f"Title {n}", date="2021-02-01") for n in range(count)))
    events = found(store)
    assert len({each.key for each in events}) == count
    noon = "2021-01-07T12:00:00.000000Z"
    assert {each.stamp for each in events} == {Revision(1, noon, noon)}


def _place(record: Record) -> tuple[str, str | None, str | None]:
    return (record.slug, record.platform, record.date)


def test_releases_that_leave_come_after_those_with_a_date(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", leaves="2021-02-10")
    add(store, "Lupin", platform="Netflix", leaves="2021-01-31")
    add(store, "Lost", leaves="2021-01-31", status="canceled")

    def rows(query: Query) -> list[tuple[str, bool]]:
        return [(row.record.slug, row.is_leaving) for row in found(store, query)]

    everything = [("mank", False), ("lupin", True), ("mank", True)]
    assert rows(Query()) == everything
    assert rows(Query(limit=2)) == everything[:2]
    assert rows(Query(window=parse_window("2021-02", TODAY))) == [("mank", True)]
    assert [row.key for row in found(store)] == ["mank|||film|", "lupin|||film|", "mank|||film|"]
