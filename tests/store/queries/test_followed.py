"""Which titles have an id of a live source; TODAY is 2021-01-07."""

from collections.abc import Collection
from datetime import date

import pytest

from slate.domain.queries.query import Query
from slate.domain.titles.followed import Followed
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from slate.store.file.connection import Store
from slate.store.queries.followed import followed
from tests.store.writing import TODAY, add, keys, remove, undo, update

SCHEMES = ("tvmaze", "tmdb")


@pytest.fixture(autouse=True)
def titles(store: Store) -> None:
    add(
        store,
        "Cobra Kai",
        kind="series",
        status="released",
        ids=(
            ("tvmaze", "26020"),
            ("tmdb", "5"),
        ),
    )
    add(store, "Cobra Kai", season=3, date="2021-01-08", platform="Netflix",
        ids=(("tvmaze", "26020/season/3"),))  # fmt: skip
    add(
        store,
        "Mank",
        date="2020-12-04",
        kind="film",
        ids=(
            ("tmdb", "614560"),
            ("imdb", "tt1"),
        ),
    )
    add(store, "Dune", kind="film", ids=(("imdb", "tt2"),))


def _found(
    store: Store,
    schemes: Collection[str] = SCHEMES,
    query: Query | None = None,
    among: Collection[str] | None = None,
) -> list[Followed]:
    with store.reading() as connection:
        return followed(connection, schemes, query or Query(), TODAY, among)


def _shown(found: list[Followed]) -> list[str]:
    return [f"{title.slug} {title.scheme}={title.value}" for title in found]


def test_a_title_is_followed_by_each_of_its_ids_of_live_sources(store: Store) -> None:
    assert _shown(_found(store)) == [
        "cobra-kai tmdb=5",
        "cobra-kai tvmaze=26020",
        "cobra-kai-s3 tvmaze=26020/season/3",
        "mank tmdb=614560",
    ]
    assert _shown(_found(store, ["imdb"])) == ["dune imdb=tt2", "mank imdb=tt1"]
    assert _found(store, ["sonarr"]) == []
    assert _found(store, []) == []


def test_what_decides_about_asking_comes_with_a_title(store: Store) -> None:
    key = keys(store)
    assert _found(store, ["tvmaze"]) == [
        Followed("tvmaze", "26020", key["cobra-kai"], "cobra-kai", "Cobra Kai", None, None,
                 Kind.SERIES, Stage.RELEASED, None, None),
        Followed("tvmaze", "26020/season/3", key["cobra-kai-s3"], "cobra-kai-s3", "Cobra Kai", 3,
                 None, Kind.SERIES, Stage.SCHEDULED, date(2021, 1, 8), date(2021, 1, 8)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "comes", "last"),
    [
        ([], None, None),
        (["2021-01-06"], None, date(2021, 1, 6)),
        (["2021-01-07"], date(2021, 1, 7), date(2021, 1, 7)),
        (["2020-12-04", "2021-02-05"], date(2021, 2, 5), date(2021, 2, 5)),
        (["2021-02-05", "2021-03-01"], date(2021, 2, 5), date(2021, 3, 1)),
        (["2021-01"], date(2021, 1, 1), date(2021, 1, 31)),  # not over yet
        (["2020", "2019"], None, date(2020, 12, 31)),
    ],
)
def test_the_next_release_counts_from_its_first_day_and_the_last_to_its_last_day(
    store: Store, dates: list[str], comes: date | None, last: date | None
) -> None:
    add(store, "Soul", kind="film", ids=(("tvmaze", "1"),))
    for region, day in zip(("US", "GB"), dates, strict=False):
        update(store, "soul", date=day, release_type="theatrical", region=region)
    (found,) = _found(store, among=[keys(store)["soul"]])
    assert (found.comes, found.last) == (comes, last)


def test_titles_that_were_removed_are_not_followed(store: Store) -> None:
    remove(store, "cobra-kai-s3")
    assert _shown(_found(store, ["tvmaze"])) == ["cobra-kai tvmaze=26020"]
    undo(store)
    update(store, "cobra-kai", no_ids=("tvmaze",))
    assert _shown(_found(store, ["tvmaze"])) == ["cobra-kai-s3 tvmaze=26020/season/3"]


def test_titles_may_be_limited_by_a_query_and_by_their_keys(store: Store) -> None:
    films = Query(kinds=(Kind.FILM,))
    season = keys(store)["cobra-kai-s3"]
    assert _shown(_found(store, query=films)) == ["mank tmdb=614560"]
    assert _shown(_found(store, query=Query(platforms=("netflix",)))) == [
        "cobra-kai-s3 tvmaze=26020/season/3"
    ]
    assert _shown(_found(store, among=[season])) == ["cobra-kai-s3 tvmaze=26020/season/3"]
    assert _found(store, query=films, among=[season]) == []
    assert _found(store, among=[]) == []


def test_neither_an_order_nor_a_limit_leaves_out_titles(store: Store) -> None:
    ordered = Query(kinds=(Kind.FILM, Kind.SERIES), sort="-title", limit=1)
    assert _shown(_found(store, query=ordered)) == _shown(_found(store))
