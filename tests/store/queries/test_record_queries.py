from datetime import date

import pytest

from slate.domain.dates.windows import from_today, parse_window, window_between
from slate.domain.queries.query import SORTS, Query
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import row_of
from slate.store.file.connection import Store
from slate.store.queries import record_queries
from slate.store.queries.counts import alike
from tests.store.writing import TODAY, add, records, remove, undo, update

JANUARY = parse_window("2021-01", TODAY)


@pytest.fixture
def told(store: Store) -> Store:
    add(store, "Cobra Kai", season=3, date="2021-early", platform="Netflix", on="2020-11")
    add(store, "Mank", date="2020-12-04", platform="Netflix", on="2021-01-02", year=2020)
    add(store, "Dune", date="2021-10-01", platform="HBO Max", on="2020-12-05", year=2021)
    add(store, "Roma", kind="documentary", on="2021-01-03")
    add(store, "Akira", date="2021-01-05", platform="Hulu", on="2020-05", status="scheduled")
    add(store, "Lost", status="canceled", date="2021-01", platform="Netflix")
    return store


def _slugs(store: Store, query: Query) -> list[str]:
    return [record.slug for record in records(store, query)]


def test_default_list_order(told: Store) -> None:
    assert _slugs(told, Query()) == ["cobra-kai-s3", "akira", "dune", "roma", "mank", "lost"]
    assert _slugs(told, Query(limit=2)) == ["cobra-kai-s3", "akira"]
    assert _slugs(told, Query(limit=0)) == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", ["mank", "cobra-kai-s3", "lost", "akira", "dune", "roma"]),
        ("-date", ["dune", "akira", "cobra-kai-s3", "lost", "mank", "roma"]),
        ("title", ["akira", "cobra-kai-s3", "dune", "lost", "mank", "roma"]),
        ("-title", ["roma", "mank", "lost", "dune", "cobra-kai-s3", "akira"]),
        ("status", ["roma", "lost", "mank", "akira", "cobra-kai-s3", "dune"]),
        ("platform", ["dune", "akira", "cobra-kai-s3", "lost", "mank", "roma"]),
        ("-platform", ["cobra-kai-s3", "lost", "mank", "akira", "dune", "roma"]),
        ("kind", ["roma", "akira", "dune", "lost", "mank", "cobra-kai-s3"]),
        ("year", ["mank", "dune", "akira", "cobra-kai-s3", "lost", "roma"]),
        ("-year", ["dune", "mank", "akira", "cobra-kai-s3", "lost", "roma"]),
        ("reported", ["akira", "cobra-kai-s3", "dune", "mank", "roma", "lost"]),
    ],
)
def test_list_in_each_sort_order(told: Store, sort: str, expected: list[str]) -> None:
    assert _slugs(told, Query(sort=sort)) == expected


def test_first_titles_are_those_of_all(told: Store) -> None:
    """Few are found by an index, all are sorted."""
    everything = _slugs(told, Query())
    for number in range(len(everything) + 2):
        assert _slugs(told, Query(limit=number)) == everything[:number]


def test_first_upcoming_releases_are_those_of_all(store: Store) -> None:
    """Dates that are near are looked at first."""
    dates = (
        *("2021-01-20", "2021-01-07", "2021-02", "2021-01", "2021-03-01", "2021-w03", "2021-07-01"),
        *("2021", "2021-01-10/2021-08-01", "../2021-01-09", "2021-01-08/..", "9999-12-31"),
    )
    for number, text in enumerate(dates):
        add(store, f"T{number}", date=text, platform="Hulu" if number % 2 else "Netflix")
    windows = [
        from_today(TODAY),
        JANUARY,
        parse_window("9999-12-31", TODAY),
        window_between(None, None, TODAY),
    ]
    with store.reading() as connection:
        for window in windows:
            for query in (Query(), Query(platforms=("Hulu",)), Query(sort="title")):
                for certain in (False, True):
                    everything = list(
                        record_queries.upcoming(connection, query, window, TODAY, certain=certain)
                    )
                    for limit in range(len(everything) + 2):
                        limited = query._replace(limit=limit)
                        found = record_queries.upcoming(
                            connection, limited, window, TODAY, certain=certain
                        )
                        assert list(found) == everything[:limit]


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_lists_the_same_titles(told: Store, sort: str) -> None:
    assert sorted(_slugs(told, Query(sort=sort))) == sorted(_slugs(told, Query()))


