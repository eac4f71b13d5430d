from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.calendar import Calendar, calendar
from tests.store.writing import TODAY, add


def shown(store: Store, when: str = "2021-01", **asked: object) -> Calendar:
    query = Query(**asked)  # type: ignore[arg-type]
    with open_slate(store, TODAY) as slate:
        return calendar(slate, query, parse_window(when, TODAY))


def test_whole_months_with_all_that_may_happen_in_them(store: Store) -> None:
    add(store, "Early", date="2021-01-02", status="released")
    add(store, "Sure", date="2021-01-20", platform="Hulu")
    add(store, "Maybe", date="2021-early", platform="Netflix")
    add(store, "Old", platform="Hulu", leaves="2021-01-30")
    add(store, "Off", date="2021-01-20", status="canceled")
    add(store, "Later", date="2021-02-01")
    add(store, "Undated", date="TBA")
    found = shown(store, "2w")
    (month,) = found.months
    slugs = {day: [entry.record.slug for entry in its] for day, its in month.days.items()}
    assert slugs == {2: ["early"], 20: ["sure"], 30: ["old"]}
    assert [entry.record.slug for entry in month.margin] == ["maybe"]
    assert [entry.is_leaving for entry in month.entries] == [False, False, True, False]
    assert (found.number, found.undated, found.is_empty) == (4, 1, False)
    assert (found.certain, found.possible, found.leaving) == (2, 1, 1)
    assert found.window.bounds == ("2021-01-01", "2021-01-31")


def test_filters_concern_what_leaves_too(store: Store) -> None:
    add(store, "Sure", date="2021-01-20", platform="Netflix")
    add(store, "Old", platform="Hulu", leaves="2021-01-30")
    found = shown(store, platforms=("Hulu",))
    assert [list(month.days) for month in found.months] == [[30]]
    assert (shown(store, kinds=("series",)).number, shown(store, kinds=("series",)).is_empty) == (
        0,
        False,
    )


def test_an_empty_slate(store: Store) -> None:
    assert shown(store).is_empty
    assert [month.name for month in shown(store).months] == ["January 2021"]
