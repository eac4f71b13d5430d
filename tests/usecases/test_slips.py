from datetime import date

from slate.domain.changes.league_tables import TitleRow
from slate.domain.dates.day_span import ANY_TIME, Span
from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.slips import rank_slips
from tests.store.writing import TODAY, add, update


def ranked(
    store: Store,
    *,
    by_title: bool = True,
    sort: str | None = None,
    span: Span = ANY_TIME,
    **asked: object,
) -> tuple[list[tuple[str, int, int]], bool]:
    """Return the name, the slips and the days of each row, and whether the slate is empty."""
    with open_slate(store, TODAY) as slate:
        query = Query(**asked)  # type: ignore[arg-type]
        rows, is_empty = rank_slips(slate, query, span, by_title=by_title, sort=sort)
    return [
        (
            row.record.slug if isinstance(row, TitleRow) else row.name,
            row.totals.slips,
            row.totals.days,
        )
        for row in rows
    ], is_empty


def _some(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", platform="Hulu", on="2020-01-01")
    update(store, "dune", date="2021-10-22", on="2020-02-01")
    update(store, "dune", platform="Netflix", on="2020-03-01")
    update(store, "dune", date="2021-10-29", on="2020-04-01")
    add(store, "Heat", date="2021-03-01", platform="Netflix", on="2020-01-01")
    update(store, "heat", date="2021-07-01", on="2020-02-01")
    add(store, "Waited", on="2020-01-01", platform="Max", kind="series")
    update(store, "waited", date="2021-05-01", on="2020-06-01")


def test_titles_are_ranked_by_number_of_slips(store: Store) -> None:
    _some(store)
    assert ranked(store) == ([("dune", 2, 28), ("heat", 1, 122)], False)


def test_titles_can_be_ranked_by_days(store: Store) -> None:
    _some(store)
    assert ranked(store, sort="days") == ([("heat", 1, 122), ("dune", 2, 28)], False)


def test_titles_can_be_ranked_by_wait(store: Store) -> None:
    _some(store)
    assert [name for name, *_ in ranked(store, sort="wait")[0]] == ["waited"]


def test_a_slip_counts_for_the_platform_of_that_day(store: Store) -> None:
    _some(store)
    rows = [("Netflix", 2, 129), ("Hulu", 1, 21)]
    assert ranked(store, by_title=False)[0][:2] == rows
    assert ("Max", 0, 0) in ranked(store, by_title=False)[0] + ranked(
        store, by_title=False, sort="wait"
    )[0]


def test_release_filters_apply_to_the_releases_that_slipped(store: Store) -> None:
    _some(store)
    assert ranked(store, platforms=("Hulu",)) == ([("dune", 1, 21)], False)
    assert ranked(store, platforms=("Hulu",), by_title=False) == ([("Hulu", 1, 21)], False)


def test_a_window_filters_titles_and_not_slips(store: Store) -> None:
    _some(store)
    window = parse_window("2021-10", TODAY)
    assert ranked(store, window=window) == ([("dune", 2, 28)], False)


def test_only_slips_in_a_span_count(store: Store) -> None:
    _some(store)
    february = Span(date(2020, 2, 1), date(2020, 2, 29))
    assert ranked(store, span=february) == ([("heat", 1, 122), ("dune", 1, 21)], False)
    rows = [("Netflix", 1, 122), ("Hulu", 1, 21)]
    assert ranked(store, span=february, by_title=False) == (rows, False)
    later = Span(date(2020, 3, 1))
    assert ranked(store, span=later) == ([("dune", 1, 7)], False)
    assert ranked(store, span=Span(date(2020, 4, 2))) == ([], False)


def test_a_wait_counts_if_it_ended_in_the_span(store: Store) -> None:
    _some(store)
    june, later = Span(date(2020, 6, 1), date(2020, 6, 1)), Span(date(2020, 6, 2))
    assert [name for name, *_ in ranked(store, sort="wait", span=june)[0]] == ["waited"]
    assert ranked(store, sort="wait", span=june, by_title=False)[0] == [("Max", 0, 0)]
    for by_title in (True, False):
        assert ranked(store, sort="wait", span=later, by_title=by_title)[0] == []


def test_an_empty_slate_differs_from_no_slips(store: Store) -> None:
    assert ranked(store) == ([], True)
    add(store, "Dune", date="2021-10-01")
    assert ranked(store) == ([], False)