def test_upcoming_lists_certain_then_possible_releases(told: Store) -> None:
    with told.reading() as connection:
        found = list(record_queries.upcoming(connection, Query(), JANUARY, TODAY))
        assert [
            (record.slug, record.certain, record.overdue, record.label) for record in found
        ] == [
            ("akira", True, True, "Due 2021-01-05, not confirmed"),
            ("cobra-kai-s3", False, False, "Upcoming season"),
        ]
        assert record_queries.count_upcoming(connection, Query(), JANUARY, TODAY) == (1, 1)
        assert record_queries.count_upcoming(
            connection, Query(kinds=(Kind.SHORT,)), JANUARY, TODAY
        ) == (0, 0)
        found = list(record_queries.upcoming(connection, Query(), JANUARY, TODAY, certain=True))
        assert [record.slug for record in found] == ["akira"]
        found = list(record_queries.upcoming(connection, Query(sort="title"), JANUARY, TODAY))
        assert [record.slug for record in found] == ["akira", "cobra-kai-s3"]
        assert list(record_queries.upcoming(connection, Query(limit=0), JANUARY, TODAY)) == []


def test_releases_of_one_day_keep_their_order_in_the_title(store: Store) -> None:
    add(store, "Mank", date="2021-01-08", platform="Netflix")
    for platform in ("Hulu", "Apple TV+", "Peacock"):
        update(store, "mank", also_on=platform, date="2021-01-08")
    with store.reading() as connection:
        for query in (Query(), Query(sort="title"), Query(sort="-date")):
            found = record_queries.upcoming(connection, query, JANUARY, TODAY)
            assert [record.platform for record in found] == [
                *("Apple TV+", "Hulu", "Netflix", "Peacock"),
            ]


def test_counts_of_matches(told: Store) -> None:
    with told.reading() as connection:
        assert record_queries.count(connection, Query(), TODAY) == 6
        assert record_queries.count(connection, Query(platforms=("netflix",)), TODAY) == 3
        assert record_queries.undated(connection, Query(), TODAY) == 1
        assert record_queries.undated(connection, Query(window=JANUARY), TODAY) == 1
        assert record_queries.undated(connection, Query(kinds=(Kind.FILM,)), TODAY) == 0
        released = parse_status_filter("released")
        assert record_queries.undated(connection, Query(status=released), TODAY) == 0


def test_overdue_titles(told: Store) -> None:
    assert _slugs(told, Query(overdue=True)) == ["akira"]
    assert _slugs(told, Query(status=parse_status_filter("Due 2021-01-05, not confirmed"))) == [
        "akira"
    ]
    update(told, "akira", status="on-hold")
    assert _slugs(told, Query(overdue=True)) == []


def test_titles_that_have_left(told: Store) -> None:
    add(told, "The Desk", platform="Netflix", leaves="2020-12-31")
    add(told, "Lupin", platform="Netflix", leaves="2021-01-07")
    update(told, "mank", leaves="2021-01-06")
    left = Query(status=parse_status_filter("Left Netflix 2020-12-31"))
    assert [(record.slug, record.label, record.has_left) for record in records(told, left)] == [
        ("mank", "Left Netflix 2021-01-06", True),
        ("the-desk", "Left Netflix 2020-12-31", True),
    ]
    (lupin,) = records(told, Query(search=("lupin",)))
    assert (lupin.label, lupin.has_left) == ("Released", False)
    update(told, "mank", also_on="Hulu")
    assert _slugs(told, left) == ["the-desk"]


