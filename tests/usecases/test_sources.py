from datetime import date
from typing import Any

from slate.domain.changes.judged_claims import Verdict
from slate.domain.changes.track_records import TrackRecord
from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.domain.reports.confidences import Confidence
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.sources import track_sources
from tests.store.writing import add, merge, remove, undo, update

TODAY = date(2021, 12, 1)
OFFICIAL: dict[str, Any] = {"source": "Netflix", "confidence": Confidence.OFFICIAL}


def _rows(
    store: Store,
    *keys: str,
    today: date = TODAY,
    **asked: Any,  # noqa: ANN401 -- filters
) -> tuple[list[TrackRecord], bool]:
    with open_slate(store, today) as slate:
        rows, is_empty = track_sources(slate, Query(**asked), ("source", *keys), None)
    return list(rows), is_empty


def _right(store: Store, *keys: str, **asked: Any) -> list[tuple[object, ...]]:  # noqa: ANN401
    """Return the keys of each row, its claims on dates, and how many were right."""
    return [
        (*row.keys, row.claims, row.dates[Verdict.RIGHT]) for row in _rows(store, *keys, **asked)[0]
    ]


def _some(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", platform="Hulu", on="2021-01-01", source="Variety")
    update(store, "dune", date="2021-10-22", on="2021-02-01", **OFFICIAL)
    add(store, "Lupin", season=2, date="2021-06", on="2021-01-01", platform="Max", source="variety")
    update(store, "lupin-s2", date="2021-06-11", on="2021-03-01", **OFFICIAL)
    update(store, "lupin-s2", status="released", on="2021-06-11", source="Deadline")


def test_sources_are_judged_by_what_came_out(store: Store) -> None:
    _some(store)
    assert _right(store) == [("Netflix", 2, 2), ("Variety", 2, 1), ("Deadline", 0, 0)]
    rows, is_empty = _rows(store)
    assert not is_empty
    assert rows[1].dates[Verdict.SLIPPED] == 1
    assert rows[1].leads == [59]
    assert rows[2].statuses[Verdict.RIGHT] == 1


def test_rows_per_platform_and_kind(store: Store) -> None:
    _some(store)
    assert _right(store, "platform", "kind") == [
        ("Netflix", "Hulu", "film", 1, 1),
        ("Netflix", "Max", "series", 1, 1),
        ("Variety", "Max", "series", 1, 1),
        ("Variety", "Hulu", "film", 1, 0),
        ("Deadline", "Max", "series", 0, 0),
    ]


def test_filters_apply_to_titles_and_to_the_releases_of_claims(store: Store) -> None:
    _some(store)
    only_max = [("Netflix", 1, 1), ("variety", 1, 1), ("Deadline", 0, 0)]
    assert _right(store, platforms=("HBO Max",)) == only_max
    assert _right(store, search=("lupin",)) == only_max
    assert _right(store, window=parse_window("2021-06", TODAY)) == only_max
    assert _right(store, platforms=("Peacock",)) == []


def test_claims_count_on_the_service_to_which_their_release_moved(store: Store) -> None:
    _some(store)
    update(store, "dune", platform="Netflix", on="2021-03-01", **OFFICIAL)
    dune: dict[str, Any] = {"search": ("dune",)}
    assert _right(store, platforms=("hulu",), **dune) == []
    expected = [("Netflix", 1, 1), ("Variety", 1, 0)]
    assert _right(store, platforms=("Netflix",), **dune) == expected


def test_today_decides_what_is_settled(store: Store) -> None:
    _some(store)
    rows, _ = _rows(store, today=date(2021, 11, 1), search=("dune",))
    assert [row.dates[Verdict.RIGHT] for row in rows] == [0, 0]


def test_what_was_undone_or_removed_does_not_count(store: Store) -> None:
    _some(store)
    undo(store)
    assert [row[0] for row in _right(store)] == ["Netflix", "Variety"]
    remove(store, "lupin-s2")
    assert _right(store) == [("Netflix", 1, 1), ("Variety", 1, 0)]


def test_merged_titles_count_once(store: Store) -> None:
    _some(store)
    add(store, "Arrakis", date="2021-10-01", on="2021-01-01", platform="Hulu", source="Variety")
    both: dict[str, Any] = {"search": ("dune", "arrakis")}
    assert _right(store, **both) == [("Variety", 2, 1), ("Netflix", 1, 1)]
    merge(store, "dune", "arrakis")
    assert _right(store, **both) == [("Netflix", 1, 1), ("Variety", 1, 0)]


def test_an_empty_slate_differs_from_one_without_claims(store: Store) -> None:
    assert _rows(store) == ([], True)
    add(store, "Dune", date="2021-10-01")
    assert _rows(store) == ([], False)
