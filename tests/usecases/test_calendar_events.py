from typing import Any

from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.calendar_events import CalendarEvents
from tests.store.writing import TODAY, add


def events(
    store: Store,
    *,
    tentative: bool = False,
    **asked: Any,  # noqa: ANN401
) -> tuple[list[tuple[str, bool, bool]], int]:
    """Return (slug, is_leaving, is_alone) of each event, and how many releases have none."""
    found = CalendarEvents(Query(**asked), tentative)
    with open_slate(store, TODAY) as slate:
        made = [(event.record.slug, event.is_leaving, event.is_alone) for event in found.of(slate)]
    return made, found.left_out


def test_exact_days_have_events(store: Store) -> None:
    add(store, "Dune", date="2021-10-22", platform="Hulu", leaves="2021-12-31")
    add(store, "Heat", date="2021-03", platform="Netflix")
    add(store, "Open", date="2021-03/..")
    add(store, "Undated")
    assert events(store) == ([("dune", False, False), ("dune", True, False)], 2)
    made, left_out = events(store, tentative=True)
    assert [slug for slug, *_ in made] == ["heat", "dune", "dune"]
    assert left_out == 1


def test_an_event_repeats_nothing_of_another(store: Store) -> None:
    add(store, "Dune", date="2021-10-22", platform="Hulu", leaves="2021-12-31")
    found = CalendarEvents(Query(), tentative=False)
    with open_slate(store, TODAY) as slate:
        release, leaving = found.of(slate)
    assert (release.record.leaves, leaving.record.leaves) == (None, "2021-12-31")
    window = parse_window("2021-10", TODAY)
    alone = CalendarEvents(Query(window=window), tentative=False)
    with open_slate(store, TODAY) as slate:
        (release,) = alone.of(slate)
    assert release.record.leaves == "2021-12-31"


def test_what_leaves_without_a_date_is_alone(store: Store) -> None:
    add(store, "Heat", date="2021-03", platform="Netflix", leaves="2021-12-31")
    assert events(store) == ([("heat", True, True)], 1)
    add(
        store,
        "Heat",
        new=True,
        year=1995,
        date="2020-03-01",
        status="canceled",
        leaves="2021-11-30",
    )
    assert ("heat-1995", False, False) in events(store)[0]