def test_soonest_release(told: Store) -> None:
    with told.reading() as connection:

        def soonest(query: Query | None = None, ids: list[int] | None = None) -> str | None:
            found = record_queries.soonest(connection, query or Query(), TODAY, ids)
            return found and found.slug

        assert soonest() == "cobra-kai-s3"
        assert soonest(Query(platforms=("hbo max",))) == "dune"
        assert soonest(Query(kinds=(Kind.DOCUMENTARY,))) is None
        assert soonest(ids=[4]) == "roma"
        assert soonest(ids=[3, 4]) == "dune"
        assert soonest(ids=[2]) is None
        assert soonest(Query(window=parse_window("2021-10", TODAY))) == "dune"
        assert soonest(Query(status=parse_status_filter("released"))) is None


def test_view_agrees_with_the_list(told: Store) -> None:
    columns = (
        "slug, title, status, kind, date, precision, year, season, part, platform, release_type"
    )
    with told.reading() as connection:
        shown = connection.execute(
            f"select {columns}, region, earliest, latest, certain, leaves, source, url,"  # noqa: S608 -- literals
            " reported_on, confidence, leaves_source, leaves_confidence, name from slate"
            " order by slug"
        ).fetchall()
    expected = [
        (*record[:2], *record[3:17], *record[18:])
        for record in map(row_of, records(told, Query(sort="title")))
    ]
    assert shown == expected


def test_contested_release_is_never_certain(store: Store) -> None:
    add(store, "Mank", date="2021-01-08", platform="Netflix", source="Variety")
    update(store, "mank", date="2021-01-09", platform="Hulu", source="Hulu, a feed",
        confidence="listed")  # fmt: skip
    with store.reading() as connection:
        found = list(record_queries.upcoming(connection, Query(), JANUARY, TODAY))
        numbers = record_queries.count_upcoming(connection, Query(), JANUARY, TODAY)
        dated = list(alike(connection, Query(), TODAY, ["platform"], JANUARY))
    assert [(each.platform, each.certain, each.contested, each.source) for each in found] == [
        ("Netflix", True, False, "Variety"),
        ("Hulu", False, True, "Hulu, a feed"),
    ]
    assert numbers == (1, 1)
    assert [(*each.values, each.rumored) for each in dated] == [("Hulu", True), ("Netflix", False)]


def test_contested_release_is_never_the_next_before_others(store: Store) -> None:
    add(store, "Mank", date="2021-03-01", platform="Netflix", source="Variety")
    update(store, "mank", date="2021-02-01", platform="Hulu", source="Reddit",
        confidence="rumor")  # fmt: skip
    with store.reading() as connection:
        found = record_queries.soonest(connection, Query(), TODAY)
        other = record_queries.soonest(connection, Query(platforms=("Hulu",)), TODAY)
    assert [each and each.platform for each in (found, other)] == ["Netflix", "Hulu"]


def test_empty_slate_has_no_records(store: Store) -> None:
    with store.reading() as connection:
        assert list(record_queries.listing(connection, Query(), TODAY)) == []
        assert record_queries.count_upcoming(connection, Query(), JANUARY, TODAY) == (0, 0)
        assert record_queries.soonest(connection, Query(), date(2021, 1, 7)) is None


def test_removed_and_undone_titles_are_not_listed(told: Store) -> None:
    remove(told, "akira")
    undo(told, "3")
    assert _slugs(told, Query(sort="title")) == ["cobra-kai-s3", "lost", "mank", "roma"]


def _releases(store: Store, query: Query) -> list[tuple[str, str | None, str | None, str]]:
    with store.reading() as connection:
        found = list(record_queries.releases(connection, query, TODAY))
    return [(record.slug, record.platform, record.date, key) for record, key in found]


def test_releases_with_the_key_of_their_title(store: Store) -> None:
    assert _releases(store, Query()) == []
    add(store, "Dune", date="2021-10-01", platform="HBO Max", year=2021)
    update(store, "dune", date="2021-09-15", release_type="theatrical")
    add(store, "Lost", status="canceled", date="2021-01", platform="Netflix")
    add(store, "Mank", date="2020-12-04", platform="Netflix")
    update(store, "mank", also_on="Hulu")
    add(store, "Roma")
    dune, lost, mank, roma = "dune|||film|2021", "lost|||film|", "mank|||film|", "roma|||film|"
    assert _releases(store, Query()) == [
        ("dune", None, "2021-09-15", dune),
        ("dune", "HBO Max", "2021-10-01", dune),
        ("roma", None, None, roma),
        ("mank", "Netflix", "2020-12-04", mank),
        ("mank", "Hulu", None, mank),
        ("lost", "Netflix", "2021-01", lost),
    ]
    # Filters on releases apply to each release; titles without one do not match.
    assert _releases(store, Query(window=parse_window("2021", TODAY), sort="-date")) == [
        ("dune", "HBO Max", "2021-10-01", dune),
        ("dune", None, "2021-09-15", dune),
        ("lost", "Netflix", "2021-01", lost),
    ]
    assert _releases(store, Query(platforms=("Netflix",), kinds=(Kind.FILM,))) == [
        ("mank", "Netflix", "2020-12-04", mank),
        ("lost", "Netflix", "2021-01", lost),
    ]
    assert _releases(store, Query(limit=1)) == [("dune", None, "2021-09-15", dune)]
    with store.reading() as connection:
        query = Query(window=JANUARY)
        assert [r.certain for r, _ in record_queries.releases(connection, query, TODAY)] == [True]
        assert {r.certain for r, _ in record_queries.releases(connection, Query(), TODAY)} == {None}


def test_releases_that_leave_in_a_window(store: Store) -> None:
    add(store, "Bird Box", date="2018-12-21", platform="Netflix", source="Deadline")
    update(store, "bird-box", leaves="2021-01-31", source="Netflix", confidence="official")
    add(
        store, "Lupin", platform="Netflix", leaves="2021-01-20", confidence="rumor", source="Reddit"
    )
    add(store, "Roma", platform="Hulu", leaves="2021-Q1")
    add(store, "Lost", platform="Hulu", leaves="2021-01-20", status="canceled")
    add(store, "Dune", platform="HBO Max", leaves="2021-02-20")
    january = Query(window=JANUARY)
    with store.reading() as connection:

        def leaving(query: Query, *, certain: bool = False) -> list[str]:
            found = list(record_queries.leaving(connection, query, TODAY, certain=certain))
            unlimited = query._replace(limit=None)
            number = record_queries.count_leaving(connection, unlimited, TODAY, certain=certain)
            assert query.limit is not None or number == len(found)
            return [record.slug for record, _ in found]

        assert leaving(january) == ["roma", "lupin", "bird-box"]
        assert leaving(january, certain=True) == ["bird-box"]
        assert leaving(january._replace(limit=1)) == ["roma"]
        assert leaving(january._replace(sort="-title")) == ["roma", "lupin", "bird-box"]
        assert leaving(january._replace(sort="-date")) == ["bird-box", "lupin", "roma"]
        assert leaving(january._replace(platforms=("netflix",))) == ["lupin", "bird-box"]
        assert leaving(Query()) == ["roma", "lupin", "bird-box", "dune"]
        *_, (record, key) = record_queries.leaving(connection, january, TODAY)
        assert key == "bird box|||film|"
        assert (record.date, record.leaves, record.certain) == ("2018-12-21", "2021-01-31", True)
        assert (record.source, record.confidence) == ("Netflix", "official")
        *_, (record, _) = record_queries.leaving(connection, Query(), TODAY)
        assert record.certain is None
